#include "sim/app/replication_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace casetide::app {

namespace {

using sim::ExitCode;
using How = sim::TaskEnd::How;

std::string simulated_date(const models::Scenario& scenario, std::int64_t minutes) {
  return sim::text(sim::Instant{scenario.warm_up_from} + sim::Minutes{minutes});
}

void report_failure(const Task& task, const models::Scenario& scenario, const sim::TaskEnd& end) {
  const char* what = end.how == How::died ? "was ended by a signal: " : "failed: ";
  fmt::print(stderr, "casetide: {}plan {}, replication {}, seed {}: {}{}; simulated date {}\n",
             task.at.empty() ? "" : task.at + "; ", scenario.plans[task.plan].name, task.replication, scenario.seed,
             what, end.message, simulated_date(scenario, end.minutes));
}

ExitCode code_of(const sim::TaskEnd& end) {
  if (end.how == How::done || end.how == How::not_run) return ExitCode::done;
  return end.how == How::threw ? static_cast<ExitCode>(end.code) : ExitCode::internal_error;
}

}  // namespace

ReplicationPool::ReplicationPool(const models::Scenario& scenario, int jobs, bool quiet)
    : scenario_(scenario),
      jobs_(jobs > 0 ? jobs : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()))),
      line_(quiet) {}

sim::PoolResult ReplicationPool::run(const std::vector<Task>& tasks, const Work& work, const OnEnd& on_end,
                                     const std::function<bool(const sim::TaskEnd&)>& is_answer) {
  sim::PoolOptions pool;
  pool.jobs = jobs_;
  pool.minutes_per_task = (sim::Instant{scenario_.period_until} - sim::Instant{scenario_.warm_up_from}).count();
  pool.on_progress = [this](const sim::PoolProgress& progress) { line_.show(overall(progress)); };
  pool.on_end = [&](std::size_t number, const sim::TaskEnd& end) {
    if (code_of(end) != ExitCode::done && !(is_answer && is_answer(end))) {
      line_.finish();
      report_failure(tasks[number], scenario_, end);
    }
    if (on_end) on_end(number, end);
  };
  auto result = sim::run_in_processes(tasks.size(), pool, work);
  line_.finish();
  done_ += tasks.size();
  return result;
}

sim::PoolProgress ReplicationPool::overall(const sim::PoolProgress& batch) const {
  const std::size_t total = done_ + batch.total;
  const double fraction = static_cast<double>(done_) + batch.fraction * static_cast<double>(batch.total);
  return {done_ + batch.done, total, total > 0 ? fraction / static_cast<double>(total) : 1};
}

ExitCode worst_of(const std::vector<sim::TaskEnd>& ends) {
  auto worst = ExitCode::done;
  for (const sim::TaskEnd& end : ends) {
    const ExitCode code = code_of(end);
    if (code == ExitCode::done) continue;
    if (worst == ExitCode::done || code == ExitCode::internal_error) worst = code;
  }
  return worst;
}

ExitCode worst_of(const sim::PoolResult& ran) {
  const ExitCode worst = worst_of(ran.ends);
  return worst == ExitCode::done && ran.interrupted ? ExitCode::interrupted : worst;
}

}  // namespace casetide::app
