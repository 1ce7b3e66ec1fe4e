// Timelines of what is owed: clocks that are renewed, run late, lapse, and are met by other work.
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

sim::Distribution constant(double value) { return sim::Distribution::constant(value); }

TEST(Referral, IsDecidedByTheManagerAtTheHourWorkedOut) {
  in_child([] {
    SmallService service("2018-08-27", "2018-09-07");
    service.staff(manager, 1);
    const StatusId known = service.status("known", false);
    const StatusId referred = service.status("referred", false);
    service.scenario.pathway.on_referral = {referred};
    Obligation& decision = service.rule(service.work("decision", referred, working_days(1), 0.75));
    decision.work->by = Doer{false, manager};
    decision.clock_from = ClockFrom::referral;
    decision.safeguard = Component::waiting_for_a_decision;
    decision.decides = service.closing();
    service.lasts(known, 4 + 16.5 / 24, service.closing("end"));  // closed on Friday 31 August, 16:30
    service.here({known});
    service.scenario.demand.returns = {1.0, constant(3)};
    const Notes notes = run(service.scenario);
    // Back on Monday at 16:30: half an hour of the manager's work that day, a quarter on Tuesday morning.
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::referral_received, FactKind::obligation_owed, FactKind::work_begun, FactKind::work_finished,
               FactKind::obligation_met, FactKind::decision_taken, FactKind::child_closed}),
        (Lines{"2018-08-31 16:30 decision_taken end, child 0", "2018-08-31 16:30 child_closed, child 0",
               "2018-09-03 16:30 referral_received, child 0",
               "2018-09-03 16:30 obligation_owed decision, child 0, due 2018-09-05 00:00",
               "2018-09-03 16:30 work_begun decision, child 0, worker 0",
               "2018-09-04 09:15 work_finished decision, child 0, worker 0",
               "2018-09-04 09:15 obligation_met decision, child 0", "2018-09-04 09:15 decision_taken close, child 0",
               "2018-09-04 09:15 child_closed, child 0"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
    EXPECT_EQ(notes.grown(Measure::referrals), 1);
    EXPECT_EQ(notes.grown(Measure::re_referrals), 1);  // it was open before
    EXPECT_EQ(notes.grown(Measure::closed), 2);
  });
}

TEST(Referral, ThatWouldComeAtTheWeekendIsReceivedOnMondayMorning) {
  in_child([] {
    SmallService service("2018-08-27", "2018-09-07");
    const StatusId known = service.status("known", false);
    const StatusId referred = service.status("referred", false);
    service.scenario.pathway.on_referral = {referred};
    service.lasts(known, 4 + 16.5 / 24, service.closing());
    service.here({known});
    service.scenario.demand.returns = {1.0, constant(1)};
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::referral_received}),
              (Lines{"2018-09-03 09:00 referral_received, child 0"}));
  });
}

TEST(Referral, LateForWantOfAManagerIsCountedAsTheManagers) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(manager, 1);
    const StatusId referred = service.status("referred", false);
    Obligation& decision = service.rule(service.work("decision", referred, working_days(1), 20));
    decision.work->by = Doer{false, manager};
    decision.safeguard = Component::waiting_for_a_decision;
    service.here({referred});
    const Notes notes = run(service.scenario);
    // 20 hours: until Wednesday 13:00. Due at the end of Tuesday.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::waiting_for_a_decision, Cause::manager), 13);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 13);
    EXPECT_DOUBLE_EQ(24 * notes.grown(Measure::time_at_risk_status, index(referred)), 13);
    EXPECT_EQ(notes.grown(Measure::time_at_risk_law), 0);  // a local standard
  });
}

TEST(Referral, LateByTheLawIsCountedInTheLawOnlyFigure) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(manager, 1);
    const StatusId referred = service.status("referred", false);
    Obligation& decision = service.rule(service.work("decision", referred, working_days(1), 20));
    decision.work->by = Doer{false, manager};
    decision.safeguard = Component::waiting_for_a_decision;
    decision.basis = Basis::guidance;
    service.watch("local_watch", referred, working_days(0));
    service.rule(ObligationId{1}).safeguard = Component::stuck;
    service.here({referred});
    const Notes notes = run(service.scenario);
    // The guidance's clock: 13 hours. The local watch runs out at the end of Monday and nothing ends it: six days.
    EXPECT_DOUBLE_EQ(24 * notes.grown(Measure::time_at_risk_law), 13);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 6 * 24);
  });
}

