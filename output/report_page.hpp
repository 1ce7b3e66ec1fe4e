// The page of `casetide report`, which the build embeds into the program (output/page).
#pragma once

#include <optional>
#include <string_view>

namespace casetide::output {

/// What stands before and after the page's data, one JSON document in which `<` is written as \u003c.
struct PageParts {
  std::string_view before, after;
};

/// Nothing where the program was built without npm.
std::optional<PageParts> page_parts();

}  // namespace casetide::output
