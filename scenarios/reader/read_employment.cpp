// How people come, settle in, stay and go, and what overload does: staffing.leaving, stress, induction,
// newly_qualified, hiring, agency and overload.
#include <fmt/format.h>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

namespace {

constexpr Range on_the_logarithm = {0, 10};  // e^10: beyond any feedback
constexpr Range pressure = {0, 10, false};
constexpr std::size_t intakes_limit = 30;

std::array<double, 3> destination_shares(const Value& value) {
  std::array<double, 3> shares{};
  const std::vector<std::string> known(models::destination_names.begin(), models::destination_names.begin() + 3);
  const Table table(value, {{}, known});
  const std::size_t before = value.problems().count();
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) sum += shares[i] = table[known[i]].share();
  if (value.problems().count() == before) check_sum_of_shares(value, sum);
  return shares;
}

models::Leaving leaving(const Value& value) {
  const Table table(
      value,
      {{}, {"per_year", "while_new", "notice", "goes_to", "years_in_post", "stress", "manager_gap", "workload"}});
  models::Leaving leaving;
  leaving.per_year = proportion(table["per_year"], {0, 10}, 0);
  const Table while_new(table["while_new"], {{"for_first", "factor"}});
  leaving.new_in_post = span(while_new["for_first"], 1, leaving.new_in_post);
  leaving.new_in_post_factor = proportion(while_new["factor"], {0, 100}, 1);
  leaving.notice_days = distribution(table["notice"], in_days);
  if (table.has("goes_to")) leaving.destination_share = destination_shares(table["goes_to"].bare());
  leaving.years_in_post = distribution(table["years_in_post"], in_years);
  leaving.stress = table["stress"].number(on_the_logarithm);
  leaving.manager_gap = table["manager_gap"].number(on_the_logarithm);
  leaving.workload = table["workload"].number(on_the_logarithm);
  return leaving;
}

models::Stress stress(const Value& value) {
  const Table table(value, {{}, {"of_workload", "of_missed_supervision", "bearable", "memory"}});
  models::Stress stress;
  stress.of_workload = table["of_workload"].share();
  stress.of_missed_supervision = table["of_missed_supervision"].share();
  stress.bearable = table["bearable"].number(pressure, stress.bearable);
  stress.memory = span(table["memory"], 1, stress.memory);
  return stress;
}

models::Induction induction(const Value& value) {
  const Table table(value, {{}, {"begins_at", "full_after", "mentor_each_week"}});
  models::Induction induction;
  induction.begins_at = proportion(table["begins_at"], {0, 1, false}, induction.begins_at);
  induction.full_after = span(table["full_after"], 0, induction.full_after);
  induction.mentor_each_week = minutes(table["mentor_each_week"], {0, 40}, induction.mentor_each_week);
  return induction;
}

std::array<models::Induction, models::contract_count> inductions(const Value& value) {
  const std::vector<std::string> contracts(models::contract_names.begin(), models::contract_names.end());
  const Table table(value, {{}, contracts});
  std::array<models::Induction, models::contract_count> inductions;
  for (std::size_t i = 0; i < inductions.size(); ++i) inductions[i] = induction(table[contracts[i]]);
  return inductions;
}

models::NewlyQualified newly_qualified(const Value& value, const Vocabulary& names) {
  const Table table(value, {{}, {"lasts", "protected", "not_given"}});
  models::NewlyQualified newly_qualified;
  newly_qualified.lasts = span(table["lasts"], 1, newly_qualified.lasts);
  newly_qualified.protected_share = proportion(table["protected"], {0, 0.9}, 0);  // something is left to work
  newly_qualified.not_given = names.statuses.find_all<models::StatusId>(table["not_given"]);
  return newly_qualified;
}

