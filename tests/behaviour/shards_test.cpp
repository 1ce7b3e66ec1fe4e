// A run shared out over several machines: parts that disturb nobody, and the whole that they make.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "scenarios/reader/sha256.hpp"
#include "sim/errors.hpp"
#include "tests/support/program.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using namespace casetide::testing;
using namespace std::chrono_literals;
using sim::ExitCode;

constexpr int replications = 5;

/// Parts 1 to 3 of a run with five replications: 0 and 3, 1 and 4, 2.
class ARunInThreeParts : public ::testing::Test {
 protected:
  std::vector<std::string> arguments(int part, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"--shard", std::to_string(part) + "/3"});
    return run_arguments(workplace, workplace / "whole.h5", replications, more);
  }
  void run_part(int part, std::vector<std::string> more = {}) const {
    const Ended ended = run_program(workplace, arguments(part, std::move(more)));
    ASSERT_EQ(ended.code, 0) << ended.error;
  }
  std::string path_of(int part) const { return (workplace / ("whole." + std::to_string(part) + "-of-3.h5")).string(); }
  Ended merged(std::vector<std::string> parts) const {
    parts.insert(parts.begin(), "merge");
    parts.insert(parts.end(), {"-o", whole.string(), "-q"});
    return run_program(workplace, parts);
  }
  void expect_refusal(const std::vector<std::string>& parts, const std::string& file, const std::string& reason) const {
    const Ended ended = merged(parts);
    EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_input)) << reason;
    EXPECT_NE(ended.error.find(file), std::string::npos) << ended.error;
    EXPECT_NE(ended.error.find(reason), std::string::npos) << ended.error;
  }

  Workplace workplace;
  fs::path whole = workplace / "whole.h5";
};

TEST_F(ARunInThreeParts, IsMergedInAnyOrderIntoTheBytesOfTheWholeRun) {
  const std::string expected = undisturbed(workplace, replications);
  for (int part = 1; part <= 3; ++part) run_part(part);
  std::vector<std::string> parts = {path_of(1), path_of(2), path_of(3)};
  int orders = 0;
  do {
    const Ended ended = merged(parts);
    ASSERT_EQ(ended.code, 0) << ended.error;
    EXPECT_TRUE(bytes_of(whole) == expected);
    ++orders;
  } while (std::ranges::next_permutation(parts).found);
  EXPECT_EQ(orders, 6);
}

TEST_F(ARunInThreeParts, CanRunThemAllAtOnceInOneFolder) {
  const std::string expected = undisturbed(workplace, replications);
  {
    Program first(workplace, arguments(1)), second(workplace, arguments(2)), third(workplace, arguments(3));
    for (Program* part : {&first, &second, &third}) EXPECT_EQ(part->wait().code, 0);
  }
  ASSERT_EQ(merged({path_of(1), path_of(2), path_of(3)}).code, 0);
  EXPECT_TRUE(bytes_of(whole) == expected);
}

TEST_F(ARunInThreeParts, CanResumeAPartThatWasKilled) {
  const std::string expected = undisturbed(workplace, replications);
  for (int part : {2, 3}) run_part(part);
  Program first(workplace, arguments(1, {"--jobs", "1"}));
  while (first.runs() && shards_of(path_of(1)).empty()) std::this_thread::sleep_for(1ms);
  first.wait_after(SIGKILL);
  run_part(1, {"--resume"});
  ASSERT_EQ(merged({path_of(1), path_of(2), path_of(3)}).code, 0);
  EXPECT_TRUE(bytes_of(whole) == expected);
}

TEST_F(ARunInThreeParts, RefusesPartsThatDoNotBelongTogetherAndLeavesAnEarlierResultAlone) {
  for (int part = 1; part <= 3; ++part) run_part(part);
  std::ofstream(whole) << "what stood there before";
  expect_refusal({path_of(1), path_of(3)}, path_of(1), "part 2 of 3 is missing");
  expect_refusal({path_of(1), path_of(1), path_of(3)}, path_of(1), "part 1");
  run_part(2, {"--seed", "4712"});
  expect_refusal({path_of(1), path_of(2), path_of(3)}, path_of(2), "seed 4712, not 4711");
  run_part(2, {"--plans", "as_now"});
  expect_refusal({path_of(1), path_of(2), path_of(3)}, path_of(2), "other plans");
  std::ofstream(workplace.scenario())
      << std::string(small_service).replace(std::string(small_service).find("nowhere"), 7, "elsewhere");
  run_part(2);
  expect_refusal({path_of(1), path_of(2), path_of(3)}, path_of(2), "belongs to another scenario");
  EXPECT_EQ(bytes_of(whole), "what stood there before");
}

TEST_F(ARunInThreeParts, IsNotComparedBeforeItIsMerged) {
  run_part(2);
  for (const char* verb : {"compare", "verify"}) {
    const Ended ended = run_program(workplace, {verb, path_of(2)});
    EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_input));
    EXPECT_NE(ended.error.find("part 2 of 3"), std::string::npos) << ended.error;
    EXPECT_NE(ended.error.find("casetide merge"), std::string::npos) << ended.error;
  }
}

