#include "sim/fitting.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "sim/random.hpp"

namespace casetide::sim {

namespace {

// What chance is drawn for; entity: the run of a round, draw: the dimension.
constexpr std::uint32_t step_of_a_run = 1;
constexpr std::uint32_t error_of_a_figure = 2;
constexpr std::uint32_t parent_of_a_run = 3;
constexpr std::uint32_t order_of_draws = 4;

double normal(const Chance& chance, std::uint32_t purpose, std::size_t entity, std::size_t draw) {
  static const boost::math::normal standard;
  return boost::math::quantile(
      standard, chance.uniform(purpose, static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(draw)));
}

/// The density of standard normals, but for a factor.
double prior_density(const Point& point) {
  return std::exp(-0.5 * std::inner_product(point.begin(), point.end(), point.begin(), 0.0));
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
  const Chance chance(settings_.seed, static_cast<std::uint32_t>(round_));
  std::vector<Point> points;
  const std::vector<double> chosen_by = weights();
  const std::vector<std::size_t> parents =
      particles_.empty() ? std::vector<std::size_t>{} : resampled(settings_.later_round, chosen_by);
  for (std::size_t run = 0; run < (particles_.empty() ? settings_.first_round : settings_.later_round); ++run) {
    Point normals;
    for (std::size_t p = 0; p < settings_.parameters; ++p) normals.push_back(normal(chance, step_of_a_run, run, p));
    points.push_back(particles_.empty() ? normals : kernel_->step(particles_[parents[run]].at, normals));
  }
  return points;
}

void Fitting::take(const std::vector<std::optional<std::vector<double>>>& figures) {
  const std::vector<Point> points = next();
  if (figures.size() != points.size()) throw std::invalid_argument("other figures than runs");
  Round told{figures.size(), 0, 1, 0};
  std::vector<Particle> fresh;
  for (std::size_t run = 0; run < points.size(); ++run) {
    if (!figures[run]) ++told.failed;
    if (figures[run]) fresh.push_back({points[run], with_errors(*figures[run], run), weight(points[run]), 0});
  }
  if (particles_.empty()) learn_summaries(fresh);
  for (Particle& particle : fresh) particle.distance = distance(particle.figures);
  if (!particles_.empty()) {
    const double farthest = particles_.back().distance;
    const auto nearer = std::ranges::count_if(fresh, [&](const Particle& it) { return it.distance < farthest; });
    told.accepted = static_cast<double>(nearer) / static_cast<double>(points.size());
  }
  fresh.insert(fresh.begin(), particles_.begin(), particles_.end());
  keep_nearest(std::move(fresh));
  told.tolerance = particles_.back().distance;
  done_.push_back(told);
  ++round_;
  is_done_ = round_ >= settings_.most_rounds || told.accepted < settings_.least_accepted;
}

std::vector<double> Fitting::with_errors(std::vector<double> figures, std::size_t run) const {
  const Chance chance(settings_.seed, static_cast<std::uint32_t>(round_));
  for (std::size_t f = 0; f < figures.size(); ++f)
    figures[f] += observed_[f].error * normal(chance, error_of_a_figure, run, f);
  return figures;
}

void Fitting::learn_summaries(const std::vector<Particle>& all) {
  std::vector<std::vector<double>> inputs;
  for (const Particle& particle : all) inputs.push_back(particle.figures);
  for (std::size_t p = 0; p < settings_.parameters; ++p) {
    std::vector<double> output;
    for (const Particle& particle : all) output.push_back(particle.at[p]);
    summary_of_.push_back(linear_fit(inputs, output));
    if (summary_of_.back().slopes.empty()) throw std::invalid_argument("too few runs for so many figures");
    left_uncertain_.push_back(std::sqrt(std::max(1e-4, 1 - summary_of_.back().explained)));
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
  if (particles_.empty()) return 1;
  const std::vector<double> shares = weights();
  double drawn_from = 0;
  for (std::size_t i = 0; i < particles_.size(); ++i)
    drawn_from += shares[i] * kernel_->density(particles_[i].at, point);
  return prior_density(point) / drawn_from;
}

void Fitting::keep_nearest(std::vector<Particle> all) {
  std::ranges::stable_sort(all, {}, &Particle::distance);
  all.resize(std::min(all.size(), settings_.kept));
  particles_ = std::move(all);
  std::vector<Point> points;
  for (const Particle& particle : particles_) points.push_back(particle.at);
  kernel_.emplace(points, weights(), 2);
}

std::vector<double> Fitting::weights() const {
  std::vector<double> shares;
  double sum = 0;
  for (const Particle& particle : particles_) sum += particle.weight;
  for (const Particle& particle : particles_) shares.push_back(particle.weight / sum);
  return shares;
}

/// Systematic resampling: at equal steps along the weights from one chance. Source: J. Carpenter, P. Clifford and P.
/// Fearnhead, IEE Proc. Radar, Sonar and Navigation 146 (1999) 2-7.
std::vector<std::size_t> Fitting::resampled(std::size_t count, const std::vector<double>& weights) const {
  const Chance chance(settings_.seed, static_cast<std::uint32_t>(round_));
  const double first = chance.uniform(parent_of_a_run, 0, 0);
  std::vector<std::size_t> places;
  double passed = weights.front();
  for (std::size_t place = 0, i = 0; i < count; ++i) {
    const double at = (static_cast<double>(i) + first) / static_cast<double>(count);
    while (passed < at && place + 1 < weights.size()) passed += weights[++place];
    places.push_back(place);
  }
  return places;
}

std::vector<Point> Fitting::posterior(std::size_t draws) const {
  // The nearer, the more: the kernel of Epanechnikov. What is farthest counts for nothing.
  const double farthest = particles_.back().distance;
  std::vector<double> weights = this->weights();
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] *= std::max(1e-9, 1 - std::pow(particles_[i].distance / farthest, 2));
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;

  constexpr std::size_t resamples = 2000;  // so that weights count in a regression without weights
  std::vector<std::vector<double>> inputs;
  std::vector<std::size_t> chosen = resampled(resamples, weights);
  for (const std::size_t place : chosen) inputs.push_back(summaries(particles_[place].figures));
  std::vector<double> observed;
  for (const ObservedFigure& figure : observed_) observed.push_back(figure.value);
  const std::vector<double> wanted = summaries(observed);

  std::vector<std::size_t> order(draws);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const Chance chance(settings_.seed, static_cast<std::uint32_t>(round_));
  std::ranges::sort(order, {}, [&](std::size_t i) { return chance.uniform(order_of_draws, std::uint32_t(i), 0); });
  const std::vector<std::size_t> taken = resampled(draws, weights);
  std::vector<Point> points(draws, Point(settings_.parameters));
  for (std::size_t p = 0; p < settings_.parameters; ++p) {
    std::vector<double> output;
    for (const std::size_t place : chosen) output.push_back(particles_[place].at[p]);
    const LinearFit fit = linear_fit(inputs, output);
    for (std::size_t i = 0; i < draws; ++i) {
      const Particle& particle = particles_[taken[i]];
      points[order[i]][p] = particle.at[p] - predicted(fit, summaries(particle.figures)) + predicted(fit, wanted);
    }
  }
  return points;
}

double Fitting::effective_draws() const {
  double squares = 0;
  for (const double weight : weights()) squares += weight * weight;
  return 1 / squares;
}

}  // namespace casetide::sim
