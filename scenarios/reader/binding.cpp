#include "scenarios/reader/binding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "scenarios/reader/near_twins.hpp"

namespace casetide::scenarios {

namespace {

constexpr std::array<std::string_view, 3> documentation_keys = {"status", "source", "note"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

/// "0", "12": digits without a leading zero.
bool is_whole(std::string_view text) { return all_digits(text) && (text.size() == 1 || text.front() != '0'); }

int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  std::from_chars(text.data() + at, text.data() + at + count, value);
  return value;
}

/// Does the text begin as a number does, also one of pounds?
bool begins_as_number(std::string_view text) { return text.starts_with("£") || text.find_first_of("0123456789") <= 1; }

bool is_documentation(std::string_view key) {
  return std::ranges::find(documentation_keys, key) != documentation_keys.end();
}

/// The key of documentation that was meant, where `key` differs from it by one letter.
std::optional<std::string_view> misspelt_documentation(std::string_view key) {
  const auto meant = std::ranges::find_if(documentation_keys, [&](auto one) { return differ_by_a_letter(key, one); });
  return meant == documentation_keys.end() ? std::nullopt : std::optional(*meant);
}

/// In a table of names a misspelt `source` would be taken for one of them. The names there stand for tables or numbers,
/// the documentation for text.
bool is_misspelt_documentation(const Node::Entry& entry) {
  const bool is_text = entry.value.is_scalar() && !entry.value.is_nothing() && !begins_as_number(entry.value.text());
  return is_text && misspelt_documentation(entry.key).has_value();
}

void check_documentation(const Value& value, std::string_view key) {
  if (key == "status") {
    value.one_of<int>({{"published", 0}, {"local", 0}, {"assumed", 0}}, 0);
  } else {
    value.text();
  }
}

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool is_name(std::string_view text) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_part = [&](char c) { return is_small(c) || is_digit(c) || c == '_'; };
  return !text.empty() && text.size() <= 64 && is_small(text.front()) && std::ranges::all_of(text, is_part);
}

}  // namespace

std::string Range::text() const {
  constexpr double unbounded = 1e9;
  if (!with_low && high >= unbounded) return fmt::format("above {}", low);
  if (!with_low) return fmt::format("above {} and at most {}", low, high);
  return high >= unbounded ? fmt::format("{} or more", low) : fmt::format("from {} to {}", low, high);
}

std::optional<double> plain_decimal(std::string_view text) {
  constexpr std::size_t longest = 30;
  const bool minus = text.starts_with('-');
  const std::string_view digits = text.substr(minus ? 1 : 0);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  if (digits.size() > longest || !is_whole(digits.substr(0, point))) return {};
  if (point < digits.size() && !all_digits(digits.substr(point + 1))) return {};
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  return minus && value != 0 ? -value : value;
}

std::string found(const Node& node) {
  if (node.is_nothing()) return "nothing";
  if (node.is_sequence()) return "a list";
  if (node.is_mapping()) return "a table";
  return node.quoted() ? "the text " + shown('"' + node.text() + '"') : shown(node.text());
}

void Value::problem(std::string_view message) const {
  if (!present()) return;
  problems_->add(node_->place(), path_.empty() ? std::string(message) : fmt::format("{}: {}", path_, message));
}

void Value::expected(std::string_view what) const {
  if (present()) problem(fmt::format("expected {}; found {}", what, found(*node_)));
}

Value Value::child(const Node& node, std::string_view key) const {
  return Value(node, path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key), *problems_);
}

Value Value::bare() const {
  if (!present() || !node_->is_mapping() || node_->find("value") == nullptr) return *this;
  const Table annotated(*this, {{"value"}});
  return annotated["value"];
}

Value Value::at(std::string_view key) const {
  const Node::Entry* entry = present() ? node_->find(key) : nullptr;
  if (entry != nullptr) return child(entry->value, key);
  return absent(fmt::format("{}.{}", path_, key), *problems_);
}

std::vector<Value> Value::items() const {
  if (!present()) return {};
  if (!node_->is_sequence()) return expected("a list"), std::vector<Value>();
  std::vector<Value> values;
  for (const Node& item : node_->items())
    values.emplace_back(item, fmt::format("{}[{}]", path_, values.size()), *problems_);
  return values;
}

std::optional<std::string> Value::unquoted(std::string_view expected_what) const {
  if (!present()) return {};
  if (node_->is_scalar() && !node_->quoted() && !node_->is_nothing()) return node_->text();
  expected(expected_what);
  return {};
}

std::string Value::text(std::string fallback) const {
  const Value plain = bare();
  if (!plain.present()) return fallback;
  if (plain.node().is_scalar() && !plain.node().text().empty()) return plain.node().text();
  plain.expected("some text");
  return fallback;
}

