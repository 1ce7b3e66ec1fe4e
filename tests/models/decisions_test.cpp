// Decisions that know the date, the child's age and how often they have been taken; birthdays; and who comes back.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "models/ages.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;

sim::Distribution constant(double value) { return sim::Distribution::constant(value); }

Decision::Case always(Outcome outcome) {
  Decision::Case one;
  one.outcomes = {std::move(outcome)};
  return one;
}

Outcome closed(std::optional<double> comes_back = {}) {
  Outcome closing = outcome("closed");
  closing.closes = true;
  closing.comes_back = comes_back;
  return closing;
}

DecisionId add(SmallService& service, const std::string& name, std::vector<Decision::Case> cases) {
  Decision decision;
  decision.name = name;
  decision.cases = std::move(cases);
  service.scenario.pathway.decisions.push_back(decision);
  return id_at<DecisionId>(service.scenario.pathway.decisions.size() - 1);
}

// --- occasions -----------------------------------------------------------------------------------------------------

/// A review of an hour every week, on the day it is due.
ObligationId weekly_review(SmallService& service, StatusId during, DecisionId decides) {
  const ObligationId review = service.work("review", during, weeks(1), 1);
  service.rule(review).then_every = {weeks(1)};
  service.rule(review).work->ready_before = constant(0);
  service.rule(review).decides = decides;
  return review;
}

TEST(ACase, ForTheSecondOccasionAppliesFromTheSecondTimeOn) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Decision::Case second = always(closed());
    second.occasion = 2;
    weekly_review(service, open, add(service, "review", {second, always(outcome("continue"))}));
    service.here({open});
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::decision_taken, FactKind::child_closed}),
              (Lines{"2018-09-10 10:00 decision_taken review, child 0",
                     "2018-09-17 10:00 decision_taken review, child 0", "2018-09-17 10:00 child_closed, child 0"}));
  });
}

TEST(ACase, ForALaterOccasionAppliesEveryTimeAfterItAsWell) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Decision::Case third = always(outcome("third"));
    third.occasion = 3;
    weekly_review(service, open, add(service, "review", {third, always(outcome("one")), always(outcome("never"))}));
    service.scenario.pathway.decisions[0].cases[1].outcomes = {outcome("nothing"), outcome("early")};
    service.scenario.pathway.decisions[0].cases[1].outcomes[0].share = 0;  // so that the cases can be told apart
    service.here({open});
    std::vector<int> outcomes;
    for (const Fact& taken : run(service.scenario).of(FactKind::decision_taken)) outcomes.push_back(taken.outcome);
    // 10, 17, 24 September, 1 and 8 October. Places are counted over the cases: third; nothing, early; never.
    EXPECT_EQ(outcomes, (std::vector<int>{2, 2, 0, 0, 0}));
    EXPECT_EQ(outcome_at(service.scenario.pathway.decisions[0], 2).name, "early");
  });
}

TEST(ACase, CountsOccasionsFromTheBeginningOfTheStatus) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Decision::Case second = always(outcome("anew", {open}, {open}));
    second.occasion = 2;
    weekly_review(service, open, add(service, "review", {second, always(outcome("continue"))}));
    service.here({open});
    // The second review ends the status and begins it again: the next is the first one.
    EXPECT_EQ(
        lines(run(service.scenario), service.scenario, {FactKind::decision_taken, FactKind::status_begun}),
        (Lines{"2018-09-03 00:00 status_begun open, child 0", "2018-09-10 10:00 decision_taken review, child 0",
               "2018-09-17 10:00 decision_taken review, child 0", "2018-09-17 10:00 status_begun open, child 0",
               "2018-09-24 10:00 decision_taken review, child 0", "2018-10-01 10:00 decision_taken review, child 0",
               "2018-10-01 10:00 status_begun open, child 0", "2018-10-08 10:00 decision_taken review, child 0"}));
  });
}

