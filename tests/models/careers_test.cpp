// How people leave: a hazard that adds up to a threshold, a notice, a destination, and who takes over.
// Everybody works from 09:00 to 17:00; Mondays at 07:15 somebody looks at all. 3 September 2018 is a Monday.
#include "tests/support/careers.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <sstream>

#include "tests/support/in_child.hpp"

namespace casetide::models {

using namespace casetide::testing;
using std::chrono::days;
using std::chrono::minutes;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto chair = SmallService::chair;
constexpr double minutes_a_year = 365.25 * 24 * 60;

Leaving& leaving(SmallService& service) { return service.scenario.staffing.employment.leaving; }

/// When each person gave notice.
std::map<std::size_t, sim::Instant> notices(const Notes& notes) {
  std::map<std::size_t, sim::Instant> found;
  for (const Fact& fact : notes.of(FactKind::notice_given)) found[index(fact.worker)] = fact.at;
  return found;
}

/// The same, in another process, as minutes since the start of the run.
std::map<std::size_t, double> notices_of(const SmallService& service) {
  const std::string said = in_child([&](std::ostream& out) {
    for (const auto& [worker, at] : notices(run(service.scenario)))
      out << worker << ' ' << (at - sim::Instant{service.scenario.warm_up_from}).count() << '\n';
  });
  std::map<std::size_t, double> found;
  std::istringstream in(said);
  for (std::size_t worker = 0; in >> worker;) in >> found[worker];
  return found;
}

/// So many people, without children, of whom some leave.
SmallService service_with(int people, double leave_a_year, const std::string& until) {
  SmallService service("2018-09-03", until);
  service.staff(social_worker, people);
  leaving(service).per_year = leave_a_year;
  leaving(service).new_in_post_factor = 1;
  return service;
}

/// Three pieces of a thousand hours for each: under pressure for more than a year, from the second Monday on.
void give_endless_work(SmallService& service, int people) {
  const StatusId open = service.status("open");
  service.work("endless", open, weeks(100), 1000);
  for (int child = 0; child < 3 * people; ++child) service.here({open});
}

// --- the hazard ----------------------------------------------------------------------------------------------------

TEST(Careers, ArePeopleForLifeWhereNobodyLeaves) {
  in_child([] {
    SmallService service = service_with(50, 0, "2020-09-07");
    staff_without_posts(service, Contract::agency, 5);
    const Notes notes = run(service.scenario);
    EXPECT_EQ(notes.of(FactKind::worker_joined).size(), 55u);
    EXPECT_TRUE(people(notes, {FactKind::notice_given, FactKind::worker_left, FactKind::contract_changed}).empty());
  });
}

TEST(Careers, GiveNoticeWhenTheHazardPassesTheThreshold) {
  in_child([] {
    SmallService service = service_with(60, 0.8, "2019-09-02");
    const auto given = notices(run(service.scenario));
    std::size_t expected = 0;
    for (std::uint32_t person = 0; person < 60; ++person) {
      // Nothing changes, so hazard = 0.8 a year x time.
      const double after = threshold(service.scenario, person) / 0.8 * minutes_a_year;
      const sim::Instant when = at("2018-09-03") + minutes{static_cast<std::int64_t>(std::ceil(after))};
      if (when >= at("2019-09-02")) continue;
      ++expected;
      ASSERT_TRUE(given.contains(person)) << person;
      EXPECT_LE(std::abs((given.at(person) - when).count()), 1) << sim::text(given.at(person));
    }
    EXPECT_EQ(given.size(), expected);
    EXPECT_GT(expected, 20u);
  });
}

TEST(Careers, UnderAConstantHazardLastAsTheExponentialSays) {
  in_child([] {
    constexpr double people = 2000, a_year = 0.7;
    SmallService service = service_with(2000, a_year, "2020-09-07");
    const auto given = notices(run(service.scenario));
    for (int week : {1, 13, 26, 52, 104}) {
      const double stay = std::exp(-a_year * week * 7 / 365.25);
      const auto gone = std::count_if(given.begin(), given.end(), [&](const auto& notice) {
        return notice.second < at("2018-09-03") + days{7 * week};
      });
      // Four standard errors of a share of 2,000: at most 0.045.
      const double standard_error = std::sqrt(stay * (1 - stay) / people);
      EXPECT_NEAR(1 - static_cast<double>(gone) / people, stay, 4 * standard_error) << week;
    }
  });
}

TEST(Careers, OfTheNewAreShorter) {
  in_child([] {
    SmallService service = service_with(200, 0.4, "2019-09-02");
    leaving(service).new_in_post_factor = 3;
    leaving(service).new_in_post = weeks(26);  // until Monday 4 March 2019; it is noticed at 07:15
    const auto given = notices(run(service.scenario));
    const double while_new = static_cast<double>((at("2019-03-04 07:15") - at("2018-09-03")).count());
    int before = 0, after = 0;
    for (const auto& [person, when] : given) {
      const double borne = threshold(service.scenario, static_cast<std::uint32_t>(person)) / 0.4 * minutes_a_year;
      const double expected = borne < 3 * while_new ? borne / 3 : while_new + (borne - 3 * while_new);
      EXPECT_NEAR(static_cast<double>((when - at("2018-09-03")).count()), expected, 1.5);
      ++(borne < 3 * while_new ? before : after);
    }
    EXPECT_GT(before, 20);
    EXPECT_GT(after, 10);
  });
}

TEST(Careers, OfThoseLongInPostAreNoLongerThoseOfTheNew) {
  const auto with_factor = [](double factor) {
    SmallService service = service_with(40, 1, "2019-03-04");
    leaving(service).years_in_post = sim::Distribution::constant(6);
    leaving(service).new_in_post_factor = factor;
    return notices_of(service);
  };
  EXPECT_GT(with_factor(1).size(), 5u);
  EXPECT_EQ(with_factor(1), with_factor(5));
}

TEST(Careers, BeganBeforeTheRunForThoseWhoAreHereAtItsStart) {
  in_child([] {
    SmallService service = service_with(20, 5, "2019-09-02");
    leaving(service).years_in_post = sim::Distribution::constant(2.5);  // 913 days
    joins(service, "2018-10-01", Contract::permanent);
    const auto left = run(service.scenario).of(FactKind::worker_left);
    ASSERT_GT(left.size(), 15u);
    for (const Fact& fact : left)
      EXPECT_EQ(fact.since, index(fact.worker) == 20 ? at("2018-10-01") : at("2018-09-03") - days{913});
  });
}

TEST(Careers, EndInTheSameOrderUnderEveryHazard) {
  const auto order = [](double a_year) {
    std::vector<std::pair<double, std::size_t>> by_time;
    for (const auto& [worker, when] : notices_of(service_with(60, a_year, "2020-03-02")))
      by_time.push_back({when, worker});
    std::sort(by_time.begin(), by_time.end());
    std::vector<std::size_t> workers;
    for (const auto& [when, worker] : by_time) workers.push_back(worker);
    return workers;
  };
  const auto fewer = order(0.2);
  auto more = order(1.5);
  ASSERT_GT(fewer.size(), 5u);
  ASSERT_GT(more.size(), fewer.size() + 20);
  more.resize(fewer.size());
  EXPECT_EQ(more, fewer);
}

// --- what moves the hazard, and what does not ----------------------------------------------------------------------

TEST(Careers, AreShorterByTheFeedbacksAndByNothingThatIsOff) {
  const auto calm = notices_of(service_with(30, 1, "2019-09-02"));
  ASSERT_GT(calm.size(), 10u);
  const auto earlier = [&](const std::map<std::size_t, double>& others) {
    return std::all_of(calm.begin(), calm.end(),
                       [&](const auto& notice) {
                         return others.contains(notice.first) && others.at(notice.first) <= notice.second;
                       }) &&
           others != calm;
  };
  const auto busy = [](double stress, double workload) {
    SmallService service = service_with(30, 1, "2019-09-02");
    give_endless_work(service, 30);
    service.scenario.staffing.employment.stress.of_workload = 1;
    leaving(service).stress = stress;
    leaving(service).workload = workload;
    return notices_of(service);
  };
  EXPECT_EQ(busy(0, 0), calm);
  EXPECT_TRUE(earlier(busy(1, 0)));
  EXPECT_TRUE(earlier(busy(0, 1)));
}

TEST(Careers, AreShorterWhereManagersAreMissing) {
  // Of four managing posts so many are filled. Those who fill them stay for the third of a year, chance has it.
  SmallService first = service_with(30, 1, "2019-01-07");
  const auto stays = [&](std::uint32_t person) { return threshold(first.scenario, person) > 1; };
  while (!(stays(30) && stays(31) && stays(32) && stays(33))) ++first.scenario.seed;
  const auto managed = [&](int managers, double gap) {
    SmallService service = first;
    service.staff(manager, managers);
    service.scenario.staffing.teams[0].posts.push_back({manager, 4});
    leaving(service).manager_gap = gap;
    return notices_of(service);
  };
  const auto calm = managed(4, 0);
  ASSERT_GT(calm.size(), 5u);
  EXPECT_EQ(managed(0, 0), calm);
  EXPECT_EQ(managed(4, 0.8), calm);
  for (int managers : {0, 1, 2}) {
    // For the share s of posts that stand empty the hazard is exp(0.8 s) times as high.
    const auto given = managed(managers, 0.8);
    EXPECT_GT(given.size(), calm.size());
    for (const auto& [person, after] : given) {
      ASSERT_LT(person, 30u);
      const double borne = threshold(first.scenario, static_cast<std::uint32_t>(person));
      EXPECT_NEAR(after, borne / std::exp(0.8 * (4 - managers) / 4) * minutes_a_year, 1.5);
    }
  }
}

TEST(Careers, DoNotDependOnHowManyChildrenSomebodyHolds) {
  // The second holds twice the children. Nobody has work that would not get done, so pressure is the same, and so is
  // supervision; stress and missing managers count, the direct link of workload is off.
  const auto with_children = [](int each) {
    SmallService service = service_with(2, 1.5, "2020-09-07");
    service.staff(manager, 2);
    leaving(service).stress = 2;
    leaving(service).manager_gap = 1;
    service.scenario.staffing.employment.stress = {1, 1, 1, months(4)};
    service.scenario.staffing.supervision = Supervision{manager, weeks(4), minutes{60}, minutes{60}, {}};
    const StatusId open = service.status("open");
    for (int child = 0; child < 2 * each; ++child) service.here({open});
    auto given = notices_of(service);
    given.erase(2), given.erase(3);
    return given;
  };
  ASSERT_FALSE(with_children(5).empty());
  EXPECT_EQ(with_children(5), with_children(10));
}

// --- notice and destination ----------------------------------------------------------------------------------------

TEST(Careers, EndAtTheEndOfANoticeToTheDay) {
  in_child([] {
    SmallService service = service_with(40, 1, "2019-09-02");
    leaving(service).notice_days = sim::Distribution::constant(28);
    const Notes notes = run(service.scenario);
    const auto given = notices(notes);
    const auto left = notes.of(FactKind::worker_left);
    ASSERT_GT(left.size(), 10u);
    for (const Fact& fact : left) {
      EXPECT_EQ(fact.at, sim::Instant{sim::date_of(given.at(index(fact.worker)))} + days{28});
      EXPECT_EQ(fact.place, static_cast<std::uint8_t>(Contract::permanent));
    }
    for (const Fact& fact : notes.of(FactKind::notice_given))
      EXPECT_EQ(fact.due, sim::Instant{sim::date_of(fact.at)} + days{28});
    EXPECT_EQ(left.size(), static_cast<std::size_t>(std::count_if(given.begin(), given.end(), [](const auto& notice) {
                return sim::Instant{sim::date_of(notice.second)} + days{28} < at("2019-09-02");
              })));
    EXPECT_EQ(notes.grown(Measure::left), static_cast<double>(left.size()));
  });
}

TEST(Careers, EndAtMidnightWhereNobodyNeedsToGiveNotice) {
  in_child([] {
    SmallService service = service_with(40, 1, "2018-12-03");
    const Notes notes = run(service.scenario);
    const auto given = notices(notes);
    ASSERT_GT(given.size(), 3u);
    for (const Fact& fact : notes.of(FactKind::worker_left))
      EXPECT_EQ(fact.at, sim::end_of(sim::date_of(given.at(index(fact.worker)))));
  });
}

TEST(Careers, LeadWhereTheSharesSay) {
  in_child([] {
    SmallService service = service_with(2000, 3, "2020-03-02");
    leaving(service).destination_share = {0.56, 0.27, 0.17};
    leaving(service).notice_days = sim::Distribution(sim::Uniform{0.5, 40.5});
    std::array<double, 3> gone{}, notice{};  // people, days
    double all = 0;
    for (const Fact& fact : run(service.scenario).of(FactKind::notice_given)) {
      ++all, ++gone.at(fact.outcome);
      notice.at(fact.outcome) += static_cast<double>((sim::date_of(fact.due) - sim::date_of(fact.at)).count());
    }
    ASSERT_GT(all, 1900);
    // Four standard errors of a share of some 1,980.
    for (std::size_t to = 0; to < 3; ++to) {
      const double share = leaving(service).destination_share[to];
      EXPECT_NEAR(gone[to] / all, share, 4 * std::sqrt(share * (1 - share) / all));
      // Wherever they go, notice is as long: one to forty days, 20.5 on average.
      EXPECT_NEAR(notice[to] / gone[to], 20.5, 4 * 40 / std::sqrt(12 * gone[to]));
    }
  });
}

// --- what somebody leaves behind -----------------------------------------------------------------------------------

TEST(ALeaver, IsGivenNoMoreChildrenAndHandsOverThoseHeld) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-01");
    service.staff(social_worker, 2);
    const StatusId open = service.status("open");
    Obligation& reading_in = service.rule(service.work("reading_in", open, working_days(5), 2));
    reading_in.starts = Obligation::Starts::on_change_of_worker;
    service.coming(at("2018-09-03 10:00"), open, 2);  // to the first, both siblings
    service.coming(at("2018-09-03 11:00"), open, 3);  // to the second
    service.coming(at("2018-09-10 10:00"), open, 1);  // the first has fewer, but is about to leave: to the second
    leaving(service).per_year = 1;
    leaving(service).notice_days = sim::Distribution::constant(14);
    only_resigns(service, 0, day("2018-09-06"));
    const Notes notes = run(service.scenario);
    EXPECT_EQ(people(notes, {FactKind::worker_left}), (Lines{"2018-09-20 00:00 worker_left, worker 0"}));
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::child_allocated, FactKind::worker_lost, FactKind::worker_changed, FactKind::obligation_owed}),
        (Lines{"2018-09-03 10:00 child_allocated, child 0, worker 0",
               "2018-09-03 10:00 child_allocated, child 1, worker 0",
               "2018-09-03 11:00 child_allocated, child 8, worker 1",
               "2018-09-03 11:00 child_allocated, child 9, worker 1",
               "2018-09-03 11:00 child_allocated, child 10, worker 1",
               "2018-09-10 10:00 child_allocated, child 16, worker 1",
               "2018-09-20 00:00 worker_lost, child 1, worker 0", "2018-09-20 00:00 child_allocated, child 1, worker 1",
               "2018-09-20 00:00 worker_changed, child 1, worker 1",
               "2018-09-20 00:00 obligation_owed reading_in, child 1, due 2018-09-28 00:00",
               "2018-09-20 00:00 worker_lost, child 0, worker 0", "2018-09-20 00:00 child_allocated, child 0, worker 1",
               "2018-09-20 00:00 worker_changed, child 0, worker 1",
               "2018-09-20 00:00 obligation_owed reading_in, child 0, due 2018-09-28 00:00"}));
    EXPECT_EQ(notes.grown(Measure::changes_of_worker), 2);
  });
}

