// One replication of a finished result, run again from the file alone with somebody who watches it. Writes nothing.
#pragma once

#include <filesystem>
#include <string>

#include "models/facts.hpp"
#include "models/scenario.hpp"
#include "output/result_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/process_pool.hpp"

namespace casetide::app {

/// The file's own scenario as the file says it was run: its plans in their order, its seed and replications. Throws
/// sim::OutputError (bad_input) where the scenario lacks a plan of the file.
models::Scenario scenario_as_run(models::Scenario written, const output::RunIdentity& file,
                                 const std::filesystem::path& path);

class Replay {
 public:
  /// Throws sim::OutputError for a missing, damaged or foreign file, sim::ScenarioError where this version does not
  /// read its scenario.
  explicit Replay(const std::filesystem::path& result);
  explicit Replay(output::Result result);

  const output::Result& result() const { return result_; }
  /// As written: names, labels and plans; a replication may run with other values.
  const models::Scenario& scenario() const { return scenario_; }

  /// Its place. Throws sim::OutputError (bad_usage), naming the nearest, where the result has no such plan.
  std::size_t plan_named(const std::string& name) const;
  /// Throws sim::OutputError (bad_usage) where the result has no replication of the number.
  void expect_replication(int number) const;

  /// Runs it while the observer watches; starts an engine, so once in a process. Throws sim::OutputError (bad_input)
  /// where its figures are not those of the file, as where another version wrote it: what was observed is then another
  /// run.
  void run(std::size_t plan, int replication, models::Observer& observer, sim::TaskPage& page) const;

 private:
  output::Result result_;
  scenarios::ScenarioVariants variants_;
  models::Scenario scenario_;
};

}  // namespace casetide::app
