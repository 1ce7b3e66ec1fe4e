#include "sim/app/point_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <thread>

#include "models/national_returns.hpp"
#include "models/service.hpp"
#include "output/nearest_names.hpp"
#include "output/trace.hpp"
#include "sim/app/progress.hpp"
#include "sim/process_pool.hpp"

namespace casetide::app {

namespace {

constexpr std::size_t most_points_told = 5;

std::vector<scenarios::Edit> edits_at(const std::vector<scenarios::Factor>& factors,
                                      const scenarios::DesignPoint& point) {
  std::vector<scenarios::Edit> edits;
  for (std::size_t f = 0; f < factors.size(); ++f) edits.push_back({factors[f].what, point[f]});
  return edits;
}

void run_task(const PointRuns& runs, const PointTask& task, sim::TaskPage& page) {
  const std::vector<double> draws = models::assumption_draws(runs.variants.written(), task.place.replication);
  const models::Scenario scenario =
      runs.variants.with(draws, edits_at(runs.factors, task.point), {runs.plans[task.place.plan]});
  output::TraceRecorder recorder(scenario);
  models::NationalReturns returns(scenario);
  models::run_replication(scenario, scenario.plans.front(), task.place.replication, {&recorder, &returns},
                          &page.minutes);
  output::Trace trace = recorder.take();
  trace.indicators = returns.finish();
  output::write_sweep_part(part_of(runs, task.place), runs.id, task.place, output::judged(trace, recorder.layout()));
}

void report_failure(const PointRuns& runs, const PointTask& task, const sim::TaskEnd& end) {
  const models::Scenario& scenario = runs.variants.written();
  const sim::Instant reached = sim::Instant{scenario.warm_up_from} + sim::Minutes{end.minutes};
  fmt::print(stderr, "casetide: {}; plan {}, replication {}, seed {}: {}{}; simulated date {}\n",
             values_at(runs.factors, task.point), runs.plans[task.place.plan], task.place.replication, scenario.seed,
             end.how == sim::TaskEnd::How::died ? "was ended by a signal: " : "failed: ", end.message,
             sim::text(reached));
}

bool has_failed(const sim::TaskEnd& end) {
  return end.how == sim::TaskEnd::How::threw || end.how == sim::TaskEnd::How::died;
}

sim::ExitCode code_of(const sim::PoolResult& ran) {
  const auto failed = std::ranges::find_if(ran.ends, has_failed);
  if (failed == ran.ends.end()) return ran.interrupted ? sim::ExitCode::interrupted : sim::ExitCode::done;
  return failed->how == sim::TaskEnd::How::threw ? static_cast<sim::ExitCode>(failed->code)
                                                 : sim::ExitCode::internal_error;
}

}  // namespace

std::filesystem::path part_of(const PointRuns& runs, const output::SweepPlace& place) {
  return runs.parts / fmt::format("{:05}-{}-{:05}.h5", place.point, runs.plans[place.plan], place.replication);
}

std::string values_at(const std::vector<scenarios::Factor>& factors, const scenarios::DesignPoint& point) {
  std::string text;
  for (std::size_t f = 0; f < factors.size(); ++f)
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", factors[f].name, point[f]);
  return text;
}

void refuse_design(const std::filesystem::path& design, const std::string& what) {
  throw sim::ScenarioError({{design.string(), 0, 0, what}});
}

std::vector<std::string> plans_of(const models::Scenario& scenario, const std::vector<std::string>& wanted,
                                  const std::filesystem::path& design) {
  std::vector<std::string> known;
  for (const models::Plan& plan : scenario.plans) known.push_back(plan.name);
  for (const std::string& name : wanted)
    if (std::ranges::find(known, name) == known.end())
      refuse_design(design, fmt::format("the scenario has no plan `{}`; did you mean {}?", name,
                                        fmt::join(output::nearest_names(name, known), ", ")));
  if (!wanted.empty())
    std::erase_if(known, [&](const std::string& name) { return std::ranges::find(wanted, name) == wanted.end(); });
  return known;
}

void check_points(const PointRuns& runs, const std::vector<scenarios::DesignPoint>& points) {
  std::vector<sim::Problem> problems;
  std::size_t failed = 0;
  for (const scenarios::DesignPoint& point : points) try {
      runs.variants.with({}, edits_at(runs.factors, point), runs.plans);
    } catch (const sim::ScenarioError& error) {
      if (++failed > most_points_told) break;
      for (const sim::Problem& problem : error.problems()) {
        problems.push_back(problem);
        problems.back().message = fmt::format("at {}: {}", values_at(runs.factors, point), problem.message);
      }
    }
  if (!problems.empty()) throw sim::ScenarioError(std::move(problems));
}

sim::ExitCode run_points(const PointRuns& runs, const std::vector<PointTask>& tasks) {
  const models::Scenario& scenario = runs.variants.written();
  ProgressLine line(runs.quiet);
  sim::PoolOptions pool;
  pool.jobs = runs.jobs > 0 ? runs.jobs : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  pool.minutes_per_task = (sim::Instant{scenario.period_until} - sim::Instant{scenario.warm_up_from}).count();
  pool.on_progress = [&](const sim::PoolProgress& progress) { line.show(progress); };
  pool.on_end = [&](std::size_t number, const sim::TaskEnd& end) {
    if (!has_failed(end)) return;
    line.finish();
    report_failure(runs, tasks[number], end);
  };
  const sim::PoolResult ran = sim::run_in_processes(
      tasks.size(), pool, [&](std::size_t number, sim::TaskPage& page) { run_task(runs, tasks[number], page); });
  line.finish();
  return code_of(ran);
}

}  // namespace casetide::app
