// The program as people use it: what it says and leaves behind when a replication dies, when it is killed or
// interrupted, when the disk is full, and when it is called wrongly.
#include "sim/app/app.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>

#include "tests/support/program.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using namespace casetide::testing;
using models::Fact;
using models::FactKind;
using sim::ExitCode;
using namespace std::chrono_literals;

// --- a replication that dies ---------------------------------------------------------------------------------------

/// Does something terrible when the child who was there at the start is closed.
struct Saboteur : models::Observer {
  explicit Saboteur(std::function<void()> deed_) : deed(std::move(deed_)) {}
  void observe(const Fact& fact) override {
    if (fact.kind == FactKind::child_closed && fact.child == models::ChildId{0}) deed();
  }
  std::function<void()> deed;
};

class ADyingReplication : public ::testing::Test {
 protected:
  ADyingReplication() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
  }

  /// Runs both plans with three replications; `deed` is done in replication 1 of the plan `more`.
  int run_with(const std::function<void()>& deed, bool resume = false) {
    RunOptions options;
    options.scenario = workplace.scenario();
    options.output = result;
    options.jobs = 2;
    options.resume = resume;
    options.manner.quiet = true;
    if (deed)
      options.watch = [&](const models::Plan& plan, int replication) -> std::unique_ptr<models::Observer> {
        if (plan.name != "more" || replication != 1) return nullptr;
        return std::make_unique<Saboteur>(deed);
      };
    ::testing::internal::CaptureStderr();
    const int code = guarded([&] { return run(options); });
    said = ::testing::internal::GetCapturedStderr();
    return code;
  }

  void expect_report_of_failure(const std::string& reason) const {
    EXPECT_NE(said.find("plan more, replication 1, seed 4711"), std::string::npos) << said;
    EXPECT_NE(said.find("simulated date 2018-09-13 12:00"), std::string::npos) << said;
    EXPECT_NE(said.find(reason), std::string::npos) << said;
    EXPECT_NE(said.find("--resume"), std::string::npos) << said;
    EXPECT_FALSE(fs::exists(result));
    EXPECT_EQ(shards_of(result), (std::set<std::string>{"as_now-00000.h5", "as_now-00001.h5", "as_now-00002.h5",
                                                        "more-00000.h5", "more-00002.h5"}));
  }

  void expect_that_it_can_be_resumed() {
    EXPECT_EQ(run_with(nullptr, true), 0) << said;
    EXPECT_TRUE(bytes_of(result) == undisturbed(workplace, 3));
  }

  Workplace workplace;
  fs::path result = workplace / "result.h5";
  std::string said;
};

TEST_F(ADyingReplication, ThatThrowsIsReportedWithItsDateAndTakesNoOtherWithIt) {
  EXPECT_EQ(run_with([] { throw std::runtime_error("the roof fell in"); }), static_cast<int>(ExitCode::internal_error));
  expect_report_of_failure("the roof fell in");
  expect_that_it_can_be_resumed();
}

TEST_F(ADyingReplication, ThatAbortsIsReportedWithItsDateAndTakesNoOtherWithIt) {
  EXPECT_EQ(run_with([] { std::abort(); }), static_cast<int>(ExitCode::internal_error));
  expect_report_of_failure("Aborted");
  expect_that_it_can_be_resumed();
}

TEST_F(ADyingReplication, ThatIsKilledIsReportedWithItsDateAndTakesNoOtherWithIt) {
  EXPECT_EQ(run_with([] { ::raise(SIGKILL); }), static_cast<int>(ExitCode::internal_error));
  expect_report_of_failure("Killed");
  expect_that_it_can_be_resumed();
}

TEST_F(ADyingReplication, LeavesTheResultOfAnEarlierRunAlone) {
  ASSERT_EQ(run_with(nullptr), 0) << said;
  const std::string earlier = bytes_of(result);
  ASSERT_FALSE(earlier.empty());
  EXPECT_EQ(run_with([] { throw std::runtime_error("the roof fell in"); }), static_cast<int>(ExitCode::internal_error));
  EXPECT_TRUE(bytes_of(result) == earlier);
}

// --- the same bytes ------------------------------------------------------------------------------------------------

