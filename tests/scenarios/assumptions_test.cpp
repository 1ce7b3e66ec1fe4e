// Assumptions as they are read, and the scenario as it reads with other values.
#include "models/assumptions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using models::Assumption, models::Scenario;

/// The ground on which plans are tested, with two plans and more behind them.
std::string ground(const std::string& more) {
  return content("tests/scenarios/rejected/bases/plan_ground.yaml") +
         "  keeps: {label: Keeps, measures: [{retention: {leaving: 0.8, from: 2017-04-01}}]}\n"
         "  keeps_more:\n"
         "    label: Keeps more\n"
         "    extends: keeps\n"
         "    measures: [{set: {what: staffing.ceiling, to: 17 children, from: 2018-04-01}}]\n" +
         more;
}

/// One assumption of each sort: on the scenario, on a plan, on several values, a factor.
const std::string assumptions = R"(assumptions:
  ceiling:
    label: Most children
    what: staffing.ceiling
    range: {low: 15 children, likely: 20 children, high: 28 children}
    status: local
    source: the team
  retention:
    label: Leaving
    what: plans.keeps.measures[0].retention.leaving
    range: {low: 0.6, high: 1}
    status: assumed
    source: chosen
  agency:
    label: Agency
    what: [staffing.agency.share, staffing.leaving.per_year]
    range: {low: 0%, high: 95%}
    status: published
    source: a table
  demand:
    label: Referrals
    what: demand.first_referrals.periods[0].children
    factor: {low: 0.9, likely: 1, high: 1.2}
    status: assumed
    source: chosen
)";

ScenarioVariants variants() { return ScenarioVariants(ground(assumptions), "text"); }

/// The last day's version of the plan of that name, or the scenario itself.
const Scenario& under(const Scenario& scenario, const std::string& plan) {
  const auto found = std::ranges::find(scenario.plans, plan, &models::Plan::name);
  if (found == scenario.plans.end()) throw std::out_of_range(plan);
  return found->versions.empty() ? scenario : *found->versions.back().scenario;
}

std::vector<std::string> names(const std::vector<models::Plan>& plans) {
  std::vector<std::string> names;
  for (const models::Plan& plan : plans) names.push_back(plan.name);
  return names;
}

double per_year(const Scenario& scenario) { return scenario.staffing.employment.leaving.per_year; }

// --- reading --------------------------------------------------------------------------------------------------------

TEST(ReadingOfAssumptions, TellsWhatTheyAreAboutAndHowFarTheyReach) {
  const Scenario scenario = read_scenario_text(ground(assumptions), "text");
  ASSERT_EQ(scenario.assumptions.size(), 4u);
  const Assumption& ceiling = scenario.assumptions[0];
  EXPECT_EQ(ceiling.name, "ceiling");
  EXPECT_EQ(ceiling.label, "Most children");
  EXPECT_EQ(ceiling.what, (Texts{"staffing.ceiling"}));
  EXPECT_EQ(ceiling.how, Assumption::How::value);
  EXPECT_EQ(ceiling.unit, "children");
  EXPECT_EQ(ceiling.evidence, models::Evidence::local);
  EXPECT_EQ(ceiling.source, "the team");
  EXPECT_DOUBLE_EQ(ceiling.range.mean(), (15 + 20 + 28) / 3.0);  // of a triangle
  EXPECT_EQ(scenario.assumptions[1].unit, "");
  EXPECT_DOUBLE_EQ(scenario.assumptions[1].range.variance(), 0.4 * 0.4 / 12);  // even
  EXPECT_EQ(scenario.assumptions[2].what, (Texts{"staffing.agency.share", "staffing.leaving.per_year"}));
  EXPECT_EQ(scenario.assumptions[2].unit, "%");
  EXPECT_EQ(scenario.assumptions[2].high(), 95);
  EXPECT_EQ(scenario.assumptions[3].how, Assumption::How::factor);
  EXPECT_EQ(scenario.assumptions[3].low(), 0.9);
}

