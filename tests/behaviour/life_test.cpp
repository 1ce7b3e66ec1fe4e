// Lives worked by hand: what was owed and done, who held the child, each spell of time at risk, and what was in the
// way. Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday; a due instant stands at the end of its day.
#include "output/life.hpp"

#include <gtest/gtest.h>

#include "models/service.hpp"
#include "output/in_the_way.hpp"
#include "output/team_week.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"

namespace casetide::output {

namespace {

using namespace casetide::testing;
using models::Cause, models::ChildId, models::Component, models::ObligationId, models::StatusId, models::WorkerId;

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto chair = SmallService::chair;

sim::Distribution constant(double value) { return sim::Distribution::constant(value); }

/// Runs the first plan; once in a process. The service must outlive what is recorded of it.
std::unique_ptr<LifeRecorder> recorded(const SmallService& service) {
  auto record = std::make_unique<LifeRecorder>(service.scenario);
  models::run_replication(service.scenario, service.scenario.plans.front(), 0, {record.get()});
  record->finish();
  return record;
}

std::unique_ptr<LifeRecorder> recorded(SmallService&&) = delete;

Life life(const SmallService& service, std::uint32_t child) { return life_of(*recorded(service), ChildId{child}); }

/// One spell: letter, from, until and its sentence.
std::vector<std::string> told(const Life& life) {
  std::vector<std::string> lines;
  for (const RiskSpell& spell : life.spells) {
    std::string causes;
    for (const RiskSpell::Stretch& stretch : spell.stretches)
      causes += " " + std::string(models::cause_names[static_cast<std::size_t>(stretch.cause)]);
    lines.push_back(std::string(models::component_letters[static_cast<std::size_t>(spell.component)]) + " " +
                    sim::text(spell.from) + " to " + sim::text(spell.until) + causes);
    lines.push_back(spell.why);
  }
  return lines;
}

using Lines = std::vector<std::string>;

/// Work that is meant for the day it is due, and whose lateness is the component.
ObligationId promised(SmallService& service, const std::string& name, StatusId during, models::Span due, double hours,
                      Component component) {
  const ObligationId id = service.work(name, during, due, hours);
  service.rule(id).work->ready_before = constant(0);
  service.rule(id).safeguard = component;
  return id;
}

/// Two children of one worker: a report of 38 hours due on Wednesday 5, and a visit of two hours due on Thursday 6,
/// both on the list from the start. The report takes Monday to Thursday and Friday until 15:00.
SmallService a_report_before_a_visit() {
  SmallService service("2018-09-03", "2018-09-17");
  service.staff(social_worker, 1);
  const StatusId reported = service.status("reported");
  const StatusId visited = service.status("visited");
  service.work("report", reported, working_days(2), 38);
  const ObligationId visit = service.work("visit", visited, working_days(3), 2);
  service.rule(visit).safeguard = Component::child_not_seen;
  service.rule(visit).sees_child = true;
  service.rule(visit).decides = service.closing();
  service.here({reported});
  service.here({visited});
  return service;
}

// --- a life --------------------------------------------------------------------------------------------------------

TEST(ALife, IsToldFromItsFirstDayToItsClosing) {
  in_child([] {
    const Life told = life(a_report_before_a_visit(), 8);
    Lines course;
    for (const CourseEvent& event : told.course) course.push_back(sim::text(event.at) + " " + event.words);
    EXPECT_EQ(course, (Lines{"2018-09-03 00:00 Begins: visited", "2018-09-03 00:00 Belongs to: team",
                             "2018-09-03 00:00 Worker 0 is named", "2018-09-07 17:00 Decided: close - closed",
                             "2018-09-07 17:00 Ends: visited", "2018-09-07 17:00 Closed"}));
    ASSERT_EQ(told.held.size(), 1u);
    EXPECT_EQ(told.held[0].worker, WorkerId{0});
    EXPECT_EQ(told.held[0].until, at("2018-09-07 17:00"));
  });
}

TEST(ALife, HasEveryClockWithWhoDidItWhenItWasBegunAndDone) {
  in_child([] {
    const Life told = life(a_report_before_a_visit(), 8);
    ASSERT_EQ(told.clocks.size(), 1u);
    const OwedClock& visit = told.clocks[0];
    EXPECT_EQ(visit.since, at("2018-09-03"));
    EXPECT_EQ(visit.due, at("2018-09-07"));  // the end of Thursday
    EXPECT_EQ(visit.begun, at("2018-09-07 15:00"));
    EXPECT_EQ(visit.ended, at("2018-09-07 17:00"));
    EXPECT_EQ(visit.how, OwedClock::End::met);
    EXPECT_EQ(visit.by, WorkerId{0});
  });
}

TEST(ALife, AddsItsSpellsUpToItsTimeAtRisk) {
  in_child([] {
    const Life told = life(a_report_before_a_visit(), 8);
    EXPECT_EQ(told.risk.total(), 17 * 60);  // Friday until 17:00
    EXPECT_EQ(told.risk.of(Component::child_not_seen), 17 * 60);
    EXPECT_EQ(told.risk.of(Cause::queue), 17 * 60);
  });
}

TEST(ALife, LeavesOutWhatTheWarmUpHeld) {
  in_child([] {
    SmallService service = a_report_before_a_visit();
    service.scenario.period_from = day("2018-09-07");
    EXPECT_EQ(life(service, 8).risk.total(), 17 * 60);
  });
  in_child([] {
    SmallService service = a_report_before_a_visit();
    service.scenario.period_from = day("2018-09-08");
    const Life told = life(service, 8);
    EXPECT_EQ(told.risk.total(), 0);
    EXPECT_TRUE(told.spells.empty());
    EXPECT_EQ(told.clocks.size(), 1u) << "what happened before is told all the same";
  });
}

TEST(ALife, NamesTheSiblingForWhomASharedPieceWasBegun) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    promised(service, "visit", service.status("visited"), working_days(3), 2, Component::child_not_seen);
    service.here({StatusId{0}}, 2);
    const auto record = recorded(service);
    const Life second = life_of(*record, ChildId{1});
    EXPECT_EQ(second.siblings, (std::vector<ChildId>{ChildId{0}}));
    ASSERT_EQ(second.clocks.size(), 1u);
    EXPECT_EQ(second.clocks[0].served_with, ChildId{0});
    EXPECT_EQ(second.clocks[0].begun, at("2018-09-06 09:00"));
    EXPECT_EQ(second.clocks[0].by, WorkerId{0});
  });
}

