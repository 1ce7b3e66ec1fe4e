#include "output/life.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "output/dates_in_words.hpp"
#include "output/in_the_way.hpp"
#include "output/pathway_words.hpp"

namespace casetide::output {

using models::ChildId, models::Fact, models::FactKind, models::ObligationId, models::WorkerId;

namespace {

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

/// Walks through the facts of one child once, in their order.
class LifeTeller {
 public:
  LifeTeller(const LifeRecorder& record, ChildId child)
      : record_(record), pathway_(record.scenario().pathway), open_(pathway_.obligations.size(), nowhere) {
    life_.child = child;
    life_.household = record.household(child);
    life_.siblings = record.siblings(child);
  }

  Life tell() {
    for (const std::uint32_t place : record_.of(life_.child)) hear(place, record_.fact(place));
    for (OwedClock& clock : life_.clocks) find_work(clock);
    leave_out_short_needs();
    for (RiskSpell& spell : life_.spells) spell.why = in_the_way(record_, life_, spell);
    return std::move(life_);
  }

 private:
  void hear(std::size_t place, const Fact& fact) {
    hear_of_clocks(place, fact);
    hear_of_statuses(fact);
    hear_of_workers(fact);
    if (fact.kind == FactKind::risk_credited || fact.kind == FactKind::risk_beside) hear_of_risk(fact);
  }

  /// That a worker is needed says nothing where one is named at the same instant.
  void leave_out_short_needs() {
    const auto is_named = [&](sim::Instant at) {
      return std::ranges::any_of(life_.held, [&](const Holding& one) { return one.from == at; });
    };
    std::erase_if(life_.course,
                  [&](const CourseEvent& event) { return event.kind == "worker_needed" && is_named(event.at); });
  }

  void happened(const Fact& fact, std::string_view kind, std::string words) {
    life_.course.push_back({fact.at, kind, std::move(words)});
  }
  const std::string& team(models::TeamId id) const { return record_.scenario().staffing.teams[index(id)].label; }

  // --- what is owed

  OwedClock* running(std::uint8_t obligation) {
    return open_[obligation] == nowhere ? nullptr : &life_.clocks[open_[obligation]];
  }

  void start(std::size_t place, const Fact& fact) {
    open_[fact.place] = life_.clocks.size();
    OwedClock clock;
    clock.obligation = ObligationId{fact.place};
    clock.owed = fact.at;
    clock.since = fact.since;
    clock.due = fact.due;
    clock.first_place = place;
    clock.last_place = record_.fact_count();
    life_.clocks.push_back(std::move(clock));
  }

  void end(std::size_t place, const Fact& fact, OwedClock::End how) {
    OwedClock* const clock = running(fact.place);
    if (!clock) return;
    clock->how = how;
    clock->ended = fact.at;
    clock->last_place = place;
    open_[fact.place] = nowhere;
  }

  void hear_of_clocks(std::size_t place, const Fact& fact) {
    using End = OwedClock::End;
    switch (fact.kind) {
      case FactKind::obligation_owed:
        end(place, fact, End::renewed);
        return start(place, fact);
      case FactKind::clock_restarted: {
        const std::size_t before = open_[fact.place];
        end(place, fact, End::restarted);
        start(place, fact);
        if (before != nowhere) life_.clocks.back().first_place = life_.clocks[before].first_place;
        return;
      }
      case FactKind::obligation_met:
        return end(place, fact, End::met);
      case FactKind::obligation_lapsed:
        return end(place, fact, End::lapsed);
      case FactKind::attempt_failed:
        if (OwedClock* const clock = running(fact.place)) clock->failed.push_back(fact.at);
        return;
      default:
        return;
    }
  }

  /// Who did it: of a piece that served siblings too, the facts name the child for whom it was begun.
  void find_work(OwedClock& clock) {
    const models::Obligation& rule = pathway_.obligations[index(clock.obligation)];
    if (!rule.work) return;
    clock.served_with = life_.child;
    if (clock.how == OwedClock::End::met && !did(life_.child, clock))
      for (const ChildId sibling : life_.siblings)
        if (did(sibling, clock)) clock.served_with = sibling;
    for (const std::uint32_t place : record_.of(clock.served_with))
      if (clock.first_place < place && place < clock.last_place) take_up(record_.fact(place), clock);
    if (rule.meeting && clock.bookings.empty()) find_meeting(clock);
  }

  /// A meeting about siblings may have been arranged for one of them, and gone on to another when that one dropped out.
  void find_meeting(OwedClock& clock) const {
    for (const ChildId sibling : life_.siblings)
      for (const std::uint32_t place : record_.of(sibling)) {
        if (place <= clock.first_place || place >= clock.last_place) continue;
        const Fact fact = record_.fact(place);
        if (fact.kind == FactKind::meeting_arranged || fact.kind == FactKind::meeting_postponed) take_up(fact, clock);
      }
  }

