// The first page of a comparison, and the figures of staff behind it.
#include <nlohmann/json.hpp>

#include "tests/output/traces.hpp"

namespace casetide::output::testing {

using models::Destination;
using models::Measure;

namespace {

/// Every plan the same but in its staff.
Result of_plans(const Folder& folder, models::Scenario scenario, int plans) {
  scenario.plans.clear();
  for (int plan = 1; plan <= plans; ++plan)
    scenario.plans.push_back({"plan_" + std::to_string(plan), "Plan " + std::to_string(plan), "", {}, {}, {}});
  return result_of(folder, scenario, [&](std::size_t plan, int r) {
    const Layout layout = layout_of(scenario);
    Trace trace = blank_trace(layout);
    level(trace, Measure::staff, layout, permanent, 100 + 10 * static_cast<double>(plan) + r);
    level(trace, Measure::uncovered, layout, 0, plan == 0 ? r : 2 - r);
    return trace;
  });
}

}  // namespace

TEST(StaffFigures, AreMeansOverTimeAndFlowsAYear) {
  const Layout layout = layout_of(two_years());
  Trace trace = blank_trace(layout);
  level(trace, Measure::staff, layout, permanent, 60);
  level(trace, Measure::staff, layout, newly_qualified, 10);
  level(trace, Measure::staff, layout, 3 + agency, 30);  // of the second team
  level(trace, Measure::posts, layout, 0, 40);
  level(trace, Measure::posts, layout, 1, 20);
  level(trace, Measure::vacancies, layout, 1, 8);
  level(trace, Measure::uncovered, layout, 1, 3);
  level(trace, Measure::caseload, layout, 0, 800);  // held by forty
  level(trace, Measure::caseload, layout, 1, 300);  // held by twenty
  level(trace, Measure::caseload_per_worker, layout, 0, 20);
  level(trace, Measure::caseload_per_worker, layout, 4, 15);
  level(trace, Measure::stress, layout, 0, 0.3);
  level(trace, Measure::stress, layout, 1, 0.6);
  flow(trace, Measure::joined, layout, permanent, 0.02);
  flow(trace, Measure::joined, layout, newly_qualified, 0.01);
  flow(trace, Measure::joined, layout, agency, 0.1);
  flow(trace, Measure::left, layout, 3 + permanent, 0.05);
  for (const auto& [to, per_day] : {std::pair{Destination::out_of_sector, 0.01},
                                    {Destination::other_authority, 0.02},
                                    {Destination::to_agency, 0.015},
                                    {Destination::booking_ended, 0.3},
                                    {Destination::moved_within, 0.005}})
    flow(trace, Measure::leavers, layout, static_cast<std::size_t>(to), per_day);
  flow(trace, Measure::hasty_decisions, layout, 1, 2);
  flow(trace, Measure::changes_of_worker, layout, 1, 3);
  flow(trace, Measure::open_child_days, layout, 0, 1000);
  const auto groups = figures(trace, layout, stretches_of(layout)[1], {});
  EXPECT_DOUBLE_EQ(figure(groups, "staff", "permanent").value, 60);
  EXPECT_DOUBLE_EQ(figure(groups, "staff", "agency_share").value, 30);
  EXPECT_DOUBLE_EQ(figure(groups, "staff", "posts").value, 60);
  EXPECT_DOUBLE_EQ(figure(groups, "staff", "vacancies").value, 8);
  EXPECT_DOUBLE_EQ(figure(groups, "staff", "uncovered").value, 3);
  EXPECT_NEAR(figure(groups, "pressure", "stress").value, 0.4, 1e-9);  // (40 * 0.3 + 20 * 0.6) / 60
  EXPECT_NEAR(figure(groups, "staff_changes", "starters").value, 0.025 * 365, 1e-9);
  EXPECT_NEAR(figure(groups, "staff_changes", "agency_started").value, 0.1 * 365, 1e-9);
  EXPECT_NEAR(figure(groups, "staff_changes", "leavers").value, 0.045 * 365, 1e-9);
  EXPECT_NEAR(figure(groups, "leavers", "other_authority").value, 0.02 * 365, 1e-9);
  EXPECT_NEAR(figure(groups, "supervision", "hasty_decisions").value, 730, 1e-9);
  // 1,095 changes a year among a thousand children
  EXPECT_NEAR(figure(groups, "changes_of_worker", "changes_of_worker").value, 109.5, 1e-9);
}

TEST(PageOne, GivesRiskByItsChildDaysAndKeepsJBeside) {
  const Layout layout = layout_of(two_years());
  Trace trace = blank_trace(layout);
  flow(trace, Measure::open_child_days, layout, 0, 400);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::nobody_watching, models::Cause::manager), 8);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::child_not_seen, models::Cause::queue), 12);
  flow(trace, Measure::time_at_risk_law, layout, 0, 10);
  flow(trace, Measure::closed_too_soon, layout, 0, 6);
  indicator(trace, layout, models::Indicator::assessments_in_45_days_share, {80, 90});
  indicator(trace, layout, models::Indicator::assessments_open_days_late, {500, 700});
  indicator(trace, layout, models::Indicator::conferences_in_15_days_share, {60, 80});
  indicator(trace, layout, models::Indicator::conferences_open_days_late, {0, 30});
  level(trace, Measure::caseload, layout, 0, 60);
  level(trace, Measure::available_fte, layout, 0, 3);
  const auto groups = page_one(trace, layout, stretches_of(layout)[0]);
  EXPECT_DOUBLE_EQ(figure(groups, "risk", "law_only").value, 2.5);
  EXPECT_DOUBLE_EQ(figure(groups, "risk", "all").value, 5);
  EXPECT_DOUBLE_EQ(figure(groups, "risk", "nobody_watching").value, 2);
  EXPECT_DOUBLE_EQ(figure(groups, "risk", "closed_too_soon").value, 1.5);
  EXPECT_DOUBLE_EQ(figure(groups, "assessments", "assessments_in_45_days_share").value, 85);
  EXPECT_DOUBLE_EQ(figure(groups, "assessments", "assessments_open_days_late").value, 600);
  EXPECT_DOUBLE_EQ(figure(groups, "assessments", "conferences_in_15_days_share").value, 70);
  EXPECT_DOUBLE_EQ(figure(groups, "assessments", "conferences_open_days_late").value, 15);
  EXPECT_DOUBLE_EQ(figure(groups, "caseload", "per_available_fte").value, 20);
}

