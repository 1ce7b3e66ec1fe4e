#include "output/workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <tuple>
#include <utility>

#include "output/text_table.hpp"
#include "output/zip_parts.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

using sim::ExitCode;
using sim::OutputError;

constexpr std::size_t longest_text = 32767;
constexpr double narrowest_column = 8;
constexpr double widest_column = 60;

lxw_datetime spreadsheet_date(sim::Date date) {
  const std::chrono::year_month_day day{date};
  return {int{day.year()}, static_cast<int>(unsigned{day.month()}), static_cast<int>(unsigned{day.day()}), 0, 0, 0};
}

/// "#,##0.00", and what is to stand behind it.
std::string number_format(const CellStyle& style, ColumnKind kind) {
  if (kind == ColumnKind::date) return "yyyy-mm-dd";
  std::string format = "#,##0";
  if (kind == ColumnKind::number && style.decimals > 0)
    format += "." + std::string(static_cast<std::size_t>(style.decimals), '0');
  if (!style.suffix.empty()) format += "\"" + style.suffix + "\"";
  return format;
}

ColumnKind kind_of(const Cell& cell) { return static_cast<ColumnKind>(cell.index()); }
static_assert(static_cast<int>(ColumnKind::text) == 0 && static_cast<int>(ColumnKind::date) == 3);
static_assert(std::is_same_v<std::variant_alternative_t<1, Cell>, std::int64_t> &&
              std::is_same_v<std::variant_alternative_t<3, Cell>, sim::Date>);

/// In whole characters of UTF-8, as many as a cell can hold.
std::string fitting(const std::string& text) {
  return text.size() <= longest_text ? text : cut(text, static_cast<int>(longest_text / 4));
}

double width_needed(const TidyTable& table, std::size_t column) {
  int widest = width_of(table.head.columns[column].name) + 3;  // the arrow of the filter
  for (const std::vector<Cell>& row : table.rows)
    if (const auto* text = std::get_if<std::string>(&row[column])) widest = std::max(widest, width_of(*text));
  return std::clamp(widest + 1.0, narrowest_column + 3, widest_column);
}

}  // namespace