TEST(ARunOfTheProgram, GivesTheSameBytesForAnyNumberOfJobsAndAgain) {
  const Workplace workplace;
  const std::string expected = undisturbed(workplace, 5);
  ASSERT_FALSE(expected.empty());
  for (const char* jobs : {"1", "2", "4", "1"}) {
    const fs::path result = workplace / (std::string("jobs-") + jobs + ".h5");
    const Ended ended = run_program(workplace, run_arguments(workplace, result, 5, {"--jobs", jobs}));
    EXPECT_EQ(ended.code, 0) << ended.error;
    EXPECT_TRUE(bytes_of(result) == expected) << jobs << " jobs";
    EXPECT_FALSE(fs::exists(parts_of(result)));
  }
}

TEST(ARunOfTheProgram, EndsWithALineForEachPlanUnlessItIsToBeQuiet) {
  const Workplace workplace;
  const Ended ended =
      run_program(workplace, {"run", workplace.scenario(), "--replications", "2", "-o", workplace / "result.h5"});
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_NE(ended.out.find("\n  1 as_now "), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("\n  2 more "), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("Means over 2 replications."), std::string::npos) << ended.out;
  EXPECT_EQ(ended.out.find('\x1b'), std::string::npos) << "colour where no terminal is";
  EXPECT_EQ(
      run_program(workplace, {"run", workplace.scenario(), "--replications", "2", "-q", "-o", workplace / "quiet.h5"})
          .out,
      "");
}

TEST(ARunOfTheProgram, GivesOtherBytesForAnotherSeed) {
  const Workplace workplace;
  const fs::path result = workplace / "result.h5";
  EXPECT_EQ(run_program(workplace, run_arguments(workplace, result, 5, {"--seed", "4712"})).code, 0);
  EXPECT_FALSE(bytes_of(result) == undisturbed(workplace, 5));
}

TEST(Resume, WithNothingToResumeJustRuns) {
  const Workplace workplace;
  const fs::path result = workplace / "result.h5";
  const Ended ended = run_program(workplace, run_arguments(workplace, result, 2, {"--resume"}));
  EXPECT_EQ(ended.code, 0) << ended.error;
  EXPECT_TRUE(bytes_of(result) == undisturbed(workplace, 2));
}

TEST(Resume, DoesNotUseShardsOfAnotherSeed) {
  const Workplace workplace;
  const fs::path result = workplace / "result.h5";
  fs::create_directories(parts_of(result));
  // A run with another seed, ended by a signal after its first shards.
  {
    Program other(workplace, run_arguments(workplace, result, 40, {"--seed", "1", "--jobs", "1"}));
    while (other.runs() && shards_of(result).size() < 3) std::this_thread::sleep_for(1ms);
    other.wait_after(SIGKILL);
  }
  ASSERT_GE(shards_of(result).size(), 3u);
  EXPECT_EQ(run_program(workplace, run_arguments(workplace, result, 2, {"--resume"})).code, 0);
  EXPECT_TRUE(bytes_of(result) == undisturbed(workplace, 2));
}

TEST(Resume, AfterTheProgramWasKilledAtAnyMomentGivesTheSameBytes) {
  constexpr int replications = 10;
  const Workplace workplace;
  const auto begun = std::chrono::steady_clock::now();
  const std::string expected = undisturbed(workplace, replications);
  const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - begun;
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE(::testing::Message() << "moments of seed " << seed);
  RecordProperty("seed", std::to_string(seed));
  std::mt19937 generator(seed);
  int killed = 0;
  for (int number = 0; number < 10; ++number) {
    const std::chrono::duration<double> moment = whole * (static_cast<double>(generator()) / 4294967296.0);
    SCOPED_TRACE(::testing::Message() << "killed after " << moment.count() << " of " << whole.count() << " s");
    const fs::path result = workplace / ("killed-" + std::to_string(number) + ".h5");
    Program program(workplace, run_arguments(workplace, result, replications));
    std::this_thread::sleep_for(moment);
    killed += program.wait_after(SIGKILL).signal == SIGKILL;
    if (fs::exists(result)) {
      EXPECT_TRUE(bytes_of(result) == expected) << "a file under its final name is complete";
    }
    const Ended ended = run_program(workplace, run_arguments(workplace, result, replications, {"--resume"}));
    EXPECT_EQ(ended.code, 0) << ended.error;
    EXPECT_TRUE(bytes_of(result) == expected);
    EXPECT_FALSE(fs::exists(parts_of(result)));
  }
  EXPECT_GT(killed, 0);
}

