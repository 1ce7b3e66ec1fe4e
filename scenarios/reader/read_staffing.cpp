// staffing: teams, people, hours, absences and the rules by which children and work are handed out.
#include <fmt/format.h>

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

models::Team team(const Named& entry, const Vocabulary& names) {
  const Table table(entry.value, {{"label", "serves", "posts", "staff"}});
  models::Team team;
  team.name = entry.name;
  team.label = table["label"].text();
  team.serves = names.statuses.find_all<models::StatusId>(table["serves"]);
  team.posts = table["posts"].number(Range::between(0, 10'000));
  for (const Value& group : table["staff"].items()) team.staff.push_back(staff_group(group, names));
  return team;
}

models::Absence absence(const Named& entry) {
  const Table table(entry.value, {{"spells_per_year", "length"}, {"planned"}});
  return {entry.name, table["spells_per_year"].number(Range::between(0, 366)),
          distribution(table["length"], in_working_days), table["planned"].boolean(false)};
}

void read_rules(const Table& table, models::Staffing& staffing) {
  using models::AllocationPolicy, models::AllocationTime, models::WorkPolicy;
  staffing.allocation = table["allocation"].one_of<AllocationPolicy>(
      {{"lowest_caseload_first", AllocationPolicy::lowest_caseload_first}}, staffing.allocation);
  staffing.allocated = table["allocated"].one_of<AllocationTime>(
      {{"each_morning", AllocationTime::each_morning}, {"at_every_release", AllocationTime::at_every_release}},
      staffing.allocated);
  staffing.work = table["work"].one_of<WorkPolicy>({{"earliest_due_first", WorkPolicy::earliest_due_first},
                                                    {"first_come_first_served", WorkPolicy::first_come_first_served}},
                                                   staffing.work);
}

}  // namespace

models::Staffing read_staffing(const Value& value, const Vocabulary& names) {
  const Table table(
      value, {{"client_hours", "ceiling", "teams"}, {"cover_after", "allocation", "allocated", "work", "absences"}});
  models::Staffing staffing;
  staffing.client_hours = working_hours(table["client_hours"]);
  staffing.ceiling = quantity(table["ceiling"], in_children, {0, 10'000, false}, 1);
  staffing.cover_after_working_days =
      whole_quantity(table["cover_after"], in_working_days, 0, 1000, staffing.cover_after_working_days);
  read_rules(table, staffing);
  for (const Named& entry : named_entries(table["absences"], "absences")) staffing.absences.push_back(absence(entry));
  for (const Named& entry : named_entries(table["teams"], "teams")) staffing.teams.push_back(team(entry, names));
  return staffing;
}

}  // namespace casetide::scenarios
