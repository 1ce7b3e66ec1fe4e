#include "models/listed_clocks.hpp"

#include <algorithm>

#include "models/clocks_under_way.hpp"

namespace casetide::models {

namespace {

constexpr std::chrono::days from_the_front_door{7};  // what begins so soon after the referral began because of it

const ListedDuty* find(const ListedCase& listed, ObligationId id) {
  const auto found = std::ranges::find(listed.owed, id, &ListedDuty::obligation);
  return found == listed.owed.end() ? nullptr : &*found;
}

}  // namespace

void ListedClocks::resume_all(std::uint32_t child, const ListedCase& listed) {
  for (const bool watches : {false, true})
    for (std::size_t place = 0; place < pathway().obligations.size(); ++place)
      resume(child, listed, id_at<ObligationId>(place), watches);
}

void ListedClocks::resume(std::uint32_t child, const ListedCase& listed, ObligationId id, bool watches) {
  const Obligation& rule = pathway().obligations[index(id)];
  const bool by_worker = rule.starts == Obligation::Starts::on_change_of_worker;
  if (is_watch(rule) != watches || !rule.in_force.on(sim::date_of(run_.now()))) return;
  if (!by_worker && !children_.holds(child, rule.during)) return;
  if (const ListedDuty* named = find(listed, id)) return resume_named(child, listed, *named);
  if (by_worker) return;
  if (watches) return resume_watch(child, listed, id);
  if (!rule.then_every.empty()) return resume_recurring(child, listed, id);
  if (rule.starts == Obligation::Starts::when_decided) return;
  if (const auto due = owed_once(child, listed, rule))
    duties_.resume(child, id, std::min(clock_start(child, listed, rule), *due), *due, 0);
}

// --- when it last happened

std::optional<sim::Date> ListedClocks::in_status(std::uint32_t child, const Obligation& rule,
                                                 std::optional<sim::Date> day) const {
  return day && *day >= sim::date_of(first_start(children_, child, rule)) ? day : std::nullopt;
}

ListedClocks::Told ListedClocks::last_done(std::uint32_t child, const ListedCase& listed,
                                           const Obligation& rule) const {
  if (is_review(pathway(), rule)) return {columns_.last_review, in_status(child, rule, listed.last_review)};
  if (rule.renewed_by == RenewedBy::seen || (rule.sees_child && !rule.then_every.empty()))
    return {columns_.last_seen, in_status(child, rule, listed.last_seen)};
  return {};
}

/// A supervision and a review are monitoring; other occasions of it have no column.
ListedClocks::Told ListedClocks::last_renewed(std::uint32_t child, const ListedCase& listed,
                                              const Obligation& watch) const {
  if (watch.renewed_by == RenewedBy::seen) return {columns_.last_seen, in_status(child, watch, listed.last_seen)};
  return {columns_.last_review || columns_.last_supervision,
          in_status(child, watch, std::max(listed.last_review, listed.last_supervision))};
}

/// Nothing is followed further back than the longest clock.
sim::Instant ListedClocks::clock_start(std::uint32_t child, const ListedCase& listed, const Obligation& rule) const {
  sim::Instant start = first_start(children_, child, rule);
  const sim::Instant referral{listed.opened};
  if (rule.clock_from == ClockFrom::referral && start - referral <= from_the_front_door) start = referral;
  return std::max(start, run_.now() - longest_clock);
}

// --- what is owed

void ListedClocks::resume_named(std::uint32_t child, const ListedCase& listed, const ListedDuty& named) {
  const Obligation& rule = pathway().obligations[index(named.obligation)];
  const sim::Instant due = sim::end_of(named.due);
  if (rule.starts == Obligation::Starts::on_change_of_worker)
    return duties_.resume(child, named.obligation, std::min(run_.now(), due), due, children_.child(child).workers_had);
  sim::Instant since = clock_start(child, listed, rule);
  const int met = met_so_far(rule, since, due, run_.calendar());
  if (const auto told = last_done(child, listed, rule); told.on) since = std::max(since, sim::Instant{*told.on});
  duties_.resume(child, named.obligation, std::min(since, due), due, met);
}

void ListedClocks::resume_recurring(std::uint32_t child, const ListedCase& listed, ObligationId id) {
  const Obligation& rule = pathway().obligations[index(id)];
  const bool when_decided = rule.starts == Obligation::Starts::when_decided;
  if (when_decided && waits_to_be_started(child, listed, id)) return;
  const Told told = last_done(child, listed, rule);
  if (!told.known || (when_decided && !told.on)) return resume_somewhere(run_, children_, duties_, child, id, rule);
  const sim::Instant start = clock_start(child, listed, rule);
  if (!told.on) return duties_.resume(child, id, start, due(start, rule.due, run_.calendar()), 0);
  const sim::Instant last = std::max(sim::Instant{*told.on}, start);
  const int met = times_met(child, listed, rule, last);
  const auto holds = [&](const Interval& interval) { return held_at(child, listed, rule, interval, last); };
  duties_.resume(child, id, last, due(last, next_interval(rule, met - 1, holds), run_.calendar()), met);
}

/// A list that has a column for what is overdue names every watch that has run out.
void ListedClocks::resume_watch(std::uint32_t child, const ListedCase& listed, ObligationId id) {
  const Obligation& watch = pathway().obligations[index(id)];
  const Told told = last_renewed(child, listed, watch);
  const sim::Instant start = clock_start(child, listed, watch);
  sim::Instant last = std::max(start, last_event(run_, children_, child, watch));
  if (told.on) last = std::max(last, sim::Instant{*told.on});
  const bool first = last == start;
  if (!first && watch.then_every.empty()) return;  // met
  const Span span = first ? watch.due : watch.then_every.back().every;
  sim::Instant runs_out = due(last, span, run_.calendar());
  if (columns_.overdue || !told.known) runs_out = std::max(runs_out, sim::end_of(sim::date_of(run_.now())));
  duties_.resume(child, id, last, runs_out, first ? 0 : 1);
}

/// When what is owed once, and is not named, is due; none where it has been done.
std::optional<sim::Instant> ListedClocks::owed_once(std::uint32_t child, const ListedCase& listed,
                                                    const Obligation& rule) const {
  const sim::Instant first_due = due(clock_start(child, listed, rule), rule.due, run_.calendar());
  if (!rule.work && rule.renewed_by == RenewedBy::itself) return first_due;  // a limit of time
  if (rule.renewed_by != RenewedBy::itself && last_renewed(child, listed, rule).on) return {};
  if (first_due > run_.now() && !columns_.due) return first_due;
  const bool is_the_end = ends_its_status(rule) && !starts_what_recurs(pathway(), rule);
  if (is_the_end && !end_is_named(listed, rule.during)) return first_due;
  return {};
}

bool ListedClocks::ends_its_status(const Obligation& rule) const {
  if (!rule.decides) return false;
  for (const Decision::Case& one : pathway().decisions[index(*rule.decides)].cases)
    for (const Outcome& outcome : one.outcomes)
      if (outcome.closes || std::ranges::find(outcome.ends, rule.during) != outcome.ends.end()) return true;
  return false;
}

/// Does the list name a duty that may end the status?
bool ListedClocks::end_is_named(const ListedCase& listed, StatusId status) const {
  return std::ranges::any_of(listed.owed, [&](const ListedDuty& named) {
    const Obligation& rule = pathway().obligations[index(named.obligation)];
    return rule.during == status && ends_its_status(rule);
  });
}

/// Is what starts it, and is done once, still owed?
bool ListedClocks::waits_to_be_started(std::uint32_t child, const ListedCase& listed, ObligationId id) const {
  const StatusId status = pathway().obligations[index(id)].during;
  for (std::size_t place = 0; place < pathway().obligations.size(); ++place) {
    const Obligation& rule = pathway().obligations[place];
    if (rule.during != status || !rule.then_every.empty() || !may_start(pathway(), rule, id)) continue;
    if (find(listed, id_at<ObligationId>(place))) return true;
    if (rule.starts == Obligation::Starts::with_status && owed_once(child, listed, rule)) return true;
  }
  return false;
}

/// How often it has been met in the status, the last time included: people meet it near the day on which it is due.
int ListedClocks::times_met(std::uint32_t child, const ListedCase& listed, const Obligation& rule,
                            sim::Instant last) const {
  sim::Instant next = due(clock_start(child, listed, rule), rule.due, run_.calendar());
  for (int met = 1;; ++met) {
    const sim::Instant done = next - sim::Minutes{1};
    const auto holds = [&](const Interval& interval) { return held_at(child, listed, rule, interval, done); };
    const sim::Instant after = due(done, next_interval(rule, met - 1, holds), run_.calendar());
    if (last < next + (after - next) / 2) return met;
    next = after;
  }
}

/// Whether an interval's condition held when the obligation was met `then`.
bool ListedClocks::held_at(std::uint32_t child, const ListedCase& listed, const Obligation& rule,
                           const Interval& interval, sim::Instant then) const {
  if (interval.holding) return children_.holds(child, *interval.holding);
  if (interval.before) return !last_done(child, listed, pathway().obligations[index(*interval.before)]).on;
  return held(interval, children_.standing(child, rule.during).since, then, run_.calendar());
}

}  // namespace casetide::models
