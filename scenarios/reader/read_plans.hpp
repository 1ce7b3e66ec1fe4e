// plans: what the measures of each come to.
#pragma once

#include <vector>

#include "scenarios/reader/measures.hpp"
#include "scenarios/reader/plan_versions.hpp"

namespace casetide::scenarios {

/// Without `versions`, where the scenario itself has mistakes, plans are checked as far as that goes.
std::vector<models::Plan> read_plans(const Value& value, const PlanGround& ground, PlanVersions* versions);

}  // namespace casetide::scenarios
