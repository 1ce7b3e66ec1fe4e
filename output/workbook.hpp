// The one door to libxlsxwriter: a workbook of sheets with real numbers and real dates. Text is never a formula.
// Equal cells give equal bytes.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "output/tidy_table.hpp"
#include "output/whole_file.hpp"

namespace casetide::output {

/// How a cell looks, beside its kind.
struct CellStyle {
  enum class Weight : std::uint8_t { plain, strong, title };
  Weight weight = Weight::plain;
  int decimals = 2;         // shown of a number
  std::string suffix = {};  // shown behind a number, which stays one: " ~"
  bool wraps = false;       // text over several lines
  bool is_rule_below = false;
};

/// Rows and columns count from 0. Every failure throws sim::OutputError: cannot_create, io_error.
class Workbook {
 public:
  /// `day` stands as the day on which the workbook was made, so that no clock does.
  Workbook(const std::filesystem::path& target, const std::string& title, sim::Date day);
  Workbook(Workbook&&) noexcept;
  ~Workbook();

  /// Further cells go to this sheet. At most 31 characters, without []:*?/\.
  void begin_sheet(const std::string& name);
  /// Text is cut so that a cell, which holds 32,767 characters, can hold it.
  void write(unsigned row, unsigned column, const Cell& cell, const CellStyle& style = {});
  /// Text over several columns of a row.
  void write_across(unsigned row, unsigned first, unsigned last, const std::string& text, const CellStyle& style);
  void set_width(unsigned column, double characters);
  /// Rows above and columns left of this cell stay in sight.
  void freeze(unsigned row, unsigned column);

  /// A whole sheet: the names of the columns in a frozen first row that filters, and a row for each of the table's.
  void write_table(const std::string& sheet, const TidyTable& table);

  /// Writes the file and waits for the disk; nothing can be written after it.
  void finish();
  void keep();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace casetide::output
