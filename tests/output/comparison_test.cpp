#include "output/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/national_indicators.hpp"
#include "output/nearest_names.hpp"
#include "tests/output/traces.hpp"

namespace casetide::output::testing {

using models::Measure;
using sim::ExitCode;

namespace {

constexpr std::size_t last_sample = 105;  // of two_years(); samples 0 to 104 are weekly

/// Permanent staff of the first team at the end: 10, 20, 30 in the first plan, and 1, 2, 3 more in the second.
Trace with_staff(const models::Scenario& scenario, std::size_t plan, int replication) {
  const Layout layout = layout_of(scenario);
  Trace trace = blank_trace(layout);
  level(trace, Measure::staff, layout, 0, (replication + 1) * (plan == 0 ? 10.0 : 11.0));
  return trace;
}

}  // namespace

TEST(Stretches, AreTheWholePeriodAndTheLastFinancialYearWithinIt) {
  models::Scenario scenario = small_scenario();
  scenario.period_until = date(2022, 10, 1);
  const std::vector<Stretch> stretches = stretches_of(layout_of(scenario));
  ASSERT_EQ(stretches.size(), 2u);
  EXPECT_DOUBLE_EQ(stretches[0].years, 6.5 + 0.5 / 365);  // 183 of the 365 days to 1 April 2023
  EXPECT_EQ(stretches[0].title, "Whole period, 1 April 2016 to 30 September 2022");
  EXPECT_EQ(stretches[1].from, date(2021, 4, 1));
  EXPECT_EQ(stretches[1].until, date(2022, 4, 1));
  EXPECT_EQ(stretches[1].title, "Year to 31 March 2022");
  EXPECT_EQ(stretches[1].years, 1);
}

TEST(Stretches, LeaveOutAFinancialYearThatIsNotWhollyInThePeriodOrIsThePeriod) {
  models::Scenario scenario = small_scenario();
  scenario.period_from = date(2016, 4, 2);
  scenario.period_until = date(2017, 12, 31);
  EXPECT_EQ(stretches_of(layout_of(scenario)).size(), 1u);
  scenario.period_from = date(2016, 4, 1);
  EXPECT_EQ(stretches_of(layout_of(scenario)).size(), 2u);
  scenario.period_until = date(2017, 4, 1);
  EXPECT_EQ(stretches_of(layout_of(scenario)).size(), 1u);
  scenario.period_until = date(2017, 3, 31);
  EXPECT_EQ(stretches_of(layout_of(scenario)).size(), 1u);
}

TEST(Figures, ShareAWeekThatStraddlesTheStartOfTheYearByItsDays) {
  const Layout layout = layout_of(two_years());
  ASSERT_EQ(layout.samples.size(), last_sample + 1);
  Trace trace = blank_trace(layout);
  flow(trace, Measure::referrals, layout, 0, 1);
  trace.of(Measure::referrals)[53] = 14;  // the week from day 364 to day 371; 1 April 2017 is day 365
  const auto stretches = stretches_of(layout);
  // whole period: 729 - 6 days with 1 each and the week with 14: 730 + 7 = 737 in two years
  EXPECT_DOUBLE_EQ(figure(figures(trace, layout, stretches[0], {}), "referrals", "referrals").value, 368.5);
  // last year: six of the week's seven days bring 12; the other 359 days bring 359
  EXPECT_DOUBLE_EQ(figure(figures(trace, layout, stretches[1], {}), "referrals", "referrals").value, 371);
}

TEST(Figures, GiveTimeAtRiskPerHundredOpenChildDaysByCause) {
  const Layout layout = layout_of(two_years());
  Trace trace = blank_trace(layout);
  flow(trace, Measure::open_child_days, layout, 0, 400);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::no_named_worker, models::Cause::vacancy), 20);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::stuck, models::Cause::external), 6);
  flow(trace, Measure::time_at_risk_law, layout, 0, 10);
  flow(trace, Measure::closed_too_soon, layout, 0, 2);
  const auto groups = figures(trace, layout, stretches_of(layout)[1], {});
  EXPECT_DOUBLE_EQ(figure(groups, "time_at_risk", "all").value, 6.5);                 // 26 of 400
  EXPECT_DOUBLE_EQ(figure(groups, "time_at_risk", "law_only").value, 2.5);            // 10 of 400
  EXPECT_DOUBLE_EQ(figure(groups, "time_at_risk", "internal").value, 5);              // 20 of 400
  EXPECT_DOUBLE_EQ(figure(groups, "time_at_risk", "external").value, 1.5);            // 6 of 400
  EXPECT_DOUBLE_EQ(figure(groups, "closed_too_soon", "closed_too_soon").value, 730);  // 2 a day for 365 days
  EXPECT_DOUBLE_EQ(figure(groups, "components", "no_named_worker").value, 7300);      // 20 a day
  EXPECT_EQ(figure(groups, "components", "stuck").label, "I stuck");
}

