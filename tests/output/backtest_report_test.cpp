// Scores of held years, on figures made by hand.
#include "output/backtest_report.hpp"

#include <gtest/gtest.h>

namespace casetide::output::testing {
namespace {

/// Foretold 100 for certain, with an error of 10.
HeldValue held(double published, std::optional<double> last, std::optional<double> trend) {
  return {models::Indicator::referrals, 2019, published, 10, {100, 100, 100}, last, trend};
}

TEST(HeldScore, TellsWhetherThePublishedValueLiesWithinTheIntervals) {
  HeldValue value = held(3, {}, {});
  value.ensemble.clear();
  for (int i = 0; i <= 100; ++i) value.ensemble.push_back(i);
  EXPECT_FALSE(score(value).is_within_90);  // 5 to 95
  value.published = 10;
  EXPECT_TRUE(score(value).is_within_90);
  EXPECT_FALSE(score(value).is_within_50);  // 25 to 75
  value.published = 60;
  EXPECT_TRUE(score(value).is_within_50);
}

// 10 and 20 off are 1 and 2 errors; the last values were 40 and 20 off, 4 and 2 errors: 1 - 3 / 6. The trend is known
// of the second alone and was 10 off: 1 - 2 / 1.
TEST(PooledScore, ComparesWithTheLastValueAndTheTrendEachApart) {
  const PooledScore all = pooled({held(110, 150, {}), held(120, 140, 130)});
  EXPECT_EQ(all.values, 2);
  EXPECT_DOUBLE_EQ(all.crps, 1.5);
  EXPECT_DOUBLE_EQ(all.skill_last.value(), 0.5);
  EXPECT_EQ(all.of_last, 2);
  EXPECT_DOUBLE_EQ(all.skill_trend.value(), -1);
  EXPECT_EQ(all.of_trend, 1);
}

TEST(PooledScore, HasNoSkillAgainstWhatIsNotThere) {
  const PooledScore all = pooled({held(110, {}, {})});
  EXPECT_FALSE(all.skill_last);
  EXPECT_FALSE(all.skill_trend);
}

TEST(PageOfABacktest, PutsAllPlacesTogetherFirst) {
  const BacktestTelling telling{
      "2019",
      "casetide backtest",
      {{"A", "as it is", 10, {held(100, 110, {})}}, {"B", "as it is", 10, {held(150, 150, {})}}}};
  const std::string page = backtest_page(telling);
  const std::size_t together = page.find("## All 2 places together");
  ASSERT_NE(together, std::string::npos);
  EXPECT_LT(together, page.find("## A\n"));
  EXPECT_NE(page.find("within the nine-in-ten intervals: 1 of 2 (50 %"), std::string::npos) << page;
}

}  // namespace
}  // namespace casetide::output::testing