TEST(ACase, CountsTheOccasionsOfEachObligationThatDecidesApart) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-10");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Decision::Case second = always(closed());
    second.occasion = 2;
    const DecisionId decision = add(service, "review", {second, always(outcome("continue"))});
    service.rule(weekly_review(service, open, decision)).then_every = {weeks(12)};
    const ObligationId early = service.work("early_review", open, weeks(2), 1);  // before the second regular one
    service.rule(early).work->ready_before = constant(0);
    service.rule(early).decides = decision;
    service.here({open});
    EXPECT_EQ(
        lines(run(service.scenario), service.scenario, {FactKind::decision_taken, FactKind::child_closed}),
        (Lines{"2018-09-10 10:00 decision_taken review, child 0", "2018-09-17 10:00 decision_taken review, child 0",
               "2018-12-03 10:00 decision_taken review, child 0", "2018-12-03 10:00 child_closed, child 0"}));
  });
}

// --- dates and ages ------------------------------------------------------------------------------------------------

TEST(ACase, AppliesFromItsFirstDayAndNoLongerOnItsLast) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-30");
    const StatusId asked = service.status("asked", false);
    const StatusId then = service.status("then", false);
    const StatusId otherwise = service.status("otherwise", false);
    Decision::Case dated = always(outcome("then", {asked}, {then}));
    dated.in_force = {day("2018-09-12"), day("2018-09-19")};
    const DecisionId decision = add(service, "decision", {dated, always(outcome("otherwise", {asked}, {otherwise}))});
    service.lasts(asked, 1, decision);
    for (const char* asked_on : {"2018-09-10 23:59", "2018-09-11", "2018-09-17 23:59", "2018-09-18"})
      service.coming(at(asked_on), asked);
    const Notes notes = run(service.scenario);
    // Decided a day later: at the last minute of the 11th, the first of the 12th, the last of the 18th, the first of
    // the 19th.
    std::vector<StatusId> begun;
    for (const Fact& fact : notes.of(FactKind::status_begun))
      if (StatusId{fact.place} == then || StatusId{fact.place} == otherwise) begun.push_back(StatusId{fact.place});
    EXPECT_EQ(begun, (std::vector<StatusId>{otherwise, then, then, otherwise}));
  });
}

TEST(ACase, AppliesToThoseWhoHaveCompletedItsYearsAndNotTheNextBound) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-30");
    const StatusId asked = service.status("asked", false);
    const StatusId then = service.status("then", false);
    Decision::Case of_age = always(outcome("then", {asked}, {then}));
    of_age.age_from = 16;
    of_age.age_below = 18;
    const DecisionId decision = add(service, "decision", {of_age, always(closed())});
    service.lasts(asked, 7, decision);  // Monday 10 September
    for (const char* birth : {"2002-09-11", "2002-09-10", "2000-09-11", "2000-09-10"}) {
      service.here({asked});
      service.born(day(birth));
    }
    std::vector<std::size_t> applied;
    for (const Fact& fact : run(service.scenario).of(FactKind::status_begun))
      if (StatusId{fact.place} == then) applied.push_back(index(fact.child));
    // 15, 16, 17 and 18 years old that day.
    EXPECT_EQ(applied, (std::vector<std::size_t>{8, 16}));
  });
}

TEST(Age, IsInYearsCompleted) {
  EXPECT_EQ(age_on(day("2002-09-10"), day("2002-09-10")), 0);
  EXPECT_EQ(age_on(day("2002-09-10"), day("2018-09-09")), 15);
  EXPECT_EQ(age_on(day("2002-09-10"), day("2018-09-10")), 16);
  EXPECT_EQ(age_on(day("2002-09-10"), day("2019-01-01")), 16);
}

TEST(Age, OfThoseBornOnTheTwentyNinthOfFebruaryIsReachedOnTheFirstOfMarchInOtherYears) {
  EXPECT_EQ(age_on(day("2000-02-29"), day("2016-02-28")), 15);
  EXPECT_EQ(age_on(day("2000-02-29"), day("2016-02-29")), 16);
  EXPECT_EQ(age_on(day("2000-02-29"), day("2018-02-28")), 17);
  EXPECT_EQ(age_on(day("2000-02-29"), day("2018-03-01")), 18);
}

