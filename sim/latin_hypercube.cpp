// M. D. McKay, R. J. Beckman and W. J. Conover, A comparison of three methods for selecting values of input variables
// in the analysis of output from a computer code, Technometrics 21(2), 1979, pages 239-245.
#include "sim/latin_hypercube.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "sim/random.hpp"

namespace casetide::sim {

namespace {

/// Of a design, which belongs to no replication: the last number that a replication could have.
constexpr std::uint32_t no_replication = 0xffffffff;
enum DrawPurpose : std::uint32_t { order_of_strata, place_in_stratum };

/// One input's stratum of each point: a random order (Fisher and Yates).
std::vector<std::size_t> strata(std::size_t points, std::uint32_t input, const Chance& chance) {
  std::vector<std::size_t> order(points);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t left = points; left > 1; --left) {
    const double u = chance.uniform(order_of_strata, input, static_cast<std::uint32_t>(left));
    const auto drawn = static_cast<std::size_t>(u * static_cast<double>(left));
    std::swap(order[left - 1], order[drawn]);
  }
  return order;
}

/// Inside (0, 1) by 2^-21 at least, so that rounding takes no point over the edge of its stratum.
double inside(double u) {
  constexpr double steps = 0x1p20;
  return (static_cast<double>(static_cast<std::uint32_t>(u * steps)) + 0.5) / steps;
}

}  // namespace

std::vector<std::vector<double>> latin_hypercube(std::size_t points, std::size_t inputs, std::uint64_t seed) {
  const Chance chance(seed, no_replication);
  std::vector<std::vector<double>> design(points, std::vector<double>(inputs));
  for (std::size_t input = 0; input < inputs; ++input) {
    const auto number = static_cast<std::uint32_t>(input);
    const std::vector<std::size_t> order = strata(points, number, chance);
    for (std::size_t point = 0; point < points; ++point) {
      const double u = chance.uniform(place_in_stratum, number, static_cast<std::uint32_t>(point));
      design[point][input] = (static_cast<double>(order[point]) + inside(u)) / static_cast<double>(points);
    }
  }
  return design;
}

}  // namespace casetide::sim