TEST(Figures, WeightCaseloadsByTheCaseHoldersOfTheTeams) {
  const Layout layout = layout_of(two_years());
  Trace trace = blank_trace(layout);
  level(trace, Measure::caseload, layout, 0, 60);             // held by three
  level(trace, Measure::caseload, layout, 1, 12);             // held by one
  level(trace, Measure::caseload_per_worker, layout, 0, 20);  // mean of the first team
  level(trace, Measure::caseload_per_worker, layout, 4, 12);  // mean of the second team
  level(trace, Measure::caseload_per_worker, layout, 6, 30);  // p90 of the second team
  auto groups = figures(trace, layout, stretches_of(layout)[0], {});
  EXPECT_DOUBLE_EQ(figure(groups, "caseload", "per_worker_mean").value, 18);  // 72 children, four people
  EXPECT_DOUBLE_EQ(figure(groups, "caseload", "per_worker_p90").value, 7.5);  // (3 * 0 + 1 * 30) / 4
  level(trace, Measure::caseload_per_worker, layout, 0, std::nan(""));        // nobody in post
  groups = figures(trace, layout, stretches_of(layout)[0], {});
  EXPECT_DOUBLE_EQ(figure(groups, "caseload", "per_worker_mean").value, 12);
}

TEST(Figures, TakeLevelsAtTheLastSampleOfTheStretchAndMeansOverItsDays) {
  const Layout layout = layout_of(two_years());
  Trace trace = blank_trace(layout);
  level(trace, Measure::children, layout, 1, 100);
  trace.of(Measure::children)[last_sample * 3 + 1] = 140;
  level(trace, Measure::staff, layout, 1, 4);            // agency, first team
  level(trace, Measure::staff, layout, 4, 2.5);          // agency, second team
  flow(trace, Measure::unallocated_days, layout, 0, 5);  // five children at any time
  flow(trace, Measure::available_hours, layout, 1, 80);
  flow(trace, Measure::worked_hours, layout, 1, 60);
  const auto groups = figures(trace, layout, stretches_of(layout)[0], {});
  EXPECT_DOUBLE_EQ(figure(groups, "children_at_end", "child_protection_plan").value, 140);
  EXPECT_DOUBLE_EQ(figure(groups, "staff_at_end", "agency").value, 6.5);
  EXPECT_DOUBLE_EQ(figure(groups, "caseload", "unallocated").value, 5);
  EXPECT_DOUBLE_EQ(figure(groups, "utilisation", "utilisation").value, 75);
}

TEST(Figures, ShowObligationsThatAreOnTheAxisAndNoShareOfNothing) {
  const Layout layout = layout_of(two_years());
  Trace trace = blank_trace(layout);
  flow(trace, Measure::obligations_met, layout, 1, 8);
  flow(trace, Measure::obligations_met_in_time, layout, 1, 6);
  const auto groups = figures(trace, layout, stretches_of(layout)[0], {"assessment", "no_such", "care_review"});
  EXPECT_TRUE(std::isnan(figure(groups, "met_in_time", "assessment").value));
  EXPECT_DOUBLE_EQ(figure(groups, "met_in_time", "care_review").value, 75);
  EXPECT_THROW(figure(groups, "met_in_time", "no_such"), std::runtime_error);
}

const FigureGroup& group(const std::vector<FigureGroup>& groups, const std::string& key) {
  return *std::ranges::find(groups, key, &FigureGroup::key);
}

TEST(Figures, TakeIndicatorsAsMeansOverTheWholeYearsThatHaveThem) {
  models::Scenario scenario = two_years();
  scenario.period_until = date(2019, 7, 1);
  const Layout layout = layout_of(scenario);
  ASSERT_EQ(layout.years.size(), 3u);
  Trace trace = blank_trace(layout);
  indicator(trace, layout, models::Indicator::plans_started, {400, 500, 450});
  indicator(trace, layout, models::Indicator::closure_to_referral_share, {30, 34, std::nan("")});
  indicator(trace, layout, models::Indicator::spells_longest, {100, 200, 60});
  const auto whole = figures(trace, layout, stretches_of(layout)[0], {});
  EXPECT_DOUBLE_EQ(figure(whole, "national", "plans_started").value, 450);
  EXPECT_DOUBLE_EQ(figure(whole, "national", "closure_to_referral_share").value, 32);
  EXPECT_TRUE(std::isnan(figure(whole, "national", "plans_ended").value));
  EXPECT_DOUBLE_EQ(figure(whole, "spells", "spells_longest").value, 120);
  EXPECT_EQ(group(whole, "national").title, "National indicators, mean over the whole years");
  const auto last = figures(trace, layout, stretches_of(layout)[1], {});
  EXPECT_DOUBLE_EQ(figure(last, "national", "plans_started").value, 450);
  EXPECT_TRUE(std::isnan(figure(last, "national", "closure_to_referral_share").value));
  EXPECT_DOUBLE_EQ(figure(last, "spells", "spells_longest").value, 60);
  EXPECT_EQ(group(last, "national").title, "National indicators");
}

