#include "scenarios/language/type.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/assumptions.hpp"

namespace casetide::scenarios {

namespace {

struct NamedUnit {
  Unit unit;
  std::string_view one, many;
};
constexpr std::array<NamedUnit, 10> named_units = {{{Unit::minutes, "minute", "minutes"},
                                                    {Unit::hours, "hour", "hours"},
                                                    {Unit::hours_a_week, "hour a week", "hours a week"},
                                                    {Unit::working_days, "working day", "working days"},
                                                    {Unit::days, "day", "days"},
                                                    {Unit::weeks, "week", "weeks"},
                                                    {Unit::months, "month", "months"},
                                                    {Unit::years, "year", "years"},
                                                    {Unit::children, "child", "children"},
                                                    {Unit::points, "point", "points"}}};

}  // namespace

std::string Range::text() const {
  constexpr double unbounded = 1e9;
  if (!with_low && high >= unbounded) return fmt::format("above {}", low);
  if (!with_low) return fmt::format("above {} and at most {}", low, high);
  return high >= unbounded ? fmt::format("{} or more", low) : fmt::format("from {} to {}", low, high);
}

Unit unit_named(std::string_view word) {
  const auto known =
      std::ranges::find_if(named_units, [&](const NamedUnit& unit) { return unit.one == word || unit.many == word; });
  return known == named_units.end() ? Unit::none : known->unit;
}

std::pair<std::string_view, std::string_view> names_of(Unit unit) {
  const auto known = std::ranges::find(named_units, unit, &NamedUnit::unit);
  if (known == named_units.end()) return {};
  return {known->one, known->many};
}

namespace language {

using Kind = Type::Kind;

namespace {

Type ranged(Kind kind, Range range) {
  Type type{kind};
  type.range = range;
  return type;
}

Type made_of(Kind kind, std::vector<Type> of) {
  Type type{kind};
  type.of = std::move(of);
  return type;
}

Type sorted(Kind kind, std::string_view sort) {
  Type type{kind};
  type.sort = sort;
  return type;
}

Type measured(Kind kind, const Wanted& wanted, Range range) {
  Type type = ranged(kind, range);
  type.wanted = &wanted;
  return type;
}

}  // namespace

const Type* Type::with(Kind wanted_kind) const {
  if (kind == wanted_kind) return this;
  if (kind != Kind::one_of) return nullptr;
  const auto found = std::ranges::find(of, wanted_kind, &Type::kind);
  return found == of.end() ? nullptr : &*found;
}

const Field* Type::field(std::string_view key) const {
  if (kind == Kind::table) return table->find(key);
  for (const Type& one : of)
    if (kind == Kind::one_of && one.kind == Kind::table)
      if (const Field* const found = one.table->find(key)) return found;
  return nullptr;
}

Field::Field(std::string_view key_, Type type_, std::string_view meaning_, std::string_view example_)
    : key(key_), type(std::move(type_)), required(true), meaning(meaning_), example(example_) {}

Field::Field(std::string_view key_, Type type_, Default otherwise_, std::string_view meaning_,
             std::string_view example_)
    : key(key_), type(std::move(type_)), otherwise(otherwise_), meaning(meaning_), example(example_) {
  if (!otherwise.text.empty()) fallback = Node::scalar(std::string(otherwise.text), false, {});
}

const Field* Table::find(std::string_view key) const {
  const auto found = std::ranges::find(fields, key, &Field::key);
  return found == fields.end() ? nullptr : &*found;
}

std::vector<std::string> Table::required() const {
  std::vector<std::string> keys;
  for (const Field& field : fields)
    if (field.required) keys.emplace_back(field.key);
  return keys;
}

std::vector<std::string> Table::keys() const {
  std::vector<std::string> keys;
  for (const Field& field : fields) keys.emplace_back(field.key);
  return keys;
}

Type table(const Table& of) {
  Type type{Kind::table};
  type.table = &of;
  return type;
}

Type named(std::string_view sort, Type of, std::size_t limit) {
  Type type = made_of(Kind::named, {std::move(of)});
  type.sort = sort;
  type.limit = limit;
  return type;
}

Type keyed(std::vector<std::string_view> words, Type of) {
  Type type = made_of(Kind::keyed, {std::move(of)});
  for (const std::string_view word : words) type.words.emplace_back(word, static_cast<int>(type.words.size()));
  return type;
}

Type keyed_by_number(int low, int high, std::string_view what, Type of) {
  Type type = made_of(Kind::keyed, {std::move(of)});
  type.range = {static_cast<double>(low), static_cast<double>(high)};
  type.sort = what;
  return type;
}

Type keyed_by_name(std::string_view sort, Type of) {
  Type type = made_of(Kind::keyed, {std::move(of)});
  type.sort = sort;
  return type;
}

Type list(Type of) { return made_of(Kind::list, {std::move(of)}); }
Type one_of(std::vector<Type> of) { return made_of(Kind::one_of, std::move(of)); }
Type text() { return {Kind::text}; }
Type boolean() { return {Kind::boolean}; }
Type number(Range range) { return ranged(Kind::number, range); }
Type whole_number(double low, double high) { return ranged(Kind::whole_number, {low, high}); }
Type share() { return ranged(Kind::share, {0, 1}); }
Type proportion(Range range) { return ranged(Kind::proportion, range); }
Type date() { return {Kind::date}; }
Type time_of_day() { return {Kind::time_of_day}; }
Type reference(std::string_view sort) { return sorted(Kind::reference, sort); }
Type path() { return {Kind::path}; }
Type quantity(const Wanted& wanted, Range range) { return measured(Kind::quantity, wanted, range); }
Type whole_quantity(const Wanted& wanted, double low, double high) {
  return measured(Kind::whole_quantity, wanted, {low, high});
}
Type span(double least) { return ranged(Kind::span, {least, 5000}); }  // beyond any run
Type pounds() { return ranged(Kind::pounds, {0, 999'999'999}); }
Type children() { return ranged(Kind::children, {0, 1e7}); }
Type figure() { return {Kind::figure}; }
Type amount() { return {Kind::amount}; }
Type between() { return {Kind::between}; }
Type distribution(const Wanted& wanted) { return measured(Kind::distribution, wanted, Range::at_least(0)); }
Type financial_year() { return {Kind::financial_year}; }
Type anything() { return {}; }

const Table& documentation() {
  using models::Evidence;
  static const Table keys{
      "documentation",
      "what a number rests on",
      {{"status",
        words<Evidence>(
            {{"published", Evidence::published}, {"local", Evidence::local}, {"assumed", Evidence::assumed}}),
        Default{"", "nothing is said"},
        "what the number rests on: published figures, a count of one's own service, or an assumption", "published"},
       {"source", text(), Default{"", "nothing is said"}, "where it is from: title, table, year",
        "DfE, Characteristics of children in need 2017, table A1"},
       {"note", text(), Default{"", "nothing is said"}, "what a reader ought to know beside it",
        "before the change of definition"}}};
  return keys;
}

}  // namespace language

}  // namespace casetide::scenarios
