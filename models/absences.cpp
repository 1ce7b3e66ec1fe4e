#include "models/absences.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/purpose.hpp"

namespace casetide::models {

namespace {
std::uint32_t number_of(WorkerId id) { return static_cast<std::uint32_t>(index(id)); }
}  // namespace

Absences::Absences(Run& run, Workforce& workforce, Desk& desk, Allocation& allocation, SafeguardLedger& ledger,
                   Tallies& tallies)
    : run_(run), workforce_(workforce), desk_(desk), allocation_(allocation), ledger_(ledger), tallies_(tallies) {}

void Absences::joined(WorkerId worker) {
  const std::size_t kinds = run_.scenario.staffing.absences.size();
  if (spells_.size() <= index(worker)) spells_.resize(index(worker) + 1);
  spells_[index(worker)].drawn.assign(kinds, 0);
  for (std::size_t kind = 0; kind < kinds; ++kind) schedule_spell(worker, kind);
}

/// The next spell of a kind: an exponential time after now, from the morning of a working day.
void Absences::schedule_spell(WorkerId worker, std::size_t kind) {
  const Absence& rule = run_.scenario.staffing.absences[kind];
  if (rule.spells_per_year <= 0) return;
  const std::uint32_t spell = spells_[index(worker)].drawn[kind]++;
  const auto draw = static_cast<std::uint32_t>(kind) << 24 | spell;
  const double uniform = run_.chance.uniform(purpose::absence_gap, workforce_.worker(worker).number, draw);
  const sim::Date comes = next_spell(rule, -std::log(uniform));
  if (comes >= run_.scenario.period_until) return;
  const sim::Date day = run_.calendar().add_working_days(comes, 1);
  if (rule.planned) {
    Worker& whose = workforce_.worker(worker);
    whose.leave_from = sim::Instant{day};
    whose.leave_until = sim::end_of(last_day(worker, kind, spell, day));
  }
  run_.schedule(sim::Instant{day}, phase::people, EntryKind::absence_begins, number_of(worker), spell, kind);
}

/// The day by which so many spells are expected from now on, by the months' factors.
sim::Date Absences::next_spell(const Absence& rule, double spells) const {
  const auto& factors = rule.month_factor;
  const double usual = std::accumulate(factors.begin(), factors.end(), 0.0) / static_cast<double>(factors.size());
  sim::Date day = sim::date_of(run_.now());
  while (day < run_.scenario.period_until) {
    const std::chrono::year_month_day date{day};
    const sim::Date next{(date.year() / date.month() / 1) + std::chrono::months{1}};
    const double a_day = rule.spells_per_year / sim::days_a_year * factors[unsigned{date.month()} - 1] / usual;
    const double in_month = a_day * static_cast<double>((next - day).count());
    if (spells < in_month) return day + std::chrono::days{std::llround(spells / a_day)};
    spells -= in_month;
    day = next;
  }
  return day;
}

sim::Date Absences::last_day(WorkerId worker, std::size_t kind, std::uint32_t spell, sim::Date first) const {
  const Absence& rule = run_.scenario.staffing.absences[kind];
  const auto draw = static_cast<std::uint32_t>(kind) << 24 | spell;
  const double uniform = run_.chance.uniform(purpose::absence_length, workforce_.worker(worker).number, draw);
  const auto length = std::max<std::int64_t>(1, std::llround(rule.working_days.quantile(uniform)));
  return run_.calendar().add_working_days(first, static_cast<int>(length - 1));
}

void Absences::begins(WorkerId id, std::size_t kind) {
  Worker& worker = workforce_.worker(id);
  if (!worker.in_post) return;
  const sim::Date today = sim::date_of(run_.now());
  const std::uint32_t spell = spells_[index(id)].drawn[kind] - 1;
  if (!worker.absent) {
    const sim::Date last = last_day(id, kind, spell, today);
    if (before_either_) before_either_(id);
    settle_children(worker);
    desk_.suspend(worker);
    workforce_.count_presence(worker, run_.now());
    if (!run_.scenario.staffing.absences[kind].planned) count_days_lost(worker, today, last);
    go(worker, last);
  }
  schedule_spell(id, kind);
}

void Absences::is_away(WorkerId id, sim::Date last) { go(workforce_.worker(id), last); }

/// Away from now on until the end of `last`; after some days somebody else must take the children.
void Absences::go(Worker& worker, sim::Date last) {
  const sim::Date today = sim::date_of(run_.now());
  worker.absent = true;
  worker.back_at = sim::end_of(last);
  Spells& spells = spells_[index(worker.id)];
  ++spells.begun;
  run_.state({.kind = FactKind::worker_absent, .team = worker.team, .worker = worker.id, .due = worker.back_at});
  if (when_away_) when_away_(worker.id);
  run_.schedule(worker.back_at, phase::people, EntryKind::absence_ends, number_of(worker.id));
  const int cover = run_.scenario.staffing.cover_after_working_days;
  if (worker.holds_cases && run_.calendar().working_days_between(today, last) >= cover)
    run_.schedule(sim::Instant{run_.calendar().add_working_days(today, cover)}, phase::people, EntryKind::cover_needed,
                  number_of(worker.id), spells.begun);
}

void Absences::ends(WorkerId id) {
  Worker& worker = workforce_.worker(id);
  if (!worker.in_post) return;
  if (before_either_) before_either_(id);
  settle_children(worker);
  worker.absent = false;
  worker.counted_until = run_.now();
  run_.state({.kind = FactKind::worker_returned, .team = worker.team, .worker = id});
  desk_.wake(worker);
  if (when_back_) when_back_(id);
}

/// Away too long without cover: nobody's name is on those children any more.
void Absences::cover_needed(WorkerId id, std::uint32_t spell) {
  const Worker& worker = workforce_.worker(id);
  if (!worker.in_post || !worker.absent || spells_[index(id)].begun != spell) return;
  while (!worker.held.empty()) allocation_.lose(worker.held.back());
}

/// The national absence rate counts employees' days lost to sickness.
void Absences::count_days_lost(const Worker& worker, sim::Date first, sim::Date last) {
  if (worker.contract == Contract::agency) return;
  const int days = run_.calendar().working_days_between(first, last) + 1;
  tallies_.working_days_lost[index(worker.role)] += worker.fte * days;
}

void Absences::settle_children(const Worker& worker) {
  for (std::uint32_t child : worker.held) ledger_.settle(child, run_.now());
}

}  // namespace casetide::models
