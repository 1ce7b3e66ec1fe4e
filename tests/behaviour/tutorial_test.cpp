// The tutorial, scenarios/README.md, read cold: whoever does what it says, and nothing else, sees what it says.
#include "tests/behaviour/tutorial.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "tests/support/folder.hpp"

namespace casetide::testing {
namespace {

TEST(TheTutorial, IsTrueToWhoeverFollowsItWordForWord) {
  const Folder folder;
  const std::string tutorial = bytes_of(CASETIDE_SOURCE_DIR "/scenarios/README.md");
  for (const std::string& wrong : followed(tutorial, folder.path())) ADD_FAILURE() << "scenarios/README.md, " << wrong;
  for (const char* left : {"results/county.h5", "results/county.xlsx", "results/riverside.h5", "pathway.md"})
    EXPECT_TRUE(std::filesystem::exists(folder / left)) << left;
}

/// As many blocks of its kind stand in the tutorial as the test follows: a mark that is mistyped would be passed over.
TEST(TheTutorial, HasNoBlockOfCodeThatNobodyFollows) {
  const std::string tutorial = bytes_of(CASETIDE_SOURCE_DIR "/scenarios/README.md");
  std::vector<std::string> unmarked;
  std::istringstream stream(tutorial);
  std::string last;
  bool is_inside = false;
  for (std::string line; std::getline(stream, line);) {
    const bool begins = line.starts_with("```") && !is_inside;
    const bool is_marked = last.starts_with("<!-- file: ") || last.starts_with("<!-- change: ") ||
                           last == "<!-- prints -->" || last == "<!-- prints, figures apart -->";
    if (begins && !line.starts_with("```sh") && !is_marked) unmarked.push_back(line + " after " + last);
    if (line.starts_with("```")) is_inside = !is_inside;
    last = line;
  }
  EXPECT_EQ(unmarked, std::vector<std::string>{});
}

std::vector<std::string> wrong_in(const std::string& tutorial) {
  const Folder folder;
  return followed(tutorial, folder.path());
}

bool is_one_that_says(const std::vector<std::string>& wrong, const std::string& words) {
  return wrong.size() == 1 && wrong.front().find(words) != std::string::npos;
}

TEST(ATutorialThatIsNotTrue, IsFound) {
  const std::string greeting = "```sh\necho '12 children ~'\n```\n";
  EXPECT_TRUE(wrong_in(greeting + "<!-- prints -->\n```text\n12 children ~\n```\n").empty());
  EXPECT_TRUE(wrong_in(greeting + "<!-- prints, figures apart -->\n```text\n4.5   children\n```\n").empty());
  EXPECT_TRUE(is_one_that_says(wrong_in(greeting + "<!-- prints -->\n```text\n13 children ~\n```\n"), "not printed"));
  EXPECT_TRUE(is_one_that_says(wrong_in(greeting + "<!-- prints, figures apart -->\n```text\n12 workers\n```\n"),
                               "line 5: not printed: 12 workers"));
  EXPECT_TRUE(is_one_that_says(wrong_in("```sh\nfalse\n```\n"), "`false` ended with 1"));
  EXPECT_TRUE(is_one_that_says(wrong_in("<!-- ends with 65 -->\n```sh\ntrue\n```\n"), "`true` ended with 0"));
}

TEST(ATutorialThatIsNotTrue, IsFoundWhereItsFilesAreNotAsItSays) {
  const std::string file = "<!-- file: a.yaml -->\n```yaml\nposts: 5\nfte: 5\n```\n";
  const std::string shown = "```sh\ncat a.yaml\n```\n<!-- prints -->\n```text\nposts: 6\nfte: 5\n```\n";
  EXPECT_TRUE(wrong_in(file + "<!-- change: a.yaml -->\n```diff\n-posts: 5\n+posts: 6\n```\n" + shown).empty());
  EXPECT_TRUE(is_one_that_says(wrong_in(file + "<!-- change: a.yaml -->\n```diff\n-posts: 7\n+posts: 6\n```\n"),
                               "stands not once"));
}

TEST(ATutorialThatIsNotTrue, IsFoundWhereItsPromisesAreNotKept) {
  const std::string county =
      "```sh\ncasetide new here\ncasetide run here/county.yaml --plans no_change,recruit -q\n```\n";
  EXPECT_TRUE(is_one_that_says(wrong_in(county + "<!-- expect: county, caseload_mean: recruit < no_change -->\n"
                                                 "<!-- expect: county, caseload_mean: no_change < recruit -->\n"),
                               "not so: county, caseload_mean: no_change < recruit"));
  EXPECT_EQ(wrong_in("<!-- expect: county, caseload_mean: recruit < no_change -->\n").size(), 1u);
}

}  // namespace
}  // namespace casetide::testing
