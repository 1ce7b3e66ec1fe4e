// Which assumptions turn the order of two plans, on straight lines whose zeros are known.
#include "output/assumption_effects.hpp"

#include "tests/output/judged_values.hpp"

namespace casetide::output::testing {

using models::Headline;

namespace {

/// Twenty replications: the first assumption runs from 4 to 13.5, the second goes to and fro between 0.8 and 1.2.
Draws two_assumptions() {
  Draws draws{{{"hiring", "Adverts filled", "%", false, 4, 14}, {"demand", "Referrals", "", true, 0.8, 1.2}}, {}};
  for (int r = 0; r < 20; ++r) draws.values.push_back({4 + 0.5 * r, r % 4 < 2 ? 0.8 : 1.2});
  return draws;
}

/// The second plan has `offset` + `by_hiring` * (hiring - 8.75) + `by_demand` * (demand - 1) more than the first, and a
/// trace of noise that neither assumption explains.
Judged straight(double offset, double by_hiring, double by_demand) {
  const Draws draws = two_assumptions();
  Judged judged = blank_judged(2, draws.values.size());
  Values values(2, std::vector<double>(draws.values.size(), 10));
  for (std::size_t r = 0; r < draws.values.size(); ++r)
    values[1][r] += offset + by_hiring * (draws.values[r][0] - 8.75) + by_demand * (draws.values[r][1] - 1) +
                    (r % 2 ? 1e-3 : -1e-3);
  put(judged, law, values);
  return judged;
}

}  // namespace

TEST(OrderOfTwo, TurnsWhereTheFittedDifferenceIsZero) {
  // -1 - 0.4 * (hiring - 8.75) = 0 at 6.25; -1 + 20 * (demand - 1) = 0 at 1.05
  const OrderOfTwo order = order_of_two(straight(-1, -0.4, 20), two_assumptions(), law, 1, 0);
  ASSERT_TRUE(order.is_known);
  ASSERT_EQ(order.flips.size(), 2u);
  EXPECT_EQ(order.flips[0].assumption, 1u);  // moves by an eighth of its range, the other by a quarter
  EXPECT_NEAR(order.flips[0].value, 1.05, 0.002);
  EXPECT_FALSE(order.flips[0].leads_above);
  EXPECT_EQ(order.flips[1].assumption, 0u);
  EXPECT_NEAR(order.flips[1].value, 6.25, 0.02);
  EXPECT_TRUE(order.flips[1].leads_above);
}

TEST(OrderOfTwo, DoesNotTurnOutsideTheRangeOrByAnAssumptionThatDoesNothing) {
  // zero at hiring = 8.75 - 5 = 3.75, below the range; demand does nothing
  EXPECT_TRUE(order_of_two(straight(-2, -0.4, 0), two_assumptions(), law, 1, 0).flips.empty());
  EXPECT_EQ(order_of_two(straight(-1.8, -0.4, 0), two_assumptions(), law, 1, 0).flips.size(), 1u);  // at 4.25
}

/// An assumption that can change neither plan is no input, however its draws happen to go with the figures.
TEST(OrderOfTwo, PassesOverWhatReachesNeitherPlan) {
  Draws draws = two_assumptions();
  draws.assumptions[0].reaches = {false, false};
  const OrderOfTwo order = order_of_two(straight(-1, -0.4, 20), draws, law, 1, 0);
  for (const Flip& flip : order.flips) EXPECT_EQ(flip.assumption, 1u);
  draws.assumptions[0].reaches = {false, true};
  EXPECT_EQ(order_of_two(straight(-1, -0.4, 20), draws, law, 1, 0).flips.size(), 2u);
}

TEST(OrderOfTwo, IsUnknownFromFewReplications) {
  Draws draws = two_assumptions();
  draws.values.resize(6);
  Judged judged = straight(-1, -0.4, 10);
  for (auto& of_plan : judged.of) of_plan.resize(6);
  EXPECT_FALSE(order_of_two(judged, draws, law, 1, 0).is_known);
}

TEST(Influences, RankWhatMovesTheBaselineAndTheDifference) {
  Judged judged = straight(-1, -0.4, 0);
  const auto found = influences(judged, two_assumptions(), 1, 0);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].headline, law);
  ASSERT_EQ(found[0].on_difference.size(), 2u);
  EXPECT_EQ(found[0].on_difference[0].input, 0u);
  EXPECT_LT(found[0].on_difference[0].rank_coefficient, -0.9);
  for (const Influences& one : found) EXPECT_TRUE(models::entry_of(one.headline).judges_precision);
  EXPECT_TRUE(influences(judged, {}, 1, 0).empty());
}

/// Whatever their size: a value may lie near an end.
TEST(AssumptionWords, TellATwentiethOfTheRangeApart) {
  const DrawnAssumption factor{"a", "", "", false, 0.9, 1.1};
  EXPECT_EQ(words(1.049, factor), "1.05");
  EXPECT_EQ(words(1.1, factor), "1.10");
  EXPECT_EQ(words(26, {"a", "", "weeks", false, 8, 52}), "26 weeks");  // a twentieth is 2.2
}

TEST(AssumptionWords, CarryTheUnit) {
  EXPECT_EQ(words(6.25, {"a", "", "%", false, 4, 12}), "6.2 %");
  EXPECT_EQ(words(0.934, {"a", "", "", true, 0.9, 1}), "0.934 times as given");
  EXPECT_EQ(words(4800, {"a", "", "£", false, 0, 9000}), "£4,800");
}

}  // namespace casetide::output::testing
