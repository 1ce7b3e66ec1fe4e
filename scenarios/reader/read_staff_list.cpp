#include "scenarios/reader/read_staff_list.hpp"

#include <fmt/format.h>

#include <chrono>

namespace casetide::scenarios {

namespace {

using namespace std::chrono_literals;

constexpr sim::Date earliest_start{1970y / 1 / 1};
constexpr sim::Date latest_day{2030y / 12 / 31};

Table::Keys columns(bool one_team) {
  Table::Keys keys{{"role", "contract", "fte", "started"}, {"id", "leaves", "away_until"}};
  (one_team ? keys.optional : keys.required).push_back("team");
  return keys;
}

/// Notes what is no counter, and a counter that stands for somebody already.
void read_id(const Value& cell, std::size_t place, StaffList& staff) {
  if (!cell.present()) return;
  const std::string& id = cell.node().text();
  if (!is_counter(id))
    cell.expected("a counter, one small letter and at most five digits, such as `w14`; never a name or a staff number");
  else if (!staff.places.emplace(id, place).second)
    cell.problem(fmt::format("{} stands for somebody already", shown(id)));
}

models::ListedWorker read_person(const ListTable& table, std::size_t row, const ListGround& ground) {
  models::ListedWorker person;
  if (table.cell(row, "role").present())
    person.role = ground.names.roles.find<models::RoleId>(table.cell(row, "role")).value_or(models::RoleId{});
  person.team = ground.names.teams.find<models::TeamId>(table.cell(row, "team")).value_or(models::TeamId{});
  person.contract = contract(table.cell(row, "contract"));
  person.fte = table.cell(row, "fte").number({0, 1, false}, 1);
  person.started = listed_day(table.cell(row, "started"), earliest_start, ground.begins, ", when the run begins")
                       .value_or(ground.begins);
  person.leaves = listed_day(table.cell(row, "leaves"), ground.begins, latest_day, ": the last day of who is leaving");
  person.away_until =
      listed_day(table.cell(row, "away_until"), ground.begins, latest_day, ": the last day of an absence");
  return person;
}

}  // namespace

StaffList read_staff_list(const Value& list, const ListGround& ground) {
  const bool one_team = ground.names.teams.size() == 1;
  const Table::Keys keys = columns(one_team);
  const ListTable table(list, keys);
  StaffList staff;
  for (std::size_t row = 0; row < table.size(); ++row) {
    for (const std::string& column : keys.required)
      if (table.has(column) && !table.cell(row, column).present())
        table.problem(row, fmt::format("{}: nothing is written here; everybody in post has one", column));
    read_id(table.cell(row, "id"), staff.people.size(), staff);
    staff.people.push_back(read_person(table, row, ground));
  }
  return staff;
}

}  // namespace casetide::scenarios
