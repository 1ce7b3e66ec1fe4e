// One line of comma-separated text as RFC 4180 has it, each field with its place. A field does not go on in the next
// line: nothing that a scenario's lists hold does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reader/problems.hpp"

namespace casetide::scenarios {

struct CsvField {
  std::string text;  // without its quotes, and without white space around it
  Place place;
};

/// The fields of a line that stands at `place`. Notes quotes that do not end, or that stand within a field.
std::vector<CsvField> csv_fields(std::string_view line, const Place& place, Problems& problems);

}  // namespace casetide::scenarios
