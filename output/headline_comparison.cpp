#include "output/headline_comparison.hpp"

#include <algorithm>
#include <cmath>

namespace casetide::output {

std::vector<double> paired(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> differences;
  for (std::size_t r = 0; r < a.size(); ++r) differences.push_back(a[r] - b[r]);
  return differences;
}

double chance_lower(const std::vector<double>& a, const std::vector<double>& b) {
  double lower = 0;
  double pairs = 0;
  for (const double difference : paired(a, b)) {
    if (std::isnan(difference)) continue;
    lower += difference < 0 ? 1 : difference > 0 ? 0 : 0.5;
    ++pairs;
  }
  return ratio(lower, pairs);
}

std::vector<HeadlineComparison> headline_comparisons(const Judged& judged, std::size_t baseline) {
  std::vector<HeadlineComparison> comparisons;
  for (const models::HeadlineEntry& entry : models::headline_catalogue()) {
    HeadlineComparison& into = comparisons.emplace_back(HeadlineComparison{entry.headline, {}});
    const auto values = judged.values(entry.headline);
    for (const std::vector<double>& of_plan : values)
      into.plans.push_back({sim::interval_of_mean(of_plan), sim::interval_of_mean(paired(of_plan, values[baseline])),
                            sim::correlation(of_plan, values[baseline]), chance_lower(of_plan, values[baseline])});
  }
  return comparisons;
}

bool beats(const sim::Interval& cost, const sim::Interval& days) {
  return cost.mean <= 0 && days.mean <= 0 && (cost.excludes_zero() || days.excludes_zero());
}

std::vector<bool> unbeaten(const Judged& judged, models::Headline headline) {
  const auto days = judged.values(headline);
  const auto cost = judged.values(models::Headline::net_cost);
  std::vector<bool> result(days.size(), true);
  for (std::size_t plan = 0; plan < days.size(); ++plan)
    for (std::size_t other = 0; other < days.size() && result[plan]; ++other)
      if (other != plan && beats(sim::interval_of_mean(paired(cost[other], cost[plan])),
                                 sim::interval_of_mean(paired(days[other], days[plan]))))
        result[plan] = false;
  return result;
}

}  // namespace casetide::output