TEST(ALeaver, LeavesNobodysNameOnTheCaseWhereNobodyHasRoom) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-01");
    service.staff(social_worker, 2);
    service.scenario.staffing.ceiling = 1;
    const StatusId open = service.status("open");
    service.here({open});
    service.here({open});
    leaving(service).per_year = 1;
    only_resigns(service, 0, day("2018-09-20"));
    const Notes notes = run(service.scenario);
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::worker_lost}),
              (Lines{"2018-09-21 00:00 worker_lost, child 0, worker 0"}));
    // Ten days, because a post stands empty.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::no_named_worker, Cause::vacancy), 10 * 24);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 10 * 24);
  });
}

TEST(ALeaver, LeavesUnfinishedWorkToWhoeverTakesOver) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 2);
    const StatusId open = service.status("open");
    service.work("report", open, working_days(20), 40);
    service.here({open});
    leaving(service).per_year = 1;
    only_resigns(service, 0, day("2018-09-04"));
    const Notes notes = run(service.scenario);
    // Sixteen hours on Monday and Tuesday, the other twenty-four by the end of Friday.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::work_begun, FactKind::work_suspended, FactKind::work_finished}),
              (Lines{"2018-09-03 09:00 work_begun report, child 0, worker 0",
                     "2018-09-05 00:00 work_suspended report, child 0, worker 0",
                     "2018-09-05 09:00 work_begun report, child 0, worker 1",
                     "2018-09-07 17:00 work_finished report, child 0, worker 1"}));
    EXPECT_EQ(notes.grown(Measure::worked_hours), 40);
    EXPECT_EQ(notes.grown(Measure::available_hours), 2 * 8 + 10 * 8);
  });
}

