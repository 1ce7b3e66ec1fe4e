// The duty rota: case holders take turns, a working day at a time, to do the front door's work before their own.
// Everybody works from 09:00 to 17:00; who is on duty is said at 08:30. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;

/// Contacts are screened for half an hour by the front door, which has nobody of its own.
struct FrontDoor {
  FrontDoor(const std::string& until, int workers, int on_duty) : service("2018-09-03", until) {
    service.scenario.pathway.roles.push_back("front_door");
    front_door = RoleId{3};
    service.staff(social_worker, workers);
    service.staff(front_door, 0);
    service.scenario.staffing.teams[0].duty_rota = DutyRota{social_worker, front_door, on_duty};
    contact = service.status("contact", false);
    Obligation& screening = service.rule(service.work("screening", contact, working_days(1), 0.5));
    screening.work->by = Doer{false, front_door};
    screening.decides = service.closing();
  }
  /// Contacts at this time on each working day.
  void contacts_at(const std::string& time, int a_day) {
    const auto& calendar = service.scenario.calendar;
    for (sim::Date day = service.scenario.warm_up_from; day < service.scenario.period_until;
         day = calendar.add_working_days(day, 1))
      for (int number = 0; number < a_day; ++number) service.coming(at(sim::text(day) + " " + time), contact);
  }
  /// Who did the screenings of each working day.
  std::vector<std::set<std::size_t>> by_day() const {
    std::map<sim::Date, std::set<std::size_t>> found;
    for (const Fact& fact : run(service.scenario).of(FactKind::work_finished))
      if (ObligationId{fact.place} == ObligationId{0}) found[sim::date_of(fact.at)].insert(index(fact.worker));
    std::vector<std::set<std::size_t>> days;
    for (const auto& [day, people] : found) days.push_back(people);
    return days;
  }
  SmallService service;
  RoleId front_door{};
  StatusId contact{};
};

using Days = std::vector<std::set<std::size_t>>;

TEST(DutyRota, PutsPeopleOnDutyInTurnADayAtATime) {
  in_child([] {
    FrontDoor door("2018-09-17", 4, 1);
    door.contacts_at("10:00", 3);
    EXPECT_EQ(door.by_day(), (Days{{0}, {1}, {2}, {3}, {0}, {1}, {2}, {3}, {0}, {1}}));
  });
}

TEST(DutyRota, PutsAsManyOnDutyAsItSays) {
  in_child([] {
    FrontDoor door("2018-09-10", 5, 2);
    door.contacts_at("10:00", 4);
    EXPECT_EQ(door.by_day(), (Days{{0, 1}, {2, 3}, {0, 4}, {1, 2}, {3, 4}}));
  });
  in_child([] {
    FrontDoor door("2018-09-10", 2, 3);  // more than there are
    door.contacts_at("10:00", 4);
    EXPECT_EQ(door.by_day(), (Days{{0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}}));
  });
}

TEST(DutyRota, PassesOverThoseWhoAreAway) {
  in_child([] {
    FrontDoor door("2018-09-12", 4, 1);
    door.contacts_at("10:00", 1);
    door.service.only_away(1, day("2018-09-04"), 1);
    EXPECT_EQ(door.by_day(), (Days{{0}, {2}, {3}, {0}, {1}, {2}, {3}}));
  });
}

TEST(DutyRota, LetsFrontDoorWorkGoBeforeWhateverIsDueOfOnesOwn) {
  in_child([] {
    FrontDoor door("2018-09-10", 2, 1);
    const StatusId open = door.service.status("open");
    const ObligationId report = door.service.work("report", open, working_days(0), 1);
    door.service.rule(report).work->head_start_days = 100;
    door.service.here({open});  // of the first worker
    door.service.here({open});  // of the second
    for (const char* time : {"2018-09-03 08:00", "2018-09-03 08:10", "2018-09-03 10:15"})
      door.service.coming(at(time), door.contact);
    // The first worker screens two contacts, works on the report until 10:30 (no piece of work is broken off for
    // another), which ends as the report of an hour does at 11:00, and only then screens the third.
    EXPECT_EQ(lines(run(door.service.scenario), door.service.scenario, {FactKind::work_begun}),
              (Lines{"2018-09-03 09:00 work_begun screening, child 16, worker 0",
                     "2018-09-03 09:00 work_begun report, child 8, worker 1",
                     "2018-09-03 09:30 work_begun screening, child 24, worker 0",
                     "2018-09-03 10:00 work_begun report, child 0, worker 0",
                     "2018-09-03 11:00 work_begun screening, child 32, worker 0"}));
  });
}

