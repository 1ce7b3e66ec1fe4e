// Designs of sweeps and searches: what they vary, and what is wrong with them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "scenarios/reader/design_reader.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {

namespace {

namespace fs = std::filesystem;

/// A file with the text, deleted with it.
class File {
 public:
  explicit File(const std::string& text)
      : path_(fs::temp_directory_path() / ("casetide-design-" + std::to_string(::getpid()) + ".yaml")) {
    std::ofstream(path_) << text;
  }
  ~File() { fs::remove(path_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Design design(const std::string& text) { return read_design(File(text).path()); }
SearchDesign search(const std::string& text) { return read_search(File(text).path()); }

const std::string head = "version: 1\nscenario: here.yaml\n";

Texts problems_of_grid(const std::string& factors) {
  return problems_of([&] { design(head + "design:\n  grid:\n" + factors); });
}

}  // namespace

TEST(AnAmount, IsANumberWithWhatStandsBehindIt) {
  EXPECT_EQ(amount_in("18"), (Amount{18, ""}));
  EXPECT_EQ(amount_in("4%"), (Amount{4, "%"}));
  EXPECT_EQ(amount_in("-1.5 working days"), (Amount{-1.5, "working days"}));
  for (const char* word : {"lowest_first", "", "4  hours", "4 ", "1.2.3", "four", "010"})
    EXPECT_FALSE(amount_in(word)) << word;
}

TEST(AnAmount, IsWrittenAsItIsRead) {
  EXPECT_EQ((Amount{18, ""}).text(), "18");
  EXPECT_EQ((Amount{0.1 + 0.2, "%"}).text(), "0.3%");
  EXPECT_EQ((Amount{1234567, "hours"}).text(), "1234567 hours");
  EXPECT_EQ((Amount{-0.0, ""}).text(), "0");
}

TEST(ADesign, OfAGridHasEveryValueWithEveryOther) {
  const Design read = design(head +
                             "plans: [a, b]\nreplications: 7\ndesign:\n  grid:\n"
                             "    posts: {what: staffing.teams.one.posts, values: [0, 9, 18]}\n"
                             "    hiring: {what: staffing.hiring.success, from: 4%, to: 12%, steps: 5}\n");
  EXPECT_EQ(read.plans, (Texts{"a", "b"}));
  EXPECT_EQ(read.replications, 7);
  EXPECT_EQ(read.scenario.filename(), "here.yaml");
  EXPECT_EQ(read.factors[1].values, (Texts{"4%", "6%", "8%", "10%", "12%"}));
  const std::vector<DesignPoint> points = read.all_points(1);
  ASSERT_EQ(points.size(), 15u);
  EXPECT_EQ(points[0], (DesignPoint{"0", "4%"}));
  EXPECT_EQ(points[1], (DesignPoint{"0", "6%"})) << "the last factor changes first";
  EXPECT_EQ(points[14], (DesignPoint{"18", "12%"}));
  EXPECT_EQ(read.factors[1].unit(), "%");
}

TEST(ADesign, MayHaveWordsForValues) {
  const Design read =
      design(head + "design: {grid: {rule: {what: staffing.work, values: [earliest_due_first, other]}}}\n");
  EXPECT_FALSE(read.factors[0].unit());
}

TEST(ADesign, OfALatinHypercubeHasOneValueOfEachFactorInEachStratum) {
  const Design read = design(head +
                             "design:\n  latin_hypercube:\n    points: 8\n    over:\n"
                             "      posts: {what: staffing.teams.one.posts, low: 0, high: 40}\n"
                             "      whole: {what: staffing.teams.two.posts, low: 0, high: 8, step: 1}\n");
  const std::vector<DesignPoint> points = read.all_points(42);
  ASSERT_EQ(points.size(), 8u);
  std::set<int> strata;
  for (const DesignPoint& point : points) {
    strata.insert(static_cast<int>(amount_in(point[0])->number / 5));
    EXPECT_EQ(point[1].find('.'), std::string::npos) << "on its steps";
  }
  EXPECT_EQ(strata.size(), 8u);
  EXPECT_EQ(points, read.all_points(42));
  EXPECT_NE(points, read.all_points(43));
}

TEST(ADesign, ThatIsWrongIsRefusedWithThePlace) {
  const std::string path = "what: staffing.ceiling";
  EXPECT_EQ(problems_of_grid("    posts: {" + path + ", values: []}\n"),
            (Texts{"5:45: design.grid.posts.values: expected 1 to 1000 values"}));
  EXPECT_EQ(problems_of_grid("    posts: {" + path + ", values: [1, 2, 1]}\n"),
            (Texts{"5:52: design.grid.posts.values[2]: stands twice in this list"}));
  EXPECT_EQ(problems_of_grid("    posts: {" + path + ", from: 4%, to: 12, steps: 3}\n"),
            (Texts{"5:51: design.grid.posts.to: must have the unit of `from`"}));
  EXPECT_EQ(problems_of_grid("    posts: {" + path + ", from: 12, to: 4, steps: 3}\n"),
            (Texts{"5:51: design.grid.posts.to: must be above `from`"}));
  EXPECT_EQ(problems_of_grid("    plan: {" + path + ", values: [1]}\n"),
            (Texts{"5:5: design.grid.plan: the result has this name for something else; take another"}));
  EXPECT_EQ(problems_of_grid("    days_at_risk_by_year: {" + path + ", values: [1]}\n").size(), 1u);
  EXPECT_EQ(problems_of_grid("    a: {" + path + ", values: [1]}\n    b: {" + path + ", values: [2]}\n"),
            (Texts{"5:5: design.grid: `a` and `b` vary the same value"}));
  EXPECT_EQ(problems_of_grid("    a: {what: \"not a path!\", values: [1]}\n").size(), 1u);
  EXPECT_EQ(problems_of([] { design(head + "design: {}\n"); }),
            (Texts{"3:9: design: expected either `grid` or `latin_hypercube`"}));
}

TEST(ADesign, OfAnotherVersionIsRefusedWithWhatToDo) {
  EXPECT_EQ(problems_of([] { design("version: 2\nscenario: here.yaml\ndesign: {}\n"); }),
            (Texts{"1:10: version: `2` is newer than this program, which reads version 1; use a newer casetide"}));
}

TEST(ADesign, OfTooManyPointsIsRefused) {
  std::string factors;
  for (const char* name : {"a", "b", "c"})
    factors +=
        std::string("    ") + name + ": {what: staffing.teams." + name + ".posts, from: 1, to: 100, steps: 100}\n";
  EXPECT_EQ(problems_of_grid(factors), (Texts{"5:5: design.grid: more than 10000 points"}));
}

TEST(ASearch, IsOverTheStepsOfARange) {
  const SearchDesign read = search(head +
                                   "plan: recruitment\nfind:\n  target: in_time\n  chance: 80%\n  smallest:\n"
                                   "    posts: {what: staffing.teams.one.posts, low: 0, high: 60, step: 2}\n"
                                   "    hiring: {what: staffing.hiring.success, values: [4%, 8%]}\n");
  EXPECT_EQ(read.plan, "recruitment");
  EXPECT_EQ(read.target, "in_time");
  EXPECT_DOUBLE_EQ(read.chance, 0.8);
  EXPECT_EQ(read.smallest.step, 2);
  ASSERT_TRUE(read.beside);
  EXPECT_EQ(read.beside->values, (Texts{"4%", "8%"}));
}

TEST(ASearch, WantsStepsThatLeadFromOneEndToTheOther) {
  const auto problems = [](const std::string& step) {
    return problems_of([&] {
      search(head +
             "plan: p\nfind:\n  target: t\n  chance: 80%\n  smallest:\n    posts: {what: staffing.ceiling, low: 0, "
             "high: 60, step: " +
             step + "}\n");
    });
  };
  EXPECT_EQ(problems("4"), Texts{});
  EXPECT_EQ(problems("0.1"), Texts{});
  EXPECT_EQ(problems("7"), (Texts{"8:61: find.smallest.posts.step: must lead from `low` to `high` in whole steps, at "
                                  "most 10000"}));
  EXPECT_EQ(problems("0"), (Texts{"8:61: find.smallest.posts.step: must be above 0"}));
  EXPECT_EQ(problems("4%"), (Texts{"8:61: find.smallest.posts.step: must have the unit of `low`, or none"}));
}

TEST(DesignsOfTheRepository, AreSound) {
  EXPECT_EQ(read_design(source_path("scenarios/designs/posts_and_hiring.yaml")).all_points(1).size(), 16u);
  EXPECT_EQ(read_search(source_path("scenarios/designs/enough_posts.yaml")).target, "caseload_manageable");
}

}  // namespace casetide::scenarios
