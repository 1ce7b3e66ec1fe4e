// casetide fit and casetide backtest, through the program.
#include <gtest/gtest.h>

#include <cmath>
#include <csignal>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "models/assumptions.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/support/program.hpp"

namespace casetide::testing {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path to_fit = fs::path(CASETIDE_SOURCE_DIR) / "tests/behaviour/service_to_fit.yaml";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  if (at == std::string::npos) throw std::runtime_error("no " + what);
  return text.replace(at, what.size(), with);
}

/// A folder with the service to fit.
class Fit : public ::testing::Test {
 protected:
  Fit() { fs::copy_file(to_fit, folder / "service.yaml"); }

  Ended fit(std::vector<std::string> more = {}, const std::string& scenario = "service.yaml") {
    std::vector<std::string> arguments = {"fit",
                                          (folder / scenario).string(),
                                          "-o",
                                          (folder / "fitted").string(),
                                          "--first-round",
                                          "100",
                                          "--round",
                                          "60",
                                          "--keep",
                                          "100",
                                          "--rounds",
                                          "3",
                                          "--draws",
                                          "50",
                                          "--replications",
                                          "6"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(folder, arguments);
  }

  Json told() const { return Json::parse(bytes_of(folder / "fitted/fit.json")); }

  /// "changed.yaml": the service with other words.
  std::string changed(const std::string& what, const std::string& with) {
    put_bytes(folder / "changed.yaml", replaced(bytes_of(to_fit), what, with));
    return "changed.yaml";
  }

  Folder folder;
};

// 530 to 550 referrals a year, of which a quarter come back within 12 months, leave some 400 first ones a year, which
// is what is written; 215 of 540 visits are 40 %; 86 children helped at a time, 215 begun a year, are 146 days each.
TEST_F(Fit, FindsWhatTheFiguresSay) {
  const Ended ended = fit();
  ASSERT_EQ(ended.code, 0) << ended.error;
  const Json told = this->told();
  std::map<std::string, Json> of;
  for (const Json& parameter : told["parameters"]) of[parameter["name"]] = parameter;
  ASSERT_EQ(of.size(), 4u);  // `work` is not marked
  EXPECT_NEAR(of["helped"]["mean"], 40, 5);
  EXPECT_NEAR(of["how_long"]["mean"], 146, 25);
  for (const auto& [name, parameter] : of) EXPECT_LT(parameter["left_uncertain"], 0.8) << name;
  EXPECT_LT(of["helped"]["low"], of["helped"]["high"]);
  EXPECT_EQ(told["asked"], 7);  // three years of two series, and referrals together
  EXPECT_EQ(told["met"], 7);
  const std::string page = bytes_of(folder / "fitted/fit.md");
  EXPECT_NE(page.find("**7 of 7 figures that are asked for are met.**"), std::string::npos);
  EXPECT_NE(page.find("| Need episodes ended | 2017 \\* | 205 |"), std::string::npos) << page;  // shown, not fitted
  EXPECT_FALSE(fs::exists(folder / "fitted/fit.parts"));
}

TEST_F(Fit, LeavesDrawsThatEveryReplicationTakesTogether) {
  ASSERT_EQ(fit().code, 0);
  put_bytes(folder / "carried.yaml", bytes_of(to_fit) + "fitted: fitted/draws.csv\n");
  const auto scenario = scenarios::read_scenario(folder / "carried.yaml");
  ASSERT_EQ(scenario.assumptions.size(), 5u);
  for (std::size_t i = 0; i < 4; ++i) ASSERT_EQ(scenario.assumptions[i].fitted.size(), 50u);
  EXPECT_TRUE(scenario.assumptions[4].fitted.empty());
  const auto third = models::assumption_draws(scenario, 2), fifty_third = models::assumption_draws(scenario, 52);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(third[i], scenario.assumptions[i].fitted[2]);
    EXPECT_EQ(fifty_third[i], third[i]);
  }
  EXPECT_NE(third[4], fifty_third[4]);  // drawn from its range
  const Ended ran = run_program(folder, {"run", (folder / "carried.yaml").string(), "--replications", "2", "-o",
                                         (folder / "carried.h5").string()});
  EXPECT_EQ(ran.code, 0) << ran.error;
  EXPECT_EQ(fit({}, "carried.yaml").code, 0);  // looks at none of the draws that it is to find
}

