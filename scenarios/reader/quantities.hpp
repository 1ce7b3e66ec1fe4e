// Quantities with units (`45 working days`, `3 hours`) and distributions of them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "models/span.hpp"
#include "scenarios/reader/binding.hpp"
#include "sim/distribution.hpp"
#include "sim/time.hpp"

namespace casetide::scenarios {

enum class Unit : std::uint8_t { none, minutes, hours, working_days, days, weeks, months, years, children, points };

/// The unit of that name, one or many of it (`hour`, `hours`); none when it is no unit.
Unit unit_named(std::string_view word);

/// The unit that a use wants, and the units in which it may be written.
struct Wanted {
  struct Option {
    Unit unit = Unit::none;
    double times = 1, per = 1;  // amount in the wanted unit = amount written * times / per
  };
  std::string_view expected;  // for messages: "hours or minutes, such as `3 hours`"
  std::array<Option, 2> options;
};

inline constexpr Wanted in_hours{"hours or minutes, such as `3 hours`", {{{Unit::hours}, {Unit::minutes, 1, 60}}}};
inline constexpr Wanted in_working_days{"working days, such as `10 working days`", {{{Unit::working_days}}}};
inline constexpr Wanted in_days{"days or weeks, such as `14 days`", {{{Unit::days}, {Unit::weeks, 7, 1}}}};
inline constexpr Wanted in_years{"years or months, such as `5 years`", {{{Unit::years}, {Unit::months, 1, 12}}}};
inline constexpr Wanted in_children{"children, such as `28 children`", {{{Unit::children}}}};
inline constexpr Wanted in_points{"points or children, such as `28 points`", {{{Unit::points}, {Unit::children}}}};

/// An amount in the wanted unit, within the range.
double quantity(const Value& value, const Wanted& wanted, Range range, double fallback = 0);

/// A whole amount in the wanted unit, which has one way to be written.
int whole_quantity(const Value& value, const Wanted& wanted, int low, int high, int fallback);

/// Hours or minutes that come to whole minutes, above 0 and at most a day.
sim::Minutes part_of_day(const Value& value, sim::Minutes fallback);

/// Hours or minutes within the range of hours that come to whole minutes.
sim::Minutes minutes(const Value& value, Range hours, sim::Minutes fallback);

/// A span as law writes it: a whole number, `least` or more, of working days, days, weeks or months.
models::Span span(const Value& value, int least, models::Span fallback = {});

/// `80%` or `0.8`, also above one.
double proportion(const Value& value, Range range, double fallback);

/// Money, from nothing to a billion: `£28,000`, `£3.5m`, `£300k`, `£36.50` or `28000`, in quotes or not.
double pounds(const Value& value, double fallback = 0);

/// A quantity (always that), or a table with one shape: exponential, lognormal, uniform, triangular, weibull, bands.
sim::Distribution distribution(const Value& value, const Wanted& wanted);

}  // namespace casetide::scenarios
