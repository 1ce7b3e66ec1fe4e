// Typed reading of the tree: what a value may be is said where it is read, and every mistake is noted with its path
// and place; none is thrown. A reader that finds a mistake, or nothing, answers with its fallback.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/language/type.hpp"
#include "scenarios/reader/node.hpp"
#include "scenarios/reader/problems.hpp"
#include "sim/time.hpp"

namespace casetide::scenarios {

/// A number in plain decimal: digits, perhaps a point with digits on both sides, perhaps a minus; no leading zeros.
std::optional<double> plain_decimal(std::string_view text);

/// A value, or the absence of one, and what the language says that it may be. Every reader below takes units, ranges,
/// words and the default from there; it throws std::logic_error where the language says another kind of value.
class Value {
 public:
  Value(const Node& node, const language::Type& type, Problems& problems)
      : node_(&node), type_(&type), problems_(&problems) {}

  bool present() const { return node_ != nullptr; }
  const Node& node() const { return *node_; }
  const language::Type& type() const { return *type_; }
  /// `staffing.teams.safeguarding.fte`; empty where nothing is present.
  std::string path() const;
  Problems& problems() const { return *problems_; }

  /// Notes "path: message" at this value.
  void problem(std::string_view message) const;
  /// Notes "expected ...; found ..." at this value.
  void expected(std::string_view what) const;

  /// What stands under `value` when this is annotated (`{value: X, status: .., source: ..}`), else itself.
  Value bare() const;
  bool is_table() const { return present() && node_->is_mapping(); }
  /// The value under `key`; absent when there is none, or when this is no table.
  Value at(std::string_view key) const;
  /// The values of a list; none, with a problem, when it is not a list.
  std::vector<Value> items() const;
  /// Is it this word, written as one?
  bool is_word(std::string_view word) const;

  // `otherwise`: where nothing stands, or nothing that can be read, and the language has no default.
  std::string text(std::string otherwise = {}) const;
  bool boolean(bool otherwise = false) const;
  double number(double otherwise = 0) const;
  std::int64_t whole_number(std::int64_t otherwise = 0) const;
  /// `85%` or `0.85`.
  double share(double otherwise = 0) const;
  /// A real day from 2010 to 2030, as 2016-04-01.
  sim::Date date(sim::Date otherwise = {}) const;
  /// "09:00", as time since midnight.
  sim::Minutes time_of_day(sim::Minutes otherwise = {}) const;

  /// What the word stands for.
  template <typename Enum>
  Enum word(Enum otherwise = {}) const {
    return static_cast<Enum>(word_value(static_cast<int>(otherwise)));
  }

  /// What `read` makes of the bare value, of the default where nothing (that can be read) stands, or `otherwise`.
  /// `read` notes what is wrong and then answers with nothing.
  template <typename T, typename Read>
  T read_as(T otherwise, const Read& read) const {
    if (present())
      if (auto found = read(bare())) return std::move(*found);
    if (fallback_ == nullptr) return otherwise;
    return read(Value(*fallback_, *type_)).value_or(std::move(otherwise));
  }
  /// What the language says, where it lets this be of the kind. Throws std::logic_error elsewhere.
  const language::Type& type_as(language::Type::Kind kind) const;
  /// This value's scalar text when it is written without quotes.
  const std::string* unquoted() const;

 private:
  friend class Table;
  Value(const Node* node, const language::Type& type, Problems* problems, const Node* fallback)
      : node_(node), type_(&type), problems_(problems), fallback_(fallback) {}
  /// A default: nobody is told of problems, because there are none.
  Value(const Node& fallback, const language::Type& type) : node_(&fallback), type_(&type) {}
  int word_value(int otherwise) const;
  Value entry(const Node::Entry& entry, const language::Type& type) const {
    return Value(entry.value, type, *problems_);
  }

  const Node* node_;
  const language::Type* type_;
  Problems* problems_ = nullptr;
  const Node* fallback_ = nullptr;

  friend std::vector<struct Named> keyed_entries(const Value& table);
};

/// The number that stands there, not annotated; nothing, with a problem, when it is none in the range.
std::optional<double> number_in(const Value& plain, const Range& range);

/// What was found, for messages: "`abc`", "a list", "nothing".
std::string found(const Node& node);

/// A table as the language describes it. On construction it notes missing and unknown keys. Besides its own keys any
/// table may carry `status` (published, local, assumed), `source` and `note`, which are checked and then ignored.
class Table {
 public:
  /// Of the one kind of table that the value may be.
  explicit Table(const Value& value) : Table(value, *value.type_as(language::Type::Kind::table).table) {}
  /// Of this kind, where it may be several.
  Table(const Value& value, const language::Table& keys);

  Value operator[](std::string_view key) const;
  bool has(std::string_view key) const { return value_.present() && value_.node().find(key) != nullptr; }
  const language::Table& keys() const { return *keys_; }

 private:
  void note_missing() const;
  void note_unknown() const;

  Value value_;
  const language::Table* keys_;
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

/// The entries of a table by names that the author gives, in written order, documentation keys left out. Notes names
/// that are not made of small letters, digits and underscores, and more entries than the language allows; gives up to
/// names_limit.
std::vector<Named> named_entries(const Value& table);

/// All entries but the documentation, whatever their keys (months, household sizes, ages).
std::vector<Named> keyed_entries(const Value& table);

/// The whole number that is the entry's key in such a `table`; a problem when it is none, or out of range.
std::optional<int> number_of_key(const Named& entry, const Value& table);

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