TEST(Figures, ShowEachIndicatorOnceAndNoneWithoutAWholeYear) {
  const Layout layout = layout_of(two_years());
  const auto groups = figures(blank_trace(layout), layout, stretches_of(layout)[0], {});
  EXPECT_EQ(group(groups, "national").figures.size() + group(groups, "spells").figures.size(), models::indicator_count);
  const Layout weeks = layout_of(small_scenario());
  for (const FigureGroup& shown : figures(blank_trace(weeks), weeks, stretches_of(weeks)[0], {}))
    EXPECT_TRUE(shown.key != "national" && shown.key != "spells");
}

TEST(Figures, KnowAnIndicatorThatALaterVersionHasAdded) {
  Layout layout = layout_of(two_years());
  layout.indicators = {{"visits_in_time_share", "spells_longest"}, {"Visits in time, %", "Longest spell, days"}};
  layout.indicator_units = {"%", "days"};
  Trace trace = blank_trace(layout);
  trace.indicators = {80, 10, 90, 20};
  const auto groups = figures(trace, layout, stretches_of(layout)[0], {});
  EXPECT_DOUBLE_EQ(figure(groups, "national", "visits_in_time_share").value, 85);
  EXPECT_EQ(figure(groups, "national", "visits_in_time_share").label, "Visits in time, %");
  EXPECT_DOUBLE_EQ(figure(groups, "spells", "spells_longest").value, 15);
}

TEST(MeanWithInterval, IsStudentsForNinetyPercent) {
  // 1, 2, 3: mean 2, standard deviation 1, standard error 1 / sqrt(3) = 0.57735; t(0.95; 2) = 2.91999 (any table of t)
  const Difference interval = mean_with_interval({1, 2, 3});
  EXPECT_EQ(interval.pairs, 3);
  EXPECT_DOUBLE_EQ(interval.mean, 2);
  EXPECT_NEAR(interval.low, 2 - 2.919986 * 0.5773503, 1e-6);
  EXPECT_NEAR(interval.high, 2 + 2.919986 * 0.5773503, 1e-6);
  EXPECT_TRUE(interval.is_told_apart());
}

TEST(MeanWithInterval, HasNoIntervalForOneValueAndNoMeanForNone) {
  EXPECT_TRUE(std::isnan(mean_with_interval({5}).low));
  EXPECT_FALSE(mean_with_interval({5}).is_told_apart());
  EXPECT_TRUE(std::isnan(mean_with_interval({}).mean));
  EXPECT_EQ(mean_with_interval({std::nan(""), 4, 6}).mean, 5);
  EXPECT_EQ(mean_with_interval({std::nan(""), 4, 6}).pairs, 2);
}

TEST(Compare, TakesDifferencesReplicationByReplication) {
  const Folder folder;
  const models::Scenario scenario = two_years();
  const Result result =
      result_of(folder, scenario, [&](std::size_t plan, int r) { return with_staff(scenario, plan, r); });
  const Comparison comparison = compare(result);
  EXPECT_EQ(comparison.baseline, 0u);
  const ComparedFigure& staff = figure(comparison.stretches[0], "staff_at_end", "permanent");
  EXPECT_EQ(staff.means, (std::vector<double>{20, 22}));  // of 10, 20, 30 and of 11, 22, 33
  // paired: 1, 2, 3, told apart; unpaired, the spread of 10 would have drowned the difference of 2
  EXPECT_DOUBLE_EQ(staff.differences[1].mean, 2);
  EXPECT_NEAR(staff.differences[1].low, 0.314145, 1e-5);
  EXPECT_NEAR(staff.differences[1].high, 3.685855, 1e-5);
  EXPECT_NEAR(staff.differences[1].correlation, 1, 1e-12);  // 10, 20, 30 and 11, 22, 33 lie on a line
  EXPECT_EQ(staff.differences[0].mean, 0);

  const Comparison turned = compare(result, {"recruit", {}});
  EXPECT_EQ(turned.baseline, 1u);
  EXPECT_DOUBLE_EQ(figure(turned.stretches[0], "staff_at_end", "permanent").differences[0].mean, -2);
}

