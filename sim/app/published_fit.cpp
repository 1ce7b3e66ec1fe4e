#include "sim/app/published_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "models/assumptions.hpp"
#include "output/identity.hpp"
#include "output/whole_file.hpp"
#include "scenarios/reader/sha256.hpp"

namespace casetide::app {

namespace {

using models::Assumption, models::FinancialYear, models::Observed, models::ObservedValue;
using output::FittedSeries, output::FittedValue;

constexpr int first_fit_replication = 1'000'000;  // far from those of a run, so that no chance is used twice

[[noreturn]] void refuse(const std::string& what) { throw sim::OutputError(sim::ExitCode::bad_input, what); }

std::vector<std::size_t> parameters_of(const models::Scenario& scenario) {
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < scenario.assumptions.size(); ++place)
    if (scenario.assumptions[place].is_fitted_to) places.push_back(place);
  if (places.empty())
    refuse("nothing to fit: mark those of the `assumptions` whose range may be narrowed with `fit: true`");
  return places;
}

sim::Fitting fitting_of(const FitSize& size, std::size_t parameters, std::vector<sim::ObservedFigure> figures,
                        std::uint64_t seed) {
  return sim::Fitting({.parameters = parameters,
                       .first_round = size.first_round,
                       .later_round = size.later_round,
                       .kept = size.kept,
                       .rounds = size.rounds,
                       .seed = seed},
                      std::move(figures));
}

sim::Date day_after_year(int year) { return sim::Date{std::chrono::year{year} / std::chrono::April / 1}; }

}  // namespace

PublishedFit::PublishedFit(const scenarios::ScenarioVariants& variants, std::vector<Observed> observed, Setup setup)
    : variants_(variants),
      observed_(std::move(observed)),
      setup_(std::move(setup)),
      places_(parameters_of(variants.written())) {
  if (!variants.written().draws_assumptions)
    refuse("`run: {assumptions: central}` draws nothing; a fit needs assumptions that are drawn");
  for (const Observed& series : observed_) want(series);
  if (wanted_.empty())
    refuse(fmt::format("no observed figure to fit to in the years to {}: say `fit: {{error: 5%}}` with a series",
                       setup_.last_year));
  std::vector<sim::ObservedFigure> figures;
  for (const Wanted& one : wanted_) figures.push_back(one.value);
  const std::size_t least = sim::least_runs(figures.size(), places_.size());
  if (setup_.size.first_round < least || setup_.size.kept < least)
    sim::refuse_usage(
        fmt::format("{} parameters and {} figures need at least {} runs in the first round, and as "
                    "many to be kept",
                    places_.size(), figures.size(), least));
  fitting_.emplace(
      fitting_of(setup_.size, places_.size(), std::move(figures), setup_.seed.value_or(variants.written().seed)));
}

double PublishedFit::error_of(const Observed& observed, const ObservedValue& value) const {
  return observed.fit->error.at(value.value) / std::sqrt(observed.fit->weight);
}

void PublishedFit::want(const Observed& observed) {
  if (!observed.fit || observed.fit->weight == 0) return;
  const models::Scenario& scenario = variants_.written();
  for (const ObservedValue& value : observed.values) {
    const FinancialYear year = models::financial_year_of(observed.figure, value.year);
    const bool is_run = year.from >= scenario.period_from && year.until <= scenario.period_until;
    if (!is_run || year.ends_in() > setup_.last_year || value.value == 0) continue;
    wanted_.push_back({observed.figure, year, {value.value, error_of(observed, value)}});
  }
}

std::string PublishedFit::id(const std::string& for_what, int last_year) const {
  const models::Scenario& scenario = variants_.written();
  std::string all = fmt::format("{} {} {} {} {} {}", output::identity_of(scenario).run_id(), setup_.plan, for_what,
                                last_year, setup_.size.first_round, setup_.size.kept);
  all += fmt::format(" {} {}", setup_.size.later_round, setup_.seed.value_or(scenario.seed));
  for (const Wanted& one : wanted_)
    all += fmt::format(" {} {} {} {}", models::name_of(one.figure), one.year.name(), one.value.value, one.value.error);
  constexpr std::size_t digits = 16;
  return scenarios::sha256(all).substr(0, digits);
}

PublishedRuns::Setup PublishedFit::runs_until(const std::string& for_what, int last_year) const {
  return {setup_.plan, day_after_year(last_year), setup_.parts / for_what, id(for_what, last_year), setup_.jobs,
          setup_.quiet};
}

