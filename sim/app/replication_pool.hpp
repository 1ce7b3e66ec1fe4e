// Replications in processes of their own, with a line of progress, and a word on each that fails.
#pragma once

#include <functional>
#include <string>
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
  std::string at = "";  // what else it is called by when it fails: "posts = 9, hiring = 4%"
};

class ReplicationPool {
 public:
  /// What is done for the task of that number in a process of its own, and what the parent does when it has ended.
  using Work = std::function<void(std::size_t number, sim::TaskPage&)>;
  using OnEnd = std::function<void(std::size_t number, const sim::TaskEnd&)>;

  /// Keeps `scenario`, which must outlive it. `jobs` 0: one for each processor.
  ReplicationPool(const models::Scenario& scenario, int jobs, bool quiet);

  /// May be called again with further tasks: the line of progress goes on. `is_answer`: ends of tasks by which they
  /// tell something, rather than fail.
  sim::PoolResult run(const std::vector<Task>& tasks, const Work& work, const OnEnd& on_end = {},
                      const std::function<bool(const sim::TaskEnd&)>& is_answer = {});

  int jobs() const { return jobs_; }

 private:
  sim::PoolProgress overall(const sim::PoolProgress& batch) const;

  const models::Scenario& scenario_;
  int jobs_;
  ProgressLine line_;
  std::size_t done_ = 0;  // tasks of earlier calls
};

/// The worst that happened: an internal error before all else, then what failed first, then that the run was
/// interrupted. `done` when all went well.
sim::ExitCode worst_of(const sim::PoolResult& ran);
sim::ExitCode worst_of(const std::vector<sim::TaskEnd>& ends);

}  // namespace casetide::app
