// Replications in processes of their own, with a line of progress, and a word on each that fails.
#pragma once

#include <functional>
#include <vector>

#include "models/scenario.hpp"
#include "sim/app/app.hpp"
#include "sim/app/progress.hpp"
#include "sim/process_pool.hpp"

namespace casetide::app {

/// One replication of one plan.
struct Task {
  std::size_t plan;  // its place in the scenario
  int replication;
};

class ReplicationPool {
 public:
  /// What is done for a task in a process of its own, and what the parent does when a task has ended.
  using Work = std::function<void(const Task&, sim::TaskPage&)>;
  using OnEnd = std::function<void(const Task&, const sim::TaskEnd&)>;

  /// Keeps `scenario`, which must outlive it. `jobs` 0: one for each processor.
  ReplicationPool(const models::Scenario& scenario, int jobs, bool quiet);

  /// May be called again with further tasks: the line of progress goes on. `is_answer`: exit codes of tasks by which
  /// they tell something, rather than fail.
  sim::PoolResult run(const std::vector<Task>& tasks, const Work& work, const OnEnd& on_end,
                      const std::function<bool(sim::ExitCode)>& is_answer = {});

  int jobs() const { return jobs_; }

 private:
  sim::PoolProgress overall(const sim::PoolProgress& batch) const;

  const models::Scenario& scenario_;
  int jobs_;
  ProgressLine line_;
  std::size_t done_ = 0;  // tasks of earlier calls
};

/// The worst that happened: an internal error before all else, then what came first. `done` when all went well.
sim::ExitCode worst_of(const std::vector<sim::TaskEnd>& ends);

}  // namespace casetide::app
