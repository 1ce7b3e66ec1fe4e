// targets: what a plan should reach by a financial year.
#pragma once

#include <vector>

#include "models/scenario.hpp"
#include "scenarios/reader/binding.hpp"

namespace casetide::scenarios {

/// `scenario` has its period already.
std::vector<models::Target> read_targets(const Value& table, const models::Scenario& scenario);

}  // namespace casetide::scenarios
