#include "sim/time.hpp"

#include <fmt/format.h>

namespace casetide::sim {

std::string text(Date date) {
  const std::chrono::year_month_day day{date};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string text(Instant instant) {
  const Date date = date_of(instant);
  const auto minute = (instant - Instant{date}).count();
  return fmt::format("{} {:02}:{:02}", text(date), minute / 60, minute % 60);
}

}  // namespace casetide::sim
