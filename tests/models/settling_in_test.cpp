// The first weeks and the first year: capacity that grows, protected time, supervision more often, a permanent
// contract. Everybody works from 09:00 to 17:00; Mondays at 07:15 somebody looks at all. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "tests/support/careers.hpp"
#include "tests/support/in_child.hpp"

namespace casetide::models {

using namespace casetide::testing;
using std::chrono::days;
using std::chrono::minutes;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto permanent = static_cast<std::size_t>(Contract::permanent);
constexpr auto agency = static_cast<std::size_t>(Contract::agency);
constexpr auto newly_qualified = static_cast<std::size_t>(Contract::newly_qualified);

Employment& employment(SmallService& service) { return service.scenario.staffing.employment; }

/// Half of a colleague's at first, all of it after four weeks.
constexpr auto induction = [] {
  Induction rule;
  rule.begins_at = 0.5;
  rule.full_after = {4, Span::Unit::weeks};
  return rule;
};

TEST(Induction, GrowsEvenlyWeekByWeek) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-29");
    joins(service, "2018-09-10", Contract::permanent);
    employment(service).induction[permanent] = induction();
    // Eight hours a day times 0.5, 0.625, 0.75, 0.875 and 1, five days a week.
    EXPECT_EQ(week_by_week(run(service.scenario), Measure::available_hours),
              (std::vector<double>{0, 20, 25, 30, 35, 40, 40, 40}));
  });
}

TEST(Induction, CountsFromTheFirstDayInTheMiddleOfAWeek) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-22");
    joins(service, "2018-09-12", Contract::permanent);
    employment(service).induction[permanent] = induction();
    employment(service).induction[permanent].full_after = Span{20, Span::Unit::days};
    // Three days at 0.5; then 5, 12 and 19 of 20 days are over: 0.625, 0.8, 0.975 of 480 minutes are 300, 384 and 468.
    EXPECT_EQ(week_by_week(run(service.scenario), Measure::available_hours),
              (std::vector<double>{0, 12, 25, 32, 39, 40, 40}));
  });
}

TEST(Induction, LimitsTheCaseloadAsWell) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    joins(service, "2018-09-03", Contract::permanent);
    employment(service).induction[permanent] = induction();
    service.scenario.staffing.ceiling = 8;
    const StatusId open = service.status("open");
    for (int child = 0; child < 20; ++child) service.here({open});
    const Notes notes = run(service.scenario);
    std::vector<double> held;
    for (const Sample& sample : notes.samples) held.push_back(sample.of(Measure::caseload)[0]);
    EXPECT_EQ(held, (std::vector<double>{0, 4, 5, 6, 7, 8, 8}));
  });
}

TEST(Induction, IsOverForWhomeverHasBeenHereLongEnough) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-01");
    service.staff(social_worker, 3);
    staff_without_posts(service, Contract::agency, 2);  // of a role without bookings: here for good
    for (Induction& rule : employment(service).induction) rule = induction();
    employment(service).leaving.years_in_post = sim::Distribution::constant(1);
    EXPECT_EQ(week_by_week(run(service.scenario), Measure::available_hours), (std::vector<double>{200, 200, 200, 200}));
  });
}

TEST(Induction, OfThoseHereAtTheStartGoesOnFromWhereTheyStand) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-01");
    service.staff(social_worker, 1);
    employment(service).induction[permanent] = induction();
    employment(service).leaving.years_in_post = sim::Distribution::constant(14 / 365.25);
    EXPECT_EQ(week_by_week(run(service.scenario), Measure::available_hours), (std::vector<double>{30, 35, 40, 40}));
  });
}

TEST(Induction, OfAgencyStaffIsNotBegunAgainWhenTheyBecomeEmployees) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-15");
    joins(service, "2018-09-03", Contract::agency);
    employment(service).induction[permanent] = induction();
    employment(service).induction[agency] = induction();
    employment(service).induction[agency].full_after = weeks(1);
    ConvertAgency convert{SmallService::team, social_worker, 1, day("2018-09-17"), day("2018-09-18")};
    service.scenario.plans.front().measures.emplace_back(convert);
    const Notes notes = run(service.scenario);
    EXPECT_EQ(people(notes, {FactKind::contract_changed}), (Lines{"2018-09-17 07:00 contract_changed, worker 0"}));
    EXPECT_EQ(week_by_week(notes, Measure::available_hours), (std::vector<double>{20, 40, 40, 40, 40, 40}));
  });
}

// --- the first year of practice ------------------------------------------------------------------------------------

TEST(NewlyQualified, HaveTheirProtectedTimeExactly) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-01");
    joins(service, "2018-09-03", Contract::newly_qualified);
    employment(service).newly_qualified.protected_share = 0.1;
    service.scenario.staffing.ceiling = 20;
    const StatusId open = service.status("open");
    for (int child = 0; child < 30; ++child) service.here({open});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(week_by_week(notes, Measure::available_hours), (std::vector<double>{36, 36, 36, 36}));
    EXPECT_EQ(notes.samples.back().of(Measure::caseload)[0], 18);
  });
}

TEST(NewlyQualified, SettleInBesides) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-08");
    joins(service, "2018-09-03", Contract::newly_qualified);
    employment(service).newly_qualified.protected_share = 0.1;
    employment(service).induction[newly_qualified] = induction();
    EXPECT_EQ(week_by_week(run(service.scenario), Measure::available_hours),
              (std::vector<double>{18, 22.5, 27, 31.5, 36}));
  });
}

