// Costs in a comparison: lines, sums, memo lines, and what it costs to avoid time at risk.
#include "output/cost_figures.hpp"

#include <nlohmann/json.hpp>

#include "output/page_one_text.hpp"
#include "tests/output/traces.hpp"

namespace casetide::output::testing {

using models::CostKind;
using models::Measure;

namespace {

enum Line : std::size_t { salaries, foster, training, grant, published };

models::Scenario with_prices(models::Scenario scenario = two_years()) {
  scenario.money.lines = {{.name = "salaries", .label = "Salaries"},
                          {.name = "foster", .label = "Foster care", .placement = true},
                          {.name = "training", .label = "Training"},
                          {.name = "grant", .label = "Grant", .kind = CostKind::grant},
                          {.name = "published", .label = "As published", .kind = CostKind::memo}};
  scenario.money.price_year = "2018-19";
  return scenario;
}

/// Of the last year, in thousand pounds a day: what each line has.
Trace costing(const Layout& layout, double salary, double of_grant = 0) {
  Trace trace = blank_trace(layout);
  flow(trace, Measure::cost, layout, salaries, salary * 1000);
  flow(trace, Measure::cost, layout, foster, 50'000);
  flow(trace, Measure::cost, layout, grant, -of_grant * 1000);
  flow(trace, Measure::cost, layout, published, 7'000);
  return trace;
}

/// The difference, a little less and a little more in single replications.
Difference told_apart(double mean) { return mean_with_interval({0.9 * mean, mean, 1.1 * mean}); }
const Difference alike = mean_with_interval({-10, 0, 10});
const Difference the_same = mean_with_interval({0, 0, 0});

/// What the first page says of a second plan.
std::string words_for(const Difference& days, const Difference& thousand_pounds) {
  Comparison comparison;
  comparison.identity.plans = {{"as_now", "As now"}, {"recruit", "Recruit 40"}};
  ComparedStretch stretch;
  stretch.avoided = {{}, {cost_of_avoiding(days, thousand_pounds), cost_of_avoiding(alike, thousand_pounds)}};
  return squeezed(page_one_text(comparison, stretch, TextStyle{}, false));
}

}  // namespace

TEST(Costs, SumToTheTotalWithPlacementsGrantsAndMemosApart) {
  const Layout layout = layout_of(with_prices());
  const Trace trace = costing(layout, 100, 30);
  const auto groups = figures(trace, layout, stretches_of(layout)[1], {});  // 365 days
  EXPECT_DOUBLE_EQ(figure(groups, "cost_lines", "salaries").value, 36'500);
  EXPECT_DOUBLE_EQ(figure(groups, "cost_lines", "foster").value, 18'250);
  EXPECT_DOUBLE_EQ(figure(groups, "cost_lines", "grant").value, -10'950);
  EXPECT_DOUBLE_EQ(figure(groups, "cost_memo", "published").value, 2'555);
  EXPECT_DOUBLE_EQ(figure(groups, "cost_totals", "gross").value, 36'500);
  EXPECT_DOUBLE_EQ(figure(groups, "cost_totals", "grants").value, -10'950);
  EXPECT_DOUBLE_EQ(figure(groups, "cost_totals", "net").value, 25'550);
  EXPECT_DOUBLE_EQ(figure(groups, "cost_totals", "placements").value, 18'250);
  double sum = 0;
  for (const FigureGroup& group : groups)
    if (group.key == "cost_lines")
      for (const Figure& line : group.figures) sum += line.value;
  EXPECT_NEAR(figure(groups, "cost_totals", "all").value, sum, 1e-6);
  EXPECT_THROW(figure(groups, "cost_lines", "published"), std::runtime_error);
}

TEST(Costs, NameTheirPriceYear) {
  const Layout layout = layout_of(with_prices());
  const auto groups = figures(costing(layout, 1), layout, stretches_of(layout)[0], {});
  EXPECT_EQ(std::ranges::find(groups, "cost_totals", &FigureGroup::key)->title,
            "Cost in all: thousand pounds a year at 2018-19 prices");
}

TEST(Costs, ShowALineThatAnyPlanHasAndNoneThatNobodyHas) {
  const Folder folder;
  const models::Scenario scenario = with_prices();
  const Result result = result_of(
      folder, scenario, [&](std::size_t plan, int) { return costing(layout_of(scenario), 100, plan == 0 ? 0 : 40); });
  const std::string page = squeezed(text(compare(result)));
  EXPECT_TRUE(contains(page, "\n Grant 0 -14,600\n")) << page;
  EXPECT_TRUE(contains(page, "\n Gross, placements apart 36,500 36,500\n")) << page;
  EXPECT_TRUE(contains(page, "\nMemo, in no sum: thousand pounds a year at 2018-19 prices\n")) << page;
  EXPECT_FALSE(contains(page, "Training")) << page;
}

TEST(Costs, AreNotShownWhereNothingIsPriced) {
  const Folder folder;
  const models::Scenario scenario = small_scenario();
  const Result result = result_of(folder, scenario, [&](std::size_t, int) { return blank_trace(layout_of(scenario)); });
  const Comparison comparison = compare(result);
  EXPECT_TRUE(comparison.stretches[0].avoided.empty());
  for (const char* word : {"Cost", "cost", "pounds"}) EXPECT_FALSE(contains(text(comparison), word)) << word;
}

TEST(Costs, AreReadBackWithKindPlacementAndPriceYear) {
  const Folder folder;
  const models::Scenario scenario = with_prices(small_scenario());
  const Result result = result_of(folder, scenario, [&](std::size_t, int) { return some_trace(scenario, 0); });
  EXPECT_EQ(result.layout(), layout_of(scenario));
  ASSERT_EQ(result.layout().cost_lines.size(), 5u);
  EXPECT_EQ(result.layout().cost_lines[grant].kind, CostKind::grant);
  EXPECT_EQ(result.layout().cost_lines[published].kind, CostKind::memo);
  EXPECT_TRUE(result.layout().cost_lines[foster].placement);
  EXPECT_FALSE(result.layout().cost_lines[salaries].placement);
  EXPECT_EQ(result.layout().price_year, "2018-19");
}

TEST(CostOfAvoiding, IsTheDifferenceOfCostOverTheDifferenceOfDays) {
  const CostOfAvoiding cost = cost_of_avoiding(told_apart(-11), told_apart(2.2));
  EXPECT_EQ(cost.risk, Change::less);
  EXPECT_EQ(cost.cost, Change::more);
  EXPECT_NEAR(cost.pounds_a_day, 200, 1e-6);
  const CostOfAvoiding saving = cost_of_avoiding(told_apart(11), told_apart(-2.2));  // saved for each day added
  EXPECT_EQ(saving.risk, Change::more);
  EXPECT_EQ(saving.cost, Change::less);
  EXPECT_NEAR(saving.pounds_a_day, 200, 1e-6);
}

TEST(CostOfAvoiding, HasNoPriceWhereEitherCannotBeToldApartOrOnePlanIsBetterInBoth) {
  EXPECT_EQ(cost_of_avoiding(alike, told_apart(1)).risk, Change::alike);
  EXPECT_EQ(cost_of_avoiding(told_apart(-1), the_same).cost, Change::alike);
  for (const CostOfAvoiding& cost :
       {cost_of_avoiding(alike, told_apart(1)), cost_of_avoiding(told_apart(-1), alike),
        cost_of_avoiding(told_apart(-1), the_same), cost_of_avoiding(told_apart(-1), told_apart(-1)),
        cost_of_avoiding(told_apart(1), told_apart(1)), cost_of_avoiding(mean_with_interval({-1}), told_apart(1))})
    EXPECT_TRUE(std::isnan(cost.pounds_a_day));
}

TEST(CostOfAvoiding, IsToldInWords) {
  const auto says = [](const Difference& days, const Difference& cost, const std::string& words) {
    const std::string page = words_for(days, cost);
    EXPECT_TRUE(contains(page, " 2 recruit " + words + " -\n")) << page;  // the law's days: alike
  };
  says(told_apart(-10), told_apart(2), "£200");
  says(told_apart(10), told_apart(-2), "more risk, saves £200");
  says(told_apart(-10), told_apart(-2), "less risk and less cost");
  says(told_apart(10), told_apart(2), "more risk and more cost");
  says(told_apart(-10), alike, "less risk, cost alike");
  says(alike, told_apart(2), "-");
}

TEST(CostOfAvoiding, IsTakenFromDaysAtRiskAndNetCostWithoutPlacements) {
  const Folder folder;
  const models::Scenario scenario = with_prices(small_scenario());
  const Comparison comparison = compare(result_of(folder, scenario, [&](std::size_t plan, int r) {
    const Layout layout = layout_of(scenario);
    const double more = plan == 0 ? 0 : 1 + 0.1 * r;
    Trace trace = costing(layout, 50 + 3 * more, more);                // net: 2,000 pounds a day more
    flow(trace, Measure::cost, layout, foster, 70'000 * more);         // beside
    flow(trace, Measure::time_at_risk, layout, 0, 100 - 10 * more);    // 200 pounds for each
    flow(trace, Measure::time_at_risk_law, layout, 0, 50 - 4 * more);  // 500
    return trace;
  }));
  ASSERT_EQ(comparison.stretches[0].avoided.size(), 2u);
  EXPECT_NEAR(comparison.stretches[0].avoided[1].all.pounds_a_day, 200, 1e-6);
  EXPECT_NEAR(comparison.stretches[0].avoided[1].law_only.pounds_a_day, 500, 1e-6);
  const auto document = nlohmann::json::parse(json(comparison));
  const auto& avoiding = document["stretches"][0]["cost_of_avoiding"];
  EXPECT_FALSE(avoiding.contains("as_now"));
  EXPECT_EQ(avoiding["recruit"]["all"]["risk"], "less");
  EXPECT_EQ(avoiding["recruit"]["all"]["cost"], "more");
  EXPECT_NEAR(avoiding["recruit"]["law_only"]["pounds_a_day"].get<double>(), 500, 1e-6);
}

}  // namespace casetide::output::testing
