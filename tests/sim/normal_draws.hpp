// Draws from the normal distribution for the tests of statistics.
#pragma once

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/random.hpp"

namespace casetide::sim {

/// Mean 0, standard deviation 1; the same for the same arguments.
inline double normal_draw(const Chance& chance, std::uint32_t series, std::uint32_t place) {
  return boost::math::quantile(boost::math::normal(), chance.uniform(/*purpose*/ 1, series, place));
}

inline std::vector<double> normal_draws(const Chance& chance, std::uint32_t series, std::uint32_t count) {
  std::vector<double> values;
  for (std::uint32_t place = 0; place < count; ++place) values.push_back(normal_draw(chance, series, place));
  return values;
}

/// What a share over so many repeats may differ by from its true value: three standard errors.
inline double tolerance_of_share(double share, int repeats) { return 3 * std::sqrt(share * (1 - share) / repeats); }

}  // namespace casetide::sim
