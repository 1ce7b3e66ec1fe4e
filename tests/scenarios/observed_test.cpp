// Published figures beside a scenario, as they are read.
#include "models/observed.hpp"

#include <gtest/gtest.h>

#include "scenarios/reader/scenario_reader.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using models::Evidence, models::Figure, models::Headline, models::Indicator, models::Observed;

std::vector<Observed> observed() {
  return read_scenario(source_path("tests/scenarios/accepted/observed.yaml")).observed;
}

TEST(ReadingOfObserved, TellsTheFigureItsYearsInOrderAndWhatItRestsOn) {
  const std::vector<Observed> observed = scenarios::observed();
  ASSERT_EQ(observed.size(), 4u);
  EXPECT_EQ(observed[0].figure, Figure{Indicator::children_in_need_at_year_end});
  ASSERT_EQ(observed[0].values.size(), 3u);  // written 2018 first
  EXPECT_EQ(observed[0].values[0].year, 2016);
  EXPECT_DOUBLE_EQ(observed[0].values[0].value, 3767);
  EXPECT_EQ(observed[0].values[2].year, 2018);
  EXPECT_DOUBLE_EQ(observed[0].values[2].value, 3386);
  EXPECT_EQ(observed[0].evidence, Evidence::published);
  EXPECT_EQ(observed[0].source, "a table");
  EXPECT_EQ(observed[0].note, "");
  EXPECT_EQ(observed[1].evidence, Evidence::local);
  EXPECT_EQ(observed[1].note, "heads are not counted");
}

TEST(ReadingOfObserved, TakesPercentagesInEitherFormAndHeadlinesInTheirUnit) {
  const std::vector<Observed> observed = scenarios::observed();
  EXPECT_DOUBLE_EQ(observed[2].values[0].value, 72.4);
  EXPECT_DOUBLE_EQ(observed[2].values[1].value, 76.4);
  EXPECT_EQ(observed[3].figure, Figure{Headline::net_cost});
  EXPECT_DOUBLE_EQ(observed[3].values[0].value, -0.5);  // million pounds a year; a grant may be more than the cost
}

TEST(ReadingOfObserved, ChangesNothingThatARunLooksAt) {
  const auto with = read_scenario(source_path("tests/scenarios/accepted/observed.yaml"));
  const auto without = read_scenario(source_path("tests/scenarios/accepted/nothing_happens.yaml"));
  EXPECT_TRUE(without.observed.empty());
  EXPECT_NE(with.sha256, without.sha256);  // another text
  EXPECT_EQ(with.plans.size(), without.plans.size());
  EXPECT_EQ(with.stocks.size(), without.stocks.size());
  EXPECT_EQ(with.seed, without.seed);
}

TEST(ReadingOfObserved, KeepsTheFiguresInTheTextThatAResultHolds) {
  const auto scenario = read_scenario(source_path("tests/scenarios/accepted/observed.yaml"));
  const auto again = read_scenario_text(scenario.resolved_text, "resolved");
  ASSERT_EQ(again.observed.size(), scenario.observed.size());
  EXPECT_DOUBLE_EQ(again.observed[2].values[0].value, 72.4);
  EXPECT_EQ(again.observed[1].note, "heads are not counted");
}

TEST(ReadingOfObserved, KnowsThoseOfWorcestershireAndNoneFromAfterTheProjectionWasMade) {
  using namespace std::chrono_literals;
  const auto observed = read_scenario(source_path("scenarios/worcestershire.yaml")).observed;
  ASSERT_FALSE(observed.empty());
  for (const Observed& one : observed) {
    EXPECT_EQ(one.evidence, Evidence::published) << models::name_of(one.figure);
    EXPECT_FALSE(one.source.empty()) << models::name_of(one.figure);
    EXPECT_LE(models::day_of(one.figure, one.values.back().year), sim::Date{2019y / 9 / 30})
        << models::name_of(one.figure);
    const bool is_caseload = one.figure == Figure{Indicator::cases_per_case_holder};
    EXPECT_TRUE(!is_caseload || one.values.front().year == 2017) << "2016 was reckoned over other staff";
  }
}

}  // namespace
}  // namespace casetide::scenarios
