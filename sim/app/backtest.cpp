// casetide backtest: fits to the years before those that are held back, and scores what is foretold of these.
#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>

#include "output/backtest_report.hpp"
#include "output/whole_file.hpp"
#include "sim/app/app.hpp"
#include "sim/app/page_file.hpp"
#include "sim/app/plan_choice.hpp"
#include "sim/app/published_fit.hpp"
#include "sim/forecast_scores.hpp"
#include "sim/random.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using models::Observed, models::ObservedValue;

fs::path folder_of(const BacktestOptions& options) {
  if (!options.output.empty()) return options.output;
  return fs::path("results") / options.scenarios.front().filename().replace_extension(".backtest");
}

/// One folder for each scenario, so that those of the same name do not meet.
fs::path parts_of(const BacktestOptions& options, std::size_t scenario) {
  return folder_of(options) / fmt::format("backtest.parts/{}", scenario);
}

int year_of(const Observed& observed, const ObservedValue& value) {
  return models::financial_year_of(observed.figure, value.year).ends_in();
}

/// What was known of the series before the held years.
void add_what_was_known(const Observed& observed, int first_held, output::HeldValue& held) {
  std::vector<std::pair<double, double>> before;
  for (const ObservedValue& value : observed.values)
    if (year_of(observed, value) < first_held) before.emplace_back(value.year, value.value);
  if (!before.empty()) held.last = before.back().second;
  held.trend = sim::linear_trend(before, held.year);
}

/// With the error that is stated, drawn anew for each replication: what is published is not what the model means.
std::vector<double> with_errors(std::vector<double> ensemble, double error, std::uint64_t seed, std::size_t figure) {
  const boost::math::normal standard;
  for (std::size_t i = 0; i < ensemble.size(); ++i) {
    const sim::Chance chance(seed, static_cast<std::uint32_t>(i));
    constexpr std::uint32_t error_of_a_held_figure = 5;  // a purpose beside those of a fit
    ensemble[i] +=
        error * boost::math::quantile(standard, chance.uniform(error_of_a_held_figure, std::uint32_t(figure), 0));
  }
  return ensemble;
}

std::vector<output::HeldValue> held_values(const std::vector<output::FittedSeries>& all, int first, int last,
                                           std::uint64_t seed) {
  std::vector<output::HeldValue> values;
  for (const output::FittedSeries& series : all) {
    const Observed& observed = series.observed;
    if (!observed.fit || observed.fit->weight == 0) continue;
    for (const output::FittedValue& value : series.values) {
      const int year = models::financial_year_of(observed.figure, value.year).ends_in();
      if (year < first || year > last) continue;
      const double error = observed.fit->error.at(value.published);
      output::HeldValue held{observed.figure, value.year, value.published, error, {}, {}, {}};
      held.ensemble = with_errors(value.model, error, seed, values.size());
      add_what_was_known(observed, first, held);
      values.push_back(std::move(held));
    }
  }
  return values;
}

struct Place {
  sim::ExitCode code = sim::ExitCode::done;
  output::HeldPlace place;
};

Place backtest_one(const BacktestOptions& options, std::size_t number) {
  const auto variants = scenarios::ScenarioVariants::before_fitting(options.scenarios[number]);
  const models::Scenario& scenario = variants.written();
  const models::Plan& plan = plan_named(scenario, options.plan);
  const auto [first, last] = std::ranges::minmax(options.hold);
  PublishedFit fit(variants, scenario.observed,
                   {plan.name, first - 1, last, parts_of(options, number), options.size, options.seed, options.jobs,
                    options.manner.quiet});
  if (!options.manner.quiet)
    fmt::print(stderr, "{}: {} parameters to {} published values up to {}\n", scenario.place, fit.parameter_count(),
               fit.fitted_values(), first - 1);
  if (const auto code = fit.run(); code != sim::ExitCode::done) return {code, {}};
  const PublishedFit::Held held = fit.held_against_published(PublishedFit::ByChance::left_out);
  if (held.code != sim::ExitCode::done) return {held.code, {}};
  std::size_t runs = 0;
  for (const auto& round : fit.fitting().rounds()) runs += round.runs;
  Place result{{}, {scenario.place, plan.label, runs, held_values(held.series, first, last, scenario.seed)}};
  if (result.place.values.empty())
    throw sim::OutputError(sim::ExitCode::bad_input,
                           fmt::format("{}: nothing to score: no series with `fit` has a value in the held years",
                                       options.scenarios[number].string()));
  return result;
}

std::string command_of(const BacktestOptions& options) {
  std::string command = "casetide backtest";
  for (const fs::path& scenario : options.scenarios) command += " " + scenario.filename().string();
  command += fmt::format(" --hold {}", fmt::join(options.hold, ","));
  if (!options.plan.empty()) command += " --plan " + options.plan;
  return command + size_in_words(options.size) + (options.seed ? fmt::format(" --seed {}", *options.seed) : "");
}

}  // namespace

sim::ExitCode backtest(const BacktestOptions& options) {
  const fs::path folder = folder_of(options);
  if (!options.resume) output::remove_folder(folder / "backtest.parts");
  output::BacktestTelling telling{fmt::format("{}", fmt::join(options.hold, ", ")), command_of(options), {}};
  for (std::size_t number = 0; number < options.scenarios.size(); ++number) {
    Place one = backtest_one(options, number);
    if (one.code != sim::ExitCode::done) {
      fmt::print(stderr,
                 "casetide: nothing written; finished runs are kept: run the same command with --resume to go on\n");
      return one.code;
    }
    telling.places.push_back(std::move(one.place));
  }
  const Manner silent{true, false, true};
  print_page(output::backtest_page(telling), folder / "backtest.md", silent);
  print_page(output::backtest_json(telling), folder / "backtest.json", silent);
  output::remove_folder(folder / "backtest.parts");
  if (options.manner.json) fmt::print("{}", output::backtest_json(telling));
  if (!options.manner.quiet) fmt::print(stderr, "wrote backtest.md and backtest.json to {}\n", folder.string());
  return sim::ExitCode::done;
}

}  // namespace casetide::app
