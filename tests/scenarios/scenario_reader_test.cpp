// A scenario with every key, and the ones that are shipped: what arrives in the typed parameters.
#include "scenarios/reader/scenario_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "scenarios/reader/compose.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using namespace std::chrono;
using models::Span;

models::Scenario everything() { return read_scenario(source_path("tests/scenarios/accepted/everything.yaml")); }
models::Scenario worcestershire() { return read_scenario(source_path("scenarios/worcestershire.yaml")); }

/// The scenarios that can be run; library/ holds what they extend.
std::vector<std::filesystem::path> shipped() {
  std::vector<std::filesystem::path> files;
  for (const std::string folder : {"scenarios", "scenarios/reference"})
    for (const auto& entry : std::filesystem::directory_iterator(source_path(folder)))
      if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  return files;
}

/// "6 weeks within 12 months", "3 months".
Texts texts(const std::vector<models::Interval>& intervals) {
  Texts all;
  for (const models::Interval& interval : intervals)
    all.push_back(text(interval.every) + (interval.within ? " within " + text(*interval.within) : ""));
  return all;
}

TEST(ScenarioReader, ReadsThePeriodTheRunAndTheCalendar) {
  const models::Scenario scenario = everything();
  EXPECT_EQ(scenario.title, "Everything: a scenario with every key");
  EXPECT_EQ(scenario.warm_up_from, day(2016, 1, 1));
  EXPECT_EQ(scenario.period_from, day(2016, 4, 1));
  EXPECT_EQ(scenario.period_until, day(2018, 4, 1));
  EXPECT_EQ(scenario.sample_days, 14);
  EXPECT_EQ(scenario.seed, 77u);
  EXPECT_EQ(scenario.replications, 12);
  EXPECT_TRUE(scenario.calendar.is_working_day(day(2016, 12, 25)));
}

TEST(ScenarioReader, ReadsRolesAndStatuses) {
  const models::Pathway pathway = everything().pathway;
  EXPECT_EQ(pathway.roles, (std::vector<std::string>{"social_worker", "team_manager", "chair"}));
  EXPECT_EQ(pathway.case_holding_roles, std::vector{models::RoleId{0}});
  EXPECT_EQ(pathway.managing_roles, std::vector{models::RoleId{1}});
  EXPECT_EQ(pathway.chairing_roles, std::vector{models::RoleId{2}});
  EXPECT_EQ(pathway.on_referral, std::vector{models::StatusId{0}});
  EXPECT_EQ(pathway.serious, std::vector{models::StatusId{2}});
  EXPECT_FALSE(pathway.statuses[0].needs_worker);
  EXPECT_TRUE(pathway.statuses[1].needs_worker);
  EXPECT_EQ(pathway.statuses[1].need->met_by, models::Need::MetBy::work);
  EXPECT_NEAR(pathway.statuses[1].need->amount.mean(), 18, 1e-9);  // hours
  EXPECT_EQ(pathway.statuses[2].need->met_by, models::Need::MetBy::time);
  // a quarter from 1 to 14 days, the rest from 14 to 60: 0.25 * 7.5 + 0.75 * 37
  EXPECT_NEAR(pathway.statuses[2].need->amount.mean(), 29.625, 1e-9);
  EXPECT_EQ(pathway.statuses[2].need->then, models::DecisionId{2});
}

TEST(ScenarioReader, ReadsTheWorkOfAnObligation) {
  const models::Pathway pathway = everything().pathway;
  const models::Work& decision = *named(pathway.obligations, "decision").work;
  EXPECT_FALSE(decision.by.case_holder);
  EXPECT_EQ(decision.by.role, models::RoleId{1});
  EXPECT_NEAR(decision.hours.mean(), 0.5, 1e-9);  // (10 + 20 + 60) / 3 minutes
  EXPECT_DOUBLE_EQ(decision.further_child, 0.25);
  EXPECT_FALSE(decision.ready_before.has_value());
  EXPECT_EQ(decision.authorised_by->role, models::RoleId{2});
  EXPECT_DOUBLE_EQ(decision.authorisation_hours.mean(), 0.5);
  const models::Work& report = *named(pathway.obligations, "report").work;
  EXPECT_TRUE(report.by.case_holder);
  EXPECT_FALSE(report.shared);
  EXPECT_DOUBLE_EQ(report.ready_before->mean(), 3);
  EXPECT_FALSE(report.authorised_by.has_value());
}

