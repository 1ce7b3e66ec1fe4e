// Files that are no scenario, by accident or on purpose: `casetide check` refuses each within a second and 64 MiB, and
// says why. Those that an editor or version control would spoil, and those that are long, are made here.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/folder.hpp"
#include "tests/support/program.hpp"

namespace casetide::testing {
namespace {

namespace fs = std::filesystem;

constexpr double seconds_allowed = 1;
constexpr double mebibytes_allowed = 64;
constexpr const char* give_up_after = "ulimit -t 20; ";  // seconds of processor time

const fs::path scenarios = fs::path(CASETIDE_SOURCE_DIR) / "scenarios";
const fs::path rejected = fs::path(CASETIDE_SOURCE_DIR) / "tests/scenarios/rejected";

std::string times(std::size_t count, const std::string& text) {
  std::string all;
  all.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

/// "a 0 b", "a 1 b" ...
template <typename Make>
std::string each(int count, Make make) {
  std::string all;
  for (int i = 0; i < count; ++i) all += make(i);
  return all;
}

const std::string begun = "version: 1\nextends: minimal.yaml\n";

/// A text, and what is said of it.
struct Hostile {
  std::string name;
  std::string text;
  std::string said;
};

std::vector<Hostile> spoilt_bytes() {
  const std::string title = begun + "title: ";
  std::string wide, wide_swapped;
  for (const char c : begun) (wide += c) += '\0', (wide_swapped += '\0') += c;
  return {{"utf16", "\xff\xfe" + wide, "UTF-16"},
          {"utf16_swapped", "\xfe\xff" + wide_swapped, "UTF-16"},
          {"utf16_unmarked", wide, "NUL byte"},
          {"byte_order_mark", "\xef\xbb\xbf" + begun, "byte order mark"},
          {"nul", title + std::string("a\0b\n", 4), "3:9: a NUL byte"},
          {"nul_at_end", begun + std::string(1, '\0'), "3:1: a NUL byte"},
          {"all_nul", std::string(500'000, '\0'), "1:1: a NUL byte"},
          {"control", title + "a\x01\n", "3:9: control character U+0001"},
          {"escape", title + "a\x1b[31m\n", "3:9: control character U+001B"},
          {"delete", title + "a\x7f\n", "3:9: control character U+007F"},
          {"latin_1", title + "Caf\xe9\n", "3:11: byte 0xe9 is not UTF-8"},
          {"overlong", title + "\xc0\xaf\n", "3:8: byte 0xc0 is not UTF-8"},
          {"surrogate", title + "\xed\xa0\x80\n", "3:8: byte 0xed is not UTF-8"},
          {"beyond_unicode", title + "\xf4\x90\x80\x80\n", "3:8: byte 0xf4 is not UTF-8"},
          {"cut_off", title + "\xe2\x82", "3:8: byte 0xe2 is not UTF-8"},
          {"continuation", title + "\x80\n", "3:8: byte 0x80 is not UTF-8"}};
}

std::vector<Hostile> long_texts() {
  const std::size_t mebibyte = 1 << 20;
  const std::size_t most = mebibyte - 100;  // with what stands before
  return {{"empty", "", "holds no scenario"},
          {"over_a_mebibyte", begun + times(mebibyte, "#"), "larger than 1 MiB"},
          {"spaces", times(most, " "), "holds no scenario"},
          {"line_ends", times(most, "\n"), "holds no scenario"},
          {"carriage_returns", begun + times(most, "\r"), "3:1"},
          {"comments", times(most / 2, "#\n"), "holds no scenario"},
          {"documents", times(most / 4, "---\n"), "a second document"},
          {"directives", times(most / 9, "%TAG ! a\n"), "not YAML"},
          {"text", begun + "title: " + times(most, "x") + "\n", "3:8: a text of"},
          {"quoted_text", begun + "title: \"" + times(most, "x") + "\"\n", "3:8: a text of"},
          {"quoted_escapes", begun + "title: \"" + times(most / 4, "\\x41") + "\"\n", "3:8: a text of"},
          {"folded_text", begun + "title: >\n" + times(most / 4, "  x\n"), "a text of"},
          {"literal_text", begun + "title: |\n" + times(most / 4, "  x\n"), "a text of"},
          {"unended_quote", begun + "title: \"" + times(most, "x"), "not YAML"},
          {"one_key", times(most, "x") + ": 1\n", "1:1"},
          {"long_number", begun + "run: {seed: " + times(10'000, "9") + "}\n", "3:13: a text of 10000 bytes"},
          {"number_of_4000_digits", begun + "run: {seed: " + times(4000, "9") + "}\n", "3:13: run.seed: expected"},
          {"decimals", begun + "staffing: {ceiling: 0." + times(4000, "9") + " children}\n", "3:21: staffing.ceiling"},
          {"huge_power", begun + "staffing: {ceiling: 1e999 children}\n", "3:21: staffing.ceiling"},
          {"not_a_number", begun + "staffing: {ceiling: .nan}\n", "3:21: staffing.ceiling"},
          {"infinite", begun + "staffing: {ceiling: .inf}\n", "3:21: staffing.ceiling"}};
}

std::vector<Hostile> deep_texts() {
  return {
      {"brackets", begun + "title: " + times(500'000, "["), "more than 50000 brackets"},
      {"braces", begun + "title: " + times(500'000, "{"), "more than 50000 brackets"},
      {"brackets_within_limit", begun + "title: " + times(49'000, "["), "nested more than 32 levels deep"},
      {"closed_brackets", begun + "title: " + times(20'000, "[") + times(20'000, "]") + "\n", "nested more than 32"},
      {"braces_within_limit", begun + "title: " + times(20'000, "{a: "), "nested more than 32 levels deep"},
      {"brackets_as_keys", begun + "title: " + times(20'000, "{["), ""},
      {"lists_in_lists", begun + "title:\n" + times(500'000, "- "), "nested more than 32 levels deep"},
      {"tables_in_tables", begun + each(700, [](int i) { return times(static_cast<std::size_t>(i), " ") + "a:\n"; }),
       "nested more than 32 levels deep"},
      {"questions", begun + times(500'000, "? "), "key must be text"},
      {"tags", begun + "title: " + times(300'000, "!a "), "tag"},
      {"anchors", begun + "title: " + times(300'000, "&a "), ""},
      {"colons", begun + times(500'000, ": "), "key must be text"}};
}

std::vector<Hostile> many_things() {
  const auto key = [](int i) { return fmt::format("k{}: 1\n", i); };
  const auto alias = [](int i) { return fmt::format("a{}: &a{} [*a{}, *a{}]\n", i + 1, i + 1, i, i); };
  const auto plan = [](int i) { return fmt::format("  p{}: {{label: P, measures: []}}\n", i); };
  const auto measure = [](int) { return "      - set: {what: staffing.ceiling, to: 7 children, from: 2016-05-01}\n"; };
  const auto mistake = [](int i) { return fmt::format("wrong_{}: {{label: Ä, mesures: 1}}\n", i); };
  return {{"empty_pathway", begun + "pathway:\n", "pathway: expected a table"},
          {"bomb", begun + "a0: &a0 x\n" + each(60, alias), "an alias (`*name`) is not allowed"},
          {"self_reference", begun + "title: &a [*a]\n", "an anchor (`&name`) is not allowed"},
          {"unknown_alias", begun + "title: *a\n", "3:8"},
          {"keys", begun + each(100'000, key), "more than 50000 values"},
          {"keys_within_limit", begun + each(24'000, key), "and 23800 more problems"},
          {"same_key", begun + times(150'000, "k: 1\n"), "duplicate key `k`"},
          {"keys_in_braces", begun + "title: {" + each(24'000, [](int i) { return fmt::format("k{}, ", i); }) + "}\n",
           "title: expected some text; found a table"},
          {"mistakes", begun + each(1000, mistake), "unknown key `wrong_199`"},
          {"values", begun + "stocks:\n" + times(200'000, "- 1\n"), "more than 50000 values"},
          {"stocks", begun + "stocks:\n" + times(40'000, "- 1\n"), "stocks[0]: expected a table"},
          {"plans", begun + "plans:\n" + each(10'000, plan), "more than 50000 values"},
          {"plans_within_limit", begun + "plans:\n" + each(8'000, plan), "plans; the limit is"},
          {"measures", begun + "plans:\n  p:\n    label: P\n    measures:\n" + each(5'000, measure),
           "5000 measures; the limit is"},
          {"teams", begun + "staffing:\n  teams:\n" + each(20'000, [](int i) { return fmt::format("    t{}:\n", i); }),
           "teams; the limit is"}};
}

/// What the program takes that nobody can save: to begin, and to say that a file is not there.
Ended doing_nothing(const Folder& folder) { return run_program(folder, {"check", (folder / "none.yaml").string()}); }

Ended check(const Folder& folder, const fs::path& path) {
  return run_program(folder, {"check", path.string()}, give_up_after);
}

void expect_within_limits(const Ended& ended, const std::string& name) {
  EXPECT_LT(ended.processor_seconds, seconds_allowed) << name;
  EXPECT_LT(ended.peak_mebibytes, mebibytes_allowed) << name;
}

void expect_refused(const Folder& folder, const fs::path& path, const std::string& said) {
  const Ended ended = check(folder, path);
  EXPECT_EQ(ended.code, 65) << path;
  EXPECT_NE(ended.error.find(said), std::string::npos) << path << ": " << ended.error.substr(0, 500);
  EXPECT_EQ(ended.out, "") << path;
  expect_within_limits(ended, path.filename().string());
}

/// Texts are made when they are needed, so that the test itself stays small: a program that it starts counts what the
/// test held then as its own.
struct Sort {
  const char* name;
  std::vector<Hostile> (*make)();

  friend std::ostream& operator<<(std::ostream& out, const Sort& sort) { return out << sort.name; }
};

class HostileFiles : public ::testing::TestWithParam<Sort> {
 protected:
  HostileFiles() { fs::copy(rejected / "bases/minimal.yaml", folder.path()); }
  fs::path written(const std::string& name, const std::string& text) const {
    put_bytes(folder / name, text);
    return folder / name;
  }
  Folder folder;
};

TEST_P(HostileFiles, AreRefusedWithinASecondAndALittleMemory) {
  for (const Hostile& hostile : GetParam().make())
    expect_refused(folder, written(hostile.name + ".yaml", hostile.text), hostile.said);
}

INSTANTIATE_TEST_SUITE_P(Of, HostileFiles,
                         ::testing::Values(Sort{"bytes", spoilt_bytes}, Sort{"lengths", long_texts},
                                           Sort{"depths", deep_texts}, Sort{"counts", many_things}));

class HostilePaths : public HostileFiles {};

TEST_F(HostilePaths, OfALargeLibraryAreRefusedAsFast) {
  fs::copy(scenarios / "library", folder / "library");
  fs::copy(scenarios / "worcestershire.yaml", folder / "county.yaml");
  fs::copy(scenarios / "worcestershire", folder / "worcestershire", fs::copy_options::recursive);
  const auto wrong = [](int i) { return fmt::format("    wrong_{}: {{label: A, first: 1}}\n", i); };
  const std::string mistakes = "pathway:\n  obligations:\n" + each(5000, wrong);
  expect_refused(folder, written("a.yaml", "version: 1\nextends: library/england.yaml\n" + mistakes), "wrong_1");
  expect_refused(folder, written("b.yaml", "version: 1\nextends: county.yaml\n" + mistakes), "wrong_1");
}

TEST_F(HostilePaths, LeadNeitherOutOfTheFolderNorInACircle) {
  fs::create_directory(folder / "inner");
  const auto extending = [&](const std::string& name, const std::string& target) {
    return written(name, "version: 1\nextends: " + target + "\n");
  };
  fs::create_symlink("/etc/passwd", folder / "inner/passwd.yaml");
  fs::create_symlink(folder / "minimal.yaml", folder / "inner/out.yaml");
  fs::create_symlink(folder.path(), folder / "inner/up");
  fs::create_symlink("loop.yaml", folder / "inner/loop.yaml");
  fs::create_symlink("/dev/zero", folder / "inner/zero.yaml");
  for (const std::string target : {"passwd.yaml", "out.yaml", "up/minimal.yaml", "zero.yaml", "../minimal.yaml"})
    expect_refused(folder, extending("inner/a.yaml", target), "leads out of the scenario's folder");
  expect_refused(folder, extending("inner/a.yaml", "/etc/passwd"), "is absolute");
  expect_refused(folder, extending("inner/a.yaml", "loop.yaml"), "2:10: extends: `loop.yaml`");
  expect_refused(folder, extending("inner/a.yaml", "a.yaml"), "extends itself");
  expect_refused(folder, extending("inner/a.yaml", "."), "there is no file");
  expect_refused(folder, extending("inner/a.yaml", "\"\\0\""), "control character");
  expect_refused(folder, extending("inner/a.yaml", times(1000, "a/")), "extends:");
}

/// Files `0.yaml`, `1.yaml` ..., each extending the one before.
fs::path chain(const Folder& folder, int files, const std::string& more) {
  for (int i = 0; i < files; ++i) {
    const std::string before = i == 0 ? "minimal.yaml" : fmt::format("{}.yaml", i - 1);
    put_bytes(folder / fmt::format("{}.yaml", i), fmt::format("version: 1\nextends: {}\n{}", before, more));
  }
  return folder / fmt::format("{}.yaml", files - 1);
}

TEST_F(HostilePaths, MayChainOnlySoMuch) {
  EXPECT_EQ(check(folder, chain(folder, 7, "")).code, 0);
  expect_refused(folder, chain(folder, 8, ""), "a chain of more than 8 files");
  expect_refused(folder, chain(folder, 20, ""), "a chain of more than 8 files");
  expect_refused(folder, chain(folder, 7, times(200'000, "#\n")), "more than 1 MiB");
  const auto key = [](int i) { return fmt::format("{}: 1\n", i); };
  expect_refused(folder, chain(folder, 7, each(10'000, key)), "more than 50000 values");
}

TEST_F(HostilePaths, ThatAreNoFilesDoNotHang) {
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  fs::create_directory(folder / "folder.yaml");
  fs::create_symlink("/dev/zero", folder / "zero");
  fs::create_symlink("round", folder / "round");
  for (const std::string name : {"pipe", "folder.yaml", "zero", "round"}) {
    const Ended ended = check(folder, folder / name);
    EXPECT_EQ(ended.code, 66) << name << ended.error;
    expect_within_limits(ended, name);
  }
  for (const std::string target : {"pipe", "folder.yaml"})
    expect_refused(folder, written("a.yaml", "version: 1\nextends: " + target + "\n"), "there is no file");
}

/// The reader's own test has all of them; here every tenth.
TEST_F(HostilePaths, OfTheCorpusAreRefusedByTheProgramToo) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(rejected))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::ranges::sort(files);
  ASSERT_GE(files.size(), 200u);
  for (std::size_t i = 0; i < files.size(); i += 10) expect_refused(folder, files[i], ":");
}

TEST_F(HostilePaths, AreNeedlessForWindowsLineEnds) {
  std::string windows;
  for (const char c : bytes_of(folder / "minimal.yaml")) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Ended ended = check(folder, written("windows.yaml", windows));
  EXPECT_EQ(ended.code, 0) << ended.error;
  expect_within_limits(ended, "windows");
}

/// Its libraries alone take some 40 MiB.
TEST_F(HostilePaths, LeaveRoomAboveWhatTheProgramTakesAnyway) {
  const Ended ended = doing_nothing(folder);
  EXPECT_EQ(ended.code, 66);
  EXPECT_LT(ended.processor_seconds, 0.2);
  EXPECT_LT(ended.peak_mebibytes, 48);
}

}  // namespace
}  // namespace casetide::testing
