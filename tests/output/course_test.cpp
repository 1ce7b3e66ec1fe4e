// Months of break-even and worst months, by hand.
#include "output/course.hpp"

#include "tests/output/judged_values.hpp"

namespace casetide::output::testing {

namespace {

using When = BreakEven::When;
using Months = std::vector<double>;

std::vector<sim::Date> five_months() {
  return {date(2018, 1, 1), date(2018, 2, 1), date(2018, 3, 1), date(2018, 4, 1), date(2018, 5, 1)};
}

BreakEven against_ten(const Months& plan) { return break_even(five_months(), plan, {10, 10, 10, 10, 10}); }

}  // namespace

TEST(BreakEven, IsTheMonthFromWhichTheSumStaysBelow) {
  // ahead by 4, 6, 3, -1, -2
  const BreakEven even = against_ten({14, 12, 7, 6, 9});
  EXPECT_EQ(even.when, When::from);
  EXPECT_EQ(even.month, date(2018, 4, 1));
}

TEST(BreakEven, CountsFromTheLastTimeThatTheSumWasNotBelow) {
  // ahead by 0, -2, 0, -1, -1: as much as the baseline in March is not below it
  const BreakEven even = against_ten({10, 8, 12, 9, 10});
  EXPECT_EQ(even.when, When::from);
  EXPECT_EQ(even.month, date(2018, 4, 1));
}

TEST(BreakEven, IsAtOnceWhereTheFirstDifferenceIsASaving) {
  const BreakEven even = against_ten({10, 10, 9, 10, 10});
  EXPECT_EQ(even.when, When::at_once);
  EXPECT_EQ(even.month, date(2018, 3, 1));
}

TEST(BreakEven, NeverComesForAPlanThatEndsAbove) {
  EXPECT_EQ(against_ten({10, 8, 13, 10, 10}).when, When::never);       // 0, -2, 1, 1, 1
  EXPECT_EQ(against_ten({10, 12, 9, 10, 10}).when, When::throughout);  // 0, 2, 1, 1, 1
  EXPECT_EQ(against_ten({9, 10, 10, 10, 11}).when, When::never);       // back to 0 at the end: not below
  EXPECT_EQ(against_ten({10, 10, 10, 10, 10}).when, When::same);
  EXPECT_EQ(break_even({}, {}, {}).when, When::same);
}

TEST(BreakEven, LooksOnlyFromTheMonthInWhichPlansPart) {
  // A saving in February, before they part, is kept; ahead by -2, then 1, -1, -1 from March on.
  const BreakEven even = break_even(five_months(), {10, 8, 13, 8, 10}, {10, 10, 10, 10, 10}, date(2018, 3, 1));
  EXPECT_EQ(even.when, When::from);
  EXPECT_EQ(even.month, date(2018, 4, 1));
  EXPECT_EQ(break_even(five_months(), {8, 10, 10, 10, 10}, {10, 10, 10, 10, 10}, date(2018, 3, 1)).when, When::same);
}

TEST(Courses, TakeTheMeanOfTheReplications) {
  Judged judged = blank_judged(2, 2);  // 24 months of 1,000 open child-days
  for (auto& replication : judged.of[0]) {
    replication.days_at_risk.assign(24, 50);
    replication.law_days.assign(24, 20);
  }
  judged.of[1][0].days_at_risk.assign(24, 40);
  judged.of[1][1].days_at_risk.assign(24, 40);
  judged.of[1][0].days_at_risk[2] = 140;  // mean 90 in June 2016; 40 more than the baseline, won back in four months
  judged.of[1][0].law_days.assign(24, 20);
  judged.of[1][1].law_days.assign(24, 20);
  judged.of[1][1].net_cost[0] = 1000;
  const std::vector<Course> found = courses(judged, 0);
  // ahead by -10, -20, 20, 10, 0, -10
  EXPECT_EQ(found[1].all.when, When::from);
  EXPECT_EQ(found[1].all.month, date(2016, 9, 1));
  EXPECT_EQ(found[1].law_only.when, When::same);
  EXPECT_EQ(found[1].net_cost.when, When::throughout);
  EXPECT_EQ(found[1].worst->month, date(2016, 6, 1));
  EXPECT_DOUBLE_EQ(found[1].worst->days, 9);  // 90 of 1,000
  EXPECT_EQ(found[1].worst_against->month, date(2016, 6, 1));
  EXPECT_DOUBLE_EQ(found[1].worst_against->days, 4);
  EXPECT_FALSE(found[1].worst_against_law);
  EXPECT_DOUBLE_EQ(found[1].worst_law->days, 2);
  EXPECT_EQ(found[0].all.when, When::same);
}

TEST(Courses, HaveNoWorstMonthWithoutAMonth) {
  Judged judged = blank_judged(2, 1);
  judged.months.clear();
  for (auto& of_plan : judged.of)
    for (auto* monthly : {&of_plan[0].days_at_risk, &of_plan[0].law_days, &of_plan[0].open_days, &of_plan[0].net_cost})
      monthly->clear();
  EXPECT_FALSE(courses(judged, 0)[1].worst);
  EXPECT_FALSE(first_difference(judged, 0));
}

TEST(Courses, LookForTheWorstMonthSinceThePlansDiffer) {
  Judged judged = blank_judged(2, 1);
  for (auto& of_plan : judged.of) {
    of_plan[0].law_days.assign(24, 20);
    of_plan[0].law_days[1] = 90;  // May 2016, under both
  }
  judged.of[1][0].law_days[7] = 30;                                         // November 2016
  for (std::size_t k = 24; k < 106; ++k) judged.of[1][0].footprint[k] = 0;  // sample 24 stands on 16 September 2016
  const std::vector<Course> found = courses(judged, 0);
  EXPECT_EQ(found[1].worst_law->month, date(2016, 11, 1));
  EXPECT_DOUBLE_EQ(found[1].worst_law->days, 3);
  EXPECT_EQ(found[0].worst_law->month, date(2016, 9, 1));  // all alike: the first of them
}

TEST(FirstDifference, IsTheMonthOfTheFirstSampleAtWhichAnyPlanDiffersInAnyReplication) {
  Judged judged = blank_judged(3, 2);
  EXPECT_FALSE(first_difference(judged, 0));
  judged.of[2][1].footprint[22] = 1;  // 2 September 2016
  EXPECT_EQ(first_difference(judged, 0), date(2016, 9, 1));
  judged.of[1][0].footprint[17] = 999;  // 29 July 2016
  EXPECT_EQ(first_difference(judged, 0), date(2016, 7, 1));
}

}  // namespace casetide::output::testing
