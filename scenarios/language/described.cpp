#include "scenarios/language/described.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/problems.hpp"

namespace casetide::scenarios::language {

namespace {

using Kind = Type::Kind;

void collect(const Table& table, std::vector<const Table*>& all);

void collect(const Type& type, std::vector<const Table*>& all) {
  if (type.kind == Kind::table) collect(*type.table, all);
  if (type.kind == Kind::distribution) collect(shapes(*type.wanted), all);
  for (const Type& of : type.of) collect(of, all);
}

void collect(const Table& table, std::vector<const Table*>& all) {
  if (std::ranges::find(all, table.name, &Table::name) != all.end()) return;
  all.push_back(&table);
  for (const Field& field : table.fields) collect(field.type, all);
}

std::string joined(const std::vector<std::string>& parts) { return listed(parts, "or"); }

std::string words_of(const Type& type) {
  std::vector<std::string> words;
  for (const auto& [word, meaning] : type.words) words.push_back(fmt::format("`{}`", word));
  return joined(words);
}

std::string key_of(const Type& type) {
  if (!type.words.empty()) return words_of(type);
  if (type.range.low > 0) return fmt::format("{} {}", type.sort, type.range.text());
  return type.sort.empty() ? "`2016-17` or `2016-04`" : fmt::format("the name of a {}", type.sort);
}

std::string either(const Type& type) {
  std::vector<std::string> parts;
  for (const Type& of : type.of) parts.push_back(described(of));
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return joined(parts);
}

std::string with_range(std::string_view what, const Range& range) {
  const bool any = range.low == 0 && range.high >= 1e9 && range.with_low;
  return any ? std::string(what) : fmt::format("{}; {}", what, range.text());
}

/// Kinds that are made of others.
std::string described_whole(const Type& type) {
  switch (type.kind) {
    case Kind::table:
      return fmt::format("a table: [{}](#{})", type.table->name, anchor(type.table->name));
    case Kind::named:
      return fmt::format("a table of {} by name; of each {}", type.sort, described(type.entry()));
    case Kind::keyed:
      return fmt::format("a table by {}; of each {}", key_of(type), described(type.entry()));
    case Kind::list:
      return fmt::format("a list; of each {}", described(type.entry()));
    case Kind::one_of:
      return either(type);
    case Kind::distribution:
      return fmt::format("{}, or a [distribution](#distribution)", type.wanted->expected);
    default:
      return "anything";
  }
}

}  // namespace

std::string anchor(std::string_view heading) {
  std::string anchor;
  for (const char c : heading)
    if (c != '.' && c != ',') anchor += c == ' ' ? '-' : c;
  return anchor;
}

std::string described(const Type& type) {
  switch (type.kind) {
    case Kind::text:
      return "text";
    case Kind::boolean:
      return "`true` or `false`";
    case Kind::number:
      return fmt::format("a number {}", type.range.text());
    case Kind::whole_number:
      return fmt::format("a whole number from {:.0f} to {:.0f}", type.range.low, type.range.high);
    case Kind::share:
      return "a share, `85%` or `0.85`";
    case Kind::proportion:
      return fmt::format("a proportion {}, `80%` or `0.8`", type.range.text());
    case Kind::date:
      return "a day, `2017-04-01`";
    case Kind::time_of_day:
      return "a time of day, `\"09:00\"`";
    case Kind::word:
      return words_of(type);
    case Kind::reference:
      return fmt::format("the name of a {}", type.sort);
    case Kind::path:
      return "the path of a value, `staffing.hiring.success`";
    case Kind::quantity:
    case Kind::whole_quantity:
      return with_range(type.wanted->expected, type.range);
    case Kind::span:
      return "whole working days, days, weeks or months, `45 working days`";
    case Kind::pounds:
      return "pounds, `£28k`, `£3.5m` or `28000`";
    case Kind::children:
      return "a number of children, or `56 per 10,000`";
    case Kind::figure:
      return "a number, or a percentage where the figure is one";
    case Kind::amount:
      return "an amount, `12%`, `5 hours`, `£1m` or `0.8`";
    case Kind::between:
      return "`between 5% and 12%, most likely 8%`";
    case Kind::financial_year:
      return "a financial year, `2018-19`";
    default:
      return described_whole(type);
  }
}

std::string described(const Field& field, const Table& table) {
  const bool in_unit = table.in_any_unit && field.type.kind == Kind::quantity;
  return in_unit ? "an amount, in the unit of what is meant" : described(field.type);
}

std::string without_links(std::string_view markdown) {
  std::string text;
  for (std::size_t at = 0; at < markdown.size(); ++at) {
    const bool target = markdown[at] == ']' && at + 1 < markdown.size() && markdown[at + 1] == '(';
    if (target)
      at = markdown.find(')', at);
    else if (markdown[at] != '[')
      text += markdown[at];
  }
  return text;
}

std::vector<const Table*> all_tables() {
  std::vector<const Table*> all;
  for (const Table* const root : {&scenario(), &sweep_design(), &search_design(), &documentation()})
    collect(*root, all);
  return all;
}

std::string Key::name() const { return fmt::format("{}.{}", table->name, field->key); }

std::vector<Key> keys_named(std::string_view name) {
  std::vector<Key> found, inside;
  for (const Table* const table : all_tables())
    for (const Field& field : table->fields) {
      const Key key{table, &field};
      const std::string full = key.name();
      if (full == name || full.ends_with("." + std::string(name))) found.push_back(key);
      if (table->name == name) inside.push_back(key);
    }
  found.insert(found.end(), inside.begin(), inside.end());
  return found;
}

std::string nearest_key(std::string_view name) {
  const std::string last(name.substr(name.rfind('.') + 1));
  if (const auto keys = keys_named(last); !keys.empty()) return keys.front().name();
  std::vector<std::string> known;
  for (const Table* const table : all_tables())
    for (const Field& field : table->fields) known.emplace_back(field.key);
  return std::string(nearest(last, known).value_or(""));
}

std::string default_in_words(const Field& field) {
  if (field.required) return "required";
  const auto& [text, source] = field.otherwise;
  return text.empty() ? std::string(source) : fmt::format("{} ({})", text, source);
}

namespace {

/// A text within a cell of a table.
std::string cell(std::string_view text) {
  std::string cell;
  for (const char c : text) cell += c == '|' ? std::string("\\|") : std::string(1, c);
  return cell;
}

}  // namespace

std::string page_of_keys() {
  std::string page =
      "# Every key of a scenario\n\n"
      "Made by `casetide explain-key --all`; a test holds it equal to what the program reads. A plain value may be "
      "written\n"
      "`{value: X, status: .., source: .., note: ..}`, and any table may carry `status`, `source` and `note`. Amounts "
      "within\n"
      "distributions are in the unit of what they are the distribution of.\n";
  for (const Table* const table : all_tables()) {
    page += fmt::format(
        "\n## {}\n\n{}.\n\n| key | what may stand | left out | meaning | example |\n|---|---|---|---|---|\n",
        table->name, table->meaning);
    for (const Field& field : table->fields)
      page += fmt::format("| `{}` | {} | {} | {} | `{}` |\n", field.key, cell(described(field, *table)),
                          cell(default_in_words(field)), cell(field.meaning), cell(field.example));
  }
  return page;
}

}  // namespace casetide::scenarios::language
