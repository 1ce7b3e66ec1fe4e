// In which order plans come, on values made by hand.
#include "output/plan_order.hpp"

#include "tests/output/judged_values.hpp"

namespace casetide::output::testing {
namespace {

using models::Headline;
using Order = std::vector<std::size_t>;
using Counts = std::vector<int>;

PlanOrder order_of(const Values& values) {
  Judged judged = blank_judged(values.size(), values.front().size());
  put(judged, Headline::days_at_risk_law, values);
  return plan_order(judged, Headline::days_at_risk_law);
}

TEST(PlanOrder, TellsInHowManyFuturesItHoldsWhollyAndStepByStep) {
  // means 5, 2 and 3; the third is above the first once, below the second once
  const PlanOrder order = order_of({{5, 5, 5, 5}, {2, 2, 4, 0}, {3, 3, 1, 5.5}});
  EXPECT_EQ(order.plans, (Order{1, 2, 0}));
  EXPECT_EQ(order.of, 4);
  EXPECT_EQ(order.steps, (Counts{3, 3}));
  EXPECT_EQ(order.whole, 2);
  EXPECT_DOUBLE_EQ(order.means[0], 2);
}

TEST(PlanOrder, DoesNotHoldWherePlansAreAlike) {
  const PlanOrder order = order_of({{1, 1}, {1, 2}});
  EXPECT_EQ(order.plans, (Order{0, 1}));
  EXPECT_EQ(order.steps, Counts{1});
}

TEST(PlanOrder, IsNoneWhereAFutureHasNoNumber) { EXPECT_TRUE(order_of({{1, nothing}, {2, 2}}).plans.empty()); }

TEST(PlanOrder, OfOnePlanIsThatPlan) {
  const PlanOrder order = order_of({{1, 2}});
  EXPECT_EQ(order.plans, Order{0});
  EXPECT_TRUE(order.steps.empty());
  EXPECT_EQ(order.whole, 2);
}

}  // namespace
}  // namespace casetide::output::testing
