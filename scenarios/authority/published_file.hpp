// One published CSV file: lines of fields under a line of column names.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casetide::scenarios {

/// What a file is expected to be, for messages.
struct PublishedLayout {
  std::string_view file;                  // its name begins so, "la_workforce"; years may follow
  std::string_view holds;                 // "staff in post, starters, .. of every authority"
  std::string_view source;                // where it comes from
  std::vector<std::string_view> columns;  // that must be there
  std::string_view published_as =
      {};  // the name with which the Department\'s own file begins, where it has these columns
};

class PublishedFile {
 public:
  /// The file of the layout in the folder: of several the last by name, which tells of the latest years.
  PublishedFile(const std::filesystem::path& folder, const PublishedLayout& layout);

  std::size_t size() const { return rows_.size(); }
  const std::vector<std::string>& columns() const { return columns_; }
  const std::filesystem::path& path() const { return path_; }

  /// What stands in a row under a column; empty where the row is shorter, or there is no such column.
  const std::string& text(std::size_t row, std::string_view column) const;
  /// The number there; none for anything that is no plain number, as a mark of suppression.
  std::optional<double> number(std::size_t row, std::size_t column) const;

 private:
  void read(const PublishedLayout& layout);
  std::optional<std::size_t> place_of(std::string_view column) const;

  std::filesystem::path path_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace casetide::scenarios
