#include "sim/forecast_scores.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numbers>
#include <vector>

namespace casetide::sim {
namespace {

using Ensemble = std::vector<double>;
using Points = std::vector<std::pair<double, double>>;

TEST(Crps, OfOneValueIsItsDistance) {
  EXPECT_DOUBLE_EQ(crps(Ensemble{3}, 5), 2);
  EXPECT_DOUBLE_EQ(crps(Ensemble{3, 3, 3}, 5), 2);
  EXPECT_DOUBLE_EQ(crps(Ensemble{5}, 5), 0);
}

// Of 1 and 3 the mean distance from 2 is 1; of all four pairs the mean distance is 1, half of it 0.5.
TEST(Crps, TakesHalfTheSpreadFromTheDistance) { EXPECT_DOUBLE_EQ(crps(Ensemble{3, 1}, 2), 0.5); }

// Of N(0, 1) when 0 happens: (sqrt(2) - 1) / sqrt(pi). Source: Gneiting and Raftery 2007, equation 21.
TEST(Crps, OfManyValuesIsThatOfTheirDistribution) {
  Ensemble values;
  constexpr int count = 2000;
  for (int i = 0; i < count; ++i) values.push_back(boost::math::quantile(boost::math::normal(), (i + 0.5) / count));
  EXPECT_NEAR(crps(values, 0), (std::numbers::sqrt2 - 1) / std::sqrt(std::numbers::pi), 1e-3);
}

TEST(Crps, LeavesOutWhatIsNoNumber) {
  EXPECT_DOUBLE_EQ(crps(Ensemble{std::nan(""), 3}, 5), 2);
  EXPECT_TRUE(std::isnan(crps(Ensemble{std::nan("")}, 5)));
}

TEST(LinearTrend, GoesOnAlongTheLine) {
  EXPECT_DOUBLE_EQ(linear_trend(Points{{2016, 10}, {2017, 12}, {2018, 14}}, 2019).value(), 16);
  EXPECT_DOUBLE_EQ(linear_trend(Points{{1, 1}, {2, 3}, {3, 2}}, 4).value(), 3);  // mean 2 at 2, slope 1/2
}

TEST(LinearTrend, NeedsTwoYears) {
  EXPECT_FALSE(linear_trend(Points{}, 1));
  EXPECT_FALSE(linear_trend(Points{{2017, 5}}, 2018));
}

}  // namespace
}  // namespace casetide::sim
