// Options: what people score, read beside the scenario.
#include "models/options.hpp"

#include <gtest/gtest.h>

#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using Scores = std::vector<std::optional<double>>;
using Passes = std::vector<std::optional<bool>>;

models::Options options_of(const std::string& file) {
  return read_scenario(source_path("tests/scenarios/accepted/" + file)).options;
}
models::Options options() { return options_of("working_lives.yaml"); }

TEST(ReadingOfOptions, TellsTheQuestionItsCriteriaAndItsGates) {
  const models::Options options = scenarios::options();
  EXPECT_EQ(options.question, "Who should run the service?");
  ASSERT_EQ(options.criteria.size(), 3u);
  EXPECT_EQ(options.criteria[0].name, "timescale");
  EXPECT_EQ(options.criteria[1].label, "Quality of practice");
  EXPECT_DOUBLE_EQ(options.criteria[0].weight, 2);
  EXPECT_DOUBLE_EQ(options.criteria[1].weight, 0.5);
  EXPECT_DOUBLE_EQ(options.criteria[2].weight, 1);  // where none is given
  ASSERT_EQ(options.gates.size(), 2u);
  EXPECT_EQ(options.gates[0].label, "Operational independence");
}

TEST(ReadingOfOptions, TellsWhatPeopleScoredAndWhatNobodyDid) {
  const models::Options options = scenarios::options();
  ASSERT_EQ(options.options.size(), 2u);
  EXPECT_EQ(options.options[0].plan, "no_change");
  EXPECT_EQ(options.options[0].label, "The council");
  EXPECT_EQ(options.options[0].scores, (Scores{4, 6.5, 8}));
  EXPECT_EQ(options.options[0].passes, (Passes{false, true}));
  EXPECT_EQ(options.options[0].note, "The commissioner's terms ask for independence.");
  EXPECT_EQ(options.options[1].label, "");
  EXPECT_EQ(options.options[1].scores, (Scores{8, std::nullopt, std::nullopt}));
  EXPECT_EQ(options.options[1].passes, (Passes{true, std::nullopt}));
}

TEST(ReadingOfOptions, HasNoneWhereTheScenarioHasNone) {
  EXPECT_TRUE(options_of("nothing_happens.yaml").empty());
  EXPECT_TRUE(options_of("everything.yaml").empty());
}

TEST(ReadingOfOptions, LaysScoresOverTheOnesThatAreExtended) {
  EXPECT_EQ(options_of("other_working_lives.yaml").options[0].scores, (Scores{4, 6.5, 7}));
}

TEST(ReadingOfOptions, ReadsTheSameBackFromWhatAResultKeeps) {
  const models::Scenario scenario = read_scenario(source_path("tests/scenarios/accepted/working_lives.yaml"));
  const models::Options again = read_scenario_text(scenario.resolved_text, "resolved").options;
  EXPECT_EQ(again.options[0].scores, (Scores{4, 6.5, 8}));
  EXPECT_EQ(again.options[1].passes, (Passes{true, std::nullopt}));
}

}  // namespace
}  // namespace casetide::scenarios
