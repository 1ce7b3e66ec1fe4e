// The values that plans are judged by, from traces whose figures can be worked out by hand.
#include "output/headline_values.hpp"

#include "output/cost_figures.hpp"
#include "tests/output/traces.hpp"

namespace casetide::output::testing {

using models::Headline;
using models::Indicator;
using models::Measure;

namespace {

double value(const HeadlineRow& row, Headline headline) { return row[static_cast<std::size_t>(headline)]; }

HeadlineRow whole_period(const Trace& trace, const Layout& layout) {
  return headline_row(trace, layout, stretches_of(layout).front());
}

/// Two years with care that is paid for, a grant and a memo line beside salaries.
models::Scenario with_costs() {
  models::Scenario scenario = two_years();
  scenario.money.lines = {{"salaries"},
                          {"care", "", models::CostKind::cost, true},
                          {"grant", "", models::CostKind::grant, false},
                          {"memo", "", models::CostKind::memo, false}};
  return scenario;
}

}  // namespace

TEST(HeadlineValues, GiveRiskByOpenChildDays) {
  const Layout layout = layout_of(two_years());
  Trace trace = blank_trace(layout);
  flow(trace, Measure::open_child_days, layout, 0, 400);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::nobody_watching, models::Cause::manager), 8);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::nobody_watching, models::Cause::queue), 4);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::child_not_seen, models::Cause::queue), 12);
  flow(trace, Measure::time_at_risk_law, layout, 0, 10);
  flow(trace, Measure::closed_too_soon, layout, 0, 2);
  const HeadlineRow row = whole_period(trace, layout);
  EXPECT_DOUBLE_EQ(value(row, Headline::days_at_risk), 6);        // 24 of 400
  EXPECT_DOUBLE_EQ(value(row, Headline::days_at_risk_law), 2.5);  // 10 of 400
  EXPECT_DOUBLE_EQ(value(row, Headline::days_unwatched), 3);      // 12 of 400
  EXPECT_DOUBLE_EQ(value(row, Headline::closed_too_soon), 0.5);   // 2 of 400
}

TEST(HeadlineValues, CountChildrenForThoseWhoAreThere) {
  const Layout layout = layout_of(two_years());
  Trace trace = blank_trace(layout);
  level(trace, Measure::caseload, layout, 0, 60);             // held by four, of whom three are there
  level(trace, Measure::caseload, layout, 1, 20);             // held by one, who is there
  level(trace, Measure::caseload_per_worker, layout, 0, 15);  // mean of the first team
  level(trace, Measure::caseload_per_worker, layout, 4, 20);  // mean of the second
  level(trace, Measure::caseload_per_worker, layout, 2, 18);  // p90 of the first
  level(trace, Measure::caseload_per_worker, layout, 6, 20);  // p90 of the second
  level(trace, Measure::available_fte, layout, 0, 3);
  level(trace, Measure::available_fte, layout, 1, 1);
  flow(trace, Measure::unallocated_days, layout, 1, 5);
  const HeadlineRow row = whole_period(trace, layout);
  EXPECT_DOUBLE_EQ(value(row, Headline::children_per_available_fte), 20);  // 80 over 4
  EXPECT_DOUBLE_EQ(value(row, Headline::caseload_mean), 16);               // 80 over 5
  EXPECT_NEAR(value(row, Headline::caseload_p90), 18.4, 1e-9);             // (4 * 18 + 1 * 20) / 5
  EXPECT_DOUBLE_EQ(value(row, Headline::unallocated), 5);
}

TEST(HeadlineValues, TakeTheMeanOverSamplesAtWhichAnybodyIsThere) {
  const Layout layout = layout_of(small_scenario());  // five samples
  Trace trace = blank_trace(layout);
  level(trace, Measure::caseload, layout, 0, 60);
  const std::vector<double> there = {3, 3, 6, 6, 0};
  for (std::size_t k = 0; k < there.size(); ++k) trace.of(Measure::available_fte)[2 * k] = there[k];
  // 20, 20, 10, 10, and nobody to divide by
  EXPECT_DOUBLE_EQ(value(whole_period(trace, layout), Headline::children_per_available_fte), 15);
}

TEST(HeadlineValues, TakeYearlyFiguresAsMeansOfTheYearsAndEachYearByItself) {
  const Layout layout = layout_of(two_years());
  Trace trace = blank_trace(layout);
  indicator(trace, layout, Indicator::assessments_in_45_days_share, {80, 90});
  indicator(trace, layout, Indicator::assessments_open_days_late, {500, 700});
  indicator(trace, layout, Indicator::conferences_in_15_days_share, {70, std::nan("")});
  const JudgedReplication replication = judged(trace, layout);
  EXPECT_DOUBLE_EQ(value(replication.whole_period, Headline::assessments_in_time), 85);
  EXPECT_DOUBLE_EQ(value(replication.whole_period, Headline::assessments_days_late), 600);
  EXPECT_DOUBLE_EQ(value(replication.whole_period, Headline::conferences_in_time), 70);
  ASSERT_EQ(replication.years.size(), 2u);
  EXPECT_DOUBLE_EQ(value(replication.years[0], Headline::assessments_in_time), 80);
  EXPECT_DOUBLE_EQ(value(replication.years[1], Headline::assessments_days_late), 700);
  EXPECT_TRUE(std::isnan(value(replication.years[1], Headline::conferences_in_time)));
  EXPECT_EQ(replication.indicators.size(), trace.indicators.size());
}

