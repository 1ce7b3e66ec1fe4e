// What a service costs, as figures to compare: its lines, their sums, and what stands in no sum.
#pragma once

#include <vector>

#include "output/reading.hpp"

namespace casetide::output {

/// Pounds a year; memo lines are in none of these.
struct CostTotals {
  double gross = 0;       // all costs but placements
  double placements = 0;  // care itself
  double grants = 0;      // negative
  /// What is compared between plans: care itself, which dwarfs the rest, stands apart.
  double net() const { return gross + grants; }
};

CostTotals cost_totals(const Reading& reading);

/// Does the line belong to CostTotals::net()?
bool is_in_net_cost(const CostLineTraits& line);

/// Lines and totals; none of them is shown where nothing is priced.
std::vector<FigureGroup> costs(const Reading& reading);

/// " at 2018-19 prices", or nothing where the scenario says no price year.
std::string at_prices(const Layout& layout);

}  // namespace casetide::output
