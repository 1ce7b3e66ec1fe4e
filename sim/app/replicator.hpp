// Runs single replications of a scenario as this scenario has them: with what each of them draws for its assumptions.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/facts.hpp"
#include "models/scenario.hpp"
#include "output/layout.hpp"
#include "output/trace.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/process_pool.hpp"

namespace casetide::app {

/// Somebody who also watches each replication; may be none.
using Watch = std::function<std::unique_ptr<models::Observer>(const models::Plan&, int replication)>;

/// The scenario with the draws and edits, and only this plan. Throws sim::OutputError (bad_input), with all that is
/// wrong in one text, where it does not read so: what a process can hand to the one that began it.
models::Scenario with_draws(const scenarios::ScenarioVariants& variants, const std::vector<double>& draws,
                            const std::vector<scenarios::Edit>& edits, const std::string& plan);

/// Runs one replication; starts an engine, so in a process of its own. The trace has no draws.
output::Trace run_plan(const models::Scenario& scenario, const models::Plan& plan, int replication, sim::TaskPage& page,
                       const Watch& watch = {});

class Replicator {
 public:
  /// Keeps `scenario` and the variants it was read from, which must outlive it; its plans and seed may be others than
  /// written. Where assumptions are drawn, both ends of every range are tried: throws sim::ScenarioError where the
  /// scenario does not read with one of them.
  Replicator(const models::Scenario& scenario, const scenarios::ScenarioVariants& variants, Watch watch = {});

  const models::Scenario& scenario() const { return scenario_; }
  const output::Layout& layout() const { return layout_; }

  /// Runs one replication of the plan at place `plan`, with its draws; starts an engine, so in a process of its own.
  /// Throws sim::OutputError (bad_input) where the scenario does not read with the draws.
  output::Trace run(std::size_t plan, int replication, sim::TaskPage& page) const;

 private:
  const models::Scenario& scenario_;
  const scenarios::ScenarioVariants& variants_;
  Watch watch_;
  output::Layout layout_;
};

}  // namespace casetide::app
