// Where a series has forgotten how it began: MSER-5 (White, Cobb and Spratt 2000).
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace casetide::sim {

/// Number of first values to leave out so that the mean of the rest is known best; a multiple of 5. Absent when that
/// would be half of the series or more, there are fewer than 20 values or one is no number: then it has not settled, or
/// nobody can tell.
std::optional<std::size_t> settled_after(std::span<const double> series);

}  // namespace casetide::sim
