#include "scenarios/reader/list_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "scenarios/reader/problems.hpp"
#include "scenarios/reader/source_text.hpp"
#include "scenarios/reader/yaml_gate.hpp"

namespace casetide::scenarios {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// The next line of `text`, taken off it, without its end (LF, CR LF or CR).
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end);
  text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(1, text.size()));
  return line;
}

/// What a spreadsheet leaves of rows whose cells are empty.
bool is_empty(std::string_view line) { return line.find_first_not_of(" \t,") == std::string_view::npos; }

std::vector<Node> lines_of(std::string_view text, const std::shared_ptr<const std::string>& file) {
  std::vector<Node> lines;
  for (int number = 1; !text.empty(); ++number) {
    const std::string_view line = next_line(text);
    const Place place{file, number, 1};
    if (is_empty(line)) continue;
    if (line.size() > scalar_limit) refuse(place, fmt::format("a line of more than {} bytes", scalar_limit));
    if (lines.size() > rows_limit) refuse(place, fmt::format("more than {} rows", rows_limit));
    lines.push_back(Node::scalar(std::string(line), true, place));
  }
  return lines;
}

}  // namespace

Node read_list_file(const std::filesystem::path& path, const std::string& shown_path) {
  std::string text = read_source(path, list_limit);
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  check_source(text, shown_path, {.bytes = list_limit, .signs = list_limit});
  const auto file = std::make_shared<const std::string>(shown_path);
  std::vector<Node> lines = lines_of(text, file);
  const Place start{file, 1, 1};
  if (lines.empty()) refuse(start, "the file holds no list; its first line names the columns");
  Node columns = std::move(lines.front());
  lines.erase(lines.begin());
  return Node::mapping(
      {{"columns", start, std::move(columns)}, {"rows", start, Node::sequence(std::move(lines), start)}}, start);
}

}  // namespace casetide::scenarios
