// Timelines of what is done before the evening, what is left for the morning, and what then comes first.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;

/// One worker. A child in the first status is owed a report by the end of Friday, one in the second a visit by the end
/// of the next day.
struct AWorker {
  explicit AWorker(double report_hours, double visit_hours = 2) : service("2018-09-03", "2018-09-10") {
    service.staff(social_worker, 1);
    open = service.status("open");
    risky = service.status("risky");
    service.work("report", open, working_days(4), report_hours);
    service.rule(service.work("visit", risky, working_days(1), visit_hours)).sees_child = true;
  }
  Lines found() const {
    return lines(run(service.scenario), service.scenario,
                 {FactKind::work_begun, FactKind::work_suspended, FactKind::work_finished});
  }
  SmallService service;
  StatusId open{}, risky{};
};

TEST(TheEvening, LetsWorkThatIsMoreUrgentGoFirstInTheMorning) {
  in_child([] {
    AWorker one(12);
    one.service.coming(at("2018-09-03 09:00"), one.open);
    one.service.coming(at("2018-09-03 11:00"), one.risky);
    // The report is not broken off on Monday at 11:00, but in the evening, after eight of its twelve hours.
    EXPECT_EQ(one.found(), (Lines{"2018-09-03 09:00 work_begun report, child 0, worker 0",
                                  "2018-09-03 17:00 work_suspended report, child 0, worker 0",
                                  "2018-09-04 09:00 work_begun visit, child 8, worker 0",
                                  "2018-09-04 11:00 work_finished visit, child 8, worker 0",
                                  "2018-09-04 11:00 work_begun report, child 0, worker 0",
                                  "2018-09-04 15:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(TheEvening, LeavesAVisitThatNoLongerFitsForTheMorningAndTheRestOfTheDayToOtherWork) {
  in_child([] {
    AWorker one(4);
    one.service.coming(at("2018-09-03 16:00"), one.open);
    one.service.coming(at("2018-09-03 16:00"), one.risky);
    EXPECT_EQ(one.found(), (Lines{"2018-09-03 16:00 work_begun report, child 0, worker 0",
                                  "2018-09-03 17:00 work_suspended report, child 0, worker 0",
                                  "2018-09-04 09:00 work_begun visit, child 8, worker 0",
                                  "2018-09-04 11:00 work_finished visit, child 8, worker 0",
                                  "2018-09-04 11:00 work_begun report, child 0, worker 0",
                                  "2018-09-04 14:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(TheEvening, LetsAVisitThatFillsTheDayToItsEndBegin) {
  in_child([] {
    AWorker one(4);
    one.service.coming(at("2018-09-03 15:00"), one.open);
    one.service.coming(at("2018-09-03 15:00"), one.risky);
    EXPECT_EQ(one.found(), (Lines{"2018-09-03 15:00 work_begun visit, child 8, worker 0",
                                  "2018-09-03 17:00 work_finished visit, child 8, worker 0",
                                  "2018-09-04 09:00 work_begun report, child 0, worker 0",
                                  "2018-09-04 13:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(TheEvening, LetsWorkThatIsNotMoreUrgentWaitForWhatWasBegun) {
  in_child([] {
    AWorker one(12);
    one.service.coming(at("2018-09-03 09:00"), one.open);
    one.service.coming(at("2018-09-03 12:00"), one.open);  // due on the same day, but come later
    EXPECT_EQ(one.found(), (Lines{"2018-09-03 09:00 work_begun report, child 0, worker 0",
                                  "2018-09-04 13:00 work_finished report, child 0, worker 0",
                                  "2018-09-04 13:00 work_begun report, child 8, worker 0",
                                  "2018-09-05 17:00 work_finished report, child 8, worker 0"}));
  });
}

TEST(TheEvening, BreaksOffWhatIsLongerThanADayAndGoesOnWithItInTheMorning) {
  in_child([] {
    AWorker one(4, 12);
    one.service.coming(at("2018-09-03 14:00"), one.risky);
    one.service.coming(at("2018-09-03 14:00"), one.open);
    EXPECT_EQ(one.found(), (Lines{"2018-09-03 14:00 work_begun visit, child 0, worker 0",
                                  "2018-09-05 10:00 work_finished visit, child 0, worker 0",
                                  "2018-09-05 10:00 work_begun report, child 8, worker 0",
                                  "2018-09-05 14:00 work_finished report, child 8, worker 0"}));
  });
}

TEST(TheEvening, CountsEveryHourOnceHoweverOftenAPieceIsBrokenOff) {
  in_child([] {
    AWorker one(30);
    one.service.coming(at("2018-09-03 09:00"), one.open);
    for (const char* day : {"2018-09-03 12:00", "2018-09-04 12:00", "2018-09-05 12:00"})
      one.service.coming(at(day), one.risky);
    const Notes notes = run(one.service.scenario);
    // Thirty hours and three visits of two: eight on Monday, six a day from Tuesday to Thursday, four on Friday.
    EXPECT_EQ(notes.grown(Measure::worked_hours), 36);
    const auto finished = notes.of(FactKind::work_finished);
    ASSERT_EQ(finished.size(), 4u);
    EXPECT_EQ(finished.back().at, at("2018-09-07 13:00"));
  });
}

TEST(DutyRota, PutsFrontDoorWorkBeforeWhatWasLeftUnfinishedTheEveningBefore) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.scenario.pathway.roles.push_back("front_door");
    service.staff(social_worker, 2);
    service.staff(RoleId{3}, 0);
    service.scenario.staffing.teams[0].duty_rota = DutyRota{social_worker, RoleId{3}, 1};
    const StatusId contact = service.status("contact", false);
    service.rule(service.work("screening", contact, working_days(1), 1)).work->by = Doer{false, RoleId{3}};
    const StatusId open = service.status("open");
    service.work("report", open, working_days(0), 20);
    service.here({open});
    service.here({open});
    service.coming(at("2018-09-04 08:00"), contact);
    // The second worker is on duty on Tuesday and has been at a report that was due on Monday. On Wednesday the first
    // is on duty, finds nothing at the front door, and goes on with the report.
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::work_begun}),
              (Lines{"2018-09-03 09:00 work_begun report, child 0, worker 0",
                     "2018-09-03 09:00 work_begun report, child 8, worker 1",
                     "2018-09-04 09:00 work_begun screening, child 16, worker 1",
                     "2018-09-04 10:00 work_begun report, child 8, worker 1",
                     "2018-09-05 09:00 work_begun report, child 0, worker 0"}));
  });
}

}  // namespace

}  // namespace casetide::models
