#include "sim/precision.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace casetide::sim {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Half-width over mean; infinite where the measure can never be precise, or has too few numbers to tell.
double share_of_mean(const std::vector<double>& values, double confidence) {
  const bool is_nothing = std::ranges::all_of(values, [](double value) { return value == 0 || std::isnan(value); });
  if (is_nothing) return 0;
  const Interval interval = interval_of_mean(values, confidence);
  const double share = interval.half_width() / std::abs(interval.mean);
  return std::isfinite(share) ? share : infinite;
}

}  // namespace

PrecisionReached precision_reached(const std::vector<std::vector<double>>& measures, const Precision& wanted) {
  // Bonferroni: the chances of missing a true mean add up to at most 1 - confidence.
  const double confidence_of_one = 1 - (1 - wanted.confidence) / static_cast<double>(measures.size());
  PrecisionReached reached;
  for (std::size_t place = 0; place < measures.size(); ++place) {
    const double share = share_of_mean(measures[place], confidence_of_one);
    if (share <= reached.hardest_share) continue;
    reached.hardest = place;
    reached.hardest_share = share;
  }
  reached.is_met = reached.hardest_share <= wanted.share;
  return reached;
}

}  // namespace casetide::sim
