// The version of the language that a file is written in. What raises it: scenarios/guide.md, "Versions".
#pragma once

#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

/// Versions of the language that this program reads.
inline constexpr int oldest_version = 1;
inline constexpr int newest_version = 1;

/// Throws sim::ScenarioError, with what to do, where `value`, which stands behind `version:`, is not one of them.
void check_version(const Node& value);

}  // namespace casetide::scenarios
