// Timelines of placements: a new one starts its own clocks, and siblings who live apart are visited apart.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;

/// Within a week of the start of any placement, then every six weeks; paid on the day it is due.
ObligationId placement_visit(SmallService& service, StatusId placed, double hours) {
  const ObligationId visit = service.work("visit", placed, weeks(1), hours);
  service.rule(visit).then_every = {weeks(6)};
  service.rule(visit).renewed_by = RenewedBy::seen;
  service.rule(visit).sees_child = true;
  service.rule(visit).work->ready_before = sim::Distribution::constant(0);
  service.rule(visit).safeguard = Component::child_not_seen;
  return visit;
}

TEST(APlacement, ThatChangesStartsTheVisitsAnewWithinAWeek) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-10");
    service.staff(social_worker, 1);
    const StatusId in_care = service.status("in_care");
    const StatusId placed = service.status("placed", false);
    placement_visit(service, placed, 1);
    service.lasts(placed, 10, service.moving("move", {placed}, {placed}));
    service.here({in_care, placed});
    const Notes notes = run(service.scenario);
    // Seen on Monday 10; the next visit, on 22 October, lapses with the placement on Thursday 13. The new one's is due
    // on the 20th. Moved again on Sunday 23: due on Sunday 30, paid on Friday 28. Again on Wednesday 3 October: due,
    // and still owed at the end, on Wednesday 10.
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::obligation_owed, FactKind::obligation_met, FactKind::obligation_lapsed, FactKind::status_ended,
               FactKind::child_closed, FactKind::worker_changed, FactKind::worker_lost}),
        (Lines{"2018-09-03 00:00 obligation_owed visit, child 0, due 2018-09-11 00:00",
               "2018-09-10 10:00 obligation_met visit, child 0",
               "2018-09-10 10:00 obligation_owed visit, child 0, due 2018-10-23 00:00",
               "2018-09-13 00:00 obligation_lapsed visit, child 0", "2018-09-13 00:00 status_ended placed, child 0",
               "2018-09-13 00:00 obligation_owed visit, child 0, due 2018-09-21 00:00",
               "2018-09-20 10:00 obligation_met visit, child 0",
               "2018-09-20 10:00 obligation_owed visit, child 0, due 2018-11-02 00:00",
               "2018-09-23 00:00 obligation_lapsed visit, child 0", "2018-09-23 00:00 status_ended placed, child 0",
               "2018-09-23 00:00 obligation_owed visit, child 0, due 2018-10-01 00:00",
               "2018-09-28 10:00 obligation_met visit, child 0",
               "2018-09-28 10:00 obligation_owed visit, child 0, due 2018-11-10 00:00",
               "2018-10-03 00:00 obligation_lapsed visit, child 0", "2018-10-03 00:00 status_ended placed, child 0",
               "2018-10-03 00:00 obligation_owed visit, child 0, due 2018-10-11 00:00"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
    EXPECT_EQ(notes.grown(Measure::begun, index(placed)), 3);
    EXPECT_EQ(notes.grown(Measure::status_days, index(placed)), 37);  // without a gap
  });
}

TEST(APlacement, ThatChangesWhileAVisitIsLateKeepsTheDaysAndGivesAWeekAnew) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-21");
    service.staff(social_worker, 1);
    const StatusId in_care = service.status("in_care");
    const StatusId placed = service.status("placed", false);
    placement_visit(service, placed, 60);
    service.lasts(placed, 12.5, service.moving("move", {placed}, {placed}));
    service.here({in_care, placed});
    const Notes notes = run(service.scenario);
    // Sixty hours take seven days and a half, from Monday 3 to Wednesday 12, 13:00. Due at the end of Monday 10: 37
    // hours late. The next is due on 24 October; but the child is moved on Saturday 15, so it is Saturday 22.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::obligation_met, FactKind::obligation_owed}),
              (Lines{"2018-09-03 00:00 obligation_owed visit, child 0, due 2018-09-11 00:00",
                     "2018-09-12 13:00 obligation_met visit, child 0",
                     "2018-09-12 13:00 obligation_owed visit, child 0, due 2018-10-25 00:00",
                     "2018-09-15 12:00 obligation_owed visit, child 0, due 2018-09-23 00:00"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 37);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 37);
  });
  in_child([] {
    SmallService service("2018-09-03", "2018-09-21");
    service.staff(social_worker, 1);
    const StatusId in_care = service.status("in_care");
    const StatusId placed = service.status("placed", false);
    placement_visit(service, placed, 60);
    service.lasts(placed, 8.5, service.moving("move", {placed}, {placed}));
    service.here({in_care, placed});
    const Notes notes = run(service.scenario);
    // Moved on Tuesday 11 at 12:00, twelve hours late: those stay. The visit in hand was to the old placement; the
    // new one's, due at the end of Tuesday 18, is begun at once and takes until Thursday 20 at 16:00.
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::obligation_lapsed, FactKind::obligation_owed, FactKind::work_begun, FactKind::work_suspended}),
        (Lines{"2018-09-03 00:00 obligation_owed visit, child 0, due 2018-09-11 00:00",
               "2018-09-03 09:00 work_begun visit, child 0, worker 0",
               "2018-09-11 12:00 work_suspended visit, child 0, worker 0",
               "2018-09-11 12:00 obligation_lapsed visit, child 0",
               "2018-09-11 12:00 obligation_owed visit, child 0, due 2018-09-19 00:00",
               "2018-09-11 12:00 work_begun visit, child 0, worker 0",
               "2018-09-20 00:00 work_suspended visit, child 0, worker 0",
               "2018-09-20 00:00 obligation_lapsed visit, child 0",
               "2018-09-20 00:00 obligation_owed visit, child 0, due 2018-09-28 00:00",
               "2018-09-20 09:00 work_begun visit, child 0, worker 0"}));
    // Moved again on Thursday 20 at 00:00, when the second visit had been late for all of Wednesday.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 12 + 24);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 36);
  });
}

