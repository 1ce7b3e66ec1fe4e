// A scenario with every key, and the ones that are shipped: what arrives in the typed parameters.
#include "scenarios/reader/scenario_reader.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "scenarios/reader/compose.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using namespace std::chrono;
using models::Span;

sim::Date day(int y, unsigned m, unsigned d) { return local_days(year(y) / month(m) / std::chrono::day(d)); }

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

template <typename Table>
std::size_t place(const Table& table, const std::string& name) {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (table[i].name == name) return i;
  throw std::out_of_range(name);
}
template <typename Table>
const auto& named(const Table& table, const std::string& name) {
  return table[place(table, name)];
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
  EXPECT_EQ(review.then_every, (std::vector<Span>{{3, Span::Unit::months}, {6, Span::Unit::months}}));
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
  ASSERT_EQ(scenario.stocks.size(), 1u);
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
  EXPECT_EQ(team.serves.size(), 3u);
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
    EXPECT_EQ(scenario.resolved_text.find("extends"), std::string::npos);
  }
}

TEST(ShippedScenarios, WorcestershireStatesItsPublishedFigures) {
  const models::Scenario scenario = worcestershire();
  EXPECT_EQ(scenario.period_until, day(2022, 4, 1));
  EXPECT_DOUBLE_EQ(scenario.demand.first_referrals[1].children, 4369);
  EXPECT_DOUBLE_EQ(scenario.staffing.ceiling, 28);
  EXPECT_EQ(scenario.staffing.client_hours.length, hours(5));
  EXPECT_DOUBLE_EQ(scenario.stocks[4].children, 473);
  EXPECT_NEAR(scenario.demand.household_size_share[3], 0.06, 1e-12);
  ASSERT_EQ(scenario.plans.size(), 2u);
  double recruited = 0;
  for (const models::ImprovementMeasure& measure : scenario.plans[1].measures)
    recruited += std::get<models::Recruit>(measure).fte;
  EXPECT_DOUBLE_EQ(recruited, 40);
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
  EXPECT_EQ(review.then_every, (std::vector<Span>{{6, Span::Unit::months}}));
  const models::Obligation& care = named(pathway.obligations, "care_review");
  EXPECT_EQ(care.then_every, (std::vector<Span>{{3, Span::Unit::months}, {6, Span::Unit::months}}));
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

// --- where the numbers come from
// ---------------------------------------------------------------------------------------

bool has_number(const Node& scalar) {
  return scalar.is_scalar() && !scalar.quoted() && !scalar.text().empty() &&
         (std::isdigit(static_cast<unsigned char>(scalar.text()[0])) || scalar.text()[0] == '-');
}

/// Words, dates and whatever else rests on nothing: a 100 % share says only that there is one way to go.
bool needs_no_source(const std::string& key, const Node& value) {
  static const std::set<std::string> keys = {"source", "note", "label"};
  return keys.contains(key) || (key == "share" && value.is_scalar() && value.text() == "100%");
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