TEST(Compare, ReadsEveryMeasureThatAFigureIsMadeOf) {
  const Folder folder;
  models::Scenario scenario = two_years();
  scenario.plans.resize(1);
  scenario.replications = 1;
  const Result result = result_of(folder, scenario, [&](std::size_t, int) { return some_trace(scenario, 3); });
  const Comparison comparison = compare(result);
  const Trace whole = result.trace(0, 0);
  const Stretch& stretch = comparison.stretches[0].stretch;
  int compared = 0;
  for (const FigureGroup& group : figures(whole, result.layout(), stretch, ComparisonOptions{}.obligations))
    for (const Figure& expected : group.figures) {
      if (expected.only_if_any && expected.value == 0) continue;
      const double mean = figure(comparison.stretches[0], group.key, expected.key).means[0];
      EXPECT_TRUE(mean == expected.value || (std::isnan(mean) && std::isnan(expected.value))) << expected.key;
      ++compared;
    }
  EXPECT_GT(compared, 100);
  const HeadlineRow row = headline_row(whole, result.layout(), stretch);
  for (const HeadlineComparison& headline : comparison.decision.headlines) {
    const double expected = row[static_cast<std::size_t>(headline.headline)];
    const double mean = headline.plans[0].value.mean;
    EXPECT_TRUE(mean == expected || (std::isnan(mean) && std::isnan(expected)))
        << models::entry_of(headline.headline).name;
  }
}

TEST(Compare, NamesTheNearestPlansForAnUnknownBaseline) {
  const Folder folder;
  const models::Scenario scenario = small_scenario();
  const Result result = result_of(folder, scenario, [&](std::size_t, int) { return some_trace(scenario, 0); });
  EXPECT_EQ(code_of([&] { compare(result, {"recriut", {}}); }), ExitCode::bad_usage);
  EXPECT_TRUE(contains(words_of([&] { compare(result, {"recriut", {}}); }), "did you mean recruit, as_now?"));
}

TEST(NearestNames, AreSortedByLettersToChange) {
  EXPECT_EQ(nearest_names("bat", {"dog", "cat", "bait", "bat"}), (std::vector<std::string>{"bat", "cat", "bait"}));
  EXPECT_TRUE(nearest_names("x", {}).empty());
}

TEST(ComparisonText, SaysWhatIsToldApartAndWhatIsNot) {
  const Folder folder;
  const models::Scenario scenario = two_years();
  const Result result = result_of(folder, scenario, [&](std::size_t plan, int r) {
    Trace trace = with_staff(scenario, plan, r);
    // children at the end: 0, 1, 2 in the first plan and 2, 1, 0 in the second: differences 2, 0, -2
    const double children = plan == 0 ? r : 2 - r;
    level(trace, Measure::children, layout_of(scenario), 0, children);
    return trace;
  });
  const std::string page = text(compare(result));
  EXPECT_TRUE(contains(squeezed(page), " permanent 20.0 22.0\n")) << page;
  EXPECT_TRUE(contains(page, "  permanent                          2.0  0.3 to 3.7\n")) << page;
  // 2, 0, -2: standard deviation 2, half-width 2.919986 * 2 / sqrt(3) = 3.37
  EXPECT_TRUE(contains(page, "  in_assessment                      0.0  cannot be told apart (-3.4 to 3.4)\n")) << page;
  EXPECT_TRUE(contains(page, "  agency                             0.0  the same in every replication\n")) << page;
}

TEST(ComparisonText, ShowsIndicatorsWithDecimalsThatFitThem) {
  const Folder folder;
  const models::Scenario scenario = two_years();
  const Result result = result_of(folder, scenario, [&](std::size_t plan, int) {
    const Layout layout = layout_of(scenario);
    Trace trace = blank_trace(layout);
    const double more = plan == 0 ? 0 : 10;
    indicator(trace, layout, models::Indicator::referrals, {6000, 6101 + 2 * more});
    indicator(trace, layout, models::Indicator::plan_ended_6_to_12_months_share, {40, 41 + more});
    return trace;
  });
  const std::string page = squeezed(text(compare(result)));
  EXPECT_TRUE(contains(page, "\nNational indicators, mean over the whole years\n Referrals 6,050 6,060\n")) << page;
  EXPECT_TRUE(contains(page, " Plans ended in 6-12 months, % 40.5 45.5\n")) << page;
  EXPECT_TRUE(contains(page, " Plans ended in 6-12 months, % 5.0 5.0 to 5.0\n")) << page;
  EXPECT_TRUE(contains(page, "\nSpells of time at risk, mean over the whole years\n Longest spell, days - -\n"))
      << page;
}

