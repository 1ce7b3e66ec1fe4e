// A list of rows under named columns (cases.csv, staff.csv as the tree holds them), read cell by cell with the means
// that read a scenario: every mistake is noted at its line and character, under the name of its column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reader/binding.hpp"
#include "scenarios/reader/csv_row.hpp"

namespace casetide::scenarios {

/// What stands in a row under a column, or a part of it.
class Cell {
 public:
  Cell(std::string column, std::string text, Place place, Problems& problems)
      : column_(std::move(column)), text_(std::move(text)), place_(std::move(place)), problems_(&problems) {}

  bool present() const { return !text_.empty(); }
  const std::string& text() const { return text_; }
  Problems& problems() const { return *problems_; }
  /// Notes "column: message", and "column: expected ...; found ...", where anything is present.
  void problem(std::string_view message) const;
  void expected(std::string_view what) const;

  /// Nothing where nothing is present, or no such name.
  template <typename Id>
  std::optional<Id> name(const Names& names) const;
  /// Nothing where nothing is present, or no such number.
  std::optional<double> number(Range range) const;
  std::optional<int> whole_number(int low, int high) const;
  /// A day from `earliest` to `latest` as year-month-day; why it must lie there is `why`: ", before the run begins".
  std::optional<sim::Date> day(sim::Date earliest, sim::Date latest, std::string_view why) const;

  /// What is parted by semicolons, each at its own place.
  std::vector<Cell> parts() const;
  Cell piece(std::size_t from, std::size_t until) const;

 private:
  std::string column_, text_;
  Place place_;
  Problems* problems_;
};

class ListTable {
 public:
  struct Columns {
    std::vector<std::string> required;
    std::vector<std::string> optional = {};
  };
  /// Notes columns that are missing, unknown or there twice, and rows with more or fewer fields than columns.
  ListTable(const Value& list, const Columns& columns);

  bool has(std::string_view column) const { return place_of(column).has_value(); }
  std::size_t size() const { return rows_.size(); }
  /// Absent when it is empty or there is no such column.
  Cell cell(std::size_t row, std::string_view column) const;
  /// Notes "message" at the beginning of the row.
  void problem(std::size_t row, std::string_view message) const;

 private:
  std::optional<std::size_t> place_of(std::string_view column) const;
  void read_columns(const Value& list, const Columns& columns);
  void read_row(const Value& row);

  Problems* problems_;
  std::vector<std::string> columns_;
  std::vector<std::vector<CsvField>> rows_;  // [row][column]
  std::vector<Place> places_;                // [row]
};

/// Nothing but a counter stands for a person: one letter and at most five digits, as `w14`.
bool is_counter(std::string_view text);

template <typename Id>
std::optional<Id> Cell::name(const Names& names) const {
  if (!present()) return {};
  static const language::Type anything = language::anything();
  const Node node = Node::scalar(text_, false, place_);
  const Rooted rooted(*problems_, node, column_);
  return names.find<Id>(Value(node, anything, *problems_));
}

}  // namespace casetide::scenarios
