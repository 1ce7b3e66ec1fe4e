// What people score: the means by hand, and how they are told apart from what is simulated.
#include "output/option_scores.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

namespace casetide::output {
namespace {

using models::Option, models::Options;
using Json = nlohmann::json;

const std::vector<PlanName> plans = {{"no_change", "No change"}, {"company", "A company owned by the council"}};

/// A criterion of weight 2 and one of weight 1, one gate, and two options of which the second is half scored.
Options two_options() {
  return {
      "Who should run the service?",
      {{"timescale", "Timescale", 2}, {"cost", "Cost", 1}},
      {{"independence", "Operational independence"}},
      {{"no_change", "The council", {4, 9.5}, {false}, "As it is."}, {"company", "", {8, std::nullopt}, {true}, ""}}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool has_line(const std::string& text, const std::string& line) {
  const std::vector<std::string> lines = lines_of(text);
  return std::ranges::find(lines, line) != lines.end();
}

TEST(OptionScores, AreWeightedOnlyWhereAllCriteriaAreScored) {
  const Options options = two_options();
  EXPECT_DOUBLE_EQ(*weighted_score(options, options.options[0]), 17.5 / 3);  // (2 * 4 + 1 * 9.5) / 3
  EXPECT_FALSE(weighted_score(options, options.options[1]).has_value());
  EXPECT_FALSE(weighted_score(options, Option{"company", "", {}, {}, ""}).has_value());
  EXPECT_FALSE(weighted_score(Options{}, Option{}).has_value());
}

TEST(OptionScores, AreToldUnderATitleThatSaysTheyAreNotSimulated) {
  const std::string page = text(two_options(), plans);
  EXPECT_TRUE(page.starts_with("\nWhat people score (not simulated)\n==========")) << page;
  EXPECT_TRUE(has_line(page, "Who should run the service?"));
  EXPECT_TRUE(has_line(page, "  1  The council (plan no_change)")) << page;
  EXPECT_TRUE(has_line(page, "     As it is."));
  EXPECT_TRUE(has_line(page, "  2  A company owned by the council (plan company)"));
}

TEST(OptionScores, StandUnderTheNumbersOfTheOptionsWithADashWhereNobodyHasScored) {
  const std::string page = text(two_options(), plans);
  const std::string gap(52 - std::string("  Timescale (2)").size(), ' ');
  EXPECT_TRUE(has_line(page, "  Timescale (2)" + gap + "    4.0    8.0")) << page;
  EXPECT_TRUE(has_line(page, "  Cost (1)     " + gap + "    9.5      -")) << page;
  EXPECT_TRUE(has_line(page, "Weighted score " + gap + "    5.8      -")) << page;
}

TEST(OptionScores, SayInWordsWhichGateAnOptionFailsAndWhichNobodyJudged) {
  Options options = two_options();
  EXPECT_TRUE(has_line(text(options, plans), "     fails: Operational independence"));
  options.options[0].passes = {true};
  EXPECT_EQ(text(options, plans).find("Operational independence"), std::string::npos);
  options.options[0].passes = {};
  EXPECT_TRUE(has_line(text(options, plans), "     not judged: Operational independence"));
}

TEST(OptionScores, AreNoTextWhereThereAreNoOptions) {
  EXPECT_EQ(text(Options{"Who?", {{"cost", "Cost", 1}}, {}, {}}, plans), "");
}

TEST(OptionScores, KeepToTheirColumnsAndShowEveryOption) {
  Options options = two_options();
  const std::string words = "A label with the pound sign £ and many more words than any table of any page has room for";
  options.question = words + "; " + words;
  options.criteria[0].label = options.gates[0].label = words;
  for (int more = 0; more < 6; ++more)
    options.options.push_back({"company", words, {3, 2}, {false}, words + std::string(90, 'x')});
  const std::string page = text(options, plans);
  for (const std::string& line : lines_of(page)) {
    const auto characters = std::ranges::count_if(line, [](char byte) { return (byte & 0xC0) != 0x80; });
    EXPECT_LE(characters, 80) << line;
  }
  EXPECT_TRUE(has_line(page, "Weighted score" + std::string(24, ' ') + "    2.7    2.7")) << page;  // of the last two
}

TEST(OptionScores, StandUnderAKeyOfTheirOwnInTheDocumentOfAComparison) {
  const Json document = Json::parse(with_options(R"({"schema_version": 1, "stretches": []})", two_options(), plans));
  EXPECT_EQ(document["schema_version"], 1);
  const Json& options = document["options"];
  EXPECT_EQ(options["question"], "Who should run the service?");
  EXPECT_EQ(options["criteria"][0], Json::parse(R"({"name": "timescale", "label": "Timescale", "weight": 2.0})"));
  EXPECT_EQ(options["gates"][0]["label"], "Operational independence");
  EXPECT_EQ(options["options"][0]["scores"]["cost"], 9.5);
  EXPECT_DOUBLE_EQ(options["options"][0]["weighted_score"], 17.5 / 3);
  EXPECT_EQ(options["options"][0]["passes"]["independence"], false);
  EXPECT_EQ(options["options"][1]["label"], "A company owned by the council");
  EXPECT_TRUE(options["options"][1]["scores"]["cost"].is_null());
  EXPECT_TRUE(options["options"][1]["weighted_score"].is_null());
}

TEST(OptionScores, LeaveADocumentAsItIsWhereThereAreNone) {
  EXPECT_EQ(with_options("{\"schema_version\": 1}\n", Options{}, plans), "{\"schema_version\": 1}\n");
}

}  // namespace
}  // namespace casetide::output
