// The corpus: every file in accepted/ reads; every file in rejected/ has exactly the problems that its last lines
// state as "# expect: line:column: message", all reported at once.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"
#include "tests/support/folder.hpp"

namespace casetide::scenarios {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const std::string& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(source_path("tests/scenarios/" + folder)))
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> expectations(const fs::path& path) {
  const std::string mark = "# expect: ";
  std::vector<std::string> lines;
  std::istringstream text(casetide::testing::bytes_of(path));
  for (std::string line; std::getline(text, line);)
    if (line.starts_with(mark)) lines.push_back(line.substr(mark.size()));
  return lines;
}

void erase_all(std::string& text, const std::string& part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part)) text.erase(at, part.size());
}

/// The problems of a file as they are expected: without the folder, and without the name of the file itself.
std::vector<std::string> found_in(const fs::path& path) {
  std::vector<std::string> lines;
  try {
    read_scenario(path);
  } catch (const sim::ScenarioError& error) {
    for (const sim::Problem& problem : error.problems()) lines.push_back(problem.text());
  }
  for (std::string& line : lines) {
    erase_all(line, path.parent_path().string() + "/");
    if (line.starts_with(path.filename().string() + ":")) line.erase(0, path.filename().string().size() + 1);
  }
  return lines;
}

TEST(RejectedScenarios, AreRefusedWithEveryProblemAtItsPlaceInUnderASecond) {
  const std::vector<fs::path> files = files_in("rejected");
  ASSERT_GE(files.size(), 207u);
  for (const fs::path& path : files) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(found_in(path), expectations(path)) << path;
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1)) << path;
  }
}

TEST(RejectedScenarios, DifferFromABaseThatIsAccepted) {
  EXPECT_NO_THROW(read_scenario(source_path("tests/scenarios/rejected/bases/minimal.yaml")));
}

TEST(AcceptedScenarios, ReadAndReadBackToTheSameHash) {
  for (const fs::path& path : files_in("accepted")) {
    const models::Scenario scenario = read_scenario(path);
    const models::Scenario again = read_scenario_text(scenario.resolved_text, "resolved");
    EXPECT_EQ(again.sha256, scenario.sha256) << path;
    EXPECT_EQ(again.resolved_text, scenario.resolved_text) << path;
  }
}

TEST(AcceptedScenarios, MayHaveWindowsLineEnds) {
  const std::string text = content("tests/scenarios/accepted/everything.yaml");
  std::string windows;
  for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(read_scenario_text(windows, "windows").sha256, read_scenario_text(text, "unix").sha256);
}

}  // namespace
}  // namespace casetide::scenarios
