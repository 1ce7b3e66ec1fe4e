#include "scenarios/reader/binding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "scenarios/reader/near_twins.hpp"

namespace casetide::scenarios {

namespace {

using language::Type;
using Kind = Type::Kind;

const Type& anything() {
  static const Type type;
  return type;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

/// "0", "12": digits without a leading zero.
bool is_whole(std::string_view text) { return all_digits(text) && (text.size() == 1 || text.front() != '0'); }

int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  std::from_chars(text.data() + at, text.data() + at + count, value);
  return value;
}

/// The key of documentation that was meant, where `key` differs from it by one letter.
std::optional<std::string> misspelt_documentation(std::string_view key) {
  for (const std::string& documented : language::documentation().keys())
    if (differ_by_a_letter(key, documented)) return documented;
  return {};
}

/// Does the text begin as a number does, also one of pounds?
bool begins_as_number(std::string_view text) { return text.starts_with("£") || text.find_first_of("0123456789") <= 1; }

/// In a table of names a misspelt `source` would be taken for one of them; but names there stand for tables or numbers.
/// Notes one; is it one?
bool is_misspelt_documentation(const Node::Entry& entry, const Value& table) {
  const bool is_text = entry.value.is_scalar() && !entry.value.is_nothing() && !begins_as_number(entry.value.text());
  const auto meant = is_text ? misspelt_documentation(entry.key) : std::nullopt;
  if (meant)
    table.problems().add(entry.key_place,
                         fmt::format("{}: unknown key {}; did you mean `{}`?", table.path(), shown(entry.key), *meant));
  return meant.has_value();
}

/// Checks a documentation key; is it one?
bool is_documentation(const Node::Entry& entry, Problems& problems) {
  const language::Field* const field = language::documentation().find(entry.key);
  if (field == nullptr) return false;
  const Value value(entry.value, field->type, problems);
  if (field->type.kind == Kind::word)
    value.word<int>();
  else
    value.text();
  return true;
}

bool is_name(std::string_view text) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_part = [&](char c) { return is_small(c) || is_digit(c) || c == '_'; };
  return !text.empty() && text.size() <= 64 && is_small(text.front()) && std::ranges::all_of(text, is_part);
}

}  // namespace

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

std::string Value::path() const { return present() ? problems_->path_of(*node_) : std::string(); }

void Value::problem(std::string_view message) const {
  if (!present()) return;
  if (problems_ == nullptr) throw std::logic_error(fmt::format("the default `{}`: {}", node_->text(), message));
  if (problems_->full()) return problems_->add({}, {});
  const std::string at = path();
  problems_->add(node_->place(), at.empty() ? std::string(message) : fmt::format("{}: {}", at, message));
}

void Value::expected(std::string_view what) const {
  if (present()) problem(fmt::format("expected {}; found {}", what, found(*node_)));
}

const Type& Value::type_as(Kind kind) const {
  if (const Type* const type = type_->with(kind)) return *type;
  throw std::logic_error(fmt::format("{}: the language says something else of it", path()));
}

namespace {

/// The entry of an annotated value whose key is meant to be `value`; null where the value may be a table itself.
const Node::Entry* misspelt_value(const Value& value) {
  const Type& type = value.type();
  if (type.with(Kind::table) != nullptr || type.with(Kind::named) != nullptr || type.with(Kind::keyed) != nullptr)
    return nullptr;
  const auto& entries = value.node().entries();
  const auto is_meant = [](const Node::Entry& entry) { return differ_by_a_letter(entry.key, "value"); };
  const auto meant = std::ranges::find_if(entries, is_meant);
  return meant == entries.end() ? nullptr : &*meant;
}

}  // namespace

