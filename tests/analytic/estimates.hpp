// From the totals of independent replications to a mean and its standard error.
#pragma once

#include <vector>

namespace casetide::analytic {

struct Estimate {
  double mean = 0;
  double standard_error = 0;
};

/// sum(numerators) / sum(denominators) over replications (at least two), with the standard error from the variance
/// between replications of numerator - ratio * denominator. Source: Cochran, Sampling Techniques, 3rd ed., 1977,
/// section 2.11 (ratio estimates), without finite population.
Estimate ratio(const std::vector<double>& numerators, const std::vector<double>& denominators);

}  // namespace casetide::analytic