TEST(DutyRota, LetsPeopleGoBackToTheirOwnWorkTheNextDay) {
  in_child([] {
    FrontDoor door("2018-09-10", 2, 1);
    const StatusId open = door.service.status("open");
    door.service.work("report", open, working_days(1), 4);
    door.service.here({open});
    for (int contact = 0; contact < 20; ++contact) door.service.coming(at("2018-09-03 08:00"), door.contact);
    // Ten hours of screening: sixteen contacts on Monday by the first worker. On Tuesday the second screens the last
    // four; the first writes the report.
    const Notes notes = run(door.service.scenario);
    std::map<std::size_t, int> screened;
    for (const Fact& fact : notes.of(FactKind::work_finished))
      if (ObligationId{fact.place} == ObligationId{0}) ++screened[index(fact.worker)];
    EXPECT_EQ(screened, (std::map<std::size_t, int>{{0, 16}, {1, 4}}));
    Lines of_report;
    for (const std::string& line : lines(notes, door.service.scenario, {FactKind::work_begun, FactKind::work_finished}))
      if (line.find("report") != std::string::npos) of_report.push_back(line);
    EXPECT_EQ(of_report, (Lines{"2018-09-04 09:00 work_begun report, child 0, worker 0",
                                "2018-09-04 13:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(DutyRota, BeginsOnlyTheDaysWork) {
  in_child([] {
    // Somebody on duty on Monday who is still at a long report on Tuesday finishes it; the contact of Tuesday is
    // screened by the next.
    FrontDoor door("2018-09-10", 2, 1);
    const StatusId open = door.service.status("open");
    door.service.work("report", open, working_days(1), 12);
    door.service.here({open});
    door.service.coming(at("2018-09-04 09:15"), door.contact);
    EXPECT_EQ(lines(run(door.service.scenario), door.service.scenario, {FactKind::work_begun, FactKind::work_finished}),
              (Lines{"2018-09-03 09:00 work_begun report, child 0, worker 0",
                     "2018-09-04 09:15 work_begun screening, child 8, worker 1",
                     "2018-09-04 09:45 work_finished screening, child 8, worker 1",
                     "2018-09-04 13:00 work_finished report, child 0, worker 0"}));
  });
}

TEST(DutyRota, StandsBesideThoseWhoWorkAtTheFrontDoorAlways) {
  in_child([] {
    FrontDoor door("2018-09-05", 2, 1);
    door.service.staff(door.front_door, 1);  // the third person
    door.contacts_at("10:00", 2);
    EXPECT_EQ(door.by_day(), (Days{{0, 2}, {1, 2}}));
  });
}

TEST(DutyRota, GoesRoundAndRoundForAYear) {
  in_child([] {
    FrontDoor door("2019-09-02", 7, 1);
    door.service.scenario.demand.streams = {{"contacts", {door.contact}, 0, 5000, sim::Distribution::constant(0)}};
    std::map<int, std::set<std::size_t>> found;
    const auto& calendar = door.service.scenario.calendar;
    for (const Fact& fact : run(door.service.scenario).of(FactKind::work_begun))
      found[calendar.working_days_between(day("2018-09-03"), sim::date_of(fact.at))].insert(index(fact.worker));
    EXPECT_EQ(found.size(), 252u);  // 260 weekdays less 8 bank holidays
    for (const auto& [number, people] : found)
      EXPECT_EQ(people, std::set<std::size_t>{static_cast<std::size_t>(number % 7)}) << "working day " << number;
  });
}

}  // namespace

}  // namespace casetide::models
