#include "models/stocks.hpp"

#include <algorithm>
#include <cmath>

#include "models/arrivals.hpp"
#include "models/purpose.hpp"

namespace casetide::models {

namespace {

constexpr std::chrono::days longest_clock{3 * 365};  // what began before stands where any clock may stand
constexpr int work_under_way = 10;                   // working days within which work that should be over by now is due

/// When a child's clock for the obligation first ran: with the status, or with the law if that came later.
sim::Instant first_start(const Register& children, std::uint32_t child, const Obligation& rule) {
  const sim::Instant since = children.standing(child, rule.during).since;
  return rule.in_force.from > sim::date_of(since) ? sim::Instant{rule.in_force.from} : since;
}

/// Whether an interval's condition held at an earlier instant; what ends with another obligation has ended.
bool held(const Interval& interval, sim::Instant status_since, sim::Instant then, const sim::Calendar& calendar) {
  return interval.within && then < due(status_since, *interval.within, calendar);
}

/// How often an obligation has been met from `since` to `now`, when everything was done in time.
int met_so_far(const Obligation& rule, sim::Instant since, sim::Instant now, const sim::Calendar& calendar) {
  int met = 0;
  sim::Instant next = due(since, rule.due, calendar);
  while (next < now && !rule.then_every.empty()) {
    const sim::Instant done = next - sim::Minutes{1};
    const auto holds = [&](const Interval& interval) { return held(interval, since, done, calendar); };
    next = due(done, next_interval(rule, met, holds), calendar);
    ++met;
  }
  return met;
}

/// Does its decision start something that recurs? Then that has been going on since.
bool starts_what_recurs(const Pathway& pathway, const Obligation& rule) {
  if (!rule.decides) return false;
  for (const Decision::Case& one : pathway.decisions[index(*rule.decides)].cases)
    for (const Outcome& outcome : one.outcomes)
      for (ObligationId started : outcome.starts)
        if (!pathway.obligations[index(started)].then_every.empty()) return true;
  return false;
}

/// Puts one obligation of a child in a standing where it would be by now.
void resume(Run& run, Register& children, Duties& duties, std::uint32_t child, ObligationId id,
            const Obligation& rule) {
  const sim::Calendar& calendar = run.calendar();
  const sim::Instant now = run.now();
  const sim::Instant since = std::max(first_start(children, child, rule), now - longest_clock);
  const sim::Instant first_due = due(since, rule.due, calendar);
  const auto household = static_cast<std::uint32_t>(index(children.household_of(child).id));
  const double uniform = run.chance.uniform(purpose::phase(id), household, 0);
  if (first_due > now) return duties.resume(child, id, since, first_due, 0);
  if (rule.then_every.empty()) {
    // Owed once and past: done, unless it is what ends the status, which then is about to be.
    if (!rule.decides || starts_what_recurs(run.scenario.pathway, rule)) return;
    const auto days = static_cast<int>(uniform * work_under_way) + 1;
    const sim::Instant soon = sim::end_of(calendar.add_working_days(sim::date_of(now), days));
    return duties.resume(child, id, since, soon, 0);
  }
  const int met = met_so_far(rule, since, now, calendar);
  const sim::Instant status_since = children.standing(child, rule.during).since;
  const auto holds = [&](const Interval& interval) { return held(interval, status_since, now, calendar); };
  const Span every = next_interval(rule, std::max(met - 1, 0), holds);
  const sim::Instant whole = due(now, every, calendar);
  const auto part = std::chrono::duration_cast<std::chrono::days>((whole - now) * uniform);
  const sim::Instant next = sim::end_of(sim::date_of(now) + part);
  duties.resume(child, id, now, next, met);
}

/// The last instant at which a watched thing happened, had all been done in time: before the work that is next due.
sim::Instant last_event(Run& run, Register& children, std::uint32_t child, const Obligation& watch) {
  const auto& rules = run.scenario.pathway.obligations;
  sim::Instant last = first_start(children, child, watch);
  for (std::size_t place = 0; place < rules.size(); ++place) {
    const Obligation& rule = rules[place];
    const Duty& duty = children.duty(child, ObligationId{static_cast<std::uint8_t>(place)});
    const bool counts = watch.renewed_by == RenewedBy::monitored ? rule.monitors : rule.sees_child;
    if (!counts || rule.during != watch.during || rule.then_every.empty() || !duty.owed() || duty.occurrence == 0)
      continue;
    const auto interval = due(run.now(), rule.then_every.back().every, run.calendar()) - run.now();
    last = std::max(last, duty.due - interval);
  }
  return last;
}

/// A watch stands where the work that renews it left it.
void resume_watch(Run& run, Register& children, Duties& duties, std::uint32_t child, ObligationId id,
                  const Obligation& watch) {
  const sim::Instant last = last_event(run, children, child, watch);
  const bool first = last == first_start(children, child, watch) || watch.then_every.empty();
  const Span span = first ? watch.due : watch.then_every.back().every;
  const sim::Instant soonest = sim::end_of(sim::date_of(run.now()));
  duties.resume(child, id, last, std::max(due(last, span, run.calendar()), soonest), 1);
}

bool is_watch(const Obligation& rule) { return !rule.work && rule.renewed_by != RenewedBy::itself; }

/// Everything that the child's statuses bring: work first, then the watches that it renews.
void resume_all(Run& run, Register& children, Duties& duties, std::uint32_t child) {
  const auto& rules = run.scenario.pathway.obligations;
  for (const bool watches : {false, true})
    for (std::size_t place = 0; place < rules.size(); ++place) {
      const Obligation& rule = rules[place];
      const ObligationId id{static_cast<std::uint8_t>(place)};
      const bool under_way = rule.starts == Obligation::Starts::with_status ||
                             (rule.starts == Obligation::Starts::when_decided && !rule.then_every.empty());
      if (!under_way || !children.holds(child, rule.during)) continue;
      if (is_watch(rule) != watches || !rule.in_force.on(sim::date_of(run.now()))) continue;
      if (watches) resume_watch(run, children, duties, child, id, rule);
      if (!watches) resume(run, children, duties, child, id, rule);
    }
}

}  // namespace

std::uint32_t open_stocks(Run& run, Register& children, Journeys& journeys, Duties& duties, Ages& ages) {
  double open = 0;
  for (const Stock& stock : run.scenario.stocks) open += stock.children;
  children.reserve(static_cast<std::size_t>(3 * open));  // those open, and as many again who may come back
  std::uint32_t households = 0;
  for (const Stock& stock : run.scenario.stocks) {
    const auto wanted = std::llround(stock.children);
    for (std::int64_t opened = 0; opened < wanted;) {
      const HouseholdId id{households++};
      const auto size = std::min<std::int64_t>(household_size(run, id), wanted - opened);
      const std::uint32_t slot = children.add_household(id, static_cast<std::uint32_t>(size));
      const double uniform = run.chance.uniform(purpose::stock, static_cast<std::uint32_t>(index(id)), 0);
      const auto days = std::chrono::days{std::llround(stock.days_open.quantile(uniform))};
      const std::uint32_t first = children.household(slot).first_child;
      for (std::uint32_t child = first; child < first + size; ++child) {
        ages.draw(child, stock.age_years.value_or(run.scenario.demand.age_years), days);
        journeys.place(child, stock.statuses, run.now() - days);
        resume_all(run, children, duties, child);
      }
      opened += size;
    }
  }
  return households;
}

}  // namespace casetide::models
