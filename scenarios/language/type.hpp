// What may stand in a scenario, said once. The reader takes its keys, units, ranges, words and defaults from here; so
// do the JSON Schema, the page of all keys and `casetide explain-key`.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

/// Numbers that a value takes; `low` itself only when `with_low`.
struct Range {
  double low = 0;
  double high = 1e9;
  bool with_low = true;

  static Range at_least(double low) { return {low}; }
  static Range above(double low) { return {low, 1e9, false}; }
  static Range between(double low, double high) { return {low, high}; }
  bool holds(double value) const { return value <= high && (with_low ? value >= low : value > low); }
  /// "from 0 to 1", "above 0".
  std::string text() const;
};

enum class Unit : std::uint8_t {
  none,
  minutes,
  hours,
  hours_a_week,
  working_days,
  days,
  weeks,
  months,
  years,
  children,
  points,
};

/// The unit of that name, one or many of it (`hour`, `hours`); none when it is no unit.
Unit unit_named(std::string_view word);
/// Both names of a unit, one and many: "hour", "hours".
std::pair<std::string_view, std::string_view> names_of(Unit unit);

/// The unit that a use wants, and the units in which it may be written.
struct Wanted {
  struct Option {
    Unit unit = Unit::none;
    double times = 1, per = 1;  // amount in the wanted unit = amount written * times / per
  };
  std::string_view expected;  // for messages: "hours or minutes, such as `3 hours`"
  std::array<Option, 3> options;
};

inline constexpr Wanted in_hours{"hours or minutes, such as `3 hours`", {{{Unit::hours}, {Unit::minutes, 1, 60}}}};
inline constexpr Wanted in_hours_a_day{"hours or minutes a working day, such as `5 hours`, or `25 hours a week`",
                                       {{{Unit::hours}, {Unit::minutes, 1, 60}, {Unit::hours_a_week, 1, 5}}}};
inline constexpr Wanted in_working_days{"working days, such as `10 working days`", {{{Unit::working_days}}}};
inline constexpr Wanted in_days{"days or weeks, such as `14 days`", {{{Unit::days}, {Unit::weeks, 7, 1}}}};
inline constexpr Wanted in_years{"years or months, such as `5 years`", {{{Unit::years}, {Unit::months, 1, 12}}}};
inline constexpr Wanted in_children{"children, such as `28 children`", {{{Unit::children}}}};
inline constexpr Wanted in_points{"points or children, such as `28 points`", {{{Unit::points}, {Unit::children}}}};

namespace language {

struct Table;

/// What a value may be. Made by the functions below.
struct Type {
  enum class Kind : std::uint8_t {
    table,   // of `table`
    named,   // a table by names that the author gives; `of` each. `sort`: what the entries are called
    keyed,   // a table by given `words`, whole numbers in the range, or names of a `sort`; `of` each
    list,    // of `of`
    one_of,  // any of `of`
    text,
    boolean,
    number,        // plain decimal, in the range
    whole_number,  // ... without decimals
    share,         // `85%` or `0.85`
    proportion,    // ... also above one, in the range
    date,
    time_of_day,
    word,            // one of `words`
    reference,       // a name of a `sort`
    path,            // of a value of the scenario
    quantity,        // `wanted`, in the range
    whole_quantity,  // ... without decimals
    span,            // whole working days, days, weeks or months, in the range
    pounds,
    children,        // a number, or `N per 10,000`
    figure,          // a number, or a percentage, as the figure has it
    amount,          // a number of at least 0 with any unit or none
    between,         // `between 5% and 12%, most likely 8%`
    distribution,    // `wanted`, or a table with one shape
    financial_year,  // `2018-19`
    anything,
  };
  Kind kind = Kind::anything;
  Range range = {};
  const Wanted* wanted = nullptr;
  std::vector<std::pair<std::string_view, int>> words = {};  // each with what it stands for
  std::string_view sort = {};
  std::size_t limit = 255;
  const Table* table = nullptr;
  std::vector<Type> of = {};

  const Type& entry() const { return of.front(); }
  /// The key in the table that this is, or may be; null when there is none.
  const struct Field* field(std::string_view key) const;
  /// Itself, or the first of `one_of` with this kind; null when there is none.
  const Type* with(Kind wanted_kind) const;
};

/// What holds where a key is left out, and why that.
struct Default {
  std::string_view text = {};    // as it would be written; empty: nothing, and `source` says what follows
  std::string_view source = {};  // "neutral", "assumed", where it is from
};

/// One key of a table.
struct Field {
  Field(std::string_view key, Type type, std::string_view meaning, std::string_view example);
  Field(std::string_view key, Type type, Default otherwise, std::string_view meaning, std::string_view example);

  std::string_view key;
  Type type;
  bool required = false;
  Default otherwise = {};
  std::string_view meaning, example;
  std::optional<Node> fallback = {};  // `otherwise.text` as the reader reads it
};

/// A table with a fixed set of keys, those that are required first. Besides its own keys any table may carry `status`
/// (published, local, assumed), `source` and `note`.
struct Table {
  std::string_view name;  // unique: "staffing.leaving"
  std::string_view meaning;
  std::vector<Field> fields;
  bool takes_one_key = false;  // one of them, and only one
  bool in_any_unit = false;    // its amounts are in the unit of what it stands for

  const Field* find(std::string_view key) const;
  std::vector<std::string> required() const;
  std::vector<std::string> keys() const;
};

inline constexpr Default off{"", "none"};
inline constexpr std::string_view neutral = "neutral: as if it were not there";
inline constexpr std::string_view assumed = "assumed";

Type table(const Table& table);
Type named(std::string_view sort, Type of, std::size_t limit = 255);
Type keyed(std::vector<std::string_view> words, Type of);
Type keyed_by_number(int low, int high, std::string_view what, Type of);
Type keyed_by_name(std::string_view sort, Type of);
Type list(Type of);
Type one_of(std::vector<Type> of);
Type text();
Type boolean();
Type number(Range range);
Type whole_number(double low, double high);
Type share();
Type proportion(Range range);
Type date();
Type time_of_day();
Type reference(std::string_view sort);
Type path();
Type quantity(const Wanted& wanted, Range range);
Type whole_quantity(const Wanted& wanted, double low, double high);
Type span(double least);
Type pounds();
Type children();
Type figure();
Type amount();
Type between();
Type distribution(const Wanted& wanted);
Type financial_year();
Type anything();

/// The words of an enumeration, each with its meaning.
template <typename Enum>
Type words(std::initializer_list<std::pair<std::string_view, Enum>> all) {
  Type type{Type::Kind::word};
  for (const auto& [word, meaning] : all) type.words.emplace_back(word, static_cast<int>(meaning));
  return type;
}

/// Of the three keys that any table may carry.
const Table& documentation();

}  // namespace language

}  // namespace casetide::scenarios
