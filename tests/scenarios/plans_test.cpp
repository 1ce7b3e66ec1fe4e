// What plans come to: the scenario as it reads from each day, people, and costs. The examples of scenarios/measures.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/measures.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using models::Plan, models::Scenario, models::Span;

std::string indented(const std::string& text, const std::string& by) {
  std::string result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) result += by + line + "\n";
  return result;
}

/// The ground with these plans behind `no_change`.
Scenario with_plans(const std::string& plans) {
  return read_scenario_text(content("tests/scenarios/rejected/bases/plan_ground.yaml") + indented(plans, "  "), "text");
}

/// ... with one plan of these measures.
Scenario with(const std::string& measures) {
  return with_plans("tried:\n  label: Tried\n  measures:\n" + indented(measures, "    "));
}

/// The scenario as it reads under the plan on the day.
const Scenario& on(const Scenario& scenario, const Plan& plan, sim::Date date) {
  const Scenario* now = &scenario;
  for (const models::PlanVersion& version : plan.versions)
    if (version.from <= date) now = version.scenario.get();
  return *now;
}

/// ... under the last plan.
const Scenario& on(const Scenario& scenario, sim::Date date) { return on(scenario, scenario.plans.back(), date); }

std::vector<sim::Date> days(const Plan& plan) {
  std::vector<sim::Date> days;
  for (const models::PlanVersion& version : plan.versions) days.push_back(version.from);
  return days;
}

std::vector<sim::Date> days(const Scenario& scenario) { return days(scenario.plans.back()); }

const models::Obligation& obligation(const Scenario& scenario, const std::string& name) {
  return named(scenario.pathway.obligations, name);
}

double share(const Scenario& scenario, std::size_t of_case, const std::string& outcome) {
  const auto& decision = named(scenario.pathway.decisions, "assessment_outcome");
  return named(decision.cases.at(of_case).outcomes, outcome).share;
}

constexpr models::RoleId social_worker{0}, team_manager{1}, reviewing_officer{2};
constexpr models::TeamId assessment{0}, safeguarding{1}, reviewing{2};

double posts(const Scenario& scenario, models::TeamId team, models::RoleId role) {
  return scenario.staffing.teams[index(team)].posts_of(role);
}

// --- the general measures -------------------------------------------------------------------------------------------

TEST(Plans, SetAValueFromADayOnUntilAnother) {
  const Scenario scenario =
      with("- set: {what: staffing.ceiling, to: 17 children, from: 2018-04-01, until: 2019-05-02}");
  EXPECT_EQ(days(scenario), (std::vector{day(2018, 4, 1), day(2019, 5, 2)}));
  EXPECT_EQ(on(scenario, day(2018, 3, 31)).staffing.ceiling, 20);
  EXPECT_EQ(on(scenario, day(2018, 4, 1)).staffing.ceiling, 17);
  EXPECT_EQ(on(scenario, day(2019, 5, 1)).staffing.ceiling, 17);
  EXPECT_EQ(on(scenario, day(2019, 5, 2)).staffing.ceiling, 20);
}

TEST(Plans, SetAWholeTableAndAKeyThatTheScenarioLeavesOut) {
  const Scenario scenario = with(
      "- set: {what: pathway.obligations.assessment.work.effort, to: 5 hours, from: 2018-04-01}\n"
      "- set: {what: staffing.agency.cap, to: 30%, from: 2018-04-01}\n"
      "- set: {what: staffing.overload, to: {closes_too_soon: 10%}, from: 2018-04-01}");
  EXPECT_EQ(days(scenario), std::vector{day(2018, 4, 1)});
  const Scenario& then = on(scenario, day(2018, 4, 1));
  EXPECT_EQ(obligation(then, "assessment").work->hours.mean(), 5);
  EXPECT_EQ(obligation(then, "assessment").work->hours.variance(), 0);
  EXPECT_EQ(then.staffing.employment.agency.cap, 0.3);
  EXPECT_EQ(then.staffing.overload.closes_too_soon, 0.1);
}

TEST(Plans, ReachTheItemsOfLists) {
  const Scenario scenario = with(
      "- scale: {what: 'demand.first_referrals.periods[0].children', by: 1.1, from: 2018-04-01}\n"
      "- set: {what: 'pathway.obligations.need_review.clock.then_every[0].every', to: 8 weeks, from: 2018-04-01}\n"
      "- set: {what: 'staffing.teams.reviewing.staff[0].hours_per_day', to: 4 hours, from: 2018-04-01}");
  const Scenario& then = on(scenario, day(2018, 4, 1));
  EXPECT_NEAR(then.demand.first_referrals[0].children, 6600, 1e-6);
  EXPECT_EQ(obligation(then, "need_review").then_every[0].every, (Span{8, Span::Unit::weeks}));
  EXPECT_EQ(obligation(then, "need_review").then_every[1].every, (Span{6, Span::Unit::months}));
  EXPECT_EQ(then.staffing.teams[index(reviewing)].staff[0].hours_per_day, sim::Minutes(240));
}

