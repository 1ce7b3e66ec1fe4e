// Designs that fill a space of several inputs with few points.
#pragma once

#include <cstdint>
#include <vector>

namespace casetide::sim {

/// [point][input] in (0, 1): each input has one point in each of `points` equal strata. The same seed gives the same
/// design.
std::vector<std::vector<double>> latin_hypercube(std::size_t points, std::size_t inputs, std::uint64_t seed);

}  // namespace casetide::sim
