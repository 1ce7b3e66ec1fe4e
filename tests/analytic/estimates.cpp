#include "tests/analytic/estimates.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>

namespace casetide::analytic {

Estimate ratio(const std::vector<double>& numerators, const std::vector<double>& denominators) {
  const auto count = static_cast<double>(numerators.size());
  const double numerator = std::accumulate(numerators.begin(), numerators.end(), 0.0);
  const double denominator = std::accumulate(denominators.begin(), denominators.end(), 0.0);
  const double mean = numerator / denominator;
  double squares = 0;
  for (std::size_t i = 0; i < numerators.size(); ++i) {
    const double residual = numerators[i] - mean * denominators[i];  // these sum to zero
    squares += residual * residual;
  }
  return {mean, std::sqrt(squares * count / (count - 1)) / denominator};
}

}  // namespace casetide::analytic
