// What a fit is judged by, on figures made by hand.
#include "output/fit_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace casetide::output::testing {
namespace {

using models::Indicator, models::Tolerance;

constexpr Tolerance tenth{0.1, true};

/// 10 % asked for each year and 5 % together; 2019 is outside the fitted years.
FittedSeries referrals() {
  FittedSeries series;
  series.observed.figure = Indicator::referrals;
  series.observed.values = {{2017, 500}, {2018, 400}, {2019, 450}};
  series.observed.within = tenth;
  series.observed.within_together = Tolerance{0.05, true};
  series.values = {{2017, 500, true, 20, {540, 560}, {549, 551}},
                   {2018, 400, true, 16, {390, 410}, {340, 460}},
                   {2019, 450, false, 0, {900, 900}, {900, 900}}};
  return series;
}

TEST(FitVerdict, AllowsWhatIsAskedOrTwoDeviationsOfChanceWhereThatIsMore) {
  const FittedSeries series = referrals();
  const FitVerdict tight = verdict(series, series.values[0]);
  EXPECT_DOUBLE_EQ(tight.model, 550);
  EXPECT_DOUBLE_EQ(tight.residual(), 50);
  ASSERT_TRUE(tight.allowed);
  EXPECT_DOUBLE_EQ(*tight.allowed, 50);  // a tenth; the two runs by chance lie 1.4 apart from their mean at most
  EXPECT_TRUE(tight.is_met());
  const FitVerdict loose = verdict(series, series.values[1]);
  EXPECT_NEAR(*loose.allowed, 2 * 84.85, 0.01);  // 340 and 460: a deviation of 60 sqrt(2)
}

TEST(FitVerdict, IsNotWidenedByChanceWherePointsAreAsked) {
  FittedSeries series;
  series.observed.figure = Indicator::assessments_in_45_days_share;
  series.observed.within = Tolerance{6, false};
  series.values = {{2017, 72, true, 4, {79, 79}, {40, 90}}};
  const FitVerdict found = verdict(series, series.values[0]);
  EXPECT_DOUBLE_EQ(*found.allowed, 6);
  EXPECT_FALSE(found.is_met());
}

TEST(FitVerdict, AsksNothingOfYearsThatWereNotFitted) {
  const FittedSeries series = referrals();
  EXPECT_FALSE(verdict(series, series.values[2]).allowed);
  EXPECT_FALSE(verdict(series, series.values[2]).is_met());
}

TEST(FitVerdict, OfTheYearsTogetherTakesTheirSum) {
  const auto all = verdict_together(referrals());
  ASSERT_TRUE(all);
  EXPECT_DOUBLE_EQ(all->published, 900);
  EXPECT_DOUBLE_EQ(all->model, 950);  // 550 and 400
  EXPECT_FALSE(verdict_together({referrals().observed, {referrals().values[2]}}));
}

TEST(FitVerdict, OfPercentagesTogetherTakesTheirMean) {
  FittedSeries series;
  series.observed.figure = Indicator::plan_reviews_in_time_share;
  series.observed.within_together = Tolerance{5, false};
  series.values = {{2017, 80, true, 4, {84, 84}, {84, 84}}, {2018, 90, true, 4, {88, 88}, {88, 88}}};
  const auto all = verdict_together(series);
  EXPECT_DOUBLE_EQ(all->published, 85);
  EXPECT_DOUBLE_EQ(all->model, 86);
  EXPECT_TRUE(all->is_met());
}

TEST(LeftUncertain, IsOneWhereNothingWasLearntAndLessWhereDrawsLieTogether) {
  FittedParameter parameter;
  parameter.assumption.range = sim::Distribution(sim::Uniform{10, 20});
  for (int i = 0; i < 1000; ++i) parameter.draws.push_back(10 + (i + 0.5) / 100);
  EXPECT_NEAR(left_uncertain(parameter), 1, 0.02);
  for (double& draw : parameter.draws) draw = 15 + (draw - 15) / 10;
  EXPECT_LT(left_uncertain(parameter), 0.1);
}

TEST(PageOfAFit, CountsWhatIsMetAndListsWhatMisses) {
  FitTelling fit;
  fit.place = "Larkshire";
  fit.series = {referrals()};
  fit.series[0].values[0].model = {600, 600};
  fit.series[0].observed.note = "the form changed";
  FittedParameter parameter;
  parameter.assumption.name = "who_comes";
  parameter.assumption.range = sim::Distribution(sim::Uniform{0, 1});
  parameter.draws = {0.25, 0.5};
  fit.parameters = {parameter};
  // 600 for 500 is missed, 400 for 400 met; together 1000 for 900 lies within two deviations of 889 and 1011, 172.
  const std::string page = fit_page(fit);
  EXPECT_NE(page.find("**2 of 3 figures that are asked for are met.**"), std::string::npos) << page;
  EXPECT_NE(page.find("* Referrals (2017): the form changed"), std::string::npos) << page;
  const auto json = nlohmann::json::parse(fit_json(fit));
  EXPECT_EQ(json["met"], 2);
  EXPECT_EQ(json["series"][0]["values"][0]["met"], false);
  EXPECT_EQ(draws_csv(fit.parameters), "who_comes\n0.25\n0.5\n");
}

}  // namespace
}  // namespace casetide::output::testing
