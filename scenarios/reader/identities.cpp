#include "scenarios/reader/identities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <regex>
#include <string>
#include <string_view>

namespace casetide::scenarios {

namespace {

/// Source: NHS Data Dictionary, NHS NUMBER: the last of ten digits is 11 less the weighted sum of the others modulo 11.
bool is_nhs_number(const std::string& found) {
  std::string digits;
  for (const char c : found)
    if (c >= '0' && c <= '9') digits += c;
  int sum = 0;
  for (int place = 0; place < 9; ++place) sum += (digits[static_cast<std::size_t>(place)] - '0') * (10 - place);
  return (11 - sum % 11) % 11 == digits[9] - '0';
}

/// Most digits in a stretch of digits, blanks and hyphens.
int digits_together(std::string_view text) {
  int most = 0, here = 0;
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    if (is_digit) most = std::max(most, ++here);
    if (!is_digit && c != ' ' && c != '-') here = 0;
  }
  return most;
}

template <int count>
bool has_digits(std::string_view text) {
  return digits_together(text) >= count;
}

bool has_at_sign(std::string_view text) { return text.find('@') != std::string_view::npos; }

/// As a postcode ends: ` 1RZ`.
bool has_inward_code(std::string_view text) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (std::size_t at = text.find(' '); at < text.size() && at + 3 < text.size(); at = text.find(' ', at + 1))
    if (text[at + 1] >= '0' && text[at + 1] <= '9' && is_capital(text[at + 2]) && is_capital(text[at + 3])) return true;
  return false;
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}
bool tells_of_birth(std::string_view text) { return has_any(text, {"orn", "birth", "DOB", "d.o.b."}); }
bool has_title(std::string_view text) { return has_any(text, {"Mr", "Ms", "Miss", "Master"}); }

struct Kind {
  std::string_view what;
  bool (*may_be_in)(std::string_view text);  // quickly: most texts hold nothing of the kind
  std::regex pattern;
};

std::array<Kind, 8> kinds() {
  const auto pattern = [](const char* text) { return std::regex(text, std::regex::optimize); };
  return {{{"an e-mail address", has_at_sign, pattern(R"([A-Za-z0-9._-]+@[A-Za-z0-9-]+\.[A-Za-z])")},
           {"a telephone number", has_digits<10>,
            pattern(R"((^|[^0-9])(\+44 ?|0)7[0-9]{3} ?[0-9]{3} ?[0-9]{3}([^0-9]|$))")},
           {"a postcode", has_inward_code,
            pattern(R"((^|[^A-Za-z0-9])[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][ABD-HJLNP-UW-Z]{2}([^A-Za-z0-9]|$))")},
           {"a date of birth", tells_of_birth,
            pattern(R"((\b[Bb]orn( on)?|\b[Dd]ate of birth|\bDOB|\bd\.o\.b\.)[: ]+[0-9])")},
           {"a title before a name", has_title, pattern(R"(\b(Mr|Mrs|Ms|Miss|Master)\.? [A-Z][a-z])")},
           {"an NHS number", has_digits<10>, pattern(R"((^|[^0-9])([0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})($|[^0-9]))")},
           {"a unique pupil number", has_digits<11>,
            pattern(R"((^|[^A-Za-z0-9])[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]($|[^A-Za-z0-9]))")},
           {"a National Insurance number", has_digits<6>,
            pattern(R"((^|[^A-Za-z0-9])[A-CEGHJ-PR-TW-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]($|[^A-Za-z0-9]))")}}};
}

class Search {
 public:
  void look_at(const Node& node) {
    if (node.is_scalar()) look_at_text(node);
    for (const Node& item : node.items()) look_at(item);
    for (const Node::Entry& entry : node.entries()) look_at(entry.value);
  }
  std::vector<sim::Problem> take() { return std::move(remarks_); }

 private:
  void look_at_text(const Node& node) {
    constexpr std::size_t shortest = 6;  // of anything that is looked for
    if (node.text().size() < shortest) return;
    for (const Kind& kind : kinds_) {
      std::smatch match;
      if (!kind.may_be_in(node.text()) || !std::regex_search(node.text(), match, kind.pattern)) continue;
      if (kind.what == "an NHS number" && !is_nhs_number(match[2])) continue;
      const Place& place = node.place();
      remarks_.push_back(
          {place.file ? *place.file : std::string(), place.line, place.column,
           fmt::format("this text looks as if it held {}; a scenario says nothing of who anybody is", kind.what)});
    }
  }

  std::array<Kind, 8> kinds_ = kinds();
  std::vector<sim::Problem> remarks_;
};

}  // namespace

std::vector<sim::Problem> identities_in(const Node& tree) {
  Search search;
  search.look_at(tree);
  return search.take();
}

}  // namespace casetide::scenarios
