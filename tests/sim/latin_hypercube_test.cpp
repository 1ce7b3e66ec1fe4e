// Designs: one point in each stratum of each input, in an order drawn anew for each input.
#include "sim/latin_hypercube.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "sim/intervals.hpp"

namespace casetide::sim {
namespace {

using Design = std::vector<std::vector<double>>;

std::vector<double> of_input(const Design& design, std::size_t input) {
  std::vector<double> values;
  for (const auto& point : design) values.push_back(point.at(input));
  return values;
}

/// The stratum of each point.
std::vector<std::size_t> strata(const Design& design, std::size_t input) {
  std::vector<std::size_t> found;
  for (const double value : of_input(design, input))
    found.push_back(static_cast<std::size_t>(value * static_cast<double>(design.size())));
  return found;
}

TEST(LatinHypercube, HasOnePointInEachStratumOfEachInput) {
  for (const std::size_t points : {1, 2, 7, 10, 64, 1000}) {
    const Design design = latin_hypercube(points, 5, 2017);
    ASSERT_EQ(design.size(), points);
    for (std::size_t input = 0; input < 5; ++input) {
      const auto found = strata(design, input);
      EXPECT_EQ(std::set<std::size_t>(found.begin(), found.end()).size(), points);
      EXPECT_LT(*std::ranges::max_element(found), points);
    }
  }
}

TEST(LatinHypercube, StaysInsideTheOpenInterval) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed)
    for (const auto& point : latin_hypercube(3, 2, seed))
      for (const double value : point) ASSERT_TRUE(0 < value && value < 1) << value;
}

TEST(LatinHypercube, IsTheSameForTheSameSeedOnly) {
  EXPECT_EQ(latin_hypercube(20, 3, 5), latin_hypercube(20, 3, 5));
  EXPECT_NE(latin_hypercube(20, 3, 5), latin_hypercube(20, 3, 6));
  EXPECT_NE(latin_hypercube(20, 3, 5), latin_hypercube(20, 3, 5 + (1ULL << 32)));
}

TEST(LatinHypercube, GivesAnInputTheSameValuesHoweverManyComeAfterIt) {
  const Design two = latin_hypercube(20, 2, 5), four = latin_hypercube(20, 4, 5);
  EXPECT_EQ(of_input(two, 0), of_input(four, 0));
  EXPECT_EQ(of_input(two, 1), of_input(four, 1));
}

TEST(LatinHypercube, OfNoPointsOrNoInputsIsEmpty) {
  EXPECT_TRUE(latin_hypercube(0, 3, 1).empty());
  EXPECT_EQ(latin_hypercube(2, 0, 1), Design(2));
}

// Six orders of three points, each with chance 1/6: 1,000 of 6,000 seeds, give or take four standard errors of 28.9.
TEST(LatinHypercube, DrawsAllOrdersEquallyOften) {
  std::map<std::vector<std::size_t>, int> times;
  for (std::uint64_t seed = 0; seed < 6000; ++seed) ++times[strata(latin_hypercube(3, 1, seed), 0)];
  EXPECT_EQ(times.size(), 6U);
  for (const auto& [order, count] : times) EXPECT_NEAR(count, 1000, 4 * std::sqrt(6000 * 5 / 36.0));
}

/// The order of one input says nothing of another's: over seeds the correlation has mean 0 and, for orders of n points,
/// variance 1 / (n - 1).
TEST(LatinHypercube, DrawsTheOrderOfEachInputApart) {
  constexpr int seeds = 2000;
  double sum = 0, squares = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const Design design = latin_hypercube(11, 2, seed);
    const double r = correlation(of_input(design, 0), of_input(design, 1));
    sum += r / seeds;
    squares += r * r / seeds;
  }
  EXPECT_NEAR(sum, 0, 3 * std::sqrt(0.1 / seeds));
  EXPECT_NEAR(squares, 0.1, 0.012);  // the standard error of the mean square is some 0.003
}

// Within its stratum a point may lie anywhere: the places there are uniform.
TEST(LatinHypercube, SpreadsPointsOverTheirStrata) {
  const Design design = latin_hypercube(10'000, 1, 9);
  std::vector<double> places;
  for (const auto& point : design) places.push_back(point[0] * 10'000 - std::floor(point[0] * 10'000));
  EXPECT_NEAR(interval_of_mean(places).mean, 0.5, 3 * std::sqrt(1 / 12.0 / 10'000));
  EXPECT_NEAR(quantile(places, 0.1), 0.1, 0.01);  // three standard errors are 0.009
  EXPECT_NEAR(quantile(places, 0.9), 0.9, 0.01);
}

}  // namespace
}  // namespace casetide::sim
