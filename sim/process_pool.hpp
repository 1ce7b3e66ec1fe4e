// A pool of forked processes, one task each: a replication is the unit of work, of failure and of retry.
// The parent holds no engine, no file handle, no thread and no unflushed stream when it forks.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/time.hpp"

namespace casetide::sim {

/// A page that a task shares with the parent while it runs.
struct TaskPage {
  std::atomic<std::int64_t> minutes{0};  // simulated minutes since the start of the run
  char message[1000] = {};               // what the exception of a task that failed said
  std::atomic<std::int64_t> count{0};    // what the task counted, for whoever began it
};

/// How a task ended.
struct TaskEnd {
  enum class How { done, threw, died, not_run };
  How how = How::not_run;
  int code = 0;              // exit code (threw), or signal number (died)
  std::string message;       // what a task that threw said; the signal's name for one that died
  std::int64_t minutes = 0;  // simulated minutes reached
  std::int64_t count = 0;    // what the task counted
  double seconds = 0;        // that it took, by the clock on the wall
};

struct PoolProgress {
  std::size_t done = 0;  // tasks that ended
  std::size_t total = 0;
  double fraction = 0;  // of all simulated time, 0..1
};

struct PoolOptions {
  int jobs = 1;
  std::int64_t minutes_per_task = 1;                        // simulated, for the fraction done
  std::function<void(const PoolProgress&)> on_progress;     // called a few times a second
  std::function<void(std::size_t, const TaskEnd&)> on_end;  // called as each task ends
};

struct PoolResult {
  std::vector<TaskEnd> ends;  // one per task
  bool interrupted = false;   // SIGINT or SIGTERM came: tasks in flight were finished, the rest not begun
};

/// Runs `task(number, page)` for each number in [0, count) in a forked process, at most `jobs` at a time.
/// The first SIGINT or SIGTERM lets the tasks in flight finish and begins no other; the second kills them.
/// A task's exception ends its process only. Throws std::system_error when a process cannot be made.
PoolResult run_in_processes(std::size_t count, const PoolOptions& options,
                            const std::function<void(std::size_t, TaskPage&)>& task);

}  // namespace casetide::sim
