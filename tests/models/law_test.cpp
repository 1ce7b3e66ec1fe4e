// Timelines of law that begins and ceases to hold on a day, and of clocks that become longer with the age of a status.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;

sim::Distribution constant(double value) { return sim::Distribution::constant(value); }

// --- dated law -----------------------------------------------------------------------------------------------------

TEST(DatedLaw, BindsThoseWhoHoldTheStatusAlreadyFromItsFirstDayOn) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-30");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.rule(service.work("visit", open, working_days(3), 2)).in_force.from = day("2018-09-12");
    service.here({open});
    service.scenario.stocks.back().days_open = constant(100);
    service.coming(at("2018-09-07 10:00"), open);
    service.coming(at("2018-09-13 10:00"), open);
    // Wednesday 12: the clock of the first two runs from that midnight, over the weekend to the end of Monday 17. The
    // third child comes a day later: the end of Tuesday 18.
    EXPECT_EQ(
        lines(run(service.scenario), service.scenario,
              {FactKind::obligation_owed, FactKind::work_begun, FactKind::obligation_met, FactKind::obligation_lapsed}),
        (Lines{"2018-09-12 00:00 obligation_owed visit, child 0, due 2018-09-18 00:00",
               "2018-09-12 00:00 obligation_owed visit, child 8, due 2018-09-18 00:00",
               "2018-09-12 09:00 work_begun visit, child 0, worker 0", "2018-09-12 11:00 obligation_met visit, child 0",
               "2018-09-12 11:00 work_begun visit, child 8, worker 0", "2018-09-12 13:00 obligation_met visit, child 8",
               "2018-09-13 10:00 obligation_owed visit, child 16, due 2018-09-19 00:00",
               "2018-09-13 10:00 work_begun visit, child 16, worker 0",
               "2018-09-13 12:00 obligation_met visit, child 16"}));
  });
}

TEST(DatedLaw, LapsesForAllOnItsLastDayAndKeepsTheDaysThatWereLate) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-30");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& visit = service.rule(service.work("visit", open, working_days(5), 100));
    visit.in_force.until = day("2018-09-12");
    visit.safeguard = Component::child_not_seen;
    visit.basis = Basis::law;
    service.here({open});
    service.coming(at("2018-09-11 10:00"), open);
    service.coming(at("2018-09-13 10:00"), open);
    const Notes notes = run(service.scenario);
    // Due at the end of Monday 10, so late for all of Tuesday 11; on Wednesday the law is no more. The second child's
    // was not due yet; to the third nothing is owed.
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::obligation_owed, FactKind::obligation_lapsed, FactKind::work_begun, FactKind::work_suspended}),
        (Lines{"2018-09-03 00:00 obligation_owed visit, child 0, due 2018-09-11 00:00",
               "2018-09-03 09:00 work_begun visit, child 0, worker 0",
               "2018-09-11 10:00 obligation_owed visit, child 8, due 2018-09-19 00:00",
               "2018-09-12 00:00 work_suspended visit, child 0, worker 0",
               "2018-09-12 00:00 obligation_lapsed visit, child 0",
               "2018-09-12 00:00 obligation_lapsed visit, child 8"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 24);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 24);
    EXPECT_DOUBLE_EQ(24 * notes.grown(Measure::time_at_risk_law), 24);
  });
}

TEST(DatedLaw, IsNotRenewedAfterItsLastDay) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-30");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& review = service.rule(service.work("review", open, days(2), 1));
    review.then_every = {days(7)};
    review.work->ready_before = constant(0);
    review.in_force.until = day("2018-09-19");
    review.safeguard = Component::review_overdue;
    service.here({open});
    const Notes notes = run(service.scenario);
    // Due on the 5th, the 12th and the 19th; by the 19th the law is no more.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::obligation_met, FactKind::obligation_lapsed}),
        (Lines{"2018-09-05 10:00 obligation_met review, child 0", "2018-09-12 10:00 obligation_met review, child 0",
               "2018-09-19 00:00 obligation_lapsed review, child 0"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
  });
}

TEST(DatedLaw, OfSomeDaysOnlyCountsNoDayOutsideThem) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-30");
    const StatusId open = service.status("open", false);
    Obligation& watch = service.rule(service.watch("watched", open, days(3)));
    watch.in_force = {day("2018-09-10"), day("2018-09-20")};
    watch.safeguard = Component::nobody_watching;
    service.here({open});
    // The clock runs from the 10th to the end of the 13th; missing from the 14th to the end of the 19th.
    EXPECT_DOUBLE_EQ(run(service.scenario).hours_at_risk(), 6 * 24);
  });
}