TEST(ALife, TellsAClockThatStartsAgainWhileItsWorkGoesOn) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    const StatusId open = service.status("open");
    // Begun on Monday, 30 hours, done on Thursday at 15:00; the manager sees the child on Tuesday, 09:00 to 11:00.
    const ObligationId visit = service.work("visit", open, working_days(3), 30);
    service.rule(visit).then_every = {weeks(4)};
    service.rule(visit).renewed_by = models::RenewedBy::seen;
    const ObligationId sight = promised(service, "sight", open, working_days(1), 2, Component::child_not_seen);
    service.rule(sight).work->by = {false, manager};
    service.rule(sight).sees_child = true;
    service.here({open});
    const Life told = life(service, 0);
    std::vector<OwedClock> visits;
    for (const OwedClock& clock : told.clocks)
      if (clock.obligation == visit) visits.push_back(clock);
    ASSERT_GE(visits.size(), 2u);
    EXPECT_EQ(visits[0].how, OwedClock::End::restarted);
    EXPECT_EQ(visits[0].ended, at("2018-09-04 11:00"));
    EXPECT_EQ(visits[1].due, at("2018-10-03"));  // four weeks after Tuesday 4
    EXPECT_EQ(visits[1].begun, at("2018-09-03 09:00"));
    EXPECT_EQ(visits[1].ended, at("2018-09-06 15:00"));
    EXPECT_EQ(visits[1].how, OwedClock::End::met);
  });
}

TEST(ALife, TellsACareLeaversTimeBesideTheHeadlineAndWithoutACause) {
  in_child([] {
    SmallService service = a_report_before_a_visit();
    service.scenario.pathway.statuses[1].counts_as = models::CountsAs::care_leaver;
    const Life one = life(service, 8);
    EXPECT_EQ(one.risk.total(), 0);
    EXPECT_EQ(one.risk.total_beside(), 17 * 60);
    ASSERT_EQ(one.spells.size(), 1u);
    EXPECT_TRUE(one.spells[0].beside);
    EXPECT_EQ(one.spells[0].why, "visit late by 1 day (due 6 Sep 2018, done 7 Sep 2018).");
  });
}

