#include "sim/month_names.hpp"

#include <fmt/format.h>

#include <array>

namespace casetide::sim {

std::string month_and_year(Date date) {
  constexpr std::array<const char*, 12> names = {"January", "February", "March",     "April",   "May",      "June",
                                                 "July",    "August",   "September", "October", "November", "December"};
  const std::chrono::year_month_day day{date};
  return fmt::format("{} {}", names[unsigned{day.month()} - 1], int{day.year()});
}

}  // namespace casetide::sim
