// Yearly figures as they were published or counted, held beside the simulated ones. They change nothing in a run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/assumptions.hpp"
#include "models/figure.hpp"
#include "models/financial_year.hpp"
#include "sim/time.hpp"

namespace casetide::models {

/// Of one year, by the calendar year in which it ends: 2017 is the year to 31 March 2017, and of the figures of the
/// workforce census that of 30 September 2017.
struct ObservedValue {
  int year = 0;
  double value = 0;  // in the figure's unit
};

/// A distance from a published value.
struct Tolerance {
  double size = 0;
  bool is_share = false;  // of the published value; else in its own unit: points of a percentage

  double at(double published) const { return is_share ? size * published : size; }
};

/// How near a published value comes to what the model means by it.
struct FitError {
  Tolerance error;  // a standard error
  double weight = 1;
};

struct Observed {
  Figure figure;
  std::vector<ObservedValue> values;  // ascending years, never empty
  Evidence evidence = Evidence::published;
  std::string source;
  std::string note;                               // often empty
  std::optional<FitError> fit = {};               // does a fit seek to meet it?
  std::optional<Tolerance> within = {};           // how near a fitted model is to come in each year
  std::optional<Tolerance> within_together = {};  // ... and in the sum of its years, or the mean of a percentage
};

/// The day at whose end the figure of that year was known: 31 March, or 30 September of the workforce census.
sim::Date day_of(const Figure& figure, int year);

/// The financial year in which that day lies, under which a result shows the figure.
FinancialYear financial_year_of(const Figure& figure, int year);

}  // namespace casetide::models
