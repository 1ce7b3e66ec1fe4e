// When people begin what is owed: paced to its clock, earlier what takes long, or at once.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;

/// One child whose worker owes a report by the end of Friday 14 September, to be done so many working days before.
SmallService a_report(double hours, int done_before, double fte = 1) {
  SmallService service("2018-09-03", "2018-09-24");
  service.staff(social_worker, fte);
  const StatusId open = service.status("open");
  service.rule(service.work("report", open, working_days(9), hours)).work->ready_before =
      sim::Distribution::constant(done_before);
  service.here({open});
  return service;
}

Lines begun_and_finished(const SmallService& service) {
  return lines(run(service.scenario), service.scenario, {FactKind::work_begun, FactKind::work_finished});
}

TEST(Planning, BeginsInTimeToBeDoneOnTheDayMeant) {
  in_child([] {
    EXPECT_EQ(begun_and_finished(a_report(3, 0)), (Lines{"2018-09-14 09:00 work_begun report, child 0, worker 0",
                                                         "2018-09-14 12:00 work_finished report, child 0, worker 0"}));
  });
  in_child([] {
    EXPECT_EQ(begun_and_finished(a_report(3, 4)), (Lines{"2018-09-10 09:00 work_begun report, child 0, worker 0",
                                                         "2018-09-10 12:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(Planning, BeginsLongPiecesEarlierByTheDaysThatTheyTake) {
  in_child([] {  // two days and a half
    EXPECT_EQ(begun_and_finished(a_report(20, 0)), (Lines{"2018-09-12 09:00 work_begun report, child 0, worker 0",
                                                          "2018-09-14 13:00 work_finished report, child 0, worker 0"}));
  });
  in_child([] {  // ... to be done two working days before
    EXPECT_EQ(begun_and_finished(a_report(20, 2)), (Lines{"2018-09-10 09:00 work_begun report, child 0, worker 0",
                                                          "2018-09-12 13:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(Planning, OfSomebodyWhoWorksHalfDaysBeginsTwiceAsEarly) {
  in_child([] {  // from 09:00 to 13:00: eighteen hours are four days and a half
    EXPECT_EQ(begun_and_finished(a_report(18, 0, 0.5)),
              (Lines{"2018-09-10 09:00 work_begun report, child 0, worker 0",
                     "2018-09-14 11:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(Planning, OfAPieceThatFillsItsLastDayBeginsNoDayTooEarly) {
  in_child([] {
    EXPECT_EQ(begun_and_finished(a_report(8, 0)), (Lines{"2018-09-14 09:00 work_begun report, child 0, worker 0",
                                                         "2018-09-14 17:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(Planning, BeginsAtOnceWhatShouldHaveBegunAlready) {
  in_child([] {
    EXPECT_EQ(begun_and_finished(a_report(20, 30)),
              (Lines{"2018-09-03 09:00 work_begun report, child 0, worker 0",
                     "2018-09-05 13:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(Planning, CountsWorkingDaysOverTheWeekendAndTheBankHoliday) {
  in_child([] {
    SmallService service("2018-08-13", "2018-09-03");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.rule(service.work("report", open, days(15), 20)).work->ready_before = sim::Distribution::constant(0);
    service.here({open});
    // Due on Tuesday 28 August: on Thursday and Friday eight hours each, nothing on Monday 27, four on Tuesday.
    EXPECT_EQ(begun_and_finished(service), (Lines{"2018-08-23 09:00 work_begun report, child 0, worker 0",
                                                  "2018-08-28 13:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(Planning, OfAPieceForSiblingsReckonsWithAllOfThem) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-24");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& report = service.rule(service.work("report", open, working_days(8), 10));
    report.work->ready_before = sim::Distribution::constant(0);
    report.work->further_child = 0.5;
    service.coming(at("2018-09-04 10:00"), open, 3);
    // Due on Friday 14; ten hours and twice five.
    EXPECT_EQ(begun_and_finished(service), (Lines{"2018-09-12 09:00 work_begun report, child 0, worker 0",
                                                  "2018-09-14 13:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(Pace, AtOnceBeginsWhateverIsOwedInTheOrderOfItsDueDates) {
  in_child([] {
    SmallService service = a_report(3, 0);
    service.scenario.staffing.pace = Pace::at_once;
    service.rule(service.work("visit", StatusId{0}, working_days(4), 2)).work->ready_before =
        sim::Distribution::constant(1);
    EXPECT_EQ(begun_and_finished(service), (Lines{"2018-09-03 09:00 work_begun visit, child 0, worker 0",
                                                  "2018-09-03 11:00 work_finished visit, child 0, worker 0",
                                                  "2018-09-03 11:00 work_begun report, child 0, worker 0",
                                                  "2018-09-03 14:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(Pace, AtOnceLeavesConferencesOnTheDayAimedAt) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-24");
    service.scenario.staffing.pace = Pace::at_once;
    service.staff(social_worker, 1);
    service.staff(SmallService::chair, 1);
    const StatusId open = service.status("open");
    service.conference("conference", open, working_days(9), 2);
    service.here({open});
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::obligation_met}),
              (Lines{"2018-09-14 11:00 obligation_met conference, child 0"}));
  });
}

TEST(Pace, ToTheClockPutsWorkOffThatAtOnceWouldDoAndMakesNothingLate) {
  for (Pace pace : {Pace::to_the_clock, Pace::at_once})
    in_child([&] {
      SmallService service = a_report(20, 0);
      service.scenario.staffing.pace = pace;
      service.rule(ObligationId{0}).safeguard = Component::stuck;
      const Notes notes = run(service.scenario);
      EXPECT_EQ(notes.grown(Measure::worked_hours), 20);
      EXPECT_EQ(notes.hours_at_risk(), 0);
    });
}

TEST(Pace, AtOncePaysRecurringVisitsNoOftenerThanTheyAreOwed) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-24");
    service.scenario.staffing.pace = Pace::at_once;
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    Obligation& visit = service.rule(service.work("visit", open, weeks(4), 1));
    visit.then_every = {weeks(4)};
    visit.work->ready_before = sim::Distribution::constant(0);
    service.here({open});
    // One in each of the four spans of four weeks, and perhaps one to begin with.
    EXPECT_LE(run(service.scenario).grown(Measure::obligations_met), 5);
  });
}

}  // namespace

}  // namespace casetide::models