struct Workbook::Parts {
  Parts(const std::filesystem::path& target, const std::string& folder) : file(target) {
    if (!std::ofstream(file.partial())) fail(ExitCode::cannot_create, "cannot be created; is there such a folder?");
    lxw_workbook_options options{};
    std::string copy = folder;
    options.tmpdir = copy.data();  // the library keeps a copy
    book = workbook_new_opt(file.partial().c_str(), &options);
    if (book == nullptr) throw OutputError(ExitCode::internal_error, "no memory for a workbook");
  }
  ~Parts() {
    if (book != nullptr) lxw_workbook_free(book);
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  [[noreturn]] void fail(ExitCode code, const std::string& what) const {
    throw OutputError(code, file.target().string() + ": " + what);
  }
  void expect(lxw_error error) const {
    if (error != LXW_NO_ERROR) fail(ExitCode::internal_error, lxw_strerror(error));
  }
  /// One format for each look: a spreadsheet has room for some 64,000.
  lxw_format* format(const CellStyle& style, ColumnKind kind);

  PendingFile file;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  std::map<std::tuple<CellStyle::Weight, std::string, bool, bool>, lxw_format*> formats;
};

lxw_format* Workbook::Parts::format(const CellStyle& style, ColumnKind kind) {
  const std::string number = kind == ColumnKind::text ? std::string() : number_format(style, kind);
  lxw_format*& found = formats[{style.weight, number, style.wraps, style.is_rule_below}];
  if (found != nullptr) return found;
  found = workbook_add_format(book);
  if (!number.empty()) format_set_num_format(found, number.c_str());
  if (style.weight != CellStyle::Weight::plain) format_set_bold(found);
  if (style.weight == CellStyle::Weight::title) format_set_font_size(found, 14);
  if (style.wraps) {
    format_set_text_wrap(found);
    format_set_align(found, LXW_ALIGN_VERTICAL_TOP);
  }
  if (style.is_rule_below) format_set_bottom(found, LXW_BORDER_THIN);
  return found;
}

Workbook::Workbook(const std::filesystem::path& target, const std::string& title, sim::Date day)
    : parts_(std::make_unique<Parts>(target, (target.has_parent_path() ? target.parent_path() : ".").string())) {
  std::string copy = fitting(title).substr(0, 255);
  while (!copy.empty() && width_of(copy) > 200) copy = cut(copy, 200);
  lxw_doc_properties properties{};
  properties.title = copy.data();
  properties.created = std::chrono::seconds{day.time_since_epoch()}.count();
  parts_->expect(workbook_set_properties(parts_->book, &properties));
}

Workbook::Workbook(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

void Workbook::begin_sheet(const std::string& name) {
  parts_->expect(workbook_validate_sheet_name(parts_->book, name.c_str()));
  parts_->sheet = workbook_add_worksheet(parts_->book, name.c_str());
  if (parts_->sheet == nullptr) parts_->fail(ExitCode::internal_error, "no memory for a sheet");
  worksheet_set_landscape(parts_->sheet);
  worksheet_set_paper(parts_->sheet, 9);  // A4
  worksheet_fit_to_pages(parts_->sheet, 1, 0);
}

void Workbook::write(unsigned row, unsigned column, const Cell& cell, const CellStyle& style) {
  lxw_worksheet* sheet = parts_->sheet;
  const auto col = static_cast<lxw_col_t>(column);
  lxw_format* format = parts_->format(style, kind_of(cell));
  if (const auto* text = std::get_if<std::string>(&cell)) {
    parts_->expect(text->empty() ? worksheet_write_blank(sheet, row, col, format)
                                 : worksheet_write_string(sheet, row, col, fitting(*text).c_str(), format));
  } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    parts_->expect(worksheet_write_number(sheet, row, col, static_cast<double>(*whole), format));
  } else if (const auto* number = std::get_if<double>(&cell)) {
    parts_->expect(std::isfinite(*number) ? worksheet_write_number(sheet, row, col, *number, format)
                                          : worksheet_write_blank(sheet, row, col, format));
  } else {
    lxw_datetime date = spreadsheet_date(std::get<sim::Date>(cell));
    parts_->expect(worksheet_write_datetime(sheet, row, col, &date, format));
  }
}

void Workbook::write_across(unsigned row, unsigned first, unsigned last, const std::string& text,
                            const CellStyle& style) {
  parts_->expect(worksheet_merge_range(parts_->sheet, row, static_cast<lxw_col_t>(first), row,
                                       static_cast<lxw_col_t>(last), fitting(text).c_str(),
                                       parts_->format(style, ColumnKind::text)));
  const double lines = std::ceil(width_of(text) / 100.0);
  if (style.wraps) parts_->expect(worksheet_set_row(parts_->sheet, row, 15 * lines, nullptr));
}

void Workbook::set_width(unsigned column, double characters) {
  const auto col = static_cast<lxw_col_t>(column);
  parts_->expect(worksheet_set_column(parts_->sheet, col, col, characters, nullptr));
}

void Workbook::freeze(unsigned row, unsigned column) {
  worksheet_freeze_panes(parts_->sheet, row, static_cast<lxw_col_t>(column));
}

void Workbook::write_table(const std::string& sheet, const TidyTable& table) {
  begin_sheet(sheet);
  const auto& columns = table.head.columns;
  for (unsigned c = 0; c < columns.size(); ++c) {
    write(0, c, columns[c].name, {CellStyle::Weight::strong, 0, "", false, true});
    set_width(c, columns[c].kind == ColumnKind::text ? width_needed(table, c)
                                                     : std::max(12.0, width_of(columns[c].name) + 3.0));
  }
  for (unsigned r = 0; r < table.rows.size(); ++r)
    for (unsigned c = 0; c < columns.size(); ++c) write(r + 1, c, table.rows[r][c], {.decimals = columns[c].decimals});
  freeze(1, 0);
  parts_->expect(worksheet_autofilter(parts_->sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                                      static_cast<lxw_col_t>(columns.size() - 1)));
}

void Workbook::finish() {
  const lxw_error error = workbook_close(std::exchange(parts_->book, nullptr));
  // The library does not look whether its temporary files took all that it wrote.
  if (error != LXW_NO_ERROR || !all_parts_are_whole(parts_->file.partial()))
    parts_->fail(ExitCode::io_error, "cannot be written; is the disk full?");
  parts_->file.sync();
}

void Workbook::keep() { parts_->file.keep(); }

}  // namespace casetide::output
