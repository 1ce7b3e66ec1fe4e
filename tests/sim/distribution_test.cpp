// Each shape against its exact moments, its own inverse, its conditional form and values worked out by hand.
#include "sim/distribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/random.hpp"

namespace casetide::sim {
namespace {
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double largest_uniform = 1 - 0x1p-53;

struct Named {
  std::string name;
  Distribution distribution;
};

// Every shape that is continuous and strictly rising where it is not flat.
std::vector<Named> continuous() {
  return {{"exponential", Distribution(Exponential{3.5})},
          {"lognormal", Distribution(Lognormal{12, 0.6})},
          {"wide lognormal", Distribution(Lognormal{0.8, 1.2})},
          {"uniform", Distribution(Uniform{2, 7})},
          {"triangular", Distribution(Triangular{1, 2, 6})},
          {"triangular with its mode at the low end", Distribution(Triangular{1, 1, 6})},
          {"triangular with its mode at the high end", Distribution(Triangular{0, 4, 4})},
          {"rising weibull", Distribution(Weibull{10, 2.5})},
          {"falling weibull", Distribution(Weibull{10, 0.7})},
          {"contiguous bands", Distribution(Bands{{{0, 5, 20}, {5, 10, 50}, {10, 30, 30}}})},
          {"separate bands", Distribution(Bands{{{1, 2, 0.25}, {4, 4.5, 0.5}, {4.5, 6, 0}, {8, 10, 0.25}}})}};
}

std::vector<double> probabilities() {
  std::vector<double> values{0x1p-53, 1e-9, 0.25, 0.5, 0.75, 1 - 1e-9};
  for (int i = 1; i < 200; ++i) values.push_back(i / 200.0);
  return values;
}

struct Moments {
  double mean, variance, mean_error, variance_error;  // the errors are standard errors
};

Moments sample_moments(const Distribution& distribution, std::uint32_t purpose) {
  constexpr std::uint32_t size = 200'000;
  const Chance chance(20180903, 1);
  const double centre = distribution.mean();
  double first = 0;
  double second = 0;
  double fourth = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    const double from_centre = distribution.quantile(chance.uniform(purpose, i, 0)) - centre;
    const double square = from_centre * from_centre;
    first += from_centre / size;
    second += square / size;
    fourth += square * square / size;
  }
  return {centre + first, second, std::sqrt(second / size), std::sqrt((fourth - second * second) / size)};
}

TEST(Distribution, SamplesHaveItsMeanAndVariance) {
  std::uint32_t purpose = 0;
  for (const auto& [name, distribution] : continuous()) {
    SCOPED_TRACE(name);
    const Moments sample = sample_moments(distribution, ++purpose);
    EXPECT_NEAR(sample.mean, distribution.mean(), 4 * sample.mean_error);
    EXPECT_LT(sample.mean_error, 0.01 * distribution.mean());
    EXPECT_NEAR(sample.variance, distribution.variance(), 4 * sample.variance_error);
    EXPECT_LT(sample.variance_error, 0.1 * distribution.variance());
  }
}

TEST(Distribution, QuantileInvertsTheCdf) {
  for (const auto& [name, distribution] : continuous()) {
    for (const double u : probabilities()) {
      ASSERT_NEAR(distribution.cdf(distribution.quantile(u)), u, 1e-13) << name << " at " << u;
    }
  }
}

TEST(Distribution, QuantileRisesAndStaysFiniteUpToTheEndsOfTheInterval) {
  for (const auto& [name, distribution] : continuous()) {
    double previous = distribution.quantile(0x1p-53);
    EXPECT_GE(previous, 0) << name;
    for (int i = 1; i < 1000; ++i) {
      const double value = distribution.quantile(i / 1000.0);
      ASSERT_GE(value, previous) << name << " at " << i / 1000.0;
      previous = value;
    }
    EXPECT_GE(distribution.quantile(largest_uniform), previous) << name;
    EXPECT_TRUE(std::isfinite(distribution.quantile(largest_uniform))) << name;
  }
}

TEST(Distribution, CdfGoesFromZeroToOne) {
  for (const auto& [name, distribution] : continuous()) {
    EXPECT_EQ(distribution.cdf(-1), 0) << name;
    EXPECT_EQ(distribution.cdf(0), 0) << name;
    EXPECT_NEAR(distribution.cdf(1e6), 1, 1e-12) << name;
    EXPECT_LE(distribution.cdf(1e6), 1) << name;
  }
}

// P(X <= x | X > e) = (F(x) - F(e)) / (1 - F(e)), which must be u at x = quantile_beyond(e, u).
TEST(Distribution, QuantileBeyondInvertsTheConditionalCdf) {
  for (const auto& [name, distribution] : continuous()) {
    for (const double passed : {0.1, 0.5, 0.9, 0.99}) {
      const double elapsed = distribution.quantile(passed);
      for (const double u : {0.001, 0.2, 0.5, 0.8, 0.999}) {
        const double value = distribution.quantile_beyond(elapsed, u);
        const double conditional = (distribution.cdf(value) - passed) / (1 - passed);
        ASSERT_GE(value, elapsed) << name;
        ASSERT_NEAR(conditional, u, 1e-11) << name << " beyond " << elapsed;
      }
    }
  }
}

TEST(Distribution, DrawsBeyondAgreeWithDrawsThatWentBeyond) {
  const Distribution distribution(Weibull{10, 0.7});
  const Chance chance(7, 1);
  const double elapsed = 8;
  double beyond = 0;
  double selected = 0;
  double squares = 0;
  int count = 0;
  constexpr std::uint32_t size = 200'000;
  for (std::uint32_t i = 0; i < size; ++i) {
    beyond += distribution.quantile_beyond(elapsed, chance.uniform(1, i, 0)) / size;
    const double value = distribution.quantile(chance.uniform(2, i, 0));
    if (value <= elapsed) continue;
    selected += value;
    squares += value * value;
    ++count;
  }
  selected /= count;
  const double variance = squares / count - selected * selected;
  EXPECT_NEAR(beyond, selected, 4 * std::sqrt(variance / count + variance / size));
}

TEST(Distribution, DrawsBeyondZeroAsUnconditionally) {
  for (const auto& [name, distribution] : continuous()) {
    for (const double u : probabilities())
      ASSERT_EQ(distribution.quantile_beyond(0, u), distribution.quantile(u)) << name;
  }
}

TEST(Distribution, ReturnsTheElapsedTimeWhereNothingIsLeft) {
  EXPECT_EQ(Distribution(Uniform{2, 7}).quantile_beyond(7, 0.5), 7);
  EXPECT_EQ(Distribution(Uniform{2, 7}).quantile_beyond(9, 0.5), 9);
  EXPECT_EQ(Distribution(Triangular{1, 2, 6}).quantile_beyond(8, 0.5), 8);
  EXPECT_EQ(Distribution(Bands{{{0, 5, 1}}}).quantile_beyond(6, 0.5), 6);
  EXPECT_EQ(Distribution::constant(4).quantile_beyond(5, 0.5), 5);
  EXPECT_EQ(Distribution(Exponential{1}).quantile_beyond(1000, 0.5), 1000);  // 1 - F is 10^-434
  EXPECT_EQ(Distribution(Lognormal{1, 0.5}).quantile_beyond(1e30, 0.5), 1e30);
}

TEST(Distribution, StaysFiniteAndBeyondInTheFarTail) {
  for (const auto& [name, distribution] : continuous()) {
    for (double elapsed = 0; elapsed < 500; elapsed += 0.5) {
      const double value = distribution.quantile_beyond(elapsed, largest_uniform);
      ASSERT_TRUE(std::isfinite(value)) << name << " beyond " << elapsed;
      ASSERT_GE(value, elapsed) << name;
    }
  }
}

TEST(Constant, IsOneValueAlways) {
  const Distribution distribution = Distribution::constant(4);
  EXPECT_EQ(distribution.mean(), 4);
  EXPECT_EQ(distribution.variance(), 0);
  EXPECT_EQ(distribution.cdf(3.999), 0);
  EXPECT_EQ(distribution.cdf(4), 1);
  EXPECT_EQ(distribution.quantile(0.01), 4);
  EXPECT_EQ(distribution.quantile_beyond(3, 0.99), 4);
}

TEST(Exponential, ForgetsWhatHasPassed) {
  const Distribution distribution(Exponential{3.5});
  for (const double u : {0.01, 0.5, 0.99}) {
    EXPECT_NEAR(distribution.quantile_beyond(20, u) - 20, distribution.quantile(u), 1e-10);
  }
  EXPECT_NEAR(distribution.quantile(0.5), 3.5 * std::log(2.0), 1e-12);
}

TEST(Lognormal, HasItsMedianAtTheMeanOverTheRootOfOnePlusCvSquared) {
  const Distribution distribution(Lognormal{10, 0.75});  // sqrt(1 + 0.75^2) = 1.25
  EXPECT_NEAR(distribution.quantile(0.5), 8, 1e-12);
  EXPECT_NEAR(distribution.cdf(8), 0.5, 1e-12);
  EXPECT_NEAR(distribution.variance(), 56.25, 1e-12);
}

TEST(Uniform, SpreadsEvenly) {
  const Distribution distribution(Uniform{2, 7});
  EXPECT_DOUBLE_EQ(distribution.mean(), 4.5);
  EXPECT_DOUBLE_EQ(distribution.variance(), 25.0 / 12);
  EXPECT_DOUBLE_EQ(distribution.quantile(0.2), 3);
  EXPECT_DOUBLE_EQ(distribution.quantile_beyond(5, 0.5), 6);
}

TEST(Triangular, HasItsAreaOnEitherSideOfTheMode) {
  const Distribution distribution(Triangular{1, 2, 6});  // a fifth of the area lies below the mode
  EXPECT_DOUBLE_EQ(distribution.mean(), 3);
  EXPECT_DOUBLE_EQ(distribution.variance(), 7.0 / 6);  // (25 + 1 + 16) / 36
  EXPECT_DOUBLE_EQ(distribution.cdf(2), 0.2);
  EXPECT_DOUBLE_EQ(distribution.quantile(0.2), 2);
  EXPECT_DOUBLE_EQ(distribution.quantile(0.8), 4);  // 6 - sqrt(0.2 * 5 * 4)
}

TEST(Weibull, OfShapeOneIsExponential) {
  const Distribution weibull(Weibull{3.5, 1});
  const Distribution exponential(Exponential{3.5});
  EXPECT_NEAR(weibull.mean(), exponential.mean(), 1e-12);
  EXPECT_NEAR(weibull.variance(), exponential.variance(), 1e-11);
  for (const double u : {0.001, 0.3, 0.999}) EXPECT_NEAR(weibull.quantile(u), exponential.quantile(u), 1e-12);
  EXPECT_NEAR(weibull.cdf(2), exponential.cdf(2), 1e-15);
}

TEST(Weibull, OfShapeTwoIsRayleigh) {
  const Distribution distribution(Weibull{10, 2});  // mean 10 sqrt(pi) / 2, variance 100 (1 - pi / 4)
  EXPECT_NEAR(distribution.mean(), 5 * std::sqrt(std::numbers::pi), 1e-12);
  EXPECT_NEAR(distribution.variance(), 100 - 25 * std::numbers::pi, 1e-11);
}

TEST(Bands, SpreadTheirSharesEvenlyWithinEachBand) {
  const Distribution distribution(Bands{{{0, 5, 20}, {5, 10, 50}, {10, 30, 30}}});
  EXPECT_NEAR(distribution.mean(), 10.25, 1e-12);       // 0.2 * 2.5 + 0.5 * 7.5 + 0.3 * 20
  EXPECT_NEAR(distribution.cdf(7), 0.4, 1e-15);         // 0.2 + 0.5 * 2 / 5
  EXPECT_NEAR(distribution.quantile(0.1), 2.5, 1e-12);  // half-way through the first band
  EXPECT_NEAR(distribution.quantile(0.85), 20, 1e-12);  // half-way through the last
  EXPECT_NEAR(distribution.variance(), 55.7708333333333333,
              1e-10);  // 11.4583... within the bands, 44.3125 between their means
}

TEST(Bands, NormaliseTheirShares) {
  const Distribution distribution(Bands{{{0, 1, 30}, {1, 2, 90}}});
  const auto& bands = std::get<Bands>(distribution.shape()).bands;
  EXPECT_DOUBLE_EQ(bands[0].share, 0.25);
  EXPECT_DOUBLE_EQ(bands[1].share, 0.75);
}

TEST(Bands, LeaveGapsAndEmptyBandsOut) {
  const Distribution distribution(Bands{{{0, 1, 0}, {1, 2, 1}, {5, 6, 1}, {6, 9, 0}}});
  EXPECT_EQ(distribution.cdf(4), 0.5);
  EXPECT_EQ(distribution.quantile(0.5), 2);  // the smallest x that reaches a half
  EXPECT_GE(distribution.quantile(0.5 + 1e-9), 5);
  EXPECT_GE(distribution.quantile(0x1p-53), 1);
  EXPECT_LE(distribution.quantile(largest_uniform), 6);
}

TEST(Bands, MayBeSingleValues) {
  const Distribution distribution(Bands{{{0, 0, 1}, {5, 5, 3}}});
  EXPECT_EQ(distribution.cdf(0), 0.25);
  EXPECT_EQ(distribution.quantile(0.25), 0);
  EXPECT_EQ(distribution.quantile(0.26), 5);
  EXPECT_DOUBLE_EQ(distribution.mean(), 3.75);
  EXPECT_DOUBLE_EQ(distribution.quantile_beyond(0, 0.01), 5);
}

TEST(Distribution, AcceptsShapesWithoutWidth) {
  EXPECT_EQ(Distribution(Uniform{3, 3}).quantile(0.4), 3);
  EXPECT_EQ(Distribution(Uniform{3, 3}).cdf(3), 1);
  EXPECT_EQ(Distribution(Triangular{3, 3, 3}).quantile(0.4), 3);
  EXPECT_EQ(Distribution(Triangular{3, 3, 3}).cdf(2.9), 0);
  EXPECT_EQ(Distribution::constant(0).mean(), 0);
}

/// What the constructor says of `shape`; empty when it accepts it.
std::string refusal(Distribution::Shape shape) {
  try {
    Distribution accepted(std::move(shape));
    return "";
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

TEST(Distribution, RefusesParametersOutOfRangeAndNamesThem) {
  EXPECT_EQ(refusal(Constant{-1}), "constant value must be a number of at least 0, found -1");
  EXPECT_EQ(refusal(Constant{infinite}), "constant value must be a number of at least 0, found inf");
  EXPECT_EQ(refusal(Exponential{0}), "exponential mean must be a number above 0, found 0");
  EXPECT_EQ(refusal(Exponential{not_a_number}), "exponential mean must be a number above 0, found nan");
  EXPECT_EQ(refusal(Lognormal{-2, 1}), "lognormal mean must be a number above 0, found -2");
  EXPECT_EQ(refusal(Lognormal{2, 0}), "lognormal cv must be a number above 0, found 0");
  EXPECT_EQ(refusal(Uniform{-1, 2}), "uniform low must be a number of at least 0, found -1");
  EXPECT_EQ(refusal(Uniform{3, 2}), "uniform high must be at least low (3), found 2");
  EXPECT_EQ(refusal(Triangular{1, 0.5, 2}), "triangular mode must be at least low (1), found 0.5");
  EXPECT_EQ(refusal(Triangular{1, 3, 2}), "triangular high must be at least mode (3), found 2");
  EXPECT_EQ(refusal(Weibull{0, 1}), "weibull scale must be a number above 0, found 0");
  EXPECT_EQ(refusal(Weibull{1, -1}), "weibull shape must be a number above 0, found -1");
}

TEST(Distribution, RefusesBandsThatAreNotInOrder) {
  EXPECT_EQ(refusal(Bands{}), "the sum of the bands' shares must be a number above 0, found 0");
  EXPECT_EQ(refusal(Bands{{{0, 1, 0}}}), "the sum of the bands' shares must be a number above 0, found 0");
  EXPECT_EQ(refusal(Bands{{{-1, 1, 1}}}), "bands[0].low must be at least zero (0), found -1");
  EXPECT_EQ(refusal(Bands{{{2, 1, 1}}}), "bands[0].high must be at least low (2), found 1");
  EXPECT_EQ(refusal(Bands{{{0, 5, 1}, {4, 6, 1}}}), "bands[1].low must be at least the high before it (5), found 4");
  EXPECT_EQ(refusal(Bands{{{0, 5, 1}, {5, 6, -1}}}), "bands[1].share must be a number of at least 0, found -1");
  EXPECT_EQ(refusal(Bands{{{0, infinite, 1}}}), "bands[0].high must be at least low (0), found inf");
}

TEST(Distribution, RefusesAVarianceThatIsNotFinite) {
  EXPECT_EQ(refusal(Weibull{1, 0.001}), "weibull shape must be large enough for a finite variance, found 0.001");
  EXPECT_NE(refusal(Lognormal{1, 1e200}), "");
  EXPECT_NE(refusal(Exponential{1e200}), "");
}

}  // namespace
}  // namespace casetide::sim
