// What to say of a path that leads nowhere.
#pragma once

#include <string>

#include "scenarios/reader/tree_path.hpp"

namespace casetide::scenarios {

/// "; did you mean `staffing.leaving`?", about the first step of the path that leads nowhere.
std::string advice(const Reached& reached, const TreePath& path);

/// Is it only the last key of a table that is missing, and none that may have been meant?
bool may_be_added(const Reached& reached, const TreePath& path);

}  // namespace casetide::scenarios
