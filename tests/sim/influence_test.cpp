// Which inputs move an output: regressions by hand, and what chance alone is taken for.
#include "sim/influence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "tests/sim/normal_draws.hpp"

namespace casetide::sim {
namespace {
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
using Inputs = std::vector<std::vector<double>>;

/// One input.
Inputs column(const std::vector<double>& values) {
  Inputs inputs;
  for (const double value : values) inputs.push_back({value});
  return inputs;
}

/// Inputs drawn apart from each other, [replication][input], uniform between 0 and 1.
Inputs drawn(std::uint32_t replications, std::uint32_t inputs, std::uint32_t repeat) {
  const Chance chance(41, repeat);
  Inputs all(replications, std::vector<double>(inputs));
  for (std::uint32_t r = 0; r < replications; ++r)
    for (std::uint32_t input = 0; input < inputs; ++input) all[r][input] = chance.uniform(2, input, r);
  return all;
}

// --- slopes

TEST(LinearFit, FindsALineExactly) {
  const Inputs inputs = drawn(12, 2, 0);
  std::vector<double> output;
  for (const auto& input : inputs) output.push_back(2 + 3 * input[0] - 0.5 * input[1]);
  const LinearFit fit = linear_fit(inputs, output);
  ASSERT_EQ(fit.slopes.size(), 2U);
  EXPECT_NEAR(fit.slopes[0], 3, 1e-12);
  EXPECT_NEAR(fit.slopes[1], -0.5, 1e-12);
  EXPECT_NEAR(fit.at_means, 2 + 3 * fit.means[0] - 0.5 * fit.means[1], 1e-12);
  EXPECT_NEAR(fit.explained, 1, 1e-12);
  EXPECT_NEAR(fit.errors[0], 0, 1e-12);
}

// y = 7 + 2 (x - 2.5) + e with e at right angles to 1 and x: the squares of e sum to 12, of x - 2.5 to 17.5.
TEST(LinearFit, KnowsTheErrorOfItsSlope) {
  const std::vector<double> x{0, 1, 2, 3, 4, 5}, e{1, -2, 1, 1, -2, 1};
  std::vector<double> output;
  for (std::size_t i = 0; i < x.size(); ++i) output.push_back(7 + 2 * (x[i] - 2.5) + e[i]);
  const LinearFit fit = linear_fit(column(x), output);
  EXPECT_NEAR(fit.at_means, 7, 1e-12);
  EXPECT_NEAR(fit.means[0], 2.5, 1e-12);
  EXPECT_NEAR(fit.slopes[0], 2, 1e-12);
  EXPECT_NEAR(fit.errors[0], std::sqrt(12.0 / 4 / 17.5), 1e-12);  // six replications, two values fitted
  EXPECT_NEAR(fit.explained, 1 - 12.0 / (12 + 4 * 17.5), 1e-12);
}

TEST(LinearFit, DoesNotHangOnUnits) {
  Inputs inputs = drawn(20, 2, 1);
  for (auto& input : inputs) input = {input[0] * 1e9, input[1] * 1e-9};
  std::vector<double> output;
  for (const auto& input : inputs) output.push_back(5e-9 * input[0] + 2e9 * input[1]);
  const LinearFit fit = linear_fit(inputs, output);
  EXPECT_NEAR(fit.slopes[0], 5e-9, 1e-18);
  EXPECT_NEAR(fit.slopes[1], 2e9, 1);
}

TEST(LinearFit, GivesNothingToAnInputThatDoesNotVary) {
  Inputs inputs = drawn(20, 2, 2);
  for (auto& input : inputs) input[0] = 0.1;
  std::vector<double> output;
  for (const auto& input : inputs) output.push_back(4 * input[1]);
  const LinearFit fit = linear_fit(inputs, output);
  EXPECT_EQ(fit.slopes[0], 0);
  EXPECT_EQ(fit.errors[0], 0);
  EXPECT_NEAR(fit.slopes[1], 4, 1e-12);
}

TEST(LinearFit, OfAnOutputThatDoesNotVaryIsFlat) {
  const LinearFit fit = linear_fit(drawn(20, 2, 3), std::vector<double>(20, 0.3));
  EXPECT_NEAR(fit.at_means, 0.3, 1e-15);
  EXPECT_EQ(fit.slopes, (std::vector<double>{0, 0}));
  EXPECT_EQ(fit.explained, 0);
}

TEST(LinearFit, LeavesOutReplicationsWhoseOutputIsNoNumber) {
  Inputs inputs = column({0, 1, 2, 3, 4, 5, 1e6});
  const LinearFit fit = linear_fit(inputs, std::vector<double>{1, 2, 3, 4, 5, 6, not_a_number});
  EXPECT_NEAR(fit.slopes.at(0), 1, 1e-12);
  EXPECT_NEAR(fit.means.at(0), 2.5, 1e-12);
}

TEST(LinearFit, IsEmptyWithFewerThanFiveReplicationsMoreThanInputs) {
  const Inputs enough = drawn(7, 2, 4);
  const std::vector<double> output{1, 5, 2, 4, 3, 7, 6};
  EXPECT_EQ(linear_fit(enough, output).slopes.size(), 2U);
  const Inputs few(enough.begin(), enough.end() - 1);
  EXPECT_TRUE(linear_fit(few, std::span(output).first(6)).slopes.empty());
  EXPECT_TRUE(ranked_influences(few, std::span(output).first(6)).empty());
  const std::vector<double> with_a_gap{1, 5, 2, not_a_number, 3, 7, 6};
  EXPECT_TRUE(linear_fit(enough, with_a_gap).slopes.empty());
  EXPECT_TRUE(linear_fit({}, {}).slopes.empty());
}

/// The second of three inputs is twice the first: only their sum can be known.
struct InStep {
  InStep() : inputs(drawn(30, 3, 5)) {
    for (std::size_t r = 0; r < inputs.size(); ++r) {
      inputs[r][1] = 2 * inputs[r][0];
      const double noise = 0.01 * normal_draw(Chance(42, 0), 0, static_cast<std::uint32_t>(r));
      output.push_back(inputs[r][0] + inputs[r][1] + inputs[r][2] + noise);
    }
  }
  Inputs inputs;
  std::vector<double> output;
};

TEST(LinearFit, DoesNotClaimToTellApartInputsThatMoveInStep) {
  const InStep in_step;
  const LinearFit fit = linear_fit(in_step.inputs, in_step.output);
  EXPECT_NEAR(fit.slopes[0] + 2 * fit.slopes[1], 3, 0.05);  // together they do what both do
  EXPECT_TRUE(std::isnan(fit.errors[0]) && std::isnan(fit.errors[1]));
  EXPECT_NEAR(fit.slopes[2], 1, 0.05);
  EXPECT_LT(fit.errors[2], 0.02);
}

TEST(RankedInfluences, DoNotClaimToTellApartInputsThatMoveInStep) {
  const InStep in_step;
  for (const Influence& it : ranked_influences(in_step.inputs, in_step.output))
    EXPECT_EQ(it.is_told_from_none(), it.input == 2) << it.input;
}

// --- ranks

TEST(RankedInfluences, SeeARisingCurveAsALine) {
  std::vector<double> x, output;
  for (int i = 0; i < 10; ++i) x.push_back(i * i), output.push_back(std::exp(i));
  const auto found = ranked_influences(column(x), output);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].rank_coefficient, 1, 1e-12);
  EXPECT_NEAR(found[0].low, 1, 1e-6);
  EXPECT_TRUE(found[0].is_told_from_none());
}

