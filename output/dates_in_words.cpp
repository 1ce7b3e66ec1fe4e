#include "output/dates_in_words.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace casetide::output {

namespace {

constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string day_and_month(std::chrono::year_month_day date) {
  return fmt::format("{} {}", unsigned{date.day()}, months[unsigned{date.month()} - 1]);
}

}  // namespace

std::string day_in_words(sim::Date date) {
  const std::chrono::year_month_day day{date};
  return fmt::format("{} {}", day_and_month(day), int{day.year()});
}

std::string days_in_words(sim::Date first, sim::Date last) {
  const std::chrono::year_month_day from{first};
  const std::chrono::year_month_day to{last};
  if (first == last) return day_in_words(first);
  if (from.year() != to.year()) return day_in_words(first) + " to " + day_in_words(last);
  if (from.month() != to.month()) return day_and_month(from) + " to " + day_in_words(last);
  return fmt::format("{} to {}", unsigned{from.day()}, day_in_words(last));
}

sim::Date due_day(sim::Instant due) { return sim::date_of(due - sim::Minutes{1}); }

std::string length_in_words(sim::Minutes length) {
  const auto counted = [](double number, const char* unit) {
    const std::string digits =
        number == std::floor(number) ? fmt::format("{:.0f}", number) : fmt::format("{:.1f}", number);
    return fmt::format("{} {}{}", digits, unit, number == 1 ? "" : "s");
  };
  if (length < sim::Minutes{60}) return "less than an hour";
  if (length < sim::one_day) return counted(std::floor(sim::in_hours(length)), "hour");
  return counted(std::round(sim::in_days(length) * 10) / 10, "day");
}

}  // namespace casetide::output
