// The scenario that is made of published tables: its numbers are the published ones, or reckoned from them as it says.
#include "scenarios/authority/authority_scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "scenarios/authority/filling.hpp"
#include "scenarios/authority/find_authority.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "scenarios/starter/starter_files.hpp"
#include "sim/errors.hpp"
#include "tests/authority/small_tables.hpp"

namespace casetide::scenarios {
namespace {

using casetide::testing::bytes_of;
using casetide::testing::Folder;
using casetide::testing::put_bytes;
using casetide::testing::SmallTables;

AuthorityScenario made_of(const SmallTables& folder, const std::string& name, int known_until = 2019) {
  const PublishedTables tables = read_published_tables(folder.path());
  return make_authority_scenario(tables, find_authority(tables, name), {.last = known_until});
}

/// Written into a folder with the library, and read.
models::Scenario read(const AuthorityScenario& made) {
  const Folder folder;
  for (const StarterFile& file : starter_files()) {
    std::filesystem::create_directories((folder / std::string(file.name)).parent_path());
    put_bytes(folder / std::string(file.name), std::string(file.text));
  }
  put_bytes(folder / "observed.yaml", made.observed);
  put_bytes(folder / "made.yaml", made.text);
  return read_scenario(folder / "made.yaml");
}

bool contains(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

// --- people and children -------------------------------------------------------------------------------------------

double staff(const models::Scenario& scenario, bool agency) {
  const std::vector<std::string> census = {"social_worker",
                                           "team_manager",
                                           "conference_chair",
                                           "reviewing_officer",
                                           "supervising_social_worker",
                                           "fostering_and_adoption",
                                           "other_social_worker"};
  double fte = 0;
  for (const models::Team& team : scenario.staffing.teams)
    for (const models::StaffGroup& group : team.staff) {
      const std::string& role = scenario.pathway.roles[static_cast<std::size_t>(group.role)];
      if (std::ranges::find(census, role) != census.end() && (group.contract == models::Contract::agency) == agency)
        fte += group.fte;
    }
  return fte;
}

TEST(AnAuthoritysStaff, ComeToThePublishedTotals) {
  const SmallTables folder;
  const models::Scenario scenario = read(made_of(folder, "Larkshire"));
  EXPECT_NEAR(staff(scenario, false), 90, 0.5);
  EXPECT_NEAR(staff(scenario, true), 10, 0.3);
  double case_holders = 0;
  for (const models::Team& team : scenario.staffing.teams)
    for (const models::StaffGroup& group : team.staff)
      if (scenario.pathway.roles[static_cast<std::size_t>(group.role)] == "social_worker") case_holders += group.fte;
  EXPECT_NEAR(case_holders, 50, 0.3);
  EXPECT_DOUBLE_EQ(scenario.staffing.employment.agency.share, 0.8) << "8 of 10 vacancies are covered";
}

TEST(AnAuthoritysChildren, ComeToThePublishedStocks) {
  const SmallTables folder;
  const models::Scenario scenario = read(made_of(folder, "Larkshire"));
  std::map<std::string, double> by_status;
  double all = 0;
  for (const models::Stock& stock : scenario.stocks) {
    all += stock.children;
    for (const models::StatusId status : stock.statuses)
      by_status[scenario.pathway.statuses[static_cast<std::size_t>(status)].name] += stock.children;
  }
  EXPECT_EQ(by_status["child_protection_plan"], 80);
  EXPECT_EQ(by_status["looked_after"], 150);
  EXPECT_EQ(by_status["unaccompanied"], 10);
  EXPECT_NEAR(all, 800, 6) << "each entry is rounded";
}

TEST(FirstReferrals, AreThePublishedOnesLessWhatTheModelMakes) {
  const SmallTables folder;
  const AuthorityScenario made = made_of(folder, "Larkshire");
  EXPECT_TRUE(
      contains(made.text, "published: 1,000 referrals less 200 within 12 months of an earlier one: 800, of which"));
  const models::Scenario scenario = read(made);
  ASSERT_EQ(scenario.demand.first_referrals.size(), 5u) << "four known years, and those after";
  // From the third year on the model makes nearly all who come back: of 1,000 referrals 29.6 % (a third of England's
  // over the 22.6 % that are published), so 70 to 72 % are first ones.
  EXPECT_NEAR(scenario.demand.first_referrals[3].children, 705, 15);
  EXPECT_NEAR(scenario.demand.first_referrals[4].children / 3, scenario.demand.first_referrals[3].children, 5);
}

TEST(Shares, FollowThePublishedRatios) {
  const SmallTables folder;
  const AuthorityScenario made = made_of(folder, "Larkshire");
  EXPECT_TRUE(contains(made.text, "no_further_action: {share: 10%, closes: true}")) << "300 of 3,000";
  EXPECT_TRUE(contains(made.text, "published are 900 section 47 enquiries of 3,000 referrals") ||
              contains(made.text, "900 section 47 enquiries of 3,000 referrals in the years to March 2017 to 2019"));
  EXPECT_TRUE(contains(made.text, "360 conferences of 900 section 47 enquiries"));
  // 300 plans started of 360 conferences, 4 % of which go to the legal gateway at once: 79.3 % are left.
  EXPECT_TRUE(contains(made.text, "plan: {share: 79.3%,"));
}

// --- what is not known ---------------------------------------------------------------------------------------------

/// The text without the plans' and assumptions' dates that follow from the year itself.
TEST(ABackTest, UsesNoFigureOfTheYearsThatItHolds) {
  const SmallTables folder, changed;
  for (const char* row : {"2019,Local authority,Aviary,901,E1,Larkshire,800,1000,200,100,300,300,120,100,80",
                          "2018,Local authority,Aviary,901,E1,Larkshire,99.0"})
    for (const char* file : {"la_children_pathway_2016_2019.csv", "la_workforce_2017_2019.csv"})
      changed.change(file, row,
                     std::string(row).substr(0, std::string(row).find("Larkshire")) + "Larkshire,1,2,1,1,1,1,1,1,1");
  changed.change("la_indicators_lait_2016_2019.csv", "2019,901,Larkshire (Pre LG),Aviary,85,80",
                 "2019,901,Larkshire (Pre LG),Aviary,11,12");
  const AuthorityScenario before = made_of(folder, "Larkshire", 2018), after = made_of(changed, "Larkshire", 2018);
  EXPECT_EQ(before.text, after.text);
  EXPECT_NE(before.observed, after.observed) << "the held year is there to be scored by";
  EXPECT_NE(made_of(folder, "Larkshire", 2019).text, made_of(changed, "Larkshire", 2019).text);
}

TEST(ABackTest, CarriesTheLastKnownYearOnWithARange) {
  const SmallTables folder;
  folder.change("la_children_pathway_2016_2019.csv", "2018,Local authority,Aviary,901,E1,Larkshire,800,1000,200",
                "2018,Local authority,Aviary,901,E1,Larkshire,800,1500,300");
  const models::Scenario scenario = read(made_of(folder, "Larkshire", 2018));
  ASSERT_EQ(scenario.demand.first_referrals.size(), 4u);
  EXPECT_NEAR(scenario.demand.first_referrals[3].children / 4, scenario.demand.first_referrals[2].children, 25);
  const auto found = std::ranges::find(scenario.assumptions, "demand_to_come", &models::Assumption::name);
  ASSERT_NE(found, scenario.assumptions.end());
  EXPECT_LT(found->range.quantile(0), 0.95);
}

TEST(KnownYears, MustBeInTheTables) {
  const SmallTables folder;
  try {
    made_of(folder, "Larkshire", 2020);
    FAIL() << "the tables end with 2019";
  } catch (const sim::OutputError& error) {
    EXPECT_EQ(static_cast<int>(error.code()), 2);
    EXPECT_TRUE(contains(error.what(), "no referrals of the year to March 2020")) << error.what();
  }
}

// --- suppressed figures, plans, what is observed -----------------------------------------------------------------

TEST(WhatIsSuppressed, IsEnglandsAndSaysSo) {
  const SmallTables folder;
  const AuthorityScenario made = made_of(folder, "Tern");
  const models::Scenario scenario = read(made);
  EXPECT_GT(scenario.stocks.size(), 10u);
  const auto says = [&](const std::string& words) {
    return std::ranges::any_of(made.notices, [&](const std::string& notice) { return contains(notice, words); });
  };
  EXPECT_TRUE(says("plans: suppressed or too few"));
  EXPECT_TRUE(says("looked-after children: suppressed or too few"));
  EXPECT_TRUE(says("social workers: published together (Wren and Finch / Tern)"));
  EXPECT_FALSE(says("re-referrals"));
  EXPECT_FALSE(contains(made.observed, "staff_in_post")) << "half of what two areas have was not published";
  EXPECT_FALSE(contains(made.observed, "plans_started"));
}

TEST(APlanOfWhatWasPublished, IsThereWhereTheCensusShowsPostsChanging) {
  const SmallTables folder;
  const AuthorityScenario made = made_of(folder, "Larkshire");
  // Posts 90 + 10 in 2017, a tenth more in 2018; shared out over the three teams.
  EXPECT_EQ(made.history_plan, "as_published");
  EXPECT_TRUE(contains(made.text, "posts went from 100 to 110 FTE (in post and vacant, September 2017 and 2018"));
  EXPECT_EQ(made_of(folder, "Larkshire", 2018).history_plan, "no_change") << "one census shows no change";
}

TEST(ObservedFigures, AreAllYearsThatArePublishedEachInItsUnit) {
  const SmallTables folder;
  const std::string observed = made_of(folder, "Larkshire", 2018).observed;
  EXPECT_TRUE(contains(observed, "referrals: {values: {2016: 1000, 2017: 1000, 2018: 1000, 2019: 1000}"));
  // 4 % in an authority of 3,700 children in need; in one of 800 times the root of 3,700 over 800, 2.15.
  EXPECT_TRUE(contains(observed, "2019: 1000}, fit: {error: 8.6%}, status: published"));
  EXPECT_TRUE(contains(observed, "re_referral_share: {values: {2016: 20%, 2017: 20%"));
  EXPECT_TRUE(contains(observed, "plan_ended_2_years_share: {values: {2016: 0.8%")) << "not 0.8 of all";
  EXPECT_TRUE(contains(observed, "staff_in_post: {values: {2017: 90, 2018: 99, 2019: 90}"));
}

TEST(Neighbours, StandBesideTheAuthorityWithItsFigures) {
  const SmallTables folder;
  const std::string table = made_of(folder, "Larkshire").neighbours;
  EXPECT_TRUE(contains(table, "rank,closeness,code,area,year,referrals,re_referral_share"));
  EXPECT_TRUE(contains(table, "\n0,itself,901,Larkshire,2019,1000,20,"));
  EXPECT_TRUE(contains(table, "\n1,Very Close,902,Wren and Finch,2019,500,20,"));
  EXPECT_TRUE(contains(table, "\n2,Close,903,\"Tern, City of\",2019,500,20,,")) << "suppressed figures stay empty";
}

TEST(AFittedAssumption, IsMarked) {
  const SmallTables folder;
  const models::Scenario scenario = read(made_of(folder, "Larkshire"));
  const std::vector<std::string> fitted = {"first_referrals",
                                           "coming_back",
                                           "strategy_discussions",
                                           "not_in_need",
                                           "conferences_of_section_47s",
                                           "plans_of_conferences",
                                           "entries_to_care",
                                           "length_of_need",
                                           "length_of_plans",
                                           "length_in_care",
                                           "client_hours",
                                           "leaving",
                                           "hiring",
                                           "agency_cover"};
  for (const models::Assumption& assumption : scenario.assumptions)
    EXPECT_EQ(assumption.is_fitted_to, std::ranges::find(fitted, assumption.name) != fitted.end()) << assumption.name;
  EXPECT_EQ(std::ranges::count_if(scenario.assumptions, &models::Assumption::is_fitted_to), 14);
}

// --- filling -------------------------------------------------------------------------------------------------------

TEST(Filling, ReplacesEveryNameAndLeavesBracesAlone) {
  Filling filling;
  filling.set("fte", "7");
  EXPECT_EQ(filling.fill("{role: x, fte: @fte@} @fte@"), "{role: x, fte: 7} 7");
}

TEST(Filling, RefusesANameWithoutATextAndATextWithoutAName) {
  Filling filling;
  EXPECT_THROW(filling.fill("@missing@"), std::logic_error);
  filling.set("there", "1");
  EXPECT_THROW(filling.fill("nothing"), std::logic_error);
  EXPECT_THROW(filling.set("there", "2"), std::logic_error);
}

TEST(Numbers, AreWrittenNoMoreExactlyThanTheyAreKnown) {
  EXPECT_EQ(whole(2310.4), "2,310");
  EXPECT_EQ(whole(1234567), "1,234,567");
  EXPECT_EQ(whole(12), "12");
  EXPECT_EQ(percent(0.4567), "45.7%");
  EXPECT_EQ(percent(0.0043), "0.43%");
  EXPECT_EQ(tenths(12.04), "12");
}

}  // namespace
}  // namespace casetide::scenarios