TEST(ScenarioReader, ReadsClocksMeetingsAndEffects) {
  const models::Pathway pathway = everything().pathway;
  const models::Obligation& decision = named(pathway.obligations, "decision");
  EXPECT_EQ(decision.due, (Span{1, Span::Unit::working_days}));
  EXPECT_EQ(decision.clock_from, models::ClockFrom::referral);
  EXPECT_TRUE(decision.counts_as_law());
  const models::Obligation& review = named(pathway.obligations, "review");
  EXPECT_EQ(texts(review.then_every), (Texts{"6 weeks within 12 months", "6 months"}));
  EXPECT_EQ(review.clock_from, models::ClockFrom::status_start);
  EXPECT_TRUE(review.monitors && review.progresses_plan && review.sees_child);
  EXPECT_EQ(review.safeguard, models::Component::review_overdue);
  EXPECT_EQ(review.meeting->attended_by.size(), 2u);
  EXPECT_EQ(review.meeting->arranged_working_days_ahead, 15);
  const models::Obligation& watched = named(pathway.obligations, "watched");
  EXPECT_FALSE(watched.work.has_value());
  EXPECT_EQ(watched.renewed_by, models::RenewedBy::monitored);
  const models::Obligation& reading_in = named(pathway.obligations, "reading_in");
  EXPECT_EQ(reading_in.starts, models::Obligation::Starts::on_change_of_worker);
  EXPECT_EQ(reading_in.clock_from, models::ClockFrom::own_start);
}

TEST(ScenarioReader, ReadsDecisions) {
  const models::Pathway pathway = everything().pathway;
  const models::Decision& decision = pathway.decisions[0];
  EXPECT_TRUE(decision.per_household);
  EXPECT_EQ(decision.cases[0].holding, std::vector{models::StatusId{1}});
  EXPECT_EQ(decision.cases[0].not_holding, std::vector{models::StatusId{2}});
  EXPECT_FALSE(decision.cases[0].need_met.has_value());
  EXPECT_EQ(decision.cases[1].outcomes[0].name, "close");
  EXPECT_TRUE(decision.cases[1].outcomes[0].closes);
  EXPECT_EQ(decision.cases[1].outcomes[2].starts, std::vector{models::ObligationId{1}});
  EXPECT_FALSE(pathway.decisions[1].per_household);
  EXPECT_EQ(pathway.decisions[1].cases[0].need_met, true);
}

TEST(ScenarioReader, ReadsWhatAStatusCountsAs) {
  using models::CountsAs;
  const auto statuses = everything().pathway.statuses;
  EXPECT_EQ(named(statuses, "in_care").counts_as, CountsAs::child);
  EXPECT_EQ(named(statuses, "leaver").counts_as, CountsAs::care_leaver);
  EXPECT_EQ(named(statuses, "enquiry").counts_as, CountsAs::contact);
  EXPECT_FALSE(named(statuses, "in_care").reported_under.has_value());
  EXPECT_EQ(named(statuses, "placement").reported_under, models::StatusId{2});
  EXPECT_DOUBLE_EQ(named(statuses, "in_need").need->lost_on_change_of_worker, 0.1);
  EXPECT_DOUBLE_EQ(named(statuses, "in_care").need->lost_on_change_of_worker, 0);
}

