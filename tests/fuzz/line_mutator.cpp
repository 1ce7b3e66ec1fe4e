#include "tests/fuzz/line_mutator.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <sstream>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace casetide::fuzz {

namespace {

using Lines = std::vector<std::string>;

/// Values that some key takes and most do not.
constexpr std::array<std::string_view, 40> values = {"0",
                                                     "1",
                                                     "-1",
                                                     "2",
                                                     "0.5",
                                                     "1e999",
                                                     ".nan",
                                                     ".inf",
                                                     "010",
                                                     "0x10",
                                                     "999999999",
                                                     "1000000000",
                                                     "100%",
                                                     "0%",
                                                     "-5%",
                                                     "50%",
                                                     "1 hours",
                                                     "0 hours",
                                                     "-5 hours",
                                                     "45 minutes",
                                                     "5 working days",
                                                     "0 days",
                                                     "5000 days",
                                                     "6 weeks",
                                                     "3 months",
                                                     "2 years",
                                                     "£3.5m",
                                                     "-£2",
                                                     "£999,999,999",
                                                     "2016-04-01",
                                                     "2030-12-31",
                                                     "2016-02-30",
                                                     "\"09:00\"",
                                                     "\"24:00\"",
                                                     "true",
                                                     "[]",
                                                     "{}",
                                                     "~",
                                                     "children",
                                                     "1 children"};

class Chooser {
 public:
  explicit Chooser(std::uint32_t seed) : bits_(seed) {}
  /// From 0, below `count`, which is above 0.
  std::size_t below(std::size_t count) { return bits_() % count; }

 private:
  std::minstd_rand bits_;
};

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(std::move(line));
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

std::size_t indent(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

/// The line and all that stands deeper below it.
std::pair<std::size_t, std::size_t> block_at(const Lines& lines, std::size_t at) {
  std::size_t end = at + 1;
  while (end < lines.size() && indent(lines[end]) > indent(lines[at])) ++end;
  return {at, end};
}

void lose_block(Lines& lines, Chooser& chooser) {
  const auto [from, until] = block_at(lines, chooser.below(lines.size()));
  lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(until));
}

/// A block stands again elsewhere, as deep as what it stands before.
void repeat_block(Lines& lines, Chooser& chooser) {
  const auto [from, until] = block_at(lines, chooser.below(lines.size()));
  Lines block(lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(until));
  const std::size_t to = chooser.below(lines.size());
  const std::size_t before = indent(block.front()), wanted = indent(lines[to]);
  for (std::string& line : block) line = std::string(wanted, ' ') + line.substr(std::min(before, indent(line)));
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(to), block.begin(), block.end());
}

void shift_line(Lines& lines, Chooser& chooser) {
  std::string& line = lines[chooser.below(lines.size())];
  if (chooser.below(2) == 0) {
    line = "  " + line;
  } else {
    line.erase(0, std::min<std::size_t>(indent(line), 2));
  }
}

/// Where the value of a key begins and ends, from `at` on; nothing where no key is left on the line.
std::pair<std::size_t, std::size_t> value_after(std::string_view line, std::size_t at) {
  const std::size_t colon = line.find(": ", at);
  if (colon == std::string_view::npos) return {line.size(), line.size()};
  const std::size_t begin = colon + 2;
  return {begin, std::min(line.find_first_of(",}]", begin), line.size())};
}

void change_value(Lines& lines, Chooser& chooser, std::string_view to) {
  std::string& line = lines[chooser.below(lines.size())];
  if (line.empty()) return;
  auto [begin, end] = value_after(line, chooser.below(line.size()));
  if (begin == end) std::tie(begin, end) = value_after(line, 0);
  if (begin < end) line.replace(begin, end - begin, to);
}

/// A value that stands somewhere in the text.
std::string some_value(const Lines& lines, Chooser& chooser) {
  const std::string& line = lines[chooser.below(lines.size())];
  const auto [begin, end] = value_after(line, line.empty() ? 0 : chooser.below(line.size()));
  return line.substr(begin, end - begin);
}

void change_once(Lines& lines, Chooser& chooser) {
  if (lines.empty()) return;
  switch (chooser.below(6)) {
    case 0:
      return lose_block(lines, chooser);
    case 1:
      return repeat_block(lines, chooser);
    case 2:
      return shift_line(lines, chooser);
    case 3:
      return change_value(lines, chooser, some_value(lines, chooser));
    case 4:
      return std::swap(lines[chooser.below(lines.size())], lines[chooser.below(lines.size())]);
    default:
      return change_value(lines, chooser, values[chooser.below(values.size())]);
  }
}

}  // namespace

std::string with_lines_changed(const std::string& text, std::uint32_t seed) {
  Lines lines = lines_of(text);
  Chooser chooser(seed);
  const std::size_t times = 1 + chooser.below(3);
  for (std::size_t i = 0; i < times; ++i) change_once(lines, chooser);
  return joined(lines);
}

}  // namespace casetide::fuzz
