#include "sim/app/point_runs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/assumptions.hpp"
#include "output/headline_values.hpp"
#include "output/nearest_names.hpp"
#include "sim/app/replication_pool.hpp"
#include "sim/app/replicator.hpp"

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
  const int replication = task.place.replication;
  const std::vector<double> draws = models::assumption_draws(runs.variants.written(), replication);
  const models::Scenario scenario =
      with_draws(runs.variants, draws, edits_at(runs.factors, task.point), runs.plans[task.place.plan]);
  const output::Trace trace = run_plan(scenario, scenario.plans.front(), replication, page);
  output::write_sweep_part(part_of(runs, task.place), runs.id, task.place,
                           output::judged(trace, output::layout_of(scenario)));
}

/// As the pool calls it, by its plan's place in the scenario.
Task named(const PointRuns& runs, const PointTask& task) {
  const auto& plans = runs.variants.written().plans;
  const auto plan = std::ranges::find(plans, runs.plans[task.place.plan], &models::Plan::name) - plans.begin();
  return {static_cast<std::size_t>(plan), task.place.replication, values_at(runs.factors, task.point)};
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

int replications_of(const models::Scenario& scenario, const std::optional<int>& wanted,
                    const std::filesystem::path& design) {
  if (!wanted && scenario.precision)
    refuse_design(design, "the scenario asks for a precision; say here how many `replications`");
  return wanted.value_or(scenario.replications);
}

void check_points(const PointRuns& runs, const std::vector<scenarios::DesignPoint>& points) {
  std::vector<sim::Problem> problems;
  std::size_t failed = 0;
  for (const scenarios::DesignPoint& point : points) try {
      const std::vector<scenarios::Edit> edits = edits_at(runs.factors, point);
      runs.variants.with({}, edits, runs.plans);
      if (runs.variants.written().draws_assumptions) scenarios::check_ends(runs.variants, runs.plans, edits);
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
  std::vector<Task> names;
  for (const PointTask& task : tasks) names.push_back(named(runs, task));
  ReplicationPool pool(runs.variants.written(), runs.jobs, runs.quiet);
  return worst_of(
      pool.run(names, [&](std::size_t number, sim::TaskPage& page) { run_task(runs, tasks[number], page); }));
}

}  // namespace casetide::app
