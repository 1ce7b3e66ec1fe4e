// casetide run: every plan and replication in a process of its own, shards, and the merged result.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

#include "models/national_returns.hpp"
#include "models/service.hpp"
#include "output/result_file.hpp"
#include "output/trace.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/outline.hpp"
#include "sim/app/progress.hpp"
#include "sim/process_pool.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;

/// One replication of one plan, and where its shard stands.
struct Task {
  std::size_t plan;
  int replication;
  fs::path shard;
};

void keep_plans(models::Scenario& scenario, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return;
  std::vector<std::string> known;
  for (const models::Plan& plan : scenario.plans) known.push_back(plan.name);
  std::vector<models::Plan> kept;
  for (const std::string& name : wanted) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end())
      throw sim::OutputError(sim::ExitCode::bad_usage, fmt::format("--plans: the scenario has no plan `{}`; it has {}",
                                                                   name, fmt::join(known, ", ")));
    kept.push_back(scenario.plans[static_cast<std::size_t>(found - known.begin())]);
  }
  scenario.plans = std::move(kept);
}

models::Scenario scenario_to_run(const RunOptions& options) {
  models::Scenario scenario = scenarios::read_scenario(options.scenario);
  keep_plans(scenario, options.plans);
  if (options.replications) scenario.replications = *options.replications;
  if (options.seed) scenario.seed = *options.seed;
  return scenario;
}

fs::path output_path(const RunOptions& options) {
  if (!options.output.empty()) return options.output;
  return fs::path("results") / options.scenario.filename().replace_extension(".h5");
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw sim::OutputError(sim::ExitCode::cannot_create,
                           fmt::format("cannot create the folder {}: {}", folder.string(), error.message()));
}

void remove_folder(const fs::path& folder) {
  std::error_code error;
  fs::remove_all(folder, error);
  if (error)
    throw sim::OutputError(sim::ExitCode::cannot_create,
                           fmt::format("cannot remove the folder {}: {}", folder.string(), error.message()));
}

fs::path parts_folder(const fs::path& result) { return fs::path(result.string() + ".parts"); }

std::vector<Task> tasks_of(const models::Scenario& scenario, const fs::path& parts) {
  std::vector<Task> tasks;
  for (int replication = 0; replication < scenario.replications; ++replication)
    for (std::size_t plan = 0; plan < scenario.plans.size(); ++plan)
      tasks.push_back({plan, replication, parts / fmt::format("{}-{:05}.h5", scenario.plans[plan].name, replication)});
  return tasks;
}

std::vector<Task> still_to_do(const std::vector<Task>& tasks, const models::Scenario& scenario,
                              const output::RunIdentity& identity, const RunOptions& options) {
  if (!options.resume) return tasks;
  std::vector<Task> left;
  for (const Task& task : tasks)
    if (!output::shard_is_usable(task.shard, scenario, identity, task.plan, task.replication)) left.push_back(task);
  if (!options.manner.quiet && left.size() < tasks.size())
    fmt::print(stderr, "resuming: {} of {} replications are there already\n", tasks.size() - left.size(), tasks.size());
  return left;
}

void run_task(const Task& task, const models::Scenario& scenario, const output::RunIdentity& identity,
              const RunOptions& options, sim::TaskPage& page) {
  const models::Plan& plan = scenario.plans[task.plan];
  output::TraceRecorder recorder(scenario);
  models::NationalReturns returns(scenario);
  std::vector<models::Observer*> observers = {&recorder, &returns};
  std::unique_ptr<models::Observer> watcher;
  if (options.watch) watcher = options.watch(plan, task.replication);
  if (watcher) observers.push_back(watcher.get());
  models::run_replication(scenario, plan, task.replication, observers, &page.minutes);
  output::Trace trace = recorder.take();
  trace.indicators = returns.finish();
  output::write_shard(task.shard, scenario, identity, task.plan, task.replication, trace);
}

std::string simulated_date(const models::Scenario& scenario, std::int64_t minutes) {
  return sim::text(sim::Instant{scenario.warm_up_from} + sim::Minutes{minutes});
}

