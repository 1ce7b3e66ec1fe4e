#include "sim/gaussian_kernel.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <numeric>

namespace casetide::sim {

namespace {

using Eigen::Index;

Eigen::Map<const Eigen::VectorXd> vector_of(std::span<const double> values) {
  return {values.data(), static_cast<Index>(values.size())};
}

}  // namespace

struct GaussianKernel::Shape {
  Eigen::VectorXd mean;
  Eigen::MatrixXd lower;  // triangular root of the covariance
};

GaussianKernel::GaussianKernel(const std::vector<Point>& points, std::span<const double> weights, double times) {
  constexpr double least_variance = 1e-6;  // beside 1, the variance of a standard normal
  const auto dimensions = static_cast<Index>(points.front().size());
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(dimensions);
  for (std::size_t i = 0; i < points.size(); ++i) mean += weights[i] / sum * vector_of(points[i]);
  Eigen::MatrixXd covariance = least_variance * Eigen::MatrixXd::Identity(dimensions, dimensions);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Eigen::VectorXd from_mean = vector_of(points[i]) - mean;
    covariance += times * weights[i] / sum * from_mean * from_mean.transpose();
  }
  shape_ = std::make_unique<const Shape>(Shape{mean, covariance.llt().matrixL()});
}

GaussianKernel::~GaussianKernel() = default;
GaussianKernel::GaussianKernel(GaussianKernel&&) noexcept = default;
GaussianKernel& GaussianKernel::operator=(GaussianKernel&&) noexcept = default;

Point GaussianKernel::at(std::span<const double> normals) const {
  const Eigen::VectorXd point = shape_->mean + shape_->lower * vector_of(normals);
  return {point.begin(), point.end()};
}

double GaussianKernel::density(const Point& point) const {
  const Eigen::VectorXd away = vector_of(point) - shape_->mean;
  const auto lower = shape_->lower.triangularView<Eigen::Lower>();
  return std::exp(-0.5 * lower.solve(away).squaredNorm()) / shape_->lower.diagonal().prod();
}

}  // namespace casetide::sim