TEST(DatedLaw, OnWhichAWorkIsDecidedBindsOnlyThoseAboutWhomItIsDecidedWhileItHolds) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-30");
    service.staff(social_worker, 1);
    const StatusId asked = service.status("asked", false);
    const StatusId open = service.status("open");
    const ObligationId report = service.work("report", open, working_days(3), 1);
    service.rule(report).starts = Obligation::Starts::when_decided;
    service.rule(report).in_force.from = day("2018-09-12");
    const DecisionId wanted = service.decision("wanted", {outcome("report", {asked}, {open}, {report})});
    service.lasts(asked, 7.5, wanted);
    service.here({asked});                          // decided on Monday 10 at 12:00
    service.coming(at("2018-09-06 00:00"), asked);  // ... on Thursday 13
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::status_begun, FactKind::obligation_owed}),
              (Lines{"2018-09-03 00:00 status_begun asked, child 0", "2018-09-03 00:00 status_begun coming_1, child 8",
                     "2018-09-06 00:00 status_begun asked, child 8", "2018-09-10 12:00 status_begun open, child 0",
                     "2018-09-13 12:00 status_begun open, child 8",
                     "2018-09-13 12:00 obligation_owed report, child 8, due 2018-09-19 00:00"}));
  });
}

/// A child held the status for 100 days before the run, to whom a promise has been owed since 50 days before it.
SmallService promised_before_the_start(Obligation promise) {
  SmallService service("2018-09-03", "2018-10-24");
  const StatusId open = service.status("open", false);
  promise.name = promise.label = "promise";
  promise.during = open;
  promise.safeguard = Component::stuck;
  service.scenario.pathway.obligations = {promise};
  service.here({open});
  service.scenario.stocks.back().days_open = constant(100);
  return service;
}

TEST(DatedLaw, ThatBeganAfterTheStatusAndBeforeTheRunRunsFromItsFirstDay) {
  in_child([] {
    Obligation promise;
    promise.due = days(90);
    promise.in_force.from = day("2018-07-15");
    // 90 days from 15 July: the end of 13 October. Missing for the ten days from the 14th to the end of the 23rd.
    EXPECT_DOUBLE_EQ(run(promised_before_the_start(promise).scenario).hours_at_risk(), 10 * 24);
  });
}

TEST(DatedLaw, ThatBeganAfterTheStatusAndBeforeTheRunIsWatchedFromItsFirstDay) {
  in_child([] {
    Obligation promise;
    promise.due = days(90);
    promise.then_every = {days(90)};
    promise.renewed_by = RenewedBy::monitored;
    promise.in_force.from = day("2018-07-15");
    EXPECT_DOUBLE_EQ(run(promised_before_the_start(promise).scenario).hours_at_risk(), 10 * 24);
  });
}

TEST(DatedLaw, ThatCeasedBeforeTheRunIsOwedToNobody) {
  in_child([] {
    Obligation promise;
    promise.due = days(120);
    promise.in_force.until = day("2018-09-03");
    EXPECT_EQ(run(promised_before_the_start(promise).scenario).hours_at_risk(), 0);
  });
}

TEST(DatedLaw, ThatCeasesDuringTheRunLapsesForThoseWhoWereThereFromTheStart) {
  in_child([] {
    Obligation promise;
    promise.due = days(120);  // the status is 100 days old: due at the end of 23 September
    promise.in_force.until = day("2018-10-04");
    EXPECT_DOUBLE_EQ(run(promised_before_the_start(promise).scenario).hours_at_risk(), 10 * 24);
  });
}

TEST(DatedLaw, OnChangesOfWorkerLapsesOnItsLastDayWhateverTheChildHolds) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-30");
    service.staff(social_worker, 2);
    service.scenario.staffing.cover_after_working_days = 2;
    service.status("other");
    const StatusId open = service.status("open");
    Obligation& reading_in = service.rule(service.work("reading_in", open, working_days(10), 2));
    reading_in.starts = Obligation::Starts::on_change_of_worker;
    reading_in.during = StatusId{};  // not used: it holds in every status with a worker
    reading_in.work->ready_before = constant(0);
    reading_in.in_force.until = day("2018-09-14");
    service.here({open});
    service.only_away(0, day("2018-09-05"), 15);
    // Another worker from Friday 7 on, who would read in on Friday 21; but from the 14th on nobody needs to.
    EXPECT_EQ(lines(run(service.scenario), service.scenario,
                    {FactKind::worker_changed, FactKind::obligation_lapsed, FactKind::work_begun}),
              (Lines{"2018-09-07 00:00 worker_changed, child 0, worker 1",
                     "2018-09-14 00:00 obligation_lapsed reading_in, child 0"}));
  });
}

// --- intervals -----------------------------------------------------------------------------------------------------

/// A visit within a week of the start, then every six weeks while the placement is younger than 12 months, then every
/// three months; paid on the day it is due.
ObligationId placement_visit(SmallService& service, StatusId placed, double hours) {
  const ObligationId visit = service.work("visit", placed, weeks(1), hours);
  service.rule(visit).then_every = {Interval{weeks(6), months(12)}, months(3)};
  service.rule(visit).renewed_by = RenewedBy::seen;
  service.rule(visit).sees_child = true;
  service.rule(visit).work->ready_before = constant(0);
  return visit;
}

