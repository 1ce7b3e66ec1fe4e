// Whole numbers that come to a total.
#pragma once

#include <vector>

namespace casetide::scenarios {

/// `total`, rounded, shared out by the weights: each part whole, the largest remainders rounded up, the first of equal
/// ones first. All zero where no weight is above 0.
std::vector<double> apportion(double total, const std::vector<double>& weights);

}  // namespace casetide::scenarios