TEST(ScenarioReader, ReadsWhenAnObligationIsInForce) {
  const auto obligations = everything().pathway.obligations;
  const models::InForce earlier = named(obligations, "old_care_visit").in_force;
  EXPECT_TRUE(earlier.on(day(1990, 1, 1)) && earlier.on(day(2017, 3, 31)));
  EXPECT_FALSE(earlier.on(day(2017, 4, 1)));
  const models::InForce later = named(obligations, "care_visit").in_force;
  EXPECT_FALSE(later.on(day(2017, 3, 31)) || later.on(day(2020, 4, 1)));
  EXPECT_TRUE(later.on(day(2017, 4, 1)));
  EXPECT_TRUE(named(obligations, "review").in_force.on(day(2029, 12, 31)));
}

TEST(ScenarioReader, ReadsFailedAttemptsAndWhatAMeetingWaitsFor) {
  const auto obligations = everything().pathway.obligations;
  const models::Obligation& review = named(obligations, "review");
  EXPECT_DOUBLE_EQ(review.work->attempt_fails, 0.08);
  EXPECT_DOUBLE_EQ(named(obligations, "report").work->attempt_fails, 0);
  ASSERT_EQ(review.meeting->needs.size(), 1u);
  EXPECT_EQ(obligations[index(review.meeting->needs[0])].name, "review_report");
}

TEST(ScenarioReader, ReadsTheConditionsOfACase) {
  const auto decisions = everything().pathway.decisions;
  const auto& cases = named(decisions, "leaving").cases;
  EXPECT_EQ(cases[0].in_force.from, day(2017, 9, 1));
  EXPECT_EQ(cases[0].in_force.until, day(2018, 9, 1));
  EXPECT_EQ(cases[0].occasion, 2);
  EXPECT_EQ(cases[0].age_from, 16);
  EXPECT_EQ(cases[0].age_below, 18);
  EXPECT_EQ(cases[1].age_from, 0);
  EXPECT_EQ(cases[1].age_below, 17);
  EXPECT_TRUE(cases[1].in_force.on(day(1990, 1, 1)));
  EXPECT_EQ(cases[2].occasion, 1);
  EXPECT_GT(cases[2].age_below, 100);
  EXPECT_TRUE(cases[2].in_force.on(day(2029, 12, 31)));
}

TEST(ScenarioReader, ReadsWhoComesBackAndWhatBeginsAfresh) {
  const models::Pathway pathway = everything().pathway;
  const auto& cases = named(pathway.decisions, "leaving").cases;
  EXPECT_DOUBLE_EQ(cases[1].outcomes[0].comes_back.value(), 0.35);
  EXPECT_DOUBLE_EQ(cases[2].outcomes[0].comes_back.value(), 0.2);
  EXPECT_FALSE(cases[2].outcomes[1].comes_back.has_value());
  EXPECT_DOUBLE_EQ(named(pathway.decisions, "adulthood").cases[1].outcomes[0].comes_back.value(), 0);
  const models::Outcome& afresh = named(named(pathway.decisions, "review").cases[1].outcomes, "afresh");
  EXPECT_EQ(afresh.ends, std::vector{models::StatusId{1}});
  EXPECT_EQ(afresh.begins, afresh.ends);
}

TEST(ScenarioReader, ReadsBirthdaysInOrderOfAge) {
  const models::Pathway pathway = everything().pathway;
  EXPECT_EQ(pathway.adult_at, 17);
  ASSERT_EQ(pathway.birthdays.size(), 2u);
  EXPECT_EQ(pathway.birthdays[0].age, 16);
  EXPECT_EQ(pathway.decisions[index(pathway.birthdays[0].decides)].name, "sixteenth_birthday");
  EXPECT_EQ(pathway.birthdays[1].age, 18);
  EXPECT_EQ(pathway.decisions[index(pathway.birthdays[1].decides)].name, "adulthood");
}

