#include "tests/scenarios/altered_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "scenarios/reader/compose.hpp"
#include "scenarios/reader/scenario_binding.hpp"
#include "scenarios/reader/source_text.hpp"
#include "scenarios/reader/tree_path.hpp"
#include "scenarios/reader/yaml_gate.hpp"

namespace casetide::scenarios {

namespace {

constexpr std::size_t at_a_time = 40;  // few enough that each is told before the reader stops keeping problems

using Spot = std::tuple<std::string, int, int>;  // file, line and column
using Words = std::map<Spot, std::string>;

Spot spot(const Place& place) { return {place.file ? *place.file : std::string(), place.line, place.column}; }

const std::string* word_at(const Words& words, const Place& place) {
  const auto found = words.find(spot(place));
  return found == words.end() ? nullptr : &found->second;
}

Node altered(const Node& node, const Words& words) {
  if (node.is_scalar()) {
    const std::string* const word = word_at(words, node.place());
    return word != nullptr ? Node::scalar(*word, node.quoted(), node.place()) : node;
  }
  if (node.is_sequence()) {
    std::vector<Node> items;
    for (const Node& item : node.items()) items.push_back(altered(item, words));
    return Node::sequence(std::move(items), node.place());
  }
  std::vector<Node::Entry> entries;
  for (const Node::Entry& entry : node.entries()) {
    const std::string* const word = word_at(words, entry.key_place);
    entries.push_back({word != nullptr ? *word : entry.key, entry.key_place, altered(entry.value, words)});
  }
  return Node::mapping(std::move(entries), node.place());
}

/// Is one path the other, or does it lead to something inside it?
bool is_within(const std::string& path, const std::string& outer) {
  if (!path.starts_with(outer)) return false;
  return path.size() == outer.size() || path[outer.size()] == '.' || path[outer.size()] == '[';
}

bool touches(const std::vector<OtherWord>& batch, const OtherWord& change) {
  return std::ranges::any_of(batch, [&](const OtherWord& other) {
    return is_within(change.path, other.path) || is_within(other.path, change.path);
  });
}

/// The changes in groups that can be read at once; neighbours come into different groups where that is possible.
std::vector<std::vector<OtherWord>> batches(const std::vector<OtherWord>& changes) {
  std::vector<std::vector<OtherWord>> groups((changes.size() + at_a_time - 1) / at_a_time);
  std::size_t next = 0;
  for (const OtherWord& change : changes) {
    std::size_t tried = 0;
    while (tried < groups.size() && touches(groups[(next + tried) % groups.size()], change)) ++tried;
    const std::size_t group = tried < groups.size() ? (next + tried) % groups.size() : groups.size();
    if (group == groups.size()) groups.emplace_back();
    groups[group].push_back(change);
    next = (group + 1) % groups.size();
  }
  return groups;
}

/// A mistake that keeps the plans from being worked out.
Node with_known_mistake(Node tree) {
  return with_value(std::move(tree), *TreePath::parse("calendar"), Node::scalar("none", false, {}));
}

Node without_extends(const Node& node) { return without_key(node, *TreePath::parse("extends")); }

/// The tables and lists that the scenario names by a file, as they stand there.
Node with_its_files(const Node& own, const Node& composed) {
  std::vector<Node::Entry> entries = own.entries();
  for (Node::Entry& entry : entries)
    if ((entry.key == "observed" || entry.key == "fitted") && entry.value.is_scalar())
      entry.value = composed.find(entry.key)->value;
  return Node::mapping(std::move(entries), own.place());
}

}  // namespace

std::string OtherWord::text() const {
  return fmt::format("{}:{}: {}: `{}` as `{}`", place.line, place.column, path, was, becomes);
}

AlterableScenario::AlterableScenario(const std::string& path)
    : name_(path), own_(parse_yaml(read_source(path), path)), base_(Node::mapping({}, {})) {
  const Node::Entry* const extends = own_.find("extends");
  if (extends != nullptr) base_ = compose(std::filesystem::path(path).parent_path() / extends->value.text());
  own_ = with_its_files(own_, compose(path));
}

std::vector<sim::Problem> AlterableScenario::problems_with(const std::vector<OtherWord>& changes, Plans plans) const {
  Words words;
  for (const OtherWord& change : changes) words[spot(change.place)] = change.becomes;
  Node tree = merged(base_, without_extends(altered(own_, words)));
  if (plans == Plans::as_text) tree = with_known_mistake(std::move(tree));
  try {
    scenario_from(tree, name_);
  } catch (const sim::ScenarioError& error) {
    return error.problems();
  }
  return {};
}

bool AlterableScenario::is_noticed(const OtherWord& change, Plans plans, const Says& says) const {
  const auto said = problems_with({change}, plans);
  return std::ranges::any_of(said, [&](const sim::Problem& problem) { return says(change, problem); });
}

bool AlterableScenario::is_noticed_in_plans(const OtherWord& change, const Says& says) const {
  return change.path.starts_with("plans.") && is_noticed(change, Plans::worked_out, says);
}

std::vector<OtherWord> AlterableScenario::unnoticed_together(const std::vector<OtherWord>& batch,
                                                             const Says& says) const {
  const auto said = problems_with(batch, Plans::as_text);
  std::vector<OtherWord> silent;
  for (const OtherWord& change : batch)
    if (std::ranges::none_of(said, [&](const sim::Problem& problem) { return says(change, problem); }))
      silent.push_back(change);
  return silent;
}

std::vector<OtherWord> AlterableScenario::unnoticed(const std::vector<OtherWord>& changes, const Says& says) const {
  std::vector<OtherWord> silent;
  for (const std::vector<OtherWord>& batch : batches(changes))
    for (const OtherWord& change : unnoticed_together(batch, says))
      if (!is_noticed(change, Plans::as_text, says) && !is_noticed_in_plans(change, says)) silent.push_back(change);
  return silent;
}

bool stands_at(const OtherWord& change, const sim::Problem& problem) {
  return problem.line == change.place.line && problem.column == change.place.column && change.place.file &&
         problem.file == *change.place.file;
}

bool matches(std::string_view path, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return path == pattern;
  if (!path.starts_with(pattern.substr(0, star))) return false;
  const std::size_t end = std::min(path.find_first_of(".[]", star), path.size());
  return end > star && matches(path.substr(end), pattern.substr(star + 1));
}

void for_each_key(const Node& node, const std::string& path,
                  const std::function<void(const std::string& path, const Node::Entry& entry)>& call) {
  for (std::size_t i = 0; i < node.items().size(); ++i)
    for_each_key(node.items()[i], fmt::format("{}[{}]", path, i), call);
  for (const Node::Entry& entry : node.entries()) {
    const std::string inner = path.empty() ? entry.key : path + "." + entry.key;
    call(inner, entry);
    for_each_key(entry.value, inner, call);
  }
}

void for_each_scalar(const Node& node, const std::string& path,
                     const std::function<void(const std::string& path, const Node& scalar)>& call) {
  if (node.is_scalar()) return call(path, node);
  for (std::size_t i = 0; i < node.items().size(); ++i)
    for_each_scalar(node.items()[i], fmt::format("{}[{}]", path, i), call);
  for (const Node::Entry& entry : node.entries())
    for_each_scalar(entry.value, path.empty() ? entry.key : path + "." + entry.key, call);
}

}  // namespace casetide::scenarios