TEST(Plans, ScaleAnAmountInItsOwnUnit) {
  const Scenario scenario = with(
      "- scale: {what: staffing.ceiling, by: 0.9, from: 2018-04-01}\n"
      "- scale: {what: money.pay.social_worker.salary, by: 1.05, from: 2018-04-01}\n"
      "- scale: {what: staffing.leaving.per_year, by: 0.85, from: 2018-04-01}\n"
      "- scale: {what: staffing.client_hours.per_day, by: 0.97, from: 2018-04-01}\n"
      "- scale: {what: demand.streams.others.a_year, by: 0.75, from: 2018-04-01}");
  const Scenario& then = on(scenario, day(2018, 4, 1));
  EXPECT_NEAR(then.staffing.ceiling, 18, 1e-9);
  EXPECT_NEAR(then.money.pay[0].salary, 34650, 1e-6);
  EXPECT_NEAR(then.staffing.employment.leaving.per_year, 0.102, 1e-9);
  EXPECT_EQ(then.staffing.client_hours.length, sim::Minutes(291));
  EXPECT_NEAR(then.demand.streams[0].a_year, 75, 1e-9);
}

TEST(Plans, RoundScaledSpansToWholeOnesAndKeepThemAboveNothing) {
  const Scenario scenario = with(
      "- scale: {what: pathway.obligations.assessment.clock.first, by: 0.7, from: 2018-04-01}\n"
      "- scale: {what: pathway.obligations.need_review.clock.then_every, by: 0.1, from: 2018-04-01}");
  const Scenario& then = on(scenario, day(2018, 4, 1));
  EXPECT_EQ(obligation(then, "assessment").due, (Span{32, Span::Unit::working_days}));             // 31.5
  EXPECT_EQ(obligation(then, "need_review").then_every[0].every, (Span{1, Span::Unit::months}));   // 0.3
  EXPECT_EQ(obligation(then, "need_review").then_every[0].within, (Span{1, Span::Unit::months}));  // 1.2
  EXPECT_EQ(obligation(then, "need_review").then_every[1].every, (Span{1, Span::Unit::months}));   // 0.6
}

TEST(Plans, ScaleTheAmountsOfADistributionAndNotItsShape) {
  const Scenario scenario = with(
      "- scale: {what: pathway.obligations.assessment.work.effort, by: 0.5, from: 2018-04-01}\n"
      "- scale: {what: staffing.hiring.starts_after, by: 0.25, from: 2018-04-01}");
  const Scenario& then = on(scenario, day(2018, 4, 1));
  const sim::Distribution& hours = obligation(then, "assessment").work->hours;
  EXPECT_NEAR(hours.mean(), 3, 1e-9);
  EXPECT_NEAR(hours.variance(), 3 * 3 * 0.5 * 0.5, 1e-9);  // (mean * cv)^2
  // (10 + 16 + 26) / 3 weeks, a quarter of it, with fractions of weeks
  EXPECT_NEAR(then.staffing.employment.hiring.days_to_start.mean(), 52.0 / 3 / 4 * 7, 1e-6);
}

TEST(Plans, ScaleFromOneWhatTheScenarioLeavesOut) {
  const Scenario scenario = with(
      "- scale: {what: staffing.productivity, by: 0.9, from: 2018-04-01}\n"
      "- scale: {what: demand.first_referrals.factor, by: 1.2, from: 2018-04-01, until: 2019-04-01}");
  EXPECT_NEAR(on(scenario, day(2018, 4, 1)).staffing.productivity, 0.9, 1e-12);
  EXPECT_NEAR(on(scenario, day(2018, 4, 1)).demand.first_referrals_factor, 1.2, 1e-12);
  EXPECT_EQ(on(scenario, day(2019, 4, 1)).demand.first_referrals_factor, 1);
  EXPECT_NEAR(on(scenario, day(2019, 4, 1)).staffing.productivity, 0.9, 1e-12);
}

// --- ramps ----------------------------------------------------------------------------------------------------------

