// Supervision: sessions of a manager with each case holder, the children they come to, and who is watched by nobody.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;
using std::chrono::minutes;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr Component unwatched = Component::nobody_watching;

/// Of each case holder, by the team's manager: ten minutes a child, at most an hour and a half.
void supervise(SmallService& service, Span every, minutes session = minutes{90}) {
  service.scenario.staffing.supervision = Supervision{manager, every, session, minutes{10}};
}

/// Somebody should judge the plan so many days after the start, and so many after each judgement.
ObligationId watch_of(SmallService& service, StatusId during, int first, int then) {
  const ObligationId watch = service.watch("watched", during, days(first));
  service.rule(watch).then_every = {days(then)};
  service.rule(watch).renewed_by = RenewedBy::monitored;
  service.rule(watch).safeguard = unwatched;
  return watch;
}

/// So many workers with two children each for a year.
SmallService a_year_with(int workers, Span every) {
  SmallService service("2018-09-03", "2019-09-02");
  service.staff(social_worker, workers);
  service.staff(manager, 1);
  supervise(service, every);
  const StatusId plan = service.status("plan");
  watch_of(service, plan, 31, 31);
  for (int household = 0; household < 2 * workers; ++household) service.here({plan});
  return service;
}

TEST(Supervision, OfEachCaseHolderIsHeldOncePerInterval) {
  in_child([] {
    SmallService service = a_year_with(5, weeks(4));
    const Notes notes = run(service.scenario);
    std::map<WorkerId, std::vector<sim::Instant>> held;
    for (const Fact& session : notes.of(FactKind::supervision_held)) {
      held[session.worker].push_back(session.at);
      EXPECT_EQ(session.place, 2);
    }
    ASSERT_EQ(held.size(), 5u);
    for (const auto& [worker, sessions] : held) {
      EXPECT_LE(sessions.front(), at("2018-10-02"));  // somewhere in the first four weeks
      for (std::size_t next = 1; next < sessions.size(); ++next) {
        const sim::Date last = sim::date_of(sessions[next - 1]);
        EXPECT_LE(sessions[next], sim::end_of(last + std::chrono::days{28}));
        EXPECT_GE(sessions[next], sim::Instant{last + std::chrono::days{20}});  // a few working days before, at most
      }
      EXPECT_GE(sessions.size(), 13u);
      EXPECT_LE(sessions.size(), 18u);
    }
    std::set<sim::Date> firsts;
    for (const auto& [worker, sessions] : held) firsts.insert(sim::date_of(sessions.front()));
    EXPECT_GT(firsts.size(), 1u);  // not all on one day
    // Twenty minutes each, of the manager.
    std::size_t sessions = 0;
    for (const auto& [worker, of_worker] : held) sessions += of_worker.size();
    EXPECT_NEAR(notes.grown(Measure::worked_hours), static_cast<double>(sessions) / 3, 1e-9);
    EXPECT_EQ(notes.hours_at_risk(), 0);  // everybody is watched at least every four weeks, and 31 days are allowed
  });
}

TEST(Supervision, IsNoDutyWhereThereIsNone) {
  in_child([] {
    SmallService service = a_year_with(2, weeks(4));
    service.scenario.staffing.supervision.reset();
    const Notes notes = run(service.scenario);
    EXPECT_TRUE(notes.of(FactKind::supervision_held).empty());
    EXPECT_EQ(notes.grown(Measure::worked_hours), 0);
    // Four children, watched until the end of 4 October; nobody looks for the 333 days that are left of the 364.
    const auto left = (day("2019-09-02") - day("2018-10-05")).count();
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 4.0 * 24 * static_cast<double>(left));
  });
}

TEST(Supervision, WithLongerIntervalsLeavesMoreTimeUnwatched) {
  std::vector<double> hours;
  for (int interval : {4, 6, 8, 12}) {
    const std::string said =
        in_child([&](std::ostream& out) { out << run(a_year_with(8, weeks(interval)).scenario).hours_at_risk(); });
    hours.push_back(std::stod(said));
  }
  EXPECT_EQ(hours[0], 0);
  EXPECT_GT(hours[1], hours[0]);
  EXPECT_GT(hours[2], hours[1]);
  EXPECT_GT(hours[3], hours[2]);
}

