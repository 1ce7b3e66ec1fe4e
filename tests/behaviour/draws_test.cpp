// What nobody knows for certain: drawn once for each replication, shared by the plans, kept in the result.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "models/assumptions.hpp"
#include "output/result_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/errors.hpp"
#include "tests/support/program.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using namespace casetide::testing;
using namespace std::chrono_literals;
using sim::ExitCode;

constexpr const char* uncertain = R"(
assumptions:
  effort:
    label: How long a visit takes
    what: pathway.obligations.visit.work.effort.exponential.mean
    range: {low: 1 hours, likely: 3 hours, high: 6 hours}
    status: assumed
    source: test
  demand:
    label: Referrals
    what: demand.first_referrals.periods[0].children
    factor: {low: 0.5, high: 1.5}
    status: assumed
    source: test
)";

class UncertainRun : public ::testing::Test {
 protected:
  Ended run(const fs::path& path, const fs::path& to, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"run", path.string(), "-o", to.string(), "-q"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(workplace, arguments);
  }
  output::Result result_of(const fs::path& path, const std::string& name, std::vector<std::string> more = {}) const {
    const Ended ended = run(path, workplace / name, std::move(more));
    EXPECT_EQ(ended.code, 0) << ended.error;
    return output::read_result(workplace / name);
  }
  static bool same(const output::Trace& a, const output::Trace& b) {
    return std::ranges::equal(a.values, b.values, [](const auto& x, const auto& y) {
      return x.size() == y.size() && std::memcmp(x.data(), y.data(), x.size() * sizeof(double)) == 0;
    });
  }

  Workplace workplace;
  fs::path scenario = workplace.extended("uncertain.yaml", uncertain);
};

TEST_F(UncertainRun, KeepsTheDrawsOfEachReplicationOnceForAllPlans) {
  const output::Result result = result_of(scenario, "r.h5");
  const models::Scenario read = scenarios::read_scenario(scenario);
  EXPECT_EQ(result.layout().assumptions.names, (std::vector<std::string>{"effort", "demand"}));
  for (int number = 0; number < 3; ++number) {
    const std::vector<double> draws = models::assumption_draws(read, number);
    ASSERT_EQ(draws.size(), 2u);
    for (std::size_t plan = 0; plan < 2; ++plan)
      EXPECT_EQ(result.trace(plan, static_cast<std::size_t>(number)).draws, draws);
    EXPECT_TRUE(1 < draws[0] && draws[0] < 6) << draws[0];
    EXPECT_TRUE(0.5 < draws[1] && draws[1] < 1.5) << draws[1];
  }
  EXPECT_NE(result.trace(0, 0).draws, result.trace(0, 1).draws);
}

TEST_F(UncertainRun, GivesWhatTheScenarioGivesWithTheDrawWrittenIntoIt) {
  const fs::path one =
      workplace.extended("one.yaml", std::string(uncertain).substr(0, std::string(uncertain).find("  demand:")));
  const output::Result result = result_of(one, "one.h5");
  for (const std::size_t number : {0u, 2u}) {
    const double minutes = std::round(60 * result.trace(0, number).draws.at(0));  // hours stay in whole minutes
    const fs::path written = workplace.extended(
        "written.yaml",
        fmt::format(
            "pathway: {{obligations: {{visit: {{work: {{effort: {{exponential: {{mean: {} minutes}}}}}}}}}}}}\n",
            minutes));
    const output::Result by_hand = result_of(written, "written.h5");
    for (std::size_t plan = 0; plan < 2; ++plan) {
      EXPECT_TRUE(same(result.trace(plan, number), by_hand.trace(plan, number))) << plan << ", " << number;
      EXPECT_FALSE(same(result.trace(plan, number), by_hand.trace(plan, 1))) << "a comparison that can fail";
    }
  }
}

TEST_F(UncertainRun, DrawsWithTheSeedOfTheCommandLine) {
  const output::Result result = result_of(scenario, "r.h5", {"--seed", "99"});
  models::Scenario read = scenarios::read_scenario(scenario);
  EXPECT_NE(result.trace(0, 0).draws, models::assumption_draws(read, 0));
  read.seed = 99;
  EXPECT_EQ(result.trace(0, 0).draws, models::assumption_draws(read, 0));
}

TEST_F(UncertainRun, AtItsWrittenValuesIsTheRunWithoutAssumptions) {
  const fs::path central = workplace.extended("central.yaml", std::string("run: {assumptions: central}\n") + uncertain);
  const output::Result result = result_of(central, "central.h5");
  const output::Result certain = result_of(workplace.scenario(), "certain.h5");
  EXPECT_TRUE(result.layout().assumptions.names.empty());
  for (std::size_t plan = 0; plan < 2; ++plan)
    for (std::size_t number = 0; number < 3; ++number)
      EXPECT_TRUE(same(result.trace(plan, number), certain.trace(plan, number)));
}

