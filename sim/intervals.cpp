#include "sim/intervals.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstddef>
#include <vector>

namespace casetide::sim {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// What leaves half of the rest on either side.
double upper_share(double confidence) { return (1 + confidence) / 2; }

std::vector<double> numbers_among(std::span<const double> values) {
  std::vector<double> numbers;
  std::ranges::copy_if(values, std::back_inserter(numbers), [](double value) { return !std::isnan(value); });
  return numbers;
}

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

bool varies(std::span<const double> values) {
  const auto [least, most] = std::ranges::minmax(values);
  return least != most;
}

/// Sum of products of deviations from the means.
double joint_deviation(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean_a) * (b[i] - mean_b);
  return sum;
}

}  // namespace

Interval interval_of_mean(std::span<const double> values, double confidence) {
  const std::vector<double> numbers = numbers_among(values);
  Interval result;
  result.count = static_cast<int>(numbers.size());
  if (numbers.empty()) return result;
  result.mean = mean_of(numbers);
  if (numbers.size() < 2) return result;
  const auto n = static_cast<double>(numbers.size());
  const double t = boost::math::quantile(boost::math::students_t(n - 1), upper_share(confidence));
  const double half_width = t * std::sqrt(joint_deviation(numbers, numbers) / (n - 1) / n);
  result.low = result.mean - half_width;
  result.high = result.mean + half_width;
  return result;
}

// Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927, pages 209-212.
Interval interval_of_share(int met, int of, double confidence) {
  Interval result;
  result.count = of;
  if (of == 0) return result;
  const double n = of;
  const double p = met / n;
  const double z = boost::math::quantile(boost::math::normal(), upper_share(confidence));
  const double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half_width = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  result.mean = p;
  result.low = met == 0 ? 0 : centre - half_width;  // exact, where rounding would leave 1e-18
  result.high = met == of ? 1 : centre + half_width;
  return result;
}

double correlation(std::span<const double> a, std::span<const double> b) {
  std::vector<double> first, second;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    first.push_back(a[i]);
    second.push_back(b[i]);
  }
  if (first.size() < 3 || !varies(first) || !varies(second)) return not_a_number;
  const double found =
      joint_deviation(first, second) / std::sqrt(joint_deviation(first, first) * joint_deviation(second, second));
  return std::clamp(found, -1.0, 1.0);
}

double quantile(std::span<const double> values, double share) {
  std::vector<double> numbers = numbers_among(values);
  if (numbers.empty()) return not_a_number;
  std::ranges::sort(numbers);
  const double place = static_cast<double>(numbers.size() - 1) * share;
  const auto below = static_cast<std::size_t>(place);
  const double beyond = place - static_cast<double>(below);
  if (beyond == 0) return numbers[below];
  return numbers[below] + beyond * (numbers[below + 1] - numbers[below]);
}

}  // namespace casetide::sim