TEST(PageOne, ShowsSevenPlansSideBySideWithWholeLabels) {
  const Folder folder;
  const std::string page = text(compare(of_plans(folder, small_scenario(), 7)));
  EXPECT_TRUE(contains(page, "\n  1 plan_1: Plan 1 (baseline)\n  2 plan_2: Plan 2\n")) << page;
  EXPECT_TRUE(contains(squeezed(page), "\nPlan 1 2 3 4 5 6 7\n")) << page;
  EXPECT_TRUE(contains(squeezed(page), "\n Permanent 101.0 111.0 121.0 131.0 141.0 151.0 161.0\n")) << page;
  EXPECT_TRUE(contains(page, "\n  Worker changes per 100 a year ")) << page;
}

TEST(PageOne, DealsMorePlansOutToTablesOfAboutTheSameSize) {
  const Folder folder;
  const std::string page = text(compare(of_plans(folder, small_scenario(), 9)));
  EXPECT_TRUE(contains(squeezed(page), "\nPlan 1 2 3 4 5\n")) << page;
  EXPECT_TRUE(contains(squeezed(page), "\nPlan 6 7 8 9\n")) << page;
  EXPECT_TRUE(contains(squeezed(page), "\n Permanent 151.0 161.0 171.0 181.0\n")) << page;
}

TEST(PageOne, MarksWhatCannotBeToldApartAndWhatIsTheSame) {
  const Folder folder;
  const std::string page = text(compare(of_plans(folder, small_scenario(), 2)));
  // Employees 100, 101, 102 and ten more; posts uncovered 0, 1, 2 and 2, 1, 0; no agency staff in either.
  EXPECT_TRUE(contains(page, "\n  Permanent                              101.0  111.0\n")) << page;
  EXPECT_TRUE(contains(page, "\n  Case-holding posts uncovered             1.0    1.0~\n")) << page;
  EXPECT_TRUE(contains(page, "\n  Agency                                   0.0    0.0=\n")) << page;
  EXPECT_TRUE(contains(page, "\n~ cannot be told apart (90 %), = the same in every replication, as plan_1\n")) << page;
}

TEST(PageOne, StandsInTheJsonOfEachStretch) {
  const Folder folder;
  const auto document = nlohmann::json::parse(json(compare(of_plans(folder, two_years(), 2))));
  for (const auto& stretch : document["stretches"]) {
    ASSERT_FALSE(stretch["page_one"].empty());
    EXPECT_EQ(stretch["page_one"][3]["key"], "staff");
    EXPECT_EQ(stretch["page_one"][3]["figures"][0]["means"]["plan_2"], 111);
    EXPECT_EQ(stretch["page_one"][3]["figures"][0]["differences"]["plan_2"]["mean"], 10);
  }
}

}  // namespace casetide::output::testing
