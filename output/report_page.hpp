// The page of a report as it was built into the program: everything but its data.
#pragma once

#include <optional>
#include <string_view>

namespace casetide::output {

/// HTML before the JSON document of a report and after it.
struct PageParts {
  std::string_view before;
  std::string_view after;
};

/// Absent in a build without the page.
std::optional<PageParts> page_parts();

}  // namespace casetide::output
