// Keyed chance: the published answers of the generator, and what a draw may and may not depend on.
#include "sim/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace casetide::sim {
namespace {
using Counter = std::array<std::uint32_t, 4>;

constexpr std::uint64_t seed = 0x0123456789abcdef;
constexpr int sample_size = 100'000;

// Random123, examples/kat_vectors, philox4x32 with 10 rounds.
TEST(Philox, GivesThePublishedAnswers) {
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}), (Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(OpenUniform, NeverReachesZeroOrOne) {
  EXPECT_EQ(open_uniform(0, 0), 0x1p-53);
  EXPECT_EQ(open_uniform(0xffffffff, 0xffffffff), 1 - 0x1p-53);
  EXPECT_LT(open_uniform(0xffffffff, 0xffffffff), 1.0);
}

TEST(OpenUniform, IsSymmetricAboutAHalf) {
  for (std::uint32_t high = 0; high < 0xfff00000; high += 0xfedcb) {
    const std::uint32_t low = high * 2654435761U;
    ASSERT_EQ(open_uniform(~high, ~low), 1 - open_uniform(high, low));
  }
}

TEST(OpenUniform, RisesWithItsBits) {
  EXPECT_LT(open_uniform(5, 0xffffffff), open_uniform(6, 0));
  EXPECT_LT(open_uniform(5, 0x00000fff), open_uniform(5, 0x00001000));
  EXPECT_EQ(open_uniform(0x80000000, 0), 0.5 + 0x1p-53);
}

TEST(Chance, OrdersTheWordsOfCounterAndKey) {
  const auto bits = philox({/*entity*/ 11, /*purpose*/ 7, /*draw*/ 13, /*replication*/ 3}, {0x89abcdef, 0x01234567});
  const auto pair = Chance(seed, 3).uniform_pair(/*purpose*/ 7, /*entity*/ 11, /*draw*/ 13);
  EXPECT_EQ(pair[0], open_uniform(bits[0], bits[1]));
  EXPECT_EQ(pair[1], open_uniform(bits[2], bits[3]));
  EXPECT_EQ(Chance(seed, 3).uniform(7, 11, 13), pair[0]);
}

TEST(Chance, AnswersTheSameWheneverAsked) {
  const Chance chance(seed, 1);
  const double first = chance.uniform(1, 2, 3);
  for (std::uint32_t entity = 0; entity < 100; ++entity) chance.uniform(9, entity, 0);  // another purpose draws between
  EXPECT_EQ(chance.uniform(1, 2, 3), first);
  EXPECT_EQ(Chance(seed, 1).uniform(1, 2, 3), first);
}

TEST(Chance, DependsOnEachPartOfItsKey) {
  const Chance chance(seed, 1);
  const std::set<double> values{chance.uniform(1, 2, 3),
                                chance.uniform(2, 2, 3),
                                chance.uniform(1, 3, 3),
                                chance.uniform(1, 2, 4),
                                chance.uniform(2, 1, 3),
                                Chance(seed, 2).uniform(1, 2, 3),
                                Chance(seed + 1, 1).uniform(1, 2, 3),
                                Chance(seed + (1ULL << 32), 1).uniform(1, 2, 3)};
  EXPECT_EQ(values.size(), 8U);
}

TEST(Chance, NeverLeavesTheOpenInterval) {
  const Chance chance(seed, 0);
  for (std::uint32_t entity = 0; entity < 1'000'000; ++entity) {
    const auto [first, second] = chance.uniform_pair(0, entity, 0);
    ASSERT_TRUE(0 < first && first < 1 && 0 < second && second < 1) << entity;
  }
}

// Mean of 12 (u - 1/2)(v - 1/2): the correlation of two uniforms; standard error 1 / sqrt(sample size) if independent.
template <typename Draw>
double correlation(Draw draw) {
  double sum = 0;
  for (std::uint32_t i = 0; i < sample_size; ++i) {
    const auto [u, v] = draw(i);
    sum += 12 * (u - 0.5) * (v - 0.5);
  }
  return sum / sample_size;
}

TEST(Chance, DrawsIndependentlyForNeighbouringKeys) {
  using Pair = std::array<double, 2>;
  const Chance chance(seed, 1);
  const Chance next_replication(seed, 2);
  const Chance next_seed(seed + 1, 1);
  const double bound = 4 / std::sqrt(sample_size);
  EXPECT_LT(std::abs(correlation([&](auto i) { return chance.uniform_pair(1, i, 0); })), bound);
  EXPECT_LT(std::abs(correlation([&](auto i) {
              return Pair{chance.uniform(1, i, 0), chance.uniform(2, i, 0)};
            })),
            bound);
  EXPECT_LT(std::abs(correlation([&](auto i) {
              return Pair{chance.uniform(1, i, 0), chance.uniform(1, i + 1, 0)};
            })),
            bound);
  EXPECT_LT(std::abs(correlation([&](auto i) {
              return Pair{chance.uniform(1, 5, i), chance.uniform(1, 5, i + 1)};
            })),
            bound);
  EXPECT_LT(std::abs(correlation([&](auto i) {
              return Pair{chance.uniform(1, i, 0), next_replication.uniform(1, i, 0)};
            })),
            bound);
  EXPECT_LT(std::abs(correlation([&](auto i) {
              return Pair{chance.uniform(1, i, 0), next_seed.uniform(1, i, 0)};
            })),
            bound);
}

TEST(Chance, FillsTheIntervalEvenly) {
  // Chi-squared over 100 cells: mean 99, standard deviation sqrt(198).
  std::vector<int> cells(100);
  const Chance chance(seed, 4);
  for (std::uint32_t i = 0; i < sample_size; ++i) ++cells[static_cast<std::size_t>(100 * chance.uniform(3, 0, i))];
  const double expected = sample_size / 100.0;
  double statistic = 0;
  for (const int count : cells) statistic += (count - expected) * (count - expected) / expected;
  EXPECT_NEAR(statistic, 99, 4 * std::sqrt(198));
}

}  // namespace
}  // namespace casetide::sim
