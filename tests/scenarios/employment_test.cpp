// Working lives, overload and what else is new in staffing: what arrives in the typed parameters, and what holds where
// a scenario says nothing.
#include "models/employment.hpp"

#include <gtest/gtest.h>

#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using models::Contract, models::RoleId, models::Span, models::StatusId, models::TeamId;

constexpr RoleId social_worker{0};
constexpr RoleId team_manager{1};
constexpr StatusId in_care{2};

models::Scenario working_lives() { return read_scenario(source_path("tests/scenarios/accepted/working_lives.yaml")); }
models::Scenario nothing_happens() {
  return read_scenario(source_path("tests/scenarios/accepted/nothing_happens.yaml"));
}
models::Employment employment() { return working_lives().staffing.employment; }

const models::Induction& induction(const models::Employment& employment, Contract contract) {
  return employment.induction[static_cast<std::size_t>(contract)];
}

TEST(ReadingOfStaffing, TellsWhoseRolesTheCensusCounts) {
  const models::NationalTerms terms = working_lives().pathway.national;
  EXPECT_EQ(terms.social_workers, (std::vector{social_worker, team_manager}));
  EXPECT_EQ(terms.case_holders, std::vector{social_worker});
}

TEST(ReadingOfStaffing, TellsProductivityPointsAndTheFactorOfDemand) {
  const models::Scenario scenario = working_lives();
  EXPECT_DOUBLE_EQ(scenario.demand.first_referrals_factor, 1.05);
  EXPECT_DOUBLE_EQ(scenario.staffing.productivity, 1.1);
  EXPECT_DOUBLE_EQ(scenario.staffing.ceiling, 24.5);
  EXPECT_EQ(scenario.staffing.case_points, (std::vector<double>{1, 1.5, 0}));
}

TEST(ReadingOfStaffing, TellsPostsByRoleAndAgencyStaffBeyondThem) {
  const auto teams = working_lives().staffing.teams;
  EXPECT_DOUBLE_EQ(teams[0].posts_of(social_worker), 12);
  EXPECT_DOUBLE_EQ(teams[0].posts_of(team_manager), 1.5);
  EXPECT_DOUBLE_EQ(teams[0].agency_above_of(social_worker), 2.5);
  EXPECT_DOUBLE_EQ(teams[0].agency_above_of(team_manager), 0);
  EXPECT_DOUBLE_EQ(teams[1].posts_of(social_worker), 3);
  EXPECT_DOUBLE_EQ(teams[1].agency_above_of(social_worker), 0);
}

TEST(ReadingOfStaffing, TellsTheStagesOfSupervisionOfTheNewlyQualified) {
  const auto stages = working_lives().staffing.supervision->newly_qualified;
  ASSERT_EQ(stages.size(), 3u);
  EXPECT_EQ(stages[0].for_first, (Span{6, Span::Unit::weeks}));
  EXPECT_EQ(stages[0].every, (Span{1, Span::Unit::weeks}));
  EXPECT_EQ(stages[1].for_first, (Span{45, Span::Unit::working_days}));  // nine weeks: longer than six
  EXPECT_EQ(stages[2].for_first, (Span{6, Span::Unit::months}));
  EXPECT_EQ(stages[2].every, (Span{2, Span::Unit::weeks}));
}

TEST(ReadingOfStaffing, TellsWhoLeavesAndWhere) {
  const models::Leaving leaving = employment().leaving;
  EXPECT_DOUBLE_EQ(leaving.per_year, 0.11);
  EXPECT_DOUBLE_EQ(leaving.new_in_post_factor, 1.7);
  EXPECT_EQ(leaving.new_in_post, (Span{60, Span::Unit::months}));
  EXPECT_DOUBLE_EQ(leaving.notice_days.mean(), 56);  // (28 + 56 + 84) / 3
  EXPECT_EQ(leaving.destination_share, (std::array<double, 3>{0.56, 0.27, 0.17}));
  EXPECT_DOUBLE_EQ(leaving.years_in_post.mean(), 6);  // from nothing to 144 months
  EXPECT_DOUBLE_EQ(leaving.stress, 0.7);
  EXPECT_DOUBLE_EQ(leaving.manager_gap, 0.5);
  EXPECT_DOUBLE_EQ(leaving.workload, 0);
}

