// Journeys through decisions: shares and their draws, siblings who stand at the same decision, and what came back.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr int children = 3000;

/// Outcomes of one decision about many children, one digit for each child in the order of their ids.
std::string outcomes(const std::vector<double>& shares, bool per_household = false, int household = 1) {
  return in_child([&](std::ostream& said) {
    SmallService service("2018-09-03", "2018-09-05");
    const StatusId before = service.status("before", false);
    const StatusId after = service.status("after", false);
    std::vector<Outcome> list;
    for (std::size_t place = 0; place < shares.size(); ++place) {
      list.push_back(Outcome{"outcome_" + std::to_string(place), shares[place], false, {before}, {after}, {}});
    }
    const DecisionId decision = service.decision("decision", list);
    service.scenario.pathway.decisions[index(decision)].per_household = per_household;
    service.lasts(before, 1, decision);
    for (int number = 0; number < children / household; ++number) service.here({before}, household);
    std::map<ChildId, char> found;
    for (const Fact& fact : run(service.scenario).of(FactKind::decision_taken))
      found[fact.child] = static_cast<char>('0' + fact.outcome);
    for (const auto& [child, outcome] : found) said << outcome;
  });
}

double share_of(const std::string& outcomes, char outcome) {
  return static_cast<double>(std::count(outcomes.begin(), outcomes.end(), outcome)) /
         static_cast<double>(outcomes.size());
}

/// Four standard deviations of a share of so many children.
double noise(double share) { return 4 * std::sqrt(share * (1 - share) / children); }

TEST(ADecision, GivesItsOutcomesInTheirShares) {
  const std::string found = outcomes({0.3, 0.05, 0.65});
  ASSERT_EQ(found.size(), std::size_t{children});
  EXPECT_NEAR(share_of(found, '0'), 0.3, noise(0.3));
  EXPECT_NEAR(share_of(found, '1'), 0.05, noise(0.05));
  EXPECT_NEAR(share_of(found, '2'), 0.65, noise(0.65));
}

TEST(ADecision, WhoseShareChangesMovesOnlyTheChildrenInBetween) {
  const std::string before = outcomes({0.3, 0.3, 0.4});
  const std::string after = outcomes({0.3, 0.4, 0.3});
  ASSERT_EQ(before.size(), std::size_t{children});
  ASSERT_EQ(after.size(), std::size_t{children});
  int moved = 0;
  for (std::size_t child = 0; child < before.size(); ++child) {
    if (before[child] == after[child]) continue;
    ++moved;
    EXPECT_EQ(before[child], '2') << "child " << child;
    EXPECT_EQ(after[child], '1') << "child " << child;
  }
  EXPECT_NEAR(moved / double{children}, 0.1, noise(0.1));
}

TEST(ADecision, IsTheSameForSiblingsWhereItIsTheHouseholds) {
  const std::string together = outcomes({0.5, 0.5}, true, 2);
  const std::string apart = outcomes({0.5, 0.5}, false, 2);
  ASSERT_EQ(together.size(), std::size_t{children});
  int alike = 0;
  for (std::size_t child = 0; child < together.size(); child += 2) {
    EXPECT_EQ(together[child], together[child + 1]);
    alike += apart[child] == apart[child + 1];
  }
  EXPECT_NEAR(alike / (children / 2.0), 0.5, 4 * 0.5 / std::sqrt(children / 2.0));
}

