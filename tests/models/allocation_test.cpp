// Timelines of named workers: given, waited for, lost to absence, changed and handed over.
// Everybody works from 09:00 to 17:00; the managers' morning round is at 08:30. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;

/// One worker who may hold two children; three come on Monday, and the first leaves on Wednesday at 14:00.
SmallService three_for_two_places() {
  SmallService service("2018-09-03", "2018-09-12");
  service.staff(social_worker, 1);
  service.scenario.staffing.ceiling = 2;
  const StatusId open = service.status("open");
  const StatusId brief = service.status("brief");
  service.lasts(brief, 2 + 4.0 / 24, service.closing());
  service.coming(at("2018-09-03 10:00"), brief);
  service.coming(at("2018-09-03 10:30"), open);
  service.coming(at("2018-09-03 11:00"), open);
  return service;
}

TEST(Allocation, IsMadeAtTheDecisionBelowTheCeilingAndOtherwiseAtTheNextMorningRound) {
  in_child([] {
    SmallService service = three_for_two_places();
    const Notes notes = run(service.scenario);
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::worker_needed, FactKind::child_allocated, FactKind::child_closed}),
        (Lines{"2018-09-03 10:00 worker_needed, child 0", "2018-09-03 10:00 child_allocated, child 0, worker 0",
               "2018-09-03 10:30 worker_needed, child 8", "2018-09-03 10:30 child_allocated, child 8, worker 0",
               "2018-09-03 11:00 worker_needed, child 16", "2018-09-05 14:00 child_closed, child 0",
               "2018-09-06 08:30 child_allocated, child 16, worker 0"}));
    // From Monday 11:00 to Thursday 08:30: nobody's name on the case, because everybody is at the ceiling.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::no_named_worker, Cause::queue), 2 * 24 + 21.5);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 2 * 24 + 21.5);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::unallocated_days), (2 * 24 + 21.5) / 24);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::allocation_wait), (2 * 24 + 21.5) / 24);
    EXPECT_EQ(notes.grown(Measure::allocations), 3);
  });
}

TEST(Allocation, WaitsForAVacancyWhenPostsStandEmpty) {
  in_child([] {
    SmallService service = three_for_two_places();
    service.scenario.staffing.teams[0].posts = {{SmallService::social_worker, 2}};
    const Notes notes = run(service.scenario);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::no_named_worker, Cause::vacancy), 2 * 24 + 21.5);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 2 * 24 + 21.5);
  });
}

TEST(Allocation, IsMadeAtEveryReleaseWhereTheScenarioSaysSo) {
  in_child([] {
    SmallService service = three_for_two_places();
    service.scenario.staffing.allocated = AllocationTime::at_every_release;
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::child_allocated}),
              (Lines{"2018-09-03 10:00 child_allocated, child 0, worker 0",
                     "2018-09-03 10:30 child_allocated, child 8, worker 0",
                     "2018-09-05 14:00 child_allocated, child 16, worker 0"}));
  });
}

TEST(Allocation, GoesToTheLowestCaseloadAndKeepsSiblingsTogether) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-12");
    service.staff(social_worker, 2);
    const StatusId open = service.status("open");
    service.coming(at("2018-09-03 10:00"), open, 2);  // to the first worker, both
    service.coming(at("2018-09-03 10:01"), open, 1);  // to the second, who has none
    service.coming(at("2018-09-03 10:02"), open, 1);  // to the second, who has one
    service.coming(at("2018-09-03 10:03"), open, 1);  // both have two: to the senior
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::child_allocated}),
              (Lines{"2018-09-03 10:00 child_allocated, child 0, worker 0",
                     "2018-09-03 10:00 child_allocated, child 1, worker 0",
                     "2018-09-03 10:01 child_allocated, child 8, worker 1",
                     "2018-09-03 10:02 child_allocated, child 16, worker 1",
                     "2018-09-03 10:03 child_allocated, child 24, worker 0"}));
  });
}

TEST(Allocation, WaitsOverTheWeekendAndTheBankHoliday) {
  in_child([] {
    SmallService service("2018-08-20", "2018-09-03");
    service.staff(social_worker, 1);
    service.scenario.staffing.ceiling = 1;
    const StatusId open = service.status("open");
    const StatusId brief = service.status("brief");
    service.lasts(brief, 4 + 12.0 / 24, service.closing());  // until Friday 24 August, 12:00
    service.here({brief});
    service.coming(at("2018-08-24 09:00"), open);
    EXPECT_EQ(lines(run(service.scenario), service.scenario, {FactKind::child_allocated}),
              (Lines{"2018-08-20 00:00 child_allocated, child 0, worker 0",
                     "2018-08-28 08:30 child_allocated, child 8, worker 0"}));
  });
}

// --- absence -------------------------------------------------------------------------------------------------------

