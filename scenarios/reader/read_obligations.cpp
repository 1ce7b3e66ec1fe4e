// pathway.obligations: the clocks, and the work that discharges them.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

using models::Basis, models::ClockFrom, models::RenewedBy;
using Starts = models::Obligation::Starts;
using Obligations = std::vector<models::Obligation>;

/// `case_holder` or a role that somebody has.
models::Doer doer(const Value& value, const Vocabulary& names, const Coverage& coverage) {
  const Value plain = value.bare();
  if (!plain.present() || plain.is_word("case_holder")) return {};
  const auto role = names.roles.find<models::RoleId>(plain);
  if (!role) return {};
  check_staffed(plain, *role, names, coverage.staffed);
  return {false, *role};
}

void read_authorisation(const Table& table, const Vocabulary& names, const Coverage& coverage, models::Work& work) {
  if (table.has("authorised_by")) work.authorised_by = doer(table["authorised_by"], names, coverage);
  work.authorisation_hours = distribution(table["authorisation"]);
  if (table.has("authorised_by") && !table.has("authorisation"))
    table["authorised_by"].problem("missing `authorisation`: the time it takes, such as `30 minutes`");
  if (table.has("authorisation") && !table.has("authorised_by"))
    table["authorisation"].problem("missing `authorised_by`: who authorises");
}

double attempt_fails(const Value& value, bool sees_child) {
  constexpr double most = 0.95;
  const double share = value.share();
  if (share > most) value.bare().expected("a share from 0% to 95%");
  if (!sees_child) value.problem("only work with the effect `sees_child` is tried again");
  return share;
}

models::Work read_work(const Value& value, const Vocabulary& names, const Coverage& coverage, bool sees_child) {
  const Table table(value);
  models::Work work;
  work.by = doer(table["by"], names, coverage);
  work.hours = distribution(table["effort"]);
  work.further_child = table["further_sibling"].share();
  work.shared = table["shared"].boolean();
  const Value ready = table["ready"];
  if (ready.present() && !ready.is_word("at_once")) work.ready_before = distribution(ready);
  work.head_start_days = quantity(table["head_start"]);
  work.external_wait = distribution(table["external_wait"]);
  work.attempt_fails = attempt_fails(table["attempt_fails"], sees_child);
  read_authorisation(table, names, coverage, work);
  return work;
}

models::Meeting read_meeting(const Value& value, const Vocabulary& names, const Coverage& coverage) {
  const Table table(value);
  models::Meeting meeting;
  for (const Value& item : table["attended_by"].items()) meeting.attended_by.push_back(doer(item, names, coverage));
  if (table.has("attended_by") && meeting.attended_by.empty())
    table["attended_by"].problem("a meeting is attended by at least one person");
  const auto roles =
      std::ranges::count_if(meeting.attended_by, [](const models::Doer& who) { return !who.case_holder; });
  if (roles > 1)
    table["attended_by"].problem("a meeting is attended by the case holder and people of one role at most");
  meeting.arranged_working_days_ahead = whole_quantity(table["arranged_ahead"]);
  meeting.needs = names.obligations.find_all<models::ObligationId>(table["needs"]);
  return meeting;
}

/// Notes more than one condition, or one on the last interval.
void check_condition(const Table& table, bool is_last) {
  int conditions = 0;
  for (const char* const key : {"within", "before", "holding"}) {
    if (!table.has(key)) continue;
    if (is_last) table[key].problem(fmt::format("the last interval holds for ever; leave `{}` out", key));
    if (++conditions == 2) table[key].problem("an interval has one condition: `within`, `before` or `holding`");
  }
}

/// `6 weeks`, or one with a condition: `{every: 6 weeks, within: 12 months}`, `before: OBLIGATION`, `holding: STATUS`.
models::Interval interval(const Value& value, const Vocabulary& names, bool is_last) {
  const Value plain = value.bare();
  if (!plain.node().is_mapping()) return span(plain);
  const Table table(plain);
  models::Interval interval = span(table["every"]);
  if (table.has("within")) interval.within = span(table["within"]);
  interval.before = names.obligations.find<models::ObligationId>(table["before"]);
  interval.holding = names.statuses.find<models::StatusId>(table["holding"]);
  check_condition(table, is_last);
  return interval;
}

std::vector<models::Interval> intervals(const Value& list, const Vocabulary& names) {
  const std::size_t before = list.problems().count();
  const std::vector<Value> items = list.items();
  std::vector<models::Interval> intervals;
  for (const Value& item : items) intervals.push_back(interval(item, names, intervals.size() + 1 == items.size()));
  const auto conditions = std::ranges::count_if(intervals, &models::Interval::has_condition);
  if (list.problems().count() == before && conditions > 0 && conditions + 1 != std::ssize(intervals))
    list.problem("intervals with conditions are followed by one more, which holds for ever");
  return intervals;
}

void read_clock(const Value& value, const Vocabulary& names, models::Obligation& obligation) {
  const Table table(value);
  obligation.due = span(table["first"]);
  const ClockFrom usual = obligation.starts == Starts::with_status ? ClockFrom::status_start : ClockFrom::own_start;
  obligation.clock_from = table["from"].word<ClockFrom>(usual);
  obligation.then_every = intervals(table["then_every"], names);
  obligation.renewed_by = table["renewed_by"].word<RenewedBy>();
  if (obligation.starts == Starts::on_change_of_worker && obligation.clock_from == ClockFrom::status_start)
    table["from"].problem("a change of worker belongs to no status; let the clock run from `start` or `referral`");
}

