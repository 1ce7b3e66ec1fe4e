// What is said for a decision: the paragraph, the page and the JSON, from judged values made by hand.
#include "output/decision.hpp"

#include <nlohmann/json.hpp>

#include "output/decision_json.hpp"
#include "output/decision_text.hpp"
#include "output/text_table.hpp"
#include "tests/output/judged_values.hpp"
#include "tests/output/traces.hpp"

namespace casetide::output::testing {

using models::Headline;

namespace {

/// Twenty replications that go up and down a little.
std::vector<double> closely_around(double level) {
  std::vector<double> values;
  for (int r = 0; r < 20; ++r) values.push_back(level + (r % 2 ? 0.1 : -0.1) + 0.01 * (r % 5));
  return values;
}

/// Three plans: no change with 8 days by law and 12 in all; recruitment with 6 and 9, dearer by 1.2 million pounds; and
/// one that does next to nothing. They part in September 2016.
Judged three_plans() {
  Judged judged = blank_judged(3, 20);
  put(judged, Headline::days_at_risk_law, {closely_around(8), closely_around(6), closely_around(7.9)});
  put(judged, Headline::days_at_risk, {closely_around(12), closely_around(9), closely_around(11.8)});
  put(judged, Headline::net_cost, {closely_around(14), closely_around(15.2), closely_around(14.1)});
  put(judged, Headline::closed_too_soon, {closely_around(2), closely_around(2), closely_around(2)});
  for (auto& replication : judged.of[0]) replication.law_days.assign(24, 80);
  for (std::size_t plan = 1; plan < 3; ++plan)
    for (auto& replication : judged.of[plan]) {
      replication.law_days.assign(24, plan == 1 ? 60 : 79);
      for (std::size_t month = 0; month < 5; ++month) replication.law_days[month] = 80;
      replication.law_days[5] = 90;  // September 2016: ten more, won back in October
      replication.footprint[22] = 999 + static_cast<double>(plan);
    }
  return judged;
}

std::vector<PlanName> three_names() {
  return {{"no_change", "No change (reference)"}, {"recruit", "Forty recruits"}, {"talk", "Talk about it"}};
}

DecisionSetting setting() { return {three_names(), 0, 20, date(2016, 4, 1), date(2018, 4, 1)}; }

std::string said(const Judged& judged, const DecisionQuestion& question = {}) {
  return answer(decide(judged, question), setting());
}

models::Target seen_to_2018() {
  return {"seen", "Children are seen", models::Level{Headline::unallocated, models::Level::Side::at_most, 5}, 2018, ""};
}

}  // namespace

TEST(TheAnswer, SaysTheBestPlanAgainstTheBaseline) {
  const std::string text = said(three_plans());
  EXPECT_TRUE(contains(text,
                       "From 1 April 2016 to 31 March 2018, every plan is compared with plan 1 (No change) over 20 "
                       "simulated futures; they differ from September 2016 on."))
      << text;
  EXPECT_TRUE(contains(text,
                       "By law and statutory guidance, plan 2 (Forty recruits) has the fewest days at risk: 6 in "
                       "100 days that children are open, against 8 under No change, about a quarter fewer."))
      << text;
  EXPECT_TRUE(contains(text,
                       "it has the fewest too: 9 in 100 days that children are open, against 12 under No change, "
                       "about a quarter fewer."))
      << text;
  EXPECT_TRUE(contains(text, "Plan 2 costs about £1.2 million a year more than No change")) << text;
  EXPECT_TRUE(contains(text,
                       "Under plan 2 the days at risk by law, added up from the start, stay below those of No change "
                       "from October 2016 on; the worst month is September 2016, with 9 in 100."))
      << text;
  EXPECT_TRUE(contains(text, "the intervals show chance alone.")) << text;
  EXPECT_TRUE(text.ends_with("nor how likely harm was."));
  EXPECT_FALSE(contains(text, "grade"));
}

TEST(TheAnswer, SaysWhenPlansCannotBeToldApart) {
  Judged judged = three_plans();
  std::vector<double> other = closely_around(6);
  for (std::size_t r = 0; r < other.size(); ++r) other[r] += r % 2 ? 1.4 : -1.3;  // as often better as worse
  put(judged, Headline::days_at_risk_law, {closely_around(8), closely_around(6), other});
  const std::string text = said(judged);
  EXPECT_TRUE(contains(text,
                       "plan 2 (Forty recruits) and plan 3 (Talk about it) cannot be told apart as the best; "
                       "plan 2 has 6 in 100"))
      << text;
}

TEST(TheAnswer, SaysWhenNoPlanIsSureToBeBetterThanTheBaseline) {
  Judged judged = three_plans();
  std::vector<double> alike = closely_around(8);
  for (std::size_t r = 0; r < alike.size(); ++r) alike[r] += r % 2 ? 0.5 : -0.5;
  put(judged, Headline::days_at_risk_law, {closely_around(8), alike, closely_around(10)});
  EXPECT_TRUE(contains(said(judged),
                       "By law and statutory guidance, no plan can be told to have fewer days at risk than No "
                       "change, with 8 in 100 days that children are open; plan 2 (Forty recruits) comes "
                       "nearest, with 8."))
      << said(judged);
  put(judged, Headline::days_at_risk_law, {closely_around(8), closely_around(10), closely_around(11)});
  EXPECT_TRUE(contains(said(judged), "no plan is found to have fewer days at risk than No change")) << said(judged);
  EXPECT_TRUE(contains(said(judged), "plan 2 (Forty recruits) comes nearest, with 10.")) << said(judged);
}

TEST(TheAnswer, GivesTheCostOfBothPlansWhereTheBestDiffer) {
  Judged judged = three_plans();
  put(judged, Headline::days_at_risk, {closely_around(12), closely_around(9), closely_around(6)});
  const std::string text = said(judged);
  EXPECT_TRUE(
      contains(text, "Over all promised safeguards, plan 3 (Talk about it) has the fewest days at risk: 6 in 100"))
      << text;
  EXPECT_TRUE(contains(text, "Plan 3 costs about £100,000 a year more than No change")) << text;
}

TEST(TheAnswer, TellsThatMoreChildrenAreClosedTooSoon) {
  EXPECT_FALSE(contains(said(three_plans()), "(J)"));
  Judged judged = three_plans();
  put(judged, Headline::closed_too_soon, {closely_around(2), closely_around(2.2), closely_around(2)});
  EXPECT_TRUE(contains(said(judged),
                       "For every 100 days that children are open, more days follow a closure that came too soon (J) "
                       "under plan 2 than under No change."))
      << said(judged);
}

TEST(TheAnswer, GivesADecimalWhereThatTellsTwoFiguresApart) {
  Judged judged = three_plans();
  put(judged, Headline::days_at_risk_law, {closely_around(8.3), closely_around(7.7), closely_around(8.3)});
  EXPECT_TRUE(contains(said(judged), "7.7 in 100 days that children are open, against 8.3 under No change"))
      << said(judged);
}

TEST(TheAnswer, SaysNothingOfTurningWherePlansDoNotDiffer) {
  Judged judged = three_plans();
  for (auto& replication : judged.of) replication = judged.of[0];
  const std::string text = said(judged);
  EXPECT_TRUE(contains(text, "they do not differ.")) << text;
  EXPECT_FALSE(contains(text, "another plan ahead")) << text;
  EXPECT_FALSE(contains(text, "fewest days")) << text;
}

TEST(TheAnswer, CountsTheFuturesThatMeetATarget) {
  Judged judged = three_plans();
  put_year(judged, 1, Headline::unallocated, {closely_around(9), closely_around(5), closely_around(9)});
  // of each ten that end in 0 to 9: -0.1 to -0.06 below 5, +0.1 to +0.14 above
  EXPECT_TRUE(contains(said(judged, {0, usual_indifference, {seen_to_2018()}, {}}),
                       "Plan 2 meets \"Children are seen\" in 10 of 20 simulated futures (No change in 0)."));
}

TEST(TheAnswer, NamesTheAssumptionThatWouldTurnTheOrder) {
  Judged judged = blank_judged(2, 20);
  Draws draws{{{"hiring", "Adverts filled", "%", false, 4, 14}}, {}};
  Values values(2);
  for (int r = 0; r < 20; ++r) {
    draws.values.push_back({4 + 0.5 * r});
    values[0].push_back(8);
    values[1].push_back(8 - 1 - 0.4 * (draws.values.back()[0] - 8.75) + (r % 2 ? 0.01 : -0.01));
  }
  put(judged, Headline::days_at_risk_law, values);
  put(judged, Headline::days_at_risk, {closely_around(12), closely_around(9)});
  judged.of[1][0].footprint[22] = 999;
  const Decision decision = decide(judged, {0, usual_indifference, {}, draws});
  EXPECT_STREQ(decision.bands(), "chance and assumptions together");
  DecisionSetting two = setting();
  two.plans.pop_back();
  const std::string text = answer(decision, two);
  // -1 - 0.4 * (hiring - 8.75) = 0 at 6.25
  EXPECT_TRUE(contains(text,
                       "By law and guidance, plan 2 would no longer be ahead of plan 1 (No change) if "
                       "\"Adverts filled\" were below 6.2 % (range 4.0 % to 14.0 %)."))
      << text;
  ASSERT_EQ(turning_points(decision, two.plans).size(), 2u);
  EXPECT_TRUE(contains(turning_points(decision, two.plans)[1],
                       "Over all safeguards, no single assumption was found that within its range would put another "
                       "plan ahead of plan 2"));
}

TEST(TheAnswer, OfOnePlanComparesNothing) {
  Judged judged = three_plans();
  judged.of.resize(1);
  DecisionSetting one = setting();
  one.plans.resize(1);
  const std::string text = answer(decide(judged, {}), one);
  EXPECT_TRUE(contains(text, "No change is shown over 20 simulated futures; there is nothing to compare it with."))
      << text;
  EXPECT_FALSE(contains(text, "best"));
}

TEST(DecisionJson, HoldsWhatThePageRoundsAway) {
  Judged judged = three_plans();
  put_year(judged, 1, Headline::unallocated, {closely_around(9), closely_around(5), closely_around(9)});
  put_year(judged, 1, Headline::unallocated, {{nothing}, {}, {}});
  const auto document = json_of(decide(judged, {0, 0.5, {seen_to_2018()}, {}}), three_names(), 0);
  EXPECT_EQ(document["intervals_show"], "chance alone");
  EXPECT_EQ(document["plans_differ_from"], "2016-09-01");
  EXPECT_EQ(document["best"]["law_only"]["candidates"], nlohmann::json({"recruit"}));
  EXPECT_EQ(document["best"]["law_only"]["indifference"], 0.5);
  EXPECT_EQ(document["best"]["law_only"]["words"], "recruit is best");
  const auto& law = document["headlines"][0]["plans"]["recruit"];
  EXPECT_EQ(document["headlines"][0]["name"], "days_at_risk_law");
  EXPECT_NEAR(law["difference"]["mean"].get<double>(), -2, 1e-9);
  EXPECT_NEAR(law["correlation"].get<double>(), 1, 1e-9);
  EXPECT_EQ(law["chance_lower"], 1);
  EXPECT_FALSE(document["headlines"][0]["plans"]["no_change"].contains("difference"));
  EXPECT_EQ(document["courses"]["recruit"]["break_even"]["law_only"]["when"], "from");
  EXPECT_EQ(document["courses"]["recruit"]["break_even"]["law_only"]["month"], "2016-10-01");
  EXPECT_EQ(document["courses"]["recruit"]["worst_month"]["law_only"]["per_100"], 9);
  EXPECT_TRUE(document["courses"]["no_change"]["worst_month_against_baseline"]["law_only"].is_null());
  const auto& target = document["targets"][0];
  EXPECT_EQ(target["name"], "seen");
  EXPECT_EQ(target["by"], 2018);
  EXPECT_EQ(target["years"]["2018"]["recruit"]["met"], 10);
  EXPECT_EQ(target["years"]["2018"]["no_change"]["without_figure"], 1);
  EXPECT_EQ(target["years"]["2017"]["talk"]["met"], 20);  // 0 is at most 5
  EXPECT_TRUE(document["assumptions"]["drawn"].empty());
  EXPECT_TRUE(document["assumptions"]["ahead"].is_null());
}

TEST(DecisionPage, ShowsTargetsAndMonthsSideBySide) {
  const Folder folder;
  models::Scenario scenario = two_years();
  const Layout layout = layout_of(scenario);
  const Result result = result_of(folder, scenario, [&](std::size_t plan, int r) {
    Trace trace = blank_trace(layout);
    flow(trace, models::Measure::open_child_days, layout, 0, 100);
    flow(trace, models::Measure::time_at_risk_law, layout, 0, plan == 0 ? 10 : 8);
    flow(trace, models::Measure::unallocated_days, layout, 0, plan == 0 ? 9 : 4 + r);  // 4, 5 and 6
    return trace;
  });
  ComparisonOptions options;
  options.targets = {seen_to_2018()};
  const Comparison comparison = compare(result, options);
  const std::string page = text(comparison, {.at_length = false});
  EXPECT_TRUE(contains(squeezed(page), "\n Children are seen, 2018 0 2\n")) << page;
  EXPECT_TRUE(contains(squeezed(page), "\n Fewer days, law: of 3 - 3\n")) << page;
  EXPECT_TRUE(contains(squeezed(page), "\n Fewer days, all: of 3 - 1.5\n")) << page;  // always as many
  EXPECT_TRUE(contains(squeezed(page), "\n Fewer days since, law - start\n")) << page;
  EXPECT_TRUE(contains(squeezed(page), "\n Fewer days since, all - =\n")) << page;
  EXPECT_TRUE(contains(squeezed(page), "\n ... days per 100 in it 10.0 8.0\n")) << page;
  EXPECT_TRUE(contains(squeezed(page), "\n Days lost to best, law 2.00 0.00\n")) << page;
  const std::string behind = squeezed(text(comparison));
  EXPECT_TRUE(contains(behind, "\nTarget by 2018: Children are seen (Children with no named worker: at most 5"))
      << behind;
  // 2 of 3 with z = 1.645, n = 3: centre (2/3 + 0.451) / 1.902 = 0.588, half-width 0.334
  EXPECT_TRUE(contains(behind, "\n recruit 2 2 25 to 92\n")) << behind;
  for (const std::string& line : lines_of(text(comparison))) EXPECT_LE(width_of(line), 80) << line;
}

TEST(DecisionJson, StandsInTheDocumentWithTheAnswerAndTheDraws) {
  const Folder folder;
  models::Scenario scenario = uncertain_scenario();
  const Result result = [&] {
    merge(write_shards(folder, scenario), scenario, identity_of(scenario), folder / "result.h5");
    return read_result(folder / "result.h5");
  }();
  const auto document = nlohmann::json::parse(json(compare(result)));
  EXPECT_TRUE(document["answer"].is_string());
  EXPECT_EQ(document["decision"]["intervals_show"], "chance and assumptions together");
  ASSERT_EQ(document["decision"]["assumptions"]["drawn"].size(), 2u);
  EXPECT_EQ(document["decision"]["assumptions"]["drawn"][0]["unit"], "%");
  EXPECT_EQ(document["decision"]["assumptions"]["drawn"][0]["low"], 4);
  EXPECT_EQ(document["decision"]["assumptions"]["drawn"][1]["is_factor"], true);
}

}  // namespace casetide::output::testing
