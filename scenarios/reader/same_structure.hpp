// What stays the same throughout a run, whatever a plan changes: names, the order of tables, and who does what.
#pragma once

#include <optional>
#include <string>

#include "models/scenario.hpp"

namespace casetide::scenarios {

/// The path of the first thing that a run relies on and that differs in `version`; absent when there is none.
std::optional<std::string> other_structure(const models::Scenario& base, const models::Scenario& version);

}  // namespace casetide::scenarios
