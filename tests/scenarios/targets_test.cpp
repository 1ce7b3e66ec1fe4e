// Targets as they are read.
#include "models/targets.hpp"

#include <gtest/gtest.h>

#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using models::Combination, models::Headline, models::Indicator, models::Level, models::Target;

std::vector<Target> targets() {
  return read_scenario(source_path("tests/scenarios/accepted/assumptions_and_targets.yaml")).targets;
}

const Level& level(const Target& target) { return std::get<Level>(target.what); }

TEST(ReadingOfTargets, TellsTheFigureItsLevelAndTheYear) {
  const std::vector<Target> targets = scenarios::targets();
  ASSERT_EQ(targets.size(), 6u);
  EXPECT_EQ(targets[0].name, "timely");
  EXPECT_EQ(targets[0].label, "Assessments in time");
  EXPECT_EQ(targets[0].source, "a table");
  EXPECT_EQ(targets[0].evidence, models::Evidence::published);
  EXPECT_EQ(targets[1].evidence, models::Evidence::assumed) << "where nothing is said";
  EXPECT_EQ(targets[0].by, 2018);
  EXPECT_EQ(std::get<Headline>(level(targets[0]).figure), Headline::assessments_in_time);
  EXPECT_EQ(level(targets[0]).side, Level::Side::at_least);
  EXPECT_DOUBLE_EQ(level(targets[0]).level, 83);
}

TEST(ReadingOfTargets, TakesAPercentageInEitherForm) {
  const std::vector<Target> targets = scenarios::targets();
  EXPECT_EQ(std::get<Indicator>(level(targets[1]).figure), Indicator::plan_ended_2_years_share);
  EXPECT_DOUBLE_EQ(level(targets[1]).level, 3.3);
  EXPECT_DOUBLE_EQ(level(targets[2]).level, 0.5);  // written `0.5%`
}

TEST(ReadingOfTargets, TakesOtherFiguresInTheirUnit) {
  const std::vector<Target> targets = scenarios::targets();
  EXPECT_EQ(std::get<Headline>(level(targets[3]).figure), Headline::net_cost);
  EXPECT_EQ(level(targets[3]).side, Level::Side::at_most);
  EXPECT_DOUBLE_EQ(level(targets[3]).level, -0.5);  // a grant may be more than the cost
  EXPECT_EQ(targets[3].by, 2017);
}

TEST(ReadingOfTargets, TakesThemTogether) {
  const std::vector<Target> targets = scenarios::targets();
  const auto& all = std::get<Combination>(targets[4].what);
  EXPECT_EQ(all.of, Combination::Of::all);
  EXPECT_EQ(all.targets, (std::vector<std::size_t>{0, 3}));
  EXPECT_EQ(targets[4].by, 2018);  // left out: by the last of them
  const auto& any = std::get<Combination>(targets[5].what);
  EXPECT_EQ(any.of, Combination::Of::any);
  EXPECT_EQ(any.targets, (std::vector<std::size_t>{4, 1}));  // also of combinations
}

TEST(ReadingOfTargets, KnowsThoseOfWorcestershire) {
  const auto targets = read_scenario(source_path("scenarios/worcestershire.yaml")).targets;
  ASSERT_FALSE(targets.empty());
  EXPECT_EQ(targets.back().name, "good_by_2022");
  EXPECT_NE(targets.back().source.find("no grade"), std::string::npos);
  EXPECT_EQ(targets.back().evidence, models::Evidence::assumed);
  for (const Target& target : targets) {
    EXPECT_EQ(target.by, 2022) << target.name;
    EXPECT_FALSE(target.source.empty()) << target.name;
  }
}

}  // namespace
}  // namespace casetide::scenarios
