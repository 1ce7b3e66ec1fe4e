// run: the seed, how many replications, and whether they draw what is not known for certain.
#pragma once

#include "models/scenario.hpp"
#include "scenarios/reader/binding.hpp"

namespace casetide::scenarios {

void read_run(const Value& value, models::Scenario& scenario);

}  // namespace casetide::scenarios
