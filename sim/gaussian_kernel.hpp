// A normal distribution in several dimensions, of which points are drawn and densities taken.
#pragma once

#include <memory>
#include <span>
#include <vector>

namespace casetide::sim {

using Point = std::vector<double>;

/// Has the mean of points with weights, which need not come to 1, and `times` their covariance; directions in which
/// they do not spread get next to none.
class GaussianKernel {
 public:
  GaussianKernel(const std::vector<Point>& points, std::span<const double> weights, double times);
  ~GaussianKernel();
  GaussianKernel(GaussianKernel&&) noexcept;
  GaussianKernel& operator=(GaussianKernel&&) noexcept;

  /// The point that independent standard normals, one for each dimension, lead to.
  Point at(std::span<const double> normals) const;

  /// As a multiple of the density that independent standard normals have at their mean.
  double density(const Point& point) const;

 private:
  struct Shape;
  std::unique_ptr<const Shape> shape_;
};

}  // namespace casetide::sim
