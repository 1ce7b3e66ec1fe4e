// casetide describe as people use it, and the pages that are kept beside Worcestershire's scenario.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "tests/support/program.hpp"

namespace casetide {
namespace {

namespace fs = std::filesystem;
using testing::bytes_of, testing::Ended, testing::put_bytes, testing::run_program, testing::Workplace;

const fs::path source = CASETIDE_SOURCE_DIR;

/// Worcestershire's pages, made once.
class WorcestershireDescribed : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    workplace_ = new Workplace;
    ended_ = run_program(*workplace_, {"describe", (source / "scenarios/worcestershire.yaml").string(), "-o",
                                       (*workplace_ / "made").string()});
  }
  static void TearDownTestSuite() {
    delete workplace_;
    workplace_ = nullptr;
  }
  void SetUp() override { ASSERT_EQ(ended_.code, 0) << ended_.error; }

  static std::string made(const std::string& name) { return bytes_of(*workplace_ / "made" / name); }

  static void expect_kept(const std::string& name) {
    const fs::path kept = source / "scenarios/worcestershire" / name;
    EXPECT_TRUE(made(name) == bytes_of(kept))
        << kept << " no longer says what the scenario says. To refresh it, in the project's folder:\n"
        << "  casetide describe scenarios/worcestershire.yaml -o scenarios/worcestershire";
  }

  static Workplace* workplace_;
  static Ended ended_;
};

Workplace* WorcestershireDescribed::workplace_ = nullptr;
Ended WorcestershireDescribed::ended_;

TEST_F(WorcestershireDescribed, HasTheRegisterThatStandsBesideItsScenario) { expect_kept("register.md"); }

TEST_F(WorcestershireDescribed, HasTheDescriptionThatStandsBesideItsScenario) { expect_kept("stress_des.md"); }

/// Columns of a row: pipes that are not escaped, less the one at its end.
int columns(const std::string& row) {
  int pipes = 0;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (row[i] == '|' && (i == 0 || row[i - 1] != '\\')) ++pipes;
  return pipes - 1;
}

TEST_F(WorcestershireDescribed, HasTablesWhoseRowsHaveAllTheirColumns) {
  for (const std::string name : {"register.md", "stress_des.md"}) {
    int expected = 0, rows = 0;
    std::istringstream lines(made(name));
    for (std::string line; std::getline(lines, line);) {
      const bool is_row = line.starts_with("| ");
      if (is_row && expected > 0) EXPECT_EQ(columns(line), expected) << line;
      if (is_row && expected == 0) expected = columns(line);
      if (!is_row) expected = 0;
      rows += is_row ? 1 : 0;
    }
    EXPECT_GT(rows, 100) << name;
  }
}

TEST_F(WorcestershireDescribed, SaysNothingOfTheMachine) {
  for (const std::string name : {"register.md", "stress_des.md"}) {
    EXPECT_EQ(made(name).find(source.string()), std::string::npos) << name;
    EXPECT_NE(made(name).find("`worcestershire.yaml`"), std::string::npos) << name;
  }
  EXPECT_NE(made("register.md").find("`library/england.yaml`"), std::string::npos);
}

TEST(TheDescribeCommand, WritesTwoPagesIntoAFolderThatItMakes) {
  const Workplace workplace;
  const fs::path folder = workplace / "new";
  const Ended ended = run_program(workplace, {"describe", workplace.scenario().string(), "-o", folder.string()});
  ASSERT_EQ(ended.code, 0) << ended.error;
  EXPECT_EQ(ended.out, "");
  EXPECT_EQ(ended.error,
            "wrote " + (folder / "register.md").string() + "\nwrote " + (folder / "stress_des.md").string() + "\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2);
  const Ended printed = run_program(workplace, {"describe", workplace.scenario().string()});
  EXPECT_TRUE(printed.out == bytes_of(folder / "register.md") + "\n" + bytes_of(folder / "stress_des.md"));
}

TEST(TheDescribeCommand, ListsANumberWithoutAStatusAsNoFact) {
  const Workplace workplace;
  const std::string page = run_program(workplace, {"describe", workplace.scenario().string()}).out;
  const std::size_t unstated = page.find("## Numbers of which nothing is said");
  const std::size_t posts = page.find("| `staffing.teams.one.posts` | `small.yaml` | 2 |");
  ASSERT_NE(posts, std::string::npos) << page;
  EXPECT_GT(posts, unstated);
  EXPECT_NE(page.find("Nothing says that it is published."), std::string::npos);
}

TEST(TheDescribeCommand, EndsWithTheCodeOfWhatIsWrong) {
  const Workplace workplace;
  put_bytes(workplace / "wrong.yaml", "version: 1\ntitel: wrong\n");
  put_bytes(workplace / "file", "there already");
  const auto expect_code = [&](std::vector<std::string> arguments, int code, const std::string& word) {
    arguments.insert(arguments.begin(), "describe");
    const Ended ended = run_program(workplace, arguments);
    EXPECT_EQ(ended.code, code) << ended.error;
    EXPECT_NE(ended.error.find(word), std::string::npos) << ended.error;
    EXPECT_EQ(ended.out, "");
  };
  expect_code({(workplace / "nowhere.yaml").string()}, 66, "nowhere.yaml");
  expect_code({(workplace / "wrong.yaml").string(), "-o", (workplace / "made").string()}, 65, "titel");
  expect_code({workplace.scenario().string(), "-o", (workplace / "file").string()}, 73, "file");
  expect_code({}, 2, "scenario");
  EXPECT_FALSE(fs::exists(workplace / "made"));
  EXPECT_EQ(bytes_of(workplace / "file"), "there already");
}

}  // namespace
}  // namespace casetide
