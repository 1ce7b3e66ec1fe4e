// `extends`: how files are laid over one another, and where they may lie.
#include "scenarios/reader/compose.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "scenarios/reader/canonical_yaml.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

namespace fs = std::filesystem;

std::string merged_text(const std::string& base, const std::string& over) {
  return canonical_yaml(merged(parse_yaml(base, "base"), parse_yaml(over, "over")));
}

/// A folder of scenario files that is gone afterwards.
class Compose : public ::testing::Test {
 protected:
  Compose() : folder_(fs::temp_directory_path() / ("casetide_compose_" + std::to_string(getpid()))) {
    fs::create_directories(folder_ / "inner");
  }
  ~Compose() override { fs::remove_all(folder_); }

  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  Texts problems(const fs::path& path) const {
    return problems_of([&] { compose(path); });
  }

  fs::path folder_;
};

TEST(Merged, KeepsTheBasesOrderAndAppendsNewKeys) {
  EXPECT_EQ(merged_text("a: 1\nb: {c: 1, d: 2}\n", "e: 5\nb: {f: 4, c: 3}\n"),
            "a: 1\nb:\n  c: 3\n  d: 2\n  f: 4\ne: 5\n");
}

TEST(Merged, ReplacesListsAndScalarsWhole) {
  EXPECT_EQ(merged_text("a: [1, 2]\nb: 3\nc: {d: 1}\n", "a: [9]\nb: {e: 1}\nc: 7\n"), "a:\n  - 9\nb:\n  e: 1\nc: 7\n");
}

TEST(Merged, LetsOneDistributionDisplaceAnother) {
  const std::string base = "effort: {lognormal: {mean: 1 hours, cv: 1}, source: s}\n";
  EXPECT_EQ(merged_text(base, "effort: {uniform: {low: 1 hours}}\n"),
            "effort:\n  source: s\n  uniform:\n    low: 1 hours\n");
  EXPECT_EQ(merged_text(base, "effort: {lognormal: {cv: 2}}\n"),
            "effort:\n  lognormal:\n    mean: 1 hours\n    cv: 2\n  source: s\n");
  EXPECT_EQ(merged_text(base, "effort: {value: 2 hours}\n"), "effort:\n  source: s\n  value: 2 hours\n");
}

TEST(Merged, LeavesEachNodeItsOwnPlace) {
  const Node tree = merged(parse_yaml("a: {b: 1, c: 2}\n", "base"), parse_yaml("\na:\n  c: 3\n", "over"));
  const Node& table = tree.find("a")->value;
  EXPECT_EQ(*table.find("b")->value.place().file, "base");
  EXPECT_EQ(*table.find("c")->value.place().file, "over");
  EXPECT_EQ(table.find("c")->value.place().line, 3);
}

TEST_F(Compose, FollowsAChainOfFilesRelativeToEach) {
  write("inner/base.yaml", "version: 1\na: 1\nb: 1\nc: 1\n");
  write("inner/middle.yaml", "version: 1\nextends: base.yaml\nb: 2\nc: 2\n");
  const fs::path top = write("top.yaml", "version: 1\nextends: inner/middle.yaml\nc: 3\n");
  EXPECT_EQ(canonical_yaml(compose(top)), "version: 1\na: 1\nb: 2\nc: 3\n");
}

TEST_F(Compose, RefusesToLeaveTheFolder) {
  write("outside.yaml", "version: 1\n");
  const fs::path top = write("inner/top.yaml", "version: 1\nextends: ../outside.yaml\n");
  EXPECT_EQ(problems(top), Texts{"2:10: extends: `../outside.yaml` leads out of the scenario's folder"});
  const fs::path detour = write("inner/detour.yaml", "version: 1\nextends: ../inner/same.yaml\n");
  write("inner/same.yaml", "version: 1\n");
  EXPECT_EQ(problems(detour), Texts{});
}

TEST_F(Compose, RefusesASymbolicLinkOutOfTheFolder) {
  write("outside.yaml", "version: 1\n");
  fs::create_symlink("../outside.yaml", folder_ / "inner/link.yaml");
  const fs::path top = write("inner/top.yaml", "version: 1\nextends: link.yaml\n");
  EXPECT_EQ(problems(top), Texts{"2:10: extends: `link.yaml` leads out of the scenario's folder"});
  fs::create_directory_symlink("..", folder_ / "inner/up");
  const fs::path through = write("inner/through.yaml", "version: 1\nextends: up/outside.yaml\n");
  EXPECT_EQ(problems(through), Texts{"2:10: extends: `up/outside.yaml` leads out of the scenario's folder"});
}

