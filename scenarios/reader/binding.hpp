// Typed reading of the tree: what a value may be is said where it is read, and every mistake is noted with its path
// and place; none is thrown. A reader that finds a mistake, or nothing, answers with its fallback.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/reader/node.hpp"
#include "scenarios/reader/problems.hpp"
#include "sim/time.hpp"

namespace casetide::scenarios {

/// Numbers that a field takes; `low` itself only when `with_low`.
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

/// A number in plain decimal: digits, perhaps a point with digits on both sides, perhaps a minus; no leading zeros.
std::optional<double> plain_decimal(std::string_view text);

/// A value at its path (`staffing.teams[1].fte`), or the absence of one.
class Value {
 public:
  Value(const Node& node, std::string path, Problems& problems)
      : node_(&node), path_(std::move(path)), problems_(&problems) {}
  static Value absent(std::string path, Problems& problems) { return Value(nullptr, std::move(path), problems); }

  bool present() const { return node_ != nullptr; }
  const Node& node() const { return *node_; }
  const std::string& path() const { return path_; }
  Problems& problems() const { return *problems_; }

  /// Notes "path: message" at this value.
  void problem(std::string_view message) const;
  /// Notes "expected ...; found ..." at this value.
  void expected(std::string_view what) const;

  /// What stands under `value` when this is annotated (`{value: X, status: .., source: ..}`), else itself.
  Value bare() const;
  Value child(const Node& node, std::string_view key) const;
  /// The value under `key`; absent when there is none, or when this is no table.
  Value at(std::string_view key) const;
  /// The values of a list; none, with a problem, when it is not a list.
  std::vector<Value> items() const;

  std::string text(std::string fallback = {}) const;
  bool boolean(bool fallback = false) const;
  double number(Range range, double fallback = 0) const;
  std::int64_t whole_number(std::int64_t low, std::int64_t high, std::int64_t fallback = 0) const;
  /// `85%` or `0.85`.
  double share(double fallback = 0) const;
  /// A real day from 2010 to 2030, as 2016-04-01.
  sim::Date date(sim::Date fallback = {}) const;
  /// "09:00", as time since midnight.
  sim::Minutes time_of_day(sim::Minutes fallback = {}) const;

  /// One of the given words.
  template <typename Enum>
  Enum one_of(std::initializer_list<std::pair<std::string_view, Enum>> words, Enum fallback) const;

 private:
  Value(const Node* node, std::string path, Problems& problems)
      : node_(node), path_(std::move(path)), problems_(&problems) {}
  /// This value's scalar text when it is written without quotes; otherwise a problem.
  std::optional<std::string> unquoted(std::string_view expected_what) const;
  std::optional<std::size_t> choice(const std::vector<std::string>& words) const;

  const Node* node_;
  std::string path_;
  Problems* problems_;
};

/// What was found, for messages: "`abc`", "a list", "nothing".
std::string found(const Node& node);

/// A table with a fixed set of keys. On construction it notes missing and unknown keys. Besides its own keys any table
/// may carry `status` (published, local, assumed), `source` and `note`, which are checked and then ignored.
class Table {
 public:
  struct Keys {
    std::vector<std::string> required;
    std::vector<std::string> optional = {};
  };
  Table(const Value& value, const Keys& keys);

  Value operator[](std::string_view key) const { return value_.at(key); }
  bool has(std::string_view key) const { return (*this)[key].present(); }

 private:
  void note_missing(const Keys& keys) const;
  void note_unknown(const Keys& keys) const;
  std::string advice(const Node::Entry& entry, const std::vector<std::string>& known) const;

  Value value_;
};

/// An entry of a table whose keys are names that the user gives.
struct Named {
  std::string name;
  Place key_place;
  Value value;

  /// Notes "path: message" at the name.
  void problem(std::string_view message) const;
};

inline constexpr std::size_t names_limit = 255;  // of any sort; ids are bytes

/// The entries of such a table in written order, documentation keys left out. Notes names that are not made of small
/// letters, digits and underscores, and more entries than `limit` (`what`: "statuses"); gives those up to names_limit.
std::vector<Named> named_entries(const Value& table, std::string_view what, std::size_t limit = names_limit);

/// All entries but the documentation, whatever their keys (months, household sizes, ages).
std::vector<Named> keyed_entries(const Value& table);

/// The whole number that is the entry's key; a problem, with what was `expected`, when it is none from `low` to `high`.
std::optional<int> number_of_key(const Named& entry, int low, int high, std::string_view expected);

/// Known names of one sort, by place.
class Names {
 public:
  Names(std::string one, std::string many, std::vector<std::string> known)
      : one_(std::move(one)), many_(std::move(many)), known_(std::move(known)) {}

  const std::vector<std::string>& all() const { return known_; }
  std::size_t size() const { return known_.size(); }

  /// The place of the name in `value`; an unknown name is a problem, with the nearest known one.
  template <typename Id>
  std::optional<Id> find(const Value& value) const {
    const auto place = place_of(value);
    return place ? std::optional<Id>(static_cast<Id>(*place)) : std::nullopt;
  }
  /// The place of the name that is the entry's key; an unknown one is a problem, with the nearest known one.
  template <typename Id>
  std::optional<Id> find_key(const Named& entry) const {
    const auto place = place_of_key(entry);
    return place ? std::optional<Id>(static_cast<Id>(*place)) : std::nullopt;
  }
  /// The places of a list of names, each at most once; empty when absent.
  template <typename Id>
  std::vector<Id> find_all(const Value& list) const;

 private:
  std::optional<std::size_t> place_of(const Value& value) const;
  std::optional<std::size_t> place_of_key(const Named& entry) const;

  std::string one_, many_;
  std::vector<std::string> known_;
};

template <typename Enum>
Enum Value::one_of(std::initializer_list<std::pair<std::string_view, Enum>> words, Enum fallback) const {
  std::vector<std::string> known;
  for (const auto& [word, meaning] : words) known.emplace_back(word);
  const auto place = choice(known);
  return place ? (words.begin() + *place)->second : fallback;
}

template <typename Id>
std::vector<Id> Names::find_all(const Value& list) const {
  std::vector<Id> ids;
  std::vector<bool> seen(known_.size());
  for (const Value& item : list.items()) {
    const auto place = place_of(item);
    if (!place) continue;
    if (seen[*place]) item.problem("named twice in this list");
    if (!seen[*place]) ids.push_back(static_cast<Id>(*place));
    seen[*place] = true;
  }
  return ids;
}

}  // namespace casetide::scenarios
