// K. P. White, M. J. Cobb and S. C. Spratt, A comparison of five steady-state truncation heuristics for simulation,
// Proceedings of the 2000 Winter Simulation Conference, pages 755-760: MSER on means of five values. The search ends
// where half of the series would be left out: a few values near the end agree by chance.
#include "sim/settling.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace casetide::sim {

namespace {

constexpr std::size_t batch = 5;
constexpr std::size_t fewest_values = 20;

/// Of each five values, as its distance from the last five, so that a series that stands still shows exactly 0.
std::vector<double> batch_means(std::span<const double> series) {
  std::vector<double> means;
  for (std::size_t from = 0; from + batch <= series.size(); from += batch) {
    const auto values = series.subspan(from, batch);
    means.push_back(std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(batch));
  }
  const double last = means.back();
  for (double& mean : means) mean -= last;
  return means;
}

/// Squared standard error of the mean of the values, were they independent.
double squared_error(std::span<const double> values) {
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / (count * count);
}

}  // namespace

std::optional<std::size_t> settled_after(std::span<const double> series) {
  const bool is_known = std::ranges::all_of(series, [](double value) { return std::isfinite(value); });
  if (!is_known || series.size() < fewest_values) return std::nullopt;
  const std::vector<double> means = batch_means(series);
  const std::size_t half = (means.size() + 1) / 2;
  std::size_t best = 0;
  double least = squared_error(means);
  for (std::size_t left_out = 1; left_out <= half; ++left_out) {
    const double error = squared_error(std::span(means).subspan(left_out));
    if (error >= least) continue;
    least = error;
    best = left_out;
  }
  if (best == half) return std::nullopt;
  return best * batch;
}

}  // namespace casetide::sim