TEST_F(Fit, GivesTheSameBytesAgainAndWhenItWasStopped) {
  ASSERT_EQ(fit({"--jobs", "1"}).code, 0);
  const std::string once = bytes_of(folder / "fitted/draws.csv");
  const std::string page = bytes_of(folder / "fitted/fit.json");
  {
    Program program(
        folder, {"fit", (folder / "service.yaml").string(), "-o", (folder / "fitted").string(), "--first-round", "100",
                 "--round", "60", "--keep", "100", "--rounds", "3", "--draws", "50", "--replications", "6"});
    while (program.runs() && !fs::exists(folder / "fitted/fit.parts/rounds/000020.h5")) {
    }
    const Ended stopped = program.wait_after(SIGINT);
    EXPECT_EQ(stopped.code, 130);
    EXPECT_NE(stopped.error.find("--resume"), std::string::npos) << stopped.error;
  }
  const Ended resumed = fit({"--resume"});
  EXPECT_EQ(resumed.code, 0) << resumed.error;
  EXPECT_EQ(bytes_of(folder / "fitted/draws.csv"), once);
  EXPECT_EQ(bytes_of(folder / "fitted/fit.json"), page);
}

TEST_F(Fit, RefusesAScenarioWithNothingToFitOrNothingToFitTo) {
  std::string none = bytes_of(to_fit);
  for (int i = 0; i < 4; ++i) none = replaced(none, "    fit: true\n", "");
  put_bytes(folder / "none.yaml", none);
  const Ended nothing = fit({}, "none.yaml");
  EXPECT_EQ(nothing.code, 65);
  EXPECT_NE(nothing.error.find("fit: true"), std::string::npos) << nothing.error;
  const Ended before = fit({"--until", "2012"});
  EXPECT_EQ(before.code, 65);
  EXPECT_NE(before.error.find("no observed figure"), std::string::npos) << before.error;
  EXPECT_EQ(fit({"--keep", "25", "--first-round", "20"}).code, 2);
  const Ended plan = fit({"--plan", "as_is"});
  EXPECT_EQ(plan.code, 2);
  EXPECT_NE(plan.error.find("as_it_is"), std::string::npos) << plan.error;
}

TEST_F(Fit, TakesTheFiguresOfAnotherFile) {
  put_bytes(folder / "other.yaml",
            "version: 1\nobserved:\n  referrals: {values: {2017: 700, 2018: 710, 2019: 705}, fit: {error: 2%}, status: "
            "published, source: made up}\n");
  ASSERT_EQ(fit({"--to", (folder / "other.yaml").string()}).code, 0);
  ASSERT_EQ(told()["series"].size(), 1u);
  EXPECT_NEAR(told()["series"][0]["values"][0]["model"], 705, 40);
}

TEST_F(Fit, OfABacktestDoesNotLookAtTheHeldYear) {
  const auto backtest = [&](const std::string& scenario) {
    const Ended ended = run_program(
        folder, {"backtest", (folder / scenario).string(), "--hold", "2019", "-o", (folder / "tested").string(),
                 "--first-round", "100", "--round", "60", "--keep", "100", "--rounds", "2", "--replications", "20"});
    EXPECT_EQ(ended.code, 0) << ended.error;
    return Json::parse(bytes_of(folder / "tested/backtest.json"));
  };
  const Json once = backtest("service.yaml");
  // Four series have an error stated; of each the year 2019 is scored.
  ASSERT_EQ(once["pooled"]["values"], 4);
  EXPECT_EQ(once["pooled"]["within_90"], 4);  // figures like those of the years before, and a model that has them
  const Json& referrals = once["places"][0]["values"][0];
  EXPECT_EQ(referrals["published"], 540);
  EXPECT_EQ(referrals["last_value"], 560);
  EXPECT_EQ(referrals["trend"], 600);  // 520, 560 and so on
  // A held figure that is quite another moves its own score, and nothing else.
  const Json other = backtest(changed("2019: 540", "2019: 900"));
  const Json& surprised = other["places"][0]["values"][0];
  EXPECT_NEAR(surprised["mean"].get<double>(), referrals["mean"].get<double>(), 0.05 * 540);
  EXPECT_FALSE(surprised["within_90"]);
  EXPECT_GT(surprised["crps"], referrals["crps"]);
  EXPECT_EQ(other["places"][0]["values"][1], once["places"][0]["values"][1]);
}

}  // namespace
}  // namespace casetide::testing
