// How the national statistics put counts: shares, quartiles, bands of length, days late.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/time.hpp"

namespace casetide::models {

inline constexpr double no_figure = std::numeric_limits<double>::quiet_NaN();

/// Part of a whole [%]; NaN of nothing.
inline double percent(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? 100 * static_cast<double>(part) / static_cast<double>(whole) : no_figure;
}

/// The same of amounts [%]; NaN of nothing.
inline double percent(double part, double whole) { return whole > 0 ? 100 * part / whole : no_figure; }

/// Some of those looked at.
struct Share {
  std::int64_t part = 0;
  std::int64_t whole = 0;

  void add(bool counts) {
    part += counts;
    ++whole;
  }
  double value() const { return percent(part, whole); }
};

/// The smallest of the lengths with at least `percentage` % of them at or below it, as published; NaN of none.
/// Range: 0 < percentage <= 100.
template <typename Length>
double quantile(std::vector<Length> lengths, std::size_t percentage) {
  if (lengths.empty()) return no_figure;
  const std::size_t place = (percentage * lengths.size() + 99) / 100 - 1;
  std::nth_element(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(place), lengths.end());
  return static_cast<double>(lengths[place]);
}

inline std::int64_t count_over(int limit, const std::vector<int>& lengths) {
  return std::ranges::count_if(lengths, [limit](int length) { return length > limit; });
}

/// How many stretches of time were up to 3 months long, up to 6, less than 12, less than 24, and longer.
class LengthBands {
 public:
  static constexpr std::size_t count = 5;

  void add(sim::Date from, sim::Date until);
  std::int64_t total() const;
  /// The band's share of all [%].
  double share(std::size_t band) const { return percent(counts_[band], total()); }

 private:
  std::array<std::int64_t, count> counts_{};
};

/// What is owed and past its due instant.
struct Lateness {
  std::int64_t count = 0;
  sim::Minutes so_far{0};

  void add(sim::Minutes late_by) {
    ++count;
    so_far += late_by;
  }
  double days() const { return sim::in_days(so_far); }
};

}  // namespace casetide::models
