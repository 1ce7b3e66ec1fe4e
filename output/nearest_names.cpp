#include "output/nearest_names.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace casetide::output {

namespace {

/// Levenshtein's distance, row by row.
std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string> nearest_names(const std::string& name, const std::vector<std::string>& names) {
  std::vector<std::string> sorted = names;
  std::ranges::stable_sort(sorted, {}, [&name](const std::string& other) { return distance(name, other); });
  if (sorted.size() > 3) sorted.resize(3);
  return sorted;
}

}  // namespace casetide::output
