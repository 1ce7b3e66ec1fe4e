// The assumption register of a few statements, and the STRESS-DES description of a small scenario.
#include "output/register_page.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "output/stress_page.hpp"
#include "tests/output/pages.hpp"

namespace casetide::output {
namespace {

using models::DrawnRange, models::Evidence, models::EvidenceRegister, models::EvidenceStatement;
using namespace std::chrono_literals;

EvidenceStatement statement(const std::string& path, Evidence evidence, const std::string& words) {
  EvidenceStatement one;
  one.path = path;
  one.file = "mine.yaml";
  one.evidence = evidence;
  one.source = "source of " + path;
  one.meaning = "meaning of " + path;
  one.values = {{words, "mine.yaml"}};
  one.amounts = 1;
  return one;
}

EvidenceRegister small_register() {
  EvidenceRegister evidence;
  evidence.file = "mine.yaml";
  evidence.statements = {statement("staffing.leaving", Evidence::assumed, "per year 13%"),
                         statement("staffing.ceiling", Evidence::local, "28 children"),
                         statement("stocks[0]", Evidence::published, "children 473")};
  return evidence;
}

models::Scenario small_scenario() {
  models::Scenario scenario;
  scenario.title = "Small | simple";
  scenario.place = "Nowhere";
  scenario.warm_up_from = sim::Date{2018y / 1 / 1};
  scenario.period_from = sim::Date{2018y / 4 / 1};
  scenario.period_until = sim::Date{2019y / 4 / 1};
  scenario.seed = 7;
  scenario.replications = 12;
  scenario.plans = {{.name = "now", .label = "As now", .description = "Nothing changes."},
                    {.name = "more", .label = "More people", .description = "Two more."}};
  return scenario;
}

std::string page(const EvidenceRegister& evidence) { return register_page(small_scenario(), evidence); }

std::string description(const models::Scenario& scenario, const EvidenceRegister& evidence = {}) {
  const std::vector<models::PlanInWords> plans = {
      {"now", "", "", {}},
      {"more", "now", "as asked", {{"recruit", "fte 2", ""}, {"retention", "leaving 0.9", "ours"}}}};
  return stress_page({scenario, evidence, plans});
}

/// What stands between two headings; all after the first where the second is not there.
std::string between(const std::string& page, const std::string& from, const std::string& until) {
  const std::size_t begin = page.find(from);
  if (begin == std::string::npos) return {};
  return page.substr(begin, page.find(until, begin) - begin);
}

int count_of(const std::string& page, const std::string& text) {
  int count = 0;
  for (std::size_t at = page.find(text); at != std::string::npos; at = page.find(text, at + 1)) ++count;
  return count;
}

// --- the register

TEST(ARegister, KeepsWhatIsPublishedApart) {
  const std::string text = page(small_register());
  const std::string assumed = between(text, "## Assumed and local", "## Published");
  const std::string published = between(text, "## Published", "## Clocks");
  expect_in(assumed, "| `staffing.leaving` | assumed | per year 13% |  | meaning of staffing.leaving | source of ");
  expect_in(assumed, "| `staffing.ceiling` | local | 28 children |");
  EXPECT_EQ(assumed.find("stocks"), std::string::npos);
  expect_in(published, "| `stocks[0]` | `mine.yaml` | children 473 |");
  EXPECT_EQ(count_of(published, "\n| `"), 1);
}

TEST(ARegister, CountsNumbersByRoomAndHowManyOfTheAssumedAreDrawn) {
  EvidenceRegister evidence = small_register();
  evidence.statements[0].amounts = 5;
  evidence.statements[0].drawn = 2;
  evidence.statements.push_back(statement("assumptions.rate", Evidence::assumed, "not counted: a range"));
  evidence.unstated = {{"money.on_costs", "30%", "mine.yaml"}};
  const std::string text = page(evidence);
  expect_in(text, "| Staffing | 5 (1) | 1 (1) |  |  |\n");
  expect_in(text, "| Demand and children at the start |  |  | 1 (1) |  |\n");
  expect_in(text, "| Money |  |  |  | 1 |\n");
  expect_in(text, "Of the 5 assumed numbers, 2 are drawn from a range");
  EXPECT_EQ(text.find("| Observed figures |"), std::string::npos) << "where nothing is, nothing is counted";
  expect_in(between(text, "## Numbers of which", "## What"), "| `money.on_costs` | `mine.yaml` | 30% |");
}

TEST(ARegister, TellsTheRangeBesideTheValueThatIsDrawnFromIt) {
  EvidenceRegister evidence = small_register();
  DrawnRange range;
  range.name = "rate";
  range.label = "Leaving";
  range.what = {"staffing.leaving.per_year"};
  range.words = "9% to 15%";
  range.is_fitted = true;
  range.source = "asked";
  evidence.ranges = {range};
  evidence.statements[0].drawn_by = {0};
  const std::string text = page(evidence);
  expect_in(text,
            "| Leaving (`rate`) | `staffing.leaving.per_year` | 9% to 15% | asked for, and not yet done | assumed |");
  expect_in(text, "| per year 13% | 9% to 15% (`rate`) |");
}

TEST(ARegister, TellsWhatAFitHasMadeOfARange) {
  EvidenceRegister evidence = small_register();
  evidence.ranges.resize(2);
  evidence.ranges[0].name = "rate";
  evidence.ranges[0].is_fitted = true;
  models::Scenario scenario = small_scenario();
  models::Assumption rate;
  rate.name = "rate";
  rate.unit = "%";
  for (int draw = 0; draw <= 100; ++draw) rate.fitted.push_back(draw);
  scenario.assumptions = {rate};
  // Of 0, 1 ... 100 the middle nine tenths are 5 to 95.
  expect_in(register_page(scenario, evidence), "| 101 draws: 5% to 95%, median 50% | assumed |");
  expect_in(register_page(scenario, evidence), "| no | assumed |");
  expect_in(description(scenario, evidence), "1 assumption was fitted to the series of item 3.1");
  expect_in(description(scenario, evidence), "each replication takes a row of the draws");
}

TEST(ARegister, SetsApartWhatStandsInAnotherFileWithWhatIsSaidThere) {
  EvidenceRegister evidence = small_register();
  evidence.statements[0].values.push_back({"stress 0.7", "library/base.yaml"});
  evidence.statements[0].elsewhere = {{"library/base.yaml", Evidence::published, "Kim"}};
  EvidenceStatement below = statement("staffing.agency", Evidence::assumed, "share 90%");
  below.file = "library/base.yaml";
  below.values[0].file = below.file;
  evidence.statements.push_back(below);
  const std::string text = page(evidence);
  expect_in(text, "per year 13%<br>*in `library/base.yaml`:* stress 0.7 |");
  expect_in(text, "source of staffing.leaving<br>*in `library/base.yaml`:* published: Kim |");
  const std::string inherited = between(text, "Standing as `library/base.yaml` has it:", "##");
  expect_in(inherited, "`staffing.agency`");
  EXPECT_EQ(inherited.find("staffing.leaving"), std::string::npos);
}

TEST(ARegister, SaysWhereASourceIsMissingAndBreaksNoTable) {
  EvidenceRegister evidence = small_register();
  evidence.statements[0].source = "";
  evidence.statements[1].source = "a | b\nc";
  const std::string text = page(evidence);
  expect_in(text, "| meaning of staffing.leaving | **no source is given** |\n");
  expect_in(text, "| a \\| b<br>c |\n");
}

TEST(ARegister, ListsClocksThatAreNoLaw) {
  models::Scenario scenario = small_scenario();
  for (const auto& [name, basis] : {std::pair{"visit", models::Basis::local}, {"review", models::Basis::guidance}}) {
    models::Obligation rule;
    rule.name = rule.label = name;
    rule.due = {10, models::Span::Unit::working_days};
    rule.basis = basis;
    rule.source = "handbook";
    scenario.pathway.obligations.push_back(rule);
  }
  scenario.pathway.statuses.resize(1);
  const std::string clocks = between(register_page(scenario, small_register()), "## Clocks", "## Numbers");
  expect_in(clocks, "| `pathway.obligations.visit` | visit | 10 working days from the start | once | local standard |");
  EXPECT_EQ(clocks.find("obligations.review"), std::string::npos);
}

TEST(ARegisterOfNothing, SaysSo) {
  const std::string text = page({});
  expect_in(text, "Nothing: the scenario has no `assumptions`.");
  expect_in(text, "Nothing says that it is published.");
}

// --- the description

/// The items of the checklist, in its order.
const std::vector<std::string> items = {
    "1.1 Purpose of the model",
    "1.2 Model outputs",
    "1.3 Experimentation aims",
    "2.1 Base model overview diagram",
    "2.2 Base model logic",
    "2.3 Scenario logic",
    "2.4 Algorithms",
    "2.5.1 Components: entities",
    "2.5.2 Components: activities",
    "2.5.3 Components: resources",
    "2.5.4 Components: queues",
    "2.5.5 Components: entry and exit points",
    "3.1 Data sources",
    "3.2 Pre-processing",
    "3.3 Input parameters",
    "3.4 Assumptions",
    "4.1 Initialisation",
    "4.2 Run length",
    "4.3 Estimation approach",
    "5.1 Software or programming language",
    "5.2 Random sampling",
    "5.3 Model execution",
    "5.4 System specification",
    "6.1 Computer model sharing statement",
};

TEST(ADescription, AnswersEveryItemOfTheChecklistOnceAndInItsOrder) {
  const std::string text = description(small_scenario());
  std::size_t before = 0;
  for (const std::string& item : items) {
    const std::string heading = fmt::format("\n### {}\n\n", item);
    EXPECT_EQ(count_of(text, heading), 1) << item;
    const std::size_t at = text.find(heading);
    EXPECT_GT(at, before) << item;
    before = at;
    EXPECT_NE(text.at(at + heading.size()), '#') << item << " is not answered";
  }
  EXPECT_EQ(count_of(text, "\n### "), static_cast<int>(items.size()));
}

TEST(ADescription, TellsThePlansWithTheirMeasures) {
  const std::string text = description(small_scenario());
  expect_in(text, "Small \\| simple");
  expect_in(text, "| More people | `more` | Two more. |");
  const std::string logic = between(text, "### 2.3", "### 2.4");
  expect_in(logic, "**As now** (`now`): nothing is changed.");
  expect_in(logic, "**More people** (`more`), beyond `now`:");
  expect_in(logic, "| recruit | fte 2 | as asked |");
  expect_in(logic, "| retention | leaving 0.9 | ours |");
}

TEST(ADescription, TellsWarmUpRunLengthAndReplications) {
  // 31 + 28 + 31 days before 1 April 2018, and a year of 365.
  const std::string text = description(small_scenario());
  expect_in(text, "A warm-up of 90 days from 1 Jan 2018");
  expect_in(text, "1 Apr 2018 to 31 Mar 2019: 365 days that are told, 455 with the warm-up.");
  expect_in(text, "12 replications, seed 7.");
  expect_in(text, "The scenario has no ranges: intervals show chance alone.");
}

TEST(ADescription, SaysWhatThereIsNone) {
  models::Scenario scenario = small_scenario();
  const std::string without = description(scenario);
  for (const char* const none : {"Nobody leaves.", "Nobody is ever absent.", "Nobody is supervised.",
                                 "Nobody is hired but by measures of plans.", "No vacancy is covered by agency staff."})
    expect_in(without, none);
  scenario.staffing.employment.leaving.per_year = 0.135;
  scenario.staffing.absences = {{.name = "annual_leave"}};
  const std::string with = description(scenario);
  expect_in(with, "a hazard adds: 13.5% a year");
  expect_in(with, "Each person's spells (annual leave) are drawn");
  EXPECT_EQ(with.find("Nobody leaves."), std::string::npos);
  EXPECT_EQ(with.find("Nobody is ever absent."), std::string::npos);
}

TEST(ADescription, TellsThePrecisionThatIsAimedAt) {
  models::Scenario scenario = small_scenario();
  scenario.warm_up_from = scenario.period_from;
  scenario.precision = sim::Precision{.share = 0.05, .at_least = 10, .batch = 10, .at_most = 200, .confidence = 0.9};
  const std::string text = description(scenario);
  expect_in(text, "There is no warm-up.");
  expect_in(text, "from 10 to 200, until every headline measure of every plan is known to within 5% of its mean (90%");
  EXPECT_EQ(text.find("no precision is aimed at"), std::string::npos);
}

TEST(ADescription, SaysWhetherAssumptionsAreDrawn) {
  EvidenceRegister evidence;
  evidence.ranges.resize(1);
  models::Scenario scenario = small_scenario();
  scenario.draws_assumptions = true;
  expect_in(description(scenario, evidence), "intervals show ignorance and chance together");
  scenario.draws_assumptions = false;
  expect_in(description(scenario, evidence), "as `assumptions: central` asks: intervals show chance alone");
}

TEST(ADescription, TellsOnceWhatPublishedValuesAndLawsRestOn) {
  EvidenceRegister evidence = small_register();
  evidence.statements.push_back(evidence.statements[2]);
  models::Scenario scenario = small_scenario();
  const std::string sources = between(description(scenario, evidence), "### 3.1", "### 3.2");
  EXPECT_EQ(count_of(sources, "* source of stocks"), 1);
  EXPECT_EQ(sources.find("source of staffing"), std::string::npos);
}

}  // namespace
}  // namespace casetide::output
