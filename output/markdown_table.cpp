#include "output/markdown_table.hpp"

#include <fmt/format.h>

namespace casetide::output {

std::string table_row(const std::vector<std::string>& cells) {
  return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

std::string table_head(const std::vector<std::string>& titles) {
  return table_row(titles) + table_row(std::vector<std::string>(titles.size(), "---"));
}

}  // namespace casetide::output
