// casetide new: what it writes can be used as it stands, every number in it says that it is invented, and nothing that
// is there is touched.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "scenarios/reader/scenario_reader.hpp"
#include "scenarios/reader/yaml_gate.hpp"
#include "tests/support/program.hpp"

namespace casetide::testing {
namespace {

namespace fs = std::filesystem;
using scenarios::Node;
using Names = std::set<std::string>;

constexpr const char* county_source = CASETIDE_SOURCE_DIR "/scenarios/county.yaml";

Names files_below(const fs::path& folder) {
  Names names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (!entry.is_directory()) names.insert(entry.path().lexically_relative(folder).string());
  return names;
}

Ended new_county(const Folder& folder, const std::string& where, const std::string& before = "") {
  return run_program(folder, {"new", (folder / where).string()}, before);
}

// --- what it writes ------------------------------------------------------------------------------------------------

TEST(ANewCounty, ComesWithTheLibraryThatItExtends) {
  const Folder folder;
  ASSERT_EQ(new_county(folder, "deep/larkshire").code, 0);
  EXPECT_EQ(files_below(folder / "deep/larkshire"),
            (Names{"county.yaml", "library/england.yaml", "scenario.schema.json"}));
  EXPECT_TRUE(bytes_of(folder / "deep/larkshire/county.yaml") == bytes_of(county_source));
  EXPECT_TRUE(bytes_of(folder / "deep/larkshire/library/england.yaml") ==
              bytes_of(CASETIDE_SOURCE_DIR "/scenarios/library/england.yaml"));
  EXPECT_TRUE(bytes_of(folder / "deep/larkshire/scenario.schema.json") ==
              bytes_of(CASETIDE_SOURCE_DIR "/scenarios/scenario.schema.json"));
}

/// The commands that stand, two spaces in, in what the program printed.
std::vector<std::string> commands_in(const std::string& said) {
  std::vector<std::string> commands;
  std::istringstream stream(said);
  for (std::string line; std::getline(stream, line);)
    if (line.starts_with("  ")) commands.push_back(line.substr(2));
  return commands;
}

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

TEST(ANewCounty, IsCheckedRunAndComparedByTheCommandsToTypeNextWithinTenSecondsOfTwoProcessors) {
  const Folder folder;
  const Ended made = new_county(folder, "it's new");
  const std::vector<std::string> commands = commands_in(made.out);
  ASSERT_EQ(commands.size(), 3u) << made.out;
  const double before = processor_seconds();
  for (const std::string& command : commands) {
    const std::string typed = fmt::format("cd '{}' && {} >>said 2>>said", folder.path().string(), command);
    EXPECT_EQ(std::system(typed.c_str()), 0) << typed << "\n" << bytes_of(folder / "said");
  }
  EXPECT_LT(processor_seconds() - before, 20);
  const std::string said = bytes_of(folder / "said");
  for (const char* words :
       {"would run 3 plans x 10 replications", "wrote results/county.h5", "What would turn the order"})
    EXPECT_NE(said.find(words), std::string::npos) << words << "\n" << said;
  EXPECT_EQ(said.find("casetide: "), std::string::npos) << "a newcomer is warned: " << said;
}

TEST(ANewCounty, IsSmallAndTeaches) {
  const models::Scenario county = scenarios::read_scenario(county_source);
  EXPECT_EQ(county.plans.size(), 3u);
  EXPECT_EQ(county.staffing.teams.size(), 3u);
  EXPECT_EQ(county.assumptions.size(), 2u);
  EXPECT_EQ(county.targets.size(), 2u);
  EXPECT_EQ(county.replications, 10);
}

// --- every number says what it rests on ----------------------------------------------------------------------------

bool is_number(const Node& node) {
  const std::string& text = node.text();
  const std::size_t first = text.starts_with("£") ? std::string("£").size() : 0;
  return node.is_scalar() && text.size() > first && std::isdigit(static_cast<unsigned char>(text[first])) != 0;
}

/// The places of all numbers and days below that neither the table they stand in nor one around it says the status of.
void find_unmarked(const Node& node, const std::string& path, Names& unmarked) {
  if (node.is_mapping() && node.find("status") != nullptr && node.find("source") != nullptr) return;
  if (is_number(node)) unmarked.insert(path);
  for (const Node& item : node.items()) find_unmarked(item, path + "[]", unmarked);
  for (const Node::Entry& entry : node.entries())
    find_unmarked(entry.value, path.empty() ? entry.key : path + "." + entry.key, unmarked);
}

Names unmarked_in(const std::string& text) {
  Names unmarked;
  find_unmarked(scenarios::parse_yaml(text, "text"), "", unmarked);
  return unmarked;
}

TEST(ANewCounty, SaysOfEveryNumberThatItIsInvented) {
  const std::string text = bytes_of(county_source);
  EXPECT_EQ(unmarked_in(text), (Names{"version", "period.warm_up_from", "period.from", "period.until",
                                      "period.sample_every", "run.replications", "run.seed"}))
      << "only when and how often it runs says nothing of the world";
  EXPECT_EQ(text.find("status: published"), std::string::npos);
  EXPECT_EQ(text.find("status: local"), std::string::npos);
}

TEST(ANumberWithoutAStatus, IsFoundWhereverItStands) {
  EXPECT_EQ(unmarked_in("a: 5 days\nb: [{c: \"£5\"}, {c: 6%, status: assumed, source: x}]\n"), (Names{"a", "b[].c"}));
  EXPECT_EQ(unmarked_in("a: {b: 1, status: assumed}\nc: {source: x, d: 2}\n"), (Names{"a.b", "c.d"}));
}

// --- nothing that is there is touched ------------------------------------------------------------------------------

class AFolderWhereSomethingIs : public ::testing::Test {
 protected:
  /// Refused with 73 and the name of `blamed`; what is there stays, and nothing comes.
  void expect_refused(const std::string& where, const std::string& blamed) const {
    const Names before = files_below(folder.path());
    const Ended ended = new_county(folder, where);
    EXPECT_EQ(ended.code, 73) << ended.error;
    EXPECT_NE(ended.error.find((folder / blamed).string()), std::string::npos) << ended.error;
    EXPECT_EQ(ended.out, "");
    EXPECT_EQ(files_below(folder.path()), before);
  }