TEST(Interrupted, ARunEndsWithItsReplicationsInFlightAndCanBeResumed) {
  constexpr int replications = 60;
  const Workplace workplace;
  const fs::path result = workplace / "result.h5";
  Program program(workplace, run_arguments(workplace, result, replications, {"--jobs", "1"}));
  while (program.runs() && shards_of(result).size() < 3) std::this_thread::sleep_for(1ms);
  program.interrupt();
  const Ended ended = program.wait();
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::interrupted)) << ended.error;
  EXPECT_NE(ended.error.find("--resume"), std::string::npos) << ended.error;
  EXPECT_FALSE(fs::exists(result));
  const auto kept = shards_of(result);
  EXPECT_GE(kept.size(), 3u);
  EXPECT_LT(kept.size(), std::size_t{2 * replications});
  // What was finished is used, not run again.
  const auto written = fs::last_write_time(parts_of(result) / *kept.begin());
  Program resumed(workplace, run_arguments(workplace, result, replications, {"--resume", "--jobs", "1"}));
  while (resumed.runs() && shards_of(result).size() < kept.size() + 3) std::this_thread::sleep_for(1ms);
  std::error_code gone;
  const auto still = fs::last_write_time(parts_of(result) / *kept.begin(), gone);
  if (!gone) {
    EXPECT_EQ(still, written);
  }
  const Ended done = resumed.wait();
  EXPECT_EQ(done.code, 0) << done.error;
  EXPECT_TRUE(bytes_of(result) == undisturbed(workplace, replications));
}

/// With replications of about a second each, two of them in flight.
TEST(Interrupted, TwiceARunEndsAtOnceAsInterrupted) {
  const Workplace workplace;
  const fs::path result = workplace / "result.h5";
  const std::string county = CASETIDE_SOURCE_DIR "/scenarios/worcestershire.yaml";
  Program program(workplace, {"run", county, "-o", result.string(), "-q", "--replications", "4", "--jobs", "2"});
  while (program.runs() && !fs::exists(parts_of(result))) std::this_thread::sleep_for(1ms);
  std::this_thread::sleep_for(100ms);
  program.interrupt();
  std::this_thread::sleep_for(50ms);
  EXPECT_TRUE(program.runs()) << "the first lets the replications in flight finish";
  program.interrupt();
  const Ended ended = program.wait();
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::interrupted)) << ended.error;
  EXPECT_NE(ended.error.find("--resume"), std::string::npos) << ended.error;
  EXPECT_FALSE(fs::exists(result));
  EXPECT_TRUE(shards_of(result).empty()) << "the second does not wait for them";
}

// --- the disk ------------------------------------------------------------------------------------------------------

TEST(AFullDisk, EndsTheRunWithItsOwnCodeAndNoResult) {
  const Workplace workplace;
  const fs::path disk = workplace / "disk";
  fs::create_directory(disk);
  if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0)
    GTEST_SKIP() << "a disk of 1 MiB can be mounted only by root";
  std::ofstream(disk / "filler", std::ios::binary) << std::string((1u << 20) - 50'000, 'x');
  const fs::path result = disk / "result.h5";
  const Ended ended = run_program(workplace, run_arguments(workplace, result, 3));
  const bool exists = fs::exists(result);
  ::umount2(disk.c_str(), MNT_DETACH);
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::io_error)) << ended.error;
  EXPECT_NE(ended.error.find("result.h5"), std::string::npos) << ended.error;
  EXPECT_FALSE(exists);
}

// --- called wrongly ------------------------------------------------------------------------------------------------

TEST(BadUsage, IsAnsweredWithCodeTwoAndAHint) {
  const Workplace workplace;
  const std::string scenario = workplace.scenario().string();
  const auto expect_refusal = [&](std::vector<std::string> arguments, const std::string& hint) {
    const Ended ended = run_program(workplace, arguments);
    EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_usage)) << hint;
    EXPECT_NE(ended.error.find(hint), std::string::npos) << ended.error;
    EXPECT_TRUE(ended.out.empty()) << ended.out;
  };
  expect_refusal({"rnu", scenario}, "`run`");
  expect_refusal({"comapre", scenario}, "`compare`");
  expect_refusal({}, "casetide");
  expect_refusal({"run"}, "scenario");
  expect_refusal({"run", scenario, "--plans", "as_now,mroe", "-o", (workplace / "r.h5").string()}, "mroe");
  expect_refusal({"run", scenario, "--replications", "0"}, "--replications");
  expect_refusal({"run", scenario, "--nonsense"}, "--nonsense");
  EXPECT_FALSE(fs::exists(workplace / "r.h5"));
}

