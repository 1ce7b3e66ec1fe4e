// How often each plan meets each target, by financial year: in how many of the simulated futures, and how sure that is.
#pragma once

#include <string>
#include <vector>

#include "models/targets.hpp"
#include "output/headline_values.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

/// Of one plan in one year.
struct TargetChance {
  int met = 0;             // replications
  int of = 0;              // replications
  int without_figure = 0;  // replications in which a figure of the target has no number; they do not meet it
  sim::Interval share;     // met / of, with Wilson's interval
};

struct JudgedTarget {
  std::string name;
  std::string label;
  std::string what;  // has to be reached, in words
  bool is_combination = false;
  int by = 0;                                      // the calendar year in which the target's own year ends
  std::vector<int> years;                          // that lie wholly in the period, by the year in which they end
  std::vector<std::vector<TargetChance>> chances;  // [year][plan]

  /// In the target's own year, by plan; nullptr where the period does not hold that year.
  const std::vector<TargetChance>* by_its_year() const;
};

/// A target that combines others asks of each of them the figure of the same year.
std::vector<JudgedTarget> judged_targets(const Judged& judged, const std::vector<models::Target>& targets);

/// "at least 83", "all of ... and ...": what has to be reached, with the unit.
std::string words(const std::vector<models::Target>& targets, std::size_t target);

}  // namespace casetide::output
