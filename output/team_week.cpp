#include "output/team_week.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

namespace casetide::output {

using models::ChildId, models::Fact, models::FactKind, models::WorkerId;

namespace {

/// What is known of a child up to the end of the week.
struct ChildThen {
  std::uint32_t statuses = 0;  // as bits
  std::optional<models::TeamId> team;
  WorkerId worker = models::nobody;
  sim::Instant needed = sim::never;  // a worker, since
};

/// Walks through the facts from the start of the run to the end of the week.
class WeekTeller {
 public:
  WeekTeller(const LifeRecorder& record, models::TeamId team, sim::Date from)
      : record_(record), pathway_(record.scenario().pathway) {
    week_.team = team;
    week_.from = from;
    week_.until = from + std::chrono::days{days_a_week};
    for (std::size_t status = 0; status < pathway_.statuses.size(); ++status) {
      if (pathway_.statuses[status].needs_worker) needs_worker_ |= 1u << status;
      if (pathway_.statuses[status].counts_as != models::CountsAs::contact) counts_ |= 1u << status;
    }
  }

  TeamWeek tell() {
    for (std::size_t place = 0; place < record_.fact_count(); ++place) {
      const Fact fact = record_.fact(place);
      if (fact.kind == FactKind::risk_credited || fact.kind == FactKind::risk_beside) hear_of_risk(fact);
      if (fact.at >= ends()) continue;
      hear_of_children(fact);
      hear_of_staff(fact);
      if (fact.at >= begins()) hear_of_work(fact);
    }
    sum_up();
    return std::move(week_);
  }

 private:
  sim::Instant begins() const { return sim::Instant{week_.from}; }
  sim::Instant ends() const { return sim::Instant{week_.until}; }
  bool in_week(const Fact& fact) const { return fact.at >= begins(); }
  ChildThen& child(const Fact& fact) { return children_[static_cast<std::uint32_t>(index(fact.child))]; }
  bool is_ours(const ChildThen& child) const { return child.team == week_.team && (child.statuses & counts_) != 0; }
  bool is_ours(WorkerId worker) const { return record_.member(worker).team == week_.team; }

  // --- children

  void hear_of_children(const Fact& fact) {
    if (fact.child == ChildId{0xffffffff}) return;
    const bool changes = fact.kind == FactKind::status_begun || fact.kind == FactKind::status_ended ||
                         fact.kind == FactKind::team_changed || fact.kind == FactKind::child_closed;
    if (changes) return belong(fact);
    switch (fact.kind) {
      case FactKind::worker_needed:
        child(fact).needed = fact.at;
        return;
      case FactKind::child_allocated:
      case FactKind::worker_changed:
        child(fact).needed = sim::never;
        child(fact).worker = fact.worker;
        return;
      case FactKind::worker_lost:
        child(fact).worker = models::nobody;
        return;
      default:
        return;
    }
  }

  void belong(const Fact& fact) {
    ChildThen& whose = child(fact);
    if (in_week(fact)) moved_.emplace(fact.child, is_ours(whose));
    if (fact.kind == FactKind::status_begun) whose.statuses |= 1u << fact.place;
    if (fact.kind == FactKind::status_ended) whose.statuses &= ~(1u << fact.place);
    if (fact.kind == FactKind::team_changed) whose.team = fact.team;
    if (fact.kind == FactKind::child_closed) whose = ChildThen{};
  }

  // --- staff

  void join(const Fact& fact) {
    PersonInWeek person;
    person.worker = fact.worker;
    person.role = record_.member(fact.worker).role;
    person.contract = static_cast<models::Contract>(fact.place);
    const auto& holding = pathway_.case_holding_roles;
    person.holds_cases = std::ranges::find(holding, person.role) != holding.end();
    person.in_post_at_end = true;
    if (in_week(fact)) person.joined = fact.at;
    people_[fact.worker] = person;
  }

  void hear_of_staff(const Fact& fact) {
    switch (fact.kind) {
      case FactKind::worker_joined:
        if (is_ours(fact.worker)) join(fact);
        return;
      case FactKind::worker_left:
        if (!is_ours(fact.worker)) return;
        if (!in_week(fact)) {
          people_.erase(fact.worker);
          return;
        }
        people_[fact.worker].left = fact.at;
        people_[fact.worker].in_post_at_end = false;
        return;
      case FactKind::contract_changed:
        if (is_ours(fact.worker)) people_[fact.worker].contract = static_cast<models::Contract>(fact.place);
        return;
      case FactKind::worker_absent:
        if (is_ours(fact.worker) && fact.due > begins()) people_[fact.worker].away.push_back({fact.at, fact.due});
        return;
      default:
        return;
    }
  }

  // --- work