TEST(Help, IsGivenOnStandardOutput) {
  const Workplace workplace;
  for (const char* arguments : {"--help", "--version"}) {
    const Ended ended = run_program(workplace, {arguments});
    EXPECT_EQ(ended.code, 0);
    EXPECT_NE(ended.out.find("casetide"), std::string::npos);
    EXPECT_TRUE(ended.error.empty()) << ended.error;
  }
}

TEST(AScenario, ThatIsMissingOrWrongHasItsOwnCode) {
  const Workplace workplace;
  const Ended missing = run_program(workplace, {"run", (workplace / "nowhere.yaml").string(), "-q"});
  EXPECT_EQ(missing.code, static_cast<int>(ExitCode::file_missing));
  EXPECT_NE(missing.error.find("nowhere.yaml"), std::string::npos) << missing.error;

  std::string text = small_service;
  text.replace(text.find("posts: 2"), 8, "psots: 2");
  std::ofstream(workplace / "wrong.yaml") << text;
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("psots")), '\n');
  for (const char* verb : {"run", "check"}) {
    const Ended wrong = run_program(workplace, {verb, (workplace / "wrong.yaml").string(), "-q"});
    EXPECT_EQ(wrong.code, static_cast<int>(ExitCode::bad_input)) << verb;
    EXPECT_NE(wrong.error.find("wrong.yaml:" + std::to_string(line) + ":"), std::string::npos) << wrong.error;
    EXPECT_NE(wrong.error.find("posts"), std::string::npos) << wrong.error;
  }
}

TEST(AResult, IsComparedWithWhatPeopleScoreAfterTheFigures) {
  const Workplace workplace;
  std::ofstream(workplace / "scored.yaml") << "version: 1\nextends: small.yaml\n"
                                              "options:\n"
                                              "  criteria: {cost: {label: Cost}}\n"
                                              "  options: {more: {plan: more, scores: {cost: 4}}}\n";
  const std::string result = (workplace / "scored.h5").string();
  const std::string scenario = (workplace / "scored.yaml").string();
  ASSERT_EQ(run_program(workplace, {"run", scenario, "-o", result, "-q", "--replications", "1"}).code, 0);
  const std::string page = run_program(workplace, {"compare", result, "--all"}).out;
  const std::size_t scores = page.find("What people score (not simulated)");
  ASSERT_NE(scores, std::string::npos) << page;
  EXPECT_LT(page.find("Difference: more less as_now"), scores);
  EXPECT_NE(page.find("1  More (plan more)", scores), std::string::npos) << page;
  const std::string document = run_program(workplace, {"compare", result, "--json"}).out;
  EXPECT_NE(document.find("\"weighted_score\": 4.0"), std::string::npos) << document;
}

TEST(AResult, ThatIsCutShortOrMissingIsRefusedByCompare) {
  const Workplace workplace;
  const std::string whole = undisturbed(workplace, 2);
  const fs::path result = workplace / "undisturbed.h5";
  EXPECT_EQ(run_program(workplace, {"compare", result.string()}).code, 0);
  for (const double share : {0.0, 0.1, 0.5, 0.99}) {
    const fs::path damaged = workplace / "damaged.h5";
    std::ofstream(damaged, std::ios::binary)
        << whole.substr(0, static_cast<std::size_t>(share * static_cast<double>(whole.size())));
    const Ended ended = run_program(workplace, {"compare", damaged.string()});
    EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_input)) << share << " of the file";
    EXPECT_NE(ended.error.find("damaged.h5"), std::string::npos) << ended.error;
    EXPECT_TRUE(ended.out.empty()) << ended.out;
  }
  EXPECT_EQ(run_program(workplace, {"compare", (workplace / "nowhere.h5").string()}).code,
            static_cast<int>(ExitCode::file_missing));
}

}  // namespace

}  // namespace casetide::app
