// Draws of assumptions: keyed by name, the same for every plan, distributed as the range says.
#include "models/assumptions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/scenario.hpp"
#include "sim/random.hpp"

namespace casetide::models {
namespace {

Assumption assumption(std::string name, sim::Distribution range) {
  Assumption made;
  made.name = std::move(name);
  made.range = std::move(range);
  return made;
}

Assumption uniform(std::string name) { return assumption(std::move(name), sim::Distribution(sim::Uniform{0, 1})); }

Scenario drawing(std::vector<Assumption> assumptions) {
  Scenario scenario;
  scenario.seed = 2017;
  scenario.assumptions = std::move(assumptions);
  scenario.draws_assumptions = true;
  return scenario;
}

std::vector<double> draws_of(const Scenario& scenario, std::size_t place, int replications) {
  std::vector<double> draws;
  for (int replication = 0; replication < replications; ++replication)
    draws.push_back(assumption_draws(scenario, replication).at(place));
  return draws;
}

/// The greatest distance between the share of draws up to a value and the probability of it (Kolmogorov and Smirnov).
template <typename Cdf>
double distance(std::vector<double> draws, Cdf cdf) {
  std::ranges::sort(draws);
  const auto count = static_cast<double>(draws.size());
  double most = 0;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    const double probability = cdf(draws[i]);
    most = std::max(
        {most, probability - static_cast<double>(i) / count, static_cast<double>(i + 1) / count - probability});
  }
  return most;
}

constexpr int many = 2000;
const double usual_distance = 1.63 / std::sqrt(many);  // passed by one sample in a hundred (Smirnov 1948)

TEST(AssumptionDraws, AreNoneWhereTheScenarioDrawsNone) {
  Scenario central = drawing({uniform("a")});
  central.draws_assumptions = false;
  EXPECT_TRUE(assumption_draws(central, 0).empty());
  EXPECT_TRUE(assumption_draws(drawing({}), 0).empty());
}

TEST(AnAssumption, ReachesAllPlansOrThoseThatExtendTheOnesItChanges) {
  Plan improvement, company, other;
  improvement.lineage = {"no_change", "improvement"};
  company.lineage = {"no_change", "improvement", "company"};
  other.lineage = {"no_change", "improvement_too"};
  Assumption retention = uniform("retention");
  retention.what = {"plans.improvement.measures[3].retention.leaving"};
  EXPECT_TRUE(reaches(retention, improvement));
  EXPECT_TRUE(reaches(retention, company));
  EXPECT_FALSE(reaches(retention, other));
  retention.what.push_back("staffing.leaving.stress");
  EXPECT_TRUE(reaches(retention, other));
}

TEST(AssumptionDraws, AreTheSameUnderWhateverPlans) {
  Scenario two = drawing({uniform("a"), uniform("b")});
  const std::vector<double> with_no_plans = assumption_draws(two, 3);
  two.plans.resize(2);
  std::ranges::reverse(two.plans);
  EXPECT_EQ(assumption_draws(two, 3), with_no_plans);
}

TEST(AssumptionDraws, DisturbNoOther) {
  const std::vector<double> before = assumption_draws(drawing({uniform("retention"), uniform("fee")}), 5);
  const std::vector<double> after =
      assumption_draws(drawing({uniform("new"), uniform("fee"), uniform("retention")}), 5);
  EXPECT_EQ(after[2], before[0]);
  EXPECT_EQ(after[1], before[1]);
}

TEST(AssumptionDraws, DifferBetweenReplicationsSeedsAndNames) {
  Scenario scenario = drawing({uniform("a"), uniform("b")});
  const std::vector<double> first = assumption_draws(scenario, 0);
  EXPECT_NE(first[0], first[1]);
  EXPECT_NE(assumption_draws(scenario, 1)[0], first[0]);
  scenario.seed = 2018;
  EXPECT_NE(assumption_draws(scenario, 0)[0], first[0]);
}

/// The hash is part of what a seed means. Its values are those of the authors' test vectors.
TEST(AssumptionDraws, AreKeyedByTheHashOfTheName) {
  const Scenario scenario = drawing({uniform("a"), uniform("foobar")});
  const sim::Chance chance(2017, 7);
  const std::vector<double> draws = assumption_draws(scenario, 7);
  EXPECT_EQ(draws[0], chance.uniform(18, 0xe40c292c, 0));
  EXPECT_EQ(draws[1], chance.uniform(18, 0xbf9cf968, 0));
}

TEST(AssumptionDraws, FollowTheTriangleOfTheRange) {
  const Scenario scenario = drawing({assumption("success", sim::Distribution(sim::Triangular{4, 6.5, 12}))});
  const auto triangle = [](double x) {
    if (x <= 6.5) return (x - 4) * (x - 4) / ((12 - 4) * (6.5 - 4));
    return 1 - (12 - x) * (12 - x) / ((12 - 4) * (12 - 6.5));
  };
  const std::vector<double> draws = draws_of(scenario, 0, many);
  EXPECT_GE(*std::ranges::min_element(draws), 4);
  EXPECT_LE(*std::ranges::max_element(draws), 12);
  EXPECT_LT(distance(draws, triangle), usual_distance);
}

TEST(AssumptionDraws, FollowAnEvenRangeWhereNothingIsLikeliest) {
  const Scenario scenario = drawing({assumption("vat", sim::Distribution(sim::Uniform{0, 1e6}))});
  EXPECT_LT(distance(draws_of(scenario, 0, many), [](double x) { return x / 1e6; }), usual_distance);
}

/// Of independent uniforms the mean product of their distances from 1/2 is 0 with a standard deviation of 1/12 / root
/// n.
TEST(AssumptionDraws, AreIndependentOfEachOther) {
  const Scenario scenario = drawing({uniform("a"), uniform("b")});
  const std::vector<double> one = draws_of(scenario, 0, many), other = draws_of(scenario, 1, many);
  double sum = 0;
  for (std::size_t i = 0; i < one.size(); ++i) sum += (one[i] - 0.5) * (other[i] - 0.5);
  EXPECT_LT(std::abs(sum / many), 3 * (1.0 / 12) / std::sqrt(many));
}

TEST(Assumptions, KnowTheEndsOfTheirRange) {
  const Assumption triangular = assumption("a", sim::Distribution(sim::Triangular{4, 6.5, 12}));
  EXPECT_EQ(triangular.low(), 4);
  EXPECT_EQ(triangular.high(), 12);
  const Assumption even = assumption("b", sim::Distribution(sim::Uniform{0.9, 1.1}));
  EXPECT_EQ(even.low(), 0.9);
  EXPECT_EQ(even.high(), 1.1);
}

}  // namespace
}  // namespace casetide::models