  void hear_of_work(const Fact& fact) {
    switch (fact.kind) {
      case FactKind::work_finished:
        if (is_ours(fact.worker)) ++on(fact);
        return;
      case FactKind::meeting_held:
        if (is_ours(fact.worker) && held_.emplace(fact.at, fact.child, fact.place).second) ++on(fact);
        return;
      case FactKind::meeting_postponed:
        week_.postponed += child(fact).team == week_.team;
        return;
      case FactKind::supervision_held:
        if (fact.team != week_.team) return;
        ++week_.sessions;
        week_.gone_through += fact.place;
        return;
      default:
        return;
    }
  }

  int& on(const Fact& fact) {
    const auto day = static_cast<std::size_t>((sim::date_of(fact.at) - week_.from).count());
    return work_[{fact.place, authorises(fact)}].on_day[day];
  }

  /// The second step of a piece: somebody authorises what another has done.
  bool authorises(const Fact& fact) const {
    if (fact.place == models::no_obligation) return false;
    const auto& work = pathway_.obligations[fact.place].work;
    const bool second = work && work->authorised_by && record_.member(fact.worker).role == work->authorised_by->role;
    return second && (work->by.case_holder || work->by.role != work->authorised_by->role);
  }

  // --- late at the end of the week

  /// Stretches are told at their ends, in the order of time for each child.
  void hear_of_risk(const Fact& fact) {
    const auto component = static_cast<models::Component>(fact.place);
    if (fact.since >= ends()) return;
    auto& last = at_risk_[static_cast<std::uint32_t>(index(fact.child))];
    const bool beside = fact.kind == FactKind::risk_beside;
    const bool goes_on = last.until == fact.since && last.late.component == component && last.late.beside == beside;
    const sim::Instant since = goes_on ? last.late.since : fact.since;
    last = {{fact.child, component, static_cast<models::Cause>(fact.outcome), since, beside}, fact.due};
  }

  void sum_up() {
    for (auto& [worker, person] : people_) week_.people.push_back(person);
    for (const auto& [what, work] : work_) {
      week_.work.push_back(work);
      week_.work.back().authorised = what.second;
      if (what.first != models::no_obligation) week_.work.back().obligation = models::ObligationId{what.first};
    }
    for (const auto& [id, whose] : children_) {
      if (whose.worker != models::nobody)
        if (const auto found = std::ranges::find(week_.people, whose.worker, &PersonInWeek::worker);
            found != week_.people.end())
          ++found->children;
      if (is_ours(whose)) sum_up(ChildId{id}, whose);
    }
    for (const auto& [id, was_ours] : moved_) {
      const bool is_now = is_ours(children_[static_cast<std::uint32_t>(index(id))]);
      week_.came += is_now && !was_ours;
      week_.went += was_ours && !is_now;
    }
    const auto longest_first = [](const auto& a, const auto& b) {
      return a.since != b.since ? a.since < b.since : a.child < b.child;
    };
    std::ranges::sort(week_.late, longest_first);
    std::ranges::sort(week_.waiting, longest_first);
    week_.posts = record_.state(week_.team, ends());
  }

  void sum_up(ChildId id, const ChildThen& whose) {
    ++week_.children;
    if (whose.needed != sim::never && (whose.statuses & needs_worker_) != 0)
      week_.waiting.push_back({id, whose.needed});
    const auto risk = at_risk_.find(static_cast<std::uint32_t>(index(id)));
    if (risk != at_risk_.end() && risk->second.until >= ends()) week_.late.push_back(risk->second.late);
  }

  struct Risk {
    LateChild late;
    sim::Instant until{};
  };

  const LifeRecorder& record_;
  const models::Pathway& pathway_;
  std::uint32_t needs_worker_ = 0;
  std::uint32_t counts_ = 0;  // as a child or care leaver, not as a contact
  TeamWeek week_;
  std::unordered_map<std::uint32_t, ChildThen> children_;  // by id
  std::unordered_map<std::uint32_t, Risk> at_risk_;        // the last stretch that began before the end of the week
  std::map<ChildId, bool> moved_;                          // in the week: whether they were ours when it began
  std::map<WorkerId, PersonInWeek> people_;
  std::map<std::pair<std::uint8_t, bool>, WorkOfWeek> work_;  // by place of the obligation, and whether authorised
  std::set<std::tuple<sim::Instant, ChildId, std::uint8_t>> held_;
};

}  // namespace

int WorkOfWeek::all() const { return std::accumulate(on_day.begin(), on_day.end(), 0); }

TeamWeek week_of(const LifeRecorder& record, models::TeamId team, sim::Date from) {
  return WeekTeller(record, team, from).tell();
}

}  // namespace casetide::output
