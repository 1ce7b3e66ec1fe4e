// What a fit has found: each published figure against the model, and what became of each parameter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/observed.hpp"
#include "sim/fitting.hpp"

namespace casetide::output {

/// One published value, and what the fitted model gives for it.
struct FittedValue {
  int year = 0;  // as models::ObservedValue has it
  double published = 0;
  bool is_of_the_years = false;   // that were fitted; else it is only shown
  double error = 0;               // standard error that it was fitted with; 0: not fitted
  std::vector<double> model;      // [replication] each with accepted draws of its own; NaN where there is none
  std::vector<double> by_chance;  // [replication] all with the mean of the accepted draws
};

struct FittedSeries {
  models::Observed observed;
  std::vector<FittedValue> values;  // of the years that the runs have
};

struct FittedParameter {
  models::Assumption assumption;
  std::vector<double> draws;  // accepted, in its unit
};

/// How near the model comes to one value, or to the years of a series together.
struct FitVerdict {
  double published = 0;
  double model = 0;               // mean of the replications
  double low = 0, high = 0;       // nine in ten of them lie between
  double chance_deviation = 0;    // standard deviation of a single year by chance alone
  std::optional<double> allowed;  // what is asked; of a number the larger of that and two of these deviations
  double residual() const { return model - published; }
  bool is_met() const;
};

FitVerdict verdict(const FittedSeries& series, const FittedValue& value);
/// Of the fitted years: their sum, or the mean of a percentage. Absent where nothing is asked of them together.
std::optional<FitVerdict> verdict_together(const FittedSeries& series);

struct FitTelling {
  std::string title, place;
  std::string plan;       // its label
  std::string last_year;  // "Year to 31 March 2019"
  std::string command;    // that makes it again
  std::vector<sim::Fitting::Round> rounds;
  std::vector<FittedParameter> parameters;
  std::vector<FittedSeries> series;
};

/// Of the figures that something is asked of, those that are met.
struct FitTally {
  int asked = 0, met = 0;
};
FitTally tally(const FitTelling& fit);

/// How far the draws of a parameter are from what was believed before: 1 for not at all, 0 for no doubt left. By the
/// standard deviations of both, as parts of the prior seen as a standard normal.
double left_uncertain(const FittedParameter& parameter);

/// A page of Markdown, and the same as JSON.
std::string fit_page(const FitTelling& fit);
std::string fit_json(const FitTelling& fit);

/// CSV: a column for each parameter, a row for each draw.
std::string draws_csv(const std::vector<FittedParameter>& parameters);

}  // namespace casetide::output
