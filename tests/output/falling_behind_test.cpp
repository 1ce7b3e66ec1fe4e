// Backlogs drawn by hand: how fast they grow, and since when.
#include "output/falling_behind.hpp"

#include <cmath>
#include <numbers>

#include "output/warm_up.hpp"
#include "tests/output/traces.hpp"

namespace casetide::output::testing {

namespace {

/// Four years, two teams, sampled weekly.
struct FourYears {
  models::Scenario scenario = small_scenario();
  Layout layout;
  FourYears() {
    scenario.period_until = date(2020, 4, 1);
    layout = layout_of(scenario);
  }

  /// Of the first team, by the day since the period began; the second has none.
  std::vector<double> waiting(const std::function<double(double)>& hours) const {
    std::vector<double> values(2 * layout.samples.size());
    for (std::size_t at = 0; at < layout.samples.size(); ++at)
      values[2 * at] = hours(sim::in_days(layout.samples[at] - layout.samples[0]));
    return values;
  }
  /// Of `hours`, in replications that differ by `apart` hours a day.
  TeamBacklog backlog(const std::function<double(double)>& hours, double apart = 0.01) const {
    BacklogWatch watch(layout);
    for (int replication = -1; replication <= 1; ++replication)
      watch.add(0, waiting([&](double day) { return hours(day) + replication * apart * day; }),
                std::vector<double>(2 * layout.samples.size(), 100));
    return watch.backlogs()[0];
  }
};

constexpr double days_a_month = 365.25 / 12;

}  // namespace

TEST(Backlog, GrowsByItsSlope) {
  const TeamBacklog backlog = FourYears().backlog([](double day) { return 500 + 2 * day; });
  EXPECT_NEAR(backlog.drift.mean, 2 * days_a_month, 1e-6);
  // Slopes of 1.99, 2 and 2.01: a deviation of 0.01, and t(0.95, 2) = 2.920.
  EXPECT_NEAR(backlog.drift.half_width(), 2.920 * 0.01 / std::sqrt(3.0) * days_a_month, 1e-3);
  EXPECT_TRUE(backlog.falls_behind());
  EXPECT_EQ(backlog.since, date(2016, 4, 1));
}

TEST(Backlog, ThatSwingsWithTheSeasonsDoesNotGrow) {
  // A straight line through two years of it would rise or fall by 200 x 6 / (4 pi) / 12 = 8 hours a month.
  for (double phase = 0; phase < 1; phase += 0.125) {
    const TeamBacklog backlog = FourYears().backlog(
        [&](double day) { return 500 + 200 * std::sin(2 * std::numbers::pi * (day / 365.25 + phase)); }, 0);
    EXPECT_NEAR(backlog.drift.mean, 0, 0.5) << phase;
    EXPECT_FALSE(backlog.falls_behind()) << phase;
  }
}

TEST(Backlog, FallsBehindFromTheMonthAfterWhichItOnlyGrows) {
  // Falls until 1 November 2017, day 579, and grows from then on.
  const auto turns = [](double day) { return 2000 + 2 * std::abs(day - 579); };
  const TeamBacklog backlog = FourYears().backlog(turns);
  EXPECT_TRUE(backlog.falls_behind());
  ASSERT_TRUE(backlog.since);
  // The means of twelve months are alike half a year and half a year again after the turn.
  EXPECT_GE(*backlog.since, date(2018, 10, 1));
  EXPECT_LE(*backlog.since, date(2018, 12, 1));
  EXPECT_EQ(sentence(backlog).substr(0, 18), "falls behind from ");
}

TEST(Backlog, HasNoMonthOfItsBeginningWhereSamplesStandFartherApart) {
  FourYears years;
  years.scenario.sample_days = 91;
  years.layout = layout_of(years.scenario);
  const TeamBacklog backlog = years.backlog([](double day) { return 500 + 2 * day; });
  EXPECT_TRUE(backlog.falls_behind());
  EXPECT_FALSE(backlog.since);
}

TEST(Backlog, IsSaidInASentence) {
  const TeamBacklog backlog{0, 0, "one", "One", {120, 90.4, 149.8, 3}, 1000, date(2018, 11, 1)};
  EXPECT_EQ(sentence(backlog), "falls behind from November 2018: its backlog grows by 120 (90 to 150) hours a month");
}

TEST(Backlog, OfNextToNothingIsNotTold) {
  EXPECT_FALSE((TeamBacklog{0, 0, "one", "One", {4, 3, 5, 3}, 1000, {}}.falls_behind()));
  EXPECT_FALSE((TeamBacklog{0, 0, "one", "One", {40, -3, 83, 3}, 1000, {}}.falls_behind()));
  EXPECT_TRUE((TeamBacklog{0, 0, "one", "One", {40, 3, 77, 3}, 1000, {}}.falls_behind()));
}

/// So many weeks of a level that moves from 100 towards 200 in about `memory` weeks.
std::vector<double> approach(int weeks, double memory) {
  std::vector<double> series;
  for (int week = 0; week < weeks; ++week) series.push_back(200 - 100 * std::exp(-week / memory) + (week % 3 - 1));
  return series;
}

TEST(WarmUp, IsTooShortWhereALevelStillMoves) {
  EXPECT_TRUE(settles_late(approach(13 + 52, 20), 13, 13));
  EXPECT_FALSE(settles_late(approach(104 + 52, 20), 104, 13));
}

TEST(WarmUp, IsNotBlamedForWhatBeginsLater) {
  std::vector<double> steps(26 + 52, 100);  // stands still until the middle of the year
  for (std::size_t week = 26 + 26; week < steps.size(); ++week) steps[week] = 150;
  EXPECT_FALSE(settles_late(steps, 26, 13));
}

TEST(WarmUp, IsNotBlamedForLittle) {
  std::vector<double> series = approach(13 + 52, 20);
  for (double& value : series) value += 5000;
  EXPECT_FALSE(settles_late(series, 13, 13));
}

/// Three months of warm-up and two years, sampled weekly, of a service whose children at risk go from 0 to 300 evenly
/// in so many weeks and then stay, up and down by 10, while its caseload stands at 2,000.
WarmUpWatch watch_of(const Layout& layout, double weeks) {
  WarmUpWatch watch(layout);
  for (int replication = 0; replication < 5; ++replication) {
    Trace trace = blank_trace(layout);
    const auto at_risk = [&](std::size_t week) {
      const double noise = 2 * (static_cast<double>((week * 7 + static_cast<std::size_t>(replication)) % 11) - 5);
      return 300 * std::min(1.0, static_cast<double>(week) / weeks) + noise;
    };
    const std::size_t levels = settling_measures.size();
    trace.settling.assign(layout.warm_up.size() * levels, 0);
    for (std::size_t at = 0; at < layout.warm_up.size(); ++at) {
      trace.settling[at * levels + 1] = at_risk(at);
      trace.settling[at * levels + 3] = 2000;
    }
    const std::size_t statuses = layout.of(models::Axis::status).names.size();
    const std::size_t teams = layout.of(models::Axis::team).names.size();
    for (std::size_t at = 0; at < layout.samples.size(); ++at) {
      trace.of(models::Measure::children_at_risk)[at * statuses] = at_risk(at + layout.warm_up.size());
      trace.of(models::Measure::caseload)[at * teams] = 2000;
    }
    watch.add(trace);
  }
  return watch;
}

TEST(WarmUp, ThatIsTooShortIsToldWithTheLevelAndTheMonth) {
  models::Scenario scenario = two_years();
  scenario.warm_up_from = scenario.period_from - std::chrono::days{91};
  const Layout layout = layout_of(scenario);
  const std::vector<Unsettled> late = watch_of(layout, 26).unsettled();
  ASSERT_EQ(late.size(), 1u);
  EXPECT_EQ(late[0].measure, models::Measure::children_at_risk);
  // 26 weeks after the start of the warm-up is 13 after that of the period, to a batch of five weeks.
  ASSERT_TRUE(late[0].settles);
  EXPECT_GE(*late[0].settles, scenario.period_from + std::chrono::weeks{13 - 5});
  EXPECT_LE(*late[0].settles, scenario.period_from + std::chrono::weeks{13 + 5});
  EXPECT_EQ(watch_of(layout, 26).warning().substr(0, 61),
            "the warm-up of 3 months looks too short: children at risk set");
  EXPECT_TRUE(watch_of(layout, 5).unsettled().empty());
  EXPECT_EQ(watch_of(layout, 5).warning(), "");
}

}  // namespace casetide::output::testing
