// The best plan and what is lost with another, on values made by hand.
#include "output/best_plan.hpp"

#include "output/pathway_words.hpp"
#include "tests/output/judged_values.hpp"

namespace casetide::output::testing {

using models::Headline;

namespace {

/// Ten replications that go up and down together, by `level`.
std::vector<double> around(double level) {
  std::vector<double> values;
  for (int r = 0; r < 10; ++r) values.push_back(level + (r % 2 ? 0.3 : -0.3));
  return values;
}

Judged with(const Values& values) {
  Judged judged = blank_judged(values.size(), values.front().size());
  put(judged, law, values);
  return judged;
}

}  // namespace

TEST(BestPlan, IsTheOneWithFewerDaysInEveryReplication) {
  // the same ups and downs in all: their differences do not vary at all
  const BestPlan best = best_plan(with({around(8), around(6), around(4)}), law, 0);
  EXPECT_EQ(best.candidates, (std::vector<std::size_t>{2}));
  EXPECT_TRUE(best.is_decided());
  EXPECT_EQ(words(best, plan_names(3)), "p3 is best");
}

TEST(BestPlan, IsNeverTheBaselineUnlessThatStandsAlone) {
  EXPECT_EQ(best_plan(with({around(2), around(6), around(4)}), law, 0).candidates, (std::vector<std::size_t>{2}));
  EXPECT_EQ(best_plan(with({around(8), around(6), around(2)}), law, 2).candidates, (std::vector<std::size_t>{1}));
  EXPECT_EQ(best_plan(with({around(8)}), law, 0).candidates, (std::vector<std::size_t>{0}));
}

TEST(BestPlan, KeepsTheSmallestMeanWhereItAndAnotherAreAsGoodAsEachOther) {
  // 0.05 apart, within what makes no difference: the procedure may take either
  const BestPlan best = best_plan(with({around(9), around(4.05), around(4)}), law, 0);
  ASSERT_FALSE(best.candidates.empty());
  EXPECT_EQ(best.candidates.front(), 2u);
}

TEST(BestPlan, CannotBeToldFromOneThatIsAheadAsOften) {
  std::vector<double> one, other;
  for (int r = 0; r < 10; ++r) {
    one.push_back(r % 2 ? 4 : 6.2);
    other.push_back(r % 2 ? 6 : 4);
  }
  const BestPlan best = best_plan(with({around(9), one, other, around(20)}), law, 0);
  EXPECT_EQ(best.candidates, (std::vector<std::size_t>{2, 1}));  // means 5 and 5.1; 20 is out
  EXPECT_EQ(words(best, plan_names(4)), "p3 and p2 cannot be told apart");
}

/// Differences of 4 that vary by 2 need some thousand replications to be selected by within 0.25, and are told from 0
/// by an interval of ten: 4 against 1.833 (t of 95 % on one side, 9 degrees) times 2.108 over the root of 10, or 1.2.
TEST(BestPlan, IsToldFromOneThatIsFarBehindHoweverMuchTheirDifferencesVary) {
  std::vector<double> ahead, behind;
  for (int r = 0; r < 10; ++r) {
    ahead.push_back(8);
    behind.push_back(r % 2 ? 10 : 14);
  }
  EXPECT_EQ(best_plan(with({around(20), ahead, behind}), law, 0).candidates, (std::vector<std::size_t>{1}));
}

TEST(BestPlan, IsUnknownFromOneReplicationOrWithoutAFigure) {
  EXPECT_EQ(best_plan(with({{8}, {6}, {4}}), law, 0).candidates, (std::vector<std::size_t>{2, 1}));
  const BestPlan none = best_plan(with({{8, 8}, {6, nothing}, {4, 4}}), law, 0);
  EXPECT_TRUE(none.candidates.empty());
  EXPECT_TRUE(none.regrets.empty());
}

TEST(Regret, IsTheMeanAndNinetiethPercentileOfWhatTheBestOfEachReplicationSaves) {
  const BestPlan best = best_plan(with({{10, 10, 10}, {6, 7, 4}, {5, 9, 4}}), law, 0);
  // the best of each: 5, 7, 4. Lost: 5, 3, 6; 1, 0, 0; 0, 2, 0
  ASSERT_EQ(best.regrets.size(), 3u);
  EXPECT_NEAR(best.regrets[0].mean, 14.0 / 3, 1e-12);
  EXPECT_NEAR(best.regrets[1].mean, 1.0 / 3, 1e-12);
  EXPECT_NEAR(best.regrets[2].mean, 2.0 / 3, 1e-12);
  // sorted 0, 0, 2; place 0.9 * 2 = 1.8, between 0 and 2
  EXPECT_NEAR(best.regrets[2].p90, 1.6, 1e-12);
  EXPECT_NEAR(best.regrets[0].p90, 5.8, 1e-12);
}

TEST(Listed, PutsAndBeforeTheLast) {
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b"}), "a and b");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(listed({}), "");
}

}  // namespace casetide::output::testing