TEST(HeadlineValues, GiveStaffAndMoney) {
  const Layout layout = layout_of(with_costs());
  Trace trace = blank_trace(layout);
  level(trace, Measure::staff, layout, permanent, 60);
  level(trace, Measure::staff, layout, 3 + agency, 20);
  level(trace, Measure::uncovered, layout, 0, 1.5);
  level(trace, Measure::uncovered, layout, 1, 2);
  flow(trace, Measure::open_child_days, layout, 0, 1000);
  flow(trace, Measure::changes_of_worker, layout, 1, 3);
  const double per_day_of_a_million = 1e6 / 365;
  flow(trace, Measure::cost, layout, 0, 20 * per_day_of_a_million);
  flow(trace, Measure::cost, layout, 1, 40 * per_day_of_a_million);
  flow(trace, Measure::cost, layout, 2, -3 * per_day_of_a_million);
  flow(trace, Measure::cost, layout, 3, 7 * per_day_of_a_million);
  const HeadlineRow row = whole_period(trace, layout);
  EXPECT_DOUBLE_EQ(value(row, Headline::agency_share), 25);
  EXPECT_DOUBLE_EQ(value(row, Headline::uncovered), 3.5);
  EXPECT_NEAR(value(row, Headline::changes_of_worker), 109.5, 1e-9);  // 1,095 a year among a thousand
  EXPECT_NEAR(value(row, Headline::net_cost), 17, 1e-9);
}

TEST(HeadlineValues, HaveNoNumberWhereThereIsNothing) {
  const Layout layout = layout_of(small_scenario());  // four weeks: no year
  const JudgedReplication replication = judged(blank_trace(layout), layout);
  for (const Headline headline :
       {Headline::days_at_risk, Headline::days_unwatched, Headline::caseload_mean, Headline::children_per_available_fte,
        Headline::changes_of_worker, Headline::assessments_in_time, Headline::agency_share})
    EXPECT_TRUE(std::isnan(value(replication.whole_period, headline)))
        << models::entry_of(headline).name << " " << value(replication.whole_period, headline);
  EXPECT_EQ(value(replication.whole_period, Headline::net_cost), 0);
  EXPECT_TRUE(replication.years.empty());
  EXPECT_TRUE(replication.days_at_risk.empty());  // 1 to 28 April is no whole month
}

TEST(HeadlineYears, AreThoseWhollyInThePeriod) {
  const std::vector<Stretch> years = year_stretches(layout_of(two_years()));
  ASSERT_EQ(years.size(), 2u);
  EXPECT_EQ(years[1].key, "2018");
  EXPECT_EQ(years[1].title, "Year to 31 March 2018");
  EXPECT_EQ(years[1].from, date(2017, 4, 1));
  EXPECT_EQ(years[1].until, date(2018, 4, 1));
}

TEST(HeadlineMonths, AreThoseWhollyInThePeriod) {
  models::Scenario scenario = small_scenario();
  scenario.period_from = date(2016, 4, 2);
  scenario.period_until = date(2016, 7, 31);
  EXPECT_EQ(months_of(layout_of(scenario)), (std::vector{date(2016, 5, 1), date(2016, 6, 1)}));
  scenario.period_from = date(2016, 4, 1);
  scenario.period_until = date(2016, 8, 1);
  EXPECT_EQ(months_of(layout_of(scenario)).front(), date(2016, 4, 1));
  EXPECT_EQ(months_of(layout_of(scenario)).back(), date(2016, 7, 1));
}

TEST(HeadlineMonths, ShareAWeekThatStraddlesTheirEdgesByItsDays) {
  models::Scenario scenario = with_costs();
  scenario.period_until = date(2016, 7, 1);
  const Layout layout = layout_of(scenario);  // samples on 1, 8, 15, 22 and 29 April, 6 May ...
  Trace trace = blank_trace(layout);
  trace.of(Measure::time_at_risk_law)[5] = 70;  // from 29 April to 6 May: two days of seven in April
  flow(trace, Measure::open_child_days, layout, 0, 10);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::stuck, models::Cause::external), 1);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::stuck, models::Cause::queue), 2);
  flow(trace, Measure::cost, layout, 0, 100);
  flow(trace, Measure::cost, layout, 1, 1000);
  flow(trace, Measure::cost, layout, 2, -30);
  flow(trace, Measure::cost, layout, 3, 5);
  const JudgedReplication replication = judged(trace, layout);
  ASSERT_EQ(replication.law_days.size(), 3u);
  EXPECT_NEAR(replication.law_days[0], 20, 1e-9);
  EXPECT_NEAR(replication.law_days[1], 50, 1e-9);
  EXPECT_NEAR(replication.law_days[2], 0, 1e-9);
  EXPECT_NEAR(replication.open_days[1], 310, 1e-9);
  EXPECT_NEAR(replication.days_at_risk[2], 90, 1e-9);
  EXPECT_NEAR(replication.net_cost[0], 30 * 70, 1e-9);  // care apart, no memo
}

TEST(Judged, GivesValuesByPlanAndReplication) {
  Judged judged = empty_judged(layout_of(two_years()), 2);
  for (std::size_t plan = 0; plan < 2; ++plan)
    for (double r = 0; r < 3; ++r) {
      JudgedReplication replication{};
      replication.whole_period[static_cast<std::size_t>(Headline::uncovered)] = 10 * static_cast<double>(plan) + r;
      judged.of[plan].push_back(replication);
    }
  EXPECT_EQ(judged.values(Headline::uncovered), (std::vector<std::vector<double>>{{0, 1, 2}, {10, 11, 12}}));
  EXPECT_EQ(judged.years.size(), 2u);
  EXPECT_EQ(judged.months.size(), 24u);
}

}  // namespace casetide::output::testing
