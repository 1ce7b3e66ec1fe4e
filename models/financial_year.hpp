// The years of the national statistics: 1 April to 31 March.
#pragma once

#include <string>
#include <vector>

#include "sim/time.hpp"

namespace casetide::models {

struct FinancialYear {
  sim::Date from;   // 1 April
  sim::Date until;  // exclusive: the next 1 April

  sim::Date last_day() const { return until - std::chrono::days{1}; }
  /// The calendar year of its last day.
  int ends_in() const;
  /// "2016-17"
  std::string name() const;
  /// "Year to 31 March 2017"
  std::string label() const;
  friend bool operator==(const FinancialYear&, const FinancialYear&) = default;
};

/// The year in which the day lies.
FinancialYear financial_year_of(sim::Date day);

/// Those that lie wholly in [from, until), in order; often none.
std::vector<FinancialYear> whole_years(sim::Date from, sim::Date until);

}  // namespace casetide::models
