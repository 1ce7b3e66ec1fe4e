// What `casetide check` says of a scenario that is sound, and that it tries the ends of what is not known for certain.
#include "sim/app/outline.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/errors.hpp"

namespace casetide::app {
namespace {

namespace fs = std::filesystem;

models::Scenario scenario(const std::string& below) {
  return scenarios::read_scenario(std::string(CASETIDE_SOURCE_DIR) + "/" + below);
}
models::Scenario example() { return scenario("tests/scenarios/accepted/assumptions_and_targets.yaml"); }

TEST(AnOutline, ListsAssumptionsWithTheirRangesAndWhatTheyRestOn) {
  const std::string text = outline(example(), {});
  EXPECT_NE(text.find("  assumption ceiling: 15 to 28 children, likely 20 children (local)\n"), std::string::npos);
  EXPECT_NE(text.find("  assumption hours: times 0.9 to 1.3, likely 1 (assumed)\n"), std::string::npos);
  EXPECT_NE(text.find("  assumption people: 800 to 1000 (published)\n"), std::string::npos);
  EXPECT_EQ(text.find("not drawn"), std::string::npos);
}

TEST(AnOutline, SaysWhenAssumptionsKeepTheirWrittenValues) {
  models::Scenario central = example();
  central.draws_assumptions = false;
  EXPECT_NE(outline(central, {}).find("assumptions are not drawn"), std::string::npos);
}

TEST(AnOutline, ListsTargets) {
  const std::string text = outline(example(), {});
  EXPECT_NE(text.find("  target timely by 2018: Assessments in 45 days: at least 83 %\n"), std::string::npos);
  EXPECT_NE(text.find("  target few_long_plans by 2018: Plans ended after 2 years, %: at most 3.3\n"),
            std::string::npos);
  EXPECT_NE(text.find("  target both by 2018: all of 2 targets\n"), std::string::npos);
}

TEST(AnOutline, SaysHowLongItWouldRun) {
  EXPECT_NE(outline(example(), {}).find("would run 1 plans until precision 10 %, at most 2 replications, seed 5"),
            std::string::npos);
  models::Scenario fixed = example();
  fixed.precision.reset();
  EXPECT_NE(outline(fixed, {}).find("would run 1 plans x 2 replications, seed 5"), std::string::npos);
}

TEST(AnOutline, KeepsToEightyColumns) {
  std::istringstream lines(outline(scenario("scenarios/worcestershire.yaml"), {}));
  for (std::string line; std::getline(lines, line);) {
    const auto is_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    EXPECT_LE(std::ranges::count_if(line, is_character), 80) << line;
  }
}

TEST(AnOutline, TellsProgramsTheSame) {
  const auto document = nlohmann::json::parse(outline_json(example(), {}));
  EXPECT_EQ(document["draws_assumptions"], true);
  EXPECT_EQ(document["precision"], 0.1);
  EXPECT_EQ(document["assumptions"][0]["what"][0], "staffing.ceiling");
  EXPECT_EQ(document["assumptions"][0]["likely"], 20);
  EXPECT_EQ(document["assumptions"][1]["how"], "factor");
  EXPECT_EQ(document["assumptions"][2]["status"], "published");
  EXPECT_EQ(document["targets"][0]["at_least"], 83);
  EXPECT_EQ(document["targets"][5]["any_of"], (std::vector<std::string>{"both", "few_long_plans"}));
}

/// 28 children at most, which the range takes to none.
TEST(Checking, RefusesARangeThatBreaksTheScenario) {
  models::Scenario sound = example();
  std::string text = sound.resolved_text;
  const std::string low = "low: 15 children";
  text.replace(text.find(low), low.size(), "low: 0 children");
  const fs::path path = fs::temp_directory_path() / ("casetide-outline-" + std::to_string(getpid()) + ".yaml");
  std::ofstream(path) << text;
  EXPECT_NO_THROW(scenarios::read_scenario(path));
  EXPECT_THROW(check({path, false, Manner{}}), sim::ScenarioError);
  fs::remove(path);
}

}  // namespace
}  // namespace casetide::app
