// A decision as parts of the JSON document of a comparison; described in FORMAT.md.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "output/decision.hpp"

namespace casetide::output {

/// An object with the members headlines, best, unbeaten, courses, targets and assumptions. What is no number is null.
nlohmann::ordered_json json_of(const Decision& decision, const std::vector<PlanName>& plans, std::size_t baseline);

}  // namespace casetide::output