models::Intake intake(const Value& value, const Vocabulary& names) {
  const Table table(value, {{"role", "month", "people_a_year"}, {"teams"}});
  models::Intake intake;
  intake.role = names.roles.find<models::RoleId>(table["role"]).value_or(models::RoleId{});
  intake.month = month_named(table["month"], intake.month);
  intake.people_a_year = table["people_a_year"].number(Range::between(0, 10'000));
  intake.teams = names.teams.find_all<models::TeamId>(table["teams"].bare());
  const Value teams = table["teams"].bare();
  if (teams.present() && teams.node().is_sequence() && teams.node().items().empty())
    teams.problem("expected at least one team; leave `teams` out for every team");
  return intake;
}

/// The distribution, or the fallback where nothing is written.
sim::Distribution days(const Value& value, const sim::Distribution& fallback) {
  return value.present() ? distribution(value, in_days) : fallback;
}

/// A booking of no length would end and be made again without end.
sim::Distribution booking_days(const Value& value, const sim::Distribution& fallback) {
  const std::size_t before = value.problems().count();
  const sim::Distribution length = days(value, fallback);
  if (value.problems().count() == before && length.mean() < 1) value.problem("must be a day or longer on average");
  return length;
}

/// `{success: 30%, from_within: {role: social_worker, share: 60%}}`
models::HiringOfRole hiring_of_role(const Value& value, const Vocabulary& names) {
  const Table table(value, {{}, {"success", "from_within"}});
  models::HiringOfRole own;
  if (table.has("success")) own.success = table["success"].share();
  if (!table.has("from_within")) return own;
  const Table within(table["from_within"], {{"role", "share"}});
  own.from = names.roles.find<models::RoleId>(within["role"]);
  own.from_within = within["share"].share();
  return own;
}

models::Hiring hiring(const Value& value, const Vocabulary& names) {
  const Table table(
      value,
      {{}, {"roles", "every", "success", "fails_after", "starts_after", "starters_a_year", "intakes", "by_role"}});
  models::Hiring hiring;
  hiring.roles = names.roles.find_all<models::RoleId>(table["roles"]);
  hiring.every_days = whole_quantity(table["every"], in_days, 1, 366, hiring.every_days);
  hiring.success = table["success"].share(hiring.success);
  hiring.days_to_fail = days(table["fails_after"], hiring.days_to_fail);
  hiring.days_to_start = days(table["starts_after"], hiring.days_to_start);
  hiring.starters_a_year = table["starters_a_year"].number({0, 10'000, false});
  for (const Named& entry : named_entries(table["intakes"], "intakes", intakes_limit))
    hiring.intakes.push_back(intake(entry.value, names));
  for (const Named& entry : keyed_entries(table["by_role"])) {
    const auto role = names.roles.find_key<models::RoleId>(entry);
    const models::HiringOfRole own = hiring_of_role(entry.value, names);
    if (role) hiring.of_role.push_back({*role, own.success, own.from, own.from_within});
  }
  return hiring;
}

models::AgencyCover agency(const Value& value, const Vocabulary& names) {
  const Table table(value, {{}, {"roles", "share", "cap", "arrives_after", "booking", "notice", "converts"}});
  models::AgencyCover agency;
  agency.roles = names.roles.find_all<models::RoleId>(table["roles"]);
  agency.share = table["share"].share();
  agency.cap = table["cap"].share(agency.cap);
  agency.days_to_arrive = days(table["arrives_after"], agency.days_to_arrive);
  agency.booking_days = booking_days(table["booking"], agency.booking_days);
  agency.notice_days = whole_quantity(table["notice"], in_days, 0, 366, agency.notice_days);
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
  const Table table(value, {{},
                            {"bearable", "plan_work_waits", "work_cut_short", "closes_too_soon", "comes_back_factor",
                             "progress_under_notice"}});
  models::Overload overload;
  overload.bearable = table["bearable"].number(pressure, overload.bearable);
  overload.plan_work_waits_days = quantity(table["plan_work_waits"], in_days, Range::between(0, 366));
  overload.work_cut_short = table["work_cut_short"].share();
  overload.closes_too_soon = table["closes_too_soon"].share();
  overload.comes_back_factor = proportion(table["comes_back_factor"], {0, 100}, overload.comes_back_factor);
  overload.progress_under_notice = table["progress_under_notice"].share(overload.progress_under_notice);
  return overload;
}

}  // namespace casetide::scenarios