TEST(ReadingOfStaffing, TellsWhatCausesStressAndWhatOverloadDoes) {
  const models::Stress stress = employment().stress;
  EXPECT_DOUBLE_EQ(stress.of_workload, 0.5);
  EXPECT_DOUBLE_EQ(stress.of_missed_supervision, 0.4);
  EXPECT_DOUBLE_EQ(stress.bearable, 1.1);
  EXPECT_EQ(stress.memory, (Span{16, Span::Unit::weeks}));
  const models::Overload overload = working_lives().staffing.overload;
  EXPECT_DOUBLE_EQ(overload.bearable, 1.2);
  EXPECT_DOUBLE_EQ(overload.plan_work_waits_days, 7);
  EXPECT_DOUBLE_EQ(overload.closes_too_soon, 0.2);
  EXPECT_DOUBLE_EQ(overload.comes_back_factor, 1.5);
  EXPECT_DOUBLE_EQ(overload.progress_under_notice, 0.8);
}

TEST(ReadingOfStaffing, TellsHowPeopleSettleIn) {
  const models::Employment employment = scenarios::employment();
  EXPECT_DOUBLE_EQ(induction(employment, Contract::permanent).begins_at, 0.5);
  EXPECT_EQ(induction(employment, Contract::permanent).full_after, (Span{13, Span::Unit::weeks}));
  EXPECT_EQ(induction(employment, Contract::permanent).mentor_each_week, sim::Minutes(120));
  EXPECT_DOUBLE_EQ(induction(employment, Contract::agency).begins_at, 0.75);
  EXPECT_EQ(induction(employment, Contract::agency).full_after, (Span{20, Span::Unit::working_days}));
  EXPECT_EQ(induction(employment, Contract::agency).mentor_each_week, sim::Minutes(0));
  EXPECT_EQ(induction(employment, Contract::newly_qualified).mentor_each_week, sim::Minutes(90));
  EXPECT_EQ(employment.newly_qualified.lasts, (Span{12, Span::Unit::months}));
  EXPECT_DOUBLE_EQ(employment.newly_qualified.protected_share, 0.1);
  EXPECT_EQ(employment.newly_qualified.not_given, std::vector{in_care});
}

TEST(ReadingOfStaffing, TellsHowVacanciesAreFilled) {
  const models::Hiring hiring = employment().hiring;
  EXPECT_EQ(hiring.roles, (std::vector{social_worker, team_manager}));
  EXPECT_EQ(hiring.every_days, 14);
  EXPECT_DOUBLE_EQ(hiring.success, 0.65);
  EXPECT_DOUBLE_EQ(hiring.days_to_fail.mean(), 42);
  EXPECT_NEAR(hiring.days_to_start.mean(), 7 * 52.0 / 3, 1e-9);  // 10, 16 and 26 weeks
  EXPECT_DOUBLE_EQ(hiring.starters_a_year, 60);
  ASSERT_EQ(hiring.intakes.size(), 2u);
  EXPECT_EQ(hiring.intakes[0].role, social_worker);
  EXPECT_EQ(hiring.intakes[0].month, 9u);
  EXPECT_DOUBLE_EQ(hiring.intakes[0].people_a_year, 10);
  EXPECT_EQ(hiring.intakes[0].teams, std::vector{TeamId{1}});
  EXPECT_EQ(hiring.intakes[1].month, 3u);
  EXPECT_DOUBLE_EQ(hiring.intakes[1].people_a_year, 2.5);
  EXPECT_TRUE(hiring.intakes[1].teams.empty());
}

TEST(ReadingOfStaffing, TellsHowAgencyStaffCover) {
  const models::AgencyCover agency = employment().agency;
  EXPECT_EQ(agency.roles, std::vector{social_worker});
  EXPECT_DOUBLE_EQ(agency.share, 0.9);
  EXPECT_DOUBLE_EQ(agency.cap, 0.35);
  EXPECT_DOUBLE_EQ(agency.days_to_arrive.mean(), 14);
  EXPECT_NEAR(agency.booking_days.mean(), 182, 1e-9);
  EXPECT_TRUE(std::holds_alternative<sim::Lognormal>(agency.booking_days.shape()));
  EXPECT_EQ(agency.notice_days, 7);
  EXPECT_DOUBLE_EQ(agency.converts, 0.05);
}

