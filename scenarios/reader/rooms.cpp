#include "scenarios/reader/rooms.hpp"

#include <fmt/format.h>

#include <cmath>

namespace casetide::scenarios {

namespace {

Names names_in(const Value& room, std::string_view key, std::string one, std::string many) {
  std::vector<std::string> known;
  const Node::Entry* entry = room.present() && room.node().is_mapping() ? room.node().find(key) : nullptr;
  if (entry != nullptr && entry->value.is_mapping())
    for (const Named& named : named_entries(room.child(entry->value, key), many)) known.push_back(named.name);
  return Names(std::move(one), std::move(many), std::move(known));
}

}  // namespace

Vocabulary vocabulary(const Value& root) {
  const auto room = [&](std::string_view key) {
    const Node::Entry* entry = root.node().find(key);
    return entry == nullptr ? Value::absent(std::string(key), root.problems()) : root.child(entry->value, key);
  };
  const Value pathway = room("pathway"), staffing = room("staffing");
  return {names_in(pathway, "statuses", "status", "statuses"),
          names_in(pathway, "obligations", "obligation", "obligations"),
          names_in(pathway, "decisions", "decision", "decisions"), names_in(pathway, "roles", "role", "roles"),
          names_in(staffing, "teams", "team", "teams")};
}

Coverage coverage(const models::Staffing& staffing, const Vocabulary& names, bool sound) {
  Coverage coverage{std::vector<bool>(names.statuses.size(), !sound), std::vector<bool>(names.roles.size(), !sound)};
  if (!sound) return coverage;
  for (const models::Team& team : staffing.teams) {
    for (const models::StatusId status : team.serves) coverage.served[index(status)] = true;
    for (const models::StaffGroup& group : team.staff)
      if (group.fte > 0) coverage.staffed[index(group.role)] = true;
  }
  return coverage;
}

std::vector<models::StatusId> served_statuses(const Value& list, const Vocabulary& names, const Coverage& coverage) {
  std::vector<models::StatusId> statuses = names.statuses.find_all<models::StatusId>(list);
  for (const Value& item : list.items()) {
    const auto status = names.statuses.find<models::StatusId>(item);
    if (status && !coverage.served[index(*status)])
      item.problem(fmt::format("no team serves the status {}", shown(names.statuses.all()[index(*status)])));
  }
  return statuses;
}

models::Contract contract(const Value& value) {
  using models::Contract;
  return value.one_of<Contract>({{"permanent", Contract::permanent},
                                 {"agency", Contract::agency},
                                 {"newly_qualified", Contract::newly_qualified}},
                                Contract::permanent);
}

void check_sum_of_shares(const Value& table, double sum) {
  if (std::abs(sum - 1) > 1e-6) table.problem(fmt::format("the shares come to {:.6g}, not 1", sum));
}

}  // namespace casetide::scenarios
