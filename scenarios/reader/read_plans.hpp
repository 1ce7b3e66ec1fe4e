// plans: what the measures of each come to.
#pragma once

#include <string>
#include <vector>

#include "scenarios/reader/measures.hpp"
#include "scenarios/reader/plan_versions.hpp"

namespace casetide::scenarios {

/// The plans named in `only` with what they extend, in the order of the scenario; empty: all. Without `versions`, where
/// the scenario itself has mistakes, plans are checked as far as that goes.
std::vector<models::Plan> read_plans(const Value& value, const PlanGround& ground, PlanVersions* versions,
                                     const std::vector<std::string>& only);

}  // namespace casetide::scenarios
