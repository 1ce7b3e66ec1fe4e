// How many replications are enough: by hand, and what the rule keeps of its promise over many experiments.
#include "sim/precision.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/sim/normal_draws.hpp"

namespace casetide::sim {
namespace {
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
using Measures = std::vector<std::vector<double>>;

Precision within(double share) {
  Precision wanted;
  wanted.share = share;
  return wanted;
}

// 9 and 11: the standard error is 1 and Student's t for one degree of freedom 6.313752, for 2.5 % aside 12.706205.
TEST(PrecisionReached, IsTheHalfWidthOverTheMean) {
  const PrecisionReached found = precision_reached({{9, 11}}, within(0.7));
  EXPECT_NEAR(found.hardest_share, 0.6313752, 1e-7);
  EXPECT_TRUE(found.is_met);
  EXPECT_FALSE(precision_reached({{9, 11}}, within(0.6)).is_met);
}

TEST(PrecisionReached, AsksMoreOfEachMeasureTheMoreThereAre) {
  const PrecisionReached found = precision_reached({{9, 11}, {5, 5}}, within(0.7));
  EXPECT_NEAR(found.hardest_share, 1.2706205, 1e-7);  // 1 - 0.1 / 2 of each, so that both hold with 0.9
  EXPECT_FALSE(found.is_met);
}

TEST(PrecisionReached, NamesTheMeasureThatIsWidestForItsMean) {
  const PrecisionReached found = precision_reached({{900, 1100}, {8, 12}, {-9, -11}}, within(0.1));
  EXPECT_EQ(found.hardest, 1U);
}

TEST(PrecisionReached, TakesAMeanBelowZeroByItsSize) {
  EXPECT_NEAR(precision_reached({{-9, -11}}, within(0.7)).hardest_share, 0.6313752, 1e-7);
}

TEST(PrecisionReached, IsMetWhereNothingVaries) {
  const PrecisionReached found = precision_reached({{0, 0, 0}, {4, 4, 4}, {not_a_number, not_a_number}, {}}, {});
  EXPECT_TRUE(found.is_met);
  EXPECT_EQ(found.hardest_share, 0);
}

TEST(PrecisionReached, IsMetWhereNothingIsMeasured) { EXPECT_TRUE(precision_reached({}, {}).is_met); }

TEST(PrecisionReached, IsNeverMetForAMeanOfZeroThatVaries) {
  const PrecisionReached found = precision_reached({{9, 11}, {-1, 1}}, within(1e9));
  EXPECT_FALSE(found.is_met);
  EXPECT_EQ(found.hardest, 1U);
}

TEST(PrecisionReached, IsNotMetWhereOneNumberCannotTell) {
  EXPECT_FALSE(precision_reached({{3, not_a_number}}, {}).is_met);
  EXPECT_FALSE(precision_reached({{3}}, {}).is_met);
}

/// Measures with known means, replications drawn until the rule stops.
struct Experiment {
  std::vector<double> means;
  std::vector<double> deviations;  // standard deviations
  std::uint32_t number = 0;

  Measures stopped(const Precision& wanted) const {
    Measures values(means.size());
    int replications = 0;
    for (int more = wanted.at_least; replications < wanted.at_most; more = wanted.batch) {
      replications += more;
      for (std::size_t measure = 0; measure < means.size(); ++measure) extend(values[measure], measure, replications);
      if (precision_reached(values, wanted).is_met) break;
    }
    return values;
  }
  void extend(std::vector<double>& values, std::size_t measure, int replications) const {
    const Chance chance(21, number);
    while (std::ssize(values) < replications)
      values.push_back(means[measure] + deviations[measure] * normal_draw(chance, static_cast<std::uint32_t>(measure),
                                                                          static_cast<std::uint32_t>(values.size())));
  }
};

struct Kept {
  double covering = 0;      // share of experiments in which all true means lie in their intervals
  double replications = 0;  // mean
  int too_wide = 0;         // experiments in which a half-width is wider than promised
};

Kept over_experiments(int count, Experiment experiment, const Precision& wanted) {
  const double confidence = 1 - (1 - wanted.confidence) / static_cast<double>(experiment.means.size());
  Kept kept;
  for (experiment.number = 0; experiment.number < static_cast<std::uint32_t>(count); ++experiment.number) {
    const Measures values = experiment.stopped(wanted);
    bool all_cover = true, all_narrow = true;
    for (std::size_t measure = 0; measure < values.size(); ++measure) {
      const Interval found = interval_of_mean(values[measure], confidence);
      all_cover &= found.low <= experiment.means[measure] && experiment.means[measure] <= found.high;
      all_narrow &= found.half_width() <= wanted.share * std::abs(found.mean);
    }
    kept.covering += all_cover / double(count);
    kept.too_wide += !all_narrow;
    kept.replications += static_cast<double>(values.front().size()) / count;
  }
  fmt::print("  stopped after {:.0f} replications on average; {:.1f} % hold all true means\n", kept.replications,
             100 * kept.covering);
  return kept;
}

constexpr int experiments = 1000;

// Stopping at a look that happens to be narrow costs a little of the coverage: five points of it at most, and never
// the width. (1.645 x 3 / 0.5)^2 = 97 replications make an interval of 5 % wide enough on average.
TEST(SequentialRule, StopsOnlyWhereItsPromiseIsMetAndThenHoldsTheTruth) {
  const Kept kept = over_experiments(experiments, {{10}, {3}}, within(0.05));
  EXPECT_EQ(kept.too_wide, 0);
  EXPECT_GE(kept.covering, 0.85);
  EXPECT_LE(kept.covering, 0.9 + tolerance_of_share(0.9, experiments));
  EXPECT_NEAR(kept.replications, 97, 15);
}

TEST(SequentialRule, KeepsItsPromiseOfSeveralMeasuresTogether) {
  const Kept kept = over_experiments(experiments, {{10, -200, 1}, {2, 50, 0.25}}, within(0.1));
  EXPECT_EQ(kept.too_wide, 0);
  EXPECT_GE(kept.covering, 0.85);
}

TEST(SequentialRule, LooksFirstAfterTheFewestAndStopsThereWhereThatIsEnough) {
  const Precision wanted{.share = 0.05, .at_least = 20};
  EXPECT_EQ((Experiment{{10}, {0.1}}.stopped(wanted).front().size()), 20U);
}

TEST(SequentialRule, EndsAtItsCapWithoutHavingMetItsPromise) {
  const Precision wanted{.share = 0.001, .at_most = 50};
  const Measures values = Experiment{{10}, {3}}.stopped(wanted);
  EXPECT_EQ(values.front().size(), 50U);
  EXPECT_FALSE(precision_reached(values, wanted).is_met);
}

}  // namespace
}  // namespace casetide::sim
