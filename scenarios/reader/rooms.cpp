#include "scenarios/reader/rooms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/language/language.hpp"

namespace casetide::scenarios {

namespace {

using language::month_names;

Names names_in(const Value& table, std::string one, std::string many) {
  std::vector<std::string> known;
  if (table.present() && table.node().is_mapping())
    for (const Named& named : named_entries(table)) known.push_back(named.name);
  return Names(std::move(one), std::move(many), std::move(known));
}

/// Whether it is true is for another to judge; anything but `false` counts here.
bool says_true(const Value& value) {
  return value.bare().present() && (!value.bare().node().is_scalar() || value.bare().node().text() != "false");
}

}  // namespace

Vocabulary vocabulary(const Value& root) {
  const Value pathway = root.at("pathway");
  std::vector<bool> holds_cases;
  for (const Named& role : named_entries(pathway.at("roles")))
    holds_cases.push_back(says_true(role.value.at("holds_cases")));
  if (holds_cases.empty()) holds_cases.push_back(false);  // an unknown role is read on as the first
  return {names_in(pathway.at("statuses"), "status", "statuses"),
          names_in(pathway.at("obligations"), "obligation", "obligations"),
          names_in(pathway.at("decisions"), "decision", "decisions"),
          names_in(pathway.at("roles"), "role", "roles"),
          names_in(root.at("staffing").at("teams"), "team", "teams"),
          names_in(root.at("plans"), "plan", "plans"),
          std::move(holds_cases)};
}

std::vector<bool> staffed_roles(const models::Staffing& staffing, const Vocabulary& names, bool sound) {
  std::vector<bool> staffed(names.roles.size(), !sound);
  if (!sound) return staffed;
  for (const models::Team& team : staffing.teams)
    for (const models::StaffGroup& group : team.staff)
      if (group.fte > 0) staffed[index(group.role)] = true;
  return staffed;
}

Coverage coverage(const models::Staffing& staffing, const Value& statuses, const Vocabulary& names, bool sound) {
  Coverage coverage{std::vector<bool>(names.statuses.size(), !sound), {}, staffed_roles(staffing, names, sound)};
  for (const Named& entry : named_entries(statuses))
    coverage.needs_worker.push_back(entry.value.at("needs_worker").boolean());
  if (!sound) return coverage;
  for (const models::Team& team : staffing.teams)
    for (const models::StatusId status : team.serves) coverage.served[index(status)] = true;
  return coverage;
}

std::vector<models::StatusId> served_statuses(const Value& list, const Vocabulary& names, const Coverage& coverage) {
  for (const Value& item : list.items()) {
    const auto status = names.statuses.find<models::StatusId>(item);
    if (status && coverage.needs_worker[index(*status)] && !coverage.served[index(*status)])
      item.problem(fmt::format("no team serves the status {}", shown(names.statuses.all()[index(*status)])));
  }
  return names.statuses.find_all<models::StatusId>(list);
}

std::vector<models::StatusId> first_statuses(const Value& list, const Vocabulary& names, const Coverage& coverage) {
  const std::size_t before = list.problems().count();
  std::vector<models::StatusId> statuses = served_statuses(list, names, coverage);
  const auto is_served = [&](models::StatusId status) { return coverage.served[index(status)]; };
  const bool sound = list.problems().count() == before && !statuses.empty();
  if (sound && std::ranges::none_of(statuses, is_served))
    list.problem("no team serves any of these; a child who comes with them would belong to none");
  return statuses;
}

void check_staffed(const Value& value, models::RoleId role, const Vocabulary& names, const std::vector<bool>& staffed) {
  if (!staffed[index(role)])
    value.problem(fmt::format("nobody on any team is a {}", shown(names.roles.all()[index(role)])));
}

models::InForce in_force(const Table& table) {
  const Value from = table["from"], until = table["until"];
  const std::size_t before = from.problems().count();
  const models::InForce days{from.date(sim::Date::min()), until.date(sim::Date::max())};
  if (from.problems().count() == before && days.from >= days.until) until.problem("must be later than `from`");
  return days;
}

std::array<double, 12> month_factors(const Value& by_month) {
  const std::vector<std::string> known(month_names().begin(), month_names().end());
  std::array<double, 12> factors;
  factors.fill(1);
  for (const Named& entry : keyed_entries(by_month)) {
    const auto month = std::ranges::find(month_names(), entry.name);
    if (month == month_names().end()) {
      entry.problem(fmt::format("unknown month{}", suggestion(entry.name, known, "months")));
    } else {
      factors[static_cast<std::size_t>(month - month_names().begin())] = entry.value.number();
    }
  }
  if (std::ranges::all_of(factors, [](double factor) { return factor == 0; }))
    by_month.problem("at least one month must have a factor above 0");
  return factors;
}

unsigned month_named(const Value& value, unsigned fallback) {
  const Names months("month", "months", std::vector<std::string>(month_names().begin(), month_names().end()));
  const auto place = months.find<unsigned>(value);
  return place ? *place + 1 : fallback;
}

models::Contract contract(const Value& value) { return value.word<models::Contract>(); }

void check_sum_of_shares(const Value& table, double sum) {
  if (std::abs(sum - 1) > 1e-6) table.problem(fmt::format("the shares come to {:.6g}, not 1", sum));
}

}  // namespace casetide::scenarios