TEST(ScenarioReader, ReadsWhatTheStatisticsCallByTheirNames) {
  const models::Pathway pathway = everything().pathway;
  const models::NationalTerms& terms = pathway.national;
  const auto status = [&](const std::string& name) { return models::StatusId(place(pathway.statuses, name)); };
  const auto duty = [&](const std::string& name) { return models::ObligationId(place(pathway.obligations, name)); };
  EXPECT_EQ(terms.contact, status("enquiry"));
  EXPECT_EQ(terms.in_assessment, status("referred"));
  EXPECT_EQ(terms.assessment, duty("decision"));
  EXPECT_EQ(terms.section_47, status("referred"));
  EXPECT_EQ(terms.initial_conference, duty("report"));
  EXPECT_EQ(terms.protection_plan, status("in_need"));
  EXPECT_EQ(terms.plan_reviews, std::vector{duty("review")});
  EXPECT_EQ(terms.in_need, (std::vector{status("in_need"), status("in_care")}));
  EXPECT_EQ(terms.looked_after, status("in_care"));
  EXPECT_EQ(terms.care_reviews, (std::vector{duty("care_visit"), duty("old_care_visit")}));
  EXPECT_EQ(terms.placements, std::vector{status("placement")});
  EXPECT_EQ(terms.unaccompanied, status("in_care"));
  EXPECT_EQ(terms.care_leaver, status("leaver"));
  EXPECT_EQ(terms.unsuitable_accommodation, std::vector{status("hotel")});
  EXPECT_EQ(terms.bed_and_breakfast, status("hotel"));
}

TEST(ScenarioReader, ReadsAgesAndStreams) {
  const models::Scenario scenario = everything();
  const models::Demand& demand = scenario.demand;
  EXPECT_NEAR(demand.age_years.mean(), 0.4 * 2.5 + 0.6 * 11, 1e-9);
  ASSERT_EQ(demand.streams.size(), 2u);
  const models::Stream& enquiries = demand.streams[0];
  EXPECT_EQ(enquiries.name, "enquiries");
  EXPECT_EQ(enquiries.begins, std::vector{models::StatusId(place(scenario.pathway.statuses, "enquiry"))});
  EXPECT_DOUBLE_EQ(enquiries.per_first_referral, 3);
  EXPECT_DOUBLE_EQ(enquiries.a_year, 0);
  EXPECT_DOUBLE_EQ(enquiries.age_years.mean(), demand.age_years.mean());
  const models::Stream& straight = demand.streams[1];
  EXPECT_EQ(straight.begins.size(), 2u);
  EXPECT_DOUBLE_EQ(straight.a_year, 14);
  EXPECT_DOUBLE_EQ(straight.per_first_referral, 0);
  EXPECT_NEAR(straight.age_years.mean(), (14 + 16 + 17) / 3.0, 1e-9);
  EXPECT_FALSE(scenario.stocks[0].age_years.has_value());
  EXPECT_NEAR(scenario.stocks[1].age_years->mean(), 8.75, 1e-9);
}

TEST(ScenarioReader, ReadsPaceSupervisionDutyRotaAndSeasonsOfAbsence) {
  const models::Staffing staffing = everything().staffing;
  EXPECT_EQ(staffing.pace, models::Pace::at_once);
  EXPECT_EQ(staffing.supervision->by, models::RoleId{1});
  EXPECT_EQ(staffing.supervision->every, (Span{1, Span::Unit::months}));
  EXPECT_EQ(staffing.supervision->session, sim::Minutes(120));
  EXPECT_EQ(staffing.supervision->per_child, sim::Minutes(12));
  const models::DutyRota& rota = *staffing.teams[0].duty_rota;
  EXPECT_EQ(rota.role, models::RoleId{0});
  EXPECT_EQ(rota.serves, models::RoleId{1});
  EXPECT_EQ(rota.people, 2);
  EXPECT_EQ(staffing.absences[0].month_factor, (std::array<double, 12>{1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1.5}));
  EXPECT_EQ(staffing.absences[1].month_factor[7], 1);
}

