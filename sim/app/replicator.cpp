#include "sim/app/replicator.hpp"

#include <utility>

#include "models/assumptions.hpp"
#include "models/national_returns.hpp"
#include "models/service.hpp"
#include "sim/errors.hpp"

namespace casetide::app {

namespace {

/// All that is wrong, in one text: what a process can hand to the one that began it.
std::string words_of(const sim::ScenarioError& error) {
  std::string words;
  for (const sim::Problem& problem : error.problems()) words += (words.empty() ? "" : "; ") + problem.text();
  return words;
}

}  // namespace

Replicator::Replicator(const models::Scenario& scenario, const scenarios::ScenarioVariants& variants, Watch watch)
    : scenario_(scenario), variants_(variants), watch_(std::move(watch)), layout_(output::layout_of(scenario)) {
  if (scenario.draws_assumptions) scenarios::check_ends(variants, scenario);
}

output::Trace Replicator::run(std::size_t plan, int replication, sim::TaskPage& page) const {
  const models::Plan& wanted = scenario_.plans.at(plan);
  const std::vector<double> draws = models::assumption_draws(scenario_, replication);
  if (draws.empty()) return run(scenario_, wanted, replication, page);
  const models::Scenario with_draws = drawn(draws, wanted.name);
  output::Trace trace = run(with_draws, with_draws.plans.at(0), replication, page);
  trace.draws = draws;
  return trace;
}

output::Trace Replicator::run(const models::Scenario& scenario, const models::Plan& plan, int replication,
                              sim::TaskPage& page) const {
  output::TraceRecorder recorder(scenario);
  if (recorder.layout() != layout_) throw sim::ModelError("draws that change the axes of the result");
  models::NationalReturns returns(scenario);
  std::vector<models::Observer*> observers = {&recorder, &returns};
  std::unique_ptr<models::Observer> watcher;
  if (watch_) watcher = watch_(plan, replication);
  if (watcher) observers.push_back(watcher.get());
  models::run_replication(scenario, plan, replication, observers, &page.minutes);
  output::Trace trace = recorder.take();
  trace.indicators = returns.finish();
  return trace;
}

models::Scenario Replicator::drawn(const std::vector<double>& draws, const std::string& plan) const {
  try {
    models::Scenario scenario = variants_.with(draws, {}, {plan});
    scenario.seed = scenario_.seed;
    return scenario;
  } catch (const sim::ScenarioError& error) {
    throw sim::OutputError(sim::ExitCode::bad_input, words_of(error));
  }
}

}  // namespace casetide::app
