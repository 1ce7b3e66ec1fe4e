#include "sim/fitting.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "sim/random.hpp"

namespace casetide::sim {

namespace {

// What chance is drawn for; entity: the run of a round, draw: the dimension.
constexpr std::uint32_t step_of_a_run = 1;
constexpr std::uint32_t error_of_a_figure = 2;
constexpr std::uint32_t place_of_a_draw = 3;
constexpr std::uint32_t order_of_draws = 4;

constexpr double wider = 2;  // than the posterior as it is known: what a round draws from

double normal(const Chance& chance, std::uint32_t purpose, std::size_t entity, std::size_t draw) {
  static const boost::math::normal standard;
  return boost::math::quantile(
      standard, chance.uniform(purpose, static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(draw)));
}

/// As GaussianKernel gives densities.
double prior_density(const Point& point) {
  return std::exp(-0.5 * std::inner_product(point.begin(), point.end(), point.begin(), 0.0));
}

/// Places of so many draws along the weights, which come to 1, at equal steps from one chance: systematic resampling.
/// Source: J. Carpenter, P. Clifford and P. Fearnhead, IEE Proc. Radar, Sonar and Navigation 146 (1999) 2-7.
std::vector<std::size_t> resampled(std::size_t count, const std::vector<double>& weights, double first) {
  std::vector<std::size_t> places;
  double passed = weights.front();
  for (std::size_t place = 0, i = 0; i < count; ++i) {
    const double at = (static_cast<double>(i) + first) / static_cast<double>(count);
    while (passed < at && place + 1 < weights.size()) passed += weights[++place];
    places.push_back(place);
  }
  return places;
}

/// How many draws of equal weight are worth as much. Source: L. Kish, Survey Sampling, Wiley, 1965.
double worth_of(const std::vector<double>& weights) {
  return 1 / std::inner_product(weights.begin(), weights.end(), weights.begin(), 0.0);
}

double predicted(const LinearFit& fit, const std::vector<double>& inputs) {
  double sum = fit.at_means;
  for (std::size_t i = 0; i < fit.slopes.size(); ++i) sum += fit.slopes[i] * (inputs[i] - fit.means[i]);
  return sum;
}

}  // namespace

Fitting::Fitting(FittingSettings settings, std::vector<ObservedFigure> observed)
    : settings_(settings), observed_(std::move(observed)) {
  if (settings_.kept > settings_.first_round) throw std::invalid_argument("more particles kept than there are runs");
  if (settings_.kept < settings_.parameters + 10) throw std::invalid_argument("fewer particles than parameters need");
}

std::vector<Point> Fitting::next() const {
  const std::size_t round = done_.size();
  const Chance chance(settings_.seed, static_cast<std::uint32_t>(round));
  std::vector<Point> points;
  for (std::size_t run = 0; run < (round == 0 ? settings_.first_round : settings_.later_round); ++run) {
    Point normals;
    for (std::size_t p = 0; p < settings_.parameters; ++p) normals.push_back(normal(chance, step_of_a_run, run, p));
    points.push_back(round == 0 ? normals : drawn_from_.back().at(normals));
  }
  return points;
}

void Fitting::take(const std::vector<std::optional<std::vector<double>>>& figures) {
  const std::vector<Point> points = next();
  if (figures.size() != points.size()) throw std::invalid_argument("other figures than runs");
  Round round{figures.size(), 0, 0, 0};
  for (std::size_t run = 0; run < points.size(); ++run) {
    if (!figures[run]) ++round.failed;
    if (figures[run]) runs_.push_back({points[run], with_errors(*figures[run], run), done_.size(), 0});
  }
  learn_summaries();
  for (Run& run : runs_) run.distance = distance(run.figures);
  done_.push_back(round);
  const Nearest nearest = this->nearest();
  done_.back().tolerance = nearest.tolerance;
  done_.back().kept = static_cast<std::size_t>(
      std::ranges::count(nearest.runs, done_.size() - 1, [](const Run* run) { return run->round; }));
  drawn_from_.emplace_back(moved(nearest), nearest.weights, wider);
}

std::vector<double> Fitting::with_errors(std::vector<double> figures, std::size_t run) const {
  const Chance chance(settings_.seed, static_cast<std::uint32_t>(done_.size()));
  for (std::size_t f = 0; f < figures.size(); ++f)
    figures[f] += observed_[f].error * normal(chance, error_of_a_figure, run, f);
  return figures;
}

void Fitting::learn_summaries() {
  std::vector<std::vector<double>> inputs;
  for (const Run& run : runs_) inputs.push_back(run.figures);
  summary_of_.clear();
  left_uncertain_.clear();
  for (std::size_t p = 0; p < settings_.parameters; ++p) {
    std::vector<double> output;
    for (const Run& run : runs_) output.push_back(run.at[p]);
    summary_of_.push_back(linear_fit(inputs, output));
    if (summary_of_.back().slopes.empty()) throw std::invalid_argument("too few runs for so many figures");
    double squares = 0;
    for (const Run& run : runs_) squares += std::pow(run.at[p] - predicted(summary_of_.back(), run.figures), 2);
    left_uncertain_.push_back(std::sqrt(std::max(1e-6, squares / static_cast<double>(runs_.size()))));
  }
}

std::vector<double> Fitting::summaries(const std::vector<double>& figures) const {
  std::vector<double> result;
  for (const LinearFit& fit : summary_of_) result.push_back(predicted(fit, figures));
  return result;
}

double Fitting::distance(const std::vector<double>& figures) const {
  std::vector<double> observed;
  for (const ObservedFigure& figure : observed_) observed.push_back(figure.value);
  const std::vector<double> here = summaries(figures), there = summaries(observed);
  double sum = 0;
  for (std::size_t p = 0; p < here.size(); ++p) sum += std::pow((here[p] - there[p]) / left_uncertain_[p], 2);
  return std::sqrt(sum);
}

double Fitting::weight(const Point& point) const {
  const double prior = prior_density(point);
  double drawn = static_cast<double>(done_.front().runs) * prior, all = static_cast<double>(done_.front().runs);
  for (std::size_t round = 1; round < done_.size(); ++round) {
    const auto runs = static_cast<double>(done_[round].runs);
    drawn += runs * drawn_from_[round - 1].density(point);
    all += runs;
  }
  return prior * all / drawn;
}

Fitting::Nearest Fitting::nearest() const {
  Nearest nearest;
  for (const Run& run : runs_) nearest.runs.push_back(&run);
  std::ranges::stable_sort(nearest.runs, {}, &Run::distance);
  nearest.runs.resize(std::min(nearest.runs.size(), settings_.kept));
  nearest.tolerance = nearest.runs.back()->distance;
  double sum = 0;
  for (const Run* run : nearest.runs) {
    // The nearer, the more: the kernel of Epanechnikov, by which what is farthest counts for next to nothing.
    const double kernel = std::max(1e-9, 1 - std::pow(run->distance / nearest.tolerance, 2));
    nearest.weights.push_back(kernel * weight(run->at));
    sum += nearest.weights.back();
  }
  for (double& weight : nearest.weights) weight /= sum;
  return nearest;
}

std::vector<Point> Fitting::moved(const Nearest& nearest) const {
  constexpr std::size_t resamples = 2000;  // so that weights count in a regression that knows none
  std::vector<double> observed;
  for (const ObservedFigure& figure : observed_) observed.push_back(figure.value);
  const std::vector<double> wanted = summaries(observed);
  const std::vector<std::size_t> chosen = resampled(resamples, nearest.weights, 0.5);
  std::vector<std::vector<double>> here, inputs;
  for (const Run* run : nearest.runs) here.push_back(summaries(run->figures));
  for (const std::size_t place : chosen) inputs.push_back(here[place]);
  // A regression on few runs leaves less scatter than there is, and does not know its own line exactly.
  const double runs = worth_of(nearest.weights), lines = static_cast<double>(settings_.parameters) + 1;
  const double scatter = std::sqrt((runs + 1) / std::max(1.0, runs - lines));
  std::vector<Point> points(nearest.runs.size(), Point(settings_.parameters));
  for (std::size_t p = 0; p < settings_.parameters; ++p) {
    std::vector<double> output;
    for (const std::size_t place : chosen) output.push_back(nearest.runs[place]->at[p]);
    const LinearFit fit = linear_fit(inputs, output);
    for (std::size_t i = 0; i < points.size(); ++i)
      points[i][p] = predicted(fit, wanted) + scatter * (nearest.runs[i]->at[p] - predicted(fit, here[i]));
  }
  return points;
}

std::vector<Point> Fitting::posterior(std::size_t draws) const {
  const Nearest nearest = this->nearest();
  const std::vector<Point> points = moved(nearest);
  const Chance chance(settings_.seed, static_cast<std::uint32_t>(done_.size()));
  std::vector<std::size_t> taken = resampled(draws, nearest.weights, chance.uniform(place_of_a_draw, 0, 0));
  std::vector<std::size_t> order(draws);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {},
                    [&](std::size_t i) { return chance.uniform(order_of_draws, static_cast<std::uint32_t>(i), 0); });
  std::vector<Point> result(draws);
  for (std::size_t i = 0; i < draws; ++i) result[order[i]] = points[taken[i]];
  return result;
}

double Fitting::effective_draws() const { return worth_of(nearest().weights); }

}  // namespace casetide::sim
