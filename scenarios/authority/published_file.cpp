#include "scenarios/authority/published_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <memory>

#include "scenarios/reader/csv_row.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

namespace {

namespace fs = std::filesystem;
using sim::ExitCode;

std::string expected(const PublishedLayout& layout) {
  return fmt::format("expected are {}, from {}", layout.holds, layout.source);
}

bool is_named(const std::string& name, const PublishedLayout& layout) {
  const bool begins =
      name.starts_with(layout.file) || (!layout.published_as.empty() && name.starts_with(layout.published_as));
  return begins && name.ends_with(".csv");
}

fs::path file_of(const fs::path& folder, const PublishedLayout& layout) {
  fs::path found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (is_named(name, layout) && name > found.filename().string()) found = entry.path();
  }
  if (error) throw sim::OutputError(ExitCode::file_missing, fmt::format("{}: {}", folder.string(), error.message()));
  if (found.empty())
    throw sim::OutputError(ExitCode::file_missing,
                           fmt::format("{}: there is no such file; {}",
                                       (folder / fmt::format("{}*.csv", layout.file)).string(), expected(layout)));
  return found;
}

std::vector<std::string> fields(std::string_view line, const Place& place, Problems& problems) {
  std::vector<std::string> texts;
  for (CsvField& field : csv_fields(line, place, problems)) texts.push_back(std::move(field.text));
  return texts;
}

}  // namespace

PublishedFile::PublishedFile(const fs::path& folder, const PublishedLayout& layout) : path_(file_of(folder, layout)) {
  read(layout);
  for (const std::string_view column : layout.columns)
    if (!place_of(column))
      throw sim::OutputError(ExitCode::bad_input,
                             fmt::format("{}: there is no column `{}`; {}", path_.string(), column, expected(layout)));
}

void PublishedFile::read(const PublishedLayout& layout) {
  std::ifstream stream(path_);
  if (!stream) throw sim::OutputError(ExitCode::file_missing, fmt::format("{}: cannot be read", path_.string()));
  const auto shown_path = std::make_shared<const std::string>(path_.string());
  Problems problems;
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (number == 1 && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty()) continue;
    std::vector<std::string> found = fields(line, {shown_path, number, 1}, problems);
    (number == 1 ? columns_ : rows_.emplace_back()) = std::move(found);
  }
  if (problems.count() > 0)
    throw sim::OutputError(ExitCode::bad_input,
                           fmt::format("{}; {}", problems.kept().front().text(), expected(layout)));
}

std::optional<std::size_t> PublishedFile::place_of(std::string_view column) const {
  const auto found = std::ranges::find(columns_, column);
  if (found == columns_.end()) return {};
  return static_cast<std::size_t>(found - columns_.begin());
}

const std::string& PublishedFile::text(std::size_t row, std::string_view column) const {
  static const std::string nothing;
  const auto place = place_of(column);
  return place && *place < rows_[row].size() ? rows_[row][*place] : nothing;
}

std::optional<double> PublishedFile::number(std::size_t row, std::size_t column) const {
  if (column >= rows_[row].size()) return {};
  const std::string& text = rows_[row][column];
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

}  // namespace casetide::scenarios
