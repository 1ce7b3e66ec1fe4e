// Names that a slip has made.
#include "scenarios/reader/near_twins.hpp"

#include <gtest/gtest.h>

#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"
#include "tests/support/folder.hpp"

namespace casetide::scenarios {
namespace {

TEST(NearTwins, DifferByOneLetterMissedAddedChangedOrSwapped) {
  EXPECT_TRUE(differ_by_a_letter("sickness", "sicknes"));
  EXPECT_TRUE(differ_by_a_letter("ickness", "sickness"));
  EXPECT_TRUE(differ_by_a_letter("sickness", "sickbess"));
  EXPECT_TRUE(differ_by_a_letter("sickness", "sikcness"));
  EXPECT_FALSE(differ_by_a_letter("sickness", "sickness"));
  EXPECT_FALSE(differ_by_a_letter("sickness", "sickne"));
  EXPECT_FALSE(differ_by_a_letter("sickness", "leave"));
  EXPECT_FALSE(differ_by_a_letter("", ""));
}

TEST(NearTwins, AreNoNamesThatCount) {
  EXPECT_FALSE(differ_by_a_letter("section_17", "section_47"));
  EXPECT_FALSE(differ_by_a_letter("team", "team1"));
}

TEST(NearTwins, AreFoundWhereAScenarioAddsToWhatItExtends) {
  const testing::Folder folder;
  std::filesystem::copy(source_path("tests/scenarios/rejected/bases/minimal.yaml"), folder.path());
  testing::put_bytes(folder / "a.yaml",
                     "version: 1\nextends: minimal.yaml\nplans:\n  no_chnge: {label: Other, measures: []}\n"
                     "  no_chenge: {label: Third, measures: []}\n");
  EXPECT_EQ(
      problems_of([&] { read_scenario(folder / "a.yaml"); }),
      (Texts{"4:3: plans.no_chnge: `no_change` stands in what this extends, and differs by one letter; did you mean "
             "`no_change`? If this is another, give it a name that nobody takes for a slip",
             "5:3: plans.no_chenge: `no_change` stands in what this extends, and differs by one letter; did you "
             "mean `no_change`? If this is another, give it a name that nobody takes for a slip"}));
}

}  // namespace
}  // namespace casetide::scenarios
