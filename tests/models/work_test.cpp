// Timelines of people's work: taken up, interrupted, shared between siblings, authorised, and held in meetings.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;
using std::chrono::hours;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto chair = SmallService::chair;

/// Work that people begin on the morning of the day it is due, or so many working days before.
void begun_before(Obligation& rule, int working_days) {
  rule.work->ready_before = sim::Distribution::constant(working_days);
}

TEST(Work, OfAnAssessmentGoesOnAfterTheNightTheWeekendAndTheBankHoliday) {
  in_child([] {
    SmallService service("2018-08-20", "2018-09-10");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    const StatusId in_assessment = service.status("in_assessment");
    service.rule(service.work("visit", in_assessment, working_days(10), 3)).sees_child = true;
    Obligation& assessment = service.rule(service.work("assessment", in_assessment, working_days(45), 10));
    assessment.work->authorised_by = Doer{false, manager};
    assessment.work->authorisation_hours = sim::Distribution::constant(0.5);
    assessment.decides = service.closing();
    service.coming(at("2018-08-23 15:00"), in_assessment);
    const Notes notes = run(service.scenario);

    // A visit of 3 hours does not fit into Thursday 15:00 to 17:00: the assessment fills the day, 2 of its 10 hours.
    // Visit on Friday to noon, then 5 hours; the last 3 after Saturday, Sunday and the bank holiday of Monday
    // 27 August. Then half an hour of the manager's.
    EXPECT_EQ(lines(notes, service.scenario,
                    {FactKind::work_begun, FactKind::work_finished, FactKind::obligation_met, FactKind::child_closed}),
              (Lines{"2018-08-23 15:00 work_begun assessment, child 0, worker 0",
                     "2018-08-24 09:00 work_begun visit, child 0, worker 0",
                     "2018-08-24 12:00 work_finished visit, child 0, worker 0",
                     "2018-08-24 12:00 obligation_met visit, child 0",
                     "2018-08-24 12:00 work_begun assessment, child 0, worker 0",
                     "2018-08-28 12:00 work_finished assessment, child 0, worker 0",
                     "2018-08-28 12:00 work_begun assessment, child 0, worker 1",
                     "2018-08-28 12:30 work_finished assessment, child 0, worker 1",
                     "2018-08-28 12:30 obligation_met assessment, child 0", "2018-08-28 12:30 child_closed, child 0"}));
    EXPECT_EQ(notes.grown(Measure::worked_hours), 13.5);
    EXPECT_EQ(notes.hours_at_risk(), 0);
  });
}

TEST(Work, AwaitingAuthorisationIsTheManagersDelay) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    service.staff(manager, 1, SmallService::team, 1);  // from 09:00 to 10:00
    const StatusId in_assessment = service.status("in_assessment");
    Obligation& assessment = service.rule(service.work("assessment", in_assessment, working_days(1), 12));
    assessment.work->authorised_by = Doer{false, manager};
    assessment.work->authorisation_hours = sim::Distribution::constant(1.5);
    assessment.safeguard = Component::assessment_overdue;
    service.here({in_assessment});
    const Notes notes = run(service.scenario);

    // 12 hours: until Tuesday 13:00. The manager's hour and a half: Wednesday 09:00 to 10:00, Thursday 09:00 to 09:30.
    // Due at the end of Tuesday: late for all of Wednesday and nine and a half hours of Thursday.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::work_finished, FactKind::obligation_met}),
              (Lines{"2018-09-04 13:00 work_finished assessment, child 0, worker 0",
                     "2018-09-06 09:30 work_finished assessment, child 0, worker 1",
                     "2018-09-06 09:30 obligation_met assessment, child 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::assessment_overdue, Cause::manager), 33.5);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 33.5);
  });
}

TEST(Work, ThatIsReadyAtOnceIsDoneInTheOrderOfItsDueDates) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.work("later", open, working_days(5), 1);
    service.work("sooner", open, working_days(2), 1);
    service.rule(service.work("urgent", open, working_days(7), 1)).work->head_start_days = 30;
    service.here({open});
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::work_begun}),
              (Lines{"2018-09-03 09:00 work_begun urgent, child 0, worker 0",
                     "2018-09-03 10:00 work_begun sooner, child 0, worker 0",
                     "2018-09-03 11:00 work_begun later, child 0, worker 0"}));
  });
}

