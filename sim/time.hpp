// Simulated time: civil instants in whole minutes, in no time zone.
// Built on std::chrono, whose civil calendar does the arithmetic of years and months.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace casetide::sim {

/// A length of time [whole minutes].
using Minutes = std::chrono::minutes;

/// A civil day in no time zone.
using Date = std::chrono::local_days;

/// A civil instant [whole minutes], e.g. 3 September 2018 09:30.
using Instant = std::chrono::local_time<Minutes>;

/// Later than anything that happens: what never falls due.
inline constexpr Instant never = Instant::max();

inline constexpr Minutes one_day{24 * 60};
inline constexpr double days_a_year = 365.25;  // in the mean

/// The civil day on which `instant` falls; midnight belongs to the day that begins.
constexpr Date date_of(Instant instant) { return std::chrono::floor<std::chrono::days>(instant); }

/// 24:00 of `date`, when that day is over: a due instant always stands at the end of its day.
constexpr Instant end_of(Date date) { return Instant{date} + one_day; }

constexpr double in_days(Minutes length) { return static_cast<double>(length.count()) / one_day.count(); }
constexpr double in_hours(Minutes length) { return static_cast<double>(length.count()) / 60.0; }

/// The first day of the month after the one in which `date` lies.
constexpr Date first_of_next_month(Date date) {
  const std::chrono::year_month_day day{date};
  return Date{(day.year() / day.month() / 1) + std::chrono::months{1}};
}

/// "2018-09-03 09:30"
std::string text(Instant instant);
/// "2018-09-03"
std::string text(Date date);

}  // namespace casetide::sim
