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

models::Scenario with_draws(const scenarios::ScenarioVariants& variants, const std::vector<double>& draws,
                            const std::vector<scenarios::Edit>& edits, const std::string& plan) {
  try {
    return variants.with(draws, edits, {plan});
  } catch (const sim::ScenarioError& error) {
    throw sim::OutputError(sim::ExitCode::bad_input, words_of(error));
  }
}

output::Trace run_plan(const models::Scenario& scenario, const models::Plan& plan, int replication, sim::TaskPage& page,
                       const Watch& watch) {
  output::TraceRecorder recorder(scenario);
  models::NationalReturns returns(scenario);
  std::vector<models::Observer*> observers = {&recorder, &returns};
  std::unique_ptr<models::Observer> watcher;
  if (watch) watcher = watch(plan, replication);
  if (watcher) observers.push_back(watcher.get());
  models::run_replication(scenario, plan, replication, observers, &page.minutes);
  output::Trace trace = recorder.take();
  trace.indicators = returns.finish();
  return trace;
}

Replicator::Replicator(const models::Scenario& scenario, const scenarios::ScenarioVariants& variants, Watch watch)
    : scenario_(scenario), variants_(variants), watch_(std::move(watch)), layout_(output::layout_of(scenario)) {
  if (scenario.draws_assumptions) scenarios::check_ends(variants, scenario);
}

output::Trace Replicator::run(std::size_t plan, int replication, sim::TaskPage& page) const {
  const models::Plan& wanted = scenario_.plans.at(plan);
  const std::vector<double> draws = models::assumption_draws(scenario_, replication);
  if (draws.empty()) return run_plan(scenario_, wanted, replication, page, watch_);
  models::Scenario drawn = with_draws(variants_, draws, {}, wanted.name);
  drawn.seed = scenario_.seed;
  if (output::layout_of(drawn) != layout_) throw sim::ModelError("draws that change the axes of the result");
  output::Trace trace = run_plan(drawn, drawn.plans.at(0), replication, page, watch_);
  trace.draws = draws;
  return trace;
}

}  // namespace casetide::app