TEST(Work, IsDoneInTheOrderOfComingWhereThePolicySaysSo) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.scenario.staffing.work = WorkPolicy::first_come_first_served;
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.work("report", open, working_days(5), 4);
    const StatusId risky = service.status("risky");
    service.work("check", risky, working_days(1), 1);
    service.coming(at("2018-09-03 09:00"), open);
    service.coming(at("2018-09-03 09:30"), open);
    service.coming(at("2018-09-03 10:00"), risky);
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::work_begun}),
              (Lines{"2018-09-03 09:00 work_begun report, child 0, worker 0",
                     "2018-09-03 13:00 work_begun report, child 8, worker 0",
                     "2018-09-04 09:00 work_begun check, child 16, worker 0"}));
  });
}

TEST(Work, IsNotInterruptedByWorkThatIsDueSooner) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.work("report", open, working_days(5), 4);
    const StatusId risky = service.status("risky");
    service.work("check", risky, working_days(1), 1);
    service.coming(at("2018-09-03 09:00"), open);
    service.coming(at("2018-09-03 10:00"), risky);
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::work_begun, FactKind::work_suspended}),
              (Lines{"2018-09-03 09:00 work_begun report, child 0, worker 0",
                     "2018-09-03 13:00 work_begun check, child 8, worker 0"}));
  });
}

TEST(Work, OfARoleIsBegunByWhoeverIsAtWork) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(manager, 1, SmallService::team, 3);  // from 09:00 to 12:00
    service.staff(manager, 1);
    const StatusId referred = service.status("referred", false);
    service.rule(service.work("decision", referred, working_days(1), 1)).work->by = Doer{false, manager};
    service.coming(at("2018-09-03 13:00"), referred);
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::work_begun}),
              (Lines{"2018-09-03 13:00 work_begun decision, child 0, worker 1"}));
  });
}

TEST(Work, OfARoleThatTheTeamLacksIsDoneByTheFirstTeamThatHasIt) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    const TeamId head_office = service.add_team("head_office");
    service.staff(manager, 1, head_office);
    const StatusId referred = service.status("referred", false);
    service.rule(service.work("decision", referred, working_days(1), 1)).work->by = Doer{false, manager};
    service.here({referred});
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::work_begun}),
              (Lines{"2018-09-03 09:00 work_begun decision, child 0, worker 0"}));
  });
}

// --- siblings ------------------------------------------------------------------------------------------------------

TEST(Siblings, AreSeenInOneVisitAndCountedOneByOne) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 2);
    const StatusId open = service.status("open");
    const ObligationId visit = service.work("visit", open, working_days(3), 2);
    service.rule(visit).work->further_child = 0.25;
    service.here({open}, 3);
    const Notes notes = run(service.scenario);
    // 2 hours and twice a quarter of them: three hours in all.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::work_begun, FactKind::work_finished, FactKind::obligation_met}),
              (Lines{"2018-09-03 09:00 work_begun visit, child 0, worker 0",
                     "2018-09-03 12:00 work_finished visit, child 0, worker 0",
                     "2018-09-03 12:00 obligation_met visit, child 0", "2018-09-03 12:00 obligation_met visit, child 1",
                     "2018-09-03 12:00 obligation_met visit, child 2"}));
    EXPECT_EQ(notes.grown(Measure::obligations_met, index(visit)), 3);
    EXPECT_EQ(notes.grown(Measure::obligations_met_in_time, index(visit)), 3);
    EXPECT_EQ(notes.grown(Measure::worked_hours), 3);
  });
}

TEST(Siblings, AreSeenOneByOneWhereTheWorkIsNotShared) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& visit = service.rule(service.work("visit", open, working_days(3), 2));
    visit.work->further_child = 0.25;
    visit.work->shared = false;
    service.here({open}, 2);
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::work_finished}),
              (Lines{"2018-09-03 11:00 work_finished visit, child 0, worker 0",
                     "2018-09-03 13:00 work_finished visit, child 1, worker 0"}));
  });
}

