#include "scenarios/reader/path_advice.hpp"

#include <fmt/format.h>

#include <vector>

#include "scenarios/reader/problems.hpp"

namespace casetide::scenarios {

namespace {

std::vector<std::string> keys_of(const Node& node) {
  std::vector<std::string> keys;
  for (const Node::Entry& entry : node.entries()) keys.push_back(entry.key);
  return keys;
}

}  // namespace

std::string advice(const Reached& reached, const TreePath& path) {
  const TreePath::Step& wrong = path.steps()[reached.steps];
  if (reached.node->is_sequence())
    return fmt::format("; the list has {} items, from [0] on", reached.node->items().size());
  if (wrong.item) return "; this is no list";
  if (!reached.node->is_mapping()) return fmt::format("; {} is no table", shown(path.text(reached.steps)));
  const std::vector<std::string> keys = keys_of(*reached.node);
  const auto near = nearest(wrong.key, keys);
  if (!near) return suggestion(wrong.key, keys, "keys");
  const std::string before = reached.steps > 0 ? path.text(reached.steps) + "." : "";
  return fmt::format("; did you mean `{}{}`?", before, *near);
}

bool may_be_added(const Reached& reached, const TreePath& path) {
  const TreePath::Step& wrong = path.steps()[reached.steps];
  if (reached.steps + 1 < path.steps().size() || reached.steps == 0) return false;
  return reached.node->is_mapping() && !wrong.item && !nearest(wrong.key, keys_of(*reached.node));
}

}  // namespace casetide::scenarios
