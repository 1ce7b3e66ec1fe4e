// Agency staff: bookings that end to the day, are ended, or turn into a post.
// Everybody works from 09:00 to 17:00; the board meets every other Monday at 07:30. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/careers.hpp"
#include "tests/support/in_child.hpp"

namespace casetide::models {

using namespace casetide::testing;
using std::chrono::days;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto permanent = static_cast<std::size_t>(Contract::permanent);
constexpr auto agency = static_cast<std::size_t>(Contract::agency);
constexpr double nobody_comes_any_more = 1000;  // days

/// Bookings of so many days, of agency staff who cover every vacancy; nobody comes in the place of those who go.
AgencyCover& cover(SmallService& service, double booking_days) {
  AgencyCover& rule = service.scenario.staffing.employment.agency;
  rule.roles = {social_worker};
  rule.share = 1;
  rule.days_to_arrive = sim::Distribution::constant(nobody_comes_any_more);
  rule.booking_days = sim::Distribution::constant(booking_days);
  return rule;
}

const std::initializer_list<FactKind> endings = {FactKind::notice_given, FactKind::worker_left,
                                                 FactKind::contract_changed};

TEST(ABooking, EndsToTheDayAfterItsNotice) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-03");
    joins(service, "2018-09-10", Contract::agency);
    cover(service, 56);
    const StatusId open = service.status("open");
    service.coming(at("2018-10-28 12:00"), open);
    service.coming(at("2018-10-29 12:00"), open);  // under notice they are given nobody
    const Notes notes = run(service.scenario);
    EXPECT_EQ(people(notes, endings),
              (Lines{"2018-10-29 00:00 notice_given, worker 0", "2018-11-05 00:00 worker_left, worker 0"}));
    const Fact left = notes.of(FactKind::worker_left)[0];
    EXPECT_EQ(left.outcome, static_cast<std::uint8_t>(Destination::booking_ended));
    EXPECT_EQ(left.place, agency);
    EXPECT_EQ(left.since, at("2018-09-10"));
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::child_allocated, FactKind::worker_lost}),
              (Lines{"2018-10-28 12:00 child_allocated, child 0, worker 0",
                     "2018-11-05 00:00 worker_lost, child 0, worker 0"}));
    EXPECT_EQ(notes.grown(Measure::available_hours), 40 * 8);
  });
}

TEST(ABooking, ShorterThanItsNoticeIsUnderNoticeFromTheFirstDay) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-03");
    joins(service, "2018-09-10", Contract::agency);
    cover(service, 5);
    EXPECT_EQ(people(run(service.scenario), endings),
              (Lines{"2018-09-10 07:00 notice_given, worker 0", "2018-09-15 00:00 worker_left, worker 0"}));
  });
}

TEST(ABooking, DoesNotEndInRolesThatTheBoardDoesNotCover) {
  in_child([] {
    SmallService service("2018-09-03", "2020-09-07");
    staff_without_posts(service, Contract::agency, 3);
    joins(service, "2018-09-10", Contract::agency);
    cover(service, 56).roles = {SmallService::manager};
    EXPECT_EQ(people(run(service.scenario), endings), Lines{});
  });
}

TEST(ABooking, OfThoseHereAtTheStartEndsOnAnyDayOfItsLength) {
  in_child([] {
    constexpr int people = 600, length = 60;
    SmallService service("2018-09-03", "2018-12-03");
    staff_without_posts(service, Contract::agency, people);
    service.scenario.staffing.teams[0].posts = {{social_worker, people}};
    cover(service, length);
    const auto left = run(service.scenario).of(FactKind::worker_left);
    ASSERT_EQ(left.size(), 600u);
    for (const Fact& fact : left) {
      EXPECT_EQ(fact.at - fact.since, days{length});
      EXPECT_GT(fact.at, at("2018-09-03"));
    }
    for (int day : {15, 30, 45}) {
      const auto gone = std::count_if(left.begin(), left.end(),
                                      [&](const Fact& fact) { return fact.at <= at("2018-09-03") + days{day}; });
      const double share = static_cast<double>(day) / length;
      EXPECT_NEAR(static_cast<double>(gone) / people, share, 4 * std::sqrt(share * (1 - share) / people)) << day;
    }
  });
}

