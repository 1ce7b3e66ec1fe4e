// Whole children: what is owed and done from one standing to the next, each timeline worked out by hand.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto chair = SmallService::chair;

/// Work that is done so many working days before it is due.
Obligation& regular(SmallService& service, const std::string& name, StatusId during, Span first, std::vector<Span> then,
                    double hours, int done_before = 0) {
  Obligation& rule = service.rule(service.work(name, during, first, hours));
  rule.then_every.assign(then.begin(), then.end());
  rule.work->ready_before = sim::Distribution::constant(done_before);
  return rule;
}

TEST(AChild, OnAPlanWhoBecomesLookedAfterLeavesThePlansDutiesBehindAndStartsThoseOfCare) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    const StatusId plan = service.status("plan");
    const StatusId in_care = service.status("in_care");
    Obligation& plan_visit = service.rule(service.work("plan_visit", plan, working_days(3), 60));
    plan_visit.sees_child = true;
    plan_visit.safeguard = Component::child_not_seen;
    regular(service, "plan_review", plan, months(3), {months(6)}, 1).safeguard = Component::review_overdue;
    Obligation& care_visit = regular(service, "care_visit", in_care, weeks(1), {weeks(6)}, 2, 5);
    care_visit.sees_child = true;
    care_visit.safeguard = Component::child_not_seen;
    regular(service, "care_review", in_care, working_days(20), {months(3), months(6)}, 1).safeguard =
        Component::review_overdue;
    service.lasts(plan, 7.5, service.moving("care", {plan}, {in_care}));
    service.here({plan});
    const Notes notes = run(service.scenario);
    // The visit on the plan, due on Thursday 6 and never done, is late for Friday 7 to Sunday 9 and half of Monday 10:
    // 84 hours, which stay. From that noon on nothing of the plan is owed. Care: a visit within a week, by Monday 17,
    // paid at once; the next six weeks later, by 22 October. A review within twenty working days: Monday 8 October, and
    // three months after that.
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::work_begun, FactKind::work_suspended, FactKind::obligation_lapsed, FactKind::status_ended,
               FactKind::obligation_owed, FactKind::obligation_met, FactKind::worker_changed}),
        (Lines{"2018-09-03 00:00 obligation_owed plan_visit, child 0, due 2018-09-07 00:00",
               "2018-09-03 00:00 obligation_owed plan_review, child 0, due 2018-12-04 00:00",
               "2018-09-03 09:00 work_begun plan_visit, child 0, worker 0",
               "2018-09-10 12:00 work_suspended plan_visit, child 0, worker 0",
               "2018-09-10 12:00 obligation_lapsed plan_visit, child 0",
               "2018-09-10 12:00 obligation_lapsed plan_review, child 0", "2018-09-10 12:00 status_ended plan, child 0",
               "2018-09-10 12:00 obligation_owed care_visit, child 0, due 2018-09-18 00:00",
               "2018-09-10 12:00 obligation_owed care_review, child 0, due 2018-10-09 00:00",
               "2018-09-10 12:00 work_begun care_visit, child 0, worker 0",
               "2018-09-10 14:00 obligation_met care_visit, child 0",
               "2018-09-10 14:00 obligation_owed care_visit, child 0, due 2018-10-23 00:00",
               "2018-10-08 09:00 work_begun care_review, child 0, worker 0",
               "2018-10-08 10:00 obligation_met care_review, child 0",
               "2018-10-08 10:00 obligation_owed care_review, child 0, due 2019-01-09 00:00"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 84);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 84);
    EXPECT_DOUBLE_EQ(24 * notes.grown(Measure::time_at_risk_status, index(plan)), 84);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::status_days, index(plan)), 7.5);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::status_days, index(in_care)), 34.5);
  });
}