bool Value::boolean(bool fallback) const {
  const Value plain = bare();
  const auto word = plain.unquoted("true or false");
  if (!word) return fallback;
  if (*word == "true" || *word == "false") return *word == "true";
  plain.expected("true or false");
  return fallback;
}

double Value::number(Range range, double fallback) const {
  const Value plain = bare();
  const std::string what = fmt::format("a number, {}", range.text());
  const auto written = plain.unquoted(what);
  if (!written) return fallback;
  const auto value = plain_decimal(*written);
  if (value && range.holds(*value)) return *value;
  plain.expected(value ? what : what + ", in plain decimal such as `12` or `1.5`");
  return fallback;
}

std::int64_t Value::whole_number(std::int64_t low, std::int64_t high, std::int64_t fallback) const {
  const Value plain = bare();
  const std::string what = fmt::format("a whole number from {} to {}", low, high);
  const auto written = plain.unquoted(what);
  if (!written) return fallback;
  std::int64_t value = 0;
  const auto end = written->data() + written->size();
  const bool read = is_whole(*written) && std::from_chars(written->data(), end, value).ec == std::errc();
  if (read && value >= low && value <= high) return value;
  plain.expected(what);
  return fallback;
}

double Value::share(double fallback) const {
  constexpr std::string_view what = "a share from 0% to 100%, such as `85%` or `0.85`";
  const Value plain = bare();
  const auto written = plain.unquoted(what);
  if (!written) return fallback;
  const bool percent = written->ends_with('%');
  const auto value = plain_decimal(std::string_view(*written).substr(0, written->size() - (percent ? 1 : 0)));
  const double share = value ? *value / (percent ? 100 : 1) : -1;
  if (share >= 0 && share <= 1) return share;
  plain.expected(what);
  return fallback;
}

sim::Date Value::date(sim::Date fallback) const {
  constexpr std::string_view what = "a date as year-month-day, such as `2017-04-01`";
  const Value plain = bare();
  if (!plain.present()) return fallback;
  const std::string text = plain.node().is_scalar() ? plain.node().text() : std::string();
  const bool formed = text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
                      all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
  if (!formed) return plain.expected(what), fallback;
  const std::chrono::year_month_day day{std::chrono::year(digits_at(text, 0, 4)),
                                        std::chrono::month(static_cast<unsigned>(digits_at(text, 5, 2))),
                                        std::chrono::day(static_cast<unsigned>(digits_at(text, 8, 2)))};
  if (!day.ok()) return plain.problem(fmt::format("there is no such day as {}", shown(text))), fallback;
  const bool in_range = day.year() >= std::chrono::year(2010) && day.year() <= std::chrono::year(2030);
  if (!in_range) return plain.expected("a date from 2010-01-01 to 2030-12-31"), fallback;
  return sim::Date(day);
}

sim::Minutes Value::time_of_day(sim::Minutes fallback) const {
  const Value plain = bare();
  if (!plain.present()) return fallback;
  const std::string text = plain.node().is_scalar() ? plain.node().text() : std::string();
  const bool formed =
      text.size() == 5 && text[2] == ':' && all_digits(text.substr(0, 2)) && all_digits(text.substr(3, 2));
  const int hour = formed ? digits_at(text, 0, 2) : 24;
  const int minute = formed ? digits_at(text, 3, 2) : 0;
  if (hour < 24 && minute < 60) return std::chrono::hours(hour) + sim::Minutes(minute);
  plain.expected("a time of day from \"00:00\" to \"23:59\"");
  return fallback;
}

std::optional<std::size_t> Value::choice(const std::vector<std::string>& words) const {
  const Value plain = bare();
  const std::string what = listed(words, "or");
  if (!plain.present()) return {};
  if (!plain.node().is_scalar() || plain.node().is_nothing()) return plain.expected(what), std::nullopt;
  const std::string& word = plain.node().text();
  const auto known = std::ranges::find(words, word);
  if (known != words.end()) return static_cast<std::size_t>(known - words.begin());
  const auto near = nearest(word, words);
  plain.problem(fmt::format("expected {}; found {}{}", what, shown(word),
                            near ? fmt::format("; did you mean `{}`?", *near) : std::string()));
  return {};
}

Table::Table(const Value& value, const Keys& keys) : value_(value) {
  if (!value_.present()) return;
  if (!value_.node().is_mapping()) {
    const bool some = !keys.required.empty();
    value_.expected(some ? fmt::format("a table with the keys {}", listed(keys.required, "and"))
                         : fmt::format("a table with any of the keys {}", listed(keys.optional, "or")));
    value_ = Value::absent(value_.path(), value_.problems());
    return;
  }
  note_missing(keys);
  note_unknown(keys);
}

