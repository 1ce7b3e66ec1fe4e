// What each number of a scenario rests on, as the walk finds it in small trees and in a whole scenario.
#include "scenarios/reader/evidence_walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "scenarios/reader/compose.hpp"
#include "scenarios/reader/plan_words.hpp"
#include "scenarios/reader/tree_path.hpp"
#include "tests/scenarios/reading.hpp"
#include "tests/support/folder.hpp"

namespace casetide::scenarios {
namespace {

using models::Evidence, models::EvidenceRegister, models::EvidenceStatement, models::StatedValue, models::UnstatedValue;

EvidenceRegister evidence(const std::string& text) { return evidence_in(parse_yaml(text, "small.yaml"), {}); }

/// The one statement that a text makes.
EvidenceStatement statement(const std::string& text) {
  const EvidenceRegister found = evidence(text);
  EXPECT_EQ(found.statements.size(), 1u) << text;
  return found.statements.empty() ? EvidenceStatement{} : found.statements.front();
}

Texts words_of(const EvidenceStatement& one) {
  Texts words;
  for (const StatedValue& value : one.values) words.push_back(value.words);
  return words;
}

Texts paths_of(const EvidenceRegister& found) {
  Texts paths;
  for (const EvidenceStatement& one : found.statements) paths.push_back(one.path);
  return paths;
}

// --- what a row says

TEST(AnAnnotatedTable, IsToldWithItsValuesMeaningSourceAndFile) {
  const EvidenceStatement one = statement(
      "staffing:\n"
      "  leaving: {per_year: 0.11, workload: 0, status: assumed, source: chosen here, note: to be counted}\n");
  EXPECT_EQ(one.path, "staffing.leaving");
  EXPECT_EQ(one.file, "small.yaml");
  EXPECT_EQ(one.evidence, Evidence::assumed);
  EXPECT_EQ(one.source, "chosen here");
  EXPECT_EQ(one.note, "to be counted");
  EXPECT_EQ(one.meaning, "how employees give notice and go; agency staff go when their booking ends");
  EXPECT_EQ(words_of(one), (Texts{"per year 0.11", "workload 0"}));
  EXPECT_EQ(one.amounts, 2u);
}

TEST(AnAnnotatedNumber, IsToldWithTheMeaningOfItsKey) {
  const EvidenceStatement one =
      statement("staffing: {ceiling: {value: 28 children, status: local, source: agreed with the union}}");
  EXPECT_EQ(one.path, "staffing.ceiling");
  EXPECT_EQ(one.evidence, Evidence::local);
  EXPECT_EQ(one.meaning, "what a full-time case holder may hold: children, or points where `case_points` weighs them");
  EXPECT_EQ(words_of(one), Texts{"28 children"});
}

TEST(AValueInWords, IsAShareInPercentHoweverItIsWritten) {
  const std::string text = "demand: {urgency: {shares: {urgent: 0.2, standard: 80%}, status: assumed, source: s}}";
  EXPECT_EQ(words_of(statement(text)), Texts{"shares (urgent: 20%, standard: 80%)"});
}

TEST(AValueInWords, IsADistributionInOneLine) {
  const EvidenceStatement one = statement(
      "pathway: {statuses: {in_care: {need: {met_by: time, status: assumed, source: s, amount: {bands: [{from: 1 days, "
      "to: 14 days, share: 0.4}, {from: 2 weeks, to: 90 days, share: 60%}]}}}}}");
  EXPECT_EQ(words_of(one), (Texts{"met by time", "amount bands (40% from 1 to 14 days, 60% from 2 weeks to 90 days)"}));
  EXPECT_EQ(one.amounts, 1u);
}

TEST(AValueInWords, LeavesOutWhereAnOutcomeLeads) {
  const EvidenceStatement one = statement(
      "pathway: {decisions: {review: {cases: [{when: {holding: [in_care], age_from: 16}, status: assumed, source: s, "
      "outcomes: {close: {share: 30%, closes: true, comes_back: 0.1}, go_on: {share: 70%, ends: [new], begins: "
      "[old]}}}]}}}");
  EXPECT_EQ(one.path, "pathway.decisions.review.cases[0]");
  EXPECT_EQ(words_of(one), (Texts{"when (holding in care, age from 16)",
                                  "outcomes (close: share 30%, closes, comes back 10%; go on: share 70%)"}));
}

TEST(AValueInWords, LetsTheRestBeNoNumber) {
  const EvidenceStatement one = statement(
      "pathway: {decisions: {review: {cases: [{status: assumed, source: s, outcomes: {close: {share: 30%, closes: "
      "true}, "
      "go_on: {share: rest}}}]}}}");
  EXPECT_EQ(words_of(one), Texts{"outcomes (close: share 30%, closes; go on: share rest)"});
  EXPECT_EQ(one.amounts, 1u);
}

TEST(TheKeysOfARegister, HaveTheMeaningsOfTheLanguage) {
  const EvidenceRegister found = evidence("staffing: {leaving: {per_year: 11%, status: assumed, source: s}}");
  EXPECT_EQ(found.keys.at("staffing.leaving.per_year"), "rate of those long in post and without stress");
}

// --- what covers what

TEST(ATableWithin, ThatSaysForItselfHasARowOfItsOwn) {
  const EvidenceRegister found = evidence(
      "demand:\n"
      "  first_referrals:\n"
      "    periods:\n"
      "      - {from: 2016-04-01, until: 2017-04-01, children: 4200}\n"
      "      - {from: 2017-04-01, until: 2018-04-01, children: 2960, status: assumed, source: flat}\n"
      "    status: published\n"
      "    source: table C1\n");
  ASSERT_EQ(paths_of(found), (Texts{"demand.first_referrals", "demand.first_referrals.periods[1]"}));
  EXPECT_EQ(words_of(found.statements[0]), Texts{"periods from 2016-04-01, until 2017-04-01, children 4200"});
  EXPECT_EQ(words_of(found.statements[1]), (Texts{"from 2017-04-01", "until 2018-04-01", "children 2960"}));
  EXPECT_TRUE(found.unstated.empty());
}

TEST(ANumberWithoutAStatus, IsListedAsOneOfWhichNothingIsSaid) {
  const EvidenceRegister found = evidence(
      "staffing:\n"
      "  hiring: {success: 65%, fails_after: {uniform: {low: 10 days, high: 20 days}}, source: somewhere}\n"
      "  agency: {share: 90%, status: published, source: table 4}\n");
  EXPECT_EQ(paths_of(found), Texts{"staffing.agency"});
  ASSERT_EQ(found.unstated.size(), 2u);
  EXPECT_EQ(found.unstated[0].path, "staffing.hiring.success");
  EXPECT_EQ(found.unstated[0].words, "65%");
  EXPECT_EQ(found.unstated[0].file, "small.yaml");
  EXPECT_EQ(found.unstated[1].path, "staffing.hiring.fails_after");
  EXPECT_EQ(found.unstated[1].words, "uniform (low 10 days, high 20 days)");
}

TEST(ANumberWithoutAStatus, IsNoClockWithABasisNoConditionAndNoCertainOutcome) {
  const EvidenceRegister found = evidence(
      "version: 1\n"
      "run: {replications: 30}\n"
      "pathway:\n"
      "  obligations: {visit: {label: Visit, during: open, clock: {first: 5 working days}, basis: law, source: Act}}\n"
      "  decisions: {done: {cases: [{when: {age_from: 16}, outcomes: {close: {share: 100%, closes: true}}}]}}\n");
  EXPECT_TRUE(found.statements.empty());
  EXPECT_TRUE(found.unstated.empty()) << found.unstated.front().path;
}

// --- which file

TEST(AValueOfAnotherFile, IsToldWithThatFile) {
  const Node below = parse_yaml("staffing: {leaving: {per_year: 11%, stress: 0.7, status: published, source: b}}",
                                "library/base.yaml");
  const Node above = parse_yaml("staffing: {leaving: {per_year: 13%, status: assumed, source: a}}", "mine.yaml");
  const EvidenceRegister found = evidence_in(merged(below, above), {});
  ASSERT_EQ(found.statements.size(), 1u);
  const EvidenceStatement& one = found.statements.front();
  EXPECT_EQ(one.file, "mine.yaml");
  ASSERT_EQ(words_of(one), (Texts{"per year 13%", "stress 0.7"}));
  EXPECT_EQ(one.values[0].file, "mine.yaml");
  EXPECT_EQ(one.values[1].file, "library/base.yaml");
}

TEST(AValueOfAnotherFile, IsTakenApartWhereItsTableHasBoth) {
  const Node below = parse_yaml(
      "staffing: {hiring: {success: 5%, by_role: {team_manager: {success: 30%}, chair: {success: 20%}}, status: "
      "assumed, "
      "source: b}}",
      "base.yaml");
  const Node above = parse_yaml("staffing: {hiring: {by_role: {chair: {success: 40%}}}}", "mine.yaml");
  const EvidenceStatement one = evidence_in(merged(below, above), {}).statements.at(0);
  EXPECT_EQ(one.file, "base.yaml");
  ASSERT_EQ(words_of(one), (Texts{"success 5%", "by role team manager: success 30%", "by role chair: success 40%"}));
  EXPECT_EQ(one.values[2].file, "mine.yaml");
}

TEST(AScenarioInAFolder, IsToldFromThatFolderWithWhatTheFileBelowSays) {
  const testing::Folder folder;
  std::filesystem::create_directory(folder / "library");
  testing::put_bytes(
      folder / "library/base.yaml",
      "version: 1\nstaffing: {leaving: {per_year: 11%, stress: 0.7, status: published, source: below}}\n");
  testing::put_bytes(folder / "mine.yaml",
                     "version: 1\nextends: library/base.yaml\n"
                     "staffing: {leaving: {per_year: 13%, status: assumed, source: above}}\n");
  const EvidenceRegister found = evidence_of(folder.path() / "library" / ".." / "mine.yaml");
  EXPECT_EQ(found.file, "mine.yaml");
  ASSERT_EQ(found.statements.size(), 1u);
  const EvidenceStatement& one = found.statements.front();
  EXPECT_EQ(one.values.back().file, "library/base.yaml");
  ASSERT_EQ(one.elsewhere.size(), 1u);
  EXPECT_EQ(one.elsewhere[0].file, "library/base.yaml");
  EXPECT_EQ(one.elsewhere[0].evidence, Evidence::published);
  EXPECT_EQ(one.elsewhere[0].source, "below");
}

// --- ranges

TEST(ARange, MarksTheInnermostTableWhoseValueItDraws) {
  const EvidenceRegister found = evidence(
      "staffing:\n"
      "  status: assumed\n"
      "  source: all of it\n"
      "  ceiling: {value: 28 children, status: local, source: agreed}\n"
      "  agency: {share: 90%, status: published, source: table 4}\n"
      "assumptions:\n"
      "  room: {label: Room, what: staffing.ceiling, range: {low: 20 children, likely: 28 children, high: 30 "
      "children}, "
      "status: local, source: asked}\n"
      "  cover: {label: Cover, what: [staffing.agency.share], factor: between 0.9 and 1.1, status: assumed, source: "
      "s}\n");
  ASSERT_EQ(found.ranges.size(), 2u);
  EXPECT_EQ(found.ranges[0].words, "20 children to 30 children, most likely 28 children");
  EXPECT_EQ(found.ranges[1].words, "a factor between 0.9 and 1.1");
  EXPECT_EQ(found.ranges[1].what, Texts{"staffing.agency.share"});
  EXPECT_FALSE(found.ranges[1].is_fitted);
  for (const EvidenceStatement& one : found.statements) {
    std::vector<std::size_t> expected;
    if (one.path == "staffing.ceiling") expected = {0};
    if (one.path == "staffing.agency") expected = {1};
    EXPECT_EQ(one.drawn_by, expected) << one.path;
    EXPECT_EQ(one.drawn, expected.size()) << one.path;
  }
}

TEST(ARange, SaysWhenItIsFitted) {
  const EvidenceRegister found = evidence(
      "assumptions: {room: {label: Room, what: staffing.ceiling, range: between 20 and 30, fit: true, status: assumed, "
      "source: s}}");
  EXPECT_TRUE(found.ranges.at(0).is_fitted);
}

// --- plans

TEST(APlanInWords, TellsItsMeasuresAndWhatTheyRestOn) {
  const auto plans = plans_in_words(
      parse_yaml("plans:\n"
                 "  now: {label: Now, measures: []}\n"
                 "  more:\n"
                 "    label: More\n"
                 "    extends: now\n"
                 "    source: as asked\n"
                 "    measures:\n"
                 "      - retention: {leaving: 0.85, from: 2018-04-01, status: assumed, source: guessed}\n"
                 "    costs: {campaign: {line: hiring, once: £60k, on: 2017-04-01}}\n",
                 "small.yaml"));
  ASSERT_EQ(plans.size(), 2u);
  EXPECT_TRUE(plans[0].measures.empty());
  EXPECT_EQ(plans[1].extends, "now");
  EXPECT_EQ(plans[1].source, "as asked");
  ASSERT_EQ(plans[1].measures.size(), 2u);
  EXPECT_EQ(plans[1].measures[0].kind, "retention");
  EXPECT_EQ(plans[1].measures[0].words, "leaving 0.85, from 2018-04-01");
  EXPECT_EQ(plans[1].measures[0].source, "guessed");
  EXPECT_EQ(plans[1].measures[1].kind, "cost: campaign");
  EXPECT_EQ(plans[1].measures[1].words, "line hiring, once £60k, on 2017-04-01");
}

// --- a whole scenario

std::size_t annotated_tables(const Node& node) {
  std::size_t count = node.find("status") != nullptr ? 1 : 0;
  for (const Node& item : node.items()) count += annotated_tables(item);
  for (const Node::Entry& entry : node.entries()) count += annotated_tables(entry.value);
  return count;
}

TEST(TheAverageAuthority, HasEveryAnnotatedTableInItsRegisterOnce) {
  const std::string file = source_path("scenarios/england_average.yaml");
  const Node tree = compose(file);
  const EvidenceRegister found = evidence_of(file);
  std::set<std::string> paths;
  for (const EvidenceStatement& one : found.statements) {
    EXPECT_TRUE(paths.insert(one.path).second) << one.path << " stands twice";
    const auto path = TreePath::parse(one.path);
    ASSERT_TRUE(path) << one.path;
    const Node* const table = find(tree, *path);
    ASSERT_NE(table, nullptr) << one.path;
    EXPECT_NE(table->find("status"), nullptr) << one.path;
    EXPECT_FALSE(one.meaning.empty()) << one.path;
    EXPECT_FALSE(one.source.empty()) << one.path;
  }
  EXPECT_EQ(paths.size(), annotated_tables(tree));
  EXPECT_GT(paths.size(), 150u);
}

}  // namespace
}  // namespace casetide::scenarios
