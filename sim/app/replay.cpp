#include "sim/app/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "models/assumptions.hpp"
#include "output/differences.hpp"
#include "output/nearest_names.hpp"
#include "sim/app/replicator.hpp"
#include "sim/errors.hpp"

namespace casetide::app {

namespace {

using sim::ExitCode;

/// Passes what is told on to somebody who outlives the run.
class Ear : public models::Observer {
 public:
  explicit Ear(models::Observer& to) : to_(to) {}
  bool watches(models::FactKind kind) const override { return to_.watches(kind); }
  void observe(const models::Fact& fact) override { to_.observe(fact); }
  void sample(const models::Sample& sample) override { to_.sample(sample); }
  void settling(const models::Sample& sample) override { to_.settling(sample); }
  void census(const models::StaffCensus& census) override { to_.census(census); }

 private:
  models::Observer& to_;
};

std::size_t place_of(int replication, const output::Result& result) {
  const auto& numbers = result.replications();
  return static_cast<std::size_t>(std::ranges::find(numbers, replication) - numbers.begin());
}

}  // namespace

models::Scenario scenario_as_run(models::Scenario written, const output::RunIdentity& file,
                                 const std::filesystem::path& path) {
  std::vector<models::Plan> plans;
  for (const output::PlanName& plan : file.plans) {
    const auto found = std::ranges::find(written.plans, plan.name, &models::Plan::name);
    if (found == written.plans.end())
      throw sim::OutputError(ExitCode::bad_input,
                             fmt::format("{}: plan: its scenario has no plan {}", path.string(), plan.name));
    plans.push_back(*found);
  }
  written.plans = std::move(plans);
  written.seed = file.seed;
  written.replications = file.replications;
  return written;
}

Replay::Replay(const std::filesystem::path& result) : Replay(output::read_result(result)) {}

Replay::Replay(output::Result result)
    : result_(std::move(result)),
      variants_(result_.identity().resolved_text, result_.path().string()),
      scenario_(scenario_as_run(variants_.written(), result_.identity(), result_.path())) {}

std::size_t Replay::plan_named(const std::string& name) const {
  std::vector<std::string> known;
  for (const output::PlanName& plan : result_.identity().plans) known.push_back(plan.name);
  const auto found = std::ranges::find(known, name);
  if (found == known.end())
    sim::refuse_usage(fmt::format("{}: there is no plan `{}`; did you mean {}?", result_.path().string(), name,
                                  fmt::join(output::nearest_names(name, known), ", ")));
  return static_cast<std::size_t>(found - known.begin());
}

void Replay::expect_replication(int number) const {
  const auto& numbers = result_.replications();
  if (std::ranges::find(numbers, number) != numbers.end()) return;
  sim::refuse_usage(fmt::format("{}: there is no replication {}; it has {} to {}", result_.path().string(), number,
                                numbers.front(), numbers.back()));
}

void Replay::run(std::size_t plan, int replication, models::Observer& observer, sim::TaskPage& page) const {
  const std::vector<double> draws = models::assumption_draws(scenario_, replication);
  const models::Plan& wanted = scenario_.plans.at(plan);
  models::Scenario drawn = with_draws(variants_, draws, {}, wanted.name);
  drawn.seed = scenario_.seed;
  const auto listen = [&](const models::Plan&, int) { return std::make_unique<Ear>(observer); };
  output::Trace trace = run_plan(drawn, drawn.plans.at(0), replication, page, listen);
  trace.draws = draws;
  const std::size_t place = place_of(replication, result_);
  const output::Frame frame{output::Frame::Content::result, result_.identity(), result_.replications(),
                            result_.layout()};
  const auto found = output::differences(result_.trace(plan, place), trace, frame, plan, place, 1);
  if (found.count == 0) return;
  throw sim::OutputError(
      ExitCode::bad_input,
      fmt::format("{}: was written by version {}, and this is {}, which runs it otherwise ({}); run the scenario again",
                  result_.path().string(), result_.identity().software_version, CASETIDE_VERSION, found.first.front()));
}

}  // namespace casetide::app