// --- birthdays -----------------------------------------------------------------------------------------------------

/// Open children may turn 16, when somebody begins to prepare them, and 18, when they are closed.
struct Birthdays {
  Birthdays(const std::string& from, const std::string& until) : service(from, until) {
    open = service.status("open", false);
    preparing = service.status("preparing", false);
    service.scenario.pathway.birthdays = {
        {16, add(service, "turning_16", {always(outcome("prepare", {}, {preparing}))})},
        {18, add(service, "turning_18", {always(closed())})}};
  }
  SmallService service;
  StatusId open{}, preparing{};
  Lines found() {
    return lines(run(service.scenario), service.scenario,
                 {FactKind::decision_taken, FactKind::child_closed, FactKind::referral_received});
  }
};

TEST(ABirthday, BringsItsDecisionAtItsFirstMinute) {
  in_child([] {
    Birthdays those("2018-09-03", "2020-12-31");
    those.service.here({those.open});
    those.service.born(day("2002-09-15"));
    those.service.here({those.open});
    those.service.born(day("2001-03-02"));  // 17 already: nothing at 16
    those.service.here({those.open});
    those.service.born(day("1999-09-03"));  // 19
    EXPECT_EQ(those.found(),
              (Lines{"2018-09-15 00:00 decision_taken turning_16, child 0",
                     "2019-03-02 00:00 decision_taken turning_18, child 8", "2019-03-02 00:00 child_closed, child 8",
                     "2020-09-15 00:00 decision_taken turning_18, child 0", "2020-09-15 00:00 child_closed, child 0"}));
  });
}

TEST(ABirthday, OnTheTwentyNinthOfFebruaryIsKeptOnTheFirstOfMarchInOtherYears) {
  in_child([] {
    Birthdays those("2018-02-05", "2020-12-31");
    those.service.here({those.open});
    those.service.born(day("2000-02-29"));
    those.service.here({those.open});
    those.service.born(day("2004-02-29"));
    EXPECT_EQ(those.found(),
              (Lines{"2018-03-01 00:00 decision_taken turning_18, child 0", "2018-03-01 00:00 child_closed, child 0",
                     "2020-02-29 00:00 decision_taken turning_16, child 8"}));
  });
}

TEST(ABirthday, OfAChildWhoIsClosedBringsNothingAndTheNextOneFindsItOpenAgain) {
  in_child([] {
    Birthdays those("2018-09-03", "2020-12-31");
    const StatusId brief = those.service.status("brief", false);
    those.service.lasts(brief, 2, those.service.closing());
    those.service.scenario.pathway.on_referral = {those.open};
    those.service.scenario.demand.returns = {1.0, constant(30)};
    those.service.here({brief});
    those.service.born(day("2002-09-15"));
    // Closed on Wednesday 5 September, back on Friday 5 October, which is after its sixteenth birthday.
    EXPECT_EQ(those.found(),
              (Lines{"2018-09-05 00:00 decision_taken close, child 0", "2018-09-05 00:00 child_closed, child 0",
                     "2018-10-05 09:00 referral_received, child 0",
                     "2020-09-15 00:00 decision_taken turning_18, child 0", "2020-09-15 00:00 child_closed, child 0"}));
  });
}

TEST(ABirthday, OfAChildWhoseFamilyHasGoneIsNotThatOfTheChildWhoTookItsPlace) {
  in_child([] {
    Birthdays those("2018-09-03", "2018-10-15");
    SmallService& service = those.service;
    const StatusId brief = service.status("brief", false);
    service.lasts(brief, 2, service.closing());
    service.here({brief});
    service.born(day("2002-09-20"));  // would turn 16 on Thursday 20 September
    service.scenario.demand.returns.share = 0;
    service.scenario.demand.streams = {{"new", {those.open}, 0, 365.25 * 10, constant(5)}};
    const Notes notes = run(service.scenario);
    int came_between = 0;
    for (const Fact& fact : notes.of(FactKind::status_begun))
      came_between += fact.at > at("2018-09-05") && fact.at < at("2018-09-20");
    ASSERT_GT(came_between, 10);
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::decision_taken}),
              (Lines{"2018-09-05 00:00 decision_taken close, child 0"}));
  });
}

