#include "sim/forecast_scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace casetide::sim {

double crps(std::span<const double> ensemble, double happened) {
  std::vector<double> values;
  for (const double value : ensemble)
    if (!std::isnan(value)) values.push_back(value);
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::sort(values);
  const auto count = static_cast<double>(values.size());
  double distance = 0, spread = 0;  // of all pairs: the i-th smallest is the larger of i pairs, the smaller of the rest
  for (std::size_t i = 0; i < values.size(); ++i) {
    distance += std::abs(values[i] - happened);
    spread += (2 * static_cast<double>(i) + 1 - count) * values[i];
  }
  return distance / count - spread / (count * count);
}

std::optional<double> linear_trend(std::span<const std::pair<double, double>> points, double x) {
  double mean_x = 0, mean_y = 0;
  for (const auto& [at, value] : points) {
    mean_x += at / static_cast<double>(points.size());
    mean_y += value / static_cast<double>(points.size());
  }
  double squares = 0, products = 0;
  for (const auto& [at, value] : points) {
    squares += (at - mean_x) * (at - mean_x);
    products += (at - mean_x) * (value - mean_y);
  }
  if (squares == 0) return {};
  return mean_y + products / squares * (x - mean_x);
}

}  // namespace casetide::sim