// With one input the coefficient is Spearman's: neighbours swapped three times, 1 - 6 x 6 / (6 x 35). Its standard
// error is sqrt((1 - r^2) / 4), and Student's t with four degrees of freedom 2.131847.
TEST(RankedInfluences, OfOneInputIsSpearmansCorrelation) {
  const auto found = ranked_influences(column({1, 2, 3, 4, 5, 6}), std::vector<double>{20, 10, 40, 30, 60, 50});
  const double r = 1 - 36.0 / 210;
  EXPECT_NEAR(found[0].rank_coefficient, r, 1e-12);
  EXPECT_NEAR(found[0].low, r - 2.131847 * std::sqrt((1 - r * r) / 4), 1e-6);
  EXPECT_NEAR(found[0].high, r + 2.131847 * std::sqrt((1 - r * r) / 4), 1e-6);
}

// Ranks 1.5, 1.5, 3, 4, 5, 6 against 1 to 6: sums of squares 17 and 17.5, of products 17.
TEST(RankedInfluences, ShareRanksBetweenEqualValues) {
  const auto found = ranked_influences(column({1, 2, 3, 4, 5, 6}), std::vector<double>{0, 0, 3, 4, 5, 6});
  EXPECT_NEAR(found[0].rank_coefficient, 17 / std::sqrt(17 * 17.5), 1e-12);
}

TEST(RankedInfluences, PutTheStrongestFirstAndWhatDoesNotVaryLast) {
  Inputs inputs = drawn(60, 4, 6);
  std::vector<double> output;
  for (auto& input : inputs) {
    input[1] = 8;
    output.push_back(input[0] - 6 * input[2] + 3 * input[3]);
  }
  const auto found = ranked_influences(inputs, output);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].input, 2U);
  EXPECT_LT(found[0].high, 0);
  EXPECT_EQ(found[1].input, 3U);
  EXPECT_GT(found[1].low, 0);
  EXPECT_EQ(found[2].input, 0U);
  EXPECT_EQ(found[3].input, 1U);
  EXPECT_EQ(found[3].rank_coefficient, 0);
  EXPECT_FALSE(found[3].is_told_from_none());
}

TEST(RankedInfluences, TellNothingFromAnOutputThatDoesNotVary) {
  for (const Influence& it : ranked_influences(drawn(20, 3, 7), std::vector<double>(20, 5.0))) {
    EXPECT_EQ(it.rank_coefficient, 0);
    EXPECT_FALSE(it.is_told_from_none());
  }
}

// An input that does nothing is taken for one that does in one of ten cases, as its 90 % interval says; one that
// explains a third of the variance hardly ever escapes: its coefficient is about 0.58 with a standard error of 0.14.
TEST(RankedInfluences, AreToldFromNoneAsOftenByChanceAsTheirIntervalsSay) {
  constexpr int repeats = 1000;
  int by_chance = 0, found_out = 0;
  for (std::uint32_t repeat = 0; repeat < repeats; ++repeat) {
    const Inputs inputs = drawn(40, 2, 100 + repeat);
    std::vector<double> output;
    for (std::uint32_t r = 0; r < inputs.size(); ++r)  // of variance 1 / 12 and 1 / 6
      output.push_back(inputs[r][0] + normal_draw(Chance(43, repeat), 0, r) / std::sqrt(6.0));
    for (const Influence& it : ranked_influences(inputs, output))
      (it.input == 0 ? found_out : by_chance) += it.is_told_from_none();
  }
  EXPECT_NEAR(by_chance / double{repeats}, 0.1, tolerance_of_share(0.1, repeats));
  EXPECT_GT(found_out / double{repeats}, 0.95);
}

}  // namespace
}  // namespace casetide::sim
