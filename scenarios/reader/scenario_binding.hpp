// A tree made into a scenario: what read_scenario and ScenarioVariants share. Not for use outside the reader.
#pragma once

#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "scenarios/reader/binding.hpp"
#include "scenarios/reader/plan_change.hpp"

namespace casetide::scenarios {

/// The whole scenario as written, with its text and hash. Throws sim::ScenarioError with all problems, those of `file`
/// first.
models::Scenario scenario_from(const Node& tree, const std::string& file);

/// Which plans are read: those named (empty: all), and whether a change of theirs may come to nothing.
struct PlansWanted {
  std::vector<std::string> only = {};
  Idle idle = Idle::is_a_problem;
};

/// What a run works on, without assumptions, targets, text and hash.
models::Scenario service_from(const Node& tree, const PlansWanted& wanted, Problems& problems);

}  // namespace casetide::scenarios
