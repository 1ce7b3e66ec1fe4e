#include "models/national_counts.hpp"

#include <numeric>

#include "sim/calendar.hpp"

namespace casetide::models {

namespace {

std::size_t band_of(sim::Date from, sim::Date until) {
  if (until <= sim::add_months(from, 3)) return 0;
  if (until <= sim::add_months(from, 6)) return 1;
  if (until < sim::add_months(from, 12)) return 2;
  return until < sim::add_months(from, 24) ? 3 : 4;
}

}  // namespace

void LengthBands::add(sim::Date from, sim::Date until) { ++counts_[band_of(from, until)]; }

std::int64_t LengthBands::total() const { return std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0}); }

}  // namespace casetide::models
