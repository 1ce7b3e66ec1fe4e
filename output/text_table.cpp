#include "output/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casetide::output {

int width_of(const std::string& text) {
  return static_cast<int>(std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::string cut(const std::string& text, int width) {
  if (width_of(text) <= width) return text;
  std::string kept;
  int characters = 0;
  for (const char byte : text) {
    if ((byte & 0xC0) != 0x80 && ++characters > width - 3) break;
    kept += byte;
  }
  return kept + "...";
}

std::string left(const std::string& text, int width) {
  const std::string fitted = cut(text, width);
  return fitted + std::string(static_cast<std::size_t>(width - width_of(fitted)), ' ');
}

std::string right(const std::string& text, int width) {
  const int missing = std::max(width - width_of(text), 0);
  return std::string(static_cast<std::size_t>(missing), ' ') + text;
}

std::string number(double value, int decimals) {
  if (std::isnan(value)) return "-";
  std::string digits = fmt::format("{:.{}f}", std::abs(value), std::abs(value) < 10'000 ? decimals : 0);
  const bool is_zero = digits.find_first_not_of("0.") == std::string::npos;
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  for (std::size_t at = whole; at > 3; at -= 3) digits.insert(at - 3, ",");
  return (value < 0 && !is_zero ? "-" : "") + digits;
}

std::string number(double value, int decimals, int width) {
  const std::string text = number(value, decimals);
  return width_of(text) <= width ? text : fmt::format("{:.0e}", value);
}

std::vector<std::string> wrapped(const std::string& text, int width, const char* breaks) {
  std::vector<std::string> lines;
  std::string rest = text;
  while (width_of(rest) > width) {
    std::size_t at = rest.find_last_of(breaks, static_cast<std::size_t>(width - 1));
    if (at == std::string::npos || at == 0) {
      const std::size_t end = std::min(rest.find_first_of(breaks, 1), rest.size());
      lines.push_back(cut(rest.substr(0, end), width));  // one long word
      if (end == rest.size()) return lines;
      rest = rest.substr(rest[end] == ' ' ? end + 1 : end);
      continue;
    }
    const bool keeps = rest[at] != ' ';
    lines.push_back(rest.substr(0, keeps ? at + 1 : at));
    rest = rest.substr(at + 1);
  }
  lines.push_back(rest);
  return lines;
}

std::string paragraph(const std::string& text, int columns) {
  std::string result;
  for (const std::string& line : wrapped(text, columns, " ")) result += line + "\n";
  return result;
}

}  // namespace casetide::output