TEST(ReadingOfAssumptions, LeavesTheScenarioAsWritten) {
  const Scenario with = read_scenario_text(ground(assumptions), "text");
  EXPECT_EQ(with.staffing.ceiling, 20);
  EXPECT_EQ(per_year(with), 0.12);
  EXPECT_TRUE(with.draws_assumptions);
  EXPECT_FALSE(read_scenario_text(ground(""), "text").draws_assumptions);  // there are none
}

TEST(ReadingOfAssumptions, DrawsNoneWhereTheRunIsCentral) {
  const Scenario central = read_scenario_text(ground(assumptions + "run: {assumptions: central}\n"), "text");
  EXPECT_FALSE(central.draws_assumptions);
  EXPECT_EQ(central.assumptions.size(), 4u);
  EXPECT_TRUE(read_scenario_text(ground(assumptions + "run: {assumptions: drawn}\n"), "text").draws_assumptions);
}

TEST(ReadingOfAssumptions, KnowsSharesInEitherFormAndPoundsInAny) {
  const std::string two = R"(assumptions:
  share: {label: A, what: staffing.agency.share, range: {low: 0.8, high: 0.95}, status: assumed, source: x}
  pay: {label: B, what: money.pay.social_worker.salary, range: {low: £30k, high: "£36,000"}, status: assumed, source: x}
)";
  const ScenarioVariants variants(ground(two), "text");
  EXPECT_EQ(variants.written().assumptions[1].low(), 30'000);
  EXPECT_EQ(variants.written().assumptions[1].unit, "£");
  const Scenario drawn = variants.with({0.85, 31'500});
  EXPECT_DOUBLE_EQ(drawn.staffing.employment.agency.share, 0.85);
  EXPECT_DOUBLE_EQ(drawn.money.pay[0].salary, 31'500);
}

TEST(ReadingOfARun, MayAskForPrecisionInsteadOfANumber) {
  const Scenario scenario =
      read_scenario_text(ground("run: {replications: {precision: 5%, at_least: 20, at_most: 200}}\n"), "text");
  ASSERT_TRUE(scenario.precision.has_value());
  EXPECT_DOUBLE_EQ(scenario.precision->share, 0.05);
  EXPECT_EQ(scenario.precision->at_least, 20);
  EXPECT_EQ(scenario.precision->at_most, 200);
  EXPECT_EQ(scenario.replications, 200);
  EXPECT_FALSE(read_scenario_text(ground("run: {replications: 7}\n"), "text").precision.has_value());
}

// --- draws ----------------------------------------------------------------------------------------------------------

TEST(ScenarioVariants, ReadAsIfTheDrawnValuesHadBeenWritten) {
  const Scenario drawn = variants().with({18, 0.7, 40, 1.1});
  EXPECT_EQ(drawn.staffing.ceiling, 18);
  EXPECT_DOUBLE_EQ(drawn.staffing.employment.agency.share, 0.4);
  EXPECT_DOUBLE_EQ(per_year(drawn), 0.4);  // one draw for both
  EXPECT_NEAR(drawn.demand.first_referrals[0].children, 6600, 1e-6);
  EXPECT_NEAR(per_year(under(drawn, "keeps")), 0.4 * 0.7, 1e-9);
  EXPECT_NEAR(per_year(under(drawn, "keeps_more")), 0.4 * 0.7, 1e-9);
  EXPECT_EQ(under(drawn, "keeps_more").staffing.ceiling, 17);  // what a plan sets, it sets
}

TEST(ScenarioVariants, ReadAsWrittenWithoutDraws) {
  const ScenarioVariants variants = scenarios::variants();
  const Scenario again = variants.with({});
  EXPECT_EQ(again.staffing.ceiling, 20);
  EXPECT_EQ(again.sha256, variants.written().sha256);
  EXPECT_EQ(names(again.plans), (Texts{"no_change", "keeps", "keeps_more"}));
}

TEST(ScenarioVariants, KeepWhatTheScenarioIs) {
  const ScenarioVariants variants = scenarios::variants();
  const Scenario drawn = variants.with({18, 0.7, 40, 1.1}, {{"staffing.leaving.notice", "6 weeks"}});
  EXPECT_EQ(drawn.resolved_text, variants.written().resolved_text);
  EXPECT_EQ(drawn.sha256, variants.written().sha256);
  EXPECT_EQ(drawn.assumptions.size(), 4u);
  EXPECT_EQ(drawn.assumptions[2].what.size(), 2u);
  EXPECT_TRUE(drawn.draws_assumptions);
}

TEST(ScenarioVariants, LetADrawComeToNothing) {
  const Scenario drawn = variants().with({20, 1, 90, 1});
  const auto keeps = std::ranges::find(drawn.plans, "keeps", &models::Plan::name);
  EXPECT_TRUE(keeps->versions.empty());  // nobody is kept by a factor of 1, and that is no mistake here
  EXPECT_EQ(under(drawn, "keeps_more").staffing.ceiling, 17);
}

TEST(ScenarioVariants, ReadOnlyThePlansThatAreAskedFor) {
  const Scenario one = variants().with({18, 0.7, 40, 1.1}, {}, {"keeps_more"});
  EXPECT_EQ(names(one.plans), (Texts{"keeps_more"}));
  EXPECT_NEAR(per_year(under(one, "keeps_more")), 0.4 * 0.7, 1e-9);  // from the plan that it extends
  EXPECT_EQ(names(variants().with({}, {}, {"keeps_more", "no_change"}).plans), (Texts{"no_change", "keeps_more"}));
}

TEST(ScenarioVariants, WantADrawForEachAssumption) { EXPECT_THROW(variants().with({18, 0.7}), std::invalid_argument); }

TEST(ScenarioVariants, ReadFromAFileAsTheReaderDoes) {
  const std::filesystem::path path = source_path("tests/scenarios/accepted/assumptions_and_targets.yaml");
  EXPECT_EQ(ScenarioVariants::of_file(path).written().sha256, read_scenario(path).sha256);
}

// --- edits ----------------------------------------------------------------------------------------------------------

TEST(ScenarioVariants, ReadWithEditsMade) {
  const Scenario edited = variants().with({}, {{"staffing.ceiling", "22 children"},
                                               {"staffing.overload", "{closes_too_soon: 10%}"},
                                               {"plans.keeps_more.measures[0].set.to", "16 children"}});
  EXPECT_EQ(edited.staffing.ceiling, 22);
  EXPECT_EQ(edited.staffing.overload.closes_too_soon, 0.1);
  EXPECT_EQ(under(edited, "keeps_more").staffing.ceiling, 16);
}

TEST(ScenarioVariants, TakeAnEditForCertainAndMultiplyItByAFactor) {
  const std::vector<Edit> edits = {{"staffing.agency.share", "50%"},
                                   {"demand.first_referrals.periods[0].children", "7000"}};
  const Scenario both = variants().with({18, 0.7, 40, 1.1}, edits);
  EXPECT_DOUBLE_EQ(both.staffing.employment.agency.share, 0.5);
  EXPECT_DOUBLE_EQ(per_year(both), 0.4);  // the other value of that assumption is still drawn
  EXPECT_NEAR(both.demand.first_referrals[0].children, 7700, 1e-6);
}

// --- problems -------------------------------------------------------------------------------------------------------

Texts problems_with(const std::vector<double>& draws, const std::vector<Edit>& edits = {}) {
  return problems_of([&] { variants().with(draws, edits); });
}

std::string only(const Texts& problems) {
  return problems.size() == 1 ? problems.front() : std::to_string(problems.size());
}

TEST(ScenarioVariants, TellWhichDrawOrEditBroughtAProblem) {
  EXPECT_NE(only(problems_with({0, 0.7, 40, 1})).find("with ceiling = 0 children: staffing.ceiling: must be above 0"),
            std::string::npos);
  EXPECT_NE(only(problems_with({}, {{"staffing.agency.share", "150%"}}))
                .find("with staffing.agency.share = 150%: staffing.agency.share: expected a share"),
            std::string::npos);
}

TEST(ScenarioVariants, TellOfEditsThatCannotBe) {
  const auto told = [](const Edit& edit) { return only(problems_with({}, {edit})); };
  EXPECT_NE(told({"staffing.celing", "9 children"}).find("did you mean `staffing.ceiling`?"), std::string::npos);
  EXPECT_NE(told({"run.seed", "9"}).find("`run` is settled before a run begins"), std::string::npos);
  EXPECT_NE(told({"assumptions.ceiling.range.low", "9 children"}).find("settled before"), std::string::npos);
  EXPECT_NE(told({"", "9"}).find("is no path"), std::string::npos);
  EXPECT_NE(told({"staffing.ceiling", "9\nrun: 3"}).find("expected one value"), std::string::npos);
  EXPECT_NE(told({"staffing.ceiling", "[9"}).find("this is not YAML"), std::string::npos);
}

TEST(ScenarioVariants, KeepTheNamesOfTables) {
  const std::string told = only(problems_with({}, {{"money.lines.another", "{label: Another}"}}));
  EXPECT_NE(told.find("money.lines: the names there must stay as they are"), std::string::npos) << told;
}

TEST(EndsOfAssumptions, AreTriedBeforeARun) {
  const ScenarioVariants sound = variants();
  EXPECT_NO_THROW(check_ends(sound, sound.written()));
  const std::string too_wide =
      "assumptions: {x: {label: X, what: staffing.ceiling, range: {low: 0 children, high: 25 children}, "
      "status: assumed, source: x}}\n";
  const ScenarioVariants wide(ground(too_wide), "text");
  EXPECT_NE(only(problems_of([&] { check_ends(wide, wide.written()); })).find("with x = 0 children"),
            std::string::npos);
  const std::string too_high =
      "assumptions: {x: {label: X, what: staffing.agency.share, factor: {low: 0.9, high: 1.2}, "
      "status: assumed, source: x}}\n";
  const ScenarioVariants high(ground(too_high), "text");
  EXPECT_NE(only(problems_of([&] { check_ends(high, high.written()); })).find("with x = 1.2"), std::string::npos);
}

// --- the examples ---------------------------------------------------------------------------------------------------

/// The block of YAML in scenarios/guide.md that begins with the key.
std::string example(const std::string& key) {
  const std::string text = content("scenarios/guide.md"), begin = "```yaml\n" + key + ":";
  const std::size_t at = text.find(begin);
  if (at == std::string::npos) throw std::out_of_range(key);
  const std::size_t start = at + std::string("```yaml\n").size();
  return text.substr(start, text.find("```", start) - start);
}

TEST(ExamplesOfTheGuide, CanBeRead) {
  const Scenario scenario = read_scenario_text(ground(example("assumptions") + example("targets")), "text");
  EXPECT_GE(scenario.assumptions.size(), 2u);
  EXPECT_GE(scenario.targets.size(), 2u);
}

TEST(TheScenarioOfWorcestershire, HoldsAtBothEndsOfItsAssumptions) {
  const ScenarioVariants variants = ScenarioVariants::of_file(source_path("scenarios/worcestershire.yaml"));
  EXPECT_GE(variants.written().assumptions.size(), 12u);
  EXPECT_TRUE(variants.written().draws_assumptions);
  EXPECT_NO_THROW(check_ends(variants, variants.written()));
  for (const Assumption& assumption : variants.written().assumptions) EXPECT_FALSE(assumption.source.empty());
}

}  // namespace
}  // namespace casetide::scenarios
