// A result as a folder of tidy CSV files and a page that says what their columns mean.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "output/csv.hpp"
#include "output/tidy_tables.hpp"

namespace casetide::output {

/// Rows that a sheet of Excel holds, that of the names included.
inline constexpr std::size_t most_rows_in_excel = 1'048'576;

/// Writes NAME.partial for each file; none has its name before keep(). Other files of the folder are left alone.
/// Throws sim::OutputError: cannot_create, io_error.
class CsvFolder {
 public:
  CsvFolder(std::filesystem::path folder, Layout layout, Per per);

  /// The measures of the plans, in the order of the result.
  void add(const PlanRuns& runs);
  void add(const TidyTable& table);
  /// Writes README.txt with `about` at its head, and waits for the disk.
  void finish(const std::string& about);
  /// Gives all files their names.
  void keep();

  /// Names of files with more rows than Excel opens.
  std::vector<std::string> too_long_for_excel() const;

 private:
  struct Written {
    TableHead head;
    CsvFile file;
  };
  std::filesystem::path path_of(const TableHead& head) const { return folder_ / (head.name + ".csv"); }

  std::filesystem::path folder_;
  Layout layout_;
  Per per_;
  std::vector<MeasureTable> measures_;
  std::vector<Written> files_;  // those of the measures first, in their order
  std::optional<PendingFile> readme_;
};

}  // namespace casetide::output
