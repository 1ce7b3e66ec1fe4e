#include "scenarios/reader/list_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "scenarios/language/language.hpp"
#include "scenarios/reader/problems.hpp"

namespace casetide::scenarios {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number_at(std::string_view text, std::size_t at, std::size_t length) {
  int number = 0;
  std::from_chars(text.data() + at, text.data() + at + length, number);
  return number;
}

/// Words of columns that case systems export and that have no place here.
bool tells_who_it_is(std::string column) {
  constexpr std::array<std::string_view, 20> words = {
      "name",   "dob",    "birth",  "address", "post", "upn",   "nhs",    "number", "phone",    "mail",
      "mosaic", "liquid", "ethnic", "gender",  "sex",  "pupil", "school", "person", "identity", "initials"};
  std::ranges::transform(column, column.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
  if (column == "id" || column.ends_with("_id") || column.ends_with(" id")) return true;
  return std::ranges::any_of(words, [&](std::string_view word) { return column.find(word) != std::string::npos; });
}

}  // namespace

ListTable::ListTable(const Value& list, const Columns& columns) : problems_(&list.problems()) {
  const Table table(list, language::list_of_rows());
  if (!table.has("columns") || !table.has("rows")) return;
  read_columns(table["columns"], columns);
  for (const Value& row : table["rows"].items()) read_row(row);
  if (rows_.empty()) table["rows"].problem("the list has no rows");
}

void ListTable::read_columns(const Value& list, const Columns& columns) {
  const std::string line = list.text();
  std::vector<std::string> known = columns.required;
  known.insert(known.end(), columns.optional.begin(), columns.optional.end());
  if (line.find(',') == std::string::npos && line.find(';') != std::string::npos)
    return list.problem("the columns are parted by semicolons; save the list as CSV with commas");
  for (const CsvField& field : csv_fields(line, list.node().place(), *problems_)) {
    const bool is_known = std::ranges::find(known, field.text) != known.end();
    if (!is_known && tells_who_it_is(field.text))
      problems_->add(field.place, fmt::format("column {} has no place here: a list holds no names, dates of birth, "
                                              "addresses or numbers of people; delete the column",
                                              shown(field.text)));
    else if (!is_known)
      problems_->add(field.place, fmt::format("unknown column {}{}", shown(field.text),
                                              problems_->full() ? "" : suggestion(field.text, known, "columns")));
    else if (has(field.text))
      problems_->add(field.place, fmt::format("the column {} is there twice", shown(field.text)));
    columns_.push_back(field.text);
  }
  for (const std::string& column : columns.required)
    if (!has(column)) list.problem(fmt::format("missing column {}", shown(column)));
}

void ListTable::read_row(const Value& row) {
  std::vector<CsvField> fields = csv_fields(row.text(), row.node().place(), *problems_);
  if (fields.size() != columns_.size())
    problems_->add(row.node().place(), fmt::format("{} fields under {} columns; a field with a comma needs quotes",
                                                   fields.size(), columns_.size()));
  fields.resize(columns_.size());
  rows_.push_back(std::move(fields));
  places_.push_back(row.node().place());
}

std::optional<std::size_t> ListTable::place_of(std::string_view column) const {
  const auto found = std::ranges::find(columns_, column);
  return found == columns_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns_.begin()));
}

Cell ListTable::cell(std::size_t row, std::string_view column) const {
  const auto place = place_of(column);
  if (!place) return Cell(std::string(column), {}, {}, *problems_);
  const CsvField& field = rows_[row][*place];
  return Cell(std::string(column), field.text, field.place, *problems_);
}

void ListTable::problem(std::size_t row, std::string_view message) const {
  problems_->add(places_[row], std::string(message));
}

void Cell::problem(std::string_view message) const {
  if (present()) problems_->add(place_, fmt::format("{}: {}", column_, message));
}

void Cell::expected(std::string_view what) const { problem(fmt::format("expected {}; found {}", what, shown(text_))); }

std::optional<double> Cell::number(Range range) const {
  if (!present()) return {};
  const auto value = plain_decimal(text_);
  if (value && range.holds(*value)) return value;
  expected(fmt::format("a number, {}{}", range.text(), value ? "" : ", in plain decimal such as `12` or `1.5`"));
  return {};
}

std::optional<int> Cell::whole_number(int low, int high) const {
  if (!present()) return {};
  const auto value = plain_decimal(text_);
  const bool whole = value && *value >= low && *value <= high && *value == static_cast<int>(*value);
  if (whole) return static_cast<int>(*value);
  expected(fmt::format("a whole number from {} to {}", low, high));
  return {};
}

std::optional<sim::Date> Cell::day(sim::Date earliest, sim::Date latest, std::string_view why) const {
  if (!present()) return {};
  const std::string& text = text_;
  const auto digits = [&](std::size_t at, std::size_t length) {
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                       text.begin() + static_cast<std::ptrdiff_t>(at + length), is_digit);
  };
  const bool formed =
      text.size() == 10 && text[4] == '-' && text[7] == '-' && digits(0, 4) && digits(5, 2) && digits(8, 2);
  const bool by_slashes = text.find('/') != std::string::npos;
  if (!formed) {
    expected(by_slashes ? "a date as year-month-day, such as `2017-04-01` (in a spreadsheet the format yyyy-mm-dd)"
                        : "a date as year-month-day, such as `2017-04-01`");
    return {};
  }
  const std::chrono::year_month_day day{std::chrono::year(number_at(text, 0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number_at(text, 5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number_at(text, 8, 2)))};
  if (!day.ok()) return problem(fmt::format("there is no such day as {}", shown(text))), std::nullopt;
  const sim::Date date(day);
  if (earliest <= date && date <= latest) return date;
  expected(fmt::format("a day from {} to {}{}", sim::text(earliest), sim::text(latest), why));
  return {};
}

std::vector<Cell> Cell::parts() const {
  std::vector<Cell> parts;
  for (std::size_t start = 0; present() && start <= text_.size();) {
    const std::size_t end = std::min(text_.find(';', start), text_.size());
    const std::size_t first = text_.find_first_not_of(' ', start);
    if (first < end) parts.push_back(piece(first, text_.find_last_not_of(' ', end - 1) + 1));
    start = end + 1;
  }
  return parts;
}

Cell Cell::piece(std::size_t from, std::size_t until) const {
  Place place = place_;
  place.column += static_cast<int>(from);
  return Cell(column_, text_.substr(from, until - from), place, *problems_);
}

bool is_counter(std::string_view text) {
  constexpr std::size_t most_digits = 5;
  if (text.size() < 2 || text.size() > 1 + most_digits) return false;
  return text[0] >= 'a' && text[0] <= 'z' && std::all_of(text.begin() + 1, text.end(), is_digit);
}

}  // namespace casetide::scenarios
