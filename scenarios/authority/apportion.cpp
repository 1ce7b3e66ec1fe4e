#include "scenarios/authority/apportion.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace casetide::scenarios {

std::vector<double> apportion(double total, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> parts(weights.size(), 0);
  if (sum <= 0) return parts;
  std::vector<double> remainders(weights.size());
  double left = std::round(total);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = std::round(total) * weights[i] / sum;
    parts[i] = std::floor(exact);
    remainders[i] = exact - parts[i];
    left -= parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t i) { return remainders[i]; });
  for (const std::size_t i : order)
    if (left-- > 0.5) parts[i] += 1;
  return parts;
}

}  // namespace casetide::scenarios
