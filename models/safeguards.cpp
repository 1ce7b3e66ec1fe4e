#include "models/safeguards.hpp"

#include <algorithm>

namespace casetide::models {

std::int64_t TimeAtRisk::total() const {
  std::int64_t sum = 0;
  for (const auto& component : credited)
    for (std::int64_t minutes : component) sum += minutes;
  return sum;
}

SafeguardLedger::SafeguardLedger(std::size_t statuses, std::size_t teams, CauseOf cause_of)
    : cause_of_(std::move(cause_of)) {
  totals_.by_status.resize(statuses);
  totals_.by_team.resize(teams);
}

void SafeguardLedger::open(std::uint32_t slot, sim::Instant now) {
  if (slot >= clocks_.size()) clocks_.resize(slot + 1);
  Clocks& clocks = clocks_[slot];
  clocks = Clocks{};
  clocks.settled = now;
  clocks.due.fill(sim::never);
}

void SafeguardLedger::close(std::uint32_t slot, sim::Instant now) {
  settle(slot, now);
  Clocks& clocks = clocks_[slot];
  clocks.due.fill(sim::never);
  clocks.law_due = sim::never;
  find_earliest(clocks);
  stop_spell(clocks);
  report_spell(slot, clocks);
}

void SafeguardLedger::set_due(std::uint32_t slot, Component component, sim::Instant due) {
  Clocks& clocks = clocks_[slot];
  sim::Instant& clock = clocks.due[static_cast<std::size_t>(component)];
  const bool was_first = clock == clocks.missing_from;
  clock = due;
  if (was_first || due < clocks.missing_from) find_earliest(clocks);
  if (clocks.missing_from > clocks.settled) stop_spell(clocks);
}

void SafeguardLedger::set_law_due(std::uint32_t slot, sim::Instant due) {
  clocks_[slot].law_due = due;
  clocks_[slot].earliest = std::min(clocks_[slot].missing_from, due);
}

void SafeguardLedger::place(std::uint32_t slot, StatusId reported, TeamId team, bool beside) {
  Clocks& clocks = clocks_[slot];
  clocks.reported = reported;
  clocks.team = team;
  if (beside != clocks.beside) {
    stop_spell(clocks);
    report_spell(slot, clocks);
  }
  clocks.beside = beside;
}

/// Nothing is missing any more, as far as it has been settled.
void SafeguardLedger::stop_spell(Clocks& clocks) {
  if (clocks.spell_from != sim::never && clocks.spell_until == sim::never) clocks.spell_until = clocks.settled;
}

/// The spell that has stopped, if any, does not go on.
void SafeguardLedger::report_spell(std::uint32_t slot, Clocks& clocks) {
  if (clocks.spell_until == sim::never) return;
  if (on_spell_ && !clocks.beside && clocks.spell_from < clocks.spell_until)
    on_spell_(slot, clocks.spell_from, clocks.spell_until);
  clocks.spell_from = clocks.spell_until = sim::never;
}

void SafeguardLedger::end_spells() {
  for (std::uint32_t slot = 0; slot < clocks_.size(); ++slot) {
    stop_spell(clocks_[slot]);
    report_spell(slot, clocks_[slot]);
  }
}

void SafeguardLedger::find_earliest(Clocks& clocks) {
  clocks.missing_from = *std::min_element(clocks.due.begin(), clocks.due.end());
  clocks.earliest = std::min(clocks.missing_from, clocks.law_due);
}

/// Walks [settled, now) from one due instant to the next; the set of missing components is constant between them.
void SafeguardLedger::sweep(std::uint32_t slot, Clocks& clocks, sim::Instant now) {
  if (clocks.law_due < now && !clocks.beside) totals_.law += (now - std::max(clocks.law_due, clocks.settled)).count();
  if (clocks.missing_from < now) {
    const sim::Instant from = std::max(clocks.settled, clocks.missing_from);
    if (from > clocks.spell_until) report_spell(slot, clocks);
    clocks.spell_until = sim::never;
    if (clocks.spell_from == sim::never) clocks.spell_from = from;
  }
  bool active[component_count] = {};
  for (sim::Instant from = std::max(clocks.settled, clocks.missing_from); from < now;) {
    sim::Instant until = now;
    int count = 0;
    for (std::size_t component = 0; component < component_count; ++component) {
      const sim::Instant due = clocks.due[component];
      active[component] = due <= from;
      count += active[component];
      if (due > from) until = std::min(until, due);
    }
    credit(slot, clocks, active, count, from, until);
    from = until;
  }
}

void SafeguardLedger::credit(std::uint32_t slot, const Clocks& clocks, const bool (&active)[component_count], int count,
                             sim::Instant from, sim::Instant until) {
  const std::int64_t minutes = (until - from).count();
  const auto first = std::find_if(ladder.begin(), ladder.end(),
                                  [&](Component component) { return active[static_cast<std::size_t>(component)]; });
  if (clocks.beside) {
    totals_.beside[static_cast<std::size_t>(*first)] += minutes;
    if (on_credit_) on_credit_(slot, {*first, Cause{}, from, until, true});
    return;
  }
  for (std::size_t component = 0; component < component_count; ++component) {
    if (!active[component]) continue;
    totals_.gross[component] += minutes;
    totals_.equal[component] += minutes * TimeAtRisk::equal_units / count;
  }
  const Cause cause = cause_of_(slot, *first);
  totals_.credited[static_cast<std::size_t>(*first)][static_cast<std::size_t>(cause)] += minutes;
  if (on_credit_) on_credit_(slot, {*first, cause, from, until});
  totals_.by_status[index(clocks.reported)] += minutes;
  totals_.by_team[index(clocks.team)] += minutes;
}

}  // namespace casetide::models