TEST(ABirthday, OfEachWhoArrivesFallsOnItsOwnDay) {
  in_child([] {
    Birthdays those("2018-09-03", "2018-12-31");
    those.service.scenario.demand.streams = {{"new", {those.open}, 0, 365.25 * 5, constant(6570 / 365.25)}};
    const Notes notes = run(those.service.scenario);
    // 6,570 days old: born eighteen years and a few days ago; of age the same number of days from now.
    std::size_t of_age = 0;
    for (const Fact& begun : notes.of(FactKind::status_begun)) {
      const sim::Date birth = sim::date_of(begun.at) - std::chrono::days{6570};
      const sim::Instant due{sim::add_months(birth, 18 * 12)};
      if (due >= at("2018-12-31")) continue;
      ++of_age;
      bool found = false;
      for (const Fact& closed : notes.of(FactKind::child_closed))
        found = found || (closed.child == begun.child && closed.at == due);
      EXPECT_TRUE(found) << "child " << index(begun.child);
    }
    EXPECT_GT(of_age, 300u);
    EXPECT_EQ(notes.of(FactKind::child_closed).size(), of_age);
  });
}

TEST(Adults, AreNotReferredAgain) {
  in_child([] {
    Birthdays those("2018-09-03", "2018-12-31");
    SmallService& service = those.service;
    const StatusId brief = service.status("brief", false);
    service.lasts(brief, 2, service.closing());
    service.scenario.pathway.on_referral = {brief};
    service.scenario.demand.returns = {1.0, constant(30)};
    service.here({brief});
    service.born(day("2000-10-05"));  // 18 on the day on which it would come back
    service.here({brief});
    service.born(day("2000-10-06"));
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::referral_received}),
              (Lines{"2018-10-05 09:00 referral_received, child 8"}));
  });
}

TEST(Adults, AreLeftOutWhenTheirYoungerSiblingsAreReferred) {
  int mixed = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed)
    mixed +=
        in_child([&](std::ostream& out) {
          SmallService service("2018-09-03", "2019-12-31");
          service.scenario.seed = seed;
          const StatusId open = service.status("open", false);
          const StatusId nearly_grown_up = service.status("nearly_grown_up", false);
          const StatusId referred = service.status("referred", false);
          service.scenario.pathway.on_referral = {referred};
          Decision::Case older = always(outcome("older", {open}, {nearly_grown_up}));
          older.age_from = 17;
          service.lasts(open, 1, add(service, "age", {older, always(closed())}));
          service.lasts(nearly_grown_up, 1, add(service, "close", {always(closed())}));
          service.scenario.demand.returns = {1.0, constant(365)};
          service.here({open}, 2);
          service.scenario.stocks.back().age_years = sim::Distribution(sim::Bands{{{5, 6, 0.5}, {17.2, 17.8, 0.5}}});
          const Notes notes = run(service.scenario);
          std::set<ChildId> too_old, found;
          for (const Fact& fact : notes.of(FactKind::status_begun))
            if (StatusId{fact.place} == nearly_grown_up) too_old.insert(fact.child);
          for (const Fact& fact : notes.of(FactKind::referral_received)) found.insert(fact.child);
          for (const ChildId child : {ChildId{0}, ChildId{1}})
            EXPECT_NE(too_old.contains(child), found.contains(child));
          out << (too_old.size() == 1);
        }) == "1";
  EXPECT_GT(mixed, 2);  // of the twelve families, some have one of each
}

// --- coming back ---------------------------------------------------------------------------------------------------

