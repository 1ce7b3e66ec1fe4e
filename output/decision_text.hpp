// What stands behind the first page of a comparison: how well plans were paired, targets by year, regret, assumptions.
#pragma once

#include <string>

#include "output/comparison.hpp"

namespace casetide::output {

std::string decision_text(const Comparison& comparison, int columns);

}  // namespace casetide::output
