// The figures that planners compare, for one replication over one stretch of the period.
#pragma once

#include <string>
#include <vector>

#include "output/layout.hpp"
#include "output/trace.hpp"

namespace casetide::output {

/// A part of the period over which figures are given.
struct Stretch {
  std::string key;    // "whole_period", "last_financial_year"
  std::string title;  // "Year to 31 March 2022"
  sim::Date from;
  sim::Date until;   // exclusive
  double years = 0;  // whole calendar years from `from`, and the share of the year begun
};

/// The whole period, and the last financial year (April to March) that lies wholly in it, if any and if it is not the
/// whole period.
std::vector<Stretch> stretches_of(const Layout& layout);

struct Figure {
  std::string key;
  std::string label;
  int decimals = 1;  // shown
  double value = 0;  // NaN where there is none, e.g. a share of nothing
  /// Not shown where it is 0 in every plan and replication: a cost line that nothing was charged to.
  bool only_if_any = false;
};

/// Figures of one unit, which the title names; yearly figures name theirs themselves.
struct FigureGroup {
  std::string key;
  std::string title;
  std::vector<Figure> figures;
};

/// `obligations`: names of those whose share met in time is wanted; names that are not on the axis are passed over.
/// The groups and figures depend on the layout and `obligations` only: every replication has the same.
std::vector<FigureGroup> figures(const Trace& trace, const Layout& layout, const Stretch& stretch,
                                 const std::vector<std::string>& obligations);

/// What belongs on the first page, for all plans side by side; a selection, in units that make it short.
std::vector<FigureGroup> page_one(const Trace& trace, const Layout& layout, const Stretch& stretch);

}  // namespace casetide::output