TEST(ComparisonText, PrintsTheSentenceAndWarnsOfFewReplications) {
  const Folder folder;
  models::Scenario scenario = small_scenario();
  scenario.replications = 10;
  const Result result = result_of(folder, scenario, [&](std::size_t, int) { return some_trace(scenario, 0); });
  Comparison comparison = compare(result);
  EXPECT_TRUE(contains(comparison.answer, "It does not say that harm occurred"));
  EXPECT_TRUE(contains(text(comparison), "\nFrom 1 April 2016 to 28 April 2016, every plan"));
  EXPECT_FALSE(contains(text(comparison), "Warning"));
  comparison.replications = 9;
  EXPECT_TRUE(contains(text(comparison), "Warning: 9 replications: too few"));
}

TEST(ComparisonText, FitsItsColumnsAndSplitsManyPlansIntoBlocks) {
  const Folder folder;
  models::Scenario scenario = two_years();
  scenario.replications = 2;
  scenario.plans.clear();
  for (const char* name : {"now", "recruit_permanent_staff", "averyveryverylongname", "p4", "p5", "p6"})
    scenario.plans.push_back(
        {name, "Ein Plan – mit sehr vielen Wörtern, damit er nicht in eine Zeile passt, oder?", "", {}, {}, {}});
  scenario.staffing.teams[0].label = std::string(100, 'x');
  scenario.pathway.statuses[0].label = "ein Zustand – mit einem Namen, der viel zu lang für jede Tabelle ist";
  const Result result = result_of(folder, scenario, [&](std::size_t plan, int r) {
    return some_trace(scenario, offset_of(plan * plan, r * (plan == 3 ? 7 : 1)));
  });
  const std::string page = text(compare(result));
  for (const std::string& line : lines_of(page)) {
    const auto characters = std::ranges::count_if(line, [](char byte) { return (byte & 0xC0) != 0x80; });
    EXPECT_LE(characters, 80) << line;
  }
  EXPECT_TRUE(contains(page, "        now   recruit_ averyve...         p4\n")) << page;
  EXPECT_TRUE(contains(page, "         p5         p6\n")) << page;
}

TEST(ComparisonText, OfOnePlanHasNoDifferences) {
  const Folder folder;
  models::Scenario scenario = small_scenario();
  scenario.plans.resize(1);
  scenario.replications = 1;
  const Result result = result_of(folder, scenario, [&](std::size_t, int) { return some_trace(scenario, 0); });
  EXPECT_FALSE(contains(text(compare(result)), "Difference"));
  EXPECT_TRUE(contains(text(compare(result)), "1 replication;"));
}

TEST(ComparisonJson, EscapesTextAndWritesNullForNoNumber) {
  const Folder folder;
  models::Scenario scenario = two_years();
  scenario.title = "A \"small\" county\\\n\tline";
  const Result result = result_of(folder, scenario, [&](std::size_t plan, int r) {
    Trace trace = with_staff(scenario, plan, r);
    indicator(trace, layout_of(scenario), models::Indicator::care_reviews_in_time_share, {80, 90});
    return trace;
  });
  const auto document = nlohmann::json::parse(json(compare(result)));
  EXPECT_EQ(document["schema_version"], 1);
  EXPECT_EQ(document["title"], scenario.title);
  const auto figure = [&](const std::string& key) {
    for (const auto& group : document["stretches"][0]["groups"])
      for (const auto& candidate : group["figures"])
        if (candidate["key"] == key) return candidate;
    return nlohmann::json();
  };
  EXPECT_EQ(figure("permanent")["means"]["as_now"], 20);
  EXPECT_EQ(figure("permanent")["means"]["recruit"], 22);
  EXPECT_EQ(figure("permanent")["differences"]["recruit"]["mean"], 2);
  EXPECT_EQ(figure("care_reviews_in_time_share")["label"], "Care reviews in time, %");
  EXPECT_EQ(figure("care_reviews_in_time_share")["means"]["recruit"], 85);
  EXPECT_TRUE(figure("spells_p90")["means"]["recruit"].is_null());
  EXPECT_EQ(figure("all")["label"], "All promised safeguards");
  EXPECT_TRUE(figure("all")["means"]["as_now"].is_null());
}

}  // namespace casetide::output::testing