TEST(Ramps, GoInEvenMonthlyStepsAndStayUntilTheyAreUndone) {
  const Scenario scenario = with(
      "- ramp: {what: staffing.leaving.per_year, to: 9%, from: 2018-04-15, until: 2018-06-02, undone: 2020-04-01}");
  // three steps from 12 % to 9 %: on the first day, and on the first of each month before the end
  EXPECT_EQ(days(scenario), (std::vector{day(2018, 4, 15), day(2018, 5, 1), day(2018, 6, 1), day(2020, 4, 1)}));
  const auto rate = [&](sim::Date date) { return on(scenario, date).staffing.employment.leaving.per_year; };
  EXPECT_NEAR(rate(day(2018, 4, 14)), 0.12, 1e-12);
  EXPECT_NEAR(rate(day(2018, 4, 15)), 0.11, 1e-12);
  EXPECT_NEAR(rate(day(2018, 5, 1)), 0.10, 1e-12);
  EXPECT_NEAR(rate(day(2018, 6, 1)), 0.09, 1e-12);
  EXPECT_NEAR(rate(day(2020, 3, 31)), 0.09, 1e-12);
  EXPECT_NEAR(rate(day(2020, 4, 1)), 0.12, 1e-12);
}

TEST(Ramps, EndBeforeTheFirstOfTheMonthOnWhichTheyAreComplete) {
  const Scenario scenario =
      with("- ramp: {what: staffing.leaving.per_year, to: 9%, from: 2018-04-01, until: 2018-07-01}");
  EXPECT_EQ(days(scenario), (std::vector{day(2018, 4, 1), day(2018, 5, 1), day(2018, 6, 1)}));
}

TEST(Ramps, ByAFactorGrowOnTopOfWhatElseHolds) {
  const Scenario scenario = with(
      "- ramp: {what: staffing.leaving.per_year, by: 0.5, from: 2018-04-01, until: 2018-06-01}\n"
      "- scale: {what: staffing.leaving.per_year, by: 2, from: 2018-05-01, until: 2018-08-01}");
  const auto rate = [&](sim::Date date) { return on(scenario, date).staffing.employment.leaving.per_year; };
  EXPECT_NEAR(rate(day(2018, 4, 1)), 0.12 * 0.75, 1e-12);
  EXPECT_NEAR(rate(day(2018, 5, 1)), 0.12 * 0.5 * 2, 1e-12);
  EXPECT_NEAR(rate(day(2018, 8, 1)), 0.12 * 0.5, 1e-12);
}

TEST(Ramps, GoOnFromWhereAnotherHasCome) {
  const Scenario scenario = with(
      "- ramp: {what: staffing.ceiling, to: 16 children, from: 2018-04-01, until: 2018-06-01}\n"
      "- ramp: {what: staffing.ceiling, to: 12 children, from: 2018-06-01, until: 2018-08-01}\n"
      "- set: {what: staffing.ceiling, to: 10 children, from: 2019-01-01}");
  const auto ceiling = [&](sim::Date date) { return on(scenario, date).staffing.ceiling; };
  EXPECT_NEAR(ceiling(day(2018, 4, 1)), 18, 1e-9);
  EXPECT_NEAR(ceiling(day(2018, 5, 1)), 16, 1e-9);
  EXPECT_NEAR(ceiling(day(2018, 6, 1)), 14, 1e-9);
  EXPECT_NEAR(ceiling(day(2018, 7, 1)), 12, 1e-9);
  EXPECT_NEAR(ceiling(day(2019, 1, 1)), 10, 1e-9);
}

TEST(Ramps, StartFromTheValueStandingOnTheirFirstDay) {
  const Scenario scenario = with(
      "- set: {what: staffing.ceiling, to: 30 children, from: 2017-04-01, until: 2018-04-01}\n"
      "- ramp: {what: staffing.ceiling, to: 10 children, from: 2018-04-01, until: 2018-06-01}");
  EXPECT_EQ(on(scenario, day(2018, 3, 31)).staffing.ceiling, 30);
  EXPECT_NEAR(on(scenario, day(2018, 4, 1)).staffing.ceiling, 15, 1e-9);  // half way from 20
  EXPECT_NEAR(on(scenario, day(2018, 5, 1)).staffing.ceiling, 10, 1e-9);
}

// --- several together -----------------------------------------------------------------------------------------------

TEST(Plans, ComposeTheirMeasuresInTheOrderInWhichTheyAreWritten) {
  const Scenario scenario = with(
      "- set: {what: staffing.ceiling, to: 30 children, from: 2018-06-01}\n"
      "- scale: {what: staffing.ceiling, by: 0.5, from: 2018-04-01}\n"
      "- scale: {what: staffing.ceiling, by: 1.2, from: 2018-05-01, until: 2018-07-01}");
  const auto ceiling = [&](sim::Date date) { return on(scenario, date).staffing.ceiling; };
  EXPECT_NEAR(ceiling(day(2018, 4, 1)), 10, 1e-9);
  EXPECT_NEAR(ceiling(day(2018, 5, 1)), 12, 1e-9);
  EXPECT_NEAR(ceiling(day(2018, 6, 1)), 18, 1e-9);
  EXPECT_NEAR(ceiling(day(2018, 7, 1)), 15, 1e-9);
}