TEST(Review, RunsItsNextClockFromTheDayItWasActuallyHeld) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-15");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& review = service.rule(service.work("review", open, days(1), 20));
    review.then_every = {days(7)};
    review.work->ready_before = constant(1);
    review.safeguard = Component::review_overdue;
    service.here({open});
    const Notes notes = run(service.scenario);
    // Due on Tuesday, begun on Monday, 20 hours: held on Wednesday at 13:00, 13 hours late. The next is due seven days
    // after that, on Wednesday 12. It takes two whole days and a half, to be done a working day before it is due: begun
    // on Friday 7, held on Tuesday 11 at 13:00. The third, due on Tuesday 18, is begun on Thursday 13.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::work_begun, FactKind::obligation_met, FactKind::obligation_owed}),
        (Lines{
            "2018-09-03 00:00 obligation_owed review, child 0, due 2018-09-05 00:00",
            "2018-09-03 09:00 work_begun review, child 0, worker 0", "2018-09-05 13:00 obligation_met review, child 0",
            "2018-09-05 13:00 obligation_owed review, child 0, due 2018-09-13 00:00",
            "2018-09-07 09:00 work_begun review, child 0, worker 0", "2018-09-11 13:00 obligation_met review, child 0",
            "2018-09-11 13:00 obligation_owed review, child 0, due 2018-09-19 00:00",
            "2018-09-13 09:00 work_begun review, child 0, worker 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::review_overdue, Cause::queue), 13);
    EXPECT_EQ(notes.grown(Measure::obligations_met), 2);
    EXPECT_EQ(notes.grown(Measure::obligations_met_in_time), 1);
  });
}

TEST(Review, TakesItsClocksInOrderAndThenRepeatsTheLast) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& review = service.rule(service.work("review", open, days(1), 1));
    review.then_every = {days(7), days(14)};
    review.work->ready_before = constant(0);
    service.here({open});
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::obligation_owed}),
              (Lines{"2018-09-03 00:00 obligation_owed review, child 0, due 2018-09-05 00:00",
                     "2018-09-04 10:00 obligation_owed review, child 0, due 2018-09-12 00:00",
                     "2018-09-11 10:00 obligation_owed review, child 0, due 2018-09-26 00:00",
                     "2018-09-25 10:00 obligation_owed review, child 0, due 2018-10-10 00:00",
                     "2018-10-09 10:00 obligation_owed review, child 0, due 2018-10-24 00:00"}));
  });
}

/// A visit every ten working days, planned for the day before it is due.
Obligation& regular_visit(SmallService& service, StatusId during, double hours) {
  Obligation& visit = service.rule(service.work("visit", during, working_days(10), hours));
  visit.then_every = {working_days(10)};
  visit.renewed_by = RenewedBy::seen;
  visit.sees_child = true;
  visit.work->ready_before = constant(1);
  visit.safeguard = Component::child_not_seen;
  return visit;
}

TEST(Visit, NeedNotBePaidWhenOtherWorkHasSeenTheChild) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-21");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    regular_visit(service, open, 2);
    Obligation& enquiry = service.rule(service.work("enquiry", open, working_days(3), 1));
    enquiry.work->ready_before = constant(0);
    enquiry.sees_child = true;
    service.here({open});
    // The enquiry sees the child on Thursday 6 September: the visit is due on Thursday 20, not on Monday 17.
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::work_begun, FactKind::obligation_owed}),
              (Lines{"2018-09-03 00:00 obligation_owed visit, child 0, due 2018-09-18 00:00",
                     "2018-09-03 00:00 obligation_owed enquiry, child 0, due 2018-09-07 00:00",
                     "2018-09-06 09:00 work_begun enquiry, child 0, worker 0",
                     "2018-09-06 10:00 obligation_owed visit, child 0, due 2018-09-21 00:00",
                     "2018-09-19 09:00 work_begun visit, child 0, worker 0",
                     "2018-09-19 11:00 obligation_owed visit, child 0, due 2018-10-04 00:00"}));
  });
}

