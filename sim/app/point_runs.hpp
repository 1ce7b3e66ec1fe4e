// Replications at points of a design, each in a process of its own and kept as a part in a folder.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "output/sweep_file.hpp"
#include "scenarios/reader/design_reader.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/errors.hpp"

namespace casetide::app {

/// What all replications of a design share.
struct PointRuns {
  const scenarios::ScenarioVariants& variants;
  std::vector<scenarios::Factor> factors;
  std::vector<std::string> plans;  // by SweepPlace::plan
  std::filesystem::path parts;     // the folder
  std::string id;                  // of the sweep
  int jobs = 0;                    // 0: one for each processor
  bool quiet = false;
};

/// One replication to run.
struct PointTask {
  scenarios::DesignPoint point;
  output::SweepPlace place;
};

std::filesystem::path part_of(const PointRuns& runs, const output::SweepPlace& place);

/// "posts = 9, hiring = 4%"
std::string values_at(const std::vector<scenarios::Factor>& factors, const scenarios::DesignPoint& point);

/// The plans of that name, or all of the scenario's. Throws sim::ScenarioError, naming `design`, when one is not there.
std::vector<std::string> plans_of(const models::Scenario& scenario, const std::vector<std::string>& wanted,
                                  const std::filesystem::path& design);

/// As many as the design says, or else the scenario. Throws sim::ScenarioError where neither does: a precision is of
/// one run of plans, not of points.
int replications_of(const models::Scenario& scenario, const std::optional<int>& wanted,
                    const std::filesystem::path& design);

/// Throws sim::ScenarioError for a mistake that stands in `design` without a place.
[[noreturn]] void refuse_design(const std::filesystem::path& design, const std::string& what);

/// Reads the scenario at every point, and there with both ends of all its ranges where it draws. Throws
/// sim::ScenarioError with what is wrong at the first few that do not read, each with its values.
void check_points(const PointRuns& runs, const std::vector<scenarios::DesignPoint>& points);

/// Runs the tasks and says which failed, with their points. The first failure's exit code, or `interrupted`, or `done`
/// when every task has left its part.
sim::ExitCode run_points(const PointRuns& runs, const std::vector<PointTask>& tasks);

}  // namespace casetide::app
