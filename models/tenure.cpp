#include "models/tenure.hpp"

#include <algorithm>
#include <cmath>

#include "sim/calendar.hpp"

namespace casetide::models {

namespace {
constexpr double negligible = 1e-9;  // share of stays
}  // namespace

sim::Date after(sim::Date started, Span span) {
  switch (span.unit) {
    case Span::Unit::working_days:
      return started + std::chrono::days{span.count * 7 / 5};
    case Span::Unit::days:
      return started + std::chrono::days{span.count};
    case Span::Unit::weeks:
      return started + std::chrono::weeks{span.count};
    case Span::Unit::months:
      return sim::add_months(started, span.count);
  }
  return started;
}

Stay stay_met(const sim::Distribution& days, double ahead, double before) {
  const auto reach = [&](int day) { return day <= 1 ? 1.0 : 1 - days.cdf(day - 0.5); };
  Stay stay;
  for (double sum = 1, share = 1; sum < ahead * days.mean(); sum += share) {
    share = reach(stay.ahead + 1);
    if (share < negligible) break;
    ++stay.ahead;
  }
  const auto whole = static_cast<int>(std::lround(days.quantile_beyond(stay.ahead - 0.5, before)));
  stay.before = std::max(0, whole - stay.ahead);
  return stay;
}

int rest_of_stay(const sim::Distribution& days, int gone, double uniform) {
  return std::max(1, static_cast<int>(std::lround(days.quantile_beyond(gone + 0.5, uniform))) - gone);
}

int length_of_stay(const sim::Distribution& days, double uniform) {
  return std::max(1, static_cast<int>(std::lround(days.quantile(uniform))));
}

}  // namespace casetide::models