TEST(NewlyQualified, ArePermanentAfterTheirFirstYearAndHaveNeitherLeftNorJoined) {
  in_child([] {
    SmallService service("2018-09-03", "2019-10-07");
    joins(service, "2018-09-12", Contract::newly_qualified);
    employment(service).newly_qualified.protected_share = 0.1;
    const Notes notes = run(service.scenario);
    // The year is over on Thursday 12 September 2019; on the Monday after it is noticed.
    const auto changed = notes.of(FactKind::contract_changed);
    ASSERT_EQ(changed.size(), 1u);
    EXPECT_EQ(changed[0].at, at("2019-09-16 07:15"));
    EXPECT_EQ(changed[0].place, permanent);
    EXPECT_EQ(changed[0].outcome, newly_qualified);
    EXPECT_EQ(notes.grown(Measure::joined, permanent), 0);
    EXPECT_EQ(notes.grown(Measure::joined, newly_qualified), 1);
    EXPECT_EQ(notes.grown(Measure::left), 0);
    EXPECT_EQ(notes.samples.back().of(Measure::staff), (std::vector<double>{1, 0, 0}));
    const auto hours = week_by_week(notes, Measure::available_hours);
    EXPECT_EQ(hours[52], 36);
    EXPECT_EQ(hours[54], 40);
  });
}

TEST(NewlyQualified, ArePermanentOnTheDayOnWhichAYearIsOver) {
  in_child([] {
    SmallService service("2018-09-03", "2018-11-05");
    joins(service, "2018-09-10", Contract::newly_qualified);
    employment(service).newly_qualified.lasts = weeks(4);
    EXPECT_EQ(people(run(service.scenario), {FactKind::contract_changed}),
              (Lines{"2018-10-08 07:15 contract_changed, worker 0"}));
  });
}

TEST(NewlyQualified, WhoAreHereAtTheStartStandAnywhereInTheirFirstYear) {
  in_child([] {
    constexpr double people = 1000;
    SmallService service("2018-09-03", "2019-09-30");
    staff_without_posts(service, Contract::newly_qualified, people);
    const auto changed = run(service.scenario).of(FactKind::contract_changed);
    EXPECT_EQ(changed.size(), 1000u);
    for (int week : {13, 26, 39}) {
      const auto done = std::count_if(changed.begin(), changed.end(),
                                      [&](const Fact& fact) { return fact.at < at("2018-09-04") + days{7 * week}; });
      // A year may end on any day up to that Monday: 7 x week + 1 of 365. Four standard errors.
      const double share = (7 * week + 1) / 365.0;
      EXPECT_NEAR(static_cast<double>(done) / people, share, 4 * std::sqrt(share * (1 - share) / people)) << week;
    }
  });
}

TEST(NewlyQualified, AreNotGivenWhatTheyAreSpared) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-24");
    service.staff(social_worker, 1);
    staff_without_posts(service, Contract::newly_qualified, 1);
    const StatusId enquiry = service.status("enquiry");
    const StatusId open = service.status("open");
    employment(service).newly_qualified.not_given = {enquiry};
    for (int child = 0; child < 4; ++child) service.coming(at("2018-09-04 10:00") + minutes{child}, enquiry);
    for (int child = 0; child < 4; ++child) service.coming(at("2018-09-05 10:00") + minutes{child}, open);
    for (const Fact& fact : run(service.scenario).of(FactKind::child_allocated))
      EXPECT_EQ(fact.worker, fact.at < at("2018-09-05") ? WorkerId{0} : WorkerId{1});
  });
}

/// The days of sessions of the one who joins on Monday 3 September 2018.
std::vector<sim::Date> sessions(Contract contract) {
  SmallService service("2018-09-03", "2019-12-30");
  service.staff(manager, 1);
  joins(service, "2018-09-03", contract);
  service.scenario.staffing.supervision =
      Supervision{manager, weeks(4), minutes{60}, minutes{60}, {{weeks(6), weeks(1)}, {months(6), weeks(2)}}};
  const std::string said = in_child([&](std::ostream& out) {
    for (const Fact& fact : run(service.scenario).of(FactKind::supervision_held))
      out << sim::text(sim::date_of(fact.at)) << '\n';
  });
  std::vector<sim::Date> held;
  std::istringstream in(said);
  for (std::string text; in >> text;) held.push_back(day(text));
  return held;
}

/// The first day on which a session that is due on the day comes onto the manager's list.
sim::Date early(sim::Date due) { return sim::Calendar::england().subtract_working_days(due, 3); }

TEST(NewlyQualified, AreSeenWeeklyThenFortnightlyThenLikeEverybody) {
  const std::vector<sim::Date> held = sessions(Contract::newly_qualified);
  ASSERT_GT(held.size(), 15u);
  EXPECT_LE(held.front(), day("2018-09-11"));
  int weekly = 0, fortnightly = 0, every_four_weeks = 0;
  for (std::size_t next = 1; next < held.size(); ++next) {
    // The interval is that of the day on which the last session was; a session comes up to three working days early.
    const sim::Date last = held[next - 1];
    const int interval = last <= day("2018-10-15") ? 7 : last <= day("2019-03-03") ? 14 : 28;
    ++(interval == 7 ? weekly : interval == 14 ? fortnightly : every_four_weeks);
    EXPECT_LE((held[next] - last).count(), interval) << sim::text(last);
    EXPECT_GE(held[next], early(last + days{interval})) << sim::text(last);
  }
  EXPECT_GE(weekly, 6);
  EXPECT_GE(fortnightly, 10);
  EXPECT_GE(every_four_weeks, 10);
}

TEST(NewlyQualified, AreSeenMoreOftenThanOthersWhoStart) {
  const std::vector<sim::Date> held = sessions(Contract::permanent);
  ASSERT_GT(held.size(), 10u);
  for (std::size_t next = 1; next < held.size(); ++next) EXPECT_GE(held[next], early(held[next - 1] + days{28}));
}

}  // namespace

}  // namespace casetide::models