Value Value::bare() const {
  if (!present() || !node_->is_mapping()) return *this;
  const Node::Entry* inner = node_->find("value");
  if (inner == nullptr) inner = misspelt_value(*this);
  if (inner == nullptr) return *this;
  for (const Node::Entry& entry : node_->entries()) {
    if (entry.key == "value" || is_documentation(entry, *problems_)) continue;
    const std::vector<std::string> known = {misspelt_documentation(entry.key).value_or("value")};
    problems_->add(entry.key_place,
                   fmt::format("{}: unknown key {}{}", path(), shown(entry.key), suggestion(entry.key, known, "keys")));
  }
  return Value(inner->value, *type_, *problems_);
}

Value Value::at(std::string_view key) const {
  const Type* type = &anything();
  const Node* fallback = nullptr;
  if (type_->with(Kind::table) != nullptr) {
    const language::Field* field = type_->field(key);
    if (field == nullptr) field = language::documentation().find(key);
    if (field == nullptr) return Value(nullptr, *type, problems_, nullptr);
    type = &field->type;
    fallback = field->fallback ? &*field->fallback : nullptr;
  } else if (type_->kind == Kind::named || type_->kind == Kind::keyed) {
    type = &type_->entry();
  }
  const Node::Entry* const entry = present() ? node_->find(key) : nullptr;
  return Value(entry != nullptr ? &entry->value : nullptr, *type, problems_, fallback);
}

std::vector<Value> Value::items() const {
  const Value plain = bare();
  if (!plain.present()) return {};
  if (!plain.node_->is_sequence()) return plain.expected("a list"), std::vector<Value>();
  const Type& item = type_as(Kind::list).entry();
  std::vector<Value> values;
  values.reserve(plain.node_->items().size());
  for (const Node& node : plain.node_->items()) values.emplace_back(Value(&node, item, problems_, nullptr));
  return values;
}

bool Value::is_word(std::string_view word) const {
  const Value plain = bare();
  return plain.present() && plain.node_->is_scalar() && plain.node_->text() == word;
}

const std::string* Value::unquoted() const {
  const bool written = present() && node_->is_scalar() && !node_->quoted() && !node_->is_nothing();
  return written ? &node_->text() : nullptr;
}

std::string Value::text(std::string otherwise) const {
  return read_as(std::move(otherwise), [](const Value& plain) -> std::optional<std::string> {
    if (plain.node().is_scalar() && !plain.node().text().empty()) return plain.node().text();
    return plain.expected("some text"), std::nullopt;
  });
}

bool Value::boolean(bool otherwise) const {
  type_as(Kind::boolean);
  return read_as(otherwise, [](const Value& plain) -> std::optional<bool> {
    const std::string* const word = plain.unquoted();
    if (word != nullptr && (*word == "true" || *word == "false")) return *word == "true";
    return plain.expected("true or false"), std::nullopt;
  });
}

std::optional<double> number_in(const Value& plain, const Range& range) {
  const std::string* const written = plain.unquoted();
  const auto value = written != nullptr ? plain_decimal(*written) : std::nullopt;
  if (value && range.holds(*value)) return value;
  const std::string what = fmt::format("a number, {}", range.text());
  const bool unreadable = written != nullptr && !value;
  plain.expected(unreadable ? what + ", in plain decimal such as `12` or `1.5`" : what);
  return {};
}

double Value::number(double otherwise) const {
  const Range range = type_as(Kind::number).range;
  return read_as(otherwise, [&](const Value& plain) { return number_in(plain, range); });
}

std::int64_t Value::whole_number(std::int64_t otherwise) const {
  const Range range = type_as(Kind::whole_number).range;
  return read_as(otherwise, [&](const Value& plain) -> std::optional<std::int64_t> {
    const std::string* const written = plain.unquoted();
    std::int64_t value = 0;
    const bool read = written != nullptr && is_whole(*written) &&
                      std::from_chars(written->data(), written->data() + written->size(), value).ec == std::errc();
    if (read && range.holds(static_cast<double>(value))) return value;
    plain.expected(fmt::format("a whole number from {:.0f} to {:.0f}", range.low, range.high));
    return {};
  });
}