TEST(Absence, SuspendsWorkAndIsTheCauseOfWhatIsLateMeanwhile) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-12");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.rule(service.work("visit", open, working_days(2), 20)).safeguard = Component::child_not_seen;
    service.here({open});
    service.only_away(0, day("2018-09-05"), 2);
    const Notes notes = run(service.scenario);
    // 16 hours on Monday and Tuesday; away on Wednesday and Thursday; the last four on Friday by 13:00. Due at the end
    // of Wednesday: late on Thursday because of the absence, and on Friday for 13 hours because the work is not done
    // yet.
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::work_begun, FactKind::work_suspended, FactKind::work_finished, FactKind::worker_absent,
               FactKind::worker_returned, FactKind::worker_lost}),
        (Lines{"2018-09-03 09:00 work_begun visit, child 0, worker 0",
               "2018-09-05 00:00 work_suspended visit, child 0, worker 0", "2018-09-05 00:00 worker_absent, worker 0",
               "2018-09-07 00:00 worker_returned, worker 0", "2018-09-07 09:00 work_begun visit, child 0, worker 0",
               "2018-09-07 13:00 work_finished visit, child 0, worker 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::absence), 24);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 13);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 37);
    // Present on Monday, Tuesday, Friday, the next Monday and Tuesday.
    EXPECT_EQ(notes.grown(Measure::available_hours), 40);
    EXPECT_EQ(notes.grown(Measure::worked_hours), 20);
  });
}

/// Two workers who may hold one child each. The first is away from Wednesday 5 September for four working days, and
/// after two of them counts as gone; the second is free from Friday 7 September, 10:00. The first child's visit is due
/// on that Friday.
SmallService long_absence() {
  SmallService service("2018-09-03", "2018-09-14");
  service.staff(social_worker, 2);
  service.scenario.staffing.ceiling = 1;
  service.scenario.staffing.cover_after_working_days = 2;
  const StatusId open = service.status("open");
  const StatusId brief = service.status("brief");
  service.lasts(brief, 4 + 10.0 / 24, service.closing());
  Obligation& visit = service.rule(service.work("visit", open, working_days(4), 4));
  visit.work->ready_before = sim::Distribution::constant(0);
  visit.safeguard = Component::child_not_seen;
  Obligation& reading_in = service.rule(service.work("reading_in", StatusId{0}, working_days(5), 2));
  reading_in.starts = Obligation::Starts::on_change_of_worker;
  reading_in.work->head_start_days = 30;
  service.here({open});
  service.here({brief});
  service.only_away(0, day("2018-09-05"), 4);
  return service;
}

TEST(Absence, ThatIsLongLeavesChildrenWithoutANamedWorkerUntilTheyAreAllocatedAgain) {
  in_child([] {
    SmallService service = long_absence();
    const Notes notes = run(service.scenario);
    EXPECT_EQ(lines(notes, service.scenario,
                    {FactKind::worker_absent, FactKind::worker_lost, FactKind::worker_needed, FactKind::child_closed,
                     FactKind::child_allocated, FactKind::worker_changed}),
              (Lines{"2018-09-03 00:00 worker_needed, child 0", "2018-09-03 00:00 child_allocated, child 0, worker 0",
                     "2018-09-03 00:00 worker_needed, child 8", "2018-09-03 00:00 child_allocated, child 8, worker 1",
                     "2018-09-05 00:00 worker_absent, worker 0", "2018-09-07 00:00 worker_lost, child 0, worker 0",
                     "2018-09-07 00:00 worker_needed, child 0", "2018-09-07 10:00 child_closed, child 8",
                     "2018-09-10 08:30 child_allocated, child 0, worker 1",
                     "2018-09-10 08:30 worker_changed, child 0, worker 1"}));
    // From Friday 00:00 to Monday 08:30, over the weekend as well.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::no_named_worker, Cause::queue), 3 * 24 + 8.5);
    EXPECT_EQ(notes.grown(Measure::changes_of_worker), 1);
  });
}

TEST(ChangeOfWorker, OwesReadingInAndIsTheCauseOfWhatIsLateMeanwhile) {
  in_child([] {
    SmallService service = long_absence();
    const Notes notes = run(service.scenario);
    // Allocated on Monday at 08:30: reads in from 09:00 to 11:00, visits from 11:00 to 15:00. The visit was due at the
    // end of Friday; on Saturday and Sunday and until 08:30 the ladder gives the days to the missing worker.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::work_begun, FactKind::work_finished, FactKind::obligation_owed}),
        (Lines{"2018-09-03 00:00 obligation_owed visit, child 0, due 2018-09-08 00:00",
               "2018-09-10 08:30 obligation_owed reading_in, child 0, due 2018-09-18 00:00",
               "2018-09-10 09:00 work_begun reading_in, child 0, worker 1",
               "2018-09-10 11:00 work_finished reading_in, child 0, worker 1",
               "2018-09-10 11:00 work_begun visit, child 0, worker 1",
               "2018-09-10 15:00 work_finished visit, child 0, worker 1"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::handover), 2.5);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 4);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 3 * 24 + 8.5 + 6.5);
    EXPECT_DOUBLE_EQ(24 * notes.grown(Measure::time_at_risk_gross, static_cast<std::size_t>(Component::child_not_seen)),
                     2 * 24 + 15);
  });
}

