// staffing: teams, people, hours, absences and the rules by which children and work are handed out.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

sim::WorkingHours working_hours(const Value& value) {
  const Table table(value, {{"opens", "per_day"}});
  const sim::WorkingHours hours{table["opens"].time_of_day(), part_of_day(table["per_day"], std::chrono::hours(1))};
  if (hours.opens + hours.length > sim::one_day) value.problem("the hours run past midnight; open earlier or for less");
  return hours;
}

namespace {

models::StaffGroup staff_group(const Value& value, const Vocabulary& names) {
  const Table table(value, {{"role", "contract", "fte"}, {"hours_per_day"}});
  models::StaffGroup group;
  group.role = names.roles.find<models::RoleId>(table["role"]).value_or(models::RoleId{});
  group.contract = contract(table["contract"]);
  group.fte = table["fte"].number(Range::between(0, 10'000));
  group.hours_per_day = part_of_day(table["hours_per_day"], sim::Minutes(0));
  return group;
}

/// Notes a role that nobody on this team has.
void check_on_team(const Value& value, const models::Team& team, models::RoleId role, const Vocabulary& names) {
  const auto has_role = [&](const models::StaffGroup& group) { return group.role == role && group.fte > 0; };
  if (std::ranges::none_of(team.staff, has_role))
    value.problem(fmt::format("nobody on this team is a {}", shown(names.roles.all()[index(role)])));
}

std::optional<models::DutyRota> duty_rota(const Value& value, const models::Team& team, const Vocabulary& names) {
  if (!value.present()) return {};
  const Table table(value, {{"role", "serves", "people"}});
  const auto role = names.roles.find<models::RoleId>(table["role"]);
  const auto serves = names.roles.find<models::RoleId>(table["serves"]);
  const auto people = static_cast<int>(table["people"].whole_number(1, 1000, 1));
  if (role) check_on_team(table["role"], team, *role, names);
  if (serves) check_on_team(table["serves"], team, *serves, names);
  if (role && role == serves) table["serves"].problem("must be another role than `role`: whose work those on duty do");
  return models::DutyRota{role.value_or(models::RoleId{}), serves.value_or(models::RoleId{}), people};
}

models::Team team(const Named& entry, const Vocabulary& names) {
  const Table table(entry.value, {{"label", "serves", "posts", "staff"}, {"duty_rota"}});
  models::Team team;
  team.name = entry.name;
  team.label = table["label"].text();
  team.serves = names.statuses.find_all<models::StatusId>(table["serves"]);
  team.posts = table["posts"].number(Range::between(0, 10'000));
  for (const Value& group : table["staff"].items()) team.staff.push_back(staff_group(group, names));
  team.duty_rota = duty_rota(table["duty_rota"], team, names);
  return team;
}

models::Absence absence(const Named& entry) {
  const Table table(entry.value, {{"spells_per_year", "length"}, {"planned", "by_month"}});
  return {entry.name, table["spells_per_year"].number(Range::between(0, 366)),
          distribution(table["length"], in_working_days), table["planned"].boolean(false),
          month_factors(table["by_month"])};
}

models::Supervision supervision(const Value& value, const Vocabulary& names, const std::vector<bool>& staffed) {
  const Table table(value, {{"by", "every"}, {"session", "per_child"}});
  models::Supervision supervision;
  const auto by = names.roles.find<models::RoleId>(table["by"]);
  if (by) check_staffed(table["by"], *by, names, staffed);
  supervision.by = by.value_or(models::RoleId{});
  supervision.every = span(table["every"], 1);
  supervision.session = part_of_day(table["session"], supervision.session);
  supervision.per_child = part_of_day(table["per_child"], supervision.per_child);
  if (supervision.per_child > supervision.session)
    value.problem(fmt::format("a session of {} minutes is shorter than `per_child`, {} minutes",
                              supervision.session.count(), supervision.per_child.count()));
  return supervision;
}

void read_rules(const Table& table, models::Staffing& staffing) {
  using models::AllocationPolicy, models::AllocationTime, models::Pace, models::WorkPolicy;
  staffing.allocation = table["allocation"].one_of<AllocationPolicy>(
      {{"lowest_caseload_first", AllocationPolicy::lowest_caseload_first}}, staffing.allocation);
  staffing.allocated = table["allocated"].one_of<AllocationTime>(
      {{"each_morning", AllocationTime::each_morning}, {"at_every_release", AllocationTime::at_every_release}},
      staffing.allocated);
  staffing.work = table["work"].one_of<WorkPolicy>({{"earliest_due_first", WorkPolicy::earliest_due_first},
                                                    {"first_come_first_served", WorkPolicy::first_come_first_served}},
                                                   staffing.work);
  staffing.pace =
      table["pace"].one_of<Pace>({{"to_the_clock", Pace::to_the_clock}, {"at_once", Pace::at_once}}, staffing.pace);
}

}  // namespace

models::Staffing read_staffing(const Value& value, const Vocabulary& names) {
  const Table table(value, {{"client_hours", "ceiling", "teams"},
                            {"cover_after", "allocation", "allocated", "work", "pace", "supervision", "absences"}});
  const std::size_t before = value.problems().count();
  models::Staffing staffing;
  staffing.client_hours = working_hours(table["client_hours"]);
  staffing.ceiling = quantity(table["ceiling"], in_children, {0, 10'000, false}, 1);
  staffing.cover_after_working_days =
      whole_quantity(table["cover_after"], in_working_days, 0, 1000, staffing.cover_after_working_days);
  read_rules(table, staffing);
  for (const Named& entry : named_entries(table["absences"], "absences")) staffing.absences.push_back(absence(entry));
  for (const Named& entry : named_entries(table["teams"], "teams")) staffing.teams.push_back(team(entry, names));
  const bool sound = value.problems().count() == before;
  if (table.has("supervision"))
    staffing.supervision = supervision(table["supervision"], names, staffed_roles(staffing, names, sound));
  return staffing;
}

}  // namespace casetide::scenarios
