#include "scenarios/reader/tree_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <span>

namespace casetide::scenarios {

namespace {

using Step = TreePath::Step;

bool is_key(std::string_view text) {
  const auto is_part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && std::ranges::all_of(text, is_part);
}

/// The number in `[12]`, with which `text` begins.
std::optional<std::size_t> place_in_list(std::string_view text) {
  const std::size_t end = text.find(']');
  if (!text.starts_with('[') || end == std::string_view::npos) return {};
  std::size_t place = 0;
  const char* const last = text.data() + end;
  const auto read = std::from_chars(text.data() + 1, last, place);
  return read.ec == std::errc() && read.ptr == last ? std::optional(place) : std::nullopt;
}

/// `outcomes`, `cases[0]`, `bands[1][2]`.
bool append_part(std::string_view part, std::vector<Step>& steps) {
  const std::size_t bracket = std::min(part.find('['), part.size());
  if (!is_key(part.substr(0, bracket))) return false;
  steps.push_back({std::string(part.substr(0, bracket)), {}});
  for (part.remove_prefix(bracket); !part.empty(); part.remove_prefix(part.find(']') + 1)) {
    const auto place = place_in_list(part);
    if (!place) return false;
    steps.push_back({{}, place});
  }
  return true;
}

/// What stands one step from here; null when there is nothing.
const Node* next(const Node& from, const Step& step) {
  if (step.item) return from.is_sequence() && *step.item < from.items().size() ? &from.items()[*step.item] : nullptr;
  const Node::Entry* const entry = from.find(step.key);
  return entry == nullptr ? nullptr : &entry->value;
}

bool is_annotated(const Node& node) { return node.is_mapping() && node.find("value") != nullptr; }

/// Does a step lead past the annotation to what is under `value`?
bool leads_past_annotation(const Node& node, const Step& step) {
  return is_annotated(node) && next(node, step) == nullptr;
}

/// What is made of the table or list in which the last step of a path stands.
using Alteration = std::function<Node(Node, const Step&)>;

/// Lets `alter` at the table in which the last step of the path stands.
Node altered(Node node, std::span<const Step> steps, const Alteration& alter) {
  if (leads_past_annotation(node, steps.front())) {
    const Place place = node.place();
    auto entries = std::move(node).entries();
    for (Node::Entry& entry : entries)
      if (entry.key == "value") entry.value = altered(std::move(entry.value), steps, alter);
    return Node::mapping(std::move(entries), place);
  }
  if (steps.size() == 1) return alter(std::move(node), steps.front());
  const Place place = node.place();
  if (steps.front().item) {
    auto items = std::move(node).items();
    Node& item = items.at(*steps.front().item);
    item = altered(std::move(item), steps.subspan(1), alter);
    return Node::sequence(std::move(items), place);
  }
  auto entries = std::move(node).entries();
  for (Node::Entry& entry : entries)
    if (entry.key == steps.front().key) entry.value = altered(std::move(entry.value), steps.subspan(1), alter);
  return Node::mapping(std::move(entries), place);
}

}  // namespace

std::optional<TreePath> TreePath::parse(std::string_view text) {
  TreePath path;
  while (true) {
    const std::size_t point = std::min(text.find('.'), text.size());
    if (!append_part(text.substr(0, point), path.steps_)) return {};
    if (point == text.size()) return path;
    text.remove_prefix(point + 1);
  }
}

TreePath TreePath::of(std::vector<Step> steps) {
  TreePath path;
  path.steps_ = std::move(steps);
  return path;
}

std::string TreePath::text(std::size_t count) const {
  std::string text;
  for (const Step& step : std::span(steps_).first(count))
    text += step.item ? fmt::format("[{}]", *step.item) : text.empty() ? step.key : "." + step.key;
  return text;
}

bool TreePath::overlaps(const TreePath& other) const {
  const std::size_t shorter = std::min(steps_.size(), other.steps_.size());
  return std::equal(steps_.begin(), steps_.begin() + static_cast<std::ptrdiff_t>(shorter), other.steps_.begin());
}

Reached follow(const Node& tree, const TreePath& path) {
  Reached reached{&tree, 0};
  for (const Step& step : path.steps()) {
    const Node& from = leads_past_annotation(*reached.node, step) ? without_annotation(*reached.node) : *reached.node;
    const Node* const there = next(from, step);
    if (there == nullptr) return {&from, reached.steps};
    reached = {there, reached.steps + 1};
  }
  return reached;
}

const Node* find(const Node& tree, const TreePath& path) {
  const Reached reached = follow(tree, path);
  return reached.steps == path.steps().size() ? reached.node : nullptr;
}

TreePath plain(const Node& tree, const TreePath& path) {
  std::vector<Step> steps;
  const Node* here = &tree;
  for (const Step& step : path.steps()) {
    const bool leads_to_annotated = here != nullptr && is_annotated(*here) && step.key == "value";
    if (!leads_to_annotated) steps.push_back(step);
    if (here != nullptr) here = next(leads_past_annotation(*here, step) ? without_annotation(*here) : *here, step);
  }
  return TreePath::of(std::move(steps));
}

const Node& without_annotation(const Node& node) { return is_annotated(node) ? node.find("value")->value : node; }

Node with_value(Node tree, const TreePath& path, Node value) {
  return altered(std::move(tree), path.steps(), [&](Node table, const Step& last) {
    const Place place = table.place();
    if (last.item) {
      auto items = std::move(table).items();
      items.at(*last.item) = std::move(value);
      return Node::sequence(std::move(items), place);
    }
    auto entries = std::move(table).entries();
    const auto known = std::ranges::find(entries, last.key, &Node::Entry::key);
    if (known == entries.end()) {
      entries.push_back({last.key, value.place(), std::move(value)});
    } else {
      known->value = std::move(value);
    }
    return Node::mapping(std::move(entries), place);
  });
}

Node without_key(Node tree, const TreePath& path) {
  return altered(std::move(tree), path.steps(), [](Node table, const Step& last) {
    const Place place = table.place();
    auto entries = std::move(table).entries();
    std::erase_if(entries, [&](const Node::Entry& entry) { return entry.key == last.key; });
    return Node::mapping(std::move(entries), place);
  });
}

}  // namespace casetide::scenarios
