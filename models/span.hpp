// Spans as law and guidance write them ("45 working days", "3 months"), and the due instants they fix.
#pragma once

#include <cstdint>
#include <string>

#include "sim/calendar.hpp"

namespace casetide::models {

/// A statutory span. Range: count >= 0.
struct Span {
  enum class Unit : std::uint8_t { working_days, days, weeks, months };
  int count = 0;
  Unit unit = Unit::days;
  friend bool operator==(const Span&, const Span&) = default;
};

/// The due instant of a span that runs from `from`: 24:00 of the day that lies `span` after the day of `from`.
/// Months clamp to the month's end: three months from 30 November end on 28 or 29 February.
sim::Instant due(sim::Instant from, Span span, const sim::Calendar& calendar);

/// How long a span is on average [days]: five working days are a week.
double days_in(Span span);

/// "45 working days", "1 week".
std::string text(Span span);

}  // namespace casetide::models
