#include "sim/gaussian_kernel.hpp"

#include <Eigen/Dense>
#include <cmath>

namespace casetide::sim {

namespace {

using Eigen::Index;
using Columns = Eigen::MatrixXd;

Eigen::Map<const Eigen::VectorXd> vector_of(std::span<const double> values) {
  return {values.data(), static_cast<Index>(values.size())};
}

Columns covariance(const std::vector<Point>& points, std::span<const double> weights) {
  const auto dimensions = static_cast<Index>(points.front().size());
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(dimensions);
  double sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    mean += weights[i] * vector_of(points[i]);
    sum += weights[i];
  }
  mean /= sum;
  Columns result = Columns::Zero(dimensions, dimensions);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Eigen::VectorXd from_mean = vector_of(points[i]) - mean;
    result += weights[i] / sum * from_mean * from_mean.transpose();
  }
  return result;
}

}  // namespace

/// The lower triangular root of the covariance.
struct GaussianKernel::Root {
  Columns lower;
};

GaussianKernel::GaussianKernel(const std::vector<Point>& points, std::span<const double> weights, double times) {
  constexpr double least_variance = 1e-6;  // beside 1, the variance of a standard normal
  Columns wanted = times * covariance(points, weights);
  wanted.diagonal().array() += least_variance;
  root_ = std::make_unique<const Root>(Root{wanted.llt().matrixL()});
}

GaussianKernel::~GaussianKernel() = default;
GaussianKernel::GaussianKernel(GaussianKernel&&) noexcept = default;
GaussianKernel& GaussianKernel::operator=(GaussianKernel&&) noexcept = default;

Point GaussianKernel::step(const Point& centre, std::span<const double> normals) const {
  const Eigen::VectorXd to = vector_of(centre) + root_->lower * vector_of(normals);
  return {to.begin(), to.end()};
}

double GaussianKernel::density(const Point& centre, const Point& point) const {
  const Eigen::VectorXd steps = vector_of(point) - vector_of(centre);
  return std::exp(-0.5 * root_->lower.triangularView<Eigen::Lower>().solve(steps).squaredNorm());
}

}  // namespace casetide::sim