/// Children closed on Wednesday 5 September by an outcome that says who comes back; ten days later if at all.
Lines referrals_after(std::optional<double> outcome_says, double scenario_says) {
  Lines found;
  const std::string said = in_child([&](std::ostream& out) {
    SmallService service("2018-09-03", "2018-10-15");
    const StatusId open = service.status("open", false);
    const StatusId referred = service.status("referred", false);
    service.scenario.pathway.on_referral = {referred};
    service.lasts(open, 2, add(service, "close", {always(closed(outcome_says))}));
    service.scenario.demand.returns = {scenario_says, constant(10)};
    for (int household = 0; household < 3; ++household) service.here({open});
    for (const Fact& referral : run(service.scenario).of(FactKind::referral_received))
      out << sim::text(referral.at) << " child " << index(referral.child) << '\n';
  });
  std::istringstream in(said);
  for (std::string line; std::getline(in, line);) found.push_back(line);
  return found;
}

TEST(ComingBack, IsAsTheClosingOutcomeSaysAndOtherwiseAsTheScenarioDoes) {
  const Lines all = {"2018-09-17 09:00 child 0", "2018-09-17 09:00 child 8", "2018-09-17 09:00 child 16"};
  EXPECT_EQ(referrals_after(1.0, 0.0), all);
  EXPECT_EQ(referrals_after({}, 1.0), all);
  EXPECT_EQ(referrals_after(0.0, 1.0), Lines{});
  EXPECT_EQ(referrals_after({}, 0.0), Lines{});
}

/// Two siblings, closed one after the other by a manager: on Monday at 17:00 and on Tuesday at 17:00.
Notes siblings_closed(double first_comes_back, double second_comes_back) {
  SmallService service("2018-09-03", "2018-10-15");
  service.staff(manager, 1);
  const StatusId open = service.status("open", false);
  const StatusId referred = service.status("referred", false);
  service.scenario.pathway.on_referral = {referred};
  Obligation& review = service.rule(service.work("review", open, working_days(5), 8));
  review.work->by = Doer{false, manager};
  review.work->shared = false;
  Decision::Case on_monday = always(closed(first_comes_back));
  on_monday.in_force.until = day("2018-09-04");
  review.decides = add(service, "close", {on_monday, always(closed(second_comes_back))});
  service.scenario.demand.returns = {0.5, constant(10)};
  service.here({open}, 2);
  return run(service.scenario);
}

TEST(ComingBack, OfAHouseholdIsDecidedByTheChildWhoClosesLast) {
  in_child([] {
    const Notes notes = siblings_closed(0, 1);
    ASSERT_EQ(notes.of(FactKind::child_closed).size(), 2u);
    EXPECT_EQ(notes.of(FactKind::child_closed)[1].at, at("2018-09-04 17:00"));
    // Ten days after the last was closed, both together: Friday 14 September, 17:00, so on Monday morning.
    const auto referrals = notes.of(FactKind::referral_received);
    ASSERT_EQ(referrals.size(), 2u);
    for (const Fact& referral : referrals) EXPECT_EQ(referral.at, at("2018-09-17 09:00"));
  });
  in_child([] { EXPECT_TRUE(siblings_closed(1, 0).of(FactKind::referral_received).empty()); });
}

TEST(ComingBack, IsNotForContacts) {
  for (const std::optional<double> says : {std::optional(0.0), std::optional<double>()})
    in_child([&] {
      SmallService service("2018-09-03", "2018-12-31");
      const StatusId contact = service.status("contact", false);
      const StatusId referred = service.status("referred", false);
      service.scenario.pathway.statuses[index(contact)].counts_as = CountsAs::contact;
      service.scenario.pathway.on_referral = {referred};
      service.lasts(contact, 1, add(service, "signpost", {always(closed(says))}));
      service.scenario.demand.returns = {1.0, constant(10)};
      service.scenario.demand.streams = {{"contacts", {contact}, 0, 3650, constant(0)}};
      const Notes notes = run(service.scenario);
      EXPECT_GT(notes.of(FactKind::contact_received).size(), 500u);
      EXPECT_TRUE(notes.of(FactKind::referral_received).empty());
    });
}

}  // namespace

}  // namespace casetide::models
