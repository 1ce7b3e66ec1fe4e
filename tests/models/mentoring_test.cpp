// An experienced colleague's time for somebody who is settling in, to the hour.
// Everybody works from 09:00 to 17:00; Mondays at 07:15 somebody looks at all. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include <map>

#include "tests/support/careers.hpp"
#include "tests/support/in_child.hpp"

namespace casetide::models {

using namespace casetide::testing;
using std::chrono::hours;

namespace {

constexpr auto social_worker = SmallService::social_worker;

/// Everybody who joins has two hours of a colleague's time in each of four weeks; those here have long settled in.
SmallService with_mentors(int colleagues, const std::string& until) {
  SmallService service("2018-09-03", until);
  if (colleagues > 0) service.staff(social_worker, colleagues);
  Employment& employment = service.scenario.staffing.employment;
  employment.leaving.years_in_post = sim::Distribution::constant(5);
  for (Induction& induction : employment.induction) {
    induction.full_after = weeks(4);
    induction.mentor_each_week = hours{2};
  }
  return service;
}

/// What each person worked [hours], finished and not.
std::map<std::size_t, double> worked(const Notes& notes, sim::Instant from = {}, sim::Instant until = sim::never) {
  std::map<std::size_t, double> sums;
  for (const Fact& fact : notes.facts)
    if ((fact.kind == FactKind::work_finished || fact.kind == FactKind::work_suspended) && from <= fact.at &&
        fact.at < until)
      sums[index(fact.worker)] += sim::in_hours(fact.amount);
  return sums;
}

using Hours = std::map<std::size_t, double>;

TEST(Mentoring, IsChargedToAColleagueEveryWeekUntilTheNewcomerHasSettledIn) {
  in_child([] {
    SmallService service = with_mentors(1, "2018-11-26");
    joins(service, "2018-09-12", Contract::permanent);
    const Notes notes = run(service.scenario);
    // On the four Mondays from 17 September to 8 October: on 10 October four weeks are over.
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::work_finished}).size(), 4u);
    EXPECT_EQ(worked(notes), (Hours{{0, 8.0}}));
    const auto weeks = week_by_week(notes, Measure::worked_hours);
    EXPECT_EQ((std::vector<double>{weeks.begin(), weeks.begin() + 8}), (std::vector<double>{0, 0, 2, 2, 2, 2, 0, 0}));
  });
}

TEST(Mentoring, FallsToWhomeverHasTheFewestToMentorAndStaysThere) {
  in_child([] {
    SmallService service = with_mentors(2, "2018-11-26");
    for (const char* first : {"2018-09-10", "2018-09-10", "2018-09-24"})
      joins(service, first, Contract::newly_qualified);
    // One each, and the third to the first: eight hours each time.
    EXPECT_EQ(worked(run(service.scenario)), (Hours{{0, 16.0}, {1, 8.0}}));
  });
}

TEST(Mentoring, FallsToNobodyWhoIsSettlingInOrInTheFirstYear) {
  in_child([] {
    SmallService service = with_mentors(0, "2018-11-26");
    staff_without_posts(service, Contract::newly_qualified, 2);
    service.scenario.staffing.employment.induction[static_cast<std::size_t>(Contract::newly_qualified)] = {};
    joins(service, "2018-09-10", Contract::permanent);
    joins(service, "2018-09-10", Contract::permanent);
    EXPECT_EQ(worked(run(service.scenario)), Hours{});
  });
}

TEST(Mentoring, OfTheFirstIsTheSecondsWorkOnceTheyHaveSettledIn) {
  in_child([] {
    SmallService service = with_mentors(0, "2018-11-26");
    joins(service, "2018-09-10", Contract::permanent);  // nobody is there for them
    joins(service, "2018-10-08", Contract::permanent);  // by now the first can
    EXPECT_EQ(worked(run(service.scenario)), (Hours{{0, 8.0}}));
  });
}

TEST(Mentoring, ThatTheMentorDidNotComeToIsDroppedAtTheEndOfTheWeek) {
  in_child([] {
    SmallService service = with_mentors(1, "2018-10-29");
    joins(service, "2018-09-03", Contract::permanent);
    // The mentor's own work comes first: sixty hours, until Wednesday of the second week at 13:00.
    const StatusId open = service.status("open");
    service.work("report", open, working_days(1), 60);
    service.scenario.staffing.ceiling = 1;
    service.here({open});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(worked(notes, at("2018-09-03"), at("2018-09-10")), (Hours{}));  // in one stretch, told when it ends
    EXPECT_EQ(worked(notes, at("2018-09-10"), at("2018-09-17")), (Hours{{0, 62.0}}));
    EXPECT_EQ(worked(notes, at("2018-09-17")), (Hours{{0, 4.0}}));
  });
}