// --- what was in the way -------------------------------------------------------------------------------------------

TEST(InTheWay, OfABusyWorkerIsTheOtherWorkAndWhatOfItWasDueEarlier) {
  in_child([] {
    EXPECT_EQ(told(life(a_report_before_a_visit(), 8)),
              (Lines{"C 2018-09-07 00:00 to 2018-09-07 17:00 queue",
                     "visit late by 1 day (due 6 Sep 2018, done 7 Sep 2018): Worker 0 did 1 other piece of work (due "
                     "earlier) and began it on 7 Sep 2018."}));
  });
}

TEST(InTheWay, OfAnAbsentWorkerAreTheDaysAway) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    promised(service, "visit", service.status("visited"), working_days(3), 2, Component::child_not_seen);
    service.here({StatusId{0}});
    service.only_away(0, day("2018-09-05"), 3);
    // Away Wednesday to Friday; the weekend after; two hours on Monday.
    EXPECT_EQ(told(life(service, 0)),
              (Lines{"C 2018-09-07 00:00 to 2018-09-10 11:00 absence queue",
                     "visit late by 4 days (due 6 Sep 2018, done 10 Sep 2018): Worker 0 was absent 5 to 7 Sep 2018; "
                     "then Worker 0 began it on 10 Sep 2018."}));
  });
}

/// Room for one child, and another who waits; so many posts for the one worker.
SmallService a_child_who_waits(double posts) {
  SmallService service("2018-09-03", "2018-09-10");
  service.staff(social_worker, 1);
  service.scenario.staffing.ceiling = 1;
  service.scenario.staffing.teams[0].posts[0].fte = posts;
  const StatusId open = service.status("open");
  service.here({open});
  service.here({open});
  return service;
}

TEST(InTheWay, OfAChildWithoutWorkerIsAPostThatNobodyCovers) {
  in_child([] {
    EXPECT_EQ(told(life(a_child_who_waits(2), 8)),
              (Lines{"B 2018-09-03 00:00 to 2018-09-10 00:00 vacancy",
                     "Nobody's name on the case for 7 days: team had 1.0 of 2.0 case-holding posts that nobody covered "
                     "(counted 3 Sep 2018)."}));
  });
}

TEST(InTheWay, OfAChildWithoutWorkerIsThatNobodyHasRoomWhereEveryPostIsFilled) {
  in_child([] {
    EXPECT_EQ(told(life(a_child_who_waits(1), 8)),
              (Lines{"B 2018-09-03 00:00 to 2018-09-10 00:00 queue",
                     "Nobody's name on the case for 7 days: nobody in team had room (counted 3 Sep 2018: 1.0 children "
                     "for each full-time case holder, 0.0 of 1.0 of them away)."}));
  });
}

TEST(InTheWay, OfANewWorkerIsThatTheyRead) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 2);
    const StatusId open = service.status("open");
    promised(service, "visit", open, working_days(9), 2, Component::child_not_seen);
    const ObligationId reading = service.work("reading", open, working_days(5), 20);
    service.rule(reading).starts = models::Obligation::Starts::on_change_of_worker;
    service.here({open});
    service.only_away(0, day("2018-09-04"), 20);
    // Due on Friday 14; away without cover for ten working days on Tuesday 18, when the other worker takes over and
    // does the visit first.
    const Life one = life(service, 0);
    EXPECT_EQ(told(one),
              (Lines{"C 2018-09-15 00:00 to 2018-09-18 11:00 absence handover",
                     "visit late by 4 days (due 14 Sep 2018, done 18 Sep 2018): Worker 0 was absent 4 Sep to 1 Oct "
                     "2018; then Worker 1, named on 18 Sep 2018, was reading in."}));
    ASSERT_EQ(one.held.size(), 2u);
    EXPECT_EQ(one.held[0].until, at("2018-09-18"));
    bool is_told = false;
    for (const CourseEvent& event : one.course) is_told |= event.words == "Worker 0 had been absent since 4 Sep 2018";
    EXPECT_TRUE(is_told);
  });
}