TEST_F(ARunInThreeParts, DoesNotPutTheResultInThePlaceOfAPart) {
  run_part(1);
  const std::string before = bytes_of(path_of(1));
  const Ended ended = run_program(workplace, {"merge", path_of(1), "-o", path_of(1)});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_usage)) << ended.error;
  EXPECT_TRUE(bytes_of(path_of(1)) == before);
}

TEST(AShard, ThatCannotBeIsRefusedAsBadUsage) {
  const Workplace workplace;
  const auto expect_refusal = [&](const fs::path& scenario, const std::string& shard, std::vector<std::string> more,
                                  const std::string& reason) {
    std::vector<std::string> arguments = {"run", scenario.string(), "-o", (workplace / "r.h5").string(), "--shard",
                                          shard};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ended ended = run_program(workplace, arguments);
    EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_usage)) << shard;
    EXPECT_NE(ended.error.find(reason), std::string::npos) << ended.error;
  };
  for (const char* shard : {"4/3", "0/3", "3", "1/", "/3", "a/b", "1/3x", "-1/3", "1/501"})
    expect_refusal(workplace.scenario(), shard, {"--replications", "600"}, "as 2/5");
  expect_refusal(workplace.scenario(), "3/3", {"--replications", "2"}, "only 2 replications");
  const fs::path precise = workplace.extended("precise.yaml", "run: {replications: {precision: 5%, at_least: 4}}\n");
  expect_refusal(precise, "1/2", {}, "--replications");
  EXPECT_EQ(workplace.files(), (std::set<std::string>{"small.yaml", "precise.yaml"}));
}

// --- what is told beside the result ---------------------------------------------------------------------------------

/// Source: NIST FIPS 180-2, appendix B.1.
TEST(TheHash, IsThatOfThePublishedExample) {
  EXPECT_EQ(scenarios::sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(TheManifest, HoldsTheHashOfTheResultAndWhatIsNotTheSameTwice) {
  const Workplace workplace;
  const std::string bytes = undisturbed(workplace, 2);
  const auto manifest = nlohmann::json::parse(bytes_of(workplace / "undisturbed.manifest.json"));
  EXPECT_EQ(manifest["file"], "undisturbed.h5");
  EXPECT_EQ(manifest["sha256"], scenarios::sha256(bytes));
  EXPECT_EQ(manifest["bytes"], bytes.size());
  EXPECT_EQ(manifest["master_seed"], 4711);
  EXPECT_EQ(manifest["replications"], 2);
  EXPECT_EQ(manifest["plans"], (std::vector<std::string>{"as_now", "more"}));
  EXPECT_FALSE(manifest["host"].get<std::string>().empty());
  EXPECT_LE(manifest["started"].get<std::string>(), manifest["finished"].get<std::string>());
  for (const char* plan : {"as_now", "more"})
    for (const char* number : {"0", "1"}) EXPECT_GT(manifest["seconds_by_replication"][plan][number], 0.0);
  EXPECT_EQ(workplace.files(), (std::set<std::string>{"small.yaml", "undisturbed.h5", "undisturbed.manifest.json"}));
}

TEST_F(ARunInThreeParts, HaveManifestsAndSoHasTheWhole) {
  for (int part = 1; part <= 3; ++part) run_part(part);
  const auto of_part = nlohmann::json::parse(bytes_of(workplace / "whole.3-of-3.manifest.json"));
  EXPECT_EQ(of_part["part"]["number"], 3);
  EXPECT_EQ(of_part["part"]["of"], 3);
  EXPECT_EQ(of_part["replications"], replications) << "of the whole run";
  ASSERT_EQ(merged({path_of(1), path_of(2), path_of(3)}).code, 0);
  const auto of_whole = nlohmann::json::parse(bytes_of(workplace / "whole.manifest.json"));
  EXPECT_EQ(of_whole["sha256"], scenarios::sha256(bytes_of(whole)));
  EXPECT_EQ(of_whole["parts"][0], "whole.1-of-3.h5");
  EXPECT_EQ(of_whole["run_id"], of_part["run_id"]);
}

TEST(TheProgressFile, HasALineOfJsonForEachReplicationThatIsDone) {
  const Workplace workplace;
  const fs::path result = workplace / "result.h5";
  {
    Program program(workplace, run_arguments(workplace, result, 200, {"--jobs", "1"}));
    while (program.runs() && shards_of(result).size() < 5) std::this_thread::sleep_for(1ms);
    program.wait_after(SIGKILL);
  }
  std::ifstream progress(parts_of(result) / "progress.jsonl");
  std::vector<nlohmann::json> events;
  for (std::string line; std::getline(progress, line);) events.push_back(nlohmann::json::parse(line));
  ASSERT_GE(events.size(), 4u);
  EXPECT_EQ(events[0]["event"], "started");
  EXPECT_EQ(events[0]["replications_at_most"], 200);
  for (std::size_t i = 1; i < events.size(); ++i) {  // with one job they end in the order of replications, then plans
    EXPECT_EQ(events[i]["event"], "replication");
    EXPECT_EQ(events[i]["plan"], i % 2 == 1 ? "as_now" : "more");
    EXPECT_EQ(events[i]["replication"], (i - 1) / 2);
    EXPECT_EQ(events[i]["done"], i);
    EXPECT_GT(events[i]["seconds"], 0.0);
  }
}

}  // namespace

}  // namespace casetide::app
