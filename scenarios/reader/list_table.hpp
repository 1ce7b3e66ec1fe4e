// A list of rows under named columns (cases.csv, staff.csv as the tree holds them), read cell by cell with the means
// that read a scenario: every mistake is noted at its line and character, under the name of its column.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reader/binding.hpp"
#include "scenarios/reader/csv_row.hpp"

namespace casetide::scenarios {

class ListTable {
 public:
  /// Notes columns that are missing, unknown or there twice, and rows with more or fewer fields than columns.
  ListTable(const Value& list, const Table::Keys& columns);

  bool has(std::string_view column) const { return place_of(column).has_value(); }
  std::size_t size() const { return rows_.size(); }
  /// What stands in the row under the column; absent when the cell is empty or there is no such column.
  Value cell(std::size_t row, std::string_view column) const;
  /// Notes "message" at the beginning of the row.
  void problem(std::size_t row, std::string_view message) const;

 private:
  std::optional<std::size_t> place_of(std::string_view column) const;
  void read_columns(const Value& list, const Table::Keys& columns);
  void read_row(const Value& row);

  Problems* problems_;
  std::vector<std::string> columns_;
  std::deque<std::vector<Node>> rows_;  // [row][column]
  std::vector<Place> places_;           // [row]
};

/// The parts of a cell that are parted by semicolons, each at its own place; nodes live in `parts`.
std::vector<Value> parts_of(const Value& cell, std::deque<Node>& parts);

/// A day from `earliest` to `latest` as year-month-day; why it must lie there is `why`: ", before the run begins".
std::optional<sim::Date> listed_day(const Value& cell, sim::Date earliest, sim::Date latest, std::string_view why);

/// Nothing but a counter stands for a person: one letter and at most five digits, as `w14`.
bool is_counter(std::string_view text);

}  // namespace casetide::scenarios
