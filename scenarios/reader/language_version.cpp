#include "scenarios/reader/language_version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>

#include "scenarios/reader/problems.hpp"

namespace casetide::scenarios {

namespace {

/// Digits alone, without a zero before others.
bool is_whole_number(const Node& value) {
  if (!value.is_scalar() || value.quoted() || value.text().empty()) return false;
  const bool has_idle_zero = value.text().size() > 1 && value.text().front() == '0';
  return !has_idle_zero &&
         std::ranges::all_of(value.text(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// One too long for an int is newer than any.
int number_in(std::string_view digits) {
  int number = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return result.ec == std::errc{} ? number : std::numeric_limits<int>::max();
}

std::string versions_read() {
  if (oldest_version == newest_version) return fmt::format("version {}", newest_version);
  return fmt::format("versions {} to {}", oldest_version, newest_version);
}

}  // namespace

void check_version(const Node& value) {
  if (!is_whole_number(value)) {
    const std::string found = value.is_scalar() ? shown(value.text()) : "something else";
    refuse(value.place(),
           fmt::format("version: expected a whole number without quotes, such as `version: {}`; found {}",
                       newest_version, found));
  }
  const int number = number_in(value.text());
  if (number > newest_version)
    refuse(value.place(), fmt::format("version: {} is newer than this program, which reads {}; use a newer casetide",
                                      shown(value.text()), versions_read()));
  if (number < oldest_version)
    refuse(value.place(), fmt::format("version: {} is older than this program reads, which is {}; scenarios/guide.md, "
                                      "\"Versions\", says what to change",
                                      shown(value.text()), versions_read()));
}

}  // namespace casetide::scenarios
