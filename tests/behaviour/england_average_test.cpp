// An average authority, normally staffed, against the published shapes of England; and which way things move when one
// thing is changed. Sources of the figures: scenarios/england_average.yaml and scenarios/library/england.yaml.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ostream>
#include <set>

#include "models/national_returns.hpp"
#include "models/service.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/replications.hpp"
#include "tests/support/totals.hpp"
#include "tests/support/workers_month.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

Scenario england_average() { return scenarios::read_scenario(CASETIDE_SOURCE_DIR "/scenarios/england_average.yaml"); }

Obligation& obligation(Scenario& scenario, const std::string& name) {
  return scenario.pathway.obligations[place_of(scenario.pathway.obligations, name)];
}

// --- the published shapes ------------------------------------------------------------------------------------------

/// Each indicator, mean over the years of the period, then the client hours a child and month.
std::vector<double> shapes(const Scenario& scenario, int replication) {
  NationalReturns returns(scenario);
  HoursPerChild hours(scenario, role(scenario, "social_worker"), sim::Instant{scenario.period_from});
  run_replication(scenario, scenario.plans.front(), replication, {&returns, &hours});
  const std::vector<double> yearly = returns.finish();
  std::vector<double> means;
  for (std::size_t indicator = 0; indicator < indicator_count; ++indicator) {
    double sum = 0;
    int years = 0;
    for (std::size_t place = indicator; place < yearly.size(); place += indicator_count) {
      if (std::isnan(yearly[place])) continue;
      sum += yearly[place];
      ++years;
    }
    means.push_back(sum / years);
  }
  means.push_back(hours.hours_per_child_month());
  return means;
}

class Shapes {
 public:
  explicit Shapes(const std::vector<std::vector<double>>& replications) : means_(replications.front().size()) {
    for (const auto& one : replications)
      for (std::size_t place = 0; place < means_.size(); ++place)
        means_[place] += one[place] / static_cast<double>(replications.size());
  }
  double of(Indicator indicator) const { return means_[static_cast<std::size_t>(indicator)]; }
  double hours_per_child_month() const { return means_.back(); }

 private:
  std::vector<double> means_;
};

TEST(AnAverageAuthority, HasThePublishedShapes) {
  const Scenario scenario = england_average();
  const Shapes found(in_processes(scenario.replications, indicator_count + 1,
                                  [&](int replication) { return shapes(scenario, replication); }));
  const auto expect = [&](Indicator indicator, double published, double tolerance) {
    EXPECT_NEAR(found.of(indicator), published, tolerance)
        << indicator_catalogue()[static_cast<std::size_t>(indicator)].name;
  };
  using I = Indicator;
  // Section 47 to conference, working days (DfE C4 2025).
  expect(I::conference_working_days_p25, 13, 1);
  expect(I::conference_working_days_median, 14, 1);
  expect(I::conference_working_days_p75, 15, 1);
  // Assessments, working days from their start (DfE C2 2025).
  expect(I::assessment_working_days_p25, 17, 4);
  expect(I::assessment_working_days_median, 33, 4);
  expect(I::assessment_working_days_p75, 43, 4);
  expect(I::assessments_in_45_days_share, 100 - 14, 4);
  EXPECT_GE(found.of(I::assessments_late_share_over_60), 20);
  // Protection plans by length at their end (DfE D7 2020).
  expect(I::plan_ended_up_to_3_months_share, 18.7, 5);
  expect(I::plan_ended_3_to_6_months_share, 11.4, 5);
  expect(I::plan_ended_6_to_12_months_share, 42.3, 5);
  expect(I::plan_ended_1_to_2_years_share, 24.0, 5);
  expect(I::plan_ended_2_years_share, 3.6, 5);
  // Episodes of need by length at their end (DfE B5 2023).
  expect(I::need_ended_up_to_3_months_share, 46.6, 6);
  expect(I::need_ended_3_to_6_months_share, 15.8, 6);
  expect(I::need_ended_6_to_12_months_share, 15.9, 6);
  expect(I::need_ended_1_to_2_years_share, 12.1, 6);
  expect(I::need_ended_2_years_share, 9.5, 6);
  // Coming back, by both clocks (DfE 2019; Goldacre et al. 2025).
  expect(I::re_referral_share, 22, 3);
  expect(I::closure_to_referral_share, 32, 4);
  // Conferences (DfE 2019 and 2020).
  expect(I::conferences_per_section_47, 38, 3);
  expect(I::plans_per_conference, 86, 3);
  // What the average worker can give each open child (derived, activity times).
  EXPECT_GE(found.hours_per_child_month(), 5.3);
  EXPECT_LE(found.hours_per_child_month(), 5.6);
}

// --- a month at work -----------------------------------------------------------------------------------------------

