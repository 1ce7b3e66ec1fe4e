// What is told of a value that differs, and where.
#include "output/differences.hpp"

#include <cmath>
#include <limits>

#include "tests/output/builders.hpp"

namespace casetide::output::testing {

using models::Measure;

namespace {

/// The frame of a result of the scenario, and one replication of it, twice.
struct Twice {
  models::Scenario scenario;
  Frame frame{Frame::Content::result, identity_of(scenario), {0, 1, 2}, layout_of(scenario)};
  Trace file = some_trace(scenario, 5);
  Trace run = file;

  explicit Twice(models::Scenario which) : scenario(std::move(which)) {
    file.draws = run.draws = some_draws(scenario, 1);
  }
  Differences all(std::size_t plan = 1, std::size_t most = 9) const {
    return differences(file, run, frame, plan, 2, most);
  }
};

}  // namespace

TEST(Differences, AreNoneBetweenEqualTracesGapsIncluded) {
  const Twice twice(two_years());  // its yearly figures have gaps
  EXPECT_EQ(twice.all().count, 0u);
  EXPECT_TRUE(twice.all().first.empty());
}

TEST(Differences, AreNamedByEveryAxisOfTheArray) {
  Twice twice(small_scenario());
  // staff [time, team, contract] with 2 teams and 3 contracts: sample 2 is 15 April, team 1 east, contract 1 agency.
  twice.file.of(Measure::staff)[2 * 6 + 1 * 3 + 1] = 0.1;
  twice.run.of(Measure::staff)[2 * 6 + 1 * 3 + 1] = 0.25;
  ASSERT_EQ(twice.all().count, 1u);
  EXPECT_EQ(
      twice.all().first.front(),
      "staff: plan=recruit, replication=2, time=2016-04-15, team=east, contract=agency: the file has 0.1, the run "
      "gives 0.25");
}

TEST(Differences, AreNamedInYearlyFiguresAndGaps) {
  Twice twice(two_years());
  twice.file.indicators[models::indicator_count + 1] = std::nan("");
  twice.run.indicators[models::indicator_count + 1] = 12;
  ASSERT_EQ(twice.all().count, 1u);
  EXPECT_EQ(
      twice.all().first.front(),
      "indicators: plan=recruit, replication=2, year=2017-18, indicator=re_referral_share: the file has no value, "
      "the run gives 12");
}

TEST(Differences, InDrawsAreToldOnceForAllPlans) {
  Twice twice(uncertain_scenario());
  twice.file.draws[1] = 1.125;
  twice.run.draws[1] = 1;
  EXPECT_EQ(twice.all(1).count, 0u);
  ASSERT_EQ(twice.all(0).count, 1u);
  EXPECT_EQ(twice.all(0).first.front(),
            "assumption_draw: replication=2, assumption=demand_to_come: the file has 1.125, the run gives 1");
}

TEST(Differences, AreCountedBeyondThoseThatAreTold) {
  Twice twice(small_scenario());
  for (double& value : twice.file.of(Measure::closed)) value += 1;
  const Differences found = twice.all(0, 2);
  EXPECT_EQ(found.count, 5u);  // four weeks, and their start
  EXPECT_EQ(found.first.size(), 2u);
}

TEST(Differences, OfTheSmallestKindAreFound) {
  Twice twice(small_scenario());
  double& value = twice.file.of(Measure::caseload)[0];
  value = std::nextafter(value, std::numeric_limits<double>::infinity());
  const Differences found = twice.all();
  ASSERT_EQ(found.count, 1u);
  const std::string& words = found.first.front();
  const std::size_t has = words.find("has "), gives = words.find(", the run gives ");
  EXPECT_NE(words.substr(has + 4, gives - has - 4), words.substr(gives + 16)) << words;
}

TEST(Differences, BetweenFramesNameWhatTheFilesSayOfThemselves) {
  const Twice twice(small_scenario());
  EXPECT_TRUE(differences(twice.frame, twice.frame).empty());
  Frame other = twice.frame;
  other.identity.title = "Another county";
  other.identity.plans[1].label = "Recruit 50";
  EXPECT_EQ(differences(other, twice.frame),
            (std::vector<std::string>{"title: the file has Another county, the run gives A small county",
                                      "plan_label: the file has Recruit 50, the run gives Recruit 40 – permanent"}));
  other = twice.frame;
  other.replications = {0, 2};
  other.layout.axes[0].labels[0] = "in assessment";
  EXPECT_EQ(differences(other, twice.frame),
            (std::vector<std::string>{"replication: the file has 2 of them, not those from 0 to 2",
                                      "its axes are not those that its scenario gives"}));
}

}  // namespace casetide::output::testing
