// Distributions of non-negative quantities, each with exact mean and variance, sampled by inverse CDF only:
// one uniform gives one value, so draws stay in step between plans.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace casetide::sim {

/// One value, always; >= 0.
struct Constant {
  double value;
  bool operator==(const Constant&) const = default;
};
/// By mean, > 0.
struct Exponential {
  double mean;
  bool operator==(const Exponential&) const = default;
};
/// By mean and coefficient of variation (standard deviation / mean), both > 0.
struct Lognormal {
  double mean;
  double cv;
  double mu = 0, sigma = 0;  // of the logarithm, set on construction: a draw need not work them out again
  bool operator==(const Lognormal&) const = default;
};
/// 0 <= low <= high.
struct Uniform {
  double low;
  double high;
  bool operator==(const Uniform&) const = default;
};
/// 0 <= low <= mode <= high.
struct Triangular {
  double low;
  double mode;
  double high;
  bool operator==(const Triangular&) const = default;
};
/// Weibull by scale and shape, both > 0; shape 1 is exponential.
struct Weibull {
  double scale;
  double shape;
  bool operator==(const Weibull&) const = default;
};
/// Piecewise uniform over contiguous or separate bands with given shares: how published tables give durations.
struct Bands {
  struct Band {
    double low;
    double high;
    double share;
    bool operator==(const Band&) const = default;
  };
  std::vector<Band> bands;  // ascending, not overlapping, shares >= 0 with a positive sum (normalised on construction)
  bool operator==(const Bands&) const = default;
};

class Distribution {
 public:
  using Shape = std::variant<Constant, Exponential, Lognormal, Uniform, Triangular, Weibull, Bands>;

  /// Throws std::invalid_argument naming the parameter when one is out of range (negative, not finite, high < low ...)
  /// or the variance would not be finite.
  explicit Distribution(Shape shape);
  static Distribution constant(double value) { return Distribution(Constant{value}); }

  double mean() const;
  double variance() const;
  /// P(X <= x).
  double cdf(double x) const;
  /// The smallest x with cdf(x) >= u, for 0 < u < 1.
  double quantile(double u) const;
  /// A draw of X given that X > elapsed: what is still to come is result - elapsed. `elapsed` >= 0.
  /// Where the distribution ends at or before `elapsed`, or doubles cannot tell, returns `elapsed`.
  double quantile_beyond(double elapsed, double u) const;

  const Shape& shape() const { return shape_; }
  bool operator==(const Distribution&) const = default;

 private:
  Shape shape_;
};

}  // namespace casetide::sim
