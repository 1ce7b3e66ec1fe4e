#include "scenarios/reader/problems.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace casetide::scenarios {

namespace {

bool same(const sim::Problem& left, const sim::Problem& right) {
  return left.line == right.line && left.column == right.column && left.file == right.file &&
         left.message == right.message;
}

/// Damerau-Levenshtein distance (neighbouring letters swapped count one), words of up to some dozen letters.
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> two_back, back(right.size() + 1), row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    two_back = std::exchange(back, row);
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t changed = back[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({back[j] + 1, row[j - 1] + 1, changed});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], two_back[j - 2] + 1);
    }
  }
  return row[right.size()];
}

/// The path from a node to one within it; absent when it is not there.
std::optional<std::string> path_within(const Node& node, const Node& wanted, const std::string& path) {
  if (&node == &wanted) return path;
  for (std::size_t place = 0; place < node.items().size(); ++place)
    if (auto found = path_within(node.items()[place], wanted, fmt::format("{}[{}]", path, place))) return found;
  for (const Node::Entry& entry : node.entries())
    if (auto found = path_within(entry.value, wanted, path.empty() ? entry.key : path + "." + entry.key)) return found;
  return {};
}

}  // namespace

std::string Problems::path_of(const Node& node) const {
  for (auto root = roots_.rbegin(); root != roots_.rend(); ++root)
    if (auto path = path_within(*root->first, node, root->second)) return *path;
  return {};
}

void Problems::add(const Place& place, std::string message) {
  ++found_;
  if (full()) return;
  sim::Problem problem{place.file ? *place.file : std::string(), place.line, place.column, std::move(message)};
  const bool known = std::ranges::any_of(kept_, [&](const sim::Problem& other) { return same(other, problem); });
  if (known) {
    --found_;
  } else {
    kept_.push_back(std::move(problem));
  }
}

void Problems::throw_if_any(const std::string& first_file) const {
  if (!any()) return;
  std::vector<sim::Problem> sorted = kept_;
  const auto order = [&](const sim::Problem& problem) {
    return std::tuple(problem.file != first_file, problem.file, problem.line, problem.column);
  };
  std::ranges::stable_sort(sorted, {}, order);
  if (found_ > sorted.size())
    sorted.push_back({first_file, 0, 0, fmt::format("and {} more problems", found_ - sorted.size())});
  throw sim::ScenarioError(std::move(sorted));
}

void refuse(const Place& place, std::string message) {
  throw sim::ScenarioError({{place.file ? *place.file : std::string(), place.line, place.column, std::move(message)}});
}

std::optional<std::string_view> nearest(std::string_view wrong, std::span<const std::string> known) {
  const std::size_t allowed = std::clamp<std::size_t>(wrong.size() / 3, 1, 3);
  std::optional<std::string_view> best;
  std::size_t best_distance = allowed + 1;
  for (const std::string& word : known) {
    const std::size_t longer = std::max(word.size(), wrong.size());
    if (longer - std::min(word.size(), wrong.size()) > allowed) continue;
    const std::size_t apart = distance(wrong, word);
    if (apart >= best_distance) continue;
    best = word;
    best_distance = apart;
  }
  return best;
}

std::string suggestion(std::string_view wrong, std::span<const std::string> known, std::string_view what) {
  if (const auto near = nearest(wrong, known)) return fmt::format("; did you mean `{}`?", *near);
  if (known.empty()) return fmt::format("; there are no {} here", what);
  return fmt::format("; known {}: {}", what, fmt::join(known, ", "));
}

std::string shown(std::string_view text) {
  constexpr std::size_t most = 60;
  std::size_t end = std::min(text.size(), most);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  std::string line(text.substr(0, end));
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return fmt::format("`{}{}`", line, end < text.size() ? "..." : "");
}

std::string listed(std::span<const std::string> words, std::string_view last_joint) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? fmt::format(" {} ", last_joint) : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace casetide::scenarios
