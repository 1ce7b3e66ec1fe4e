// A table with one observation a row: what spreadsheets, R and Power BI read without being told anything more.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "sim/time.hpp"

namespace casetide::output {

enum class ColumnKind : std::uint8_t { text, whole, number, date };

struct Column {
  std::string name;
  ColumnKind kind = ColumnKind::number;
  std::string unit;  // of numbers; empty where the column's other cells say it, or where there is none
  std::string meaning;
  int decimals = 2;  // that a spreadsheet shows; the value itself is kept in full
};

/// By the column's kind; a number that is not one stands for an empty cell.
using Cell = std::variant<std::string, std::int64_t, double, sim::Date>;

/// Takes one row: as many cells as there are columns.
using RowSink = std::function<void(std::span<const Cell>)>;

struct TableHead {
  std::string name;   // "indicators": of the file or the sheet
  std::string title;  // what one row is
  std::vector<Column> columns;
};

struct TidyTable {
  TableHead head;
  std::vector<std::vector<Cell>> rows;
};

}  // namespace casetide::output
