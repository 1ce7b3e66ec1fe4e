// Does a fit claim no more than it knows? Figures are made by the model with parameters drawn from their ranges; fitted
// to these, nine in ten of the parameters must lie within their nine-in-ten intervals. Source: S. Talts et al.,
// Validating Bayesian inference algorithms with simulation-based calibration, arXiv 1804.06788 (2018).
//
// Budget: 40 repeats of 310 runs of a service that takes some 10 ms, two minutes on two processors.
#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <filesystem>

#include "models/assumptions.hpp"
#include "output/whole_file.hpp"
#include "sim/app/published_fit.hpp"
#include "sim/intervals.hpp"
#include "sim/random.hpp"
#include "tests/bench/measuring.hpp"

namespace casetide::bench {
namespace {

namespace fs = std::filesystem;

constexpr int repeats = 40;
constexpr int last_year = 2019;
constexpr std::uint32_t drawn_parameter = 1, drawn_error = 2;
const app::FitSize size{.first_round = 150, .later_round = 80, .kept = 160, .rounds = 3, .draws = 200};

double normal(std::uint32_t purpose, int repeat, std::size_t place) {
  const sim::Chance chance(/*seed*/ 2019, static_cast<std::uint32_t>(repeat));
  return boost::math::quantile(boost::math::normal(), chance.uniform(purpose, static_cast<std::uint32_t>(place), 0));
}

/// A value for each parameter from its range; the others as a replication draws them.
std::vector<double> truth_of(const models::Scenario& scenario, int repeat) {
  std::vector<double> truth = models::assumption_draws(scenario, repeat);
  for (std::size_t i = 0; i < truth.size(); ++i)
    if (scenario.assumptions[i].is_fitted_to)
      truth[i] = scenario.assumptions[i].range.quantile(
          boost::math::cdf(boost::math::normal(), normal(drawn_parameter, repeat, i)));
  return truth;
}

/// The scenario's series, each value as the model gives it with these draws, and its stated error.
std::vector<models::Observed> made(const scenarios::ScenarioVariants& variants, const std::vector<double>& truth,
                                   const fs::path& folder, int repeat) {
  const sim::Date until{std::chrono::year{last_year} / std::chrono::April / 1};
  const std::string id = fmt::format("truth {}", repeat);
  output::make_folder(folder);
  app::PublishedRuns runs(variants, {variants.written().plans.front().name, until, folder, id, 1, true});
  const auto run = runs.run({{0, repeat, truth}}).runs.at(0).value();
  std::vector<models::Observed> observed = variants.written().observed;
  std::size_t place = 0;
  for (models::Observed& series : observed)
    for (models::ObservedValue& value : series.values) {
      value.value = runs.figure(run, series.figure, models::financial_year_of(series.figure, value.year));
      if (series.fit) value.value += series.fit->error.at(value.value) * normal(drawn_error, repeat, place++);
    }
  return observed;
}

void calibrate() {
  const fs::path folder = fs::temp_directory_path() / fmt::format("casetide-calibration-{}", getpid());
  const auto variants =
      scenarios::ScenarioVariants::before_fitting(CASETIDE_SOURCE_DIR "/tests/behaviour/service_to_fit.yaml");
  const double begun = wall_seconds();
  int within = 0, all = 0;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    const std::vector<double> truth = truth_of(variants.written(), repeat);
    app::PublishedFit fit(variants, made(variants, truth, folder / "truth", repeat),
                          {variants.written().plans.front().name, last_year, last_year, folder / "fit", size,
                           static_cast<std::uint64_t>(repeat), 0, true});
    fit.run();
    for (const output::FittedParameter& parameter : fit.parameters()) {
      const auto& assumptions = variants.written().assumptions;
      const auto at = std::ranges::find(assumptions, parameter.assumption.name, &models::Assumption::name);
      const double value = truth[static_cast<std::size_t>(at - assumptions.begin())];
      const bool inside =
          sim::quantile(parameter.draws, 0.05) <= value && value <= sim::quantile(parameter.draws, 0.95);
      within += inside ? 1 : 0;
      ++all;
    }
    output::remove_folder(folder);
  }
  line("time", wall_seconds() - begun, "s");
  // As if the intervals of one repeat were apart from each other.
  const boost::math::binomial expected(all, 0.9);
  line(fmt::format("of {} intervals that claim 90 %, hold the truth", all), 100.0 * within / all, "%");
  at_least(100 * boost::math::quantile(expected, 0.005) / all, "not fewer than chance leaves", 100.0 * within / all,
           "%");
  line("chance leaves at most", 100 * boost::math::quantile(complement(expected, 0.005)) / all, "%");
}

}  // namespace
}  // namespace casetide::bench

int main() {
  return casetide::bench::guarded("calibration: 40 fits to figures made by the model", casetide::bench::calibrate);
}
