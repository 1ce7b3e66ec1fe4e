// Yearly figures as they were published or counted, held beside the simulated ones. They change nothing in a run.
#pragma once

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

struct Observed {
  Figure figure;
  std::vector<ObservedValue> values;  // ascending years, never empty
  Evidence evidence = Evidence::published;
  std::string source;
  std::string note;  // often empty
};

/// The day at whose end the figure of that year was known: 31 March, or 30 September of the workforce census.
sim::Date day_of(const Figure& figure, int year);

/// The financial year in which that day lies, under which a result shows the figure.
FinancialYear financial_year_of(const Figure& figure, int year);

}  // namespace casetide::models
