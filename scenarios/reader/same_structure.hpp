// What stays the same throughout a run, whatever a plan changes: names, the order of tables, and who does what.
#pragma once

#include <optional>
#include <string>

#include "models/scenario.hpp"

namespace casetide::scenarios {

/// The path of the first thing that a run relies on and that differs in `version`; absent when there is none.
std::optional<std::string> other_structure(const models::Scenario& base, const models::Scenario& version);

/// The path of the first table whose names, or their order, differ in `variant`: the axes of what is compared. Plans
/// may be fewer.
std::optional<std::string> other_names(const models::Scenario& base, const models::Scenario& variant);

}  // namespace casetide::scenarios
