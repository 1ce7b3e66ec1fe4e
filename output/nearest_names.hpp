// Suggestions for a mistyped name.
#pragma once

#include <string>
#include <vector>

namespace casetide::output {

/// At most three of `names`, nearest first: by the fewest letters inserted, deleted or replaced, then in their order.
std::vector<std::string> nearest_names(const std::string& name, const std::vector<std::string>& names);

}  // namespace casetide::output
