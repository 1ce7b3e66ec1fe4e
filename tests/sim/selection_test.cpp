// Kim and Nelson's procedure: its boundary by hand, and how often it selects the best where that is known.
#include "sim/selection.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/sim/normal_draws.hpp"

namespace casetide::sim {
namespace {
using Values = std::vector<std::vector<double>>;
using Systems = std::vector<std::size_t>;

/// Two systems that differ by these from replication to replication: the second is the worse by so much.
Values that_differ_by(const std::vector<double>& differences) {
  Values values(2);
  for (std::size_t r = 0; r < differences.size(); ++r) {
    values[0].push_back(100.0 + 7.0 * static_cast<double>(r));
    values[1].push_back(values[0].back() + differences[r]);
  }
  return values;
}

// By hand, with two systems, n0 = 3 and 1 - alpha = 0.9: eta = ((2 x 0.1)^-1 - 1) / 2 = 2, h2 = 2 x 2 x 2 = 8. The
// first differences -1, 0, 1 have S2 = 1, so with delta = 1 the sum over r replications decides beyond (8 - r) / 2.
Selection of(const std::vector<double>& differences) {
  return select_smallest(that_differ_by(differences), /*indifference*/ 1, /*confidence*/ 0.9, /*first*/ 3);
}

TEST(Selection, DecidesWhereTheSumOfDifferencesCrossesTheBoundary) {
  const Selection found = of({-1, 0, 1, 1, 1, 9});  // 0, 1 and 2 against 2.5, 2 and 1.5
  EXPECT_EQ(found.survivors, Systems{0});
  EXPECT_EQ(found.looked_at, 5);
}

TEST(Selection, DecidesForTheSecondSystemInTheSameWay) {
  const Selection found = of({1, 0, -1, -1, -1, -9});
  EXPECT_EQ(found.survivors, Systems{1});
  EXPECT_EQ(found.looked_at, 5);
}

TEST(Selection, DoesNotDecideOnTheBoundaryItself) {
  EXPECT_EQ(of({-1, 0, 1, 2}).survivors, (Systems{0, 1}));  // 2 against 2
  EXPECT_EQ(of({-1, 0, 1, 2.001}).survivors, Systems{0});
}

TEST(Selection, MayDecideOnTheFirstReplications) {
  EXPECT_EQ(of({1, 2, 3, 0, 0}).looked_at, 3);  // S2 = 1, 6 against 2.5
}

TEST(Selection, DecidesOnTheSmallerMeanOnceTheBoundaryHasClosed) {
  EXPECT_EQ(of({-1, 0, 1, 0, 0, 0, 0, 0}).survivors, (Systems{0, 1}));  // 0 against 0
  const Selection found = of({-1, 0, 1, 0, 0, 0, 0, 0, -0.001});
  EXPECT_EQ(found.survivors, Systems{1});
  EXPECT_EQ(found.looked_at, 9);
}

TEST(Selection, ASmallerIndifferenceAsksForMore) {
  // delta = 1 / 2: the sum decides beyond (32 - r) / 4, here 6.75 after five.
  const std::vector<double> differences{-1, 0, 1, 1, 1};
  EXPECT_FALSE(select_smallest(that_differ_by(differences), 0.5, 0.9, 3).is_decided());
}

TEST(Selection, OfMoreSystemsSharesOutTheChanceOfAnError) {
  // Three systems: eta = ((2 x 0.1 / 2)^-1 - 1) / 2 = 4.5 and h2 = 18. The third is far off.
  Values values = that_differ_by({-1, 0, 1, 3, 3, 1});
  values.push_back({1e6, 1e6, 1e6, 1e6, 1e6, 1e6});
  const Selection found = select_smallest(values, 1, 0.9, 3);  // 0, 3, 6 and 7 against 7.5, 7, 6.5 and 6
  EXPECT_EQ(found.survivors, Systems{0});
  EXPECT_EQ(found.looked_at, 6);
}

TEST(Selection, CannotTellApartSystemsThatAreAlwaysAlike) {
  const std::vector<double> same{3.1, 4.7, 5.3, 4.9, 3.3, 4.1};
  std::vector<double> worse;
  for (const double value : same) worse.push_back(value + 10);
  const Selection found = select_smallest({same, worse, same}, 0.1, 0.95, 3);
  EXPECT_EQ(found.survivors, (Systems{0, 2}));
  EXPECT_EQ(found.looked_at, 6);
}

TEST(Selection, DoesNotTakeAlikeAtFirstForAlwaysAlike) { EXPECT_EQ(of({0, 0, 0, 0, 5}).survivors, (Systems{0, 1})); }

TEST(Selection, DecidesAtOnceBetweenSystemsThatDifferByTheSameAlways) {
  const Selection found = of({-0.25, -0.25, -0.25, -0.25});
  EXPECT_EQ(found.survivors, Systems{1});
  EXPECT_EQ(found.looked_at, 3);
}

TEST(Selection, WithFewerThanTheFirstReplicationsTellsNothingApart) {
  const Selection found = select_smallest({{1, 2, 1}, {90, 91, 93}}, 1, 0.9);
  EXPECT_EQ(found.survivors, (Systems{0, 1}));
  EXPECT_EQ(found.looked_at, 3);
}

TEST(Selection, OfOneSystemIsThat) { EXPECT_EQ(select_smallest({{1, 2}}, 1, 0.9).survivors, Systems{0}); }

TEST(Selection, RefusesWhatItCannotJudge) {
  const Values good{{1, 2, 3}, {2, 3, 5}};
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(select_smallest({}, 1, 0.9), std::invalid_argument);
  EXPECT_THROW(select_smallest({{1}, {2}}, 1, 0.9), std::invalid_argument);
  EXPECT_THROW(select_smallest({{1, 2, 3}, {1, 2}}, 1, 0.9), std::invalid_argument);
  EXPECT_THROW(select_smallest({{1, 2, 3}, {1, 2, not_a_number}}, 1, 0.9), std::invalid_argument);
  EXPECT_THROW(select_smallest(good, 0, 0.9), std::invalid_argument);
  EXPECT_THROW(select_smallest(good, not_a_number, 0.9), std::invalid_argument);
  EXPECT_THROW(select_smallest(good, 1, 1), std::invalid_argument);
  EXPECT_THROW(select_smallest(good, 1, 0.5), std::invalid_argument);  // of two, a guess is right half of the time
  EXPECT_THROW(select_smallest(good, 1, 0.9, 1), std::invalid_argument);
  EXPECT_NO_THROW(select_smallest(good, 1, 0.9, 2));
}

// --- how often it is right

/// Systems whose means are all worse than the best one's by just the indifference: the hardest case that the promise
/// covers. The best one stands in another place from case to case.
struct Slippage {
  std::size_t systems = 4;
  double common = 0;  // share of each system's variance that comes from chances they have in common
  double confidence = 0.9;
  int repeats = 400;
};

struct Kept {
  double right = 0;         // share of the repeats
  double replications = 0;  // mean
  int undecided = 0;        // repeats
};

constexpr double deviation = 3;  // of each system; the indifference is 1
constexpr std::uint32_t most_replications = 1000;

Values draws(const Slippage& of, std::uint32_t repeat) {
  const Chance chance(31, repeat);
  const std::vector<double> shared = normal_draws(chance, 0, most_replications);
  Values values(of.systems);
  for (std::size_t system = 0; system < of.systems; ++system) {
    const double mean = system == repeat % of.systems ? 0 : 1;
    values[system] = normal_draws(chance, static_cast<std::uint32_t>(system + 1), most_replications);
    for (std::uint32_t r = 0; r < most_replications; ++r)
      values[system][r] =
          mean + deviation * (std::sqrt(of.common) * shared[r] + std::sqrt(1 - of.common) * values[system][r]);
  }
  return values;
}

Kept over_repeats(const Slippage& of) {
  Kept kept;
  for (std::uint32_t repeat = 0; repeat < static_cast<std::uint32_t>(of.repeats); ++repeat) {
    const Selection found = select_smallest(draws(of, repeat), 1, of.confidence);
    kept.right += (found.survivors == Systems{repeat % of.systems}) / double(of.repeats);
    kept.undecided += !found.is_decided();
    kept.replications += found.looked_at / double(of.repeats);
  }
  fmt::print("  {} systems, {:.0f} % of variance in common: {:.1f} % right after {:.0f} replications on average\n",
             of.systems, 100 * of.common, 100 * kept.right, kept.replications);
  return kept;
}

void expect_promise(const Slippage& of) {
  const Kept kept = over_repeats(of);
  EXPECT_GE(kept.right, of.confidence - tolerance_of_share(of.confidence, of.repeats));
  EXPECT_EQ(kept.undecided, 0);  // h2 S2 / delta^2 stays below 1,000
}

TEST(SelectionPromise, IsKeptOfTwoSystems) {
  expect_promise({.systems = 2});
  expect_promise({.systems = 2, .confidence = 0.75});
}

TEST(SelectionPromise, IsKeptOfFourSystems) { expect_promise({}); }

TEST(SelectionPromise, IsKeptOfElevenSystems) { expect_promise({.systems = 11, .repeats = 200}); }

TEST(SelectionPromise, IsKeptUnderCommonRandomNumbers) { expect_promise({.common = 0.8}); }

TEST(Selection, NeedsFewerReplicationsUnderCommonRandomNumbers) {
  // The variance of differences is a fifth, and so is the boundary; ten replications are looked at in any case.
  EXPECT_LT(over_repeats({.common = 0.8}).replications, over_repeats({}).replications / 2);
}

// --- plain intervals

// The differences 1, 2, 3 have mean 2 and standard error 0.577; t with 2 degrees of freedom is 2.920 at 95 % on one
// side (2 > 1.69) and 6.965 at 99 % (2 < 4.02).
TEST(NotShownLarger, LeavesOutWhatAnIntervalOfThePairedDifferenceTellsFromAnother) {
  EXPECT_EQ(not_shown_larger(that_differ_by({1, 2, 3}), 0.95), Systems{0});
  EXPECT_EQ(not_shown_larger(that_differ_by({-1, -2, -3}), 0.95), Systems{1});
  EXPECT_EQ(not_shown_larger(that_differ_by({1, 2, 3}), 0.99), (Systems{0, 1}));
}

// With three systems each comparison has half of the chance of an error: t at 97.5 % is 4.303, and 2 < 2.48.
TEST(NotShownLarger, SharesOutTheChanceOfAnErrorOverTheOthers) {
  Values three = that_differ_by({1, 2, 3});
  three.push_back({three[0][0] + 1, three[0][1] - 1, three[0][2]});
  EXPECT_EQ(not_shown_larger(three, 0.95), (Systems{0, 1, 2}));
}

TEST(NotShownLarger, KeepsAllWhereThereIsOneSystemOrOneReplication) {
  EXPECT_EQ(not_shown_larger({{1, 2, 3}}, 0.9), Systems{0});
  EXPECT_EQ(not_shown_larger({{1}, {5}}, 0.9), (Systems{0, 1}));
}

TEST(NotShownLarger, KeepsTheBestAsOftenAsPromised) {
  constexpr int repeats = 400;
  int kept = 0;
  for (std::uint32_t repeat = 0; repeat < repeats; ++repeat) {
    Values values = draws({.common = 0.5}, repeat);
    for (std::vector<double>& of_system : values) of_system.resize(30);
    const Systems left = not_shown_larger(values, 0.9);
    kept += std::ranges::find(left, repeat % 4) != left.end();
  }
  EXPECT_GE(kept / double{repeats}, 0.9 - tolerance_of_share(0.9, repeats));
}

// The promise is of differences of the indifference or more. Two systems that differ by a tenth of it are decided
// between by the means of the first ten: right with the chance that a normal draw is below 1 / sqrt(2 x 4 / 10)
// = 1.118.
TEST(SelectionPromise, IsNoneWithinTheIndifference) {
  constexpr int repeats = 400;
  int right = 0;
  for (std::uint32_t repeat = 0; repeat < repeats; ++repeat)
    right += select_smallest(draws({.systems = 2}, repeat), 10, 0.95).survivors == Systems{repeat % 2};
  EXPECT_NEAR(right / double{repeats}, 0.772, tolerance_of_share(0.772, repeats));
}

}  // namespace
}  // namespace casetide::sim