TEST(Siblings, WhoAreLateTogetherAreCountedOneByOne) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& visit = service.rule(service.work("visit", open, working_days(1), 16));
    visit.work->further_child = 0.25;
    visit.safeguard = Component::child_not_seen;
    service.here({open}, 2);
    const Notes notes = run(service.scenario);
    // 20 hours, until Wednesday 13:00; due at the end of Tuesday: 13 hours late for each of two.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::work_finished}),
              (Lines{"2018-09-05 13:00 work_finished visit, child 0, worker 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 26);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 26);
  });
}

TEST(Siblings, WhosePieceLapsesWithTheFirstChildAreSeenInOneOfTheirOwn) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.rule(service.work("visit", open, working_days(3), 2)).work->further_child = 0.5;
    service.here({open}, 2);
    // A manager closes one after the other: the first child at 10:00, the second at 11:00.
    service.staff(manager, 1);
    Obligation& review = service.rule(service.work("review", open, working_days(1), 1));
    review.work->by = Doer{false, manager};
    review.work->shared = false;
    review.decides = service.closing();
    const Notes notes = run(service.scenario);
    // The shared visit would take until 12:00. At 10:00 its first child is closed; a visit to the second begins anew
    // and would take until 12:00, but at 11:00 that child is closed too.
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::work_begun, FactKind::work_suspended, FactKind::work_finished, FactKind::child_closed}),
        (Lines{"2018-09-03 09:00 work_begun visit, child 0, worker 0",
               "2018-09-03 09:00 work_begun review, child 0, worker 1",
               "2018-09-03 10:00 work_finished review, child 0, worker 1",
               "2018-09-03 10:00 work_suspended visit, child 0, worker 0", "2018-09-03 10:00 child_closed, child 0",
               "2018-09-03 10:00 work_begun visit, child 1, worker 0",
               "2018-09-03 10:00 work_begun review, child 1, worker 1",
               "2018-09-03 11:00 work_finished review, child 1, worker 1",
               "2018-09-03 11:00 work_suspended visit, child 1, worker 0", "2018-09-03 11:00 child_closed, child 1"}));
  });
}

// --- meetings ------------------------------------------------------------------------------------------------------

/// Two children of two workers; both need a conference of two hours with the one chair on Thursday 6 September.
SmallService two_conferences() {
  SmallService service("2018-09-03", "2018-09-10");
  service.staff(social_worker, 2);
  service.staff(chair, 1);
  const StatusId open = service.status("open");
  service.conference("conference", open, working_days(3), 2);
  service.here({open});
  service.here({open});
  return service;
}

TEST(Conference, TakesTheNextSlotWhenTheChairIsBusy) {
  in_child([] {
    SmallService service = two_conferences();
    const Notes notes = run(service.scenario);
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::meeting_begun, FactKind::meeting_held, FactKind::obligation_met}),
        (Lines{"2018-09-06 09:00 meeting_begun conference, child 0, worker 0",
               "2018-09-06 09:00 meeting_begun conference, child 0, worker 2",
               "2018-09-06 11:00 meeting_held conference, child 0, worker 0",
               "2018-09-06 11:00 meeting_held conference, child 0, worker 2",
               "2018-09-06 11:00 obligation_met conference, child 0",
               "2018-09-06 11:00 meeting_begun conference, child 8, worker 1",
               "2018-09-06 11:00 meeting_begun conference, child 8, worker 2",
               "2018-09-06 13:00 meeting_held conference, child 8, worker 1",
               "2018-09-06 13:00 meeting_held conference, child 8, worker 2",
               "2018-09-06 13:00 obligation_met conference, child 8"}));
    EXPECT_EQ(notes.grown(Measure::worked_hours), 8);
  });
}

