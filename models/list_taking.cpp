#include "models/list_taking.hpp"

#include <algorithm>

#include "models/ages.hpp"
#include "models/clocks_under_way.hpp"
#include "models/coming_back.hpp"

namespace casetide::models {

namespace {

constexpr std::chrono::days closed_within{2 * 365};  // nearly all who come back do so sooner

std::optional<sim::Date> day_of(sim::Instant at) {
  return at == sim::never ? std::nullopt : std::optional(sim::date_of(at));
}

/// Takes the cases one by one.
class ListTaker {
 public:
  ListTaker(const Run& run, const Register& children, const Workforce& workforce)
      : run_(run), children_(children), workforce_(workforce) {}

  void take_staff() {
    for (const Worker& worker : workforce_.workers()) {
      if (!worker.in_post || worker.leaves <= run_.now()) continue;  // yesterday was the last day
      places_[worker.id] = list_.staff.size();
      ListedWorker listed{worker.team, worker.role, worker.contract, worker.fte, worker.started, {}, {}};
      if (worker.leaves != sim::never) listed.leaves = sim::date_of(worker.leaves) - std::chrono::days{1};
      if (worker.absent && worker.back_at > run_.now())
        listed.away_until = sim::date_of(worker.back_at) - std::chrono::days{1};
      list_.staff.push_back(listed);
    }
  }

  void take_open() {
    for (std::uint32_t child = 0; child < children_.child_count(); ++child)
      if (children_.child(child).open) take(child);
  }

  void take_closed(const Closures& closures) {
    for (const auto& [child, closure] : closures.closed()) {
      if (closure.closed < run_.now() - closed_within || share_coming_back(run_.scenario, closure.from) <= 0) continue;
      ListedCase listed;
      listed.opened = closure.opened;
      listed.closed = sim::date_of(closure.closed);
      listed.closed_from = closure.from;
      listed.siblings = number_of(closure.household);
      list_.cases.push_back(listed);
    }
  }

  CaseList done() {
    list_.columns = {true, true, true, true, true};
    return std::move(list_);
  }

 private:
  const Pathway& pathway() const { return run_.scenario.pathway; }

  std::uint32_t number_of(HouseholdId household) {
    return households_.try_emplace(household, static_cast<std::uint32_t>(households_.size())).first->second;
  }

  void take(std::uint32_t child) {
    const Child& whose = children_.child(child);
    ListedCase listed;
    listed.opened = sim::date_of(whose.opened);
    listed.last_seen = day_of(whose.last_seen);
    listed.last_review = day_of(whose.last_review);
    listed.last_supervision = day_of(whose.last_supervision);
    listed.team = whose.team;
    if (const auto worker = places_.find(whose.worker); worker != places_.end()) listed.worker = worker->second;
    listed.siblings = number_of(children_.household_of(child).id);
    // As of yesterday: what a birthday of today brings has not happened yet.
    const sim::Date yesterday = sim::date_of(run_.now()) - std::chrono::days{1};
    if (whose.counts_as != CountsAs::contact) listed.age = age_on(whose.born, yesterday);
    for (std::size_t place = 0; place < pathway().statuses.size(); ++place)
      take_status(child, id_at<StatusId>(place), listed);
    for (std::size_t place = 0; place < pathway().obligations.size(); ++place)
      take_duty(child, id_at<ObligationId>(place), listed);
    list_.cases.push_back(std::move(listed));
  }

  void take_status(std::uint32_t child, StatusId status, ListedCase& listed) const {
    if (!children_.holds(child, status)) return;
    const Standing& standing = children_.standing(child, status);
    listed.statuses.push_back(status);
    listed.since.push_back(std::max(sim::date_of(standing.since), listed.opened));
    const auto& need = pathway().statuses[index(status)].need;
    if (need && need->met_by == Need::MetBy::work)
      listed.work_given = std::max(0.0, sim::in_hours(standing.needed - standing.work_left));
  }

  /// What is late, and what is owed once: the rest follows from when the child was last seen, reviewed, supervised.
  void take_duty(std::uint32_t child, ObligationId id, ListedCase& listed) const {
    const Duty& duty = children_.duty(child, id);
    const Obligation& rule = pathway().obligations[index(id)];
    if (!duty.owed() || duty.due == sim::never) return;
    const bool is_limit = !rule.work && rule.renewed_by == RenewedBy::itself;
    if (duty.due > run_.now() && (!rule.then_every.empty() || is_limit)) return;
    listed.owed.push_back({id, std::max(duty.due_day(), sim::date_of(run_.now()) - longest_clock)});
  }

  const Run& run_;
  const Register& children_;
  const Workforce& workforce_;
  CaseList list_;
  std::map<WorkerId, std::size_t> places_;
  std::map<HouseholdId, std::uint32_t> households_;
};

}  // namespace

bool Closures::watches(FactKind kind) const {
  return kind == FactKind::status_ended || kind == FactKind::child_closed || kind == FactKind::referral_received;
}

void Closures::observe(const Fact& fact) {
  if (fact.kind == FactKind::status_ended) {
    Ended& ended = ended_[fact.child];
    const StatusId status{fact.place};
    ended = {fact.at, ended.at == fact.at ? std::max(ended.status, status) : status};
  } else if (fact.kind == FactKind::child_closed) {
    closed_[fact.child] = {fact.household, ended_[fact.child].status, sim::date_of(fact.since), fact.at};
    ended_.erase(fact.child);
  } else {
    closed_.erase(fact.child);
  }
}

CaseList list_of(const Run& run, const Register& children, const Workforce& workforce, const Closures& closures) {
  ListTaker taker(run, children, workforce);
  taker.take_staff();
  taker.take_open();
  taker.take_closed(closures);
  return taker.done();
}

}  // namespace casetide::models
