// observed: yearly figures that were published or counted, to stand beside the results. Not for use outside the reader.
#pragma once

#include <vector>

#include "models/observed.hpp"
#include "scenarios/reader/binding.hpp"

namespace casetide::scenarios {

/// In written order.
std::vector<models::Observed> read_observed(const Value& table);

}  // namespace casetide::scenarios