TEST(ADecision, TakesTheFirstCaseThatApplies) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-05");
    const StatusId asked = service.status("asked", false);
    const StatusId held = service.status("held", false);
    const StatusId barred = service.status("barred", false);
    Decision decision;
    decision.name = "decision";
    decision.cases.resize(3);
    decision.cases[0].holding = {held};
    decision.cases[0].not_holding = {barred};
    decision.cases[0].outcomes = {Outcome{"held_and_not_barred", 1, false, {asked}, {}, {}}};
    decision.cases[1].holding = {barred};
    decision.cases[1].outcomes = {Outcome{"barred", 1, true, {}, {}, {}}};
    decision.cases[2].outcomes = {Outcome{"neither", 0.25, false, {asked}, {}, {}},
                                  Outcome{"neither_really", 0.75, false, {asked}, {}, {}}};
    service.scenario.pathway.decisions.push_back(decision);
    service.lasts(asked, 1, DecisionId{0});
    service.here({asked, held});
    service.here({asked, held, barred});
    service.here({asked});
    const Notes notes = run(service.scenario);
    // The first child keeps the status that it holds besides; the second is closed by its outcome; the third has
    // nothing left when `asked` ends, and is closed by that.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::decision_taken, FactKind::status_ended, FactKind::child_closed}),
        (Lines{"2018-09-04 00:00 decision_taken decision, child 0", "2018-09-04 00:00 status_ended asked, child 0",
               "2018-09-04 00:00 decision_taken decision, child 8", "2018-09-04 00:00 status_ended asked, child 8",
               "2018-09-04 00:00 status_ended held, child 8", "2018-09-04 00:00 status_ended barred, child 8",
               "2018-09-04 00:00 child_closed, child 8", "2018-09-04 00:00 decision_taken decision, child 16",
               "2018-09-04 00:00 status_ended asked, child 16", "2018-09-04 00:00 child_closed, child 16"}));
  });
}

// --- closed too soon -----------------------------------------------------------------------------------------------

/// A child who is closed on Monday 3 September 2018 at 12:00, comes back after so many days, and begins a plan ten days
/// later.
SmallService coming_back_after(double days) {
  SmallService service("2018-09-03", "2019-12-31");
  const StatusId known = service.status("known", false);
  const StatusId referred = service.status("referred", false);
  const StatusId plan = service.status("plan", false);
  service.scenario.pathway.on_referral = {referred};
  service.scenario.pathway.serious = {plan};
  service.lasts(known, 0.5, service.closing());
  service.lasts(referred, 10, service.moving("seriously", {referred}, {plan}));
  service.here({known});
  service.scenario.demand.returns = {1.0, sim::Distribution::constant(days)};
  return service;
}

TEST(ClosedTooSoon, CountsTheDaysBetweenClosureAndTheReferralThatBecameSerious) {
  in_child([] {
    SmallService service = coming_back_after(100);
    const Notes notes = run(service.scenario);
    // Wednesday 12 December, 12:00; the plan begins on 22 December, but the days are those to the referral.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::child_closed, FactKind::referral_received}),
              (Lines{"2018-09-03 12:00 child_closed, child 0", "2018-12-12 12:00 referral_received, child 0"}));
    EXPECT_EQ(notes.grown(Measure::closed_too_soon), 100);
    EXPECT_EQ(notes.hours_at_risk(), 0);  // hindsight is never added
    double counted_on = 0;
    for (const Sample& sample : notes.samples)
      if (sample.of(Measure::closed_too_soon)[0] == 0) counted_on = sim::in_days(sample.at - at("2018-09-03"));
    EXPECT_EQ(counted_on, 105);  // the last weekly sample before the plan: Monday 17 December
  });
}

TEST(ClosedTooSoon, ReachesToTheLastDayOfTheTwelveMonthsAndNoFurther) {
  in_child([] { EXPECT_EQ(run(coming_back_after(365).scenario).grown(Measure::closed_too_soon), 365); });
  in_child([] {
    const Notes notes = run(coming_back_after(366).scenario);
    EXPECT_EQ(notes.of(FactKind::referral_received).size(), 1u);
    EXPECT_EQ(notes.grown(Measure::closed_too_soon), 0);
  });
}

TEST(ClosedTooSoon, CountsNothingWhenNothingSeriousFollows) {
  in_child([] {
    SmallService service = coming_back_after(100);
    service.scenario.pathway.serious.clear();
    const Notes notes = run(service.scenario);
    EXPECT_EQ(notes.of(FactKind::referral_received).size(), 1u);
    EXPECT_EQ(notes.grown(Measure::closed_too_soon), 0);
  });
}

}  // namespace

}  // namespace casetide::models
