// Least squares on inputs and output brought to mean 0 and length 1, so that which inputs can be told apart does not
// hang on their units; the regression on ranks is the same on the ranks. Source of the latter: A. Saltelli et al.,
// Sensitivity Analysis in Practice, Wiley, 2004, section 1 (standardised rank regression coefficients).
#include "sim/influence.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>

namespace casetide::sim {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t replications_beyond_inputs = 5;

/// One column each.
struct Sample {
  std::vector<std::vector<double>> inputs;
  std::vector<double> output;
};

Sample with_numbers(const std::vector<std::vector<double>>& inputs, std::span<const double> output) {
  Sample sample;
  if (inputs.empty()) return sample;
  sample.inputs.resize(inputs.front().size());
  for (std::size_t replication = 0; replication < output.size(); ++replication) {
    if (std::isnan(output[replication])) continue;
    sample.output.push_back(output[replication]);
    for (std::size_t input = 0; input < sample.inputs.size(); ++input)
      sample.inputs[input].push_back(inputs[replication][input]);
  }
  return sample;
}

bool is_enough(const Sample& sample) {
  return !sample.inputs.empty() && sample.output.size() >= sample.inputs.size() + replications_beyond_inputs;
}

/// 1 is the least; equal values share the mean of their ranks.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t place) { return values[place]; });
  std::vector<double> result(values.size());
  for (std::size_t from = 0, until = 0; from < order.size(); from = until) {
    while (until < order.size() && values[order[until]] == values[order[from]]) ++until;
    for (std::size_t place = from; place < until; ++place)
      result[order[place]] = static_cast<double>(from + 1 + until) / 2;
  }
  return result;
}

/// A column brought to mean 0 and length 1; all 0, with length 0, where it does not vary.
struct Scaled {
  double mean = 0;
  double length = 0;
  Eigen::VectorXd values;
};

Scaled scaled(const std::vector<double>& column) {
  Scaled result;
  result.values = Eigen::Map<const Eigen::VectorXd>(column.data(), static_cast<Eigen::Index>(column.size()));
  result.mean = result.values.mean();
  const auto [least, most] = std::ranges::minmax(column);
  if (least == most) {
    result.values.setZero();
    return result;
  }
  result.values.array() -= result.mean;
  result.length = result.values.norm();
  result.values /= result.length;
  return result;
}

/// Of the scaled columns.
struct Coefficients {
  std::vector<Scaled> inputs;
  Scaled output;
  Eigen::VectorXd values;
  Eigen::VectorXd errors;    // NaN for an input that moves in step with others, so that nobody can tell them apart
  double left = 0;           // share of the output's variance that is not explained
  Eigen::Index freedom = 0;  // degrees of freedom of the errors
};

using LeastSquares = Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd>;

/// From the pseudo-inverse X+: the covariance of the coefficients is variance X+ X+^T, and an input can be told from
/// the others where the diagonal of X+ X has 1.
Eigen::VectorXd errors_of(const Eigen::MatrixXd& columns, const LeastSquares& solver, double variance) {
  constexpr double tolerance = 1e-6;
  const Eigen::MatrixXd inverse = solver.pseudoInverse();
  Eigen::VectorXd errors = (variance * inverse.rowwise().squaredNorm()).cwiseSqrt();
  for (Eigen::Index input = 0; input < columns.cols(); ++input) {
    const bool varies = columns.col(input).squaredNorm() > 0;
    if (varies && inverse.row(input).dot(columns.col(input)) < 1 - tolerance) errors[input] = unknown;
  }
  return errors;
}

Coefficients coefficients(const Sample& sample) {
  Coefficients result;
  Eigen::MatrixXd columns(sample.output.size(), sample.inputs.size());
  for (std::size_t input = 0; input < sample.inputs.size(); ++input) {
    result.inputs.push_back(scaled(sample.inputs[input]));
    columns.col(static_cast<Eigen::Index>(input)) = result.inputs.back().values;
  }
  result.output = scaled(sample.output);
  LeastSquares solver;
  solver.setThreshold(1e-10);
  solver.compute(columns);
  result.values = solver.solve(result.output.values);
  result.left = (result.output.values - columns * result.values).squaredNorm();
  result.freedom = columns.rows() - 1 - solver.rank();
  result.errors = errors_of(columns, solver, result.left / static_cast<double>(result.freedom));
  return result;
}

}  // namespace

std::vector<Influence> ranked_influences(const std::vector<std::vector<double>>& inputs,
                                         std::span<const double> output) {
  Sample sample = with_numbers(inputs, output);
  if (!is_enough(sample)) return {};
  for (std::vector<double>& column : sample.inputs) column = ranks(column);
  sample.output = ranks(sample.output);
  const Coefficients found = coefficients(sample);
  const auto freedom = static_cast<double>(found.freedom);
  const double t = boost::math::quantile(boost::math::students_t(freedom), (1 + usual_confidence) / 2);
  std::vector<Influence> influences;
  for (std::size_t input = 0; input < found.inputs.size(); ++input) {
    const double value = found.values[static_cast<Eigen::Index>(input)];
    const double half_width = t * found.errors[static_cast<Eigen::Index>(input)];
    influences.push_back({input, value, value - half_width, value + half_width});
  }
  const auto strength = [&](const Influence& it) {  // one that does not vary comes after one that does nothing
    return found.inputs[it.input].length > 0 ? std::abs(it.rank_coefficient) : -1;
  };
  std::ranges::stable_sort(influences, std::greater{}, strength);
  return influences;
}

LinearFit linear_fit(const std::vector<std::vector<double>>& inputs, std::span<const double> output) {
  const Sample sample = with_numbers(inputs, output);
  if (!is_enough(sample)) return {};
  const Coefficients found = coefficients(sample);
  LinearFit fit;
  fit.at_means = found.output.mean;
  fit.explained = found.output.length > 0 ? std::clamp(1 - found.left, 0.0, 1.0) : 0;
  for (std::size_t input = 0; input < found.inputs.size(); ++input) {
    const Scaled& column = found.inputs[input];
    const double scale = column.length > 0 ? found.output.length / column.length : 0;
    fit.means.push_back(column.mean);
    fit.slopes.push_back(scale * found.values[static_cast<Eigen::Index>(input)]);
    fit.errors.push_back(scale * found.errors[static_cast<Eigen::Index>(input)]);
  }
  return fit;
}

}  // namespace casetide::sim