TEST(Visit, ThatIsOwedOnceIsMetWhenOtherWorkHasSeenTheChild) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-21");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& first = regular_visit(service, open, 2);
    first.then_every.clear();
    Obligation& enquiry = service.rule(service.work("enquiry", open, working_days(3), 1));
    enquiry.work->ready_before = constant(0);
    enquiry.sees_child = true;
    service.here({open});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::work_begun, FactKind::obligation_met}),
        (Lines{"2018-09-06 09:00 work_begun enquiry, child 0, worker 0",
               "2018-09-06 10:00 obligation_met enquiry, child 0", "2018-09-06 10:00 obligation_met visit, child 0"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
  });
}

TEST(Visit, ThatHasBegunGoesOnWhenOtherWorkSeesTheChildButIsNoLongerLate) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-28");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    const StatusId open = service.status("open");
    regular_visit(service, open, 20);
    service.rule(service.work("report", open, working_days(8), 40)).work->ready_before = constant(0);
    Obligation& meeting = service.rule(service.work("meeting", open, working_days(11), 2));
    meeting.work->by = Doer{false, manager};
    meeting.work->ready_before = constant(0);
    meeting.sees_child = true;
    service.here({open});
    const Notes notes = run(service.scenario);
    // The report is due on Thursday 13 September, takes five days and is begun on Friday 7. The visit could begin on
    // Thursday 13 but the report is due first: it is begun on Friday 14, is due at the end of Monday 17 and would be
    // done on Tuesday 18 at 13:00. The manager sees the child on that Tuesday at 11:00: the child was unseen for 11
    // hours, not 13. The next visit, ten working days after that one and due on Tuesday 2 October, is begun three
    // working days before.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::work_begun, FactKind::work_finished, FactKind::obligation_met}),
        (Lines{
            "2018-09-07 09:00 work_begun report, child 0, worker 0",
            "2018-09-13 17:00 work_finished report, child 0, worker 0",
            "2018-09-13 17:00 obligation_met report, child 0", "2018-09-14 09:00 work_begun visit, child 0, worker 0",
            "2018-09-18 09:00 work_begun meeting, child 0, worker 1",
            "2018-09-18 11:00 work_finished meeting, child 0, worker 1",
            "2018-09-18 11:00 obligation_met meeting, child 0",
            "2018-09-18 13:00 work_finished visit, child 0, worker 0", "2018-09-18 13:00 obligation_met visit, child 0",
            "2018-09-27 09:00 work_begun visit, child 0, worker 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 11);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 11);
  });
}

TEST(Watch, IsRenewedByAMonitoringEventAndWaitsForTheManagerWhoWouldHoldIt) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-15");
    service.staff(manager, 1);
    const StatusId open = service.status("open", false);
    Obligation& watch = service.rule(service.watch("watched", open, days(3)));
    watch.then_every = {days(5)};
    watch.renewed_by = RenewedBy::monitored;
    watch.safeguard = Component::nobody_watching;
    Obligation& supervision = service.rule(service.work("supervision", open, days(4), 1));
    supervision.work->by = Doer{false, manager};
    supervision.work->ready_before = constant(0);
    supervision.monitors = true;
    service.here({open});
    const Notes notes = run(service.scenario);
    // Watched until the end of Thursday 6; supervision on Friday 7 from 09:00 to 10:00: ten hours. Then five days, to
    // the end of Wednesday 12; nobody looks again: the manager owes nothing more, so Thursday and Friday have no cause.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::obligation_met, FactKind::obligation_owed}),
              (Lines{"2018-09-03 00:00 obligation_owed supervision, child 0, due 2018-09-08 00:00",
                     "2018-09-03 00:00 obligation_owed watched, child 0, due 2018-09-07 00:00",
                     "2018-09-07 10:00 obligation_met supervision, child 0",
                     "2018-09-07 10:00 obligation_owed watched, child 0, due 2018-09-13 00:00"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::nobody_watching, Cause::manager), 10);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 10 + 48);
  });
}

