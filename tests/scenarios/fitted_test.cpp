// Draws that a fit has accepted, figures in a file of their own, and shares that take the rest, as they are read.
#include <gtest/gtest.h>

#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"
#include "tests/support/folder.hpp"

namespace casetide::scenarios {
namespace {

using casetide::testing::bytes_of, casetide::testing::Folder, casetide::testing::put_bytes;

/// The small scenario, with the share of closures to be fitted, in a folder with what it reads.
class FittedScenario : public ::testing::Test {
 protected:
  FittedScenario() {
    put_bytes(folder / "minimal.yaml", bytes_of(source_path("tests/scenarios/rejected/bases/minimal.yaml")));
    put_bytes(folder / "fitted.yaml", scenario);
    put_bytes(folder / "draws.csv", "closed\n25\n45\n30\n");
    put_bytes(folder / "observed.yaml",
              "version: 1\nobserved:\n  referrals: {values: {2017: 900}, fit: {error: 4%, weight: 2}, within: 10%, "
              "within_together: 5%, status: published, source: a table}\n  re_referral_share: {values: {2017: 20}, "
              "fit: {error: 3 points}, status: published, source: a table}\n");
  }

  static constexpr const char* scenario = R"(version: 1
extends: minimal.yaml
pathway:
  decisions:
    assessment:
      cases:
        - outcomes:
            close: {share: 40%, closes: true}
            plan: {share: rest, ends: [referred], begins: [in_need]}
            report_first: {share: 10%, starts: [report]}
assumptions:
  closed:
    label: Closed after the assessment
    what: pathway.decisions.assessment.cases[0].outcomes.close.share
    range: {low: 20%, high: 60%}
    fit: true
    status: assumed
    source: chosen
observed: observed.yaml
fitted: draws.csv
)";

  std::string path() const { return (folder / "fitted.yaml").string(); }

  static double share(const models::Scenario& scenario, std::size_t outcome) {
    return scenario.pathway.decisions.at(0).cases.at(0).outcomes.at(outcome).share;
  }

  Folder folder;
};

TEST_F(FittedScenario, GivesTheRestToTheOutcomeThatTakesIt) {
  const models::Scenario read = read_scenario(path());
  EXPECT_DOUBLE_EQ(share(read, 0), 0.4);
  EXPECT_DOUBLE_EQ(share(read, 1), 0.5);
  EXPECT_DOUBLE_EQ(share(read, 2), 0.1);
}

TEST_F(FittedScenario, MovesTheRestWithADrawnShare) {
  const ScenarioVariants variants = ScenarioVariants::of_file(path());
  EXPECT_DOUBLE_EQ(share(variants.with({55}), 0), 0.55);
  EXPECT_NEAR(share(variants.with({55}), 1), 0.35, 1e-12);
}

TEST_F(FittedScenario, TakesARowForEachReplicationInTurn) {
  const models::Scenario read = read_scenario(path());
  EXPECT_TRUE(read.assumptions.at(0).is_fitted_to);
  EXPECT_EQ(models::assumption_draws(read, 0), std::vector<double>{25});
  EXPECT_EQ(models::assumption_draws(read, 1), std::vector<double>{45});
  EXPECT_EQ(models::assumption_draws(read, 3), std::vector<double>{25});
}

TEST_F(FittedScenario, KeepsItsDrawsAndFiguresInTheTextThatAResultHolds) {
  const models::Scenario read = read_scenario(path());
  const models::Scenario again = read_scenario_text(read.resolved_text, "resolved");
  EXPECT_EQ(models::assumption_draws(again, 1), std::vector<double>{45});
  EXPECT_EQ(again.observed.size(), 2u);
  EXPECT_EQ(again.sha256, read.sha256);
}

TEST_F(FittedScenario, BeforeFittingLooksAtNoDraws) {
  put_bytes(folder / "draws.csv", "nonsense");
  EXPECT_THROW(read_scenario(path()), sim::ScenarioError);
  const ScenarioVariants variants = ScenarioVariants::before_fitting(path());
  EXPECT_TRUE(variants.written().assumptions.at(0).fitted.empty());
}

TEST_F(FittedScenario, TellsHowNearEachSeriesIsToBeMet) {
  for (const auto& observed : {read_scenario(path()).observed, read_observed_file(folder / "observed.yaml")}) {
    ASSERT_EQ(observed.size(), 2u);
    ASSERT_TRUE(observed[0].fit && observed[0].within && observed[0].within_together);
    EXPECT_DOUBLE_EQ(observed[0].fit->error.at(900), 36);
    EXPECT_DOUBLE_EQ(observed[0].fit->weight, 2);
    EXPECT_DOUBLE_EQ(observed[0].within->at(900), 90);
    EXPECT_DOUBLE_EQ(observed[0].within_together->at(900), 45);
    ASSERT_TRUE(observed[1].fit);
    EXPECT_DOUBLE_EQ(observed[1].fit->error.at(20), 3);  // points, whatever the share
    EXPECT_FALSE(observed[1].within);
  }
}

TEST_F(FittedScenario, RefusesAFileOfFiguresThatSaysMore) {
  put_bytes(folder / "observed.yaml", "version: 1\ntitle: More\nobserved: {}\n");
  EXPECT_EQ(problems_of([&] { read_scenario(path()); }),
            Texts{"2:1: unknown key `title`; a file of observed figures holds `version` and `observed`"});
}

}  // namespace
}  // namespace casetide::scenarios
