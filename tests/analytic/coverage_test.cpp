// What an interval promises: over many repeats of one experiment, a 90 % interval holds the true value in nine of ten.
// The experiment is ten replications by the real engine of a service in which nobody waits, so that theory gives the
// true mean. Each replication is a process of its own, as in a run.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "models/service.hpp"
#include "output/trace.hpp"
#include "sim/intervals.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/replications.hpp"

namespace casetide::analytic {

namespace {

using namespace casetide::testing;

constexpr int replications = 10;  // of one experiment
constexpr double children_a_day = 3;
constexpr double least_days = 5, most_days = 15;
constexpr int warm_up_days = 20;  // longer than anybody stays: from then on the number open no longer changes in law
constexpr int period_days = 20;

/// Children come at random round the clock and each stays for 5 to 15 days, whoever else is there.
models::Scenario nobody_waits() {
  SmallService service("2018-09-03", "2018-10-13");
  const models::StatusId open = service.status("open", false);
  service.lasts(open, 1, service.closing());
  service.watch("look", open, weeks(4));  // a result needs one; nobody stays as long
  models::Scenario& scenario = service.scenario;
  scenario.pathway.statuses[index(open)].need->amount = sim::Distribution(sim::Uniform{least_days, most_days});
  scenario.pathway.on_referral = {open};
  scenario.calendar = sim::Calendar::round_the_clock();
  scenario.period_from = scenario.warm_up_from + std::chrono::days{warm_up_days};
  scenario.sample_days = period_days;
  scenario.demand.received = {std::chrono::hours{0}, std::chrono::hours{24}};
  scenario.demand.first_referrals[0].children = children_a_day * (warm_up_days + period_days);
  scenario.seed = 20180903;
  return scenario;
}

/// A figure of a replication, and what theory says of its mean.
struct Known {
  std::string what;
  double mean;
};

/// M/G/infinity: the mean number open is arrivals x mean stay, whatever the stays are like (Kleinrock, Queueing
/// Systems, vol. 1, 1975, section 3.4). Arrivals and stays are whole minutes, 0.01 % of a stay at most.
std::vector<Known> theory() {
  return {{"children open", children_a_day * (least_days + most_days) / 2},
          {"children referred", children_a_day * period_days}};
}

/// In the order of theory().
std::vector<double> run_one(const models::Scenario& scenario, int replication) {
  output::TraceRecorder recorder(scenario);
  models::run_replication(scenario, scenario.plans.front(), replication, {&recorder});
  const output::Trace trace = recorder.take();
  return {trace.of(models::Measure::open_child_days).back() / period_days, trace.of(models::Measure::referrals).back()};
}

/// [figure][replication of any experiment]
std::vector<std::vector<double>> run_all(int count) {
  const models::Scenario scenario = nobody_waits();
  const auto body = [&](int replication) { return run_one(scenario, replication); };
  std::vector<std::vector<double>> by_figure(theory().size());
  for (const std::vector<double>& figures : in_processes(count, theory().size(), body))
    for (std::size_t figure = 0; figure < figures.size(); ++figure) by_figure[figure].push_back(figures[figure]);
  return by_figure;
}

/// Share of the experiments, each of so many replications on end, whose interval holds the true mean.
double share_that_holds(double truth, const std::vector<double>& values) {
  int holding = 0;
  for (std::size_t from = 0; from < values.size(); from += replications) {
    const sim::Interval found = sim::interval_of_mean(std::span(values).subspan(from, replications));
    holding += found.low <= truth && truth <= found.high;
  }
  return static_cast<double>(holding) * replications / static_cast<double>(values.size());
}

}  // namespace

// The share that holds the truth has a standard error of 0.7 % over 2,000 experiments, so that 88 to 92 % are three on
// either side. With the normal distribution for Student's it would be 86.6 %. All that is asked first is that theory
// is right: over all replications at once its mean lies within four standard errors.
TEST(Coverage, NineOfTenIntervalsOfTenReplicationsHoldTheTrueMean) {
  constexpr int experiments = 2000;
  const auto values = run_all(experiments * replications);
  const std::vector<Known> known = theory();
  for (std::size_t figure = 0; figure < known.size(); ++figure) {
    const auto& [what, mean] = known[figure];
    constexpr double four_errors = 0.99993;
    const sim::Interval overall = sim::interval_of_mean(values[figure], four_errors);
    EXPECT_TRUE(overall.low <= mean && mean <= overall.high) << what;
    EXPECT_LT(overall.half_width(), 0.01 * mean) << what;
    const double share = share_that_holds(mean, values[figure]);
    fmt::print("  {}: theory {:.0f}, found {:.3f} (+/- {:.3f}); {:.1f} % of {} intervals hold the theory's\n", what,
               mean, overall.mean, overall.half_width(), 100 * share, experiments);
    EXPECT_GE(share, 0.88) << what;
    EXPECT_LE(share, 0.92) << what;
  }
}

}  // namespace casetide::analytic
