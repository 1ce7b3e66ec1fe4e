// casetide verify: a result that is what its run gives, and one that somebody changed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "output/result_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/errors.hpp"
#include "tests/support/program.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using namespace casetide::testing;
using sim::ExitCode;

/// A result of both plans with three replications; Python changes it.
class AResultToVerify : public ::testing::Test {
 protected:
  AResultToVerify() { undisturbed(workplace, 3); }

  /// Runs a line of Python on the file `f`, open with h5py; false where there is no h5py.
  bool changed(const std::string& line) const {
    const std::string command =
        "/usr/bin/python3 -c \"import h5py; f = h5py.File('" + result.string() + "', 'r+'); " + line + "\"";
    return std::system(command.c_str()) == 0;
  }
  /// The line that gives the file another text of its own, of fixed length as its others are.
  static std::string with_attribute(const std::string& name, const std::string& text) {
    return "f.attrs.create('" + name + "', b'" + text + "', dtype=h5py.string_dtype('utf-8', " +
           std::to_string(text.size() + 1) + "))";
  }
  Ended verified(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"verify", result.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(workplace, arguments);
  }
  static long lines_of(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }
  static bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

  Workplace workplace;
  fs::path result = workplace / "undisturbed.h5";
};

TEST_F(AResultToVerify, PassesInOneLineAndLeavesNothingBehind) {
  const auto before = workplace.files();
  const std::string bytes = bytes_of(result);
  for (const char* jobs : {"1", "4"}) {
    const Ended ended = verified({"--jobs", jobs});
    EXPECT_EQ(ended.code, 0) << ended.out << ended.error;
    EXPECT_EQ(lines_of(ended.out), 1) << ended.out;
    EXPECT_TRUE(has(ended.out, "2 plans x 3 replications")) << ended.out;
    EXPECT_EQ(ended.error, "");
  }
  EXPECT_EQ(workplace.files(), before);
  EXPECT_TRUE(bytes_of(result) == bytes);
}

TEST_F(AResultToVerify, NeedsNothingButTheFile) {
  fs::remove(workplace.scenario());
  EXPECT_EQ(verified().code, 0);
}

TEST_F(AResultToVerify, RunsPlansAndSeedOfTheFileNotOfItsScenario) {
  const Ended ran = run_program(
      workplace, run_arguments(workplace, result, 2, {"--plans", "more,as_now", "--seed", "18446744073709551615"}));
  ASSERT_EQ(ran.code, 0) << ran.error;
  const Ended ended = verified();
  EXPECT_EQ(ended.code, 0) << ended.out << ended.error;
}

TEST_F(AResultToVerify, IsNamedByItsAxesWhereOneValueWasChanged) {
  if (!changed("f['caseload'][1, 2, 5, 0] = 77")) GTEST_SKIP() << "no h5py";
  const Ended ended = verified();
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::target_missed)) << ended.error;
  // The period begins on 1 October 2018 and is sampled every 7 days: place 5 is 5 November.
  EXPECT_TRUE(
      has(ended.out, "caseload: plan=more, replication=2, time=2018-11-05, team=one: the file has 77, the run gives "))
      << ended.out;
  EXPECT_TRUE(has(ended.out, "caseload: changed after it was written")) << ended.out;
  EXPECT_EQ(lines_of(ended.out), 3) << ended.out;
}

TEST_F(AResultToVerify, TellsTheFirstOfManyAndHowMany) {
  if (!changed("f['time_at_risk'][0, 1] += 1")) GTEST_SKIP() << "no h5py";
  const Ended ended = verified();
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::target_missed));
  // 9 components x 8 causes at 15 samples, 1 October to 1 January: 14 every week, and the end of the period.
  EXPECT_TRUE(has(ended.out, "... and " + std::to_string(15 * 72 - 3) + " more; 1 of 6 replications differ"))
      << ended.out;
  EXPECT_TRUE(
      has(ended.out, "time=2018-10-01, component=waiting_for_a_decision, cause=queue: the file has 1, the run gives 0"))
      << ended.out;
}

TEST_F(AResultToVerify, CanBeTriedOnItsFirstReplicationsOnly) {
  if (!changed("f['closed'][0, 2, 3] += 1")) GTEST_SKIP() << "no h5py";
  const Ended ended = verified({"--sample", "2"});
  EXPECT_TRUE(has(ended.out, "2 plans x the first 2 of 3 replications")) << ended.out;
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::target_missed)) << "its checksum tells all the same";
  EXPECT_FALSE(has(ended.out, "the run gives")) << ended.out;
  EXPECT_TRUE(
      has(verified({"--sample", "9"}).out, "closed: plan=as_now, replication=2, time=2018-10-22: the file has"));
}

TEST_F(AResultToVerify, SaysSoWhereAnotherVersionWroteItAndComparesAllTheSame) {
  if (!changed(with_attribute("software_version", "0.0.1"))) GTEST_SKIP() << "no h5py";
  const Ended ended = verified();
  EXPECT_EQ(ended.code, 0) << ended.out;
  EXPECT_TRUE(has(ended.error, "was written by version 0.0.1")) << ended.error;
}

TEST_F(AResultToVerify, IsNamedWhereWhatItSaysOfItselfWasChanged) {
  if (!changed(with_attribute("title", "Another service"))) GTEST_SKIP() << "no h5py";
  const Ended ended = verified();
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::target_missed));
  EXPECT_TRUE(has(ended.out, "title: the file has Another service, the run gives A small service")) << ended.out;
}

TEST_F(AResultToVerify, IsRefusedWhereItsScenarioNoLongerReads) {
  const models::Scenario scenario = scenarios::read_scenario(workplace.scenario());
  output::RunIdentity old = output::identity_of(scenario);
  old.replications = 1;
  old.software_version = "0.0.1";
  old.resolved_text = "version: 1\ntitle: What an earlier program read\n";
  std::vector<fs::path> shards;
  for (std::size_t plan = 0; plan < 2; ++plan) {
    shards.push_back(workplace / ("shard-" + std::to_string(plan)));
    output::write_shard(shards.back(), scenario, old, plan, 0,
                        output::read_trace(result, output::layout_of(scenario), plan, 0));
  }
  output::merge(shards, scenario, old, result);
  const Ended ended = verified();
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_input)) << ended.out;
  EXPECT_TRUE(has(ended.error, "was written by version 0.0.1")) << ended.error;
  EXPECT_TRUE(has(ended.error, "undisturbed.h5:")) << ended.error;
}

TEST_F(AResultToVerify, IsRefusedWhereItIsMissingOrDamaged) {
  EXPECT_EQ(run_program(workplace, {"verify", (workplace / "none.h5").string()}).code,
            static_cast<int>(ExitCode::file_missing));
  fs::resize_file(result, fs::file_size(result) / 2);
  EXPECT_EQ(verified().code, static_cast<int>(ExitCode::bad_input));
}

}  // namespace

}  // namespace casetide::app