TEST(Supervision, ThatDoesNotComeInTimeIsTheManagersDelay) {
  in_child([] {
    SmallService service = a_year_with(6, weeks(12));
    const Notes notes = run(service.scenario);
    // Recount: each child is watched for 31 days from the start and from each session of its worker.
    std::map<WorkerId, sim::Instant> watched_until;
    double hours = 0;
    const auto count = [&](WorkerId worker, sim::Instant until) {
      if (watched_until[worker] < until) hours += 2 * sim::in_hours(until - watched_until[worker]);
    };
    for (std::uint32_t worker = 0; worker < 6; ++worker) watched_until[WorkerId{worker}] = at("2018-10-05");
    for (const Fact& session : notes.of(FactKind::supervision_held)) {
      count(session.worker, session.at);
      watched_until[session.worker] = sim::end_of(sim::date_of(session.at) + std::chrono::days{31});
    }
    for (const auto& [worker, until] : std::map(watched_until)) count(worker, at("2019-09-02"));
    EXPECT_GT(hours, 1000);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(unwatched, Cause::manager), hours);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), hours);
  });
}

/// One worker with five children whose watches run out one after the other, the last in the table first.
SmallService five_children(minutes session) {
  SmallService service("2018-09-03", "2018-12-24");
  service.staff(social_worker, 1);
  service.staff(manager, 1);
  supervise(service, weeks(4), session);
  for (int number = 0; number < 5; ++number) {
    const StatusId plan = service.status("plan_" + std::to_string(number));
    watch_of(service, plan, 90 - number, 200);
    service.here({plan});
  }
  return service;
}

/// The children whose watch begins anew at each session.
std::vector<std::set<std::size_t>> gone_through(const Notes& notes) {
  std::vector<std::set<std::size_t>> sessions;
  for (const Fact& session : notes.of(FactKind::supervision_held)) {
    sessions.emplace_back();
    for (const Fact& owed : notes.of(FactKind::obligation_owed))
      if (owed.at == session.at) sessions.back().insert(index(owed.child));
    EXPECT_EQ(sessions.back().size(), session.place);
  }
  return sessions;
}

TEST(Supervision, ComesToTheChildrenFirstWhoseWatchRunsOutFirst) {
  in_child([] {
    const auto sessions = gone_through(run(five_children(minutes{30}).scenario));
    ASSERT_GE(sessions.size(), 3u);
    EXPECT_EQ(sessions[0], (std::set<std::size_t>{32, 24, 16}));
    EXPECT_EQ(sessions[1], (std::set<std::size_t>{8, 0, 16}));  // the last two, and the first of those before
    EXPECT_EQ(sessions[2].size(), 3u);
    EXPECT_TRUE(sessions[2].contains(24) && sessions[2].contains(32));  // gone through longest ago
  });
}

TEST(Supervision, LongEnoughForAllComesToAllAndTakesNoLongerThanTheyDo) {
  in_child([] {
    const Notes notes = run(five_children(minutes{90}).scenario);
    const auto sessions = gone_through(notes);
    ASSERT_GE(sessions.size(), 3u);
    for (const auto& children : sessions) EXPECT_EQ(children.size(), 5u);
    EXPECT_NEAR(notes.grown(Measure::worked_hours), static_cast<double>(sessions.size()) * 50 / 60, 1e-9);
  });
}

TEST(Supervision, OfSomebodyWhoIsAwayWaitsUntilTheyAreBack) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-26");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    service.scenario.staffing.cover_after_working_days = 1000;
    supervise(service, weeks(2));
    const StatusId plan = service.status("plan");
    service.here({plan});
    service.only_away(0, day("2018-09-10"), 20);
    const Notes notes = run(service.scenario);
    // Away from Monday 10 September to Friday 5 October: a session came due meanwhile, and is held on the first
    // morning, Monday 8 October; the next within the two weeks after.
    std::vector<sim::Instant> sessions;
    for (const Fact& session : notes.of(FactKind::supervision_held)) sessions.push_back(session.at);
    ASSERT_GE(sessions.size(), 2u);
    std::erase_if(sessions, [](sim::Instant held) { return held < at("2018-09-10"); });
    EXPECT_EQ(sessions[0], at("2018-10-08 09:10"));
    ASSERT_EQ(sessions.size(), 2u);
    EXPECT_LE(sessions[1], at("2018-10-23"));
  });
}