void read_effects(const Value& value, models::Obligation& obligation) {
  using language::Effect;
  for (const Value& item : value.items()) {
    const Effect effect = item.word<Effect>(Effect::none);
    if (effect == Effect::sees_child) obligation.sees_child = true;
    if (effect == Effect::monitors) obligation.monitors = true;
    if (effect == Effect::progresses_plan) obligation.progresses_plan = true;
  }
}

std::optional<models::Component> safeguard(const Value& value) {
  if (!value.present()) return {};
  using models::Component;
  const std::size_t before = value.problems().count();
  const auto component = value.word<Component>();
  return value.problems().count() == before ? std::optional(component) : std::nullopt;
}

void read_start(const Value& value, const Table& table, const Vocabulary& names, models::Obligation& obligation) {
  obligation.starts = table["starts"].word<Starts>();
  const bool any_status = obligation.starts == Starts::on_change_of_worker;
  if (any_status && table.has("during"))
    table["during"].problem(
        "what starts on a change of worker holds in every status with a worker; leave `during` out");
  if (!any_status && !table.has("during")) value.problem("missing key `during`: the status that brings it");
  obligation.during = names.statuses.find<models::StatusId>(table["during"]).value_or(models::StatusId{});
}

models::InForce read_in_force(const Value& value, const models::Obligation& obligation) {
  const Table table(value);
  const bool mapping = value.present() && value.node().is_mapping();
  if (mapping && !table.has("from") && !table.has("until")) value.problem("missing key `from`, `until` or both");
  if (obligation.starts == Starts::on_change_of_worker)
    value.problem("what starts on a change of worker is owed at all times; leave `in_force` out");
  return in_force(table);
}

/// What somebody must do cannot stand where nobody does anything.
void check_work_is_there(const Table& table) {
  if (table.has("work")) return;
  for (const std::string_view key : {"meeting", "effects", "decides"})
    if (table.has(key)) table[key].problem(fmt::format("`{}` needs `work`: somebody has to do it", key));
}

models::Obligation obligation(const Named& entry, const Vocabulary& names, const Coverage& coverage) {
  const Table table(entry.value);
  models::Obligation obligation;
  obligation.name = entry.name;
  obligation.label = table["label"].text();
  read_start(entry.value, table, names, obligation);
  read_clock(table["clock"], names, obligation);
  obligation.in_force = read_in_force(table["in_force"], obligation);
  read_effects(table["effects"], obligation);
  if (table.has("work")) obligation.work = read_work(table["work"], names, coverage, obligation.sees_child);
  if (table.has("meeting")) obligation.meeting = read_meeting(table["meeting"], names, coverage);
  obligation.decides = names.decisions.find<models::DecisionId>(table["decides"]);
  obligation.safeguard = safeguard(table["safeguard"]);
  obligation.basis = table["basis"].word<Basis>();
  obligation.source = table["source"].text();
  check_work_is_there(table);
  return obligation;
}

bool belong_together(const models::Obligation& one, const models::Obligation& other) {
  const auto has_status = [](const models::Obligation& rule) { return rule.starts != Starts::on_change_of_worker; };
  return has_status(one) && has_status(other) && one.during == other.during;
}

/// Does `from` wait for `end`, whatever stands between them? `seen`: what has been asked already.
bool waits_for(std::size_t from, std::size_t end, const Obligations& all, std::vector<bool>& seen) {
  if (from == end) return true;
  if (seen[from] || !all[from].meeting) return false;
  seen[from] = true;
  return std::ranges::any_of(all[from].meeting->needs, [&](models::ObligationId next) {
    return index(next) < all.size() && waits_for(index(next), end, all, seen);
  });
}

/// Why one meeting cannot wait for another obligation; empty when it can.
std::string reason_against(std::size_t meeting, std::size_t other, const Obligations& all) {
  if (meeting == other) return "a meeting cannot wait for itself";
  const std::string name = shown(all[other].name);
  if (!all[other].work) return fmt::format("{} is nobody's work; a meeting waits for what somebody does", name);
  if (!belong_together(all[meeting], all[other])) return fmt::format("{} does not belong to the same status", name);
  if (!all[other].then_every.empty()) return fmt::format("{} recurs, so that it would always be owed", name);
  std::vector<bool> seen(all.size());
  if (waits_for(other, meeting, all, seen)) return fmt::format("{} waits for this meeting itself", name);
  return {};
}

/// Notes what a meeting would wait for in vain.
void check_needs(const Value& needs, std::size_t meeting, const Vocabulary& names, const Obligations& all) {
  for (const Value& item : needs.items()) {
    const auto id = names.obligations.find<models::ObligationId>(item);
    if (!id || index(*id) >= all.size()) continue;
    const std::string reason = reason_against(meeting, index(*id), all);
    if (!reason.empty()) item.problem(reason);
  }
}

}  // namespace

std::vector<models::Obligation> read_obligations(const Value& value, const Vocabulary& names,
                                                 const Coverage& coverage) {
  std::vector<models::Obligation> obligations;
  const std::vector<Named> entries = named_entries(value);
  for (const Named& entry : entries) obligations.push_back(obligation(entry, names, coverage));
  for (std::size_t i = 0; i < entries.size(); ++i)
    check_needs(entries[i].value.at("meeting").at("needs"), i, names, obligations);
  return obligations;
}

}  // namespace casetide::scenarios
