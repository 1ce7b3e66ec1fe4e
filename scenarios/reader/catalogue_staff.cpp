// Measures of the catalogue that change posts, bring people or give a role more time.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/reader/amounts.hpp"
#include "scenarios/reader/catalogue_reading.hpp"

namespace casetide::scenarios {

namespace {

/// `posts: 41`, short for those of the case-holding role, as a table by role in which `role` has a number too: as many
/// posts as staff where nothing else is said.
Node posts_by_role(const Node& posts, const models::Team& team, models::RoleId role, const Vocabulary& names) {
  const Node& plain = without_annotation(posts);
  const std::vector<std::string>& roles = names.roles.all();
  std::vector<Node::Entry> entries = plain.entries();
  const auto holds_cases = [&](const models::StaffGroup& group) { return names.holds_cases[index(group.role)]; };
  const auto holder = std::ranges::find_if(team.staff, holds_cases);
  if (plain.is_scalar() && holder != team.staff.end()) add_key(entries, roles[index(holder->role)], plain);
  add_key(entries, roles[index(role)], number_node(team.staffed(role), posts.place()));
  return Node::mapping(std::move(entries), posts.place());
}

Change writing_posts_by_role(const Reading& reading, models::TeamId team, models::RoleId role, TreePath posts) {
  Change change = setting(reading.value, std::move(posts), reading.dates, Node::nothing({}));
  change.kind = Change::Kind::preparation;
  const models::Team& of = reading.ground.base.staffing.teams[index(team)];
  const Vocabulary& names = reading.ground.names;
  change.alter = [&of, &names, role](const Node* standing, double) -> Altered {
    if (standing == nullptr) return {{}, "there are no posts to change"};
    return {posts_by_role(*standing, of, role, names), {}};
  };
  return change;
}

/// People of the role join each of the teams.
void recruit_into(const std::vector<models::TeamId>& teams, models::RoleId role, const Value& fte,
                  const Reading& reading) {
  const double each = fte.number();
  if (reading.table.has("until"))
    reading.table["until"].problem(
        "people who have come stay; leave `until` out, or bring them by a measure of their own");
  const std::size_t before = fte.problems().count();
  for (const models::TeamId team : teams) {
    const models::Recruit recruit = recruited(team, role, each, reading.effects);
    if (fte.problems().count() == before) check_is_sought(fte, recruit, reading.ground);
    reading.to.people.emplace_back(recruit);
  }
}

std::vector<models::TeamId> teams_with(models::RoleId role, const PlanGround& ground) {
  std::vector<models::TeamId> teams;
  const auto& all = ground.base.staffing.teams;
  for (std::size_t place = 0; place < all.size(); ++place)
    if (all[place].staffed(role) > 0) teams.push_back(models::id_at<models::TeamId>(place));
  return teams;
}

/// The hours of each group of the role, wherever it works.
void scale_hours(models::RoleId role, const Value& hours, const Reading& reading) {
  const double by = factor(hours);
  const auto& teams = reading.ground.base.staffing.teams;
  bool any = false;
  for (const models::Team& team : teams)
    for (std::size_t group = 0; group < team.staff.size(); ++group) {
      if (team.staff[group].role != role || by == 1) continue;
      const std::string path = fmt::format("staffing.teams.{}.staff[{}].hours_per_day", team.name, group);
      auto what = changeable(hours, path, reading.ground, false);
      if (what) reading.to.changes.push_back(scaling(hours, std::move(*what), reading.effects, by));
      any = true;
    }
  if (!any && by != 1) hours.problem("nobody has this role");
}

}  // namespace

void add_posts(const Reading& reading) {
  const auto team = reading.ground.names.teams.find<models::TeamId>(reading.table["team"]);
  const auto role = reading.ground.names.roles.find<models::RoleId>(reading.table["role"]);
  const std::size_t before = reading.value.problems().count();
  const double by = reading.table["by"].number();
  const double to = reading.table["to"].number();
  const bool sound = says_one(reading, "by", "to") && reading.value.problems().count() == before;
  if (!team || !role || !sound || index(*team) >= reading.ground.base.staffing.teams.size()) return;
  const std::string path = fmt::format("staffing.teams.{}.posts", reading.table["team"].text());
  const TreePath posts = *TreePath::parse(path);
  const TreePath of_role = *TreePath::parse(path + "." + reading.table["role"].text());
  reading.to.changes.push_back(writing_posts_by_role(reading, *team, *role, posts));
  if (reading.table.has("by")) {
    reading.to.changes.push_back(adding(reading.value, of_role, reading.effects, by));
  } else {
    const Node target = number_node(to, reading.table["to"].node().place());
    reading.to.changes.push_back(reading.effects.grows_until
                                     ? going_to(reading.value, of_role, reading.effects, target)
                                     : setting(reading.value, of_role, reading.effects, target));
  }
}

void add_managers(const Reading& reading) {
  const Value managers = reading.table["managers"], listed = reading.table["teams"];
  if (!managers.present()) return listed.problem("goes with `managers`: how many more in each of these teams");
  const auto& supervision = reading.ground.base.staffing.supervision;
  if (!supervision) return managers.problem("nobody supervises in this scenario; there is no `staffing.supervision`");
  const auto teams = listed.present() ? reading.ground.names.teams.find_all<models::TeamId>(listed)
                                      : teams_with(supervision->by, reading.ground);
  recruit_into(teams, supervision->by, managers, reading);
}

void add_reviewers(const Reading& reading) {
  const auto role = reading.ground.names.roles.find<models::RoleId>(reading.table["role"]);
  if (!role) return;
  if (reading.table.has("hours")) scale_hours(*role, reading.table["hours"], reading);
  if (!reading.table.has("posts")) return;
  std::vector<models::TeamId> teams = teams_with(*role, reading.ground);
  if (teams.empty()) reading.table["posts"].problem("nobody has this role; say the team in `recruit`");
  if (!teams.empty()) recruit_into({teams.front()}, *role, reading.table["posts"], reading);
}

}  // namespace casetide::scenarios
