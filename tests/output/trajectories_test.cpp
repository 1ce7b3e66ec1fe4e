// Courses over the period, on values made by hand, and how they look on a terminal.
#include "output/trajectories.hpp"

#include <cmath>

#include "output/paint.hpp"
#include "output/text_table.hpp"
#include "tests/output/judged_values.hpp"
#include "tests/output/traces.hpp"

namespace casetide::output::testing {

namespace {

/// Two years from April 2016, 1,000 open child-days a month; 20 by law in the first year, 40 in the second.
Judged steady_years() {
  Judged judged = blank_judged(2, 2);
  for (auto& replications : judged.of)
    for (auto& replication : replications) {
      replication.law_days.assign(12, 20);
      replication.law_days.resize(24, 40);
      replication.children_held.assign(24, 300);
      replication.case_holders.assign(24, 20);
    }
  return judged;
}

}  // namespace

TEST(Trajectories, TakeTheShortestStepsThatFit) {
  const Judged judged = steady_years();
  EXPECT_EQ(trajectories(judged, 24).step, "month");
  EXPECT_EQ(trajectories(judged, 24).from.size(), 24u);
  EXPECT_EQ(trajectories(judged, 23).step, "quarter");
  EXPECT_EQ(trajectories(judged, 23).from.size(), 8u);
  EXPECT_EQ(trajectories(judged, 2).from, (std::vector{date(2016, 4, 1), date(2017, 4, 1)}));
}

TEST(Trajectories, AreSharesOfAllThatReplicationsHaveTogether) {
  Judged judged = steady_years();
  judged.of[1][0].law_days[0] = 80;                    // April to June 2016: 80 + 5 x 20 days ...
  judged.of[1][0].open_days[0] = 3000;                 // ... of 8,000
  const Trajectories all = trajectories(judged, 8);    // quarters
  EXPECT_NEAR(all.measures[0].plans[0][0], 2, 1e-12);  // 20 of 1,000
  EXPECT_NEAR(all.measures[0].plans[0][4], 4, 1e-12);  // 40 of 1,000
  EXPECT_NEAR(all.measures[0].plans[1][0], 100 * 180 / 8000., 1e-12);
  EXPECT_NEAR(all.measures[2].plans[0][0], 15, 1e-12);  // 300 children, 20 people
}

TEST(Trajectories, HaveNoValueWhereNobodyIsThere) {
  Judged judged = steady_years();
  for (auto& replication : judged.of[1]) replication.case_holders.assign(24, 0);
  for (auto& replication : judged.of[1]) replication.children_held.assign(24, 0);
  const Trajectories all = trajectories(judged);
  EXPECT_TRUE(std::isnan(all.measures[2].plans[1][0]));
  EXPECT_EQ(highest_of(all.measures[2]), 15);
}

TEST(ASparkline, IsAsHighAsItsValues) {
  EXPECT_EQ(sparkline({0, 1, 4, 7.9, 8}, 8), "▁▂▅██");
  EXPECT_EQ(sparkline({1, std::nan(""), 8}, 8), "▂ █");
  EXPECT_EQ(sparkline({0, 0}, 0), "▁▁");
  EXPECT_EQ(sparkline({}, 8), "");
}

TEST(TrajectoriesText, FitsTheTerminalAndBeginsAndEndsWithTheValues) {
  const std::string page =
      text(trajectories(steady_years()), {"no_change", "a_plan_of_a_name_that_is_very_long_indeed"}, {});
  bool found = false;
  for (const std::string& line : lines_of(page)) {
    EXPECT_LE(width_of(line), 80) << line;
    if (line.find("no_change") == std::string::npos || found) continue;
    found = true;
    EXPECT_NE(line.find("2.0 ▅▅▅▅▅▅▅▅▅▅▅▅████████████    4.0"), std::string::npos) << line;
  }
  EXPECT_TRUE(found) << page;
}

TEST(TrajectoriesText, SaysNothingOfTwoSteps) { EXPECT_EQ(text(trajectories(steady_years(), 2), {"a", "b"}, {}), ""); }

TEST(Paint, LeavesTextAloneUnlessItIsWanted) {
  EXPECT_EQ(Paint(false).title("Plans"), "Plans");
  EXPECT_EQ(Paint(true).title("Plans"), "\x1b[1mPlans\x1b[0m");
  EXPECT_EQ(Paint(true).aside("a line\n"), "\x1b[2ma line\x1b[0m\n");
  EXPECT_EQ(Paint(true).warning(""), "");
}

}  // namespace casetide::output::testing
