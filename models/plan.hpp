// Improvement plans: dated measures on top of the base scenario.
//
// Most measures are changes of the scenario's own values from a day on, so a plan is first of all the scenario as it
// reads from each of those days. Only what is done to people stands as a measure of its own.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/ids.hpp"
#include "models/money.hpp"
#include "models/staffing.hpp"
#include "sim/time.hpp"

namespace casetide::models {

struct Scenario;

/// More people in a team. Where the role is advertised (Hiring::roles), the posts grow one by one at even intervals and
/// the board fills them; elsewhere people join on those days. Net: leavers are replaced besides, where there is hiring.
struct Recruit {
  TeamId team{};
  RoleId role{};
  Contract contract = Contract::permanent;
  // > 0, and at least half a person where the board fills the posts: it seeks nobody for less, alone or at the end of
  // a larger number, until more is vacant. Elsewhere the last person carries the fraction.
  double fte = 0;
  sim::Date from;
  sim::Date until;         // the last one starts before this day
  bool adds_posts = true;  // the establishment grows with them
};

/// Agency staff become permanent, one by one at even intervals, those longest in post first; only into vacant posts.
struct ConvertAgency {
  std::optional<TeamId> team;  // absent: of whichever team has the most
  RoleId role{};
  double fte = 0;  // > 0; so many people, whatever hours they have
  sim::Date from;
  sim::Date until;
};

using ImprovementMeasure = std::variant<Recruit, ConvertAgency>;

/// The scenario as it reads from a day on: its pathway, staffing, demand and money. It has the same names everywhere.
struct PlanVersion {
  sim::Date from;
  std::shared_ptr<const Scenario> scenario;
};

struct Plan {
  std::string name;
  std::string label;
  std::string description;
  std::vector<std::string> lineage = {};  // names of the plans that it extends, directly or not, and its own
  std::vector<ImprovementMeasure> measures = {};
  std::vector<PlanVersion> versions = {};  // ascending, days differ
  std::vector<CostEntry> costs = {};
};

}  // namespace casetide::models
