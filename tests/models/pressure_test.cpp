// How much work there is against the hours there, and what it and missed supervision do to people.
// Everybody works from 09:00 to 17:00; Mondays at 07:15 somebody looks at all. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/careers.hpp"
#include "tests/support/in_child.hpp"

namespace casetide::models {

using namespace casetide::testing;
using std::chrono::minutes;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr double memory_days = 4 * 365.25 / 12;

/// Three pieces of a thousand hours, one after the other: more than half a year's work.
void give_endless_work(SmallService& service) {
  const StatusId open = service.status("open");
  service.work("report", open, weeks(100), 1000);
  for (int child = 0; child < 3; ++child) service.here({open});
}

/// The team's figure at each sample, Mondays at midnight.
std::vector<double> levels(const Notes& notes, Measure measure) {
  std::vector<double> values;
  for (const Sample& sample : notes.samples) values.push_back(sample.of(measure)[0]);
  return values;
}

void expect_near(const std::vector<double>& values, const std::vector<double>& expected) {
  ASSERT_EQ(values.size(), expected.size());
  for (std::size_t week = 0; week < values.size(); ++week) EXPECT_NEAR(values[week], expected[week], 1e-9) << week;
}

TEST(Pressure, IsTheWorkOfFourWeeksOverTheHoursThere) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-29");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.work("report", open, weeks(2), 30);
    service.here({open});
    // Thirty hours in the first week, nothing after: over 40, 80, 120 and 160 hours, and forgotten after four weeks.
    expect_near(levels(run(service.scenario), Measure::pressure),
                {0, 0, 30.0 / 40, 30.0 / 80, 30.0 / 120, 30.0 / 160, 0, 0, 0});
  });
}

TEST(Pressure, CountsWhatStillWaitsOverTheHoursOfFourWeeks) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-08");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    service.work("report", open, weeks(50), 300);
    service.here({open});
    service.here({open});
    // All hours are worked. After one week 560 of 600 wait, one piece in hand; after two 520 ...
    expect_near(levels(run(service.scenario), Measure::pressure),
                {0, 0, 1 + 560.0 / 160, 1 + 520.0 / 160, 1 + 480.0 / 160, 1 + 440.0 / 160});
  });
}

TEST(Pressure, IsNoHigherForHavingJustStarted) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-24");
    joins(service, "2018-09-14", Contract::permanent);  // a Friday
    const StatusId open = service.status("open");
    service.work("report", open, weeks(50), 88);
    service.here({open});
    // Eight hours worked of the eight there; eighty wait, for two weeks of four.
    expect_near(levels(run(service.scenario), Measure::pressure), {0, 0, 0, 1.5});
  });
}

TEST(Pressure, OfSomebodyWhoIsAwayForLongStaysAsItWas) {
  in_child([] {
    SmallService service("2018-09-03", "2018-11-05");
    service.staff(social_worker, 1);
    service.scenario.staffing.cover_after_working_days = 1000;
    const StatusId open = service.status("open");
    service.work("report", open, weeks(50), 1000);
    service.here({open});
    service.only_away(0, day("2018-09-10"), 30);
    // One week worked; from then on away: 960 hours wait. After the fourth week no hours there are left to compare
    // with.
    const double pressure = 1 + 960.0 / 160;
    const auto values = levels(run(service.scenario), Measure::pressure);
    expect_near({values.begin(), values.begin() + 8},
                {0, 0, pressure, pressure, pressure, pressure, pressure, pressure});
  });
}

TEST(Pressure, IsThatOfTheHoursSomebodyHasWhileSettlingIn) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-24");
    joins(service, "2018-09-03", Contract::newly_qualified);
    service.scenario.staffing.employment.newly_qualified.protected_share = 0.5;
    const StatusId open = service.status("open");
    service.work("report", open, weeks(50), 100);
    service.here({open});
    expect_near(levels(run(service.scenario), Measure::pressure), {0, 0, 1 + 80.0 / 80, 1 + 60.0 / 80});
  });
}

// --- stress --------------------------------------------------------------------------------------------------------

TEST(Stress, FollowsPressureByItsExactExponentialStep) {
  in_child([] {
    SmallService service("2018-09-03", "2019-01-07");
    service.staff(social_worker, 1);
    service.scenario.staffing.employment.stress = {0.6, 0, 1.2, months(4)};
    give_endless_work(service);
    const auto stress = levels(run(service.scenario), Measure::stress);
    // Pressure is far above 2.2 from the second Monday on, so the target is 0.6; that Monday ends the first of the
    // weeks through which stress has moved towards it.
    std::vector<double> expected = {0, 0};
    for (std::size_t week = 1; expected.size() < stress.size(); ++week)
      expected.push_back(0.6 * (1 - std::exp(-7.0 * static_cast<double>(week) / memory_days)));
    expect_near(stress, expected);
  });
}

TEST(Stress, IsInProportionToThePressureAboveWhatIsBearable) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(social_worker, 1);
    service.scenario.staffing.employment.stress = {0.6, 0, 1.2, weeks(1)};
    service.scenario.staffing.employment.stress.memory = {0, Span::Unit::days};  // at once
    const StatusId open = service.status("open");
    service.work("report", open, weeks(100), 120);  // eighty wait on Monday: pressure 1.5
    service.here({open});
    service.scenario.period_until = day("2018-09-11");
    EXPECT_NEAR(levels(run(service.scenario), Measure::stress).back(), 0.6 * 0.3, 1e-9);
  });
}

/// A case holder whom nobody ever sees: there is a manager's post and nobody in it.
SmallService unsupervised(const Stress& stress) {
  SmallService service("2018-09-03", "2019-03-04");
  service.staff(social_worker, 1);
  service.staff(manager, 0);
  service.scenario.staffing.employment.stress = stress;
  service.scenario.staffing.supervision = Supervision{manager, weeks(4), minutes{60}, minutes{60}, {}};
  return service;
}

TEST(Stress, FollowsSupervisionThatIsMissed) {
  in_child([] {
    const auto stress = levels(run(unsupervised({0, 0.8, 1, months(4)}).scenario), Measure::stress);
    EXPECT_EQ(stress[1], 0);
    EXPECT_EQ(stress[2], 0);
    // Due within four weeks, and overdue by a whole interval within eight: from then on the way that is left shrinks by
    // the same factor each week.
    for (std::size_t week = 10; week + 1 < stress.size(); ++week)
      EXPECT_NEAR((0.8 - stress[week + 1]) / (0.8 - stress[week]), std::exp(-7 / memory_days), 1e-9);
    EXPECT_GT(stress.back(), 0.3);
  });
}

TEST(Stress, DoesNotComeOfWhatIsOff) {
  in_child([] {
    SmallService service = unsupervised({0, 0, 1, months(4)});
    give_endless_work(service);
    const Notes notes = run(service.scenario);
    for (double stress : levels(notes, Measure::stress)) EXPECT_EQ(stress, 0);
    EXPECT_GT(levels(notes, Measure::pressure).back(), 10);
  });
}

TEST(Stress, IsNeverMoreThanWhole) {
  in_child([] {
    SmallService service = unsupervised({1, 1, 1, {0, Span::Unit::days}});
    give_endless_work(service);
    EXPECT_EQ(levels(run(service.scenario), Measure::stress).back(), 1);
  });
}

}  // namespace

}  // namespace casetide::models