TEST_F(UncertainRun, GivesTheSameBytesForAnyJobsPartsAndAfterKillAndResume) {
  ASSERT_EQ(run(scenario, workplace / "a.h5", {"--jobs", "1"}).code, 0);
  const std::string expected = bytes_of(workplace / "a.h5");
  ASSERT_EQ(run(scenario, workplace / "b.h5", {"--jobs", "4"}).code, 0);
  EXPECT_TRUE(bytes_of(workplace / "b.h5") == expected);
  {
    Program program(workplace, {"run", scenario.string(), "-o", (workplace / "c.h5").string(), "-q", "--jobs", "1"});
    while (program.runs() && shards_of(workplace / "c.h5").size() < 2) std::this_thread::sleep_for(1ms);
    program.wait_after(SIGKILL);
  }
  ASSERT_EQ(run(scenario, workplace / "c.h5", {"--resume"}).code, 0);
  EXPECT_TRUE(bytes_of(workplace / "c.h5") == expected);
  for (const char* shard : {"1/2", "2/2"}) ASSERT_EQ(run(scenario, workplace / "d.h5", {"--shard", shard}).code, 0);
  const Ended merged =
      run_program(workplace, {"merge", (workplace / "d.2-of-2.h5").string(), (workplace / "d.1-of-2.h5").string(), "-o",
                              (workplace / "d.h5").string()});
  ASSERT_EQ(merged.code, 0) << merged.error;
  EXPECT_TRUE(bytes_of(workplace / "d.h5") == expected);
}

TEST_F(UncertainRun, IsVerifiedWithItsDraws) {
  ASSERT_EQ(run(scenario, workplace / "r.h5").code, 0);
  const std::string file = (workplace / "r.h5").string();
  const Ended sound = run_program(workplace, {"verify", file});
  EXPECT_EQ(sound.code, 0) << sound.out << sound.error;
  const std::string change =
      "/usr/bin/python3 -c \"import h5py; f = h5py.File('" + file + "', 'r+'); f['assumption_draw'][1, 0] = 2.5\"";
  if (std::system(change.c_str()) != 0) GTEST_SKIP() << "no h5py";
  const Ended ended = run_program(workplace, {"verify", file});
  EXPECT_EQ(ended.code, 1);
  EXPECT_NE(ended.out.find("assumption_draw: replication=1, assumption=effort: the file has 2.5, the run gives"),
            std::string::npos)
      << ended.out;
}

// --- draws with which the scenario does not read
// ----------------------------------------------------------------------

TEST_F(UncertainRun, EndsBeforeItBeginsWhereAnEndOfARangeCannotBe) {
  const fs::path broken = workplace.extended("broken.yaml", R"(
assumptions:
  a: {label: A, what: "stocks[0].children", factor: {low: 1, high: 10}, status: assumed, source: test}
  b: {label: B, what: staffing.client_hours.per_day, range: {low: 7 hours, high: 30 hours}, status: assumed, source: test}
)");
  const Ended ended = run(broken, workplace / "r.h5");
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_input)) << ended.error;
  EXPECT_NE(ended.error.find("30"), std::string::npos) << ended.error;
  EXPECT_FALSE(fs::exists(parts_of(workplace / "r.h5")));
}

/// Low under high at both ends; in between they may change places.
TEST_F(UncertainRun, ReportsAReplicationWhoseDrawsCannotBe) {
  const fs::path broken = workplace.extended("broken.yaml", R"(
stocks:
  - {statuses: [known], children: 1, open: {uniform: {low: 2 days, high: 6 days}}}
assumptions:
  low: {label: Low, what: "stocks[0].open.uniform.low", range: {low: 1 days, high: 5 days}, status: assumed, source: test}
  high: {label: High, what: "stocks[0].open.uniform.high", range: {low: 2 days, high: 6 days}, status: assumed, source: test}
)");
  const Ended ended = run(broken, workplace / "r.h5", {"--replications", "12"});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_input)) << ended.error;
  EXPECT_NE(ended.error.find("plan as_now, replication "), std::string::npos) << ended.error;
  EXPECT_NE(ended.error.find("stocks"), std::string::npos) << ended.error;
  EXPECT_FALSE(fs::exists(workplace / "r.h5"));
  EXPECT_FALSE(shards_of(workplace / "r.h5").empty()) << "the others went on";
}

}  // namespace

}  // namespace casetide::app
