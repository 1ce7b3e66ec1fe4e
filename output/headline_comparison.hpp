// The headline measures of each plan beside the baseline's, replication by replication: by how much they differ, how
// often a plan is ahead, and how well the common random numbers have paired the two.
#pragma once

#include <vector>

#include "output/headline_values.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

/// Of one headline measure and one plan.
struct HeadlineDifference {
  sim::Interval value;       // of the plan's own mean
  sim::Interval difference;  // plan less baseline, paired
  double correlation = 0;    // of the two over the replications; NaN where one does not vary
  double chance_lower = 0;   // share of replications in which the plan is lower, ties half; NaN without any pair
};

struct HeadlineComparison {
  models::Headline headline{};
  std::vector<HeadlineDifference> plans;  // the baseline among them
};

/// One entry for each headline measure.
std::vector<HeadlineComparison> headline_comparisons(const Judged& judged, std::size_t baseline);

/// Share of the pairs in which `a` is lower than `b`, ties counted half; pairs with no number are left out.
double chance_lower(const std::vector<double>& a, const std::vector<double>& b);

/// a - b, pair by pair.
std::vector<double> paired(const std::vector<double>& a, const std::vector<double>& b);

/// From differences to another plan: no more cost and no more days in the mean, with at least one of the two told apart
/// from 0.
bool beats(const sim::Interval& cost, const sim::Interval& days);

/// By plan: no other one costs less and has fewer days at risk by `headline`, told apart at 90 % in one of them at
/// least.
std::vector<bool> unbeaten(const Judged& judged, models::Headline headline);

}  // namespace casetide::output
