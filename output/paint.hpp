// Emphasis on a terminal; plain text elsewhere. Whole lines only, once they are laid out: escapes have no width.
// Nothing is told by it alone.
#pragma once

#include <string>

namespace casetide::output {

class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}

  std::string title(const std::string& line) const { return painted("\x1b[1m", line); }
  std::string aside(const std::string& line) const { return painted("\x1b[2m", line); }
  std::string warning(const std::string& line) const { return painted("\x1b[33m", line); }

 private:
  /// A line's end stands outside, so that no pager carries the colour on.
  std::string painted(const char* begin, const std::string& line) const {
    if (!on_ || line.empty()) return line;
    const bool ends = line.back() == '\n';
    return begin + line.substr(0, line.size() - (ends ? 1 : 0)) + "\x1b[0m" + (ends ? "\n" : "");
  }

  bool on_;
};

}  // namespace casetide::output
