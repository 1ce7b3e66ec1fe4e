// What the page of a report shows, as one JSON document for its script.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "models/scenario.hpp"
#include "output/comparison.hpp"
#include "output/fans.hpp"
#include "output/risk_split.hpp"

namespace casetide::output {

/// All that a report tells of a result.
struct ReportData {
  const Comparison& comparison;
  const Layout& layout;
  const models::Scenario* scenario = nullptr;  // that of the result, where it can be read
  std::string file;                            // name of the result, without its folder
  std::vector<Fan> fans;
  std::vector<RiskSplit> risk;                            // by plan
  std::optional<std::size_t> assumed_without_range = {};  // numbers that are assumed and keep their value
};

/// Reads each trace once more, in what was kept of it; keeps all three. `scenario` may be nullptr.
ReportData report_data(const Result& result, const Comparison& comparison, const models::Scenario* scenario);

/// One JSON document on one line. What is not a number is null; numbers have the decimals that are shown.
std::string json(const ReportData& report);

/// JSON text as it may stand between the tags of a script element: no `<` and no separator of lines that scripts know.
std::string within_script(std::string_view json);

}  // namespace casetide::output