TEST(Siblings, OfTwoWorkersAreVisitedByEachAndCountedEach) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-14");
    service.staff(social_worker, 2);
    service.scenario.staffing.ceiling = 1;
    const StatusId placed = service.status("placed");
    service.rule(placement_visit(service, placed, 4)).work->further_child = 0.5;
    service.here({placed}, 2);
    const Notes notes = run(service.scenario);
    // Four hours each, and not six for both.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::work_begun, FactKind::work_finished, FactKind::obligation_met}),
              (Lines{"2018-09-10 09:00 work_begun visit, child 0, worker 0",
                     "2018-09-10 09:00 work_begun visit, child 1, worker 1",
                     "2018-09-10 13:00 work_finished visit, child 0, worker 0",
                     "2018-09-10 13:00 obligation_met visit, child 0",
                     "2018-09-10 13:00 work_finished visit, child 1, worker 1",
                     "2018-09-10 13:00 obligation_met visit, child 1"}));
    EXPECT_EQ(notes.grown(Measure::worked_hours), 8);
    EXPECT_EQ(notes.grown(Measure::obligations_met), 2);
    EXPECT_EQ(notes.grown(Measure::obligations_met_in_time), 2);
  });
}

TEST(Siblings, OfTwoWorkersAreLateEachForThemselves) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-14");
    service.staff(social_worker, 1);
    service.staff(social_worker, 1, SmallService::team, 4);  // from 09:00 to 13:00
    service.scenario.staffing.ceiling = 1;
    const StatusId placed = service.status("placed");
    const ObligationId visit = placement_visit(service, placed, 12);
    service.rule(visit).work->ready_before.reset();
    service.rule(visit).due = working_days(0);
    service.here({placed}, 2);
    const Notes notes = run(service.scenario);
    // Due at the end of Monday 3. Twelve hours: until Tuesday 13:00 by the one, until Wednesday 13:00 by the other.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 13 + 24 + 13);
    const auto spells = notes.of(FactKind::safeguards_back);
    ASSERT_EQ(spells.size(), 2u);
    EXPECT_EQ(spells[0].due, at("2018-09-04 13:00"));
    EXPECT_EQ(spells[1].due, at("2018-09-05 13:00"));
  });
}

/// Two siblings of one worker are placed by the manager: one on Monday 3 September at 17:00 with a foster family, the
/// other on Tuesday at 17:00, there or elsewhere. Each is to be visited within a week.
Lines visits_to_siblings(bool together) {
  SmallService service("2018-09-03", "2018-09-14");
  service.staff(social_worker, 1);
  service.staff(SmallService::manager, 1);
  const StatusId arriving = service.status("arriving");
  const StatusId fostered = service.status("fostered");
  const StatusId elsewhere = service.status("elsewhere");
  for (const StatusId placed : {fostered, elsewhere})
    service.rule(placement_visit(service, placed, 2)).work->further_child = 0.5;
  Obligation& choice = service.rule(service.work("choice", arriving, working_days(5), 8));
  choice.work->by = Doer{false, SmallService::manager};
  choice.work->shared = false;
  Decision decision;
  decision.name = "placed";
  decision.cases.resize(2);
  decision.cases[0].in_force.until = day("2018-09-04");
  decision.cases[0].outcomes = {outcome("fostered", {arriving}, {fostered})};
  decision.cases[1].outcomes = {outcome("next", {arriving}, {together ? fostered : elsewhere})};
  service.scenario.pathway.decisions = {decision};
  choice.decides = DecisionId{0};
  service.here({arriving}, 2);
  const Notes notes = run(service.scenario);
  EXPECT_EQ(notes.hours_at_risk(), 0);
  Lines found;
  for (const std::string& line : lines(notes, service.scenario, {FactKind::work_finished, FactKind::obligation_met}))
    if (line.find("choice") == std::string::npos) found.push_back(line);
  return found;
}

TEST(Siblings, InOnePlacementAreVisitedTogether) {
  in_child([] {
    // Two hours and one for the sibling, on Monday 10, a day before the sibling's own day.
    EXPECT_EQ(visits_to_siblings(true), (Lines{"2018-09-10 12:00 work_finished visit, child 0, worker 0",
                                               "2018-09-10 12:00 obligation_met visit, child 0",
                                               "2018-09-10 12:00 obligation_met visit, child 1"}));
  });
}

TEST(Siblings, InPlacementsOfTwoKindsAreVisitedEachOnTheirOwnDay) {
  in_child([] {
    EXPECT_EQ(visits_to_siblings(false), (Lines{"2018-09-10 11:00 work_finished visit, child 0, worker 0",
                                                "2018-09-10 11:00 obligation_met visit, child 0",
                                                "2018-09-11 11:00 work_finished visit, child 1, worker 0",
                                                "2018-09-11 11:00 obligation_met visit, child 1"}));
  });
}

}  // namespace

}  // namespace casetide::models