/// The first full-time social worker of the team.
WorkerId social_worker_of(const Scenario& scenario, const std::string& team) {
  std::uint32_t number = 0;
  for (const Team& one : scenario.staffing.teams)
    for (const StaffGroup& group : one.staff) {
      if (one.name == team && group.role == role(scenario, "social_worker")) return WorkerId{number};
      number += static_cast<std::uint32_t>(std::ceil(group.fte - 1e-9));
    }
  throw std::runtime_error("no social worker in " + team);
}

TEST(AMonth, OfASocialWorkerReadsLikeOne) {
  std::puts(in_child([](std::ostream& said) {
              Scenario scenario = england_average();
              scenario.period_until = day("2016-04-01");
              fix_staff(scenario);
              const WorkerId worker = social_worker_of(scenario, "safeguarding");
              WorkersMonth month(scenario, worker, day("2016-03-01"));
              run_replication(scenario, scenario.plans.front(), 0, {&month});
              said << month.text();
              const auto& hours = scenario.staffing.client_hours;
              const auto& rules = scenario.pathway.obligations;
              int visits = 0, meetings = 0;
              std::set<std::uint8_t> sorts;
              sim::Instant free_from{};
              for (const Stretch& stretch : month.stretches()) {
                EXPECT_GE(stretch.from, free_from) << "two things at a time";
                EXPECT_TRUE(scenario.calendar.is_working_day(sim::date_of(stretch.from)));
                EXPECT_GE(stretch.from, sim::Instant{sim::date_of(stretch.from)} + hours.opens);
                EXPECT_LE(stretch.from, sim::Instant{sim::date_of(stretch.from)} + hours.opens + hours.length);
                free_from = stretch.until;
                if (stretch.obligation == no_obligation) continue;
                sorts.insert(stretch.obligation);
                visits += stretch.finished && rules[stretch.obligation].sees_child;
                meetings +=
                    stretch.finished && rules[stretch.obligation].monitors && !rules[stretch.obligation].sees_child;
                const bool same_day = sim::date_of(stretch.from) == sim::date_of(stretch.until);
                EXPECT_TRUE(same_day || !rules[stretch.obligation].sees_child) << "a visit over night";
              }
              // Of 21 working days, those worked; a visit about every day, a meeting or two a week, several sorts of
              // work, and nearly all of the client hours that there are.
              const int days = 21 - month.days_away();
              EXPECT_GE(days, 10);
              EXPECT_GE(visits, days / 2);
              EXPECT_LE(visits, 2 * days);
              EXPECT_GE(meetings, 2);
              EXPECT_GE(sorts.size(), 6u);
              EXPECT_GE(month.hours(), 0.6 * days * sim::in_hours(hours.length));
              EXPECT_LE(month.hours(), days * sim::in_hours(hours.length) + 1e-6);
            }).c_str());
}

// --- ample staff ---------------------------------------------------------------------------------------------------

/// Ten times the people, there all day and every day, each ten times as quick: whoever is needed has nothing else to
/// do. And nobody outside the service is ever waited for: families are at home, partners free, courts in time.
Scenario with_everybody_there() {
  Scenario scenario = england_average();
  scenario.period_until = scenario.period_from + std::chrono::days{2 * 365};
  fix_staff(scenario);
  scenario.staffing.absences.clear();
  scenario.staffing.client_hours.length = std::chrono::hours{8};
  for (Team& team : scenario.staffing.teams)
    for (StaffGroup& group : team.staff) {
      group.fte *= 10;
      group.hours_per_day = sim::Minutes{0};  // all day
    }
  for (Obligation& rule : scenario.pathway.obligations) {
    if (!rule.work) continue;
    rule.work->hours = sim::Distribution::constant(rule.work->hours.mean() / 10);
    rule.work->external_wait = sim::Distribution::constant(0);
    rule.work->attempt_fails = 0;
  }
  for (const char* name : {"pre_proceedings", "care_proceedings", "awaiting_mental_health_support"})
    scenario.pathway.statuses[place_of(scenario.pathway.statuses, name)].need->amount = sim::Distribution::constant(60);
  return scenario;
}

TEST(AmpleStaff, WithoutOutsideWaitsLeaveNothingMissingAndNothingLate) {
  const Scenario scenario = with_everybody_there();
  const auto& rules = scenario.pathway.obligations;
  const auto found = observed(scenario, 2, component_count + 2 + rules.size(), [&](const Totals& run) {
    Numbers numbers;
    for (std::size_t component = 0; component < component_count; ++component)
      numbers.push_back(run.gross(static_cast<Component>(component)));
    numbers.push_back(run.total(Measure::time_at_risk_law));
    numbers.push_back(run.total(Measure::leaving_care_at_risk));
    for (const Obligation& rule : rules)
      numbers.push_back(run.of(Measure::obligations_met, rule.name) -
                        run.of(Measure::obligations_met_in_time, rule.name) + run.of(Measure::overdue, rule.name));
    return numbers;
  });
  for (std::size_t place = 0; place < found.size(); ++place) {
    const std::string what = place < component_count        ? std::string(component_names[place])
                             : place == component_count     ? "law only"
                             : place == component_count + 1 ? "leaving care"
                                                            : rules[place - component_count - 2].name;
    for (double missing : found[place]) EXPECT_EQ(missing, 0) << what;
  }
}

