// Intervals against published tables and values worked out by hand, and how often they hold the truth.
#include "sim/intervals.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/sim/normal_draws.hpp"

namespace casetide::sim {
namespace {
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Student's t for 5 % on either side and 4 degrees of freedom is 2.131847, for 1 it is 6.313752 (any table).
TEST(IntervalOfMean, IsStudents) {
  const Interval found = interval_of_mean(std::vector<double>{1, 2, 3, 4, 5});  // standard error sqrt(2.5 / 5)
  EXPECT_DOUBLE_EQ(found.mean, 3);
  EXPECT_NEAR(found.low, 3 - 2.131847 * std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(found.high, 3 + 2.131847 * std::sqrt(0.5), 1e-6);
  EXPECT_EQ(found.count, 5);
  EXPECT_NEAR(interval_of_mean(std::vector<double>{0, 2}).half_width(), 6.313752, 1e-6);
}

TEST(IntervalOfMean, IsWiderWhereMoreConfidenceIsAsked) {
  const std::vector<double> values{1, 2, 3, 4, 5};
  EXPECT_NEAR(interval_of_mean(values, 0.95).half_width(), 2.776445 * std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(interval_of_mean(values, 0.99).half_width(), 4.604095 * std::sqrt(0.5), 1e-6);
}

TEST(IntervalOfMean, LeavesOutWhatIsNoNumber) {
  const Interval found = interval_of_mean(std::vector<double>{not_a_number, 0, not_a_number, 2});
  EXPECT_EQ(found.count, 2);
  EXPECT_DOUBLE_EQ(found.mean, 1);
  EXPECT_NEAR(found.high, 7.313752, 1e-6);
}

TEST(IntervalOfMean, OfOneValueHasNoEnds) {
  const Interval found = interval_of_mean(std::vector<double>{7, not_a_number});
  EXPECT_EQ(found.count, 1);
  EXPECT_EQ(found.mean, 7);
  EXPECT_TRUE(std::isnan(found.low) && std::isnan(found.high));
  EXPECT_FALSE(found.excludes_zero());
}

TEST(IntervalOfMean, OfNothingIsNoNumber) {
  const Interval found = interval_of_mean(std::vector<double>{not_a_number});
  EXPECT_EQ(found.count, 0);
  EXPECT_TRUE(std::isnan(found.mean) && std::isnan(found.low) && std::isnan(found.high));
}

TEST(IntervalOfMean, OfEqualValuesIsAPoint) {
  const Interval found = interval_of_mean(std::vector<double>{2, 2, 2});
  EXPECT_EQ(found.low, 2);
  EXPECT_EQ(found.high, 2);
  EXPECT_TRUE(found.excludes_zero());
}

TEST(IntervalOfMean, ExcludesZeroOnlyWhereBothEndsLieOnOneSide) {
  EXPECT_TRUE(interval_of_mean(std::vector<double>{1, 1.1, 0.9}).excludes_zero());
  EXPECT_TRUE(interval_of_mean(std::vector<double>{-1, -1.1, -0.9}).excludes_zero());
  EXPECT_FALSE(interval_of_mean(std::vector<double>{1, -1, 0.5}).excludes_zero());
}

TEST(IntervalOfMean, HoldsTheTruthAsOftenAsPromised) {
  constexpr int repeats = 4000;
  for (const double confidence : {0.9, 0.99}) {
    int holding = 0;
    for (int repeat = 0; repeat < repeats; ++repeat) {
      const Interval found = interval_of_mean(normal_draws(Chance(11, repeat), 0, 5), confidence);
      holding += found.low <= 0 && 0 <= found.high;
    }
    EXPECT_NEAR(holding / double{repeats}, confidence, tolerance_of_share(confidence, repeats));
  }
}

// R. G. Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 1998, pages
// 857-872, table I, method 3 (score without continuity correction), 95 %.
TEST(IntervalOfShare, MatchesThePublishedExamples) {
  struct Example {
    int met, of;
    double low, high;
  };
  for (const auto& [met, of, low, high] : {Example{81, 263, 0.2553, 0.3662}, Example{15, 148, 0.0624, 0.1605},
                                           Example{0, 20, 0, 0.1611}, Example{1, 29, 0.0061, 0.1718}}) {
    const Interval found = interval_of_share(met, of, 0.95);
    EXPECT_DOUBLE_EQ(found.mean, static_cast<double>(met) / of);
    EXPECT_NEAR(found.low, low, 0.00005);
    EXPECT_NEAR(found.high, high, 0.00005);
    EXPECT_EQ(found.count, of);
  }
}

TEST(IntervalOfShare, OfNoneOrAllReachesTheEndButIsNotCertain) {
  const Interval none = interval_of_share(0, 20), all = interval_of_share(20, 20);
  EXPECT_EQ(none.low, 0);
  EXPECT_EQ(all.high, 1);
  EXPECT_NEAR(none.high, 1 - all.low, 1e-12);
  EXPECT_GT(none.high, 0.1);  // z^2 / (n + z^2) = 2.706 / 22.706
}

TEST(IntervalOfShare, OfNothingIsNoNumber) {
  const Interval found = interval_of_share(0, 0);
  EXPECT_TRUE(std::isnan(found.mean) && std::isnan(found.low) && std::isnan(found.high));
  EXPECT_EQ(found.count, 0);
}

// Exactly, over all that can come of 30 replications: Wilson's interval keeps its promise on average over true shares.
// Source: Brown, Cai and DasGupta, Interval estimation for a binomial proportion, Statistical Science 16, 2001.
TEST(IntervalOfShare, HoldsTheTruthAsOftenAsPromisedOnAverageOverShares) {
  constexpr int of = 30, shares = 199;
  double covered = 0;
  for (int step = 1; step <= shares; ++step) {
    const double truth = step / 200.0;
    for (int met = 0; met <= of; ++met) {
      const Interval found = interval_of_share(met, of);
      if (found.low <= truth && truth <= found.high)
        covered += boost::math::pdf(boost::math::binomial(of, truth), met) / shares;
    }
  }
  EXPECT_NEAR(covered, 0.9, 0.01);
}

TEST(Correlation, ByHand) {
  EXPECT_NEAR(correlation(std::vector<double>{1, 2, 3}, std::vector<double>{1, 3, 2}), 0.5, 1e-12);
  EXPECT_NEAR(correlation(std::vector<double>{1, 2, 3}, std::vector<double>{0.1, 0.2, 0.3}), 1, 1e-12);
  EXPECT_NEAR(correlation(std::vector<double>{1, 2, 3}, std::vector<double>{6, 4, 2}), -1, 1e-12);
}

TEST(Correlation, IsNeverBeyondOne) {
  for (std::uint32_t repeat = 0; repeat < 200; ++repeat) {
    const std::vector<double> a = normal_draws(Chance(12, repeat), 0, 7);
    std::vector<double> b;
    for (const double value : a) b.push_back(0.1 + value / 3);
    EXPECT_LE(correlation(a, b), 1);
    EXPECT_NEAR(correlation(a, b), 1, 1e-12);
  }
}

TEST(Correlation, TakesOnlyPairsOfNumbers) {
  const std::vector<double> a{1, not_a_number, 2, 3, 9};
  const std::vector<double> b{1, 50, 3, 2, not_a_number};
  EXPECT_NEAR(correlation(a, b), 0.5, 1e-12);
}

TEST(Correlation, IsNoNumberOfTwoPairsOrWhereOneDoesNotVary) {
  EXPECT_TRUE(std::isnan(correlation(std::vector<double>{1, 2}, std::vector<double>{1, 2})));
  EXPECT_TRUE(std::isnan(correlation(std::vector<double>{1, 2, not_a_number}, std::vector<double>{1, 2, 3})));
  EXPECT_TRUE(std::isnan(correlation(std::vector<double>{0.1, 0.1, 0.1}, std::vector<double>{1, 2, 3})));
}

TEST(Quantile, IsLinearBetweenOrderStatistics) {
  const std::vector<double> values{4, 1, 3, not_a_number, 2};
  EXPECT_EQ(quantile(values, 0), 1);
  EXPECT_DOUBLE_EQ(quantile(values, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(quantile(values, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile(values, 0.9), 3.7);
  EXPECT_EQ(quantile(values, 1), 4);
}

TEST(Quantile, OfOneValueIsThatAndOfNoneIsNoNumber) {
  EXPECT_EQ(quantile(std::vector<double>{5}, 0.9), 5);
  EXPECT_TRUE(std::isnan(quantile(std::vector<double>{}, 0.5)));
  EXPECT_TRUE(std::isnan(quantile(std::vector<double>{not_a_number}, 0.5)));
}

}  // namespace
}  // namespace casetide::sim