TEST(ScenarioReader, LeavesOutWhatAScenarioDoesNotSay) {
  const models::Scenario scenario = read_scenario(source_path("tests/scenarios/rejected/bases/minimal.yaml"));
  EXPECT_EQ(scenario.pathway.adult_at, 18);
  EXPECT_TRUE(scenario.pathway.birthdays.empty());
  EXPECT_FALSE(scenario.pathway.national.contact.has_value());
  EXPECT_TRUE(scenario.pathway.national.placements.empty());
  EXPECT_DOUBLE_EQ(scenario.demand.age_years.mean(), 0);
  EXPECT_TRUE(scenario.demand.streams.empty());
  EXPECT_EQ(scenario.staffing.pace, models::Pace::to_the_clock);
  EXPECT_FALSE(scenario.staffing.supervision.has_value());
  EXPECT_FALSE(scenario.staffing.teams[0].duty_rota.has_value());
}

TEST(ScenarioReader, ReadsTheSameFromTheTextThatAResultKeeps) {
  const models::Scenario first = everything();
  const models::Scenario again = read_scenario_text(first.resolved_text, "resolved");
  for (std::size_t i = 0; i < first.pathway.obligations.size(); ++i) {
    const models::Obligation &one = first.pathway.obligations[i], &other = again.pathway.obligations[i];
    EXPECT_EQ(texts(other.then_every), texts(one.then_every)) << one.name;
    EXPECT_EQ(other.in_force.from, one.in_force.from) << one.name;
    EXPECT_EQ(other.in_force.until, one.in_force.until) << one.name;
  }
  EXPECT_EQ(again.pathway.birthdays[0].decides, first.pathway.birthdays[0].decides);
  EXPECT_EQ(again.pathway.national.care_reviews, first.pathway.national.care_reviews);
  EXPECT_EQ(again.demand.streams[1].begins, first.demand.streams[1].begins);
  EXPECT_DOUBLE_EQ(again.demand.streams[1].age_years.mean(), first.demand.streams[1].age_years.mean());
  EXPECT_EQ(again.staffing.absences[0].month_factor, first.staffing.absences[0].month_factor);
  EXPECT_EQ(again.staffing.teams[0].duty_rota->people, first.staffing.teams[0].duty_rota->people);
}

TEST(ScenarioReader, ReadsDemandAndStocks) {
  const models::Scenario scenario = everything();
  const models::Demand& demand = scenario.demand;
  EXPECT_DOUBLE_EQ(demand.first_referrals[0].children, 500);
  EXPECT_DOUBLE_EQ(demand.first_referrals[1].children, 1800.5);
  EXPECT_DOUBLE_EQ(demand.month_factor[0], 0.9);
  EXPECT_DOUBLE_EQ(demand.month_factor[5], 1);
  EXPECT_DOUBLE_EQ(demand.month_factor[11], 0.8);
  EXPECT_EQ(demand.household_size_share, (std::vector<double>{0.55, 0, 0.45}));
  ASSERT_EQ(demand.urgencies.size(), 2u);
  EXPECT_EQ(demand.urgencies[0].name, "urgent");
  EXPECT_DOUBLE_EQ(demand.urgencies[0].share, 0.2);
  EXPECT_DOUBLE_EQ(demand.returns.share, 0.28);
  ASSERT_EQ(scenario.stocks.size(), 2u);
  EXPECT_EQ(scenario.stocks[0].statuses, std::vector{models::StatusId{1}});
  EXPECT_DOUBLE_EQ(scenario.stocks[0].days_open.mean(), 30);
}

