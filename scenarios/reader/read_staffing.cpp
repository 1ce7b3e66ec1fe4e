// staffing: teams, people, hours, absences and the rules by which children and work are handed out.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

sim::WorkingHours working_hours(const Value& value) {
  const Table table(value);
  const sim::WorkingHours hours{table["opens"].time_of_day(), minutes(table["per_day"])};
  if (hours.opens + hours.length > sim::one_day) value.problem("the hours run past midnight; open earlier or for less");
  return hours;
}

namespace {

models::StaffGroup staff_group(const Value& value, const Vocabulary& names) {
  const Table table(value);
  models::StaffGroup group;
  group.role = names.roles.find<models::RoleId>(table["role"]).value_or(models::RoleId{});
  group.contract = contract(table["contract"]);
  group.fte = table["fte"].number();
  group.hours_per_day = minutes(table["hours_per_day"]);
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
  const Table table(value);
  const auto role = names.roles.find<models::RoleId>(table["role"]);
  const auto serves = names.roles.find<models::RoleId>(table["serves"]);
  const auto people = static_cast<int>(table["people"].whole_number());
  if (role) check_on_team(table["role"], team, *role, names);
  if (serves) check_on_team(table["serves"], team, *serves, names);
  if (role && role == serves) table["serves"].problem("must be another role than `role`: whose work those on duty do");
  return models::DutyRota{role.value_or(models::RoleId{}), serves.value_or(models::RoleId{}), people};
}

/// `{social_worker: 41, team_manager: 9}`
std::vector<models::Posts> posts_by_role(const Value& table, const Vocabulary& names) {
  std::vector<models::Posts> posts;
  for (const Named& entry : keyed_entries(table)) {
    const auto role = names.roles.find_key<models::RoleId>(entry);
    const double fte = entry.value.number();
    if (role) posts.push_back({*role, fte});
  }
  return posts;
}

/// `posts: 41` is short for the posts of the one case-holding role on the team; `posts: {social_worker: 41}` names
/// roles. Those left out have as many posts as staff.
std::vector<models::Posts> posts(const Value& value, const models::Team& team, const Vocabulary& names) {
  if (value.bare().is_table()) return posts_by_role(value, names);
  const double fte = value.number();
  const auto holds_cases = [&](const models::StaffGroup& group) { return names.holds_cases[index(group.role)]; };
  const auto found = std::ranges::find_if(team.staff, holds_cases);
  if (found != team.staff.end()) return {{found->role, fte}};
  if (fte > 0) value.problem("nobody on this team holds cases; say whose posts, as in `{team_manager: 3}`");
  return {};
}

models::Team team(const Named& entry, const Vocabulary& names) {
  const Table table(entry.value);
  models::Team team;
  team.name = entry.name;
  team.label = table["label"].text();
  team.serves = names.statuses.find_all<models::StatusId>(table["serves"]);
  for (const Value& group : table["staff"].items()) team.staff.push_back(staff_group(group, names));
  team.posts = posts(table["posts"], team, names);
  team.agency_above = posts_by_role(table["agency_above"], names);
  team.duty_rota = duty_rota(table["duty_rota"], team, names);
  return team;
}

models::Absence absence(const Named& entry) {
  const Table table(entry.value);
  return {entry.name, table["spells_per_year"].number(), distribution(table["length"]), table["planned"].boolean(),
          month_factors(table["by_month"])};
}

/// Stages in order of their length, each with the time since somebody started at which it ends.
std::vector<models::Supervision::AtFirst> stages(const Value& list) {
  std::vector<models::Supervision::AtFirst> stages;
  for (const Value& item : list.items()) {
    const Table table(item);
    const std::size_t before = list.problems().count();
    const models::Supervision::AtFirst stage{span(table["for_first"]), span(table["every"])};
    if (!table.has("for_first") || list.problems().count() != before) continue;
    if (stages.empty() || models::days_in(stage.for_first) > models::days_in(stages.back().for_first)) {
      stages.push_back(stage);
    } else {
      const std::string end = text(stages.back().for_first);
      table["for_first"].problem(fmt::format("must be longer than {}, until which the stage before holds", end));
    }
  }
  return stages;
}

models::Supervision supervision(const Value& value, const Vocabulary& names, const std::vector<bool>& staffed) {
  const Table table(value);
  models::Supervision supervision;
  const auto by = names.roles.find<models::RoleId>(table["by"]);
  if (by) check_staffed(table["by"], *by, names, staffed);
  supervision.by = by.value_or(models::RoleId{});
  supervision.every = span(table["every"]);
  supervision.session = minutes(table["session"]);
  supervision.per_child = minutes(table["per_child"]);
  if (supervision.per_child > supervision.session)
    value.problem(fmt::format("a session of {} minutes is shorter than `per_child`, {} minutes",
                              supervision.session.count(), supervision.per_child.count()));
  supervision.newly_qualified = stages(table["newly_qualified"]);
  return supervision;
}

/// What a child counts against the ceiling, by leading status; nothing where cases are not weighed.
std::vector<double> case_points(const Value& value, const Vocabulary& names) {
  if (!value.present()) return {};
  std::vector<double> points(names.statuses.size(), 1);
  for (const Named& entry : keyed_entries(value)) {
    const auto status = names.statuses.find_key<models::StatusId>(entry);
    const double weight = entry.value.number();
    if (status) points[index(*status)] = weight;
  }
  return points;
}

void read_rules(const Table& table, models::Staffing& staffing) {
  using models::AllocationPolicy, models::AllocationTime, models::Pace, models::WorkPolicy;
  staffing.allocation = table["allocation"].word<AllocationPolicy>();
  staffing.allocated = table["allocated"].word<AllocationTime>();
  staffing.work = table["work"].word<WorkPolicy>();
  staffing.pace = table["pace"].word<Pace>();
}

}  // namespace

models::Staffing read_staffing(const Value& value, const Vocabulary& names) {
  const Table table(value);
  const std::size_t before = value.problems().count();
  models::Staffing staffing;
  staffing.client_hours = working_hours(table["client_hours"]);
  staffing.productivity = proportion(table["productivity"]);
  staffing.ceiling = quantity(table["ceiling"], table.has("case_points") ? in_points : in_children);
  staffing.case_points = case_points(table["case_points"], names);
  staffing.cover_after_working_days = whole_quantity(table["cover_after"]);
  read_rules(table, staffing);
  for (const Named& entry : named_entries(table["absences"])) staffing.absences.push_back(absence(entry));
  for (const Named& entry : named_entries(table["teams"])) staffing.teams.push_back(team(entry, names));
  const bool sound = value.problems().count() == before;
  if (table.has("supervision"))
    staffing.supervision = supervision(table["supervision"], names, staffed_roles(staffing, names, sound));
  staffing.employment = read_employment(value, names);
  staffing.overload = read_overload(table["overload"]);
  return staffing;
}

}  // namespace casetide::scenarios
