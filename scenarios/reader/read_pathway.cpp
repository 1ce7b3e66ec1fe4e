// pathway: roles, statuses and what a referral begins. Obligations and decisions have files of their own.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

void read_role(const Named& entry, models::Pathway& pathway) {
  const Table table(entry.value);
  if (entry.name == "case_holder") entry.problem("`case_holder` means the child's own worker; call the role otherwise");
  const models::RoleId role{static_cast<std::uint8_t>(pathway.roles.size())};
  pathway.roles.push_back(entry.name);
  if (table["holds_cases"].boolean()) pathway.case_holding_roles.push_back(role);
  if (table["manages"].boolean()) pathway.managing_roles.push_back(role);
  if (table["chairs"].boolean()) pathway.chairing_roles.push_back(role);
}

models::Need need(const Value& value, const Vocabulary& names) {
  using MetBy = models::Need::MetBy;
  const Table table(value);
  models::Need need;
  need.met_by = table["met_by"].word<MetBy>();
  need.amount = distribution(table["amount"], need.met_by == MetBy::time ? in_days : in_hours);
  need.then = names.decisions.find<models::DecisionId>(table["then"]);
  if (need.met_by == MetBy::time && !table.has("then"))
    value.problem("a need met by time must say what is decided `then`");
  if (need.met_by == MetBy::work && table.has("then"))
    table["then"].problem("only a need met by time has `then`; one met by work is noticed at a review");
  need.lost_on_change_of_worker = table["lost_on_change_of_worker"].share();
  if (need.met_by == MetBy::time)
    table["lost_on_change_of_worker"].problem("only a need met by work loses some of it; time passes all the same");
  return need;
}

models::Status status(const Named& entry, const Vocabulary& names) {
  using models::CountsAs;
  const Table table(entry.value);
  models::Status status;
  status.name = entry.name;
  status.label = table["label"].text();
  status.needs_worker = table["needs_worker"].boolean();
  status.counts_as = table["counts_as"].word<CountsAs>();
  status.reported_under = names.statuses.find<models::StatusId>(table["reported_under"]);
  if (table.has("need")) status.need = need(table["need"], names);
  return status;
}

/// `{16: sixteenth_birthday, 18: adulthood}`, in order of age.
std::vector<models::Birthday> birthdays(const Value& value, const Vocabulary& names) {
  std::vector<models::Birthday> birthdays;
  for (const Named& entry : keyed_entries(value)) {
    const auto age = number_of_key(entry, value);
    const auto decision = names.decisions.find<models::DecisionId>(entry.value);
    if (age && decision) birthdays.push_back({*age, *decision});
  }
  std::ranges::sort(birthdays, {}, &models::Birthday::age);
  return birthdays;
}

/// Notes decisions that no obligation decides, no need ends in and no birthday brings.
void check_decisions_are_used(const Value& decisions, const models::Pathway& pathway, const Vocabulary& names) {
  std::vector<bool> used(names.decisions.size());
  for (const models::Obligation& obligation : pathway.obligations)
    if (obligation.decides) used[index(*obligation.decides)] = true;
  for (const models::Status& status : pathway.statuses)
    if (status.need && status.need->then) used[index(*status.need->then)] = true;
  for (const models::Birthday& birthday : pathway.birthdays) used[index(birthday.decides)] = true;
  const std::vector<Named> entries = named_entries(decisions);
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (!used[i])
      entries[i].problem("nothing uses this decision; an obligation `decides` it, a need's `then` or a birthday");
}

/// Notes obligations marked `when_decided` that no outcome starts.
void check_obligations_are_started(const Value& obligations, const models::Pathway& pathway) {
  std::vector<bool> started(pathway.obligations.size());
  for (const models::Decision& decision : pathway.decisions)
    for (const models::Decision::Case& one : decision.cases)
      for (const models::Outcome& outcome : one.outcomes)
        for (const models::ObligationId id : outcome.starts) started[index(id)] = true;
  const std::vector<Named> entries = named_entries(obligations);
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (pathway.obligations[i].starts == models::Obligation::Starts::when_decided && !started[i])
      entries[i].problem("starts when decided, but no outcome `starts` it");
}

void check_case_holders(const Value& roles, const models::Pathway& pathway) {
  const bool wanted = std::ranges::any_of(pathway.statuses, &models::Status::needs_worker);
  if (wanted && pathway.case_holding_roles.empty())
    roles.problem("children need a worker, but no role has `holds_cases: true`");
}

}  // namespace

models::Pathway read_pathway(const Value& value, const Vocabulary& names, const Coverage& coverage) {
  const Table table(value);
  const std::size_t before = value.problems().count();
  models::Pathway pathway;
  for (const Named& entry : named_entries(table["roles"])) read_role(entry, pathway);
  for (const Named& entry : named_entries(table["statuses"])) pathway.statuses.push_back(status(entry, names));
  pathway.on_referral = first_statuses(table["on_referral"], names, coverage);
  if (table.has("on_referral") && pathway.on_referral.empty())
    table["on_referral"].problem("a referral must begin at least one status");
  pathway.serious = names.statuses.find_all<models::StatusId>(table["serious"]);
  pathway.hindsight = span(table["hindsight"]);
  pathway.birthdays = birthdays(table["birthdays"], names);
  pathway.adult_at = static_cast<int>(table["adult_at"].whole_number());
  pathway.national = read_national(table["national"], names);
  pathway.obligations = read_obligations(table["obligations"], names, coverage);
  pathway.decisions = read_decisions(table["decisions"], names, coverage, pathway.obligations);
  if (value.problems().count() != before) return pathway;  // what follows would only repeat them
  check_decisions_are_used(table["decisions"], pathway, names);
  check_obligations_are_started(table["obligations"], pathway);
  check_case_holders(table["roles"], pathway);
  return pathway;
}

}  // namespace casetide::scenarios
