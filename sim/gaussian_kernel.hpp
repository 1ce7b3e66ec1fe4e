// A normal distribution in several dimensions, moved from place to place: the step of a random walk.
#pragma once

#include <memory>
#include <span>
#include <vector>

namespace casetide::sim {

using Point = std::vector<double>;

/// Of points with weights, which need not come to 1.
class GaussianKernel {
 public:
  /// Its covariance is `times` that of the points; directions in which they do not spread get next to none.
  GaussianKernel(const std::vector<Point>& points, std::span<const double> weights, double times);
  ~GaussianKernel();
  GaussianKernel(GaussianKernel&&) noexcept;
  GaussianKernel& operator=(GaussianKernel&&) noexcept;

  /// The point that independent standard normals, one for each dimension, lead to from `centre`.
  Point step(const Point& centre, std::span<const double> normals) const;

  /// Density at `point` of a step from `centre`, but for a factor that is the same everywhere.
  double density(const Point& centre, const Point& point) const;

 private:
  struct Root;
  std::unique_ptr<const Root> root_;
};

}  // namespace casetide::sim