TEST(InTheWay, OfWorkThatIsDoneIsTheManagerWhoHasToAuthoriseIt) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    const ObligationId assessment =
        promised(service, "assessment", service.status("open"), working_days(3), 8, Component::assessment_overdue);
    service.rule(assessment).work->authorised_by = models::Doer{false, manager};
    service.rule(assessment).work->authorisation_hours = constant(1);
    service.here({StatusId{0}});
    const Life one = life(service, 0);
    // All of Thursday; authorised on Friday from 09:00 to 10:00.
    EXPECT_EQ(told(one), (Lines{"D 2018-09-07 00:00 to 2018-09-07 10:00 manager",
                                "assessment late by 1 day (due 6 Sep 2018, done 7 Sep 2018): what Worker 0 had "
                                "finished on 6 Sep 2018 waited for a manager (Worker 1) to authorise it."}));
    EXPECT_EQ(one.clocks[0].by, WorkerId{0});
    EXPECT_EQ(one.clocks[0].second, WorkerId{1});
  });
}

TEST(InTheWay, OfAMeetingIsTheChairWithoutRoom) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 4);
    service.staff(chair, 1);
    const StatusId open = service.status("open");
    service.rule(service.conference("conference", open, working_days(3), 8)).safeguard = Component::review_overdue;
    for (int child = 0; child < 4; ++child) service.here({open});
    // A day each, arranged for Tuesday at the earliest: Thursday, Wednesday, Tuesday, and Friday for the last.
    const Life last = life(service, 24);
    EXPECT_EQ(told(last), (Lines{"G 2018-09-07 00:00 to 2018-09-07 17:00 iro_chair",
                                 "conference late by 1 day (due 6 Sep 2018, held 7 Sep 2018): no chair had room in "
                                 "time; on 3 Sep 2018 it was put in the diary for 7 Sep 2018."}));
    EXPECT_EQ(last.clocks[0].second, WorkerId{4});
  });
}

TEST(InTheWay, OfAMeetingIsTheReportThatWasNotReady) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    service.staff(chair, 1);
    const StatusId open = service.status("open");
    const ObligationId report = service.work("report", open, working_days(5), 28);
    const ObligationId conference = service.conference("conference", open, working_days(3), 2);
    service.rule(conference).safeguard = Component::review_overdue;
    service.rule(conference).meeting->needs = {report};
    service.here({open});
    // The report takes 28 hours from Monday 09:00, so until Thursday 13:00; the conference of Thursday 09:00 is put off
    // to Friday 09:00.
    EXPECT_EQ(told(life(service, 0)),
              (Lines{"G 2018-09-07 00:00 to 2018-09-07 11:00 queue",
                     "conference late by 1 day (due 6 Sep 2018, held 7 Sep 2018): the meeting of 6 Sep 2018 was put "
                     "off because \"report\" was not done; on 6 Sep 2018 it was put in the diary for 7 Sep 2018."}));
  });
}

TEST(InTheWay, OfAFailedVisitIsThatTheChildWasNotSeen) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    const ObligationId visit =
        promised(service, "visit", service.status("open"), working_days(3), 2, Component::child_not_seen);
    service.rule(visit).work->attempt_fails = 0.9999999;
    service.here({StatusId{0}});
    // Tried on Thursday, and again after two working days, on Monday: the run is over then.
    EXPECT_EQ(told(life(service, 0)),
              (Lines{"C 2018-09-07 00:00 to 2018-09-10 00:00 external",
                     "visit, due 6 Sep 2018, was not done when the run ended: the child was not seen at the visit of 6 "
                     "Sep 2018, and another had to be made."}));
  });
}