TEST(Plans, LetSharesChangeTogetherThatComeToOneOnlyTogether) {
  const std::string of = "pathway.decisions.assessment_outcome.cases[0].outcomes";
  const Scenario scenario = with("- set: {what: '" + of + ".not_in_need.share', to: 60%, from: 2018-04-01}\n" +
                                 "- set: {what: '" + of + ".child_in_need.share', to: 30%, from: 2018-04-01}");
  EXPECT_NEAR(share(on(scenario, day(2018, 4, 1)), 0, "not_in_need"), 0.6, 1e-12);
  EXPECT_NEAR(share(on(scenario, day(2018, 4, 1)), 0, "child_in_need"), 0.3, 1e-12);
  EXPECT_NEAR(share(on(scenario, day(2018, 4, 1)), 1, "not_in_need"), 0.4, 1e-12);
}

TEST(Plans, HaveNoVersionWhereNothingDiffersFromTheDayBefore) {
  const Scenario scenario = with(
      "- set: {what: staffing.ceiling, to: 30 children, from: 2018-04-01, until: 2018-05-01}\n"
      "- set: {what: staffing.ceiling, to: 30 children, from: 2018-05-01}\n"
      "- recruit: {team: safeguarding, role: social_worker, contract: agency, fte: 2, from: 2018-06-01, until: "
      "2018-07-01}");
  EXPECT_EQ(days(scenario), std::vector{day(2018, 4, 1)});
  EXPECT_EQ(scenario.plans.back().measures.size(), 1u);
}

TEST(Plans, ExtendOthersWhoseMeasuresAndCostsComeFirst) {
  const Scenario scenario = with_plans(R"(last:
  label: Last
  extends: middle
  measures:
    - scale: {what: staffing.ceiling, by: 0.5, from: 2018-06-01}
    - recruit: {team: safeguarding, role: social_worker, contract: permanent, fte: 3, from: 2018-06-01, until: 2018-07-01}
  costs: {more: {line: improvement, once: £3, on: 2018-06-01}}
middle:
  label: Middle
  extends: first
  measures:
    - set: {what: staffing.ceiling, to: 30 children, from: 2018-04-01}
    - recruit: {team: safeguarding, role: social_worker, contract: permanent, fte: 2, from: 2018-06-01, until: 2018-07-01}
  costs: {more: {line: improvement, once: £2, on: 2018-06-01}}
first:
  label: First
  measures:
    - recruit: {team: safeguarding, role: social_worker, contract: permanent, fte: 1, from: 2018-06-01, until: 2018-07-01}
  costs: {more: {line: improvement, once: £1, on: 2018-06-01}}
)");
  const Plan& last = named(scenario.plans, "last");
  EXPECT_EQ(on(scenario, last, day(2018, 4, 1)).staffing.ceiling, 30);
  EXPECT_EQ(on(scenario, last, day(2018, 6, 1)).staffing.ceiling, 15);
  ASSERT_EQ(last.measures.size(), 3u);
  ASSERT_EQ(last.costs.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(std::get<models::Recruit>(last.measures[i]).fte, static_cast<double>(i + 1));
    EXPECT_EQ(last.costs[i].pounds, static_cast<double>(i + 1));
  }
  const Plan& middle = named(scenario.plans, "middle");
  EXPECT_EQ(on(scenario, middle, day(2018, 6, 1)).staffing.ceiling, 30);
  EXPECT_EQ(middle.measures.size(), 2u);
}

TEST(Plans, ReadBackFromTheResolvedTextToTheSameVersions) {
  const Scenario scenario = with(
      "- ramp: {what: staffing.ceiling, to: 16 children, from: 2018-04-01, until: 2019-04-01}\n"
      "- process_change: {decision: assessment_outcome, outcome: not_in_need, by: 0.8, from: 2018-04-01}");
  const Scenario again = read_scenario_text(scenario.resolved_text, "resolved");
  EXPECT_EQ(days(again), days(scenario));
  EXPECT_EQ(again.sha256, scenario.sha256);
}

/// Reading takes time for each day on which the scenario reads otherwise, and only once for plans that read alike.
TEST(Plans, ShareTheVersionsInWhichTheyReadAlike) {
  const std::string ramps =
      "    - ramp: {what: staffing.ceiling, to: 16 children, from: 2018-04-01, until: 2020-04-01}\n"
      "    - ramp: {what: staffing.leaving.per_year, by: 0.8, from: 2018-04-01, until: 2020-04-01}\n"
      "    - change_posts: {team: safeguarding, role: social_worker, by: 12, from: 2018-04-01, reached: 2020-04-01}\n";
  const Scenario scenario = with_plans("one:\n  label: One\n  measures:\n" + ramps + R"(other:
  label: Other
  extends: one
  measures:
    - scale: {what: staffing.productivity, by: 0.95, from: 2019-06-15}
)");
  const Plan& one = named(scenario.plans, "one");
  const Plan& other = named(scenario.plans, "other");
  ASSERT_EQ(one.versions.size(), 24u);
  ASSERT_EQ(other.versions.size(), 25u);
  for (std::size_t i = 0; i < 15; ++i) EXPECT_EQ(one.versions[i].scenario, other.versions[i].scenario) << i;
  EXPECT_NE(one.versions[15].scenario, other.versions[16].scenario);
}

