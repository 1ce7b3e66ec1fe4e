// Reads a scenario file, and all it extends, into the typed and checked scenario that a run needs.
#pragma once

#include <filesystem>
#include <string>

#include "models/scenario.hpp"

namespace casetide::scenarios {

/// Throws sim::OutputError (ExitCode::file_missing) when there is no such file, and sim::ScenarioError with every
/// problem, each with file, line and column, when the scenario is wrong.
models::Scenario read_scenario(const std::filesystem::path& path);

/// The same from the text of a resolved scenario, as a result keeps it; problems call the text `name`.
/// Throws sim::ScenarioError, also where the text has `extends`.
models::Scenario read_scenario_text(const std::string& resolved_text, const std::string& name);

}  // namespace casetide::scenarios
