#include "output/csv_folder.hpp"

#include <fmt/format.h>

#include "models/safeguard_names.hpp"
#include "output/text_table.hpp"

namespace casetide::output {

namespace {

constexpr int page_width = 100;

/// What is said of the mean holds for its bounds.
std::string about_column(const Column& column) {
  if (column.name.ends_with("_p5") || column.name.ends_with("_p95")) return {};
  std::string text = "  " + column.name;
  if (!column.unit.empty()) text += " [" + column.unit + "]";
  return text + ": " + column.meaning + "\n";
}

std::string about_table(const TableHead& head) {
  std::string text = fmt::format("\n{}.csv\n  {}.\n", head.name, head.title);
  for (const Column& column : head.columns) text += about_column(column);
  return text;
}

constexpr const char* how_to_read =
    "Every file has one observation a row, and the names of its columns in the first row. UTF-8 with a byte order "
    "mark, "
    "commas, quotes as in RFC 4180, lines that end in CR LF, dates as YYYY-MM-DD, a decimal point, numbers in full; "
    "an empty cell where there is no number, such as a share of nothing. Text that a spreadsheet would take for a "
    "formula has an apostrophe before it. A level is the value at the sample; a flow is what came since the sample "
    "before, and its first row is zero.";

constexpr const char* what_bands_show =
    "Columns that end in _p5 and _p95 bound the middle nine tenths of the replications: one future lies between them "
    "nine times in ten, as far as the scenario is right. They are wider than an interval of the mean, and rough with "
    "fewer than 40 replications.";

}  // namespace

CsvFolder::CsvFolder(std::filesystem::path folder, Layout layout, Per per)
    : folder_(std::move(folder)), layout_(std::move(layout)), per_(per), measures_(measure_tables(per)) {
  make_folder(folder_);
  for (const MeasureTable& table : measures_)
    files_.push_back({table.head, CsvFile(path_of(table.head), table.head.columns)});
}

void CsvFolder::add(const PlanRuns& runs) {
  for (std::size_t i = 0; i < measures_.size(); ++i)
    write_rows(measures_[i], layout_, runs, per_, [&](std::span<const Cell> row) { files_[i].file.write(row); });
}

void CsvFolder::add(const TidyTable& table) {
  Written& written = files_.emplace_back(table.head, CsvFile(path_of(table.head), table.head.columns));
  for (const std::vector<Cell>& row : table.rows) written.file.write(row);
}

void CsvFolder::finish(const std::string& about) {
  std::string page = about + "\n" + paragraph(std::string(models::guard_sentence), page_width) + "\n" +
                     paragraph(how_to_read, page_width);
  if (per_ == Per::plan) page += "\n" + paragraph(what_bands_show, page_width);
  for (Written& written : files_) {
    page += about_table(written.head);
    written.file.finish();
  }
  readme_.emplace(pending_text(folder_ / "README.txt", page));
}

void CsvFolder::keep() {
  for (Written& written : files_) written.file.keep();
  readme_->keep();
}

std::vector<std::string> CsvFolder::too_long_for_excel() const {
  std::vector<std::string> names;
  for (const Written& written : files_)
    if (written.file.rows() + 1 > most_rows_in_excel) names.push_back(written.head.name + ".csv");
  return names;
}

}  // namespace casetide::output