/// What `read` says is wrong, places left out.
Texts messages_of(const std::string& plans) {
  Texts messages = problems_of([&] { with_plans(plans); });
  for (std::string& message : messages) message.erase(0, message.find(": ") + 2);
  return messages;
}

TEST(Plans, HaveALimitOfMeasures) {
  std::string plans = "tried:\n  label: Tried\n  measures:\n";
  for (int i = 0; i <= 200; ++i) plans += "    - demand_change: {by: 1.01, from: 2018-04-01}\n";
  EXPECT_EQ(messages_of(plans), Texts{"plans.tried.measures: 201 measures; the limit is 200"});
}

TEST(Plans, HaveALimitOfDaysOnWhichTheScenarioReadsOtherwise) {
  // 71 months to each of 15 values; primes, so that no two plans ever read alike
  std::string plans;
  for (const int above : {73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149})
    plans += "to_" + std::to_string(above) +
             ":\n  label: Tried\n  measures:\n    - ramp: {what: staffing.ceiling, to: " + std::to_string(20 + above) +
             " children, from: 2016-05-01, until: 2022-04-01}\n";
  const Texts messages = messages_of(plans);
  ASSERT_EQ(messages.size(), 1u);
  EXPECT_EQ(messages[0],
            "plans.to_149.measures[0].ramp: the plans change the scenario on more than 1000 days altogether");
}

// --- the catalogue --------------------------------------------------------------------------------------------------

TEST(ChangePosts, TakesTheShortFormForTheRoleThatHoldsCases) {
  const Scenario scenario = with(
      "- change_posts: {team: assessment, role: social_worker, by: 4, from: 2018-04-01}\n"
      "- change_posts: {team: assessment, role: team_manager, by: 1, from: 2018-05-01}\n"
      "- change_posts: {team: assessment, role: social_worker, by: -2, from: 2018-06-01}");
  EXPECT_EQ(posts(on(scenario, day(2018, 4, 1)), assessment, social_worker), 44);
  EXPECT_EQ(posts(on(scenario, day(2018, 4, 30)), assessment, social_worker), 44);
  EXPECT_EQ(posts(on(scenario, day(2018, 5, 1)), assessment, team_manager), 6);  // five managers had as many posts
  EXPECT_EQ(posts(on(scenario, day(2018, 5, 1)), assessment, social_worker), 44);
  EXPECT_EQ(posts(on(scenario, day(2018, 6, 1)), assessment, social_worker), 42);
}

TEST(ChangePosts, GoesToANumberInSteps) {
  const Scenario scenario =
      with("- change_posts: {team: safeguarding, role: social_worker, to: 72, from: 2018-04-01, reached: 2018-07-01}");
  EXPECT_EQ(days(scenario), (std::vector{day(2018, 4, 1), day(2018, 5, 1), day(2018, 6, 1)}));
  EXPECT_NEAR(posts(on(scenario, day(2018, 4, 1)), safeguarding, social_worker), 70, 1e-9);
  EXPECT_NEAR(posts(on(scenario, day(2018, 6, 1)), safeguarding, social_worker), 72, 1e-9);
  EXPECT_EQ(posts(on(scenario, day(2018, 6, 1)), safeguarding, team_manager), 9);
}

TEST(ProcessChange, KeepsTheProportionsOfTheOtherOutcomesInEveryCase) {
  const Scenario scenario =
      with("- process_change: {decision: assessment_outcome, outcome: not_in_need, share: 20%, from: 2018-04-01}");
  const Scenario& then = on(scenario, day(2018, 4, 1));
  EXPECT_NEAR(share(then, 0, "not_in_need"), 0.2, 1e-9);
  EXPECT_NEAR(share(then, 0, "child_in_need"), 0.8 * 0.4 / 0.5, 1e-9);
  EXPECT_NEAR(share(then, 0, "child_protection_plan"), 0.8 * 0.1 / 0.5, 1e-9);
  EXPECT_NEAR(share(then, 1, "not_in_need"), 0.2, 1e-9);
  EXPECT_NEAR(share(then, 1, "child_in_need"), 0.8 * 0.45 / 0.6, 1e-9);
}