  Folder folder;
};

TEST_F(AFolderWhereSomethingIs, KeepsAFileOfOneOfTheNames) {
  for (const char* name : {"county.yaml", "library/england.yaml"}) {
    fs::create_directories((folder / name).parent_path());
    put_bytes(folder / name, "mine");
    expect_refused("", name);
    EXPECT_EQ(bytes_of(folder / name), "mine");
    fs::remove(folder / name);
  }
}

TEST_F(AFolderWhereSomethingIs, IsNotWrittenThroughALinkThatLeadsNowhere) {
  fs::create_symlink(folder / "elsewhere", folder / "county.yaml");
  const Ended ended = new_county(folder, "");
  EXPECT_EQ(ended.code, 73) << ended.error;
  EXPECT_FALSE(fs::exists(folder / "elsewhere"));
}

TEST_F(AFolderWhereSomethingIs, CanTakeTheCountyBesideOtherFiles) {
  put_bytes(folder / "notes.txt", "mine");
  EXPECT_EQ(new_county(folder, "").code, 0);
  EXPECT_EQ(bytes_of(folder / "notes.txt"), "mine");
  expect_refused("", "county.yaml");
}

TEST_F(AFolderWhereSomethingIs, IsNoFolderWhereAFileHasItsName) {
  put_bytes(folder / "file", "mine");
  expect_refused("file", "file");
  expect_refused("file/below", "file");
  put_bytes(folder / "library", "mine");
  expect_refused("", "library");
}

TEST(AFolderThatCannotBeWrittenTo, IsNamed) {
  const Folder folder;
  const Ended ended = run_program(folder, {"new", "/proc/larkshire"});
  EXPECT_EQ(ended.code, 73);
  EXPECT_NE(ended.error.find("/proc/larkshire"), std::string::npos) << ended.error;
}

TEST(ADiskWithoutRoomForTheCounty, IsLeftAsItWas) {
  const Folder folder;
  const Ended ended = new_county(folder, "deep/larkshire", "trap '' XFSZ; ulimit -f 40; ");
  EXPECT_EQ(ended.code, 74) << ended.error;
  EXPECT_NE(ended.error.find("england.yaml"), std::string::npos) << ended.error;
  EXPECT_FALSE(fs::exists(folder / "deep"));
}

TEST(CasetideNew, NeedsAFolder) {
  const Folder folder;
  EXPECT_EQ(run_program(folder, {"new"}).code, 2);
}

}  // namespace
}  // namespace casetide::testing