TEST(ScenarioReader, ReadsStaffingAndPlans) {
  const models::Scenario scenario = everything();
  const models::Staffing& staffing = scenario.staffing;
  EXPECT_EQ(staffing.client_hours, (sim::WorkingHours{sim::Minutes(510), sim::Minutes(330)}));
  EXPECT_DOUBLE_EQ(staffing.ceiling, 17.5);
  EXPECT_EQ(staffing.cover_after_working_days, 7);
  EXPECT_EQ(staffing.allocated, models::AllocationTime::at_every_release);
  EXPECT_EQ(staffing.work, models::WorkPolicy::first_come_first_served);
  EXPECT_DOUBLE_EQ(staffing.absences[0].spells_per_year, 6);
  const models::Team& team = staffing.teams[0];
  EXPECT_EQ(team.serves.size(), 5u);
  EXPECT_DOUBLE_EQ(team.staff[0].fte, 6.5);
  EXPECT_EQ(team.staff[0].hours_per_day, sim::Minutes(0));
  EXPECT_EQ(team.staff[2].contract, models::Contract::newly_qualified);
  EXPECT_EQ(team.staff[4].hours_per_day, sim::Minutes(90));
  ASSERT_EQ(scenario.plans.size(), 2u);
  EXPECT_EQ(scenario.plans[0].name, "no_change");
  const auto& recruit = std::get<models::Recruit>(scenario.plans[1].measures[0]);
  EXPECT_DOUBLE_EQ(recruit.fte, 2.5);
  EXPECT_FALSE(recruit.adds_posts);
  EXPECT_EQ(recruit.until, day(2018, 4, 1));
}

TEST(ScenarioReader, LetsAnExtendingFileReplaceADistributionAndAnAnnotatedValue) {
  const models::Scenario scenario = read_scenario(source_path("tests/scenarios/accepted/shapes_and_styles.yaml"));
  EXPECT_EQ(scenario.title, "Other shapes");
  EXPECT_EQ(scenario.place, "Two lines made one\n");
  EXPECT_TRUE(
      std::holds_alternative<sim::Lognormal>(named(scenario.pathway.obligations, "review").work->hours.shape()));
  EXPECT_DOUBLE_EQ(scenario.staffing.ceiling, 20);
  EXPECT_EQ(scenario.staffing.client_hours.opens, sim::Minutes(540));
}

TEST(ScenarioReader, LetsAnExtendingFileSayInAnotherWayHowManyCome) {
  const auto streams = read_scenario(source_path("tests/scenarios/accepted/shapes_and_styles.yaml")).demand.streams;
  EXPECT_DOUBLE_EQ(streams[0].a_year, 52);
  EXPECT_DOUBLE_EQ(streams[0].per_first_referral, 0);
  EXPECT_DOUBLE_EQ(streams[1].a_year, 14);
}

TEST(ScenarioReader, SaysThatAFileIsMissing) {
  EXPECT_THROW(read_scenario(source_path("scenarios/nowhere.yaml")), sim::OutputError);
}

TEST(ShippedScenarios, ReadAndReadBackToTheSameHash) {
  for (const std::filesystem::path& file : shipped()) {
    const models::Scenario scenario = read_scenario(file);
    EXPECT_EQ(scenario.sha256.size(), 64u);
    const models::Scenario again = read_scenario_text(scenario.resolved_text, "resolved");
    EXPECT_EQ(again.sha256, scenario.sha256) << file;
    EXPECT_EQ(again.pathway.obligations.size(), scenario.pathway.obligations.size());
    EXPECT_EQ(scenario.resolved_text.find("\nextends"), std::string::npos);  // plans may extend one another
  }
}

