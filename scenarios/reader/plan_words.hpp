// The plans of a scenario in words.
#pragma once

#include <filesystem>
#include <vector>

#include "models/plan_in_words.hpp"
#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

/// Of the scenario at `path` with all that it extends, in its order. Throws as compose does.
std::vector<models::PlanInWords> plans_in_words(const std::filesystem::path& path);
std::vector<models::PlanInWords> plans_in_words(const Node& tree);

}  // namespace casetide::scenarios