double Value::share(double otherwise) const {
  type_as(Kind::share);
  return read_as(otherwise, [](const Value& plain) -> std::optional<double> {
    const std::string* const written = plain.unquoted();
    const std::string_view text = written != nullptr ? std::string_view(*written) : std::string_view();
    const bool percent = text.ends_with('%');
    const auto value = plain_decimal(text.substr(0, text.size() - (percent ? 1 : 0)));
    const double share = value ? *value / (percent ? 100 : 1) : -1;
    if (share >= 0 && share <= 1) return share;
    return plain.expected("a share from 0% to 100%, such as `85%` or `0.85`"), std::nullopt;
  });
}

sim::Date Value::date(sim::Date otherwise) const {
  type_as(Kind::date);
  return read_as(otherwise, [](const Value& plain) -> std::optional<sim::Date> {
    const std::string_view text = plain.node().is_scalar() ? std::string_view(plain.node().text()) : "";
    const bool formed = text.size() == 10 && text[4] == '-' && text[7] == '-' && all_digits(text.substr(0, 4)) &&
                        all_digits(text.substr(5, 2)) && all_digits(text.substr(8, 2));
    if (!formed) return plain.expected("a date as year-month-day, such as `2017-04-01`"), std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year(digits_at(text, 0, 4)),
                                          std::chrono::month(static_cast<unsigned>(digits_at(text, 5, 2))),
                                          std::chrono::day(static_cast<unsigned>(digits_at(text, 8, 2)))};
    if (!day.ok()) return plain.problem(fmt::format("there is no such day as {}", shown(text))), std::nullopt;
    const bool in_range = day.year() >= std::chrono::year(2010) && day.year() <= std::chrono::year(2030);
    if (!in_range) return plain.expected("a date from 2010-01-01 to 2030-12-31"), std::nullopt;
    return sim::Date(day);
  });
}

sim::Minutes Value::time_of_day(sim::Minutes otherwise) const {
  type_as(Kind::time_of_day);
  return read_as(otherwise, [](const Value& plain) -> std::optional<sim::Minutes> {
    const std::string_view text = plain.node().is_scalar() ? std::string_view(plain.node().text()) : "";
    const bool formed =
        text.size() == 5 && text[2] == ':' && all_digits(text.substr(0, 2)) && all_digits(text.substr(3, 2));
    const int hour = formed ? digits_at(text, 0, 2) : 24;
    const int minute = formed ? digits_at(text, 3, 2) : 0;
    if (hour < 24 && minute < 60) return std::chrono::hours(hour) + sim::Minutes(minute);
    return plain.expected("a time of day from \"00:00\" to \"23:59\""), std::nullopt;
  });
}

int Value::word_value(int otherwise) const {
  const auto& known = type_as(Kind::word).words;
  return read_as(otherwise, [&](const Value& plain) -> std::optional<int> {
    const bool is_word = plain.node().is_scalar() && !plain.node().is_nothing();
    if (is_word)
      for (const auto& [word, meaning] : known)
        if (word == plain.node().text()) return meaning;
    std::vector<std::string> words;
    for (const auto& [word, meaning] : known) words.emplace_back(word);
    const std::string what = listed(words, "or");
    if (!is_word) return plain.expected(what), std::nullopt;
    const auto near = nearest(plain.node().text(), words);
    plain.problem(fmt::format("expected {}; found {}{}", what, shown(plain.node().text()),
                              near ? fmt::format("; did you mean `{}`?", *near) : std::string()));
    return {};
  });
}

Table::Table(const Value& value, const language::Table& keys) : value_(value), keys_(&keys) {
  if (!value_.present()) return;
  if (value_.node().is_mapping()) {
    note_missing();
    note_unknown();
    return;
  }
  const std::vector<std::string> required = keys.required();
  value_.expected(!required.empty() ? fmt::format("a table with the keys {}", listed(required, "and"))
                                    : fmt::format("a table with any of the keys {}", listed(keys.keys(), "or")));
  value_ = Value(nullptr, value_.type(), &value_.problems(), nullptr);
}

