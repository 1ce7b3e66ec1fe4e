// Timelines of conferences that are not held before the reports for them are ready.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto chair = SmallService::chair;

/// A conference of two hours, due and aimed at on Thursday 6 September, that needs a report which the child's worker
/// begins at once.
struct ConferenceWithReport {
  explicit ConferenceWithReport(double report_hours, int children = 1) : service("2018-09-03", "2018-09-30") {
    service.staff(social_worker, 1);
    service.staff(chair, 1);
    const StatusId enquiry = service.status("enquiry");
    report = service.work("report", enquiry, working_days(2), report_hours);
    conference = service.conference("conference", enquiry, working_days(3), 2);
    service.rule(conference).meeting->needs = {report};
    service.rule(conference).safeguard = Component::protection_decision_overdue;
    service.here({enquiry}, children);
  }
  SmallService service;
  ObligationId report{}, conference{};
};

TEST(AReport, ThatIsReadyLetsTheConferenceBeHeldOnItsDay) {
  in_child([] {
    ConferenceWithReport one(20);  // until Wednesday 13:00, a day after it was due
    const Notes notes = run(one.service.scenario);
    EXPECT_EQ(lines(notes, one.service.scenario, {FactKind::obligation_met, FactKind::meeting_postponed}),
              (Lines{"2018-09-05 13:00 obligation_met report, child 0",
                     "2018-09-06 11:00 obligation_met conference, child 0"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
  });
}

TEST(AReport, ThatIsNotReadyPutsTheConferenceOffToTheNextDayWithASlot) {
  in_child([] {
    ConferenceWithReport one(30);  // until Thursday 15:00
    const Notes notes = run(one.service.scenario);
    EXPECT_EQ(lines(notes, one.service.scenario,
                    {FactKind::obligation_met, FactKind::meeting_postponed, FactKind::meeting_begun}),
              (Lines{"2018-09-06 09:00 meeting_postponed conference, child 0",
                     "2018-09-06 15:00 obligation_met report, child 0",
                     "2018-09-07 09:00 meeting_begun conference, child 0, worker 0",
                     "2018-09-07 09:00 meeting_begun conference, child 0, worker 1",
                     "2018-09-07 11:00 obligation_met conference, child 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::protection_decision_overdue, Cause::queue), 11);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 11);
    EXPECT_EQ(notes.grown(Measure::worked_hours), 30 + 2 * 2);  // nobody sat in the conference that was put off
  });
}

TEST(AReport, OfSomebodyElseThatIsNotReadyIsTheCauseOfTheLateConference) {
  in_child([] {
    ConferenceWithReport one(30);
    one.service.staff(manager, 1);
    one.service.rule(one.report).work->by = Doer{false, manager};
    const Notes notes = run(one.service.scenario);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::protection_decision_overdue, Cause::manager), 11);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 11);
  });
}

TEST(AReport, ThatWaitsForOthersMakesTheConferenceLateForExternalReasons) {
  in_child([] {
    ConferenceWithReport one(3);
    Work& report = *one.service.rule(one.report).work;
    report.ready_before = sim::Distribution::constant(0);
    report.external_wait = sim::Distribution::constant(5);
    const Notes notes = run(one.service.scenario);
    // Meant for Wednesday 5, put off for five working days to Wednesday 12, 09:00; done at 12:00. The conference is put
    // off from day to day, the last time on Wednesday 12 at 09:00. Due at the end of Thursday 6.
    EXPECT_EQ(lines(notes, one.service.scenario, {FactKind::obligation_met, FactKind::meeting_postponed}),
              (Lines{"2018-09-06 09:00 meeting_postponed conference, child 0",
                     "2018-09-07 09:00 meeting_postponed conference, child 0",
                     "2018-09-10 09:00 meeting_postponed conference, child 0",
                     "2018-09-11 09:00 meeting_postponed conference, child 0",
                     "2018-09-12 09:00 meeting_postponed conference, child 0",
                     "2018-09-12 12:00 obligation_met report, child 0",
                     "2018-09-13 11:00 obligation_met conference, child 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 6 * 24 + 11);
    EXPECT_GE(notes.hours_at_risk(Component::protection_decision_overdue, Cause::external), 5 * 24 + 9);
  });
}

TEST(AReport, ThatIsNotOwedHoldsNothingUp) {
  in_child([] {
    ConferenceWithReport one(100);
    one.service.rule(one.report).starts = Obligation::Starts::when_decided;  // and nobody decides so
    EXPECT_EQ(lines(run(one.service.scenario), one.service.scenario, {FactKind::obligation_met}),
              (Lines{"2018-09-06 11:00 obligation_met conference, child 0"}));
  });
}

TEST(AReport, OnASiblingThatIsNotReadyKeepsTheConferenceOnThatSiblingFromBeingHeld) {
  in_child([] {
    ConferenceWithReport one(14, 2);
    one.service.rule(one.report).work->shared = false;
    one.service.rule(one.conference).meeting->arranged_working_days_ahead = 2;  // for both, on Tuesday
    const Notes notes = run(one.service.scenario);
    // The first child's report is ready on Tuesday at 15:00, the second's on Thursday at 13:00 at the soonest, four
    // hours after the conference on both should have begun.
    sim::Instant report = sim::never;
    sim::Instant conference = sim::never;
    for (const Fact& met : notes.of(FactKind::obligation_met)) {
      if (met.child != ChildId{1}) continue;
      (ObligationId{met.place} == one.report ? report : conference) = met.at;
    }
    ASSERT_GE(report, at("2018-09-06 13:00"));
    ASSERT_NE(report, sim::never);
    EXPECT_NE(conference, sim::never);
    EXPECT_LE(report, conference);
  });
}

TEST(AConference, DecidedUponForSiblingsTogetherIsHeldOnceForAllOfThem) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-30");
    service.staff(social_worker, 1);
    service.staff(chair, 1);
    const StatusId enquiry = service.status("enquiry");
    const ObligationId talk = service.work("talk", enquiry, working_days(1), 1);
    const ObligationId conference = service.conference("conference", enquiry, working_days(3), 2);
    service.rule(conference).starts = Obligation::Starts::when_decided;
    service.rule(conference).work->further_child = 0.5;
    const DecisionId wanted = service.decision("wanted", {outcome("wanted", {}, {}, {conference})});
    service.scenario.pathway.decisions[index(wanted)].per_household = true;
    service.rule(talk).decides = wanted;
    service.here({enquiry}, 2);
    const Notes notes = run(service.scenario);
    // Decided on Monday at 10:00 about both. Two hours for the first child and one for the other, of both who attend.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::decision_taken, FactKind::meeting_begun, FactKind::obligation_met}),
        (Lines{"2018-09-03 10:00 obligation_met talk, child 0", "2018-09-03 10:00 decision_taken wanted, child 0",
               "2018-09-03 10:00 obligation_met talk, child 1", "2018-09-03 10:00 decision_taken wanted, child 1",
               "2018-09-06 09:00 meeting_begun conference, child 0, worker 0",
               "2018-09-06 09:00 meeting_begun conference, child 0, worker 1",
               "2018-09-06 12:00 obligation_met conference, child 0",
               "2018-09-06 12:00 obligation_met conference, child 1"}));
    EXPECT_EQ(notes.grown(Measure::worked_hours), 1 + 2 * 3);
  });
}

TEST(AConference, OwedOnceAndPutOffAfterOthersHaveJudgedThePlanMakesNothingLate) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    service.staff(chair, 1);
    service.staff(manager, 1);
    const StatusId plan = service.status("plan");
    Obligation& conference = service.rule(service.conference("conference", plan, working_days(3), 2));
    conference.renewed_by = RenewedBy::monitored;
    conference.safeguard = Component::review_overdue;
    Obligation& check = service.rule(service.work("check", plan, working_days(1), 1));
    check.work->by = Doer{false, manager};
    check.work->ready_before = sim::Distribution::constant(0);
    check.monitors = true;
    service.here({plan});
    service.only_away(1, day("2018-09-06"), 2);
    // The manager judges the plan on Tuesday 4; what is owed once is met by that. The chair is ill on Thursday.
    EXPECT_EQ(run(service.scenario).hours_at_risk(), 0);
  });
}

}  // namespace

}  // namespace casetide::models
