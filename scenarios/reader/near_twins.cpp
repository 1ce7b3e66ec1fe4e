#include "scenarios/reader/near_twins.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace casetide::scenarios {

namespace {

bool is_letter(char c) { return c < '0' || c > '9'; }

/// Are all that is left, but the one letter each, the same?
bool is_one_left_out(std::string_view longer, std::string_view shorter) {
  return longer.size() == shorter.size() + 1 && is_letter(longer.front()) && longer.substr(1) == shorter;
}

bool is_one_changed(std::string_view left, std::string_view right) {
  return is_letter(left[0]) && is_letter(right[0]) && left.substr(1) == right.substr(1);
}

bool are_two_swapped(std::string_view left, std::string_view right) {
  return left.size() > 1 && left[0] == right[1] && left[1] == right[0] && left.substr(2) == right.substr(2);
}

bool stand_in_one_file(const Place& left, const Place& right) {
  return left.file == right.file || (left.file && right.file && *left.file == *right.file);
}

}  // namespace

bool differ_by_a_letter(std::string_view left, std::string_view right) {
  if (left.size() < right.size()) std::swap(left, right);
  if (left.size() > right.size() + 1) return false;
  const auto same = static_cast<std::size_t>(std::ranges::mismatch(left, right).in1 - left.begin());
  left.remove_prefix(same);
  right.remove_prefix(same);
  if (left.empty()) return false;
  if (left.size() > right.size()) return is_one_left_out(left, right);
  return is_one_changed(left, right) || are_two_swapped(left, right);
}

void note_near_twins(const std::vector<Named>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const Named& twin = entries[i];
      const Named& first = entries[j];
      if (stand_in_one_file(twin.key_place, first.key_place) || !differ_by_a_letter(twin.name, first.name)) continue;
      twin.problem(
          fmt::format("{} stands in what this extends, and differs by one letter; did you mean `{}`? If this "
                      "is another, give it a name that nobody takes for a slip",
                      shown(first.name), first.name));
    }
}

}  // namespace casetide::scenarios
