// Comma-separated text that Excel, Power BI and R open alike: UTF-8 with a byte order mark, RFC 4180 quoting and line
// ends (CR LF), a decimal point, ISO dates, numbers in full, and nothing between the commas where there is no number.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "output/tidy_table.hpp"
#include "output/whole_file.hpp"

namespace casetide::output {

/// A file that stands under its name once it is kept. Every failure throws sim::OutputError: cannot_create, io_error.
class CsvFile {
 public:
  /// Writes the line of column names.
  CsvFile(const std::filesystem::path& target, std::span<const Column> columns);
  void write(std::span<const Cell> row);
  /// Writes what is still in memory and waits for the disk; nothing can be written after it.
  void finish();
  void keep() { file_.keep(); }
  std::size_t rows() const { return rows_; }

 private:
  struct Close {
    void operator()(std::FILE* stream) const { std::fclose(stream); }
  };
  void put(const std::string& line);

  PendingFile file_;
  std::unique_ptr<std::FILE, Close> stream_;  // destroyed before the file goes
  std::string line_;
  std::size_t rows_ = 0;
};

/// As it stands between two commas. Text that a spreadsheet would take for a formula (it begins with = + - @, a tab or
/// a carriage return) gets an apostrophe before it.
std::string csv_text(std::string_view text);

/// The shortest decimal that reads back to the same number; empty where it is not one.
std::string csv_number(double value);

/// Any text file, whole or not at all.
PendingFile pending_text(const std::filesystem::path& target, const std::string& text);

}  // namespace casetide::output
