// Runs of one plan that are held against what was published, with draws of their own, each in a process of its own and
// kept as a part, so that a fit that was stopped goes on where it was.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/observed.hpp"
#include "models/scenario.hpp"
#include "output/headline_values.hpp"
#include "output/sweep_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/replication_pool.hpp"
#include "sim/errors.hpp"

namespace casetide::app {

/// One run of many.
struct PublishedRun {
  std::size_t number = 0;     // of its part; the same number is always the same run
  int replication = 0;        // its chances
  std::vector<double> draws;  // [assumption]
};

class PublishedRuns {
 public:
  struct Setup {
    std::string plan;
    sim::Date until;              // no run goes on after it
    std::filesystem::path parts;  // the folder
    std::string id;               // of all that the runs hang on
    int jobs = 0;                 // 0: one for each processor
    bool quiet = false;
  };
  /// Keeps `variants`, which must outlive it.
  PublishedRuns(const scenarios::ScenarioVariants& variants, Setup setup);

  /// One for each run; nothing where the scenario does not read with the run's draws. Absent, with `code`, when a run
  /// failed or was interrupted; what has been run is kept.
  struct Result {
    sim::ExitCode code = sim::ExitCode::done;
    std::vector<std::optional<output::JudgedReplication>> runs;
  };
  Result run(const std::vector<PublishedRun>& runs);

  /// The whole financial years of a run.
  const std::vector<models::FinancialYear>& years() const { return years_; }

  /// NaN where the run has none.
  double figure(const output::JudgedReplication& run, const models::Figure& figure,
                const models::FinancialYear& year) const;

 private:
  void run_one(const PublishedRun& run, sim::TaskPage& page) const;
  std::filesystem::path part(const PublishedRun& run) const;
  output::SweepPlace place(const PublishedRun& run) const { return {run.number, 0, run.replication}; }

  const scenarios::ScenarioVariants& variants_;
  Setup setup_;
  models::Scenario shortened_;  // as written, with the horizon of the runs
  std::size_t plan_ = 0;        // its place
  std::vector<models::FinancialYear> years_;
  ReplicationPool pool_;
};

}  // namespace casetide::app
