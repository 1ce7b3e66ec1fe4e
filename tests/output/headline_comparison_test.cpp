// Headline measures against the baseline's, by hand.
#include "output/headline_comparison.hpp"

#include "tests/output/judged_values.hpp"

namespace casetide::output::testing {

using models::Headline;

namespace {

Judged days_and_cost(const Values& days, const Values& cost) {
  Judged judged = blank_judged(days.size(), days.front().size());
  put(judged, Headline::days_at_risk, days);
  put(judged, Headline::net_cost, cost);
  return judged;
}

const HeadlineDifference& of(const std::vector<HeadlineComparison>& comparisons, Headline headline, std::size_t plan) {
  return comparisons[static_cast<std::size_t>(headline)].plans[plan];
}

}  // namespace

TEST(HeadlineComparison, PairsReplications) {
  const auto found =
      headline_comparisons(days_and_cost({{5, 7, 9}, {4, 5, 6}, {6, 6, 8}}, {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}}), 0);
  ASSERT_EQ(found.size(), models::headline_count);
  const HeadlineDifference& second = of(found, Headline::days_at_risk, 1);
  EXPECT_DOUBLE_EQ(second.value.mean, 5);
  EXPECT_DOUBLE_EQ(second.difference.mean, -2);  // -1, -2, -3
  // standard deviation 1, t(0.95; 2) = 2.919986, half-width 2.919986 / sqrt(3)
  EXPECT_NEAR(second.difference.low, -2 - 1.685855, 1e-5);
  EXPECT_TRUE(second.difference.excludes_zero());
  EXPECT_NEAR(second.correlation, 1, 1e-12);
  EXPECT_DOUBLE_EQ(second.chance_lower, 1);
  const HeadlineDifference& third = of(found, Headline::days_at_risk, 2);  // 1, -1, -1
  EXPECT_FALSE(third.difference.excludes_zero());
  EXPECT_NEAR(third.correlation, 0.8660254, 1e-6);  // sums of products 4, of squares 8 and 8/3: 4 / sqrt(64/3)
  EXPECT_NEAR(third.chance_lower, 2.0 / 3, 1e-12);
  EXPECT_TRUE(std::isnan(of(found, Headline::net_cost, 1).correlation));
}

TEST(ChanceLower, CountsTiesHalfAndLeavesOutPairsWithoutANumber) {
  EXPECT_DOUBLE_EQ(chance_lower({1, 2, 3, nothing}, {2, 2, 1, 5}), 0.5);  // one lower, one tie, one higher
  EXPECT_TRUE(std::isnan(chance_lower({nothing}, {1})));
}

TEST(Unbeaten, ArePlansThatNoOtherOneIsBothCheaperAndBetterThan) {
  // 1: few days, dear; 2: cheap, many days; 3: dearer than 1 and worse in every replication; 4: cheaper than 3, worse
  const Judged judged =
      days_and_cost({{2, 2.1}, {6, 6.1}, {3, 3.2}, {4, 4.2}}, {{9, 9.1}, {1, 1.1}, {9.5, 9.7}, {8, 8.1}});
  EXPECT_EQ(unbeaten(judged, Headline::days_at_risk), (std::vector{true, true, false, true}));
}

TEST(Unbeaten, ArePlansWhoseRivalCannotBeToldFromThem) {
  // the second has fewer days and less cost in the mean, but neither is certain
  const Judged judged = days_and_cost({{2, 8}, {5, 3}}, {{1, 9}, {6, 3}});
  EXPECT_EQ(unbeaten(judged, Headline::days_at_risk), (std::vector{true, true}));
}

TEST(Beats, NeedsBothMeansAndOneOfThemTold) {
  EXPECT_TRUE(beats({-1, -2, 1, 5}, {-1, -2, -0.5, 5}));
  EXPECT_FALSE(beats({-1, -2, 1, 5}, {-1, -2, 0.5, 5}));
  EXPECT_FALSE(beats({1, 0.5, 2, 5}, {-1, -2, -0.5, 5}));
}

}  // namespace casetide::output::testing
