// What is read of published tables, and how an authority is found in them.
#include "scenarios/authority/published_tables.hpp"

#include <gtest/gtest.h>

#include "scenarios/authority/apportion.hpp"
#include "scenarios/authority/find_authority.hpp"
#include "sim/errors.hpp"
#include "tests/authority/small_tables.hpp"

namespace casetide::scenarios {
namespace {

using casetide::testing::SmallTables;

/// What is said, and the exit code, where `act` is refused.
struct Refusal {
  int code = 0;
  std::string said;
};

template <typename Act>
Refusal refusal_of(const Act& act) {
  try {
    act();
  } catch (const sim::OutputError& error) {
    return {static_cast<int>(error.code()), error.what()};
  }
  return {};
}

Refusal reading(const SmallTables& tables) {
  return refusal_of([&] { read_published_tables(tables.path()); });
}

bool says(const Refusal& refusal, const std::string& words) { return refusal.said.find(words) != std::string::npos; }

// --- figures -----------------------------------------------------------------------------------------------------

TEST(PublishedTables, JoinTheirRowsByCodeAndNotByName) {
  const SmallTables folder;
  const PublishedTables tables = read_published_tables(folder.path());
  const PublishedArea* larkshire = tables.find("901");
  ASSERT_NE(larkshire, nullptr);
  EXPECT_EQ(larkshire->name, "Larkshire") << "the indicators call it Larkshire (Pre LG)";
  EXPECT_EQ(larkshire->figure("referrals", 2018), 1000);
  EXPECT_EQ(larkshire->figure("cla_at_31_march", 2018), 150);
  EXPECT_EQ(larkshire->figure("inpost_fte", 2018), 99);
  EXPECT_EQ(larkshire->figure("cla_gross_gbp", 2018), 7800000) << "2017-18 is the year to March 2018";
}

TEST(PublishedTables, LeaveOutWhatIsSuppressed) {
  const SmallTables folder;
  const PublishedTables tables = read_published_tables(folder.path());
  EXPECT_EQ(tables.find("901")->figure("cpp31_ge_2y", 2018), std::nullopt);
  EXPECT_EQ(tables.find("903")->figure("cla_at_31_march", 2018), std::nullopt);
  EXPECT_EQ(tables.find("903")->figure("cpp_started", 2018), std::nullopt);
  EXPECT_EQ(tables.find("903")->figure("referrals", 2015), std::nullopt);
}

TEST(PublishedTables, KeepEnglandApartFromTheAuthorities) {
  const SmallTables folder;
  const PublishedTables tables = read_published_tables(folder.path());
  EXPECT_EQ(tables.england.figure("referrals", 2018), 10000);
  EXPECT_EQ(tables.england.figure("cla_started", 2018), 600);
  EXPECT_EQ(tables.england.figure("inpost_fte", 2018), 900);
  EXPECT_EQ(tables.find("970"), nullptr);
}

TEST(TheDepartmentsOwnWorkforceFile, IsReadUnderItsOwnName) {
  const SmallTables folder;
  std::filesystem::rename(folder / "la_workforce_2017_2019.csv", folder / "csww_indicators_2017_to_2019.csv");
  EXPECT_EQ(read_published_tables(folder.path()).find("901")->figure("inpost_fte", 2017), 90);
}

TEST(StaffOfTwoAreasTogether, AreSharedOutByTheirChildrenInNeed) {
  const SmallTables folder;
  folder.change("la_children_pathway_2016_2019.csv", "2017,Local authority,Aviary,902,E1,Wren and Finch,400",
                "2017,Local authority,Aviary,902,E1,Wren and Finch,1200");
  const PublishedTables tables = read_published_tables(folder.path());
  // 1,200 and 400 children in need: three quarters and one quarter of 90; a rate is that of both.
  EXPECT_DOUBLE_EQ(tables.find("902")->figure("inpost_fte", 2017).value(), 67.5);
  EXPECT_DOUBLE_EQ(tables.find("903")->figure("inpost_fte", 2017).value(), 22.5);
  EXPECT_DOUBLE_EQ(tables.find("903")->figure("agency_rate_fte", 2017).value(), 10);
  EXPECT_EQ(tables.find("903")->joint_staff, "Wren and Finch / Tern");
  EXPECT_EQ(tables.find("901")->joint_staff, "");
}

TEST(StatisticalNeighbours, AreThoseOfTheModelOf2021NearestFirst) {
  const SmallTables folder;
  const PublishedTables tables = read_published_tables(folder.path());
  const auto& neighbours = tables.neighbours.at("901");
  ASSERT_EQ(neighbours.size(), 2u);
  EXPECT_EQ(neighbours[0].code, "902");
  EXPECT_EQ(neighbours[1].name, "Tern, City of");
}

// --- what is wrong -------------------------------------------------------------------------------------------------

TEST(AMissingTable, IsNamedWithWhatIsExpectedAndWhereItComesFrom) {
  const SmallTables folder;
  std::filesystem::remove(folder / "la_workforce_2017_2019.csv");
  const Refusal refusal = reading(folder);
  EXPECT_EQ(refusal.code, 66);
  EXPECT_TRUE(says(refusal, "la_workforce*.csv")) << refusal.said;
  EXPECT_TRUE(says(refusal, "social workers of every authority")) << refusal.said;
  EXPECT_TRUE(says(refusal, "from DfE, Children's social work workforce")) << refusal.said;
}

TEST(AMissingColumn, IsNamedWithItsFile) {
  const SmallTables folder;
  folder.change("la_children_pathway_2016_2019.csv", ",icpc,", ",conferences,");
  const Refusal refusal = reading(folder);
  EXPECT_EQ(refusal.code, 65);
  EXPECT_TRUE(says(refusal, "la_children_pathway_2016_2019.csv: there is no column `icpc`")) << refusal.said;
}

TEST(ALineThatCannotBeRead, IsNamed) {
  const SmallTables folder;
  folder.change("la_spend_s251_outturn_2016_2018.csv", "Larkshire", "\"Larkshire");
  const Refusal refusal = reading(folder);
  EXPECT_EQ(refusal.code, 65);
  EXPECT_TRUE(says(refusal, "la_spend_s251_outturn_2016_2018.csv:2:")) << refusal.said;
}

TEST(AMissingFolder, IsNamed) {
  const Refusal refusal = refusal_of([] { read_published_tables("/no/such/folder"); });
  EXPECT_EQ(refusal.code, 66);
  EXPECT_TRUE(says(refusal, "/no/such/folder")) << refusal.said;
}

// --- names ---------------------------------------------------------------------------------------------------------

TEST(AnAuthority, IsFoundHoweverItsNameIsWritten) {
  const SmallTables folder;
  const PublishedTables tables = read_published_tables(folder.path());
  for (const char* name : {"Wren and Finch", "WREN & FINCH", "wren finch", "Finch and Wren", "Wren and Finch Council"})
    EXPECT_EQ(find_authority(tables, name).code, "902") << name;
  for (const char* name : {"Tern, City of", "City of Tern", "tern", "County of Tern"})
    EXPECT_EQ(find_authority(tables, name).code, "903") << name;
}

Refusal finding(const std::string& name) {
  const SmallTables folder;
  const PublishedTables tables = read_published_tables(folder.path());
  return refusal_of([&] { find_authority(tables, name); });
}

TEST(AMisspeltName, IsAnsweredWithTheNearest) {
  const Refusal refusal = finding("Larkshir");
  EXPECT_EQ(refusal.code, 2);
  EXPECT_TRUE(says(refusal, "did you mean `Larkshire`?")) << refusal.said;
  EXPECT_EQ(finding("Middle of nowhere").code, 2);
}

TEST(WhatIsNoAuthority, IsRefusedWithAWord) {
  EXPECT_TRUE(says(finding("England"), "not an authority"));
  EXPECT_TRUE(says(finding("aviary"), "is a region"));
  EXPECT_TRUE(says(finding("New Nestshire"), "was made later"));
}

TEST(AFileName, IsMadeOfTheLettersOfTheName) {
  EXPECT_EQ(file_name_of("Tern, City of"), "tern_city_of");
  EXPECT_EQ(file_name_of("St. Helens"), "st_helens");
}

// --- whole children ------------------------------------------------------------------------------------------------

TEST(Apportioning, ComesToTheTotalWithTheLargestRemaindersRoundedUp) {
  // 10 by 1 : 1 : 1 is 3.33 each; the first of equal remainders is rounded up.
  EXPECT_EQ(apportion(10, {1, 1, 1}), (std::vector<double>{4, 3, 3}));
  // 5 by 50 : 30 : 20 is 2.5, 1.5 and 1.
  EXPECT_EQ(apportion(5, {50, 30, 20}), (std::vector<double>{3, 1, 1}));
  EXPECT_EQ(apportion(0, {1, 2}), (std::vector<double>{0, 0}));
  EXPECT_EQ(apportion(3, {0, 0}), (std::vector<double>{0, 0}));
}

}  // namespace
}  // namespace casetide::scenarios
