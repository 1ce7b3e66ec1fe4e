// How a course lies over the replications, and what is published beside it: against counts by hand.
#include "output/fans.hpp"

#include "output/risk_split.hpp"
#include "tests/output/judged_values.hpp"
#include "tests/output/traces.hpp"

namespace casetide::output::testing {

using models::Contract;
using models::Indicator;
using models::Measure;

namespace {

constexpr std::size_t in_assessment = 0, on_plan = 1, looked_after = 2, care_leaver = 3;  // statuses

models::StatusId status(std::size_t place) { return models::id_at<models::StatusId>(place); }

/// Two years of the small county, whose statuses have their national names.
models::Scenario county() {
  models::Scenario scenario = two_years();
  models::Status leaver;
  leaver.name = "care_leaver";
  scenario.pathway.statuses.push_back(leaver);
  models::NationalTerms& terms = scenario.pathway.national;
  terms.in_assessment = status(in_assessment);
  terms.protection_plan = status(on_plan);
  terms.looked_after = status(looked_after);
  terms.care_leaver = status(care_leaver);
  terms.in_need = {status(on_plan), status(looked_after), status(care_leaver)};
  return scenario;
}

models::Observed published(models::Figure figure, std::vector<models::ObservedValue> values) {
  return {figure, std::move(values), models::Evidence::published, "a table", ""};
}

const Fan& fan(const std::vector<Fan>& fans, const std::string& key) {
  const auto found = std::ranges::find(fans, key, &Fan::key);
  if (found == fans.end()) throw std::runtime_error("no fan " + key);
  return *found;
}

const FanSeries& series(const Fan& fan, const std::string& key) {
  const auto found = std::ranges::find(fan.series, key, &FanSeries::key);
  if (found == fan.series.end()) throw std::runtime_error("no series " + key);
  return *found;
}

bool has_series(const Fan& fan, const std::string& key) {
  return std::ranges::find(fan.series, key, &FanSeries::key) != fan.series.end();
}

/// The fans of one plan whose single replication has this trace.
std::vector<Fan> fans_of(const Trace& trace, const models::Scenario* scenario) {
  const Layout layout = layout_of(scenario ? *scenario : county());
  FanWatch watch(layout, scenario);
  watch.add(0, trace);
  return watch.fans(blank_judged(1, 1));
}

}  // namespace

TEST(Bands, AreQuantilesBetweenTheOrderedReplications) {
  // Ordered 10, 20, 30, 40, 50: the quantile p lies at place 4p, counted from 0.
  const Bands found = bands({{30, 1}, {10, 1}, {50, 1}, {20, 1}, {40, 1}});
  EXPECT_DOUBLE_EQ(found.median[0], 30);
  EXPECT_DOUBLE_EQ(found.low50[0], 20);
  EXPECT_DOUBLE_EQ(found.high50[0], 40);
  EXPECT_DOUBLE_EQ(found.low90[0], 12);   // place 0.2
  EXPECT_DOUBLE_EQ(found.high90[0], 48);  // place 3.8
  EXPECT_DOUBLE_EQ(found.median[1], 1);
}

TEST(Bands, LeaveOutReplicationsWithoutAValue) {
  const Bands found = bands({{10, nothing}, {nothing, nothing}, {20, nothing}});
  EXPECT_DOUBLE_EQ(found.median[0], 15);
  EXPECT_DOUBLE_EQ(found.high90[0], 19.5);
  EXPECT_TRUE(std::isnan(found.median[1]));
}

TEST(CaseloadFan, WeighsTeamsByTheirCaseHolders) {
  const models::Scenario scenario = county();
  const Layout layout = layout_of(scenario);
  Trace trace = blank_trace(layout);
  level(trace, Measure::caseload, layout, 0, 60);  // held by three
  level(trace, Measure::caseload, layout, 1, 12);  // held by one
  level(trace, Measure::caseload_per_worker, layout, 0, 20);
  level(trace, Measure::caseload_per_worker, layout, 4, 12);
  trace.of(Measure::caseload)[2 * 2] = 20;  // at the third sample the first team's are held by one
  const Fan found = fan(fans_of(trace, &scenario), "caseload");
  EXPECT_EQ(found.every, Fan::Every::sample);
  EXPECT_EQ(found.times.front(), date(2016, 4, 1));
  EXPECT_EQ(found.times.back(), date(2018, 4, 1));
  ASSERT_EQ(found.series.size(), 1u);
  EXPECT_DOUBLE_EQ(found.series[0].plans[0].median[0], 18);  // 72 children, four people
  EXPECT_DOUBLE_EQ(found.series[0].plans[0].median[2], 16);  // 32 children, two people
}

TEST(StaffFan, AddsTeamsAndTakesTheNewlyQualifiedForPermanent) {
  const models::Scenario scenario = county();
  const Layout layout = layout_of(scenario);
  Trace trace = blank_trace(layout);
  const auto place = [](std::size_t team, Contract contract) {
    return team * models::contract_count + static_cast<std::size_t>(contract);
  };
  level(trace, Measure::staff, layout, place(0, Contract::permanent), 10);
  level(trace, Measure::staff, layout, place(1, Contract::permanent), 5);
  level(trace, Measure::staff, layout, place(1, Contract::newly_qualified), 2.5);
  level(trace, Measure::staff, layout, place(0, Contract::agency), 4);
  level(trace, Measure::vacancies, layout, 0, 3);
  level(trace, Measure::vacancies, layout, 1, 1.5);
  const Fan found = fan(fans_of(trace, &scenario), "staff");
  EXPECT_DOUBLE_EQ(series(found, "employees").plans[0].median[50], 17.5);
  EXPECT_DOUBLE_EQ(series(found, "agency").plans[0].median[50], 4);
  EXPECT_DOUBLE_EQ(series(found, "vacancies").plans[0].median[50], 4.5);
}

TEST(ChildrenFan, CountsThoseInNeedAsTheNationalStatisticsDo) {
  const models::Scenario scenario = county();
  const Layout layout = layout_of(scenario);
  Trace trace = blank_trace(layout);
  flow(trace, Measure::open_child_days, layout, 0, 100);  // a hundred children open on every day
  level(trace, Measure::children, layout, care_leaver, 7);
  level(trace, Measure::children, layout, in_assessment, 20);
  const Fan found = fan(fans_of(trace, &scenario), "children");
  const Bands& all = series(found, "all_in_need").plans[0];
  EXPECT_TRUE(std::isnan(all.median[0])) << "nothing is known of the days before the first sample";
  EXPECT_DOUBLE_EQ(all.median[1], 107);
  EXPECT_DOUBLE_EQ(all.median.back(), 107) << "of the last two days, off the grid of weeks";
  EXPECT_DOUBLE_EQ(series(found, "in_assessment").plans[0].median[0], 20);
  EXPECT_FALSE(has_series(found, "looked_after")) << "nobody ever is";
}

TEST(ChildrenFan, ShowsEveryStatusWhereTheScenarioCannotBeRead) {
  const Layout layout = layout_of(county());
  Trace trace = blank_trace(layout);
  for (std::size_t place = 0; place < 4; ++place) level(trace, Measure::children, layout, place, 1);
  const Fan found = fan(fans_of(trace, nullptr), "children");
  EXPECT_EQ(found.series.size(), 4u);
  EXPECT_FALSE(has_series(found, "all_in_need"));
}

TEST(ChildrenFan, LeavesOutStatusesThatAreReportedUnderOthers) {
  models::Scenario scenario = county();
  scenario.pathway.national = {};
  scenario.pathway.statuses[in_assessment].reported_under = status(on_plan);
  const Layout layout = layout_of(scenario);
  Trace trace = blank_trace(layout);
  for (std::size_t place = 0; place < 4; ++place) level(trace, Measure::children, layout, place, 1);
  const Fan found = fan(fans_of(trace, &scenario), "children");
  EXPECT_EQ(found.series.size(), 3u);
  EXPECT_FALSE(has_series(found, "in_assessment"));
}

TEST(RiskFan, IsTheShareOfEachMonthsOwnDays) {
  Judged judged = blank_judged(1, 1);
  judged.of[0][0].law_days[2] = 40;
  judged.of[0][0].days_at_risk[2] = 90;
  judged.of[0][0].open_days[2] = 2000;
  const models::Scenario scenario = county();
  const Layout layout = layout_of(scenario);
  FanWatch watch(layout, &scenario);
  watch.add(0, blank_trace(layout));
  const Fan found = fan(watch.fans(judged), "risk");
  EXPECT_EQ(found.times[2], date(2016, 6, 1));
  EXPECT_DOUBLE_EQ(series(found, "law").plans[0].median[2], 2);
  EXPECT_DOUBLE_EQ(series(found, "all").plans[0].median[2], 4.5);
}

TEST(YearlyFans, StandOnTheDaysOfTheirFiguresForEachPlan) {
  Judged judged = blank_judged(2, 3);
  put_year(judged, 0, Indicator::agency_staff, {{10, 20, 30}, {1, 2, 3}});
  put_year(judged, 1, Indicator::agency_staff, {{11, 21, 31}, {4, 5, 6}});
  const models::Scenario scenario = county();
  const Layout layout = layout_of(scenario);
  FanWatch watch(layout, &scenario);
  for (const std::size_t plan : {0, 1})
    for (int replication = 0; replication < 3; ++replication) watch.add(plan, blank_trace(layout));
  const Fan found = fan(watch.fans(judged), "census_staff");
  EXPECT_EQ(found.every, Fan::Every::year);
  EXPECT_EQ(found.times, (std::vector<sim::Date>{date(2016, 9, 30), date(2017, 9, 30)}));
  const FanSeries& agency = series(found, "agency_staff");
  EXPECT_DOUBLE_EQ(agency.plans[0].median[0], 20);
  EXPECT_DOUBLE_EQ(agency.plans[1].median[1], 5);
  EXPECT_DOUBLE_EQ(agency.plans[1].low90[1], 4.1);
}

TEST(PublishedFigures, StandBesideTheSeriesThatCountsAsTheyDoOnTheirOwnDays) {
  models::Scenario scenario = county();
  scenario.observed = {published(Indicator::plans_at_year_end, {{2016, 473}, {2017, 517}}),
                       published(Indicator::staff_in_post, {{2017, 208.5}}),
                       published(Indicator::referrals, {{2017, 5497}}),
                       published(models::Headline::net_cost, {{2017, 20.9}})};
  const Layout layout = layout_of(scenario);
  Trace trace = blank_trace(layout);
  level(trace, Measure::children, layout, on_plan, 500);
  level(trace, Measure::staff, layout, 0, 275);
  Judged judged = blank_judged(1, 1);
  put_year(judged, 0, Indicator::staff_in_post, {{200}});
  put_year(judged, 0, Indicator::referrals, {{5000}});
  put_year(judged, 1, models::Headline::net_cost, {{21}});
  FanWatch watch(layout, &scenario);
  watch.add(0, trace);
  const std::vector<Fan> fans = watch.fans(judged);
  ASSERT_EQ(fan(fans, "children").published.size(), 1u);
  const PublishedSeries& plans = fan(fans, "children").published[0];
  EXPECT_EQ(plans.series, "child_protection_plan");
  ASSERT_EQ(plans.points.size(), 2u);
  EXPECT_EQ(plans.points[0].date, date(2016, 3, 31)) << "before the period";
  EXPECT_EQ(plans.points[1].date, date(2017, 3, 31));
  EXPECT_DOUBLE_EQ(plans.points[1].value, 517);
  EXPECT_EQ(plans.source, "a table");
  EXPECT_EQ(fan(fans, "census_staff").published[0].series, "staff_in_post");
  EXPECT_EQ(fan(fans, "census_staff").published[0].points[0].date, date(2017, 9, 30));
  EXPECT_TRUE(fan(fans, "staff").published.empty()) << "all roles are not the social workers of the census";
  EXPECT_DOUBLE_EQ(fan(fans, "year_referrals").series[0].plans[0].median[0], 5000);
  EXPECT_EQ(fan(fans, "year_referrals").times[0], date(2017, 3, 31));
  EXPECT_DOUBLE_EQ(fan(fans, "year_net_cost").series[0].plans[0].median[1], 21);
}

TEST(PublishedFigures, EndWhereTheProjectionBegins) {
  models::Scenario scenario = county();
  EXPECT_EQ(projection_from(scenario), std::nullopt);
  scenario.observed = {published(Indicator::referrals, {{2016, 4966}, {2017, 5497}})};
  EXPECT_EQ(projection_from(scenario), date(2017, 4, 1));
  scenario.observed.push_back(published(Indicator::staff_in_post, {{2017, 208.5}}));
  EXPECT_EQ(projection_from(scenario), date(2017, 10, 1));
}

TEST(RiskSplit, AddsUpEachReplicationByComponentAndByCause) {
  const Layout layout = layout_of(two_years());
  RiskSplitWatch watch(layout, 1);
  for (const double days : {20.0, 28.0}) {
    Trace trace = blank_trace(layout);
    flow(trace, Measure::open_child_days, layout, 0, 400);
    flow(trace, Measure::time_at_risk, layout, risk(models::Component::no_named_worker, models::Cause::vacancy), days);
    flow(trace, Measure::time_at_risk, layout, risk(models::Component::no_named_worker, models::Cause::queue), 4);
    flow(trace, Measure::time_at_risk, layout, risk(models::Component::stuck, models::Cause::queue), 2);
    watch.add(0, trace);
  }
  const RiskSplit split = watch.splits().at(0);
  const auto worker = static_cast<std::size_t>(models::Component::no_named_worker);
  const auto vacancy = static_cast<std::size_t>(models::Cause::vacancy);
  const auto queue = static_cast<std::size_t>(models::Cause::queue);
  EXPECT_DOUBLE_EQ(split.cross[worker][vacancy], 6);  // 5 and 7 of 100
  EXPECT_DOUBLE_EQ(split.cross[worker][queue], 1);
  EXPECT_DOUBLE_EQ(split.by_component[worker].mean, 7);  // 6 and 8
  EXPECT_DOUBLE_EQ(split.by_cause[queue].mean, 1.5);
  // Two values a distance of 2 apart: standard error 1, Student's t with one degree of freedom 6.3138 at 90 %.
  EXPECT_NEAR(split.by_component[worker].high, 7 + 6.3138, 1e-3);
  EXPECT_DOUBLE_EQ(split.by_cause[queue].low, 1.5) << "the same in both";
}

}  // namespace casetide::output::testing