void Table::note_missing(const Keys& keys) const {
  for (const std::string& key : keys.required)
    if (value_.node().find(key) == nullptr) value_.problem(fmt::format("missing key `{}`", key));
}

/// What may have been meant by an unknown key.
std::string Table::advice(const Node::Entry& entry, const std::vector<std::string>& known) const {
  if (value_.problems().full()) return {};
  if (entry.value.is_nothing() && entry.key.find(' ') != std::string::npos)
    return "; inside { } a text with a comma needs quotes";
  if (entry.value.is_nothing() && entry.key.size() == 3 && all_digits(entry.key))
    return "; inside { } an amount with a comma needs quotes";
  const auto documentation = nearest(entry.key, known) ? std::nullopt : misspelt_documentation(entry.key);
  return documentation ? fmt::format("; did you mean `{}`?", *documentation) : suggestion(entry.key, known, "keys");
}

void Table::note_unknown(const Keys& keys) const {
  std::vector<std::string> known = keys.required;
  known.insert(known.end(), keys.optional.begin(), keys.optional.end());
  for (const Node::Entry& entry : value_.node().entries()) {
    if (contains(known, entry.key)) continue;
    const Value child = value_.child(entry.value, entry.key);
    if (is_documentation(entry.key)) {
      check_documentation(child, entry.key);
    } else {
      const std::string message = fmt::format("unknown key {}{}", shown(entry.key), advice(entry, known));
      value_.problems().add(entry.key_place, value_.path().empty() ? message : value_.path() + ": " + message);
    }
  }
}

void Named::problem(std::string_view message) const {
  value.problems().add(key_place, fmt::format("{}: {}", value.path(), message));
}

std::vector<Named> keyed_entries(const Value& table) {
  if (!table.present()) return {};
  if (!table.node().is_mapping()) return table.expected("a table"), std::vector<Named>();
  std::vector<Named> entries;
  for (const Node::Entry& entry : table.node().entries()) {
    const Value child = table.child(entry.value, entry.key);
    if (is_documentation(entry.key)) {
      check_documentation(child, entry.key);
    } else if (is_misspelt_documentation(entry)) {
      Named{entry.key, entry.key_place, child}.problem(
          fmt::format("unknown key {}; did you mean `{}`?", shown(entry.key), *misspelt_documentation(entry.key)));
    } else {
      entries.push_back({entry.key, entry.key_place, child});
    }
  }
  return entries;
}

std::vector<Named> named_entries(const Value& table, std::string_view what, std::size_t limit) {
  std::vector<Named> entries = keyed_entries(table);
  for (const Named& entry : entries)
    if (!is_name(entry.name))
      entry.problem("a name begins with a small letter and has only small letters, digits and underscores, at most 64");
  if (entries.size() > limit) table.problem(fmt::format("{} {}; the limit is {}", entries.size(), what, limit));
  if (entries.size() > names_limit) entries.erase(entries.begin() + names_limit, entries.end());
  note_near_twins(entries);
  return entries;
}

std::optional<int> number_of_key(const Named& entry, int low, int high, std::string_view expected) {
  int number = 0;
  const char* const end = entry.name.data() + entry.name.size();
  const bool read = is_whole(entry.name) && std::from_chars(entry.name.data(), end, number).ec == std::errc();
  if (read && number >= low && number <= high) return number;
  entry.problem(fmt::format("expected {} from {} to {}", expected, low, high));
  return {};
}

std::optional<std::size_t> Names::place_of(const Value& value) const {
  const Value plain = value.bare();
  if (!plain.present()) return {};
  if (!plain.node().is_scalar() || plain.node().is_nothing())
    return plain.expected(fmt::format("the name of a {}", one_)), std::nullopt;
  const std::string& name = plain.node().text();
  const auto known = std::ranges::find(known_, name);
  if (known != known_.end()) return static_cast<std::size_t>(known - known_.begin());
  const std::string advice = value.problems().full() ? "" : suggestion(name, known_, many_);
  plain.problem(fmt::format("there is no {} {}{}", one_, shown(name), advice));
  return {};
}

std::optional<std::size_t> Names::place_of_key(const Named& entry) const {
  const auto known = std::ranges::find(known_, entry.name);
  if (known != known_.end()) return static_cast<std::size_t>(known - known_.begin());
  const std::string advice = entry.value.problems().full() ? "" : suggestion(entry.name, known_, many_);
  entry.problem(fmt::format("there is no {} {}{}", one_, shown(entry.name), advice));
  return {};
}

}  // namespace casetide::scenarios
