#include "sim/fitting.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <stdexcept>

#include "sim/influence.hpp"
#include "sim/random.hpp"

namespace casetide::sim {

namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

// What chance is drawn for; entity: the run of a round, or the draw, draw: the parameter.
constexpr std::uint32_t step_of_a_run = 1;
constexpr std::uint32_t accepted_draw = 2;

// Variance of what a round draws from, beside that of the posterior so far. Lines need no runs beyond it, and lie
// closer to the model where runs lie closer together.
constexpr double nearer = 0.5;

double normal(const Chance& chance, std::uint32_t purpose, std::size_t entity, std::size_t draw) {
  static const boost::math::normal standard;
  return boost::math::quantile(
      standard, chance.uniform(purpose, static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(draw)));
}

/// The symmetric matrix, what would be a negative information left out.
MatrixXd without_negative(const MatrixXd& information) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> parts(information);
  return parts.eigenvectors() * parts.eigenvalues().cwiseMax(0).asDiagonal() * parts.eigenvectors().transpose();
}

}  // namespace

struct Fitting::Belief {
  VectorXd mean;
  MatrixXd root;  // lower triangular, of the covariance

  Point at(const Point& normals, double scale) const {
    const VectorXd steps = Eigen::Map<const VectorXd>(normals.data(), static_cast<Index>(normals.size()));
    const VectorXd point = mean + scale * (root * steps);
    return {point.begin(), point.end()};
  }
  double deviation(Index parameter) const { return root.row(parameter).norm(); }
};

std::size_t least_runs(std::size_t figures, std::size_t parameters) { return figures + 2 * parameters + 20; }

Fitting::Fitting(FittingSettings settings, std::vector<ObservedFigure> observed)
    : settings_(settings), observed_(std::move(observed)) {
  const std::size_t least = least_runs(observed_.size(), settings_.parameters);
  if (settings_.kept < least || settings_.first_round < least)
    throw std::invalid_argument("too few runs for so many figures and parameters");
}

Fitting::~Fitting() = default;
Fitting::Fitting(Fitting&&) noexcept = default;
Fitting& Fitting::operator=(Fitting&&) noexcept = default;

std::vector<Point> Fitting::next() const {
  const Chance chance(settings_.seed, static_cast<std::uint32_t>(done_.size()));
  std::vector<Point> points;
  for (std::size_t run = 0; run < (belief_ ? settings_.later_round : settings_.first_round); ++run) {
    Point normals;
    for (std::size_t p = 0; p < settings_.parameters; ++p) normals.push_back(normal(chance, step_of_a_run, run, p));
    points.push_back(belief_ ? belief_->at(normals, std::sqrt(nearer)) : normals);
  }
  return points;
}

void Fitting::take(const std::vector<std::optional<Point>>& figures) {
  const std::vector<Point> points = next();
  if (figures.size() != points.size()) throw std::invalid_argument("other figures than runs");
  Round round{figures.size(), 0, 0};
  for (std::size_t run = 0; run < points.size(); ++run) {
    if (!figures[run]) ++round.failed;
    if (figures[run]) runs_.push_back({points[run], *figures[run]});
  }
  const std::size_t wanted = belief_ ? settings_.kept : settings_.first_round;
  if (runs_.size() > wanted) runs_.erase(runs_.begin(), runs_.end() - static_cast<std::ptrdiff_t>(wanted));
  if (runs_.size() < least_runs(observed_.size(), settings_.parameters))
    throw std::invalid_argument("too few runs are left");
  auto belief = belief_from(runs_);
  for (Index p = 0; p < belief->mean.size(); ++p) {
    const double before = belief_ ? belief_->mean[p] : 0;
    round.moved = std::max(round.moved, std::abs(belief->mean[p] - before) / belief->deviation(p));
  }
  belief_ = std::move(belief);
  done_.push_back(round);
}

std::unique_ptr<const Fitting::Belief> Fitting::belief_from(const std::vector<Run>& runs) const {
  const auto count = static_cast<Index>(runs.size()), parameters = static_cast<Index>(settings_.parameters),
             figures = static_cast<Index>(observed_.size());
  std::vector<std::vector<double>> inputs;
  for (const Run& run : runs) inputs.push_back(run.at);
  MatrixXd slopes(figures, parameters), left(count, figures);
  VectorXd surprise(figures);  // what was observed, less what the lines give where all parameters are 0
  for (Index f = 0; f < figures; ++f) {
    std::vector<double> output;
    for (const Run& run : runs) output.push_back(run.figures[static_cast<std::size_t>(f)]);
    const LinearFit line = linear_fit(inputs, output);
    double at_zero = line.at_means;
    for (Index p = 0; p < parameters; ++p) {
      slopes(f, p) = line.slopes[static_cast<std::size_t>(p)];
      at_zero -= slopes(f, p) * line.means[static_cast<std::size_t>(p)];
    }
    for (Index run = 0; run < count; ++run) {
      const auto place = static_cast<std::size_t>(run);
      left(run, f) =
          output[place] - at_zero - slopes.row(f).dot(Eigen::Map<const VectorXd>(runs[place].at.data(), parameters));
    }
    surprise[f] = observed_[static_cast<std::size_t>(f)].value - at_zero;
  }
  const double freedom = static_cast<double>(count - parameters - 1);
  // The lines are themselves known from so many runs only, and so is the scatter.
  const MatrixXd unexplained = left.transpose() * left / freedom * (1 + static_cast<double>(parameters + 1) / freedom);
  MatrixXd scatter = unexplained;
  for (Index f = 0; f < figures; ++f) scatter(f, f) += std::pow(observed_[static_cast<std::size_t>(f)].error, 2);
  const double inverse_of_an_estimate = (freedom - static_cast<double>(figures) - 1) / freedom;
  const auto whole = scatter.ldlt();
  const MatrixXd weighed = inverse_of_an_estimate * whole.solve(slopes);
  // Slopes that are estimated look steeper than they are, by the covariance of their errors.
  MatrixXd points(count, parameters);
  for (Index run = 0; run < count; ++run)
    points.row(run) = Eigen::Map<const VectorXd>(runs[static_cast<std::size_t>(run)].at.data(), parameters);
  points.rowwise() -= points.colwise().mean().eval();
  const MatrixXd of_the_slopes = (points.transpose() * points).llt().solve(MatrixXd::Identity(parameters, parameters));
  const double steeper = inverse_of_an_estimate * whole.solve(unexplained).trace();
  const MatrixXd precision = MatrixXd::Identity(parameters, parameters) +
                             without_negative(slopes.transpose() * weighed - steeper * of_the_slopes);
  const auto solver = precision.llt();
  const MatrixXd covariance = solver.solve(MatrixXd::Identity(parameters, parameters));
  return std::make_unique<const Belief>(
      Belief{solver.solve(weighed.transpose() * surprise), covariance.llt().matrixL()});
}

std::vector<Point> Fitting::posterior(std::size_t draws) const {
  const Chance chance(settings_.seed, static_cast<std::uint32_t>(done_.size()));
  std::vector<Point> points;
  for (std::size_t i = 0; i < draws; ++i) {
    Point normals;
    for (std::size_t p = 0; p < settings_.parameters; ++p) normals.push_back(normal(chance, accepted_draw, i, p));
    points.push_back(belief_->at(normals, 1));
  }
  return points;
}

}  // namespace casetide::sim