TEST(Mentoring, IsBrokenOffWhenTheWeekIsOver) {
  in_child([] {
    SmallService service = with_mentors(0, "2018-10-29");
    service.staff(social_worker, 1, SmallService::team, 0.2);  // twelve minutes a day: an hour a week, of two
    joins(service, "2018-09-03", Contract::permanent);
    const Notes notes = run(service.scenario);
    EXPECT_EQ(worked(notes), (Hours{{0, 4.0}}));
    EXPECT_TRUE(notes.of(FactKind::work_finished).empty());
    const auto weeks = week_by_week(notes, Measure::worked_hours);
    EXPECT_EQ((std::vector<double>{weeks.begin(), weeks.begin() + 6}), (std::vector<double>{1, 1, 1, 1, 0, 0}));
  });
}

TEST(Mentoring, GoesOnAfterMoreUrgentWorkWhereItWasLeft) {
  in_child([] {
    SmallService service = with_mentors(0, "2018-09-10");
    service.staff(social_worker, 1, SmallService::team, 1);  // an hour a day
    joins(service, "2018-09-03", Contract::agency);
    service.scenario.staffing.employment.induction[static_cast<std::size_t>(Contract::agency)].begins_at = 1e-9;
    service.scenario.staffing.ceiling = 1;  // of which the newcomer takes none
    const StatusId open = service.status("open");
    service.work("report", open, working_days(1), 1);
    service.coming(at("2018-09-03 09:30"), open);
    const Notes notes = run(service.scenario);
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::work_suspended, FactKind::work_finished}),
              (Lines{"2018-09-03 10:00 work_suspended supervision, worker 0",
                     "2018-09-04 10:00 work_finished report, child 0, worker 0",
                     "2018-09-05 10:00 work_finished supervision, worker 0"}));
    EXPECT_EQ(worked(notes), (Hours{{0, 3.0}}));
  });
}

TEST(Mentoring, GoesOnWithAnotherWhenTheMentorLeaves) {
  in_child([] {
    SmallService service = with_mentors(2, "2018-10-29");
    joins(service, "2018-09-03", Contract::permanent);
    service.scenario.staffing.employment.leaving.per_year = 0.5;
    only_resigns(service, 0, day("2018-09-12"));
    const Notes notes = run(service.scenario);
    ASSERT_EQ(people(notes, {FactKind::worker_left}), (Lines{"2018-09-13 00:00 worker_left, worker 0"}));
    EXPECT_EQ(worked(notes), (Hours{{0, 4.0}, {1, 4.0}}));
  });
}

TEST(Mentoring, OutOfTheHandsOfAMentorWhoLeavesIsNobodysAnyMore) {
  in_child([] {
    SmallService service = with_mentors(0, "2018-10-29");
    service.staff(social_worker, 2, SmallService::team, 0.5);  // half an hour a day: from Monday to Thursday
    joins(service, "2018-09-03", Contract::permanent);
    service.scenario.staffing.employment.leaving.per_year = 0.5;
    only_resigns(service, 0, day("2018-09-11"));
    // Two hours, then two days of half an hour; from the third Monday on the other.
    EXPECT_EQ(worked(run(service.scenario)), (Hours{{0, 3.0}, {1, 4.0}}));
  });
}

TEST(Mentoring, EndsWhenTheNewcomerLeaves) {
  in_child([] {
    SmallService service = with_mentors(0, "2018-10-29");
    service.staff(social_worker, 1, SmallService::team, 0.5);
    joins(service, "2018-09-03", Contract::agency);
    AgencyCover& cover = service.scenario.staffing.employment.agency;
    cover.roles = {social_worker};
    cover.share = 1;
    cover.days_to_arrive = sim::Distribution::constant(1000);
    cover.booking_days = sim::Distribution::constant(9);  // to Tuesday 11 September
    const Notes notes = run(service.scenario);
    ASSERT_EQ(people(notes, {FactKind::worker_left}), (Lines{"2018-09-12 00:00 worker_left, worker 1"}));
    EXPECT_EQ(worked(notes), (Hours{{0, 3.0}}));
  });
}

}  // namespace

}  // namespace casetide::models
