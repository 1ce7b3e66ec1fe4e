// What is wrong in a scenario, collected while it is read so that the user sees all of it at once.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/reader/node.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

class Problems {
 public:
  /// More than this many are counted but not kept: enough for any honest file, little work for a hostile one.
  static constexpr std::size_t limit = 200;

  void add(const Place& place, std::string message);
  /// Problems found so far, kept or not.
  std::size_t count() const { return found_; }
  bool any() const { return found_ > 0; }
  const std::vector<sim::Problem>& kept() const { return kept_; }
  /// No more are kept: suggestions need not be worked out.
  bool full() const { return kept_.size() >= limit; }

  /// Where in the trees that problems are told of the node stands: `staffing.teams.safeguarding.staff[0].fte`; empty
  /// for a root without a name, and for what is in none of them.
  std::string path_of(const Node& node) const;

  /// Throws sim::ScenarioError with every problem when there is any: those of `first_file` first, each file's in order
  /// of line and column.
  void throw_if_any(const std::string& first_file) const;

 private:
  friend class Rooted;
  std::vector<sim::Problem> kept_;
  std::size_t found_ = 0;
  std::vector<std::pair<const Node*, std::string>> roots_;  // each with its own path
};

/// As long as this lives, problems with values of the tree are told by their paths in it.
class Rooted {
 public:
  /// `path`: that of the root, where it is part of something.
  Rooted(Problems& problems, const Node& root, std::string path = {}) : problems_(problems) {
    problems_.roots_.emplace_back(&root, std::move(path));
  }
  ~Rooted() { problems_.roots_.pop_back(); }
  Rooted(const Rooted&) = delete;
  Rooted& operator=(const Rooted&) = delete;

 private:
  Problems& problems_;
};

/// Throws sim::ScenarioError with this one problem.
[[noreturn]] void refuse(const Place& place, std::string message);

/// The known word nearest to `wrong` by letters missed, added, changed or swapped; none when all are far.
/// Of equally near ones the first in `known`.
std::optional<std::string_view> nearest(std::string_view wrong, std::span<const std::string> known);

/// "; did you mean `x`?" with the nearest of `known`, else "; known {what}: a, b, c".
std::string suggestion(std::string_view wrong, std::span<const std::string> known, std::string_view what);

/// `text` between backquotes, shortened and on one line.
std::string shown(std::string_view text);

/// "a, b or c" / "a, b and c".
std::string listed(std::span<const std::string> words, std::string_view last_joint);

}  // namespace casetide::scenarios