TEST(ShippedScenarios, WorcestershireStatesItsPublishedFigures) {
  const models::Scenario scenario = worcestershire();
  EXPECT_EQ(scenario.period_until, day(2022, 4, 1));
  EXPECT_DOUBLE_EQ(scenario.staffing.ceiling, 28);
  double on_a_plan = 0, looked_after = 0;
  for (const models::Stock& stock : scenario.stocks) {
    const auto of = [&](const std::string& name) {
      return std::ranges::any_of(stock.statuses, [&](models::StatusId status) {
        return scenario.pathway.statuses[index(status)].name == name;
      });
    };
    on_a_plan += of("child_protection_plan") ? stock.children : 0;
    looked_after += of("looked_after") ? stock.children : 0;
  }
  EXPECT_DOUBLE_EQ(on_a_plan, 473);  // at 31 March 2016, DfE
  EXPECT_DOUBLE_EQ(looked_after, 694);
  EXPECT_NEAR(scenario.demand.household_size_share[3], 0.06, 1e-12);
  // At 30 September 2017, DfE: 208.5 FTE employed, 62.2 agency, 138 case holders; 68.2 vacancies.
  std::array<double, models::contract_count> fte{};
  double case_holders = 0, posts = 0;
  for (const models::Team& team : scenario.staffing.teams)
    for (const models::StaffGroup& group : team.staff) {
      const auto is_in = [&](const std::vector<models::RoleId>& roles) {
        return std::ranges::find(roles, group.role) != roles.end();
      };
      if (is_in(scenario.pathway.national.social_workers)) fte[static_cast<std::size_t>(group.contract)] += group.fte;
      if (is_in(scenario.pathway.national.case_holders)) case_holders += group.fte;
    }
  const models::RoleId social_worker{1};
  for (const models::Team& team : scenario.staffing.teams) posts += team.posts_of(social_worker);
  EXPECT_NEAR(fte[0], 208.5, 1);
  EXPECT_NEAR(fte[1], 62.2, 1);
  EXPECT_NEAR(case_holders, 138, 1);
  EXPECT_DOUBLE_EQ(posts, 144);  // 138 and the 6 FTE that nobody covered
}

TEST(ShippedScenarios, WorcestershireHasThePlansOfTheDecision) {
  const models::Scenario scenario = worcestershire();
  const auto plan = [&](const std::string& name) -> const models::Plan& { return named(scenario.plans, name); };
  const auto people = [&](const std::string& name) {
    double recruited = 0;
    for (const models::ImprovementMeasure& measure : plan(name).measures)
      if (const auto* recruit = std::get_if<models::Recruit>(&measure)) recruited += recruit->fte;
    return recruited;
  };
  EXPECT_EQ(scenario.plans.front().name, "no_change");
  EXPECT_DOUBLE_EQ(people("recruitment"), 40);
  const auto& last = *plan("agency").versions.back().scenario;
  double agency = 0;
  for (const models::Team& team : last.staffing.teams) agency += team.agency_above_of(models::RoleId{1});
  EXPECT_DOUBLE_EQ(agency, 40);
  const auto posts = [](const models::Scenario& of) {
    double sum = 0;
    for (const models::Team& team : of.staffing.teams) sum += team.posts_of(models::RoleId{1});
    return sum;
  };
  // Posts rose from 276.7 to 306.8 between September 2017 and 2019.
  EXPECT_DOUBLE_EQ(posts(*plan("improvement").versions.back().scenario) - posts(scenario), 30);
  EXPECT_EQ(plan("company").versions.size(), plan("improvement").versions.size());
  EXPECT_EQ(plan("partnership").versions.size(), plan("improvement").versions.size());
}

TEST(ShippedScenarios, EnglandStatesItsStatutoryClocks) {
  const models::Pathway pathway = worcestershire().pathway;
  const models::Obligation& assessment = named(pathway.obligations, "assessment");
  EXPECT_EQ(assessment.due, (Span{45, Span::Unit::working_days}));
  EXPECT_EQ(assessment.clock_from, models::ClockFrom::referral);
  EXPECT_EQ(assessment.basis, models::Basis::guidance);
  EXPECT_EQ(named(pathway.obligations, "initial_conference").due, (Span{15, Span::Unit::working_days}));
  EXPECT_EQ(named(pathway.obligations, "first_core_group").due, (Span{10, Span::Unit::working_days}));
  const models::Obligation& review = named(pathway.obligations, "review_conference");
  EXPECT_EQ(review.due, (Span{3, Span::Unit::months}));
  EXPECT_EQ(texts(review.then_every), Texts{"6 months"});
  const models::Obligation& care = named(pathway.obligations, "care_review");
  EXPECT_EQ(texts(care.then_every), (Texts{"3 months", "6 months"}));
  EXPECT_EQ(named(pathway.obligations, "conference_report").clock_from, models::ClockFrom::status_start);
  EXPECT_EQ(pathway.hindsight, (Span{12, Span::Unit::months}));
}

