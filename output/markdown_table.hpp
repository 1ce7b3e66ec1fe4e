// Tables of Markdown.
#pragma once

#include <string>
#include <vector>

namespace casetide::output {

/// A row of cells, which are Markdown already.
std::string table_row(const std::vector<std::string>& cells);

/// The titles of the columns and the line below them.
std::string table_head(const std::vector<std::string>& titles);

}  // namespace casetide::output
