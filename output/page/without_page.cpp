// The program where npm was not there to build the page of `casetide report` with.
#include "output/report_page.hpp"

namespace casetide::output {

std::optional<PageParts> page_parts() { return std::nullopt; }

}  // namespace casetide::output
