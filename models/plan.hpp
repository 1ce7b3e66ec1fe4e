// Improvement plans: dated measures on top of the base scenario.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "models/ids.hpp"
#include "models/staffing.hpp"
#include "sim/time.hpp"

namespace casetide::models {

/// Extra people join a team, one by one at even intervals. Net: leavers are replaced besides.
struct Recruit {
  TeamId team{};
  RoleId role{};
  Contract contract = Contract::permanent;
  double fte = 0;  // > 0; the last person carries the fraction
  sim::Date from;
  sim::Date until;         // the last one starts before this day
  bool adds_posts = true;  // the establishment grows with them
};

using ImprovementMeasure = std::variant<Recruit>;

struct Plan {
  std::string name;
  std::string label;
  std::string description;
  std::vector<ImprovementMeasure> measures;
};

}  // namespace casetide::models