  /// Whether a piece begun for this child ended as the clock did.
  bool did(ChildId child, const OwedClock& clock) const {
    for (const std::uint32_t place : record_.of(child)) {
      const Fact fact = record_.fact(place);
      const bool ends = fact.kind == FactKind::work_finished || fact.kind == FactKind::meeting_held;
      if (ends && fact.at == clock.ended && ObligationId{fact.place} == clock.obligation) return true;
    }
    return false;
  }

  void take_up(const Fact& fact, OwedClock& clock) const {
    if (ObligationId{fact.place} != clock.obligation) return;
    const models::Obligation& rule = pathway_.obligations[index(clock.obligation)];
    const bool authorises = rule.work->authorised_by && clock.handed_over != sim::never;
    switch (fact.kind) {
      case FactKind::work_begun:
        if (clock.begun == sim::never) clock.begun = fact.at;
        (authorises ? clock.second : clock.by) = fact.worker;
        return;
      case FactKind::work_finished:
        (authorises ? clock.second : clock.by) = fact.worker;
        if (rule.work->authorised_by && !authorises) clock.handed_over = fact.at;
        return;
      case FactKind::attempt_failed:
        clock.begun = sim::never;  // of the attempt that comes next
        return;
      case FactKind::meeting_arranged:
        return clock.bookings.push_back({fact.at, fact.since, fact.worker});
      case FactKind::meeting_postponed:
        return clock.postponed.push_back(fact.at);
      case FactKind::meeting_held:
        clock.begun = fact.since;
        (is_chair(fact.worker, rule) ? clock.second : clock.by) = fact.worker;
        return;
      default:
        return;
    }
  }

  bool is_chair(WorkerId worker, const models::Obligation& rule) const {
    const auto& attended = rule.meeting->attended_by;
    return std::ranges::any_of(attended, [&](const models::Doer& doer) {
      return !doer.case_holder && doer.role == record_.member(worker).role;
    });
  }

  // --- what happens

  void hear_of_statuses(const Fact& fact) {
    switch (fact.kind) {
      case FactKind::referral_received:
        return happened(fact, "referral_received",
                        fact.since == sim::never
                            ? "Referred"
                            : fmt::format("Referred again (last on {})", day_in_words(sim::date_of(fact.since))));
      case FactKind::status_begun: {
        const std::string& label = pathway_.statuses[fact.place].label;
        return happened(fact, "status_begun",
                        fact.since == fact.at ? "Begins: " + label
                                              : fmt::format("Here when the run begins, since {}: {}",
                                                            day_in_words(sim::date_of(fact.since)), label));
      }
      case FactKind::status_ended:
        return happened(fact, "status_ended", "Ends: " + pathway_.statuses[fact.place].label);
      case FactKind::decision_taken:
        return happened(fact, "decision_taken", decision(fact));
      case FactKind::decided_in_haste:
        return happened(fact, "decided_in_haste", "Under pressure the need was taken for met");
      case FactKind::child_closed:
        stop_holding(fact.at);
        return happened(fact, "child_closed", "Closed");
      default:
        return;
    }
  }

  std::string decision(const Fact& fact) const {
    const models::Decision& taken = pathway_.decisions[fact.place];
    return "Decided: " + in_words(taken.name) + " - " + in_words(models::outcome_at(taken, fact.outcome).name);
  }

  // --- who holds it

  void stop_holding(sim::Instant at) {
    if (!life_.held.empty() && life_.held.back().until == sim::never) life_.held.back().until = at;
  }

  void hold(const Fact& fact) {
    if (!life_.held.empty() && life_.held.back().until == sim::never && life_.held.back().worker == fact.worker) return;
    stop_holding(fact.at);
    life_.held.push_back({fact.worker, fact.team, fact.at, sim::never});
  }

  void hear_of_workers(const Fact& fact) {
    switch (fact.kind) {
      case FactKind::team_changed:
        return happened(fact, "team_changed", "Belongs to: " + team(fact.team));
      case FactKind::worker_needed:
        return happened(fact, "worker_needed", "A named worker is needed");
      case FactKind::child_allocated:
        hold(fact);
        return happened(fact, "child_allocated",
                        fact.since < fact.at ? fmt::format("{} is named, after {}", worker_name(fact.worker),
                                                           length_in_words(fact.at - fact.since))
                                             : worker_name(fact.worker) + " is named");
      case FactKind::worker_changed: {
        const bool is_told = !life_.held.empty() && life_.held.back().worker == fact.worker;
        const std::string before = life_.held.empty() ? "" : " after " + worker_name(life_.held.back().worker);
        hold(fact);
        if (!is_told) happened(fact, "worker_changed", worker_name(fact.worker) + " takes over" + before);
        return;
      }
      case FactKind::worker_lost:
        stop_holding(fact.at);
        return happened(fact, "worker_lost", why_lost(record_, fact.worker, fact.at));
      default:
        return;
    }
  }