Value Table::operator[](std::string_view key) const {
  const language::Field* const field = keys_->find(key);
  if (field == nullptr) throw std::logic_error(fmt::format("the language has no key {} in {}", key, keys_->name));
  const Node::Entry* const entry = value_.present() ? value_.node().find(key) : nullptr;
  return Value(entry != nullptr ? &entry->value : nullptr, field->type, &value_.problems(),
               field->fallback ? &*field->fallback : nullptr);
}

void Table::note_missing() const {
  for (const language::Field& field : keys_->fields)
    if (field.required && value_.node().find(field.key) == nullptr)
      value_.problem(fmt::format("missing key `{}`", field.key));
}

namespace {

/// What may have been meant by an unknown key.
std::string advice(const Node::Entry& entry, const language::Table& keys, const Problems& problems) {
  if (problems.full()) return {};
  if (entry.value.is_nothing() && entry.key.find(' ') != std::string::npos)
    return "; inside { } a text with a comma needs quotes";
  if (entry.value.is_nothing() && entry.key.size() == 3 && all_digits(entry.key))
    return "; inside { } an amount with a comma needs quotes";
  const auto documentation = nearest(entry.key, keys.keys()) ? std::nullopt : misspelt_documentation(entry.key);
  if (documentation) return fmt::format("; did you mean `{}`?", *documentation);
  return suggestion(entry.key, keys.keys(), "keys");
}

}  // namespace

void Table::note_unknown() const {
  Problems& problems = value_.problems();
  for (const Node::Entry& entry : value_.node().entries()) {
    if (keys_->find(entry.key) != nullptr || is_documentation(entry, problems)) continue;
    const std::string message = fmt::format("unknown key {}{}", shown(entry.key), advice(entry, *keys_, problems));
    const std::string path = value_.path();
    problems.add(entry.key_place, path.empty() ? message : path + ": " + message);
  }
}

void Named::problem(std::string_view message) const {
  value.problems().add(key_place, fmt::format("{}: {}", value.path(), message));
}

std::vector<Named> keyed_entries(const Value& table) {
  const Value plain = table.type().with(Kind::keyed) != nullptr ? table.bare() : table;
  if (!plain.present()) return {};
  if (!plain.node().is_mapping()) return plain.expected("a table"), std::vector<Named>();
  const Type* type = plain.type().with(Kind::named);
  if (type == nullptr) type = plain.type().with(Kind::keyed);
  std::vector<Named> entries;
  entries.reserve(plain.node().entries().size());
  for (const Node::Entry& entry : plain.node().entries()) {
    if (is_documentation(entry, plain.problems()) || is_misspelt_documentation(entry, plain)) continue;
    const Type& of = type != nullptr ? type->entry() : plain.at(entry.key).type();
    entries.push_back({entry.key, entry.key_place, plain.entry(entry, of)});
  }
  return entries;
}

std::vector<Named> named_entries(const Value& table) {
  const Type& type = table.type_as(Kind::named);
  std::vector<Named> entries = keyed_entries(table);
  for (const Named& entry : entries)
    if (entry.name == "value")
      entry.problem("`value` is a word of the language; take another name");
    else if (!is_name(entry.name))
      entry.problem("a name begins with a small letter and has only small letters, digits and underscores, at most 64");
  if (entries.size() > type.limit)
    table.problem(fmt::format("{} {}; the limit is {}", entries.size(), type.sort, type.limit));
  if (entries.size() > names_limit) entries.erase(entries.begin() + names_limit, entries.end());
  note_near_twins(entries);
  return entries;
}

std::optional<int> number_of_key(const Named& entry, const Value& table) {
  const Type& type = table.type_as(Kind::keyed);
  int number = 0;
  const char* const end = entry.name.data() + entry.name.size();
  const bool read = is_whole(entry.name) && std::from_chars(entry.name.data(), end, number).ec == std::errc();
  if (read && type.range.holds(number)) return number;
  entry.problem(fmt::format("expected {} {}", type.sort, type.range.text()));
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