TEST_F(Compose, RefusesCirclesAndLongChains) {
  const fs::path self = write("self.yaml", "version: 1\nextends: self.yaml\n");
  ASSERT_EQ(problems(self).size(), 1u);
  EXPECT_NE(problems(self)[0].find("extends itself"), std::string::npos);
  for (int i = 0; i < 12; ++i)
    write("f" + std::to_string(i) + ".yaml", "version: 1\nextends: f" + std::to_string(i + 1) + ".yaml\n");
  EXPECT_EQ(problems(folder_ / "f0.yaml"), Texts{"2:10: extends: a chain of more than 8 files"});
}

TEST_F(Compose, RefusesAFolderAPathThatIsNoTextAndAMissingFile) {
  EXPECT_EQ(problems(write("a.yaml", "version: 1\nextends: inner\n")),
            Texts{"2:10: extends: there is no file `inner`"});
  EXPECT_EQ(problems(write("b.yaml", "version: 1\nextends: [x]\n")),
            Texts{"2:10: extends: expected the path of a scenario file, such as `library/england.yaml`"});
  EXPECT_EQ(problems(write("c.yaml", "version: 1\nextends: gone.yaml\n")),
            Texts{"2:10: extends: there is no file `gone.yaml`"});
}

TEST_F(Compose, ChecksTheVersionOfEveryFile) {
  write("base.yaml", "version: 7\n");
  EXPECT_EQ(problems(write("top.yaml", "version: 1\nextends: base.yaml\n")),
            Texts{"1:10: version: `7` is newer than this program, which reads version 1; use a newer casetide"});
}

TEST_F(Compose, SaysWhatToDoAboutAVersionThatItDoesNotRead) {
  const std::string newer = " is newer than this program, which reads version 1; use a newer casetide";
  const std::string no_number = "1:10: version: expected a whole number without quotes, such as `version: 1`; found ";
  EXPECT_EQ(problems(write("a.yaml", "version: 2\n")), Texts{"1:10: version: `2`" + newer});
  EXPECT_EQ(problems(write("b.yaml", "version: 99999999999999999999\n")),
            Texts{"1:10: version: `99999999999999999999`" + newer});
  EXPECT_EQ(problems(write("c.yaml", "version: 0\n")),
            Texts{"1:10: version: `0` is older than this program reads, which is version 1; scenarios/guide.md, "
                  "\"Versions\", says what to change"});
  EXPECT_EQ(problems(write("d.yaml", "version: \"1\"\n")), Texts{no_number + "`1`"});
  EXPECT_EQ(problems(write("e.yaml", "version: 1.0\n")), Texts{no_number + "`1.0`"});
  EXPECT_EQ(problems(write("f.yaml", "version: 01\n")), Texts{no_number + "`01`"});
  EXPECT_EQ(problems(write("g.yaml", "version: -1\n")), Texts{no_number + "`-1`"});
  EXPECT_EQ(problems(write("h.yaml", "version: [1]\n")), Texts{no_number + "something else"});
  EXPECT_EQ(problems(write("i.yaml", "title: One\n")),
            Texts{"1:1: missing key `version`; a scenario begins with `version: 1`"});
}

TEST_F(Compose, SaysThatAFileIsMissing) {
  try {
    compose(folder_ / "nowhere.yaml");
    FAIL() << "a missing file was read";
  } catch (const sim::OutputError& error) {
    EXPECT_EQ(error.code(), sim::ExitCode::file_missing);
    EXPECT_NE(std::string(error.what()).find("nowhere.yaml does not exist"), std::string::npos);
  }
  EXPECT_THROW(compose(folder_ / "inner"), sim::OutputError);
}

TEST(ComposeText, StandsAlone) {
  EXPECT_EQ(problems_of([] { compose_text("version: 1\nextends: a.yaml\n", "text"); }),
            Texts{"2:1: extends: this text stands alone; it cannot extend a file"});
}

}  // namespace
}  // namespace casetide::scenarios
