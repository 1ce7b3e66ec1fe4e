// How long stays last of which one is met: worked out by hand, and by the theory of renewals.
#include "models/tenure.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/builders.hpp"

namespace casetide::models {

using namespace casetide::testing;
using sim::Distribution;

namespace {

TEST(Tenure, CountsSpansFromTheFirstDay) {
  EXPECT_EQ(after(day("2018-09-03"), months(12)), day("2019-09-03"));
  EXPECT_EQ(after(day("2018-09-03"), weeks(13)), day("2018-12-03"));
  EXPECT_EQ(after(day("2018-09-03"), working_days(20)), day("2018-10-01"));
  EXPECT_EQ(after(day("2018-09-03"), {-12, Span::Unit::months}), day("2017-09-03"));
  // Long before the calendar's first year.
  EXPECT_EQ(after(day("1999-09-06"), working_days(5)), day("1999-09-13"));
}

TEST(Tenure, OfAStayOfAlwaysTheSameLengthMayBeAnyPart) {
  const Distribution fixed = Distribution::constant(10);
  for (int day = 1; day <= 10; ++day) {
    const Stay stay = stay_met(fixed, (day - 0.5) / 10, 0.3);
    EXPECT_EQ(stay.ahead, day);
    EXPECT_EQ(stay.before, 10 - day);
  }
}

TEST(Tenure, MeetsLongStaysMoreOften) {
  // Half of all stays last 10 days and half 90: of a hundred days that two of them fill, ninety belong to the long one.
  const Distribution either(sim::Bands{{{10, 10.001, 0.5}, {90, 90.001, 0.5}}});
  int long_ones = 0;
  constexpr int steps = 1000;
  for (int a = 0; a < steps; ++a)
    for (int b = 0; b < 10; ++b) {
      const Stay stay = stay_met(either, (a + 0.5) / steps, (b + 0.5) / 10);
      ASSERT_TRUE(stay.before + stay.ahead == 10 || stay.before + stay.ahead == 90);
      long_ones += stay.before + stay.ahead == 90;
    }
  EXPECT_NEAR(long_ones / (10.0 * steps), 0.9, 0.005);
}

TEST(Tenure, HasAheadWhatTheTheoryOfRenewalsSays) {
  // E[ahead] = (E[L^2] + E[L]) / (2 E[L]) in whole days, that day included; before and ahead are alike but for that
  // day.
  for (const Distribution& days : {Distribution(sim::Lognormal{182, 0.7}), Distribution(sim::Exponential{100})}) {
    double ahead = 0, before = 0;
    constexpr int steps = 400, others = 20;
    for (int a = 0; a < steps; ++a)
      for (int b = 0; b < others; ++b) {
        const Stay stay = stay_met(days, (a + 0.5) / steps, (b + 0.5) / others);
        ahead += stay.ahead;
        before += stay.before;
      }
    const double square = days.variance() + days.mean() * days.mean();
    const double expected = (square / days.mean() + 1) / 2;
    EXPECT_NEAR(ahead / (steps * others), expected, 0.01 * expected);
    EXPECT_NEAR(before / (steps * others), expected - 1, 0.03 * expected);  // twenty draws miss some of the tail
  }
}

TEST(Tenure, OfAStayFromItsFirstDayIsAtLeastADay) {
  EXPECT_EQ(length_of_stay(Distribution::constant(0), 0.5), 1);
  EXPECT_EQ(length_of_stay(Distribution::constant(27.6), 0.5), 28);
}

}  // namespace

}  // namespace casetide::models
