#include "output/trace.hpp"

#include "tests/output/builders.hpp"

namespace casetide::output::testing {

using models::Measure;

TEST(SampleInstants, StandEveryStepAndOnceMoreAtAnEndOffTheGrid) {
  models::Scenario scenario = small_scenario();
  scenario.period_until = date(2016, 4, 20);  // 1, 8, 15 April, then the 20th, five days on
  const std::vector<sim::Instant> expected = {sim::Instant{date(2016, 4, 1)}, sim::Instant{date(2016, 4, 8)},
                                              sim::Instant{date(2016, 4, 15)}, sim::Instant{date(2016, 4, 20)}};
  EXPECT_EQ(models::sample_instants(scenario), expected);
}

TEST(SampleInstants, DoNotRepeatAnEndOnTheGrid) {
  EXPECT_EQ(models::sample_instants(small_scenario()).size(), 5u);  // 1, 8, 15, 22, 29 April
}

TEST(SampleInstants, OfAPeriodWithoutLengthAreOne) {
  models::Scenario scenario = small_scenario();
  scenario.period_until = scenario.period_from;
  EXPECT_EQ(models::sample_instants(scenario).size(), 1u);
  scenario.period_until -= std::chrono::days{1};
  EXPECT_THROW(models::sample_instants(scenario), sim::ModelError);
}

TEST(TraceRecorder, KeepsLevelsAndTakesDifferencesOfFlows) {
  const models::Scenario scenario = small_scenario();
  TraceRecorder recorder(scenario);
  const std::vector<double> totals = {500, 507, 507, 520, 521};  // 500 came in the warm-up
  for (std::size_t k = 0; k < 5; ++k) {
    models::Sample sample = sample_at(recorder.layout(), k, 0);
    sample.of(Measure::referrals) = {totals[k]};
    sample.of(Measure::caseload) = {10.0 + static_cast<double>(k), 20};
    recorder.sample(sample);
  }
  const Trace trace = recorder.take();
  EXPECT_EQ(trace.of(Measure::referrals), (std::vector<double>{0, 7, 0, 13, 1}));
  EXPECT_EQ(trace.of(Measure::caseload), (std::vector<double>{10, 20, 11, 20, 12, 20, 13, 20, 14, 20}));
}

TEST(TraceRecorder, RefusesASampleAtAnotherInstantAndOneTooMany) {
  const models::Scenario scenario = small_scenario();
  TraceRecorder recorder(scenario);
  EXPECT_THROW(recorder.sample(sample_at(recorder.layout(), 1, 0)), sim::ModelError);
  for (std::size_t k = 0; k < 5; ++k) recorder.sample(sample_at(recorder.layout(), k, 0));
  EXPECT_THROW(recorder.sample(sample_at(recorder.layout(), 4, 0)), sim::ModelError);
}

TEST(TraceRecorder, RefusesASampleWithValuesMissing) {
  TraceRecorder recorder(small_scenario());
  models::Sample sample = sample_at(recorder.layout(), 0, 0);
  sample.of(Measure::staff).pop_back();
  EXPECT_THROW(recorder.sample(sample), sim::ModelError);
}

TEST(TraceRecorder, GivesNoTraceBeforeTheLastSample) {
  TraceRecorder recorder(small_scenario());
  recorder.sample(sample_at(recorder.layout(), 0, 0));
  EXPECT_THROW(recorder.take(), sim::ModelError);
}

TEST(Layout, RefusesAScenarioWithNothingOnAnAxis) {
  models::Scenario scenario = small_scenario();
  scenario.staffing.teams.clear();
  EXPECT_THROW(layout_of(scenario), sim::ModelError);
}

}  // namespace casetide::output::testing
