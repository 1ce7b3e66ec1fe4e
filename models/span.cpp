#include "models/span.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace casetide::models {

sim::Instant due(sim::Instant from, Span span, const sim::Calendar& calendar) {
  const sim::Date day = sim::date_of(from);
  switch (span.unit) {
    case Span::Unit::working_days:
      return sim::end_of(calendar.add_working_days(day, span.count));
    case Span::Unit::days:
      return sim::end_of(day + std::chrono::days{span.count});
    case Span::Unit::weeks:
      return sim::end_of(day + std::chrono::days{7 * span.count});
    case Span::Unit::months:
      return sim::end_of(sim::add_months(day, span.count));
  }
  return sim::never;
}

double days_in(Span span) {
  constexpr double days[] = {7.0 / 5, 1, 7, sim::days_a_year / 12};  // by unit
  return span.count * days[static_cast<std::size_t>(span.unit)];
}

std::string text(Span span) {
  constexpr std::array<std::string_view, 4> units = {"working day", "day", "week", "month"};
  return fmt::format("{} {}{}", span.count, units[static_cast<std::size_t>(span.unit)], span.count == 1 ? "" : "s");
}

}  // namespace casetide::models
