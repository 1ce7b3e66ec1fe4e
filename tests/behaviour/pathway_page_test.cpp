// casetide pathway as people use it, and the page that is kept in the library.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>

#include "sim/app/app.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using sim::ExitCode;

const std::string library_scenario = "scenarios/england_average.yaml";
const std::string library_page = "scenarios/library/README.md";

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// How the program ended, and what it said.
struct Printed {
  ExitCode code;
  std::string out, error;
};

/// The program in the project's folder, and another folder that goes away.
class ThePathwayCommand : public ::testing::Test {
 protected:
  ThePathwayCommand() {
    std::string name = (fs::temp_directory_path() / "casetide-pathway-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    fs::current_path(CASETIDE_SOURCE_DIR);
  }
  ~ThePathwayCommand() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }

  static Printed casetide(std::vector<std::string> arguments) {
    std::vector<const char*> argv = {"casetide"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = main_program(static_cast<int>(argv.size()), argv.data());
    std::string out = ::testing::internal::GetCapturedStdout();
    return {static_cast<ExitCode>(code), std::move(out), ::testing::internal::GetCapturedStderr()};
  }

  fs::path in_folder(const std::string& name) const { return folder_ / name; }

 private:
  fs::path before_ = fs::current_path();
  fs::path folder_;
};

/// Columns of a row: pipes that are not escaped, less the one at its end.
int columns(const std::string& row) {
  int pipes = 0;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (row[i] == '|' && (i == 0 || row[i - 1] != '\\')) ++pipes;
  return pipes - 1;
}

/// As GitHub makes them.
std::string anchor(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    if (c == ' ' || c == '-') anchor += '-';
    if (std::isalnum(static_cast<unsigned char>(c))) anchor += static_cast<char>(std::tolower(c));
  }
  return anchor;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST_F(ThePathwayCommand, PrintsThePageThatStandsInTheLibrary) {
  const Printed ended = casetide({"pathway", library_scenario});
  ASSERT_EQ(ended.code, ExitCode::done) << ended.error;
  EXPECT_TRUE(ended.out == bytes_of(library_page))
      << library_page
      << " no longer says what the scenario says. To refresh it, in the project's folder:\n  casetide pathway "
      << library_scenario << " -o " << library_page;
}

TEST_F(ThePathwayCommand, PrintsTablesWhoseRowsHaveAllTheirColumns) {
  int expected = 0;
  for (const std::string& line : lines_of(casetide({"pathway", library_scenario}).out)) {
    if (!line.starts_with("| ")) {
      expected = 0;
      continue;
    }
    if (expected == 0) expected = columns(line);
    EXPECT_EQ(columns(line), expected) << line;
  }
}

TEST_F(ThePathwayCommand, PrintsLinksThatLeadToAHeading) {
  const std::string page = casetide({"pathway", library_scenario}).out;
  std::set<std::string> anchors;
  for (const std::string& line : lines_of(page))
    if (line.starts_with('#')) anchors.insert(anchor(line.substr(line.find(' ') + 1)));
  int links = 0;
  for (std::size_t at = page.find("](#"); at != std::string::npos; at = page.find("](#", at + 1)) {
    const std::string link = page.substr(at + 3, page.find(')', at) - at - 3);
    EXPECT_TRUE(anchors.contains(link)) << link;
    ++links;
  }
  EXPECT_GT(links, 20);
}

TEST_F(ThePathwayCommand, WritesTheSamePageIntoAFile) {
  const fs::path page = in_folder("page.md");
  const Printed ended = casetide({"pathway", library_scenario, "-o", page.string()});
  EXPECT_EQ(ended.code, ExitCode::done) << ended.error;
  EXPECT_TRUE(ended.out.empty()) << ended.out;
  EXPECT_EQ(ended.error, "wrote " + page.string() + "\n");
  EXPECT_TRUE(bytes_of(page) == casetide({"pathway", library_scenario}).out);
  EXPECT_FALSE(fs::exists(page.string() + ".partial"));
  EXPECT_TRUE(casetide({"pathway", library_scenario, "-q", "-o", page.string()}).error.empty());
}

TEST_F(ThePathwayCommand, SaysNothingOfTheMachine) {
  const std::string relative = casetide({"pathway", library_scenario}).out;
  EXPECT_TRUE(casetide({"pathway", (fs::current_path() / library_scenario).string()}).out == relative);
  EXPECT_TRUE(casetide({"pathway", "./scenarios/../" + library_scenario}).out == relative);
  fs::copy("scenarios", in_folder("copied"), fs::copy_options::recursive);
  const std::string elsewhere = casetide({"pathway", in_folder("copied/england_average.yaml").string()}).out;
  EXPECT_NE(elsewhere.find("`casetide pathway england_average.yaml`"), std::string::npos);
  EXPECT_EQ(elsewhere.find(in_folder("copied").string()), std::string::npos);
}

TEST_F(ThePathwayCommand, EndsWithTheCodeOfWhatIsWrong) {
  const auto expect_code = [&](std::vector<std::string> arguments, ExitCode code, const std::string& word) {
    const Printed ended = casetide(std::move(arguments));
    EXPECT_EQ(ended.code, code) << word;
    EXPECT_NE(ended.error.find(word), std::string::npos) << ended.error;
    EXPECT_TRUE(ended.out.empty()) << ended.out;
  };
  std::ofstream(in_folder("wrong.yaml")) << "version: 1\ntitel: wrong\n";
  fs::create_directory(in_folder("folder"));
  expect_code({"pathway", "nowhere.yaml"}, ExitCode::file_missing, "nowhere.yaml");
  expect_code({"pathway", in_folder("wrong.yaml").string()}, ExitCode::bad_input, "titel");
  expect_code({"pathway", library_scenario, "-o", in_folder("no/page.md").string()}, ExitCode::cannot_create,
              "page.md");
  expect_code({"pathway", library_scenario, "-o", in_folder("folder").string()}, ExitCode::cannot_create, "folder");
  expect_code({"pathway", library_scenario, "-o", library_scenario}, ExitCode::bad_usage, "the scenario itself");
  expect_code({"pathway"}, ExitCode::bad_usage, "scenario");
  expect_code({"pahtway", library_scenario}, ExitCode::bad_usage, "`pathway`");
  EXPECT_TRUE(fs::is_empty(in_folder("folder")));
  EXPECT_FALSE(fs::exists(in_folder("folder.partial")));
}

TEST_F(ThePathwayCommand, IsInTheHelp) { EXPECT_NE(casetide({"--help"}).out.find("pathway"), std::string::npos); }

}  // namespace

}  // namespace casetide::app