TEST(Intervals, AreShortWhileTheStatusIsYoung) {
  in_child([] {
    SmallService service("2018-09-03", "2020-04-01");
    service.staff(social_worker, 1);
    const StatusId placed = service.status("placed");
    placement_visit(service, placed, 1);
    service.here({placed});
    // Six weeks apart from Monday 10 September 2018 on. On 12 August 2019 the placement is not yet a year old: six
    // weeks more. On 23 September it is: three months to 23 December, and again to 23 March 2020.
    EXPECT_EQ(
        lines(run(service.scenario), service.scenario, {FactKind::obligation_met}),
        (Lines{"2018-09-10 10:00 obligation_met visit, child 0", "2018-10-22 10:00 obligation_met visit, child 0",
               "2018-12-03 10:00 obligation_met visit, child 0", "2019-01-14 10:00 obligation_met visit, child 0",
               "2019-02-25 10:00 obligation_met visit, child 0", "2019-04-08 10:00 obligation_met visit, child 0",
               "2019-05-20 10:00 obligation_met visit, child 0", "2019-07-01 10:00 obligation_met visit, child 0",
               "2019-08-12 10:00 obligation_met visit, child 0", "2019-09-23 10:00 obligation_met visit, child 0",
               "2019-12-23 10:00 obligation_met visit, child 0", "2020-03-23 10:00 obligation_met visit, child 0"}));
  });
}

TEST(Intervals, WithoutAnAgeAreTakenOneAfterTheOther) {
  in_child([] {
    SmallService service("2018-09-03", "2020-01-15");
    service.staff(social_worker, 1);
    const StatusId in_care = service.status("in_care");
    Obligation& review = service.rule(service.work("review", in_care, working_days(20), 1));
    review.then_every = {months(3), months(6)};
    review.work->ready_before = constant(0);
    service.here({in_care});
    // Twenty working days: Monday 1 October. Three months: 1 January, a bank holiday, so held on Monday 31 December.
    // Six months from then: Sunday 30 June (June has no 31st), held on Friday 28. Six months: Saturday 28 December,
    // held on Friday 27.
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::obligation_owed, FactKind::obligation_met}),
              (Lines{"2018-09-03 00:00 obligation_owed review, child 0, due 2018-10-02 00:00",
                     "2018-10-01 10:00 obligation_met review, child 0",
                     "2018-10-01 10:00 obligation_owed review, child 0, due 2019-01-02 00:00",
                     "2018-12-31 10:00 obligation_met review, child 0",
                     "2018-12-31 10:00 obligation_owed review, child 0, due 2019-07-01 00:00",
                     "2019-06-28 10:00 obligation_met review, child 0",
                     "2019-06-28 10:00 obligation_owed review, child 0, due 2019-12-29 00:00",
                     "2019-12-27 10:00 obligation_met review, child 0",
                     "2019-12-27 10:00 obligation_owed review, child 0, due 2020-06-28 00:00"}));
  });
}

/// Days from the start to the first visit, of 300 children who have been placed so long when the run begins.
std::vector<double> first_visits(double days_placed) {
  const std::string said = in_child([&](std::ostream& out) {
    SmallService service("2018-09-03", "2018-12-24");
    service.staff(social_worker, 30);
    const StatusId placed = service.status("placed");
    placement_visit(service, placed, 0.1);
    for (int child = 0; child < 300; ++child) service.here({placed});
    for (Stock& stock : service.scenario.stocks) stock.days_open = constant(days_placed);
    std::vector<bool> visited(8 * 300);
    for (const Fact& met : run(service.scenario).of(FactKind::obligation_met)) {
      if (visited[index(met.child)]) continue;
      visited[index(met.child)] = true;
      out << sim::in_days(met.at - at("2018-09-03")) << ' ';
    }
  });
  std::istringstream in(said);
  return {std::istream_iterator<double>(in), {}};
}

TEST(Intervals, OfThoseWhoWereThereFromTheStartAreThoseOfTheirStatussAge) {
  // Placed half a year ago: somewhere in six weeks. Two years ago: somewhere in three months.
  const auto young = first_visits(180);
  ASSERT_EQ(young.size(), 300u);
  EXPECT_LE(*std::max_element(young.begin(), young.end()), 43);
  EXPECT_GT(*std::max_element(young.begin(), young.end()), 35);
  const auto old = first_visits(730);
  ASSERT_EQ(old.size(), 300u);
  EXPECT_LE(*std::max_element(old.begin(), old.end()), 92);
  EXPECT_GT(*std::max_element(old.begin(), old.end()), 80);
}

}  // namespace

}  // namespace casetide::models