TEST(Supervision, IsNotGoneOnWithWhileTheWorkerIsAway) {
  // A manager with a quarter of an hour a day needs six days for a session of ninety minutes. Sooner or later the
  // worker falls ill in the middle of one.
  int begun_before = 0;
  for (const char* first : {"2018-09-06", "2018-09-10", "2018-09-12", "2018-09-14", "2018-09-18"})
    begun_before += in_child([&](std::ostream& out) {
                      SmallService service("2018-09-03", "2018-10-26");
                      service.staff(social_worker, 1);
                      service.staff(manager, 1, SmallService::team, 0.25);
                      service.scenario.staffing.cover_after_working_days = 1000;
                      supervise(service, weeks(2));
                      const StatusId plan = service.status("plan");
                      for (int child = 0; child < 9; ++child) service.here({plan});
                      service.only_away(0, day(first), 10);
                      const Notes notes = run(service.scenario);
                      const auto away = notes.of(FactKind::worker_absent);
                      ASSERT_EQ(away.size(), 1u);
                      std::size_t begun = 0, held = 0;
                      for (const Fact& fact : notes.facts) {
                        if (fact.kind == FactKind::work_begun) begun += fact.at < away[0].at;
                        if (fact.kind == FactKind::supervision_held) {
                          held += fact.at < away[0].at;
                          EXPECT_FALSE(away[0].at <= fact.at && fact.at < away[0].due) << sim::text(fact.at);
                        }
                      }
                      out << (begun > held);
                    }) == "1";
  EXPECT_GT(begun_before, 0);
}

TEST(Supervision, OfAWorkerWhoIsAwayIsMissingForThatReason) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    service.scenario.staffing.cover_after_working_days = 1000;
    supervise(service, months(24));
    const StatusId plan = service.status("plan");
    watch_of(service, plan, 3, 3);
    service.here({plan});
    service.only_away(0, day("2018-09-10"), 5);
    const Notes notes = run(service.scenario);
    ASSERT_TRUE(notes.of(FactKind::supervision_held).empty());
    // Watched until the end of Thursday 6. For three days the manager does not come to it, for the five of Monday to
    // Friday the worker is away, then the weekend.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(unwatched, Cause::manager), (3 + 2) * 24);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(unwatched, Cause::absence), 5 * 24);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 10 * 24);
  });
}

TEST(Supervision, GoesOnTheNextMorningWhereTheManagersDayIsTooShort) {
  in_child([] {
    SmallService service = five_children(minutes{90});
    service.scenario.staffing.teams[0].staff[1].hours_per_day = minutes{30};  // of the manager
    const Notes notes = run(service.scenario);
    // Fifty minutes: half an hour from 09:00 and twenty minutes on the next working day.
    const auto begun = notes.of(FactKind::work_begun);
    const auto held = notes.of(FactKind::supervision_held);
    ASSERT_GE(held.size(), 3u);
    for (std::size_t number = 0; number < held.size(); ++number) {
      const sim::Date day = sim::date_of(begun[number].at);
      EXPECT_EQ(begun[number].at, sim::Instant{day} + std::chrono::hours{9});
      EXPECT_EQ(held[number].at,
                sim::Instant{service.scenario.calendar.add_working_days(day, 1)} + std::chrono::hours{9} + minutes{20});
    }
    EXPECT_NEAR(notes.grown(Measure::worked_hours), static_cast<double>(held.size()) * 50 / 60, 0.51);
  });
}

TEST(Supervision, ReachesOnlyTheChildrenOfThatWorker) {
  in_child([] {
    SmallService service = a_year_with(3, weeks(4));
    const Notes notes = run(service.scenario);
    std::map<ChildId, WorkerId> holder;
    for (const Fact& fact : notes.facts) {
      if (fact.kind == FactKind::child_allocated) holder[fact.child] = fact.worker;
      if (fact.kind != FactKind::supervision_held) continue;
      for (const Fact& owed : notes.of(FactKind::obligation_owed)) {
        if (owed.at != fact.at) continue;
        EXPECT_EQ(holder[owed.child], fact.worker);
      }
    }
  });
}

}  // namespace

}  // namespace casetide::models