TEST(ChangeOfWorker, DrawsTheHoursOfReadingInAnewEachTime) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    const TeamId second = service.add_team("second");
    const TeamId third = service.add_team("third");
    for (const TeamId team : {SmallService::team, second, third}) service.staff(social_worker, 1, team);
    const StatusId one = service.status("one");
    const StatusId two = service.status("two", true, second);
    const StatusId three = service.status("three", true, third);
    service.lasts(one, 7, service.moving("first_move", {one}, {two}));
    service.lasts(two, 14, service.moving("second_move", {two}, {three}));
    Obligation& reading_in = service.rule(service.work("reading_in", one, working_days(5), 1));
    reading_in.starts = Obligation::Starts::on_change_of_worker;
    reading_in.work->hours = sim::Distribution(sim::Uniform{0, 8});
    service.here({one});
    std::vector<std::int64_t> minutes;
    for (const Fact& fact : run(service.scenario).of(FactKind::work_finished)) minutes.push_back(fact.amount.count());
    ASSERT_EQ(minutes.size(), 2u);
    EXPECT_NE(minutes[0], minutes[1]);
  });
}

TEST(Absence, ShorterThanTheLimitLeavesTheNameOnTheCase) {
  in_child([] {
    SmallService service = long_absence();
    service.scenario.staffing.cover_after_working_days = 4;  // an absence of exactly the limit is not longer than it
    const Notes notes = run(service.scenario);
    EXPECT_EQ(notes.of(FactKind::worker_absent).size(), 1u);
    EXPECT_TRUE(notes.of(FactKind::worker_lost).empty());
  });
}

TEST(Absence, OfTheOneWhoWouldHaveBegunLeavesTheRolesWorkToAnother) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-12");
    service.staff(SmallService::manager, 2);
    const StatusId referred = service.status("referred", false);
    service.rule(service.work("decision", referred, working_days(1), 1)).work->by = Doer{false, SmallService::manager};
    service.coming(at("2018-09-03 18:00"), referred);  // for the next morning
    service.only_away(0, day("2018-09-04"), 3);
    const Notes notes = run(service.scenario);
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::worker_absent, FactKind::work_begun}),
        (Lines{"2018-09-04 00:00 worker_absent, worker 0", "2018-09-04 09:00 work_begun decision, child 0, worker 1"}));
  });
}

// --- moving between teams ------------------------------------------------------------------------------------------

/// A child moves on Tuesday at 12:00 to a team whose one worker may hold one child, and holds one until Wednesday 12
/// September.
SmallService transfer() {
  SmallService service("2018-09-03", "2018-09-17");
  const TeamId second = service.add_team("second");
  service.staff(social_worker, 1);
  service.staff(social_worker, 1, second);
  service.scenario.staffing.ceiling = 1;
  service.scenario.staffing.cover_after_working_days = 2;
  const StatusId before = service.status("before");
  const StatusId after = service.status("after", true, second);
  const StatusId brief = service.status("brief", true, second);
  service.lasts(brief, 9 + 12.0 / 24, service.closing());
  service.lasts(before, 1 + 12.0 / 24, service.moving("move", {before}, {after}));
  service.here({before});
  service.here({brief});
  return service;
}

TEST(Transfer, LeavesTheChildWithItsWorkerUntilTheOtherTeamHasRoom) {
  in_child([] {
    SmallService service = transfer();
    const Notes notes = run(service.scenario);
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::child_allocated, FactKind::team_changed, FactKind::worker_changed, FactKind::worker_lost}),
        (Lines{"2018-09-03 00:00 team_changed, child 0", "2018-09-03 00:00 child_allocated, child 0, worker 0",
               "2018-09-03 00:00 team_changed, child 8", "2018-09-03 00:00 child_allocated, child 8, worker 1",
               "2018-09-13 08:30 team_changed, child 0", "2018-09-13 08:30 worker_changed, child 0, worker 1"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
    EXPECT_EQ(notes.grown(Measure::unallocated_days), 0);
    // From Thursday 13 September, 08:30, with the second team; the other child until Wednesday, 12:00.
    EXPECT_DOUBLE_EQ(notes.grown(Measure::team_days, 0), 10 + 8.5 / 24);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::team_days, 1), 9.5 + 3 + 15.5 / 24);
  });
}

TEST(Transfer, OfAChildWhoseWorkerIsLongAbsentMeanwhileLeavesNobodysNameOnTheCase) {
  in_child([] {
    SmallService service = transfer();
    service.only_away(0, day("2018-09-05"), 7);
    const Notes notes = run(service.scenario);
    // Away from Wednesday; after two working days, on Friday 00:00, it is nobody's case, until Thursday 13, 08:30.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::worker_absent, FactKind::worker_lost}),
              (Lines{"2018-09-05 00:00 worker_absent, worker 0", "2018-09-07 00:00 worker_lost, child 0, worker 0"}));
    const double hours = 6 * 24 + 8.5;
    EXPECT_DOUBLE_EQ(notes.grown(Measure::unallocated_days), hours / 24);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::no_named_worker, Cause::queue), hours);
  });
}

}  // namespace

}  // namespace casetide::models