TEST(ReadingOfStaffing, LetsNothingHappenThatTheScenarioDoesNotSay) {
  const models::Scenario scenario = nothing_happens();
  const models::Employment& employment = scenario.staffing.employment;
  EXPECT_DOUBLE_EQ(employment.leaving.per_year, 0);
  EXPECT_DOUBLE_EQ(employment.leaving.new_in_post_factor, 1);
  EXPECT_DOUBLE_EQ(employment.leaving.notice_days.mean(), 0);
  EXPECT_EQ(employment.leaving.destination_share, (std::array<double, 3>{1, 0, 0}));
  EXPECT_DOUBLE_EQ(employment.leaving.stress + employment.leaving.manager_gap + employment.leaving.workload, 0);
  EXPECT_DOUBLE_EQ(employment.stress.of_workload + employment.stress.of_missed_supervision, 0);
  for (const models::Induction& one : employment.induction) {
    EXPECT_DOUBLE_EQ(one.begins_at, 1);
    EXPECT_EQ(one.mentor_each_week, sim::Minutes(0));
  }
  EXPECT_DOUBLE_EQ(employment.newly_qualified.protected_share, 0);
  EXPECT_TRUE(employment.hiring.roles.empty() && employment.hiring.intakes.empty());
  EXPECT_DOUBLE_EQ(employment.hiring.starters_a_year, 0);
  EXPECT_TRUE(employment.agency.roles.empty());
  EXPECT_DOUBLE_EQ(scenario.staffing.overload.plan_work_waits_days, 0);
  EXPECT_DOUBLE_EQ(scenario.staffing.overload.closes_too_soon, 0);
  EXPECT_DOUBLE_EQ(scenario.staffing.overload.comes_back_factor, 1);
  EXPECT_DOUBLE_EQ(scenario.staffing.overload.progress_under_notice, 1);
  EXPECT_DOUBLE_EQ(scenario.staffing.productivity, 1);
  EXPECT_TRUE(scenario.staffing.case_points.empty());
  EXPECT_DOUBLE_EQ(scenario.demand.first_referrals_factor, 1);
}

/// What arrives is written out once and read again, as a result keeps it.
TEST(ReadingOfStaffing, ReadsTheSameBackFromWhatAResultKeeps) {
  const models::Scenario scenario = working_lives();
  const models::Staffing again = read_scenario_text(scenario.resolved_text, "resolved").staffing;
  EXPECT_EQ(again.case_points, scenario.staffing.case_points);
  EXPECT_EQ(again.employment.leaving.destination_share, scenario.staffing.employment.leaving.destination_share);
  EXPECT_DOUBLE_EQ(again.employment.agency.booking_days.mean(), 182);
  EXPECT_EQ(again.employment.hiring.intakes[0].month, 9u);
  EXPECT_EQ(again.supervision->newly_qualified.size(), 3u);
}

TEST(ReadingOfStaffing, LaysSectionsOverTheOnesThatAreExtended) {
  const models::Scenario scenario = read_scenario(source_path("tests/scenarios/accepted/other_working_lives.yaml"));
  const models::Employment& employment = scenario.staffing.employment;
  EXPECT_DOUBLE_EQ(employment.leaving.per_year, 0.2);
  EXPECT_DOUBLE_EQ(employment.leaving.stress, 0.7);                 // as in the file it extends
  EXPECT_DOUBLE_EQ(employment.leaving.notice_days.mean(), 28);      // one value instead of a shape
  EXPECT_NEAR(employment.agency.booking_days.mean(), 91, 1e-9);     // a shape instead of an annotated one
  EXPECT_DOUBLE_EQ(employment.hiring.intakes[0].people_a_year, 4);  // its month stays
  EXPECT_EQ(employment.hiring.intakes[0].month, 9u);
}

}  // namespace
}  // namespace casetide::scenarios
