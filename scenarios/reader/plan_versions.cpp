#include "scenarios/reader/plan_versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "scenarios/reader/amounts.hpp"
#include "scenarios/reader/canonical_yaml.hpp"
#include "scenarios/reader/same_structure.hpp"

namespace casetide::scenarios {

namespace {

/// Days on which the changes begin, go a step and are undone, before `end`.
std::set<sim::Date> days_of(const std::vector<Change>& changes, sim::Date end) {
  std::set<sim::Date> days;
  for (const Change& change : changes) {
    for (sim::Date step : change.steps)
      if (step < change.until) days.insert(step);
    days.insert(change.until);
  }
  days.erase(days.lower_bound(end), days.end());
  return days;
}

bool does_something_on(const Change& change, sim::Date day) {
  return change.until == day || std::ranges::find(change.steps, day) != change.steps.end();
}

/// Of the changes that do something on the day, the last that concerns what the problem is about, else the last of all.
const Change& culprit(const std::vector<Change>& changes, sim::Date day, std::string_view about) {
  const auto path = TreePath::parse(about);
  const Change* last = nullptr;
  const Change* concerned = nullptr;
  for (const Change& change : changes) {
    if (!does_something_on(change, day) || change.kind == Change::Kind::preparation) continue;
    last = &change;
    if (path && path->overlaps(change.what)) concerned = &change;
  }
  return concerned != nullptr ? *concerned : last != nullptr ? *last : changes.back();
}

bool stands_at(const Node& node, const sim::Problem& problem) {
  const Place& place = node.place();
  return place.line == problem.line && place.column == problem.column && place.file && *place.file == problem.file;
}

/// The place of the problem where that lies within what was written here, else that of `node`.
Place place_within(const Node& node, const sim::Problem& problem) {
  std::vector<const Node*> nodes{&node};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (stands_at(*nodes[i], problem)) return nodes[i]->place();
    for (const Node& item : nodes[i]->items()) nodes.push_back(&item);
    for (const Node::Entry& entry : nodes[i]->entries()) nodes.push_back(&entry.value);
  }
  return node.place();
}

void note(const std::vector<Change>& changes, sim::Date day, const sim::Problem& problem) {
  const std::string_view about = std::string_view(problem.message).substr(0, problem.message.find(": "));
  const Value& at = culprit(changes, day, about).at;
  at.problems().add(place_within(at.node(), problem),
                    fmt::format("{}: from {} on: {}", at.path(), sim::text(day), problem.message));
}

/// Notes a change after which the value is what it was before.
bool changes_nothing(const Change& change, const Node& standing) {
  const Altered whole = change.alter(&standing, 1);
  if (!whole.value || !same_value(standing, *whole.value)) return false;
  const Node& plain = without_annotation(standing);
  const std::string stays = plain.is_scalar() ? found(plain) : "as it is";
  change.at.problem(fmt::format("changes nothing: {} stays {}", shown(change.what.text()), stays));
  return true;
}

}  // namespace

void PlanVersions::WorkingTree::set(const TreePath& path, Node value) {
  const Node* const before = find(tree_, path);
  before_.push_back({path, before != nullptr ? std::optional(*before) : std::nullopt});
  tree_ = with_value(std::move(tree_), path, std::move(value));
}

void PlanVersions::WorkingTree::restore() {
  for (; !before_.empty(); before_.pop_back()) {
    Before& before = before_.back();
    tree_ = before.value ? with_value(std::move(tree_), before.path, std::move(*before.value))
                         : without_key(std::move(tree_), before.path);
  }
}

std::string PlanVersions::WorkingTree::key() const {
  std::map<std::string, const Node*> values;
  for (const Before& before : before_) values[before.path.text()] = find(tree_, before.path);
  std::string key;
  for (const auto& [path, value] : values)
    key += fmt::format("{}\n{}", path, value != nullptr ? canonical_yaml(*value) : "");
  return key;
}

std::set<std::string> PlanVersions::WorkingTree::rooms() const {
  std::set<std::string> rooms;
  for (const Before& before : before_) rooms.insert(before.path.steps().front().key);
  return rooms;
}

PlanVersions::PlanVersions(Node tree, const models::Scenario& base, BindService bind, Idle idle)
    : working_(std::move(tree)), base_(base), bind_(std::move(bind)), idle_(idle) {}

std::vector<models::PlanVersion> PlanVersions::of(const std::vector<Change>& changes) {
  std::vector<models::PlanVersion> versions;
  std::vector<Start> starts(changes.size());
  std::string before;
  for (sim::Date day : days_of(changes, base_.period_until)) {
    const bool sound = apply(changes, day, starts);
    std::string now = working_.key();
    const bool differs = sound && now != before;
    if (differs) versions.push_back({day, bound(changes, day)});
    working_.restore();
    if (!sound || (differs && versions.back().scenario == nullptr)) return {};
    before = std::move(now);
  }
  return versions;
}

bool PlanVersions::apply(const std::vector<Change>& changes, sim::Date day, std::vector<Start>& starts) {
  for (std::size_t i = 0; i < changes.size(); ++i)
    if (changes[i].holds_on(day) && !apply_one(changes[i], day, starts[i])) return false;
  return true;
}

bool PlanVersions::apply_one(const Change& change, sim::Date day, Start& start) {
  const Reached reached = follow(working_.tree(), change.what);
  const std::size_t length = change.what.steps().size();
  const bool there = reached.steps == length;
  if (!there && (reached.steps + 1 < length || !reached.node->is_mapping()))
    return change.at.problem(fmt::format("on {} there is no {}", sim::text(day), shown(change.what.text()))), false;
  const std::optional<Node> standing = there ? std::optional(*reached.node) : std::nullopt;
  const auto pointer = [](const std::optional<Node>& node) { return node ? &*node : nullptr; };
  const bool begins = !std::exchange(start.known, true);
  if (begins) start.value = standing;
  const auto& from = change.kind == Change::Kind::on_its_way ? start.value : standing;
  Altered altered = change.alter(pointer(from), change.gone_by(day));
  if (!altered.value) return change.at.problem(fmt::format("{}: {}", change.what.text(), altered.problem)), false;
  const bool must_change = idle_ == Idle::is_a_problem && change.kind != Change::Kind::preparation;
  if (begins && standing && must_change && changes_nothing(change, *standing)) return false;
  working_.set(change.what, std::move(*altered.value));
  return true;
}

std::shared_ptr<const models::Scenario> PlanVersions::bound(const std::vector<Change>& changes, sim::Date day) {
  const std::string key = working_.key();
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  if (known_.size() >= bindings_limit) {
    const Value& at = culprit(changes, day, {}).at;
    at.problem(fmt::format("the plans change the scenario on more than {} days altogether", bindings_limit));
    return nullptr;
  }
  Problems problems;
  auto scenario = std::make_shared<models::Scenario>(bind_(working_.tree(), working_.rooms(), problems));
  for (const sim::Problem& problem : problems.kept()) note(changes, day, problem);
  if (problems.any()) return nullptr;
  if (const auto other = other_structure(base_, *scenario)) {
    const std::string message = fmt::format("{}: cannot change during a run", *other);
    note(changes, day, {{}, 0, 0, message});
    return nullptr;
  }
  return known_[key] = std::move(scenario);
}

}  // namespace casetide::scenarios
