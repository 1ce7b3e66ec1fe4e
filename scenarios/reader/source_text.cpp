#include "scenarios/reader/source_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string_view>

#include "scenarios/reader/problems.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

namespace {

[[noreturn]] void missing(const std::filesystem::path& path, std::string_view why) {
  throw sim::OutputError(sim::ExitCode::file_missing, fmt::format("the scenario file {} {}", path.string(), why));
}

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

struct Lead {
  std::size_t length;  // bytes of the character
  unsigned low, high;  // range of its second byte: shuts out overlong forms, surrogates and what lies beyond U+10FFFF
};

/// Well-formed UTF-8 by first byte. Source: The Unicode Standard, table 3-7.
std::optional<Lead> lead(unsigned first) {
  if (first < 0x80) return Lead{1, 0, 0};
  if (first < 0xc2 || first > 0xf4) return {};
  if (first < 0xe0) return Lead{2, 0x80, 0xbf};
  if (first == 0xe0) return Lead{3, 0xa0, 0xbf};
  if (first == 0xed) return Lead{3, 0x80, 0x9f};
  if (first < 0xf0) return Lead{3, 0x80, 0xbf};
  if (first == 0xf0) return Lead{4, 0x90, 0xbf};
  if (first == 0xf4) return Lead{4, 0x80, 0x8f};
  return Lead{4, 0x80, 0xbf};
}

bool is_whole(std::string_view text, std::size_t at, const Lead& character) {
  if (character.length == 1) return true;
  if (at + character.length > text.size()) return false;
  if (byte_at(text, at + 1) < character.low || byte_at(text, at + 1) > character.high) return false;
  for (std::size_t i = 2; i < character.length; ++i)
    if ((byte_at(text, at + i) & 0xc0) != 0x80) return false;
  return true;
}

Place place_of(const std::string& text, std::size_t at, const std::string& file) {
  const auto here = text.begin() + static_cast<std::ptrdiff_t>(at);
  const auto line_start = std::find(std::make_reverse_iterator(here), text.rend(), '\n').base();
  const auto is_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return {std::make_shared<const std::string>(file), 1 + static_cast<int>(std::count(text.begin(), here, '\n')),
          1 + static_cast<int>(std::count_if(line_start, here, is_character))};
}

bool is_unwanted_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
}

void check_encoding(const std::string& text, const Place& start) {
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    refuse(start, "the file is UTF-16; save it as UTF-8 without a byte order mark");
  if (text.starts_with("\xef\xbb\xbf"))
    refuse(start, "the file begins with a byte order mark; save it as UTF-8 without");
}

void check_controls(const std::string& text, const std::string& file) {
  const auto control = std::ranges::find_if(text, is_unwanted_control);
  if (control == text.end()) return;
  const Place place = place_of(text, static_cast<std::size_t>(control - text.begin()), file);
  if (*control == '\0') refuse(place, "a NUL byte: the file is damaged, or is UTF-16; save it as UTF-8");
  refuse(place,
         fmt::format("control character U+{:04X}; a scenario is plain text", static_cast<unsigned char>(*control)));
}

/// The parser holds all of a bracketed list or table in memory before it says a word, so the length of one is limited
/// beforehand. Brackets and commas are counted wherever they stand, in text and comments too: no honest file comes
/// near.
void check_brackets(const std::string& text, const std::string& file, std::size_t limit) {
  std::size_t depth = 0, start = 0, signs = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool opens = c == '[' || c == '{', closes = c == ']' || c == '}';
    if (depth == 0 && opens) start = at, signs = 0;
    if (opens) ++depth;
    if (closes && depth > 0) --depth;
    if (opens || closes || c == ',') ++signs;
    if (depth > 0 && signs > limit)
      refuse(
          place_of(text, start, file),
          fmt::format("more than {} brackets and commas between this bracket and its end; write it without brackets, "
                      "a line to each value",
                      limit));
  }
}

}  // namespace

std::string read_source(const std::filesystem::path& path, std::size_t limit) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) missing(path, "does not exist");
  if (!std::filesystem::is_regular_file(status)) missing(path, "is not an ordinary file");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) missing(path, "cannot be opened; may you read it?");
  std::string text(limit + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) throw sim::OutputError(sim::ExitCode::io_error, fmt::format("reading {} failed", path.string()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

std::size_t first_broken_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto character = lead(byte_at(text, at));
    if (!character || !is_whole(text, at, *character)) return at;
    at += character->length;
  }
  return std::string_view::npos;
}

void check_source(const std::string& text, const std::string& file, const SourceLimits& limits) {
  const Place start{std::make_shared<const std::string>(file), 1, 1};
  if (text.size() > limits.bytes)
    refuse(start, fmt::format("the file is larger than {} MiB", limits.bytes / source_limit));
  check_encoding(text, start);
  check_controls(text, file);
  const std::size_t broken = first_broken_utf8(text);
  if (broken == std::string_view::npos) return check_brackets(text, file, limits.signs);
  refuse(place_of(text, broken, file),
         fmt::format("byte {:#04x} is not UTF-8; save the file as UTF-8", byte_at(text, broken)));
}

}  // namespace casetide::scenarios
