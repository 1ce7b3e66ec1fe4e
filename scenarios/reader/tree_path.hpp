// A place in a scenario's tree as people write it: `staffing.leaving.per_year`, `cases[0].outcomes.close.share`.
// Where the tree annotates what stands there (`{value: X, source: ..}`), a path leads on to what is under `value`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

class TreePath {
 public:
  /// A key of a table, or, where `item` is given, a place in a list.
  struct Step {
    std::string key;
    std::optional<std::size_t> item;
    bool operator==(const Step&) const = default;
  };

  /// Keys joined by points, places in lists in brackets; absent when `text` is none.
  static std::optional<TreePath> parse(std::string_view text);

  static TreePath of(std::vector<Step> steps);

  const std::vector<Step>& steps() const { return steps_; }
  /// As it is written; only its first `count` steps.
  std::string text() const { return text(steps_.size()); }
  std::string text(std::size_t count) const;

  /// Do the two lead to the same place, or one to something inside the other?
  bool overlaps(const TreePath& other) const;

 private:
  std::vector<Step> steps_;
};

/// How far a path leads into a tree, and what stands there.
struct Reached {
  const Node* node = nullptr;
  std::size_t steps = 0;
};
Reached follow(const Node& tree, const TreePath& path);

/// What stands at the path; null when there is nothing.
const Node* find(const Node& tree, const TreePath& path);

/// The path without the steps that lead to what is under `value`: two paths to one place read alike.
TreePath plain(const Node& tree, const TreePath& path);

/// `{value: X, source: ..}` is X with its source; all else is itself.
const Node& without_annotation(const Node& node);

/// The tree with `value` at the path, whose table is there; what stood there goes. A key that its table lacks is added
/// behind the others.
Node with_value(Node tree, const TreePath& path, Node value);
/// The tree without the last key of the path, if it is there.
Node without_key(Node tree, const TreePath& path);

}  // namespace casetide::scenarios
