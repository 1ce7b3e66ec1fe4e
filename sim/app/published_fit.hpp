// A fit of a scenario's parameters to published figures: which values are met, by which runs, with which draws.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "output/fit_report.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/published_runs.hpp"
#include "sim/fitting.hpp"

namespace casetide::app {

class PublishedFit {
 public:
  struct Setup {
    std::string plan;
    int last_year = 0;            // the last financial year that is fitted, by the calendar year in which it ends
    int last_year_run = 0;        // ... that is run, and told of, at least so late
    std::filesystem::path parts;  // the folder for runs
    FitSize size;
    std::optional<std::uint64_t> seed;
    int jobs = 0;
    bool quiet = false;
  };
  /// Keeps `variants`, which must outlive it. Throws sim::ScenarioError where nothing is marked `fit: true`, or no
  /// observed value is one to be met.
  PublishedFit(const scenarios::ScenarioVariants& variants, std::vector<models::Observed> observed, Setup setup);

  /// Runs what has not been run yet. Anything but `done`: nothing is known, and what has been run is kept.
  sim::ExitCode run();

  std::vector<output::FittedParameter> parameters() const;
  const sim::Fitting& fitting() const { return *fitting_; }

  /// Every observed value of the years that are run, against replications with accepted draws, and against such with
  /// their mean; to be called once run() is done. Empty series when a run failed, with its code.
  struct Held {
    sim::ExitCode code = sim::ExitCode::done;
    std::vector<output::FittedSeries> series;
  };
  enum class ByChance : std::uint8_t { too, left_out };
  Held held_against_published(ByChance by_chance = ByChance::too);

  std::size_t fitted_values() const { return wanted_.size(); }
  std::size_t parameter_count() const { return places_.size(); }

 private:
  struct Wanted {
    models::Figure figure;
    models::FinancialYear year;
    sim::ObservedFigure value;
  };

  void want(const models::Observed& observed);
  std::string id(const std::string& for_what, int last_year) const;
  PublishedRuns::Setup runs_until(const std::string& for_what, int last_year) const;
  std::vector<double> draws(const sim::Point& point, int replication) const;
  std::vector<sim::Point> accepted() const { return fitting_->posterior(setup_.size.draws); }
  double error_of(const models::Observed& observed, const models::ObservedValue& value) const;

  const scenarios::ScenarioVariants& variants_;
  std::vector<models::Observed> observed_;
  Setup setup_;
  std::vector<std::size_t> places_;  // of the parameters among the assumptions
  std::vector<Wanted> wanted_;
  std::optional<sim::Fitting> fitting_;  // always there once it is made
};

}  // namespace casetide::app
