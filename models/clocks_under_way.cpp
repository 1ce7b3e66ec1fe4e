#include "models/clocks_under_way.hpp"

#include <algorithm>

#include "models/purpose.hpp"

namespace casetide::models {

namespace {

constexpr int work_under_way = 10;  // working days within which work that should be over by now is due

/// Does its decision start any obligation that `is_one`?
template <typename IsOne>
bool starts_any(const Pathway& pathway, const Obligation& rule, IsOne is_one) {
  if (!rule.decides) return false;
  for (const Decision::Case& one : pathway.decisions[index(*rule.decides)].cases)
    for (const Outcome& outcome : one.outcomes)
      if (std::any_of(outcome.starts.begin(), outcome.starts.end(), is_one)) return true;
  return false;
}

}  // namespace

sim::Instant first_start(const Register& children, std::uint32_t child, const Obligation& rule) {
  const sim::Instant since = children.standing(child, rule.during).since;
  return rule.in_force.from > sim::date_of(since) ? sim::Instant{rule.in_force.from} : since;
}

bool held(const Interval& interval, sim::Instant status_since, sim::Instant then, const sim::Calendar& calendar) {
  return interval.within && then < due(status_since, *interval.within, calendar);
}

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

bool may_start(const Pathway& pathway, const Obligation& rule, ObligationId started) {
  return starts_any(pathway, rule, [&](ObligationId id) { return id == started; });
}

bool starts_what_recurs(const Pathway& pathway, const Obligation& rule) {
  return starts_any(pathway, rule, [&](ObligationId id) { return !pathway.obligations[index(id)].then_every.empty(); });
}

bool is_review(const Pathway& pathway, const Obligation& rule) {
  const auto is_safeguarded = [](const Obligation& one) { return one.safeguard == Component::review_overdue; };
  if (is_safeguarded(rule)) return true;
  if (rule.then_every.empty() || !rule.decides || rule.sees_child) return false;
  return std::none_of(pathway.obligations.begin(), pathway.obligations.end(),
                      [&](const Obligation& other) { return other.during == rule.during && is_safeguarded(other); });
}

bool is_watch(const Obligation& rule) { return !rule.work && rule.renewed_by != RenewedBy::itself; }

void resume_somewhere(Run& run, Register& children, Duties& duties, std::uint32_t child, ObligationId id,
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

sim::Instant last_event(Run& run, const Register& children, std::uint32_t child, const Obligation& watch) {
  const auto& rules = run.scenario.pathway.obligations;
  sim::Instant last = first_start(children, child, watch);
  for (std::size_t place = 0; place < rules.size(); ++place) {
    const Obligation& rule = rules[place];
    const Duty& duty = children.duty(child, id_at<ObligationId>(place));
    const bool counts = watch.renewed_by == RenewedBy::monitored ? rule.monitors : rule.sees_child;
    if (!counts || rule.during != watch.during || rule.then_every.empty() || !duty.owed() || duty.occurrence == 0)
      continue;
    const auto interval = due(run.now(), rule.then_every.back().every, run.calendar()) - run.now();
    last = std::max(last, duty.due - interval);
  }
  return last;
}

}  // namespace casetide::models
