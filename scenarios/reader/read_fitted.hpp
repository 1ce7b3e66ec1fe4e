// fitted: the values of assumptions that `casetide fit` has found to agree with what was observed, a row for each draw.
#pragma once

#include <vector>

#include "models/assumptions.hpp"
#include "scenarios/reader/binding.hpp"

namespace casetide::scenarios {

/// Gives each assumption that is marked `fit: true` its column of the list, in its own unit. Notes a column that is
/// missing, or is of no such assumption, and values outside the range.
void read_fitted(const Value& list, std::vector<models::Assumption>& assumptions);

}  // namespace casetide::scenarios