TEST(Conference, TakesTheNextSlotWhenTheWorkerIsBusy) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    service.staff(chair, 2);
    const StatusId open = service.status("open");
    service.conference("conference", open, working_days(3), 2);
    service.here({open});
    service.here({open});
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::meeting_begun}),
              (Lines{"2018-09-06 09:00 meeting_begun conference, child 0, worker 0",
                     "2018-09-06 09:00 meeting_begun conference, child 0, worker 1",
                     "2018-09-06 11:00 meeting_begun conference, child 8, worker 0",
                     "2018-09-06 11:00 meeting_begun conference, child 8, worker 2"}));
  });
}

TEST(Conference, InterruptsWorkThatGoesOnAfterIt) {
  in_child([] {
    SmallService service = two_conferences();
    service.work("report", StatusId{0}, working_days(10), 30);
    const Notes notes = run(service.scenario);
    // 24 hours from Monday to Wednesday. On Thursday the second worker goes on for two hours, is in the conference
    // from 11:00 to 13:00, and does the last four hours by 17:00.
    Lines of_second;
    for (const std::string& line : lines(notes, service.scenario,
                                         {FactKind::work_begun, FactKind::work_suspended, FactKind::work_finished,
                                          FactKind::meeting_begun, FactKind::meeting_held}))
      if (line.ends_with("worker 1")) of_second.push_back(line);
    EXPECT_EQ(of_second, (Lines{"2018-09-03 09:00 work_begun report, child 8, worker 1",
                                "2018-09-06 11:00 work_suspended report, child 8, worker 1",
                                "2018-09-06 11:00 meeting_begun conference, child 8, worker 1",
                                "2018-09-06 13:00 meeting_held conference, child 8, worker 1",
                                "2018-09-06 13:00 work_begun report, child 8, worker 1",
                                "2018-09-06 17:00 work_finished report, child 8, worker 1"}));
    const auto suspended = notes.of(FactKind::work_suspended);
    ASSERT_EQ(suspended.size(), 2u);  // the first worker's at 09:00, after 24 hours
    EXPECT_EQ(suspended[0].amount, hours{24});
    EXPECT_EQ(suspended[1].amount, hours{26});
    for (const Fact& finished : notes.of(FactKind::work_finished))
      EXPECT_EQ(finished.amount, finished.worker == WorkerId{0} ? hours{6} : hours{4});
  });
}

TEST(Conference, LateForWantOfAChairIsCountedAsTheChairs) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 2);
    service.staff(chair, 1, SmallService::team, 2);  // room for one conference a day
    const StatusId open = service.status("open");
    service.rule(service.conference("conference", open, working_days(1), 2)).safeguard = Component::review_overdue;
    service.here({open});
    service.here({open});
    const Notes notes = run(service.scenario);
    // The first slot is Tuesday, which is due day as well; the second child's is Wednesday, over at 11:00.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::obligation_met}),
              (Lines{"2018-09-04 11:00 obligation_met conference, child 0",
                     "2018-09-05 11:00 obligation_met conference, child 8"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::review_overdue, Cause::iro_chair), 11);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 11);
  });
}

TEST(Conference, LateForWantOfTheWorkerIsCountedAsAQueue) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1, SmallService::team, 2);
    service.staff(chair, 2);
    const StatusId open = service.status("open");
    service.rule(service.conference("conference", open, working_days(1), 2)).safeguard = Component::review_overdue;
    service.here({open});
    service.here({open});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::obligation_met}),
              (Lines{"2018-09-04 11:00 obligation_met conference, child 0",
                     "2018-09-05 11:00 obligation_met conference, child 8"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::review_overdue, Cause::queue), 11);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 11);
  });
}

TEST(Conference, IsBroughtForwardWhenTheWorkerHasLeaveOnTheDayItIsDue) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    service.staff(chair, 1);
    const StatusId open = service.status("open");
    service.conference("conference", open, working_days(3), 2);
    service.here({open});
    service.only_away(0, day("2018-09-06"), 1, true);
    const Notes notes = run(service.scenario);
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::worker_absent, FactKind::meeting_held, FactKind::meeting_postponed}),
        (Lines{"2018-09-05 11:00 meeting_held conference, child 0, worker 0",
               "2018-09-05 11:00 meeting_held conference, child 0, worker 1",
               "2018-09-06 00:00 worker_absent, worker 0"}));
  });
}

