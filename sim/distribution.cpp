// Formulas of each shape side by side: check, mean, variance, cdf, quantile.
// Source: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, 2nd ed., 1994-95, unless stated.
#include "sim/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace casetide::sim {

namespace {
using Band = Bands::Band;

/// Doubles are enough: working in long double would double the time of a draw.
using Precision = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using StandardNormal = boost::math::normal_distribution<double, Precision>;

constexpr double square(double x) { return x * x; }

// Checks

void require(bool holds, std::string_view parameter, std::string_view rule, double value) {
  if (holds) return;
  throw std::invalid_argument(fmt::format("{} must be {}, found {}", parameter, rule, value));
}

void require_not_negative(std::string_view parameter, double value) {
  require(std::isfinite(value) && value >= 0, parameter, "a number of at least 0", value);
}

void require_positive(std::string_view parameter, double value) {
  require(std::isfinite(value) && value > 0, parameter, "a number above 0", value);
}

void require_at_least(std::string_view parameter, double value, std::string_view other, double least) {
  require(std::isfinite(value) && value >= least, parameter, fmt::format("at least {} ({})", other, least), value);
}

void check(const Constant& it) { require_not_negative("constant value", it.value); }

void check(const Exponential& it) { require_positive("exponential mean", it.mean); }

void check(const Lognormal& it) {
  require_positive("lognormal mean", it.mean);
  require_positive("lognormal cv", it.cv);
}

void check(const Uniform& it) {
  require_not_negative("uniform low", it.low);
  require_at_least("uniform high", it.high, "low", it.low);
}

void check(const Triangular& it) {
  require_not_negative("triangular low", it.low);
  require_at_least("triangular mode", it.mode, "low", it.low);
  require_at_least("triangular high", it.high, "mode", it.mode);
}

void check(const Weibull& it) {
  require_positive("weibull scale", it.scale);
  require_positive("weibull shape", it.shape);
  require(std::isfinite(std::tgamma(1 + 2 / it.shape)), "weibull shape", "large enough for a finite variance",
          it.shape);
}

double total_share(const Bands& it) {
  return std::accumulate(it.bands.begin(), it.bands.end(), 0.0,
                         [](double sum, const Band& b) { return sum + b.share; });
}

void check(const Bands& it) {
  double previous_high = 0;
  for (std::size_t i = 0; i < it.bands.size(); ++i) {
    const auto name = [i](std::string_view field) { return fmt::format("bands[{}].{}", i, field); };
    const Band& band = it.bands[i];
    require_at_least(name("low"), band.low, i == 0 ? "zero" : "the high before it", previous_high);
    require_at_least(name("high"), band.high, "low", band.low);
    require_not_negative(name("share"), band.share);
    previous_high = band.high;
  }
  require_positive("the sum of the bands' shares", total_share(it));
}

void normalise(Bands& it) {
  const double total = total_share(it);
  for (Band& band : it.bands) band.share /= total;
}

/// The logarithm is normal with variance sigma^2 = ln(1 + cv^2) and mean mu = ln(mean) - sigma^2 / 2.
void normalise(Lognormal& it) {
  const double variance = std::log1p(square(it.cv));
  it.mu = std::log(it.mean) - variance / 2;
  it.sigma = std::sqrt(variance);
}

template <typename Shape>
void normalise(Shape&) {}

// Constant

double mean(const Constant& it) { return it.value; }
double variance(const Constant&) { return 0; }
double cdf(const Constant& it, double x) { return x >= it.value ? 1 : 0; }
double quantile(const Constant& it, double) { return it.value; }

// Exponential

double mean(const Exponential& it) { return it.mean; }
double variance(const Exponential& it) { return square(it.mean); }
double cdf(const Exponential& it, double x) { return x <= 0 ? 0 : -std::expm1(-x / it.mean); }
double quantile(const Exponential& it, double u) { return -it.mean * std::log1p(-u); }

// Lognormal

double mean(const Lognormal& it) { return it.mean; }
double variance(const Lognormal& it) { return square(it.mean * it.cv); }
double cdf(const Lognormal& it, double x) {
  if (x <= 0) return 0;
  return boost::math::cdf(StandardNormal(), (std::log(x) - it.mu) / it.sigma);
}
double quantile(const Lognormal& it, double u) {
  return std::exp(it.mu + it.sigma * boost::math::quantile(StandardNormal(), u));
}

// Uniform

double mean(const Uniform& it) { return std::midpoint(it.low, it.high); }
double variance(const Uniform& it) { return square(it.high - it.low) / 12; }
double cdf(const Uniform& it, double x) {
  if (x >= it.high) return 1;
  return x <= it.low ? 0 : (x - it.low) / (it.high - it.low);
}
double quantile(const Uniform& it, double u) { return std::lerp(it.low, it.high, u); }

// Triangular

double mean(const Triangular& it) { return (it.low + it.mode + it.high) / 3; }
double variance(const Triangular& it) {
  return (square(it.high - it.low) + square(it.mode - it.low) + square(it.high - it.mode)) / 36;
}
double cdf(const Triangular& it, double x) {
  if (x >= it.high) return 1;
  if (x <= it.low) return 0;
  if (x < it.mode) return square(x - it.low) / ((it.high - it.low) * (it.mode - it.low));
  return 1 - square(it.high - x) / ((it.high - it.low) * (it.high - it.mode));
}
double quantile(const Triangular& it, double u) {
  const double rise = it.mode - it.low;
  const double width = it.high - it.low;
  if (u * width <= rise) return it.low + std::sqrt(u * width * rise);
  return it.high - std::sqrt((1 - u) * width * (it.high - it.mode));
}

// Weibull

double mean(const Weibull& it) { return it.scale * std::tgamma(1 + 1 / it.shape); }
double variance(const Weibull& it) {
  const double difference = std::tgamma(1 + 2 / it.shape) - square(std::tgamma(1 + 1 / it.shape));
  return square(it.scale) * std::max(difference, 0.0);  // at shapes of 10^7 and more only rounding is left
}
double cdf(const Weibull& it, double x) { return x <= 0 ? 0 : -std::expm1(-std::pow(x / it.scale, it.shape)); }
double quantile(const Weibull& it, double u) { return it.scale * std::pow(-std::log1p(-u), 1 / it.shape); }

// Bands: a mixture of uniforms, so its variance is that within the bands and that between their means

Uniform uniform(const Band& band) { return {band.low, band.high}; }

double mean(const Bands& it) {
  double sum = 0;
  for (const Band& band : it.bands) sum += band.share * mean(uniform(band));
  return sum;
}
double variance(const Bands& it) {
  const double centre = mean(it);
  double sum = 0;
  for (const Band& band : it.bands) {
    sum += band.share * (variance(uniform(band)) + square(mean(uniform(band)) - centre));
  }
  return sum;
}
double cdf(const Bands& it, double x) {
  if (x >= it.bands.back().high) return 1;
  double sum = 0;
  for (const Band& band : it.bands) sum += band.share * cdf(uniform(band), x);
  return sum;
}
double quantile(const Bands& it, double u) {
  double highest = 0;
  for (const Band& band : it.bands) {
    if (band.share == 0) continue;
    if (u <= band.share) return quantile(uniform(band), u / band.share);
    u -= band.share;
    highest = band.high;
  }
  return highest;  // the shares add to 1 only as closely as doubles can
}
}  // namespace

Distribution::Distribution(Shape shape) : shape_(std::move(shape)) {
  std::visit([](auto& it) { check(it), normalise(it); }, shape_);
  require(std::isfinite(variance()), "the variance", "finite (a parameter is too large or too small)", variance());
}

double Distribution::mean() const {
  return std::visit([](const auto& it) { return sim::mean(it); }, shape_);
}

double Distribution::variance() const {
  return std::visit([](const auto& it) { return sim::variance(it); }, shape_);
}

double Distribution::cdf(double x) const {
  return std::visit([x](const auto& it) { return sim::cdf(it, x); }, shape_);
}

double Distribution::quantile(double u) const {
  return std::visit([u](const auto& it) { return sim::quantile(it, u); }, shape_);
}

double Distribution::quantile_beyond(double elapsed, double u) const {
  constexpr double largest_below_one = 1 - std::numeric_limits<double>::epsilon() / 2;
  const double passed = cdf(elapsed);
  if (passed >= 1) return elapsed;
  const double conditional = std::min(passed + u * (1 - passed), largest_below_one);
  return std::max(elapsed, quantile(conditional));
}

}  // namespace casetide::sim