TEST(ALeaver, LeavesArrangedMeetingsToAColleagueInTheChair) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-01");
    service.staff(social_worker, 1);
    service.staff(chair, 2);
    const StatusId plan = service.status("plan");
    service.conference("conference", plan, working_days(14), 2);  // Friday 21 September
    service.here({plan});
    leaving(service).per_year = 0.5;
    only_resigns(service, 1, day("2018-09-12"));
    const Notes notes = run(service.scenario);
    EXPECT_EQ(people(notes, {FactKind::worker_left}), (Lines{"2018-09-13 00:00 worker_left, worker 1"}));
    EXPECT_EQ(lines(notes, service.scenario,
                    {FactKind::meeting_arranged, FactKind::meeting_postponed, FactKind::meeting_held}),
              (Lines{"2018-09-03 00:00 meeting_arranged conference, child 0, worker 1",
                     "2018-09-21 11:00 meeting_held conference, child 0, worker 0",
                     "2018-09-21 11:00 meeting_held conference, child 0, worker 2"}));
  });
}

TEST(ALeaver, FromAManagersPostLeavesTheSessionToAnother) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-29");
    service.staff(social_worker, 1);
    service.staff(manager, 2, SmallService::team, 0.25);  // a quarter of an hour a day
    service.scenario.staffing.supervision = Supervision{manager, weeks(2), minutes{90}, minutes{90}, {}};
    leaving(service).per_year = 1;
    only_resigns(service, 1, day("2018-09-17"));
    const Notes notes = run(service.scenario);
    ASSERT_EQ(people(notes, {FactKind::worker_left}).size(), 1u);
    EXPECT_GE(notes.of(FactKind::supervision_held).size(), 2u);
    for (const Fact& fact : notes.of(FactKind::work_begun))
      EXPECT_TRUE(fact.worker == WorkerId{2} || fact.at < at("2018-09-18"));
    // Ninety minutes each, whoever held them, and what is under way at the end.
    const double sessions = static_cast<double>(notes.of(FactKind::supervision_held).size());
    EXPECT_GE(notes.grown(Measure::worked_hours), 1.5 * sessions);
    EXPECT_LT(notes.grown(Measure::worked_hours), 1.5 * (sessions + 1));
  });
}

TEST(Careers, ThatEndWhileSomebodyIsAwayEndAllTheSame) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    service.staff(social_worker, 1);
    service.scenario.staffing.cover_after_working_days = 1000;
    Leaving& rule = leaving(service);
    rule.per_year = 1000;  // the first minutes of the run
    rule.notice_days = sim::Distribution::constant(14);
    const StatusId open = service.status("open");
    service.here({open});
    service.only_away(0, day("2018-09-12"), 10);
    const Notes notes = run(service.scenario);
    EXPECT_EQ(people(notes, {FactKind::worker_absent, FactKind::worker_left}),
              (Lines{"2018-09-12 00:00 worker_absent, worker 0", "2018-09-17 00:00 worker_left, worker 0"}));
    EXPECT_TRUE(notes.of(FactKind::worker_returned).empty());
    EXPECT_EQ(notes.grown(Measure::available_hours), 7 * 8);
  });
}

}  // namespace

}  // namespace casetide::models
