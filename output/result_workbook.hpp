// A result as a workbook: the first page with the plans side by side, then tidy tables, and notes.
#pragma once

#include <string>
#include <vector>

#include "output/comparison.hpp"
#include "output/tidy_table.hpp"
#include "output/workbook.hpp"

namespace casetide::output {

struct NamedSheet {
  std::string name;
  TidyTable table;
};

/// Tables without rows are left out.
void write_workbook(Workbook& workbook, const Comparison& comparison, const std::vector<NamedSheet>& sheets);

}  // namespace casetide::output