TEST(CompaniesAndPartnerships, WithoutEffectsChangeNothingButCosts) {
  const Scenario scenario = with_plans(R"(improvement:
  label: Improvement
  measures:
    - ramp: {what: staffing.ceiling, to: 16 children, from: 2018-04-01, until: 2018-08-01}
company:
  label: Company
  extends: improvement
  measures:
    - council_owned_company: {live_from: 2019-10-01, productivity: 1, leaving: 100%, running: {line: company, a_year: £2.5m}}
partnership:
  label: Partnership
  extends: improvement
  measures:
    - strategic_partnership: {from: 2019-04-01}
    - council_owned_company: {live_from: 2019-10-01, lasts: 6 months}
)");
  const auto same = [](const models::PlanVersion& one, const models::PlanVersion& other) {
    return one.from == other.from && one.scenario == other.scenario;
  };
  const auto& before = named(scenario.plans, "improvement").versions;
  ASSERT_EQ(before.size(), 4u);
  for (const std::string name : {"company", "partnership"}) {
    const auto& after = named(scenario.plans, name).versions;
    EXPECT_TRUE(std::equal(before.begin(), before.end(), after.begin(), after.end(), same)) << name;
  }
  ASSERT_EQ(named(scenario.plans, "company").costs.size(), 1u);
  EXPECT_EQ(named(scenario.plans, "company").costs[0].pounds, 2.5e6);
  EXPECT_TRUE(named(scenario.plans, "partnership").costs.empty());
}

TEST(ImprovementPlans, OfWhichTheFirstHasNoEffectAreFine) {
  const Scenario scenario = with_plans("nothing: {label: Nothing, extends: no_change, measures: []}\n");
  EXPECT_TRUE(scenario.plans.back().versions.empty());
}

// --- the examples of scenarios/measures.md --------------------------------------------------------------------------

/// The first example under each heading of the third level, by heading.
std::map<std::string, std::string> examples() {
  std::map<std::string, std::string> examples;
  std::istringstream lines(content("scenarios/measures.md"));
  std::string heading;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("### ")) heading = line.substr(4);
    if (line == "```") inside = false;
    if (inside) examples[heading] += line + "\n";
    if (line == "```yaml") inside = true;
  }
  return examples;
}

/// A scenario whose last plan is the example, and how it reads before and from 1 April 2018 on.
struct Example {
  explicit Example(const std::string& name) : scenario(with(examples().at(name))), plan(scenario.plans.back()) {}
  Scenario scenario;
  const Plan& plan;
  const Scenario& at(int y, unsigned m, unsigned d) const { return on(scenario, plan, day(y, m, d)); }
  const Scenario& then() const { return at(2018, 4, 1); }
  const std::string& line(std::size_t cost) const { return scenario.money.lines[plan.costs.at(cost).line].name; }
  models::Recruit recruit(std::size_t place) const { return std::get<models::Recruit>(plan.measures.at(place)); }
  double leaving(int y, unsigned m, unsigned d) const { return at(y, m, d).staffing.employment.leaving.per_year; }
  double referrals(int y, unsigned m, unsigned d) const { return at(y, m, d).demand.first_referrals_factor; }
  double productivity(int y, unsigned m, unsigned d) const { return at(y, m, d).staffing.productivity; }
};

