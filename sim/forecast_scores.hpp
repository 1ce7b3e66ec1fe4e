// How good a forecast was, once it is known what happened.
#pragma once

#include <optional>
#include <span>
#include <utility>

namespace casetide::sim {

/// Continuous ranked probability score of an ensemble, in the unit of its values, 0 where it was sure and right; of one
/// value it is the distance. Source: T. Gneiting and A. E. Raftery, Strictly proper scoring rules, prediction, and
/// estimation, J. Amer. Statist. Assoc. 102 (2007) 359-378, section 4.2. Values that are not numbers are left out; NaN
/// when there are none.
double crps(std::span<const double> ensemble, double happened);

/// The straight line of least squares through points (x, y), at `x`. Absent for fewer than two points, or where all
/// have the same x.
std::optional<double> linear_trend(std::span<const std::pair<double, double>> points, double x);

}  // namespace casetide::sim
