#include "scenarios/reader/read_staff_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace casetide::scenarios {

namespace {

using namespace std::chrono_literals;

constexpr sim::Date earliest_start{1970y / 1 / 1};
constexpr sim::Date latest_day{2030y / 12 / 31};

ListTable::Columns columns(bool one_team) {
  ListTable::Columns keys{{"role", "contract", "fte", "started"}, {"id", "leaves", "away_until"}};
  (one_team ? keys.optional : keys.required).push_back("team");
  return keys;
}

/// Notes what is no counter, and a counter that stands for somebody already.
void read_id(const Cell& cell, std::size_t place, StaffList& staff) {
  if (!cell.present()) return;
  const std::string& id = cell.text();
  if (!is_counter(id))
    cell.expected("a counter, one small letter and at most five digits, such as `w14`; never a name or a staff number");
  else if (!staff.places.emplace(id, place).second)
    cell.problem(fmt::format("{} stands for somebody already", shown(id)));
}

models::Contract contract_named(const Cell& cell) {
  const auto known = std::ranges::find(models::contract_names, cell.text());
  if (known != models::contract_names.end())
    return static_cast<models::Contract>(known - models::contract_names.begin());
  const std::vector<std::string> words(models::contract_names.begin(), models::contract_names.end());
  cell.expected(listed(words, "or"));
  return models::Contract::permanent;
}

models::ListedWorker read_person(const ListTable& table, std::size_t row, const ListGround& ground) {
  using models::RoleId, models::TeamId;
  const auto cell = [&](std::string_view column) { return table.cell(row, column); };
  models::ListedWorker person;
  person.role = cell("role").name<RoleId>(ground.names.roles).value_or(RoleId{});
  person.team = cell("team").name<TeamId>(ground.names.teams).value_or(TeamId{});
  person.contract = contract_named(cell("contract"));
  person.fte = cell("fte").number({0, 1, false}).value_or(1);
  person.started = cell("started").day(earliest_start, ground.begins, ", when the run begins").value_or(ground.begins);
  person.leaves = cell("leaves").day(ground.begins, latest_day, ": the last day of who is leaving");
  person.away_until = cell("away_until").day(ground.begins, latest_day, ": the last day of an absence");
  return person;
}

}  // namespace

StaffList read_staff_list(const Value& list, const ListGround& ground) {
  const bool one_team = ground.names.teams.size() == 1;
  const ListTable::Columns keys = columns(one_team);
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