TEST(ABooking, TurnsIntoAPostThatIsVacantWithTheChildren) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-03");
    joins(service, "2018-09-10", Contract::agency);
    cover(service, 56).converts = 1;
    const StatusId open = service.status("open");
    service.coming(at("2018-10-30 12:00"), open);
    const Notes notes = run(service.scenario);
    EXPECT_EQ(people(notes, endings), (Lines{"2018-11-05 00:00 contract_changed, worker 0"}));
    const Fact changed = notes.of(FactKind::contract_changed)[0];
    EXPECT_EQ(changed.place, permanent);
    EXPECT_EQ(changed.outcome, agency);
    EXPECT_EQ(lines(notes, service.scenario, {FactKind::child_allocated, FactKind::worker_lost}),
              (Lines{"2018-10-30 12:00 child_allocated, child 0, worker 0"}));
    EXPECT_EQ(notes.samples.back().of(Measure::staff), (std::vector<double>{1, 0, 0}));
    EXPECT_EQ(notes.grown(Measure::left, agency), 1);
    EXPECT_EQ(notes.grown(Measure::joined, permanent), 1);
  });
}

TEST(ABooking, EndsWhereThePersonWouldStayAndNoPostIsVacant) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-03");
    service.staff(social_worker, 1);
    joins(service, "2018-09-10", Contract::agency, false);
    service.scenario.staffing.teams[0].agency_above = {{social_worker, 1}};
    cover(service, 56).converts = 1;
    EXPECT_EQ(people(run(service.scenario), endings), (Lines{"2018-11-05 00:00 worker_left, worker 1"}));
  });
}

TEST(ABooking, TurnsIntoAPostAsOftenAsTheShareSays) {
  in_child([] {
    constexpr double people = 800, share = 0.3;
    SmallService service("2018-09-03", "2018-12-03");
    staff_without_posts(service, Contract::agency, people);
    service.scenario.staffing.teams[0].posts = {{social_worker, people}};
    cover(service, 60).converts = share;
    const Notes notes = run(service.scenario);
    const auto stayed = static_cast<double>(notes.of(FactKind::contract_changed).size());
    EXPECT_EQ(stayed + static_cast<double>(notes.of(FactKind::worker_left).size()), people);
    EXPECT_NEAR(stayed / people, share, 4 * std::sqrt(share * (1 - share) / people));
  });
}

TEST(ABooking, ThatIsNotNeededAnyMoreEndsAfterItsNoticeAndTurnsIntoNothing) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-03");
    joins(service, "2018-09-04", Contract::agency);
    AgencyCover& rule = cover(service, 56);
    rule.converts = 1;
    rule.cap = 0;  // at its meeting of Monday 17 September the board finds one too many
    EXPECT_EQ(people(run(service.scenario), endings),
              (Lines{"2018-09-17 07:30 notice_given, worker 0", "2018-09-24 00:00 worker_left, worker 0"}));
  });
}

TEST(ABooking, ThatIsNotNeededAnyMoreEndsNoLaterThanItWouldHave) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-03");
    joins(service, "2018-09-04", Contract::agency);
    AgencyCover& rule = cover(service, 16);  // the last day is Wednesday 19 September
    rule.converts = 1;
    rule.cap = 0;
    EXPECT_EQ(people(run(service.scenario), endings),
              (Lines{"2018-09-17 07:30 notice_given, worker 0", "2018-09-20 00:00 worker_left, worker 0"}));
  });
}

TEST(ABooking, IsNotLeftLikeAPostUntilItIsOne) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-03");
    joins(service, "2018-09-10", Contract::agency);
    cover(service, 56).converts = 1;
    service.scenario.staffing.employment.leaving.per_year = 1e7;  // employees give notice within the minute
    service.scenario.staffing.employment.leaving.notice_days = sim::Distribution::constant(10);
    EXPECT_EQ(people(run(service.scenario), endings),
              (Lines{"2018-11-05 00:00 contract_changed, worker 0", "2018-11-05 00:01 notice_given, worker 0",
                     "2018-11-15 00:00 worker_left, worker 0"}));
  });
}

}  // namespace

}  // namespace casetide::models