TEST(Conference, IsPutOffWhenTheChairIsSickAndThatIsAnAbsence) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-12");
    service.staff(social_worker, 1);
    service.staff(chair, 1);
    const StatusId open = service.status("open");
    service.rule(service.conference("conference", open, working_days(3), 2)).safeguard = Component::review_overdue;
    service.here({open});
    service.only_away(1, day("2018-09-06"), 2);
    const Notes notes = run(service.scenario);
    // Thursday 09:00: no chair. Back on Monday: held from 09:00 to 11:00. Due at the end of Thursday, so late for all
    // of Friday, Saturday and Sunday and 11 hours.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::worker_absent, FactKind::meeting_held, FactKind::meeting_postponed}),
        (Lines{"2018-09-06 00:00 worker_absent, worker 1", "2018-09-06 09:00 meeting_postponed conference, child 0",
               "2018-09-10 11:00 meeting_held conference, child 0, worker 0",
               "2018-09-10 11:00 meeting_held conference, child 0, worker 1"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::review_overdue, Cause::absence), 3 * 24 + 11);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 3 * 24 + 11);
  });
}

TEST(Conference, IsPutInTheDiariesOnceWhenAWorkerIsNamedBeforeTheNextAttempt) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 2);
    service.staff(chair, 0);  // a role that somebody joins later
    service.scenario.staffing.cover_after_working_days = 5;
    const StatusId open = service.status("open");
    service.conference("conference", open, working_days(20), 2);
    service.here({open});
    service.scenario.plans[0].measures = {
        Recruit{SmallService::team, chair, Contract::permanent, 1, day("2018-09-11"), day("2018-09-12"), false}};
    service.only_away(0, day("2018-09-05"), 10);
    const Notes notes = run(service.scenario);
    // No chair on Monday 3 and Monday 10 September: tried again every five working days, next on Monday 17. The chair
    // comes on Tuesday 11. On Wednesday 12 the first worker has been away for five working days and the second takes
    // the child over: now there is a slot, on the due day, Monday 1 October.
    ASSERT_EQ(notes.of(FactKind::worker_absent).size(), 1u);
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::worker_lost, FactKind::worker_changed, FactKind::meeting_arranged, FactKind::meeting_held}),
        (Lines{"2018-09-12 00:00 worker_lost, child 0, worker 0", "2018-09-12 00:00 worker_changed, child 0, worker 1",
               "2018-09-12 00:00 meeting_arranged conference, child 0, worker 2",
               "2018-10-01 11:00 meeting_held conference, child 0, worker 1",
               "2018-10-01 11:00 meeting_held conference, child 0, worker 2"}));
  });
}

// --- waits that no staffing removes --------------------------------------------------------------------------------

TEST(ExternalWait, IsCountedAsExternalUpToItsEndAndNotBeyond) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-20");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& visit = service.rule(service.work("visit", open, working_days(1), 3));
    begun_before(visit, 0);
    visit.work->external_wait = sim::Distribution::constant(5);
    visit.safeguard = Component::child_not_seen;
    service.here({open});
    const Notes notes = run(service.scenario);
    // Meant for Tuesday 4 September, put off by others for five working days to Tuesday 11 September, 09:00; done by
    // 12:00. Late from Wednesday 00:00: six days and nine hours waiting for others, then three hours of work.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::work_begun, FactKind::obligation_met}),
              (Lines{"2018-09-11 09:00 work_begun visit, child 0, worker 0",
                     "2018-09-11 12:00 obligation_met visit, child 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::external), 6 * 24 + 9);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 3);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 6 * 24 + 12);
  });
}

TEST(ExternalWait, ThatEndsBeforeTheDueDayMakesNothingLate) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-20");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& visit = service.rule(service.work("visit", open, working_days(8), 3));
    begun_before(visit, 7);  // Tuesday 4 September
    visit.work->external_wait = sim::Distribution::constant(5);
    visit.safeguard = Component::child_not_seen;
    service.here({open});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::work_begun}),
              (Lines{"2018-09-11 09:00 work_begun visit, child 0, worker 0"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
  });
}

}  // namespace

}  // namespace casetide::models
