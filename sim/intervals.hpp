// What a sample of replications says of a mean, a share and a pair of figures. Values that are not numbers are left
// out.
#pragma once

#include <limits>
#include <span>

namespace casetide::sim {

inline constexpr double usual_confidence = 0.9;

/// A figure with its interval; NaN where the sample cannot say.
struct Interval {
  double mean = std::numeric_limits<double>::quiet_NaN();
  double low = std::numeric_limits<double>::quiet_NaN();
  double high = std::numeric_limits<double>::quiet_NaN();
  int count = 0;  // values that are numbers
  double half_width() const { return (high - low) / 2; }
  bool excludes_zero() const { return low > 0 || high < 0; }
};

/// Student-t interval of the mean; low and high are NaN with fewer than two values. 0 < confidence < 1.
Interval interval_of_mean(std::span<const double> values, double confidence = usual_confidence);

/// `mean` is met / of; Wilson's score interval, so that 0 of 20 is not certainty. NaN when `of` is 0.
Interval interval_of_share(int met, int of, double confidence = usual_confidence);

/// Pearson's, over the pairs in which both are numbers; NaN with fewer than three or where one does not vary.
double correlation(std::span<const double> a, std::span<const double> b);

/// Of the numbers among the values, linear between order statistics (type 7 of Hyndman and Fan); NaN when there are
/// none. 0 <= share <= 1.
double quantile(std::span<const double> values, double share);

}  // namespace casetide::sim