TEST(AChild, OnAPlanWhoIsLookedAfterBesidesIsOwedBoth) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    const StatusId plan = service.status("plan");
    const StatusId in_care = service.status("in_care");
    for (const StatusId status : {plan, in_care}) {
      Obligation& visit = regular(service, status == plan ? "plan_visit" : "care_visit", status,
                                  status == plan ? working_days(3) : weeks(1), {working_days(10)}, 2);
      visit.renewed_by = RenewedBy::seen;
      visit.sees_child = true;
    }
    service.here({plan, in_care});
    // The visit on the plan, on Thursday 6, sees the child, and so renews the one in care as well: both are due ten
    // working days later. The visit of Thursday 20 lies beyond the horizon.
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::work_begun, FactKind::obligation_owed}),
              (Lines{"2018-09-03 00:00 obligation_owed plan_visit, child 0, due 2018-09-07 00:00",
                     "2018-09-03 00:00 obligation_owed care_visit, child 0, due 2018-09-11 00:00",
                     "2018-09-06 09:00 work_begun plan_visit, child 0, worker 0",
                     "2018-09-06 11:00 obligation_owed plan_visit, child 0, due 2018-09-21 00:00",
                     "2018-09-06 11:00 obligation_owed care_visit, child 0, due 2018-09-21 00:00"}));
  });
}

TEST(AChild, WhoTurnsEighteenInCareLeavesItsDutiesBehindAndStartsThoseOfLeavingCare) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    const StatusId in_care = service.status("in_care");
    const StatusId care_leaver = service.status("care_leaver");
    service.scenario.pathway.statuses[index(care_leaver)].counts_as = CountsAs::care_leaver;
    regular(service, "care_visit", in_care, weeks(1), {weeks(6)}, 2).sees_child = true;
    regular(service, "care_review", in_care, working_days(20), {months(3)}, 1);
    regular(service, "adviser_visit", care_leaver, days(7), {weeks(8)}, 2).sees_child = true;
    regular(service, "pathway_review", care_leaver, months(6), {months(6)}, 2);
    service.scenario.pathway.birthdays = {
        {18, service.decision("turning_18", {outcome("leaves", {in_care}, {care_leaver})})}};
    service.here({in_care});
    service.born(day("2000-09-12"));
    const Notes notes = run(service.scenario);
    // Visited in care on Monday 10; of age on Wednesday 12. The adviser's visit by the 19th, then by 14 November; the
    // pathway plan is reviewed by 12 March.
    EXPECT_EQ(lines(notes, service.scenario,
                    {FactKind::obligation_owed, FactKind::obligation_met, FactKind::obligation_lapsed,
                     FactKind::decision_taken, FactKind::worker_changed, FactKind::child_closed}),
              (Lines{"2018-09-03 00:00 obligation_owed care_visit, child 0, due 2018-09-11 00:00",
                     "2018-09-03 00:00 obligation_owed care_review, child 0, due 2018-10-02 00:00",
                     "2018-09-10 11:00 obligation_met care_visit, child 0",
                     "2018-09-10 11:00 obligation_owed care_visit, child 0, due 2018-10-23 00:00",
                     "2018-09-12 00:00 decision_taken turning_18, child 0",
                     "2018-09-12 00:00 obligation_lapsed care_visit, child 0",
                     "2018-09-12 00:00 obligation_lapsed care_review, child 0",
                     "2018-09-12 00:00 obligation_owed adviser_visit, child 0, due 2018-09-20 00:00",
                     "2018-09-12 00:00 obligation_owed pathway_review, child 0, due 2019-03-13 00:00",
                     "2018-09-19 11:00 obligation_met adviser_visit, child 0",
                     "2018-09-19 11:00 obligation_owed adviser_visit, child 0, due 2018-11-15 00:00"}));
    EXPECT_EQ(notes.grown(Measure::open_child_days), 9);
    EXPECT_EQ(notes.grown(Measure::status_days, index(in_care)), 9);
    EXPECT_EQ(notes.grown(Measure::status_days, index(care_leaver)), 33);
    EXPECT_EQ(notes.hours_at_risk(), 0);
    EXPECT_EQ(notes.grown(Measure::leaving_care_at_risk), 0);
  });
}

