// A model whose posterior is known: figures are sums of the parameters with normal noise.
#include "sim/fitting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/random.hpp"
#include "tests/sim/normal_draws.hpp"

namespace casetide::sim {
namespace {

/// One standard normal after the other.
class NormalDraws {
 public:
  explicit NormalDraws(std::uint64_t seed) : chance_(seed, 0) {}
  double next() { return normal_draw(chance_, 0, place_++); }

 private:
  Chance chance_;
  std::uint32_t place_ = 0;
};

using Figures = std::vector<std::optional<std::vector<double>>>;

/// Each parameter is seen by two figures, apart from the last, which nothing sees: figure = slope * parameter + noise.
/// The posterior of a parameter that is seen is normal with precision 1 + the sum of slope^2 / (noise^2 + error^2).
struct SeenApart {
  std::size_t parameters = 3;
  double slope = 2, noise = 0.6, error = 0.8;

  double precision() const { return 1 + 2 * slope * slope / (noise * noise + error * error); }
  double posterior_mean(double first, double second) const {
    return slope * (first + second) / (noise * noise + error * error) / precision();
  }
  std::size_t figures() const { return 2 * (parameters - 1); }

  std::vector<double> run(const Point& at, NormalDraws& chance) const {
    std::vector<double> values;
    for (std::size_t f = 0; f < figures(); ++f) values.push_back(slope * at[f / 2] + noise * chance.next());
    return values;
  }
};

template <typename Model>
Fitting fitted(const FittingSettings& settings, const std::vector<ObservedFigure>& observed, const Model& model,
               NormalDraws& chance) {
  Fitting fitting(settings, observed);
  while (!fitting.is_done()) {
    Figures figures;
    for (const Point& at : fitting.next()) figures.push_back(model.run(at, chance));
    fitting.take(figures);
  }
  return fitting;
}

std::vector<double> along(const std::vector<Point>& points, std::size_t dimension) {
  std::vector<double> values;
  for (const Point& point : points) values.push_back(point[dimension]);
  std::ranges::sort(values);
  return values;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation(const std::vector<double>& values) {
  double squares = 0;
  for (const double value : values) squares += (value - mean(values)) * (value - mean(values));
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

FittingSettings settings(std::uint64_t seed) {
  return {.parameters = 3, .first_round = 150, .later_round = 80, .kept = 150, .rounds = 3, .seed = seed};
}

TEST(Fitting, FindsThePosteriorThatTheoryGives) {
  const SeenApart model;
  const std::vector<double> seen = {3.1, 2.2, -1.0, 0.4};
  std::vector<ObservedFigure> observed;
  for (const double value : seen) observed.push_back({value, model.error});
  NormalDraws chance(7);
  const std::vector<Point> posterior = fitted(settings(1), observed, model, chance).posterior(400);
  ASSERT_EQ(posterior.size(), 400u);
  const double spread = 1 / std::sqrt(model.precision());
  for (std::size_t p = 0; p < 2; ++p) {
    const std::vector<double> values = along(posterior, p);
    EXPECT_NEAR(mean(values), model.posterior_mean(seen[2 * p], seen[2 * p + 1]), 0.35 * spread);
    EXPECT_NEAR(deviation(values) / spread, 1, 0.25);
  }
  const std::vector<double> unseen = along(posterior, 2);  // keeps its prior, N(0, 1)
  EXPECT_NEAR(mean(unseen), 0, 0.3);
  EXPECT_NEAR(deviation(unseen), 1, 0.25);
}

// Parameters drawn from the prior and figures made with them lie within their 90 % intervals nine times in ten. Source:
// S. Talts et al., Validating Bayesian inference algorithms with simulation-based calibration, arXiv 1804.06788 (2018).
TEST(Fitting, GivesBackKnownParametersInTheirIntervalsAsOftenAsTheyClaim) {
  constexpr int repeats = 200;
  const SeenApart model;
  std::vector<int> within(model.parameters, 0);
  NormalDraws chance(11);
  for (int repeat = 0; repeat < repeats; ++repeat) {
    Point truth;
    for (std::size_t p = 0; p < model.parameters; ++p) truth.push_back(chance.next());
    std::vector<ObservedFigure> observed;
    for (const double value : model.run(truth, chance))
      observed.push_back({value + model.error * chance.next(), model.error});
    const auto posterior = fitted(settings(static_cast<std::uint64_t>(repeat)), observed, model, chance).posterior(200);
    for (std::size_t p = 0; p < model.parameters; ++p) {
      const std::vector<double> values = along(posterior, p);
      within[p] += values[10] <= truth[p] && truth[p] <= values[189] ? 1 : 0;
    }
  }
  const double three_deviations = 3 * std::sqrt(repeats * 0.9 * 0.1);  // of a binomial
  for (const int count : within) EXPECT_NEAR(count, 0.9 * repeats, three_deviations);
}

TEST(Fitting, LeavesOutRunsThatCannotBeMadeAndCountsThem) {
  struct OnlyAboveNought {
    std::optional<std::vector<double>> run(const Point& at, NormalDraws& chance) const {
      if (at[0] < 0) return {};
      return std::vector{at[0] + 0.1 * chance.next()};
    }
  };
  FittingSettings one = settings(3);
  one.parameters = 1;
  NormalDraws chance(5);
  const Fitting fitting = fitted(one, {{1.5, 0.2}}, OnlyAboveNought{}, chance);
  EXPECT_NEAR(static_cast<double>(fitting.rounds().front().failed), 75, 3 * std::sqrt(150 * 0.25));
  // Normal with precision 1 + 1 / (0.1^2 + 0.2^2) = 21 round 1.5 * 20 / 21; nought is far off.
  EXPECT_NEAR(mean(along(fitting.posterior(200), 0)), 1.5 * 20 / 21, 0.08);
}

TEST(Fitting, AsksForTheSameRunsAgainUntilItIsTold) {
  Fitting fitting(settings(9), {{1, 1}, {2, 1}});
  EXPECT_EQ(fitting.next(), fitting.next());
  const std::vector<Point> first = fitting.next();
  NormalDraws chance(1);
  Figures figures;
  for (const Point& at : first) figures.push_back(std::vector{at[0] + chance.next(), at[1] + chance.next()});
  fitting.take(figures);
  EXPECT_NE(fitting.next(), first);
  EXPECT_EQ(fitting.next(), fitting.next());
}

// A figure that is no line in its parameter: with figure = exp(z) + noise the posterior is known by sums over a grid.
TEST(Fitting, ComesCloseWhereTheModelIsNotLinear) {
  struct Exponential {
    std::vector<double> run(const Point& at, NormalDraws& chance) const {
      return {std::exp(at[0]) + 0.2 * chance.next()};
    }
  };
  FittingSettings one = settings(4);
  one.parameters = 1;
  one.rounds = 5;
  NormalDraws chance(21);
  const std::vector<double> values = along(fitted(one, {{3, 0.3}}, Exponential{}, chance).posterior(400), 0);
  double sum = 0, mean_by_sums = 0, squares = 0;
  for (double z = -4; z <= 4; z += 0.001) {
    const double away = (3 - std::exp(z)) / std::hypot(0.2, 0.3);
    const double density = std::exp(-0.5 * (z * z + away * away));
    sum += density;
    mean_by_sums += density * z;
    squares += density * z * z;
  }
  mean_by_sums /= sum;
  const double spread = std::sqrt(squares / sum - mean_by_sums * mean_by_sums);
  EXPECT_NEAR(mean(values), mean_by_sums, 0.5 * spread);
  EXPECT_NEAR(deviation(values) / spread, 1, 0.3);
}

TEST(Fitting, RefusesFewerRunsThanItsSumsNeed) {
  FittingSettings few = settings(1);
  few.kept = least_runs(1, few.parameters) - 1;
  EXPECT_THROW(Fitting(few, {{1, 1}}), std::invalid_argument);
  few = settings(1);
  few.first_round = least_runs(1, few.parameters) - 1;
  EXPECT_THROW(Fitting(few, {{1, 1}}), std::invalid_argument);
  Fitting fitting(settings(1), {{1, 1}});
  EXPECT_THROW(fitting.take(Figures(150)), std::invalid_argument);  // none could be run
}

}  // namespace
}  // namespace casetide::sim