// --- direction -----------------------------------------------------------------------------------------------------

constexpr int pairs = 10;

/// Two years from April 2014.
Scenario two_years() {
  Scenario scenario = england_average();
  scenario.period_until = scenario.period_from + std::chrono::days{2 * 365};
  return scenario;
}

void scale(Scenario& scenario, const std::string& name, double factor) {
  const RoleId scaled = role(scenario, name);
  for (Team& team : scenario.staffing.teams) {
    for (StaffGroup& group : team.staff)
      if (group.role == scaled) group.fte *= factor;
    for (Posts& posts : team.posts)
      if (posts.role == scaled) posts.fte *= factor;
  }
}

TEST(AThirdFewerSocialWorkers, MeanMoreTimeAtRiskAndLaterAssessments) {
  const Scenario usual = two_years();
  Scenario fewer = usual;
  scale(fewer, "social_worker", 2.0 / 3);
  const auto look = [](const Totals& run) {
    return Numbers{
        run.total(Measure::time_at_risk), run.of(Measure::days_overdue, "assessment"),
        run.of(Measure::obligations_met_in_time, "assessment") / run.of(Measure::obligations_met, "assessment")};
  };
  const auto before = observed(usual, pairs, 3, look);
  const auto after = observed(fewer, pairs, 3, look);
  EXPECT_TRUE(paired(before[0], after[0]).is_above_zero()) << "time at risk";
  EXPECT_TRUE(paired(before[1], after[1]).is_above_zero()) << "days late of open assessments";
  EXPECT_TRUE(paired(before[2], after[2]).is_below_zero()) << "assessments in time";
}

TEST(HalfTheReviewingOfficers, MeanMoreOverdueReviewsAndFewerEyesOnPlansAndHardlyAnythingAtTheFrontDoor) {
  Scenario usual = england_average();  // five years: the backlog of reviews builds up slowly
  fix_staff(usual);                    // and nobody fills the posts
  Scenario half = usual;
  scale(half, "reviewing_officer", 0.5);
  const auto look = [](const Totals& run) {
    return Numbers{run.gross(Component::review_overdue), run.gross(Component::nobody_watching),
                   run.gross(Component::waiting_for_a_decision), run.gross(Component::no_named_worker)};
  };
  const auto before = observed(usual, pairs, 4, look);
  const auto after = observed(half, pairs, 4, look);
  EXPECT_TRUE(paired(before[0], after[0]).is_above_zero()) << "G";
  EXPECT_TRUE(paired(before[1], after[1]).is_above_zero()) << "H";
  // Hardly: less than a tenth of what G and H move together, whatever the sign.
  const double moved = paired(before[0], after[0]).mean + paired(before[1], after[1]).mean;
  EXPECT_LT(std::abs(paired(before[2], after[2]).mean), moved / 10) << "A";
  EXPECT_LT(std::abs(paired(before[3], after[3]).mean), moved / 10) << "B";
}

TEST(SupervisionEveryTwoMonths, MeansFewerEyesOnPlans) {
  const Scenario monthly = two_years();
  Scenario rarely = monthly;
  rarely.staffing.supervision->every = {2, Span::Unit::months};
  const auto look = [](const Totals& run) { return Numbers{run.gross(Component::nobody_watching)}; };
  EXPECT_TRUE(paired(observed(monthly, pairs, 1, look)[0], observed(rarely, pairs, 1, look)[0]).is_above_zero());
}

TEST(ShorterVisitIntervals, MeanMoreVisitsAndMoreLatenessElsewhere) {
  const Scenario usual = two_years();
  Scenario often = usual;
  Obligation& visit = obligation(often, "protection_visit");
  visit.due = working_days(5);
  visit.then_every = {working_days(5)};
  const auto look = [](const Totals& run) {
    const double visits = run.of(Measure::days_overdue, "protection_visit");
    return Numbers{run.of(Measure::obligations_met, "protection_visit"), run.total(Measure::days_overdue) - visits};
  };
  const auto before = observed(usual, pairs, 2, look);
  const auto after = observed(often, pairs, 2, look);
  EXPECT_TRUE(paired(before[0], after[0]).is_above_zero()) << "visits";
  EXPECT_TRUE(paired(before[1], after[1]).is_above_zero()) << "days late of everything else";
}

}  // namespace

}  // namespace casetide::models