TEST(AnObligation, CancelledWhileLateKeepsItsDaysAndRunsNoFurtherWhileTheChildStaysOpen) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    const StatusId enquiry = service.status("enquiry", false);
    Obligation& conference = service.rule(service.work("conference", enquiry, working_days(1), 60));
    conference.safeguard = Component::protection_decision_overdue;
    conference.basis = Basis::guidance;
    service.lasts(enquiry, 3.25, service.moving("not_needed", {enquiry}, {}));
    service.here({open, enquiry});
    const Notes notes = run(service.scenario);
    // Due at the end of Tuesday 4; recorded as not needed on Thursday 6 at 06:00.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::protection_decision_overdue, Cause::queue), 30);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 30);
    EXPECT_DOUBLE_EQ(24 * notes.grown(Measure::time_at_risk_law), 30);
    EXPECT_EQ(notes.grown(Measure::open_child_days), 14);
    EXPECT_EQ(notes.grown(Measure::worked_hours), 24);  // Monday to Wednesday
  });
}

// --- Christmas -----------------------------------------------------------------------------------------------------

/// A review by a worker and a chair, due on Boxing Day: Wednesday 26 December 2018, two weeks after the 12th.
SmallService review_on_boxing_day() {
  SmallService service("2018-12-12", "2019-01-10");
  service.staff(social_worker, 1);
  service.staff(chair, 1);
  const StatusId open = service.status("open");
  Obligation& review = service.rule(service.conference("review", open, weeks(2), 2));
  review.then_every = {months(3)};
  review.safeguard = Component::review_overdue;
  service.here({open});
  return service;
}

TEST(AReview, DueOnBoxingDayIsHeldOnChristmasEve) {
  in_child([] {
    const SmallService service = review_on_boxing_day();
    const Notes notes = run(service.scenario);
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::obligation_met, FactKind::obligation_owed}),
              (Lines{"2018-12-12 00:00 obligation_owed review, child 0, due 2018-12-27 00:00",
                     "2018-12-24 11:00 obligation_met review, child 0",
                     "2018-12-24 11:00 obligation_owed review, child 0, due 2019-03-25 00:00"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
  });
}

TEST(AReview, DueOnBoxingDayIsHeldTheFridayBeforeWhenTheChairHasLeaveOnChristmasEve) {
  in_child([] {
    SmallService service = review_on_boxing_day();
    service.only_away(1, day("2018-12-24"), 1, true);
    const Notes notes = run(service.scenario);
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::obligation_met}),
              (Lines{"2018-12-21 11:00 obligation_met review, child 0"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
  });
}

TEST(AReview, DueOnBoxingDayIsLateFromThatNightOnWhenTheChairFallsIllOnChristmasEve) {
  in_child([] {
    SmallService service = review_on_boxing_day();
    service.only_away(1, day("2018-12-24"), 1);
    const Notes notes = run(service.scenario);
    // The next working day is Thursday 27.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::meeting_postponed, FactKind::obligation_met}),
              (Lines{"2018-12-24 09:00 meeting_postponed review, child 0",
                     "2018-12-27 11:00 obligation_met review, child 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::review_overdue, Cause::absence), 11);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 11);
  });
}

TEST(AWorkingDayClock, StandsStillOverChristmasButLatenessDoesNot) {
  in_child([] {
    SmallService service("2018-12-17", "2019-01-10");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& visit = service.rule(service.work("visit", open, working_days(5), 50));
    visit.safeguard = Component::child_not_seen;
    service.coming(at("2018-12-20 09:00"), open);
    const Notes notes = run(service.scenario);
    // From Thursday 20 December: Friday 21, Monday 24, Thursday 27, Friday 28, Monday 31. Fifty hours: eight each on
    // the 20th, 21st, 24th, 27th, 28th and 31st, and two on Wednesday 2 January. Late for New Year's Day and 11 hours.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::obligation_owed, FactKind::obligation_met}),
              (Lines{"2018-12-20 09:00 obligation_owed visit, child 0, due 2019-01-01 00:00",
                     "2019-01-02 11:00 obligation_met visit, child 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 24 + 11);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 35);
  });
}

}  // namespace

}  // namespace casetide::models