TEST(InTheWay, OfWorkWithPartnersIsThatTheyWereNotAvailable) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-24");
    service.staff(social_worker, 1);
    const ObligationId assessment =
        promised(service, "assessment", service.status("open"), working_days(3), 2, Component::assessment_overdue);
    service.rule(assessment).work->external_wait = constant(5);
    service.here({StatusId{0}});
    // Meant for Thursday 6; five working days later is Thursday 13.
    EXPECT_EQ(told(life(service, 0)),
              (Lines{"D 2018-09-07 00:00 to 2018-09-13 11:00 external queue",
                     "assessment late by 7 days (due 6 Sep 2018, done 13 Sep 2018): partners or the family were not "
                     "available until 13 Sep 2018; then Worker 0 began it on 13 Sep 2018."}));
  });
}

TEST(InTheWay, OfAWaitOutsideTheServiceIsOnlyItsEnd) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    const StatusId court = service.status("court");
    service.lasts(court, 20.5, service.closing());
    service.rule(service.watch("limit", court, days(10))).safeguard = Component::stuck;
    service.here({court});
    // Due at the end of 13 September; the status runs out on the 23rd at noon.
    EXPECT_EQ(told(life(service, 0)),
              (Lines{"I 2018-09-14 00:00 to 2018-09-23 12:00 external",
                     "\"limit\" late by 10 days (due 13 Sep 2018, ended on 23 Sep 2018): nothing but the end of "
                     "\"court\" could end it, and that lies with other agencies, court or family."}));
  });
}

TEST(InTheWay, OfAPlanThatNobodyWatchesAreTheSessionsThatWentThroughOthers) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    // A child each fortnight, of two: the first session goes through child 0, the next through child 8.
    service.scenario.staffing.supervision =
        models::Supervision{manager, weeks(2), std::chrono::minutes{10}, std::chrono::minutes{10}};
    const StatusId plan = service.status("plan");
    const ObligationId watch = service.watch("watched", plan, days(3));
    service.rule(watch).then_every = {days(60)};
    service.rule(watch).renewed_by = models::RenewedBy::monitored;
    service.rule(watch).safeguard = Component::nobody_watching;
    service.here({plan});
    service.here({plan});
    const auto record = recorded(service);
    std::vector<sim::Instant> sessions;
    for (const std::uint32_t place : record->of(WorkerId{0}))
      if (const models::Fact fact = record->fact(place); fact.kind == models::FactKind::supervision_held)
        sessions.push_back(fact.at);
    ASSERT_GE(sessions.size(), 2u);
    const Life second = life_of(*record, ChildId{8});
    ASSERT_EQ(second.spells.size(), 1u);
    EXPECT_EQ(second.spells[0].until, sessions[1]);
    const std::string& why = second.spells[0].why;
    EXPECT_NE(why.find(", by Worker 0's supervision on "), std::string::npos) << why;
    EXPECT_NE(why.find("Worker 0's one session of supervision 3 to "), std::string::npos) << why;
    EXPECT_NE(why.find(" went through 1 other child."), std::string::npos) << why;
  });
}

TEST(InTheWay, SaysSoWhereNoReasonWasRecorded) {
  in_child([] {
    const SmallService service = a_report_before_a_visit();
    const auto record = recorded(service);
    const Life one = life_of(*record, ChildId{8});
    RiskSpell spell = one.spells.at(0);
    spell.stretches[0].cause = Cause::none;
    EXPECT_EQ(in_the_way(*record, one, spell),
              "visit late by 1 day (due 6 Sep 2018, done 7 Sep 2018): no reason was recorded.");
  });
}

TEST(InTheWay, OfManyStretchesIsTheLongestOfEachCauseWithItsDaysInAll) {
  in_child([] {
    const SmallService service = a_report_before_a_visit();
    const auto record = recorded(service);
    const Life one = life_of(*record, ChildId{8});
    RiskSpell spell = one.spells.at(0);
    spell.stretches.clear();
    for (int hour = 0; hour < 6; ++hour)
      spell.stretches.push_back({hour % 2 == 0 ? Cause::queue : Cause::none, spell.from + std::chrono::hours{hour},
                                 spell.from + std::chrono::hours{hour + 1}});
    EXPECT_EQ(
        in_the_way(*record, one, spell),
        "visit late by 1 day (due 6 Sep 2018, done 7 Sep 2018): Worker 0 had not come to it yet (3 hours in all); "
        "no reason was recorded (3 hours in all).");
  });
}