void check_set(const Example& example) { EXPECT_EQ(example.then().staffing.ceiling, 17); }
void check_scale(const Example& example) {
  EXPECT_NEAR(obligation(example.then(), "assessment").work->hours.mean(), 5.4, 1e-9);
}
void check_ramp(const Example& example) {
  EXPECT_NEAR(example.leaving(2018, 6, 1), 0.09, 1e-12);
  EXPECT_NEAR(example.leaving(2020, 4, 1), 0.12, 1e-12);
}
void check_recruit(const Example& example) {
  const models::Recruit recruit = example.recruit(0);
  EXPECT_EQ(recruit.team, safeguarding);
  EXPECT_EQ(recruit.role, social_worker);
  EXPECT_EQ(recruit.contract, models::Contract::permanent);
  EXPECT_EQ(recruit.fte, 12);
  EXPECT_TRUE(recruit.adds_posts);
  EXPECT_EQ(recruit.from, day(2017, 4, 1));
  EXPECT_EQ(recruit.until, day(2018, 10, 1));
  EXPECT_TRUE(example.plan.versions.empty());
}
void check_convert_agency(const Example& example) {
  const auto& convert = std::get<models::ConvertAgency>(example.plan.measures.at(0));
  EXPECT_EQ(convert.team, assessment);
  EXPECT_EQ(convert.role, social_worker);
  EXPECT_EQ(convert.fte, 8);
  EXPECT_EQ(convert.from, day(2017, 10, 1));
  EXPECT_EQ(convert.until, day(2018, 10, 1));
}
void check_cap_agency(const Example& example) {
  EXPECT_EQ(example.scenario.staffing.employment.agency.cap, 1);
  EXPECT_EQ(example.then().staffing.employment.agency.cap, 0.2);
}
void check_retention(const Example& example) {
  EXPECT_NEAR(example.leaving(2018, 4, 1), 0.102, 1e-9);
  EXPECT_EQ(example.then().money.retention, 2000);
  EXPECT_EQ(example.leaving(2020, 4, 1), 0.12);
  EXPECT_EQ(example.at(2020, 4, 1).money.retention, 0);
}
void check_change_posts(const Example& example) {
  EXPECT_NEAR(posts(example.then(), safeguarding, team_manager), 10, 1e-9);
  EXPECT_NEAR(posts(example.at(2018, 6, 1), safeguarding, team_manager), 12, 1e-9);
  EXPECT_EQ(posts(example.at(2018, 6, 1), safeguarding, social_worker), 69);
}
void check_change_pay(const Example& example) {
  EXPECT_NEAR(example.then().money.pay[0].salary, 34320, 1e-6);
  EXPECT_NEAR(example.leaving(2018, 4, 1), 0.114, 1e-9);
}
void check_supervision(const Example& example) {
  const models::Supervision& supervision = *example.then().staffing.supervision;
  EXPECT_EQ(supervision.every, (Span{2, Span::Unit::weeks}));
  EXPECT_EQ(supervision.session, sim::Minutes(120));
  EXPECT_EQ(supervision.per_child, sim::Minutes(10));
  const models::Recruit managers = example.recruit(0);
  EXPECT_EQ(managers.team, safeguarding);
  EXPECT_EQ(managers.role, team_manager);
  EXPECT_EQ(managers.fte, 1);
  EXPECT_EQ(managers.from, day(2018, 4, 1));
  EXPECT_EQ(example.plan.measures.size(), 1u);
}
void check_reviewing_capacity(const Example& example) {
  EXPECT_EQ(example.at(2018, 3, 31).staffing.teams[index(reviewing)].staff[0].hours_per_day, sim::Minutes(210));
  EXPECT_EQ(example.at(2018, 9, 1).staffing.teams[index(reviewing)].staff[0].hours_per_day, sim::Minutes(252));
  const models::Recruit officers = example.recruit(0);
  EXPECT_EQ(officers.team, reviewing);
  EXPECT_EQ(officers.role, reviewing_officer);
  EXPECT_EQ(officers.fte, 2);
  EXPECT_EQ(officers.until, day(2018, 10, 1));
}
void check_monitoring(const Example& example) {
  EXPECT_EQ(example.then().staffing.supervision->every, (Span{3, Span::Unit::weeks}));
  const models::Obligation& review = obligation(example.then(), "need_review");
  EXPECT_EQ(review.due, (Span{6, Span::Unit::weeks}));
  ASSERT_EQ(review.then_every.size(), 1u);
  EXPECT_EQ(review.then_every[0].every, (Span{6, Span::Unit::weeks}));
}
void check_case_ceiling(const Example& example) {
  EXPECT_EQ(example.then().staffing.ceiling, 22);
  EXPECT_EQ(example.then().staffing.case_points, (std::vector<double>{1, 1, 1.5}));
}
void check_process_change(const Example& example) {
  EXPECT_EQ(obligation(example.then(), "assessment").due, (Span{35, Span::Unit::working_days}));
  EXPECT_NEAR(obligation(example.then(), "assessment").work->hours.mean(), 6.6, 1e-9);
  EXPECT_NEAR(share(example.then(), 0, "not_in_need"), 0.4, 1e-9);
  EXPECT_NEAR(share(example.then(), 0, "child_in_need"), 0.48, 1e-9);
  EXPECT_NEAR(share(example.then(), 1, "not_in_need"), 0.32, 1e-9);
}
void check_demand_change(const Example& example) {
  EXPECT_EQ(example.referrals(2018, 3, 31), 1);
  EXPECT_NEAR(example.referrals(2018, 4, 1), 1.05, 1e-12);
  EXPECT_EQ(example.referrals(2019, 4, 1), 1);
}
void check_early_help(const Example& example) {
  EXPECT_NEAR(example.referrals(2018, 4, 1), 1 - 0.1 / 3, 1e-9);
  EXPECT_NEAR(example.referrals(2018, 6, 1), 0.9, 1e-12);
  EXPECT_NEAR(example.referrals(2022, 3, 31), 0.9, 1e-12);
  EXPECT_EQ(example.line(0), "early_help");
  EXPECT_TRUE(example.plan.costs[0].a_year);
  EXPECT_EQ(example.plan.costs[0].pounds, 400'000);
  EXPECT_EQ(example.plan.costs[0].from, day(2018, 4, 1));
  EXPECT_EQ(example.plan.costs[0].until, day(2022, 4, 1));
}
void check_inspection_shock(const Example& example) {
  EXPECT_EQ(days(example.plan), (std::vector{day(2017, 1, 25), day(2017, 10, 25)}));
  EXPECT_NEAR(example.leaving(2017, 1, 25), 0.156, 1e-12);
  EXPECT_NEAR(example.referrals(2017, 10, 24), 1.08, 1e-12);
  EXPECT_EQ(example.referrals(2017, 10, 25), 1);
}
void check_company(const Example& example) {
  EXPECT_EQ(days(example.plan), (std::vector{day(2019, 10, 1), day(2020, 10, 1)}));
  EXPECT_NEAR(example.productivity(2019, 10, 1), 0.97, 1e-12);
  EXPECT_NEAR(example.leaving(2019, 10, 1), 0.108, 1e-12);
  EXPECT_EQ(example.productivity(2020, 10, 1), 1);
  ASSERT_EQ(example.plan.costs.size(), 4u);
  EXPECT_EQ(example.line(0), "company_set_up");
  EXPECT_FALSE(example.plan.costs[0].a_year);
  EXPECT_EQ(example.plan.costs[0].pounds, 3.2e6);
  EXPECT_EQ(example.plan.costs[0].from, day(2019, 4, 1));
  EXPECT_EQ(example.line(1), "company");
  EXPECT_EQ(example.plan.costs[1].from, day(2019, 10, 1));
  EXPECT_EQ(example.line(2), "vat");
  EXPECT_EQ(example.line(3), "corporation_tax");
  EXPECT_TRUE(example.plan.costs[3].a_year);
  EXPECT_NEAR(example.plan.costs[3].pounds, 190'000, 1e-6);
}
void check_partnership(const Example& example) {
  EXPECT_EQ(days(example.plan), (std::vector{day(2019, 4, 1), day(2021, 4, 1)}));
  EXPECT_NEAR(example.leaving(2019, 4, 1), 0.114, 1e-12);
  ASSERT_EQ(example.plan.costs.size(), 2u);
  EXPECT_EQ(example.plan.costs[0].pounds, 600'000);
  EXPECT_EQ(example.plan.costs[0].until, day(2021, 4, 1));
  EXPECT_EQ(example.plan.costs[1].pounds, 250'000);
  EXPECT_FALSE(example.plan.costs[1].a_year);
  EXPECT_EQ(example.plan.costs[1].from, day(2021, 4, 1));
}
void check_improvement_partner(const Example& example) {
  EXPECT_EQ(example.then().staffing.supervision->every, (Span{3, Span::Unit::weeks}));
  EXPECT_NEAR(example.productivity(2018, 4, 1), 1.02, 1e-12);
  EXPECT_EQ(example.productivity(2019, 4, 1), 1);
  EXPECT_EQ(example.plan.costs.at(0).until, day(2019, 4, 1));
}

const std::map<std::string, void (*)(const Example&)> checks = {{"set", check_set},
                                                                {"scale", check_scale},
                                                                {"ramp", check_ramp},
                                                                {"recruit", check_recruit},
                                                                {"convert_agency", check_convert_agency},
                                                                {"cap_agency", check_cap_agency},
                                                                {"retention", check_retention},
                                                                {"change_posts", check_change_posts},
                                                                {"change_pay", check_change_pay},
                                                                {"supervision", check_supervision},
                                                                {"reviewing_capacity", check_reviewing_capacity},
                                                                {"monitoring", check_monitoring},
                                                                {"case_ceiling", check_case_ceiling},
                                                                {"process_change", check_process_change},
                                                                {"demand_change", check_demand_change},
                                                                {"early_help", check_early_help},
                                                                {"inspection_shock", check_inspection_shock},
                                                                {"council_owned_company", check_company},
                                                                {"strategic_partnership", check_partnership},
                                                                {"improvement_partner", check_improvement_partner}};

TEST(CatalogueOfMeasures, HasAnExampleOfEachThatChangesWhatItSays) {
  const auto written = examples();
  for (const auto& [name, check] : checks) {
    SCOPED_TRACE(name);
    ASSERT_TRUE(written.contains(name));
    EXPECT_NO_THROW(check(Example(name)));
  }
  EXPECT_EQ(written.size(), checks.size());
}

TEST(CatalogueOfMeasures, HoldsEveryMeasureOfTheReader) {
  for (const std::string& name : language::measures().keys()) EXPECT_TRUE(checks.contains(name)) << name;
  EXPECT_EQ(language::measures().fields.size(), 20u);
}

}  // namespace
}  // namespace casetide::scenarios
