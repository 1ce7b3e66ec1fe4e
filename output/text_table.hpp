// Cells and paragraphs of tables for people, in UTF-8.
#pragma once

#include <string>
#include <vector>

namespace casetide::output {

/// Characters of UTF-8 text: bytes that do not continue one.
int width_of(const std::string& text);

/// The first `width` characters, the last three of them dots where something is cut off.
std::string cut(const std::string& text, int width);

/// Filled up with spaces to `width` characters; `left` cuts what is longer.
std::string left(const std::string& text, int width);
std::string right(const std::string& text, int width);

/// "-2,345.6"; no decimals from 10,000 on; a dash where there is no number.
std::string number(double value, int decimals);
/// ... "2e+07" where it would be wider than `width`.
std::string number(double value, int decimals, int width);

/// Lines of at most `width` characters, broken at any of `breaks`; of these, only spaces are left out.
std::vector<std::string> wrapped(const std::string& text, int width, const char* breaks);

/// ... broken at spaces, each line ended.
std::string paragraph(const std::string& text, int columns);

}  // namespace casetide::output