std::vector<double> PublishedFit::draws(const sim::Point& point, int replication) const {
  const models::Scenario& scenario = variants_.written();
  const boost::math::normal standard;
  std::vector<double> draws = models::assumption_draws(scenario, replication);
  for (std::size_t p = 0; p < places_.size(); ++p)
    draws[places_[p]] = scenario.assumptions[places_[p]].range.quantile(
        std::clamp(boost::math::cdf(standard, point[p]), 1e-9, 1 - 1e-9));
  return draws;
}

sim::ExitCode PublishedFit::run() {
  const PublishedRuns::Setup setup = runs_until("rounds", setup_.last_year);
  output::make_folder(setup.parts);
  PublishedRuns runs(variants_, setup);
  std::size_t number = 0;
  while (!fitting_->is_done()) {
    std::vector<PublishedRun> round;
    for (const sim::Point& point : fitting_->next()) {
      const int replication = first_fit_replication + static_cast<int>(number);
      round.push_back({number++, replication, draws(point, replication)});
    }
    const PublishedRuns::Result result = runs.run(round);
    if (result.code != sim::ExitCode::done) return result.code;
    std::vector<std::optional<std::vector<double>>> figures;
    for (const auto& run : result.runs) {
      figures.emplace_back();
      if (!run) continue;
      std::vector<double> values;
      for (const Wanted& one : wanted_) values.push_back(runs.figure(*run, one.figure, one.year));
      // A figure that does not exist (no conference at all was held) is no figure to come near to.
      if (std::ranges::none_of(values, [](double value) { return std::isnan(value); })) figures.back() = values;
    }
    fitting_->take(figures);
    if (!setup_.quiet)
      fmt::print(stderr, "round {} of {}: what is most likely has moved by up to {:.1f} standard deviations\n",
                 fitting_->rounds().size(), setup_.size.rounds, fitting_->rounds().back().moved);
  }
  return sim::ExitCode::done;
}

std::vector<output::FittedParameter> PublishedFit::parameters() const {
  std::vector<output::FittedParameter> parameters;
  for (const std::size_t place : places_) parameters.push_back({variants_.written().assumptions[place], {}});
  for (const sim::Point& point : accepted()) {
    const std::vector<double> values = draws(point, 0);
    for (std::size_t p = 0; p < places_.size(); ++p) parameters[p].draws.push_back(values[places_[p]]);
  }
  return parameters;
}

PublishedFit::Held PublishedFit::held_against_published(ByChance by_chance_too) {
  const int last = std::max(setup_.last_year, setup_.last_year_run);
  const PublishedRuns::Setup setup = runs_until("held", last);
  output::make_folder(setup.parts);
  PublishedRuns runs(variants_, setup);
  const std::vector<sim::Point> points = accepted();
  sim::Point mean(places_.size(), 0.0);
  for (const sim::Point& point : points)
    for (std::size_t p = 0; p < mean.size(); ++p) mean[p] += point[p] / static_cast<double>(points.size());
  const auto replications = setup_.size.replications;
  std::vector<PublishedRun> wanted;
  for (std::size_t i = 0; i < (by_chance_too == ByChance::too ? 2 : 1) * replications; ++i) {
    const auto replication = static_cast<int>(i % replications);
    const bool by_chance = i >= replications;
    std::vector<double> values = draws(by_chance ? mean : points[i % points.size()], by_chance ? 0 : replication);
    wanted.push_back({i, replication, std::move(values)});
  }
  const PublishedRuns::Result result = runs.run(wanted);
  Held held{result.code, {}};
  if (held.code != sim::ExitCode::done) return held;
  for (const Observed& observed : observed_) {
    FittedSeries series{observed, {}};
    for (const ObservedValue& value : observed.values) {
      const FinancialYear year = models::financial_year_of(observed.figure, value.year);
      if (std::ranges::find(runs.years(), year) == runs.years().end()) continue;
      const bool of_the_years = year.ends_in() <= setup_.last_year;
      const bool fitted = of_the_years && observed.fit && observed.fit->weight > 0;
      FittedValue into{value.year, value.value, of_the_years, fitted ? error_of(observed, value) : 0, {}, {}};
      for (std::size_t i = 0; i < result.runs.size(); ++i)
        if (result.runs[i])
          (i < replications ? into.model : into.by_chance)
              .push_back(runs.figure(*result.runs[i], observed.figure, year));
      series.values.push_back(std::move(into));
    }
    if (!series.values.empty()) held.series.push_back(std::move(series));
  }
  return held;
}

}  // namespace casetide::app
