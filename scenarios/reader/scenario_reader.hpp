// Reads a scenario file, and all it extends, into the typed and checked scenario that a run needs.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

/// Throws sim::OutputError (ExitCode::file_missing) when there is no such file, and sim::ScenarioError with every
/// problem, each with file, line and column, when the scenario is wrong.
models::Scenario read_scenario(const std::filesystem::path& path);

/// The same from the text of a resolved scenario, as a result keeps it; problems call the text `name`.
/// Throws sim::ScenarioError, also where the text has `extends`.
models::Scenario read_scenario_text(const std::string& resolved_text, const std::string& name);

/// The table `observed` of a scenario file, or of a file that holds nothing else, by itself. Throws as read_scenario
/// does.
std::vector<models::Observed> read_observed_file(const std::filesystem::path& path);

/// The scenario with all it extends as one document, each value followed by the file and line it came from. It is not
/// checked. Throws as read_scenario does.
std::string resolved_with_places(const std::filesystem::path& path);

/// A change of one value of a scenario's text, before it is read: `staffing.hiring.success` becomes `8%`.
struct Edit {
  std::string what;
  std::string to;  // YAML in one line, as people would write it there
};

/// One scenario, read again and again with other values: for the draws of its assumptions, and for sweeps.
class ScenarioVariants {
 public:
  /// From the text of a resolved scenario, which problems call `name`. Throws sim::ScenarioError where it is not sound.
  ScenarioVariants(const std::string& resolved_text, std::string name);
  /// From a file, as read_scenario reads it; problems have their places in it.
  static ScenarioVariants of_file(const std::filesystem::path& path);
  /// ... as if nothing had been fitted yet.
  static ScenarioVariants before_fitting(const std::filesystem::path& path);
  ~ScenarioVariants();
  ScenarioVariants(ScenarioVariants&&) noexcept;

  /// What is no mistake but should not be there: texts that look as if they said who somebody is.
  std::vector<sim::Problem> remarks() const;

  /// The scenario as written: what read_scenario gives.
  const models::Scenario& written() const;

  /// As the scenario reads with `edits` made and then a value drawn for each assumption (`draws` empty: as written). An
  /// edit is known for certain: a `range` no longer draws what it sets, a `factor` multiplies it. With `plans` only
  /// these are read, in the order of the scenario; empty: all. Names of all tables, assumptions, targets, the resolved
  /// text and its hash stay those of the scenario as written. Throws sim::ScenarioError, naming draws and edits that
  /// led to it, and std::invalid_argument where the draws are not as many as the assumptions.
  models::Scenario with(const std::vector<double>& draws, const std::vector<Edit>& edits = {},
                        const std::vector<std::string>& plans = {}) const;

 private:
  struct Parsed;
  explicit ScenarioVariants(std::unique_ptr<const Parsed> parsed);
  std::unique_ptr<const Parsed> parsed_;
};

/// Reads the plans of `scenario` with all assumptions at their low ends, and again at their high ends, so that a range
/// that breaks the scenario is found before hours of running. Throws sim::ScenarioError.
void check_ends(const ScenarioVariants& variants, const models::Scenario& scenario);
/// ... the plans of these names (none: all), with the edits made.
void check_ends(const ScenarioVariants& variants, const std::vector<std::string>& plans,
                const std::vector<Edit>& edits = {});

}  // namespace casetide::scenarios