void report_failure(const Task& task, const models::Scenario& scenario, const sim::TaskEnd& end) {
  const char* what = end.how == sim::TaskEnd::How::died ? "was ended by a signal: " : "failed: ";
  fmt::print(stderr, "casetide: plan {}, replication {}, seed {}: {}{}; simulated date {}\n",
             scenario.plans[task.plan].name, task.replication, scenario.seed, what, end.message,
             simulated_date(scenario, end.minutes));
}

/// The worst that happened: a failing disk says so, everything else is an internal error.
sim::ExitCode code_of(const std::vector<sim::TaskEnd>& ends) {
  auto code = sim::ExitCode::done;
  for (const sim::TaskEnd& end : ends) {
    if (end.how == sim::TaskEnd::How::done || end.how == sim::TaskEnd::How::not_run) continue;
    const auto task_code =
        end.how == sim::TaskEnd::How::threw ? static_cast<sim::ExitCode>(end.code) : sim::ExitCode::internal_error;
    if (code == sim::ExitCode::done || task_code == sim::ExitCode::internal_error) code = task_code;
  }
  return code;
}

sim::PoolResult run_tasks(const std::vector<Task>& tasks, const models::Scenario& scenario,
                          const output::RunIdentity& identity, const RunOptions& options) {
  ProgressLine line(options.manner.quiet);
  sim::PoolOptions pool;
  pool.jobs = options.jobs > 0 ? options.jobs : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  pool.minutes_per_task = (sim::Instant{scenario.period_until} - sim::Instant{scenario.warm_up_from}).count();
  pool.on_progress = [&](const sim::PoolProgress& progress) { line.show(progress); };
  pool.on_end = [&](std::size_t number, const sim::TaskEnd& end) {
    if (end.how == sim::TaskEnd::How::done || end.how == sim::TaskEnd::How::not_run) return;
    line.finish();
    report_failure(tasks[number], scenario, end);
  };
  auto result = sim::run_in_processes(tasks.size(), pool, [&](std::size_t number, sim::TaskPage& page) {
    run_task(tasks[number], scenario, identity, options, page);
  });
  line.finish();
  return result;
}

void warn_of_few(const models::Scenario& scenario, const Manner& manner) {
  if (manner.quiet || scenario.replications >= 10) return;
  fmt::print(stderr, "casetide: {} replications are few: differences between plans will be uncertain\n",
             scenario.replications);
}

std::string resume_hint(const fs::path& result) {
  return fmt::format("finished replications are kept in {}; run the same command with --resume to go on",
                     parts_folder(result).string());
}

}  // namespace

sim::ExitCode run(const RunOptions& options) {
  const models::Scenario scenario = scenario_to_run(options);
  const fs::path result = output_path(options);
  if (options.dry_run) {
    fmt::print("{}result would be {}\n", outline(scenario), result.string());
    return sim::ExitCode::done;
  }
  const fs::path parts = parts_folder(result);
  const output::RunIdentity identity = output::identity_of(scenario);
  if (!options.resume) remove_folder(parts);
  make_folder(parts);
  warn_of_few(scenario, options.manner);

  const std::vector<Task> tasks = tasks_of(scenario, parts);
  const sim::PoolResult ran = run_tasks(still_to_do(tasks, scenario, identity, options), scenario, identity, options);
  const sim::ExitCode code = code_of(ran.ends);
  if (code != sim::ExitCode::done || ran.interrupted) {
    fmt::print(stderr, "casetide: no result written; {}\n", resume_hint(result));
    return code != sim::ExitCode::done ? code : sim::ExitCode::interrupted;
  }
  std::vector<fs::path> shards;
  for (const Task& task : tasks) shards.push_back(task.shard);
  output::merge(shards, scenario, identity, result);
  remove_folder(parts);
  if (!options.manner.quiet) fmt::print(stderr, "wrote {}\n", result.string());
  return sim::ExitCode::done;
}

}  // namespace casetide::app