TEST(Status, ThatEndsWhileAnObligationIsLateKeepsTheDaysCountedAndStops) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-20");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.rule(service.work("visit", open, working_days(1), 100)).safeguard = Component::child_not_seen;
    service.lasts(open, 3.5, service.closing());
    service.here({open});
    const Notes notes = run(service.scenario);
    // Due at the end of Tuesday; closed on Thursday at 12:00: a day and a half.
    EXPECT_EQ(lines(notes, service.scenario,
                    {FactKind::work_suspended, FactKind::work_finished, FactKind::obligation_met,
                     FactKind::obligation_lapsed, FactKind::status_ended, FactKind::child_closed}),
              (Lines{"2018-09-06 12:00 work_suspended visit, child 0, worker 0",
                     "2018-09-06 12:00 obligation_lapsed visit, child 0", "2018-09-06 12:00 status_ended open, child 0",
                     "2018-09-06 12:00 child_closed, child 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 36);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 36);
    // Monday to Wednesday and three hours on Thursday: work that came to nothing is work all the same.
    EXPECT_EQ(notes.grown(Measure::worked_hours), 27);
    EXPECT_EQ(notes.grown(Measure::open_child_days), 3.5);
  });
}

TEST(Obligation, DecidedUponIsOwedFromThenOn) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-20");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& enquiry = service.rule(service.work("enquiry", open, working_days(3), 3));
    Outcome report_wanted;
    report_wanted.name = "report_wanted";
    report_wanted.share = 1;
    report_wanted.starts = {ObligationId{1}};
    enquiry.decides = service.decision("outcome", {report_wanted});
    Obligation& report = service.rule(service.work("report", open, working_days(2), 2));
    report.starts = Obligation::Starts::when_decided;
    report.clock_from = ClockFrom::own_start;
    service.here({open});
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::obligation_owed, FactKind::obligation_met}),
              (Lines{"2018-09-03 00:00 obligation_owed enquiry, child 0, due 2018-09-07 00:00",
                     "2018-09-03 12:00 obligation_met enquiry, child 0",
                     "2018-09-03 12:00 obligation_owed report, child 0, due 2018-09-06 00:00",
                     "2018-09-03 14:00 obligation_met report, child 0"}));
  });
}

TEST(ANeed, MetByTimeEndsOnItsDate) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-20");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.lasts(open, 8 + 3.25 / 24, service.closing());  // Tuesday 11 September, 03:15
    service.here({open});
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::child_closed}),
              (Lines{"2018-09-11 03:15 child_closed, child 0"}));
  });
}

TEST(ANeed, MetByWorkEndsThePlanOnlyAtTheNextReview) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    const StatusId plan = service.status("plan");
    Need need;
    need.met_by = Need::MetBy::work;
    need.amount = constant(5);
    service.scenario.pathway.statuses[index(plan)].need = need;
    Obligation& session = service.rule(service.work("session", plan, days(2), 2));
    session.then_every = {days(7)};
    session.work->ready_before = constant(0);
    session.progresses_plan = true;
    Obligation& review = service.rule(service.work("review", plan, days(10), 1));
    review.then_every = {days(14)};
    review.work->ready_before = constant(0);
    Decision::Case over;
    over.need_met = true;
    over.outcomes = {Outcome{"close", 1, true, {}, {}, {}}};
    Decision::Case not_yet;
    not_yet.outcomes = {Outcome{"continue", 1, false, {}, {}, {}}};
    Decision decision;
    decision.name = "review";
    decision.cases = {over, not_yet};
    service.scenario.pathway.decisions.push_back(decision);
    review.decides = DecisionId{0};
    service.here({plan});
    const Notes notes = run(service.scenario);
    // Two hours each on 5, 12 and 19 September: the need of five hours is met on the 19th. The review of the 13th found
    // four; the next, fourteen days later on the 27th, ends the plan. By then a fourth session has been held.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::obligation_met, FactKind::child_closed}),
        (Lines{"2018-09-05 11:00 obligation_met session, child 0", "2018-09-12 11:00 obligation_met session, child 0",
               "2018-09-13 10:00 obligation_met review, child 0", "2018-09-19 11:00 obligation_met session, child 0",
               "2018-09-26 11:00 obligation_met session, child 0", "2018-09-27 10:00 obligation_met review, child 0",
               "2018-09-27 10:00 child_closed, child 0"}));
  });
}

}  // namespace

}  // namespace casetide::models