  // --- time at risk

  void hear_of_risk(const Fact& fact) {
    const sim::Instant first{record_.scenario().period_from};
    const sim::Instant last{record_.scenario().period_until};
    life_.risk.add(fact, first, last);
    const sim::Instant from = std::max(fact.since, first);
    const sim::Instant until = std::min(fact.due, last);
    if (from >= until) return;
    const auto component = static_cast<models::Component>(fact.place);
    const RiskSpell::Stretch stretch{static_cast<models::Cause>(fact.outcome), from, until};
    const bool beside = fact.kind == FactKind::risk_beside;
    const auto late = late_clock(component, from);
    if (!life_.spells.empty()) {
      RiskSpell& spell = life_.spells.back();
      if (spell.component == component && spell.beside == beside && spell.until == from && spell.late == late)
        return lengthen(spell, stretch);
    }
    life_.spells.push_back({component, beside, from, until, {stretch}, late, {}});
  }

  static void lengthen(RiskSpell& spell, const RiskSpell::Stretch& stretch) {
    spell.until = stretch.until;
    if (spell.stretches.back().cause == stretch.cause)
      spell.stretches.back().until = stretch.until;
    else
      spell.stretches.push_back(stretch);
  }

  /// Of the clocks whose lateness is this component, the one that had run out first.
  std::optional<std::size_t> late_clock(models::Component component, sim::Instant at) const {
    std::optional<std::size_t> found;
    for (std::size_t place = 0; place < life_.clocks.size(); ++place) {
      const OwedClock& clock = life_.clocks[place];
      if (pathway_.obligations[index(clock.obligation)].safeguard != component || !clock.is_late(at)) continue;
      if (clock.owed > at || (found && life_.clocks[*found].due <= clock.due)) continue;
      found = place;
    }
    return found;
  }

  const LifeRecorder& record_;
  const models::Pathway& pathway_;
  std::vector<std::size_t> open_;  // by obligation: the place of its clock that runs
  Life life_;
};

}  // namespace

void RiskMinutes::add(const Fact& stretch, sim::Instant from, sim::Instant until) {
  const auto minutes = (std::min(stretch.due, until) - std::max(stretch.since, from)).count();
  if (minutes <= 0) return;
  if (stretch.kind == FactKind::risk_beside)
    beside[stretch.place] += minutes;
  else
    credited[stretch.place][stretch.outcome] += minutes;
}

std::int64_t RiskMinutes::of(models::Component component) const {
  std::int64_t sum = 0;
  for (const std::int64_t minutes : credited[static_cast<std::size_t>(component)]) sum += minutes;
  return sum;
}

std::int64_t RiskMinutes::of(models::Cause cause) const {
  std::int64_t sum = 0;
  for (const auto& component : credited) sum += component[static_cast<std::size_t>(cause)];
  return sum;
}

std::int64_t RiskMinutes::total() const {
  std::int64_t sum = 0;
  for (const auto& component : credited)
    for (const std::int64_t minutes : component) sum += minutes;
  return sum;
}

std::int64_t RiskMinutes::total_beside() const {
  std::int64_t sum = 0;
  for (const std::int64_t minutes : beside) sum += minutes;
  return sum;
}

Life life_of(const LifeRecorder& record, ChildId child) { return LifeTeller(record, child).tell(); }

std::vector<ChildAtRisk> children_at_risk(const LifeRecorder& record) {
  const sim::Instant from{record.scenario().period_from};
  const sim::Instant until{record.scenario().period_until};
  std::vector<ChildAtRisk> found;
  for (const ChildId child : record.children()) {
    ChildAtRisk one{child, {}};
    for (const std::uint32_t place : record.of(child))
      if (const Fact fact = record.fact(place); fact.kind == FactKind::risk_credited) one.risk.add(fact, from, until);
    if (one.risk.total() > 0) found.push_back(one);
  }
  std::ranges::sort(found, [](const ChildAtRisk& a, const ChildAtRisk& b) {
    const auto x = a.risk.total(), y = b.risk.total();
    return x != y ? x > y : a.child < b.child;
  });
  return found;
}

std::string worker_name(WorkerId worker) { return fmt::format("Worker {}", index(worker)); }

std::string worker_with_role(const LifeRecorder& record, WorkerId worker) {
  const auto& roles = record.scenario().pathway.roles;
  return fmt::format("{} ({})", worker_name(worker), in_words(roles[index(record.member(worker).role)]));
}

}  // namespace casetide::output
