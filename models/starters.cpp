#include "models/starters.hpp"

#include <algorithm>

#include "models/employment.hpp"

namespace casetide::models {

namespace {
constexpr std::chrono::days a_year{365};
}  // namespace

void YearsStarters::assume_full_year(sim::Date today, double limit) {
  for (double number = 0.5; number < limit; ++number)
    add(today - std::chrono::days{static_cast<std::int64_t>(number / limit * a_year.count())}, 1);
}

void YearsStarters::remove(sim::Date day, double fte) {
  const auto is_it = [&](const Start& start) { return start.day == day && start.fte == fte; };
  if (const auto found = std::find_if(starts_.begin(), starts_.end(), is_it); found != starts_.end())
    starts_.erase(found);
}

void YearsStarters::forget(sim::Date today) {
  std::erase_if(starts_, [&](const Start& start) { return start.day <= today - a_year; });
}

double YearsStarters::in_year_to(sim::Date last) const {
  double sum = 0;
  for (const Start& start : starts_)
    if (start.day <= last && start.day > last - a_year) sum += start.fte;
  return sum;
}

/// Of the years in which the day lies, the fullest one ends on the day of a start.
bool YearsStarters::has_room(sim::Date day, double fte, double limit) const {
  const auto is_full = [&](sim::Date last) { return in_year_to(last) + fte > limit + fte_rounding; };
  return !is_full(day) && std::none_of(starts_.begin(), starts_.end(), [&](const Start& start) {
    return start.day > day && start.day < day + a_year && is_full(start.day);
  });
}

}  // namespace casetide::models
