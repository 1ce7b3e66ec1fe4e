// Where a series has forgotten how it began.
#include "sim/settling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "tests/sim/normal_draws.hpp"

namespace casetide::sim {
namespace {

using Series = std::vector<double>;

Series step(std::size_t first, double before, std::size_t all, double after) {
  Series series(all, after);
  std::fill_n(series.begin(), first, before);
  return series;
}

TEST(SettledAfter, LeavesNothingOutOfASeriesThatStandsStill) {
  EXPECT_EQ(settled_after(Series(20, 0.1)), 0U);
  EXPECT_EQ(settled_after(Series(103, 0.1)), 0U);
}

TEST(SettledAfter, LeavesOutWhatCameBeforeAStep) {
  EXPECT_EQ(settled_after(step(10, 5, 40, 0.1)), 10U);
  EXPECT_EQ(settled_after(step(5, -3, 20, 0.1)), 5U);
}

TEST(SettledAfter, LeavesOutWholeFives) { EXPECT_EQ(settled_after(step(7, 5, 40, 0.1)), 10U); }

TEST(SettledAfter, IgnoresWhatIsBeyondTheLastWholeFive) {
  Series series = step(10, 5, 40, 0.1);
  series.push_back(900);
  EXPECT_EQ(settled_after(series), 10U);
}

// Means of five 2, 0, 1, 0, 1, 0, 1, 0:
//   none left out: mean 5/8, sum of squares 7 - 25/8 = 3.875, over 64 = 0.0605
//   one left out:  mean 3/7, sum of squares 3 - 9/7 = 1.714, over 49 = 0.0350
//   two left out:  mean 1/2, sum of squares 3 - 9/6 = 1.5, over 36 = 0.0417
TEST(SettledAfter, MinimisesTheErrorOfTheMeanByHand) {
  Series series;
  for (const double mean : {2, 0, 1, 0, 1, 0, 1, 0}) series.insert(series.end(), 5, mean);
  EXPECT_EQ(settled_after(series), 5U);
}

TEST(SettledAfter, IsAbsentForASeriesThatKeepsGrowing) {
  for (const std::size_t size : {20, 25, 30, 52, 200}) {
    Series series(size);
    std::iota(series.begin(), series.end(), 100.0);
    EXPECT_EQ(settled_after(series), std::nullopt) << size;
  }
}

TEST(SettledAfter, IsAbsentWhereHalfOrMoreWouldBeLeftOut) {
  EXPECT_EQ(settled_after(step(15, 5, 40, 0.1)), 15U);
  EXPECT_EQ(settled_after(step(20, 5, 40, 0.1)), std::nullopt);
}

TEST(SettledAfter, IsAbsentWhereNobodyCanTell) {
  EXPECT_EQ(settled_after(Series{}), std::nullopt);
  EXPECT_EQ(settled_after(Series(19, 1.0)), std::nullopt);
  Series series(40, 1.0);
  series[39] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(settled_after(series), std::nullopt);
}

// Of 40 means drawn apart it would be absent only if the last 20 had less than half the variance of all, that is less
// than a third of that of the first 20: once in a hundred by the F distribution with 19 and 19 degrees of freedom.
TEST(SettledAfter, HardlyEverDoubtsASeriesOfIndependentValues) {
  constexpr int repeats = 500;
  int absent = 0;
  for (std::uint32_t repeat = 0; repeat < repeats; ++repeat)
    absent += !settled_after(normal_draws(Chance(51, repeat), 0, 200)).has_value();
  EXPECT_LE(absent / double{repeats}, 0.011 + tolerance_of_share(0.011, repeats));
}

// From 10 down to 0 by a factor of e in 20 values: the bias of the mean of all 400 is 10 x 20 / 400 = 0.5, ten times
// its standard error.
TEST(SettledAfter, MakesTheMeanOfTheRestTrueWhereTheSeriesBeginsFarOff) {
  constexpr std::uint32_t repeats = 200, size = 400;
  double bias = 0;
  for (std::uint32_t repeat = 0; repeat < repeats; ++repeat) {
    Series series = normal_draws(Chance(52, repeat), 0, size);
    for (std::uint32_t i = 0; i < size; ++i) series[i] += 10 * std::exp(-(i / 20.0));
    const auto left_out = settled_after(series);
    ASSERT_TRUE(left_out.has_value());
    EXPECT_GE(*left_out, 30U);  // there 10 / e^1.5 = 2.2 is five times the noise of a mean of five
    bias += std::accumulate(series.begin() + static_cast<std::ptrdiff_t>(*left_out), series.end(), 0.0) /
            static_cast<double>(size - *left_out) / repeats;
  }
  EXPECT_LT(std::abs(bias), 0.5 / 5);
}

}  // namespace
}  // namespace casetide::sim
