#include "scenarios/reader/csv_row.hpp"

#include <algorithm>

namespace casetide::scenarios {

namespace {

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

int characters(std::string_view text) {
  return static_cast<int>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

/// Reads one field after the other; `at` always stands at the beginning of one.
class Fields {
 public:
  Fields(std::string_view line, const Place& place, Problems& problems)
      : line_(line), place_(place), problems_(problems) {}

  std::vector<CsvField> take() {
    for (bool more = true; more;) {
      start_ = at_;
      std::string text = line_.substr(at_).starts_with('"') ? quoted() : plain();
      fields_.push_back({trimmed(text), here()});
      more = at_ < line_.size();
      ++at_;  // past the comma
    }
    return std::move(fields_);
  }

 private:
  Place here() const { return {place_.file, place_.line, place_.column + characters(line_.substr(0, start_))}; }

  std::string plain() {
    const std::size_t end = std::min(line_.find(',', at_), line_.size());
    const std::string_view text = line_.substr(at_, end - at_);
    if (text.find('"') != std::string_view::npos)
      problems_.add(here(), "a quote within a field; put the whole field in quotes, and write a quote in it twice");
    at_ = end;
    return std::string(text);
  }

  std::string quoted() {
    std::string text;
    for (++at_; at_ < line_.size(); ++at_) {
      if (line_[at_] != '"') {
        text += line_[at_];
      } else if (line_.substr(at_ + 1).starts_with('"')) {
        text += line_[at_++];
      } else {
        return after_quotes(std::move(text));
      }
    }
    problems_.add(here(), "a quoted field that does not end on its line; fields here have no line breaks");
    return text;
  }

  std::string after_quotes(std::string text) {
    const std::size_t end = std::min(line_.find(',', ++at_), line_.size());
    if (line_.substr(at_, end - at_).find_first_not_of(" \t") != std::string_view::npos)
      problems_.add(here(), "something after the quotes of a field; put the whole field in quotes");
    at_ = end;
    return text;
  }

  std::string_view line_;
  const Place& place_;
  Problems& problems_;
  std::vector<CsvField> fields_;
  std::size_t at_ = 0, start_ = 0;
};

}  // namespace

std::vector<CsvField> csv_fields(std::string_view line, const Place& place, Problems& problems) {
  return Fields(line, place, problems).take();
}

}  // namespace casetide::scenarios
