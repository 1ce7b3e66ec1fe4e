// As many replications as it takes: the run looks after each batch, and comes to the same end however it went.
#include "sim/precision.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "output/headline_values.hpp"
#include "output/result_file.hpp"
#include "tests/support/program.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using namespace casetide::testing;
using namespace std::chrono_literals;

class PreciseRun : public ::testing::Test {
 protected:
  /// With so many referrals that both plans are overloaded: no measure is near 0 in some replications.
  fs::path asking_for(const std::string& precision) const {
    return workplace.extended(
        "precise.yaml",
        "run: {replications: " + precision +
            "}\n"
            "demand: {first_referrals: {periods: [{from: 2018-09-01, until: 2019-01-02, children: 900}]}}\n");
  }
  Ended run(const fs::path& scenario, const fs::path& to, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"run", scenario.string(), "-o", to.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(workplace, arguments);
  }
  int replications_of(const fs::path& path) const { return output::read_result(path).identity().replications; }

  /// As the result tells it: is the run precise after its first so many replications?
  static bool is_precise(const output::Result& result, std::size_t count, const sim::Precision& wanted) {
    std::vector<std::vector<double>> measures;
    const auto whole = output::stretches_of(result.layout()).front();
    for (std::size_t plan = 0; plan < result.identity().plans.size(); ++plan)
      for (const models::HeadlineEntry& entry : models::headline_catalogue()) {
        if (!entry.judges_precision) continue;
        std::vector<double> values;
        for (std::size_t r = 0; r < count; ++r)
          values.push_back(output::headline_row(result.trace(plan, r), result.layout(),
                                                whole)[static_cast<std::size_t>(entry.headline)]);
        measures.push_back(values);
      }
    return sim::precision_reached(measures, wanted).is_met;
  }

  Workplace workplace;
  fs::path result = workplace / "r.h5";
};

TEST_F(PreciseRun, StopsAtTheFirstLookThatFindsAllNarrowEnough) {
  const sim::Precision wanted{.share = 0.03, .at_least = 4, .batch = 10, .at_most = 100};
  const Ended ended = run(asking_for("{precision: 3%, at_least: 4, at_most: 100}"), result);
  ASSERT_EQ(ended.code, 0) << ended.error;
  const output::Result read = output::read_result(result);
  const auto count = static_cast<std::size_t>(read.identity().replications);
  EXPECT_EQ(read.replications().size(), count);
  EXPECT_TRUE(count % 10 == 4 || count == 100) << count;
  EXPECT_GT(count, 4u) << "or it would show nothing";
  EXPECT_LT(count, 100u);
  for (std::size_t look = 4; look <= count; look += 10)
    EXPECT_EQ(is_precise(read, look, wanted), look == count) << look;
  EXPECT_NE(ended.error.find(fmt::format("{} replications of each plan were enough", count)), std::string::npos)
      << ended.error;
  EXPECT_NE(ended.error.find("where 3.0 % was asked"), std::string::npos) << ended.error;
}

TEST_F(PreciseRun, GivesTheBytesOfARunWithTheNumberItCameToForAnyJobsAndAfterKillAndResume) {
  const fs::path scenario = asking_for("{precision: 3%, at_least: 4, at_most: 100}");
  ASSERT_EQ(run(scenario, result, {"--jobs", "1"}).code, 0);
  const std::string expected = bytes_of(result);
  const std::string count = std::to_string(replications_of(result));
  ASSERT_EQ(run(scenario, workplace / "fixed.h5", {"--replications", count}).code, 0);
  EXPECT_TRUE(bytes_of(workplace / "fixed.h5") == expected);
  ASSERT_EQ(run(scenario, workplace / "jobs.h5", {"--jobs", "4"}).code, 0);
  EXPECT_TRUE(bytes_of(workplace / "jobs.h5") == expected);
  for (const std::size_t shards : {3u, 12u}) {  // within the first batch, and after it
    const fs::path killed = workplace / "killed.h5";
    fs::remove(killed);
    {
      Program program(workplace, {"run", scenario.string(), "-o", killed.string(), "-q", "--jobs", "1"});
      while (program.runs() && shards_of(killed).size() < shards) std::this_thread::sleep_for(1ms);
      program.wait_after(SIGKILL);
    }
    ASSERT_EQ(run(scenario, killed, {"--resume"}).code, 0);
    EXPECT_TRUE(bytes_of(killed) == expected) << shards;
  }
}

TEST_F(PreciseRun, SaysHowWideItStillIsWhereTheMostWereNotEnough) {
  const Ended ended = run(asking_for("{precision: 0.1%, at_least: 3, at_most: 8}"), result);
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_EQ(replications_of(result), 8) << "the last batch is cut off at the most";
  EXPECT_NE(ended.error.find("8 replications of each plan, the most allowed, were not enough for ± 0.1 %"),
            std::string::npos)
      << ended.error;
  EXPECT_NE(ended.error.find("is still ± "), std::string::npos) << ended.error;
  const auto manifest = nlohmann::json::parse(bytes_of(workplace / "r.manifest.json"));
  EXPECT_EQ(manifest["precision"]["is_met"], false);
  EXPECT_EQ(manifest["precision"]["replications"], 8);
  EXPECT_GT(manifest["precision"]["hardest_share"], 0.001);
}

TEST_F(PreciseRun, IsQuietWhereItIsAskedToBe) {
  const Ended ended = run(asking_for("{precision: 0.1%, at_least: 3, at_most: 4}"), result, {"-q"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.error, "");
}

}  // namespace

}  // namespace casetide::app
