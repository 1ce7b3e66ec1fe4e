// How people come, settle in, stay and go, and what overload does: staffing.leaving, stress, induction,
// newly_qualified, hiring, agency and overload.
#include <fmt/format.h>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

std::array<double, 3> destination_shares(const Value& value) {
  std::array<double, 3> shares{};
  const Table table(value);
  const std::size_t before = value.problems().count();
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) sum += shares[i] = table[models::destination_names[i]].share();
  if (value.problems().count() == before) check_sum_of_shares(value, sum);
  return shares;
}

models::Leaving leaving(const Value& value) {
  const Table table(value);
  models::Leaving leaving;
  leaving.per_year = proportion(table["per_year"]);
  if (table.has("while_new")) {
    const Table while_new(table["while_new"]);
    leaving.new_in_post = span(while_new["for_first"]);
    leaving.new_in_post_factor = proportion(while_new["factor"]);
  }
  leaving.notice_days = distribution(table["notice"]);
  if (table.has("goes_to")) leaving.destination_share = destination_shares(table["goes_to"]);
  leaving.years_in_post = distribution(table["years_in_post"]);
  leaving.stress = table["stress"].number();
  leaving.manager_gap = table["manager_gap"].number();
  leaving.workload = table["workload"].number();
  return leaving;
}

models::Stress stress(const Value& value) {
  const Table table(value);
  models::Stress stress;
  stress.of_workload = table["of_workload"].share();
  stress.of_missed_supervision = table["of_missed_supervision"].share();
  stress.bearable = table["bearable"].number();
  stress.memory = span(table["memory"]);
  return stress;
}

models::Induction induction(const Value& value) {
  const Table table(value);
  models::Induction induction;
  induction.begins_at = proportion(table["begins_at"]);
  induction.full_after = span(table["full_after"]);
  induction.mentor_each_week = minutes(table["mentor_each_week"]);
  return induction;
}

std::array<models::Induction, models::contract_count> inductions(const Value& value) {
  const Table table(value);
  std::array<models::Induction, models::contract_count> inductions;
  for (std::size_t i = 0; i < inductions.size(); ++i) inductions[i] = induction(table[models::contract_names[i]]);
  return inductions;
}

models::NewlyQualified newly_qualified(const Value& value, const Vocabulary& names) {
  const Table table(value);
  models::NewlyQualified newly_qualified;
  newly_qualified.lasts = span(table["lasts"]);
  newly_qualified.protected_share = proportion(table["protected"]);  // something is left to work
  newly_qualified.not_given = names.statuses.find_all<models::StatusId>(table["not_given"]);
  return newly_qualified;
}

models::Intake intake(const Value& value, const Vocabulary& names) {
  const Table table(value);
  models::Intake intake;
  intake.role = names.roles.find<models::RoleId>(table["role"]).value_or(models::RoleId{});
  intake.month = month_named(table["month"], intake.month);
  intake.people_a_year = table["people_a_year"].number();
  intake.teams = names.teams.find_all<models::TeamId>(table["teams"]);
  const Value teams = table["teams"].bare();
  if (teams.present() && teams.node().is_sequence() && teams.node().items().empty())
    teams.problem("expected at least one team; leave `teams` out for every team");
  return intake;
}

/// A booking of no length would end and be made again without end.
sim::Distribution booking_days(const Value& value) {
  const std::size_t before = value.problems().count();
  const sim::Distribution length = distribution(value);
  if (value.problems().count() == before && length.mean() < 1) value.problem("must be a day or longer on average");
  return length;
}

/// `{success: 30%, from_within: {role: social_worker, share: 60%}}`
models::HiringOfRole hiring_of_role(const Value& value, const Vocabulary& names) {
  const Table table(value);
  models::HiringOfRole own;
  if (table.has("success")) own.success = table["success"].share();
  if (!table.has("from_within")) return own;
  const Table within(table["from_within"]);
  own.from = names.roles.find<models::RoleId>(within["role"]);
  own.from_within = within["share"].share();
  return own;
}

models::Hiring hiring(const Value& value, const Vocabulary& names) {
  const Table table(value);
  models::Hiring hiring;
  hiring.roles = names.roles.find_all<models::RoleId>(table["roles"]);
  hiring.every_days = whole_quantity(table["every"]);
  hiring.success = table["success"].share();
  hiring.days_to_fail = distribution(table["fails_after"]);
  hiring.days_to_start = distribution(table["starts_after"]);
  hiring.starters_a_year = table["starters_a_year"].number();
  for (const Named& entry : named_entries(table["intakes"])) hiring.intakes.push_back(intake(entry.value, names));
  for (const Named& entry : keyed_entries(table["by_role"])) {
    const auto role = names.roles.find_key<models::RoleId>(entry);
    const models::HiringOfRole own = hiring_of_role(entry.value, names);
    if (role) hiring.of_role.push_back({*role, own.success, own.from, own.from_within});
  }
  return hiring;
}

models::AgencyCover agency(const Value& value, const Vocabulary& names) {
  const Table table(value);
  models::AgencyCover agency;
  agency.roles = names.roles.find_all<models::RoleId>(table["roles"]);
  agency.share = table["share"].share();
  agency.cap = table["cap"].share();
  agency.days_to_arrive = distribution(table["arrives_after"]);
  agency.booking_days = booking_days(table["booking"]);
  agency.notice_days = whole_quantity(table["notice"]);
  agency.converts = table["converts"].share();
  return agency;
}

}  // namespace

models::Employment read_employment(const Value& staffing, const Vocabulary& names) {
  return {leaving(staffing.at("leaving")),      stress(staffing.at("stress")),
          inductions(staffing.at("induction")), newly_qualified(staffing.at("newly_qualified"), names),
          hiring(staffing.at("hiring"), names), agency(staffing.at("agency"), names)};
}

models::Overload read_overload(const Value& value) {
  const Table table(value);
  models::Overload overload;
  overload.bearable = table["bearable"].number();
  overload.plan_work_waits_days = quantity(table["plan_work_waits"]);
  overload.work_cut_short = table["work_cut_short"].share();
  overload.closes_too_soon = table["closes_too_soon"].share();
  overload.comes_back_factor = proportion(table["comes_back_factor"]);
  overload.progress_under_notice = table["progress_under_notice"].share();
  return overload;
}

}  // namespace casetide::scenarios
