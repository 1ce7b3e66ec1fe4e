#include "sim/app/published_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/app/replicator.hpp"

namespace casetide::app {

namespace {

models::Scenario shortened(models::Scenario scenario, sim::Date until) {
  scenario.period_until = std::min(scenario.period_until, until);
  return scenario;
}

/// A run whose draws the scenario cannot be read with has answered: there is no such authority.
bool is_refused(const sim::TaskEnd& end) {
  return end.how == sim::TaskEnd::How::threw && end.code == static_cast<int>(sim::ExitCode::bad_input);
}

}  // namespace

PublishedRuns::PublishedRuns(const scenarios::ScenarioVariants& variants, Setup setup)
    : variants_(variants),
      setup_(std::move(setup)),
      shortened_(shortened(variants.written(), setup_.until)),
      years_(models::whole_years(shortened_.period_from, shortened_.period_until)),
      pool_(shortened_, setup_.jobs, setup_.quiet) {
  const auto& plans = shortened_.plans;
  plan_ = static_cast<std::size_t>(std::ranges::find(plans, setup_.plan, &models::Plan::name) - plans.begin());
}

std::filesystem::path PublishedRuns::part(const PublishedRun& run) const {
  return setup_.parts / fmt::format("{:06}.h5", run.number);
}

void PublishedRuns::run_one(const PublishedRun& run, sim::TaskPage& page) const {
  const models::Scenario scenario =
      shortened(with_draws(variants_, run.draws, {}, setup_.plan), shortened_.period_until);
  const output::Trace trace = run_plan(scenario, scenario.plans.front(), run.replication, page);
  output::write_sweep_part(part(run), setup_.id, place(run), output::judged(trace, output::layout_of(scenario)));
}

PublishedRuns::Result PublishedRuns::run(const std::vector<PublishedRun>& runs) {
  std::vector<Task> tasks;
  std::vector<const PublishedRun*> wanted;
  for (const PublishedRun& run : runs) {
    if (output::sweep_part_is_usable(part(run), setup_.id, place(run))) continue;
    wanted.push_back(&run);
    tasks.push_back({plan_, run.replication, fmt::format("run {}", run.number)});
  }
  const sim::PoolResult ran = pool_.run(
      tasks, [&](std::size_t number, sim::TaskPage& page) { run_one(*wanted[number], page); }, {}, is_refused);
  Result result;
  std::vector<sim::TaskEnd> failed = ran.ends;
  std::erase_if(failed, is_refused);
  result.code = worst_of(sim::PoolResult{failed, ran.interrupted});
  if (result.code != sim::ExitCode::done) return result;
  for (const PublishedRun& run : runs) {
    const auto end = std::ranges::find(wanted, &run);
    const bool refused = end != wanted.end() && is_refused(ran.ends[static_cast<std::size_t>(end - wanted.begin())]);
    result.runs.push_back(refused ? std::nullopt
                                  : std::optional(output::read_sweep_part(part(run), setup_.id, place(run))));
  }
  return result;
}

double PublishedRuns::figure(const output::JudgedReplication& run, const models::Figure& figure,
                             const models::FinancialYear& year) const {
  const auto found = std::ranges::find(years_, year);
  if (found == years_.end()) return output::no_value;
  return output::yearly_figure(run, static_cast<std::size_t>(found - years_.begin()), figure);
}

}  // namespace casetide::app