TEST(Worst, AreTheChildrenLongestAtRiskFirst) {
  in_child([] {
    const SmallService service = a_child_who_waits(2);
    const auto worst = children_at_risk(*recorded(service));
    ASSERT_EQ(worst.size(), 1u) << "the child who has a worker is not at risk";
    EXPECT_EQ(worst[0].child, ChildId{8});
    EXPECT_EQ(worst[0].risk.total(), 7 * 24 * 60);
  });
}

// --- a team's week -------------------------------------------------------------------------------------------------

TEST(AWeek, TellsWorkByDayCaseloadsAndWhoIsLate) {
  in_child([] {
    const SmallService service = a_report_before_a_visit();
    const auto record = recorded(service);
    const TeamWeek week = week_of(*record, SmallService::team, day("2018-09-03"));
    ASSERT_EQ(week.people.size(), 1u);
    EXPECT_EQ(week.people[0].children, 1u) << "the visited child was closed on Friday";
    EXPECT_EQ(week.children, 1);
    EXPECT_EQ(week.came, 1);
    EXPECT_EQ(week.went, 0) << "whoever came and went in the week did neither";
    ASSERT_EQ(week.work.size(), 2u);
    EXPECT_EQ(week.work[0].on_day, (std::array<int, 7>{0, 0, 0, 0, 1, 0, 0}));
    EXPECT_EQ(week.work[1].on_day, (std::array<int, 7>{0, 0, 0, 0, 1, 0, 0}));
    EXPECT_TRUE(week.late.empty());
    EXPECT_TRUE(week.waiting.empty());
  });
}

TEST(AWeek, TellsWhoIsAwayAndWhatIsLateAtItsEnd) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    promised(service, "visit", service.status("visited"), working_days(3), 2, Component::child_not_seen);
    service.here({StatusId{0}});
    service.only_away(0, day("2018-09-05"), 3);
    const auto record = recorded(service);
    const TeamWeek week = week_of(*record, SmallService::team, day("2018-09-03"));
    ASSERT_EQ(week.people.at(0).away.size(), 1u);
    EXPECT_EQ(week.people[0].away[0].from, at("2018-09-05"));
    EXPECT_EQ(week.people[0].away[0].until, at("2018-09-08"));
    ASSERT_EQ(week.late.size(), 1u);
    EXPECT_EQ(week.late[0].since, at("2018-09-07"));
    EXPECT_EQ(week.late[0].cause, Cause::queue) << "back since the weekend";
    EXPECT_TRUE(week_of(*record, SmallService::team, day("2018-09-10")).late.empty());
  });
}

TEST(AWeek, TellsWhoWaitsForAWorker) {
  in_child([] {
    const SmallService service = a_child_who_waits(2);
    const auto record = recorded(service);
    const TeamWeek week = week_of(*record, SmallService::team, day("2018-09-03"));
    ASSERT_EQ(week.waiting.size(), 1u);
    EXPECT_EQ(week.waiting[0].child, ChildId{8});
    EXPECT_EQ(week.waiting[0].since, at("2018-09-03"));
    ASSERT_TRUE(week.posts);
    EXPECT_DOUBLE_EQ(week.posts->uncovered, 1);
  });
}

TEST(AWeek, CountsAMeetingOnceAndAnAuthorisationByItself) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    service.staff(chair, 1);
    const StatusId open = service.status("open");
    const ObligationId assessment =
        promised(service, "assessment", open, working_days(2), 2, Component::assessment_overdue);
    service.rule(assessment).work->authorised_by = models::Doer{false, manager};
    service.rule(assessment).work->authorisation_hours = constant(1);
    service.conference("conference", open, working_days(3), 2);
    service.here({open});
    const TeamWeek week = week_of(*recorded(service), SmallService::team, day("2018-09-03"));
    ASSERT_EQ(week.work.size(), 3u);
    EXPECT_FALSE(week.work[0].authorised);
    EXPECT_TRUE(week.work[1].authorised);
    EXPECT_EQ(week.work[1].obligation, assessment);
    EXPECT_EQ(week.work[2].on_day, (std::array<int, 7>{0, 0, 0, 1, 0, 0, 0})) << "two people, one meeting";
  });
}

}  // namespace

}  // namespace casetide::output
