// Money: amounts as people write them, and what a scenario's prices become.
#include "models/money.hpp"

#include <gtest/gtest.h>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using namespace std::chrono_literals;
using models::CostKind;

models::Money money_of(const std::string& file) {
  return read_scenario(source_path("tests/scenarios/accepted/" + file)).money;
}
models::Money money() { return money_of("working_lives.yaml"); }

/// The name of a line by its id.
std::string name(const models::Money& money, models::CostLineId line) { return money.lines.at(line).name; }

double pounds_in(const std::string& text) {
  const Node root = parse_yaml("x: " + text + "\n", "text");
  Problems problems;
  const language::Table keys{"test", "of tests", {{"x", language::pounds(), "an amount", "£1"}}};
  const language::Type whole = language::table(keys);
  const double amount = pounds(Value(root, whole, problems).at("x"), -1);
  EXPECT_EQ(problems.any(), amount < 0) << text;
  return amount;
}

TEST(Pounds, AreReadWithAndWithoutSignCommasAndSteps) {
  EXPECT_DOUBLE_EQ(pounds_in("£28,000"), 28'000);
  EXPECT_DOUBLE_EQ(pounds_in("28000"), 28'000);
  EXPECT_DOUBLE_EQ(pounds_in("28,000"), 28'000);
  EXPECT_DOUBLE_EQ(pounds_in("£3.5m"), 3'500'000);
  EXPECT_DOUBLE_EQ(pounds_in("£300k"), 300'000);
  EXPECT_DOUBLE_EQ(pounds_in("1,250k"), 1'250'000);
  EXPECT_DOUBLE_EQ(pounds_in("£36.50"), 36.5);
  EXPECT_DOUBLE_EQ(pounds_in("£1,234,567.25"), 1'234'567.25);
  EXPECT_DOUBLE_EQ(pounds_in("£0"), 0);
  EXPECT_DOUBLE_EQ(pounds_in("\"£28,000\""), 28'000);
  EXPECT_DOUBLE_EQ(pounds_in("{value: £2k, status: assumed}"), 2'000);
}

TEST(Pounds, AreRefusedInAnyOtherForm) {
  for (const std::string text :
       {"£",          "k",      "£k",    "£1,00",    "£,100", "£1000,000", "£1,0000", "£1,000,00", "1,000,",
        "£28.000,00", "28 000", "£28 k", "$28",      "28£",   "GBP 28",    "£2bn",    "£2M",       "£3.5mm",
        "£-5",        "-5",     "£1e6",  "£1.5,000", "£01",   "£1000m",    "~",       "[£1]",      "a lot"})
    EXPECT_EQ(pounds_in(text), -1) << text;
}

TEST(ReadingOfMoney, TellsTheLinesInTheirOrder) {
  const models::Money money = scenarios::money();
  EXPECT_EQ(money.price_year, "2018-19");
  ASSERT_EQ(money.lines.size(), 10u);
  EXPECT_EQ(money.lines[0].name, "social_workers");
  EXPECT_EQ(money.lines[0].label, "Social workers");
  EXPECT_EQ(money.lines[0].kind, CostKind::cost);
  EXPECT_FALSE(money.lines[0].placement);
  EXPECT_EQ(money.lines[6].name, "care");
  EXPECT_TRUE(money.lines[6].placement);
  EXPECT_EQ(money.lines[8].kind, CostKind::grant);
  EXPECT_EQ(money.lines[9].kind, CostKind::memo);
}

TEST(ReadingOfMoney, TellsWhatPeopleCost) {
  const models::Money money = scenarios::money();
  EXPECT_DOUBLE_EQ(money.on_costs, 0.3);
  EXPECT_EQ(money.agency_day, 444min);  // 7.4 hours
  ASSERT_EQ(money.pay.size(), 2u);
  EXPECT_EQ(money.pay[0].role, models::RoleId{0});
  EXPECT_EQ(name(money, money.pay[0].line), "social_workers");
  EXPECT_EQ(name(money, money.pay[0].agency_line), "agency");
  EXPECT_DOUBLE_EQ(money.pay[0].salary, 33'000);
  EXPECT_DOUBLE_EQ(money.pay[0].newly_qualified, 28'000);
  EXPECT_DOUBLE_EQ(money.pay[0].agency_hour, 36.5);
}

TEST(ReadingOfMoney, TakesPayThatIsLeftOutFromTheSalary) {
  const models::Money money = scenarios::money();
  EXPECT_EQ(money.pay[1].role, models::RoleId{1});
  EXPECT_DOUBLE_EQ(money.pay[1].newly_qualified, 45'000);
  EXPECT_EQ(name(money, money.pay[1].agency_line), "managers");
  EXPECT_DOUBLE_EQ(money.pay[1].agency_hour, 0);
}

TEST(ReadingOfMoney, TellsWhatIsPaidByHeadAndByPlacement) {
  const models::Money money = scenarios::money();
  EXPECT_EQ(name(money, money.per_hire_line), "recruitment");
  EXPECT_DOUBLE_EQ(money.per_hire, 2'500);
  EXPECT_EQ(name(money, money.per_agency_start_line), "recruitment");
  EXPECT_DOUBLE_EQ(money.per_agency_start, 300);
  EXPECT_EQ(name(money, money.retention_line), "retention");
  EXPECT_DOUBLE_EQ(money.retention, 0);
  EXPECT_EQ(name(money, money.training_line), "training");
  EXPECT_DOUBLE_EQ(money.training, 800);
  EXPECT_EQ(name(money, money.first_year_support_line), "training");
  EXPECT_DOUBLE_EQ(money.first_year_support, 2'000);
  ASSERT_EQ(money.placements.size(), 1u);
  EXPECT_EQ(money.placements[0].status, models::StatusId{2});
  EXPECT_EQ(name(money, money.placements[0].line), "care");
  EXPECT_DOUBLE_EQ(money.placements[0].pounds_a_week, 700);
}

TEST(ReadingOfMoney, TellsAmountsThatStandForThemselves) {
  const models::Money money = scenarios::money();
  ASSERT_EQ(money.entries.size(), 4u);
  const models::CostEntry& programme = money.entries[0];
  EXPECT_EQ(name(money, programme.line), "programme");
  EXPECT_TRUE(programme.a_year);
  EXPECT_DOUBLE_EQ(programme.pounds, 3'500'000);
  EXPECT_EQ(programme.from, sim::Date(2015y / 4 / 1));  // before the run begins: it overlaps all the same
  EXPECT_EQ(programme.until, sim::Date(2017y / 4 / 1));
  const models::CostEntry& published = money.entries[1];
  EXPECT_EQ(published.from, sim::Date(2016y / 1 / 1));  // the run's days
  EXPECT_EQ(published.until, sim::Date(2018y / 4 / 1));
  EXPECT_DOUBLE_EQ(published.pounds, 1'234'567.5);
  const models::CostEntry& set_up = money.entries[2];
  EXPECT_FALSE(set_up.a_year);
  EXPECT_DOUBLE_EQ(set_up.pounds, 3'200'000);
  EXPECT_EQ(set_up.from, sim::Date(2018y / 3 / 31));  // the last day of the run
  EXPECT_EQ(name(money, money.entries[3].line), "grant");
}

TEST(ReadingOfMoney, HasOneLineWithoutAnythingWhereNoneAreGiven) {
  const models::Money money = money_of("nothing_happens.yaml");
  EXPECT_EQ(money.lines.size(), 1u);
  EXPECT_TRUE(money.pay.empty() && money.placements.empty() && money.entries.empty());
  EXPECT_DOUBLE_EQ(money.per_hire + money.per_agency_start + money.retention + money.training, 0);
}

TEST(ReadingOfMoney, LaysPricesOverTheOnesThatAreExtended) {
  const models::Money money = money_of("other_working_lives.yaml");
  EXPECT_EQ(money.lines[1].label, "Managers and leaders");
  EXPECT_EQ(money.lines.back().name, "market");
  EXPECT_DOUBLE_EQ(money.pay[0].salary, 34'000);
  EXPECT_DOUBLE_EQ(money.pay[0].newly_qualified, 28'000);
  EXPECT_EQ(name(money, money.retention_line), "market");
  EXPECT_DOUBLE_EQ(money.retention, 1'500);
  EXPECT_DOUBLE_EQ(money.entries[3].pounds, 200'000);
  EXPECT_EQ(money.entries[3].from, sim::Date(2016y / 1 / 1));
}

TEST(ReadingOfMoney, ReadsTheSameBackFromWhatAResultKeeps) {
  const models::Scenario scenario = read_scenario(source_path("tests/scenarios/accepted/working_lives.yaml"));
  const models::Money again = read_scenario_text(scenario.resolved_text, "resolved").money;
  EXPECT_DOUBLE_EQ(again.pay[0].salary, 33'000);
  EXPECT_DOUBLE_EQ(again.pay[1].salary, 45'000);
  EXPECT_DOUBLE_EQ(again.entries[1].pounds, 1'234'567.5);
  EXPECT_DOUBLE_EQ(again.placements[0].pounds_a_week, 700);
}

}  // namespace
}  // namespace casetide::scenarios