TEST(ShippedScenarios, MM1IsOneWorkerRoundTheClock) {
  const models::Scenario scenario = read_scenario(source_path("scenarios/reference/mm1_load_80.yaml"));
  EXPECT_EQ(scenario.sample_days, 73);
  EXPECT_DOUBLE_EQ(scenario.staffing.ceiling, 1);
  EXPECT_EQ(scenario.staffing.client_hours.length, sim::one_day);
  EXPECT_DOUBLE_EQ(scenario.pathway.obligations[0].work->hours.mean(), 1);
  EXPECT_FALSE(scenario.pathway.obligations[0].work->ready_before.has_value());
  EXPECT_EQ(scenario.demand.household_size_share, std::vector<double>{1});
}

// --- where the numbers come from ------------------------------------------------------------------------------------

bool has_number(const Node& scalar) {
  return scalar.is_scalar() && !scalar.quoted() && !scalar.text().empty() &&
         (std::isdigit(static_cast<unsigned char>(scalar.text()[0])) || scalar.text()[0] == '-');
}

/// Words, dates, conditions and whatever else rests on nothing: a share of 100 % says only that there is one way to go,
/// one of 0 % of households that come back only that nobody can.
bool needs_no_source(const std::string& key, const Node& value) {
  static const std::set<std::string> keys = {"source", "note", "label", "when"};
  const auto is = [&](const std::string& name, const std::string& text) {
    return key == name && value.is_scalar() && value.text() == text;
  };
  return keys.contains(key) || is("share", "100%") || is("comes_back", "0%");
}

/// Paths of numbers below `node` that stand in no table with `status` and `source`.
void collect_unsourced(const Node& node, const std::string& path, std::vector<std::string>& unsourced) {
  if (node.is_mapping() && node.find("status") != nullptr && node.find("source") != nullptr) return;
  if (has_number(node)) unsourced.push_back(path);
  for (std::size_t i = 0; i < node.items().size(); ++i)
    collect_unsourced(node.items()[i], path + "[" + std::to_string(i) + "]", unsourced);
  for (const Node::Entry& entry : node.entries())
    if (!needs_no_source(entry.key, entry.value)) collect_unsourced(entry.value, path + "." + entry.key, unsourced);
}

std::vector<std::string> unsourced_in(const Node& node, const std::string& path) {
  std::vector<std::string> unsourced;
  collect_unsourced(node, path, unsourced);
  return unsourced;
}

TEST(ShippedScenarios, SayWhereTheNumbersOfWorkAndDecisionsComeFrom) {
  const Node root = compose(source_path("scenarios/library/england.yaml"));
  const Node& pathway = root.find("pathway")->value;
  for (const Node::Entry& obligation : pathway.find("obligations")->value.entries()) {
    const Node::Entry* work = obligation.value.find("work");
    if (work == nullptr) continue;
    EXPECT_EQ(unsourced_in(work->value, obligation.key), Texts{});
  }
  for (const Node::Entry& decision : pathway.find("decisions")->value.entries())
    for (const Node& one : decision.value.find("cases")->value.items())
      EXPECT_EQ(unsourced_in(one, decision.key), Texts{});
  EXPECT_EQ(unsourced_in(pathway.find("statuses")->value, "statuses"), Texts{});
}

TEST(ShippedScenarios, SayWhereTheNumbersOfStaffingDemandAndStocksComeFrom) {
  for (const std::filesystem::path& file : shipped()) {
    if (file.parent_path().filename() == "reference") continue;  // theory, from no publication
    const Node root = compose(file);
    for (const std::string room : {"staffing", "demand", "stocks"}) {
      const Node::Entry* entry = root.find(room);
      if (entry == nullptr) continue;
      EXPECT_EQ(unsourced_in(entry->value, room), Texts{}) << file;
    }
  }
}

}  // namespace
}  // namespace casetide::scenarios
