// Chances of meeting targets, counted by hand.
#include "output/target_chances.hpp"

#include "tests/output/judged_values.hpp"

namespace casetide::output::testing {

using models::Combination, models::Headline, models::Indicator, models::Level, models::Target;

namespace {

Target at_least(const char* name, std::variant<Headline, Indicator> figure, double level) {
  return {name, "", Level{figure, Level::Side::at_least, level}, 2018, ""};
}

Target at_most(const char* name, std::variant<Headline, Indicator> figure, double level) {
  return {name, "", Level{figure, Level::Side::at_most, level}, 2018, ""};
}

/// Two plans, four replications. In the year to March 2018: assessments in time and caseloads as listed.
Judged two_plans() {
  Judged judged = blank_judged(2, 4);
  put_year(judged, 1, Headline::assessments_in_time, {{80, 83, 84, nothing}, {90, 90, 90, 90}});
  put_year(judged, 1, Headline::caseload_mean, {{16, 18, 16, 16}, {20, 16, 17.1, 17}});
  put_year(judged, 1, Indicator::agency_rate, {{10, 20, 30, 40}, {5, 5, 5, 5}});
  return judged;
}

std::vector<int> met(const JudgedTarget& target) {
  std::vector<int> counts;
  for (const TargetChance& chance : *target.by_its_year()) counts.push_back(chance.met);
  return counts;
}

}  // namespace

TEST(TargetChances, CountReplicationsThatReachTheLevelOrStayWithinIt) {
  const auto judged = judged_targets(
      two_plans(), {at_least("timely", Headline::assessments_in_time, 83),
                    at_most("manageable", Headline::caseload_mean, 17), at_most("agency", Indicator::agency_rate, 20)});
  EXPECT_EQ(met(judged[0]), (std::vector{2, 4}));  // 83 itself is enough
  EXPECT_EQ(met(judged[1]), (std::vector{3, 2}));  // 17 itself is enough, 17.1 is not
  EXPECT_EQ(met(judged[2]), (std::vector{2, 4}));
}

TEST(TargetChances, CountAFigureWithoutANumberAsNotMetAndSaySo) {
  const auto judged = judged_targets(two_plans(), {at_least("timely", Headline::assessments_in_time, 83),
                                                   at_most("untimely", Headline::assessments_in_time, 83)});
  const TargetChance& timely = judged[0].by_its_year()->front();
  EXPECT_EQ(timely.of, 4);
  EXPECT_EQ(timely.without_figure, 1);
  EXPECT_EQ(judged[1].by_its_year()->front().met, 2);  // 80 and 83, not the missing one
  EXPECT_EQ(judged[0].by_its_year()->back().without_figure, 0);
}

TEST(TargetChances, CombineTargetsReplicationByReplication) {
  const std::vector<Target> targets = {at_least("timely", Headline::assessments_in_time, 83),
                                       at_most("manageable", Headline::caseload_mean, 17),
                                       {"both", "", Combination{Combination::Of::all, {0, 1}}, 2018, ""},
                                       {"either", "", Combination{Combination::Of::any, {0, 1}}, 2018, ""},
                                       {"nested", "", Combination{Combination::Of::all, {3, 1}}, 2018, ""}};
  const auto judged = judged_targets(two_plans(), targets);
  // first plan: timely in 2, 3; manageable in 1, 3, 4. Second: always timely; manageable in 2, 4
  EXPECT_EQ(met(judged[2]), (std::vector{1, 2}));
  EXPECT_EQ(met(judged[3]), (std::vector{4, 4}));
  EXPECT_EQ(met(judged[4]), (std::vector{3, 2}));
  EXPECT_EQ(judged[2].by_its_year()->front().without_figure, 1);
  EXPECT_EQ(judged[3].by_its_year()->front().without_figure, 0);  // one that is met tells enough
}

TEST(TargetChances, StandForEachYearOfThePeriod) {
  Judged plans = two_plans();
  put_year(plans, 0, Headline::assessments_in_time, {{90, 90, 90, 70}, {70, 70, 70, 70}});
  auto judged = judged_targets(plans, {at_least("timely", Headline::assessments_in_time, 83)});
  EXPECT_EQ(judged[0].years, (std::vector{2017, 2018}));
  EXPECT_EQ(judged[0].chances[0][0].met, 3);
  EXPECT_EQ(judged[0].chances[0][1].met, 0);
  judged[0].by = 2025;
  EXPECT_EQ(judged[0].by_its_year(), nullptr);
}

TEST(TargetChances, CarryWilsonsInterval) {
  const auto judged = judged_targets(two_plans(), {at_least("timely", Headline::assessments_in_time, 83)});
  const sim::Interval share = judged[0].by_its_year()->front().share;
  // 2 of 4 with z = 1.645: centre 0.5, half-width 1.645 / (1 + 2.706 / 4) * sqrt(0.25 / 4 + 2.706 / 64) = 0.3176
  EXPECT_DOUBLE_EQ(share.mean, 0.5);
  EXPECT_NEAR(share.low, 0.1824, 5e-4);
  EXPECT_NEAR(share.high, 0.8176, 5e-4);
}

TEST(TargetWords, SayTheFigureTheLevelAndTheUnit) {
  const std::vector<Target> targets = {at_least("timely", Headline::assessments_in_time, 83),
                                       at_most("agency", Indicator::agency_rate, 15.5),
                                       {"both", "", Combination{Combination::Of::all, {0, 1}}, 2018, ""}};
  EXPECT_EQ(words(targets, 0), "Assessments in 45 days: at least 83%");
  EXPECT_TRUE(words(targets, 1).ends_with(": at most 15.5%")) << words(targets, 1);
  EXPECT_EQ(words(targets, 2), "all of: timely; agency");
}

}  // namespace casetide::output::testing
