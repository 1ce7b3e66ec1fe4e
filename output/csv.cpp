#include "output/csv.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cmath>
#include <cstring>

#include "sim/errors.hpp"

namespace casetide::output {

namespace {

constexpr const char* byte_order_mark = "\xef\xbb\xbf";
constexpr const char* line_end = "\r\n";

[[noreturn]] void fail(sim::ExitCode code, const std::filesystem::path& path, const char* what) {
  throw sim::OutputError(code, fmt::format("{}: {} ({})", path.string(), what, std::strerror(errno)));
}

std::FILE* opened(const std::filesystem::path& partial, const std::filesystem::path& target) {
  std::FILE* stream = std::fopen(partial.c_str(), "wbe");
  if (stream == nullptr) fail(sim::ExitCode::cannot_create, target, "cannot be created");
  return stream;
}

std::string text_of(const Cell& cell) {
  struct Words {
    std::string operator()(const std::string& text) const { return csv_text(text); }
    std::string operator()(std::int64_t whole) const { return fmt::to_string(whole); }
    std::string operator()(double number) const { return csv_number(number); }
    std::string operator()(sim::Date date) const { return sim::text(date); }
  };
  return std::visit(Words{}, cell);
}

}  // namespace

std::string csv_text(std::string_view text) {
  std::string cell(text);
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos)
    cell.insert(cell.begin(), '\'');
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string(2, c) : std::string(1, c);
  return quoted + "\"";
}

std::string csv_number(double value) {
  if (!std::isfinite(value)) return {};
  return fmt::format("{}", value == 0 ? 0.0 : value);  // no negative zero
}

CsvFile::CsvFile(const std::filesystem::path& target, std::span<const Column> columns)
    : file_(target), stream_(opened(file_.partial(), target)) {
  line_ = byte_order_mark;
  for (const Column& column : columns) line_ += (&column == columns.data() ? "" : ",") + csv_text(column.name);
  put(line_);
}

void CsvFile::write(std::span<const Cell> row) {
  line_.clear();
  for (const Cell& cell : row) line_ += (&cell == row.data() ? "" : ",") + text_of(cell);
  put(line_);
  ++rows_;
}

void CsvFile::put(const std::string& line) {
  if (std::fwrite(line.data(), 1, line.size(), stream_.get()) != line.size() || std::fputs(line_end, stream_.get()) < 0)
    fail(sim::ExitCode::io_error, file_.target(), "cannot be written; is the disk full?");
}

void CsvFile::finish() {
  if (std::fclose(stream_.release()) != 0)
    fail(sim::ExitCode::io_error, file_.target(), "cannot be written; is the disk full?");
  file_.sync();
}

PendingFile pending_text(const std::filesystem::path& target, const std::string& text) {
  PendingFile file(target);
  std::FILE* stream = opened(file.partial(), target);
  const bool is_written = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
  if (std::fclose(stream) != 0 || !is_written)
    fail(sim::ExitCode::io_error, target, "cannot be written; is the disk full?");
  file.sync();
  return file;
}

}  // namespace casetide::output
