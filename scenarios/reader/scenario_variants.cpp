// ScenarioVariants: the scenario's tree with edits and draws in it, bound again.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "scenarios/reader/compose.hpp"
#include "scenarios/reader/identities.hpp"
#include "scenarios/reader/path_advice.hpp"
#include "scenarios/reader/read_assumptions.hpp"
#include "scenarios/reader/same_structure.hpp"
#include "scenarios/reader/scenario_binding.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "scenarios/reader/tree_path.hpp"
#include "scenarios/reader/yaml_gate.hpp"

namespace casetide::scenarios {

namespace {

using models::Assumption;

/// A value that is another than written: where it stands, and what to say of it.
struct Difference {
  TreePath path;
  std::string told;  // "hiring_success = 11.2%"
};

/// The node, all of it standing at the place.
Node placed(const Node& node, const Place& place) {
  if (node.is_nothing()) return Node::nothing(place);
  if (node.is_scalar()) return Node::scalar(node.text(), node.quoted(), place);
  if (node.is_sequence()) {
    std::vector<Node> items;
    for (const Node& item : node.items()) items.push_back(placed(item, place));
    return Node::sequence(std::move(items), place);
  }
  std::vector<Node::Entry> entries;
  for (const Node::Entry& entry : node.entries()) entries.push_back({entry.key, place, placed(entry.value, place)});
  return Node::mapping(std::move(entries), place);
}

// --- edits ----------------------------------------------------------------------------------------------------------

/// The path of an edit. Throws sim::ScenarioError where nothing stands there that may vary.
TreePath place_of_edit(const Node& tree, const Edit& edit) {
  Problems problems;
  static const language::Type anything;
  const Rooted rooted(problems, tree, edit.what);
  const Value at(tree, anything, problems);
  const auto path = TreePath::parse(edit.what);
  if (!path) refuse({}, fmt::format("{} is no path of a value, such as `staffing.ceiling`", shown(edit.what)));
  is_free(*path, at);
  const Reached reached = follow(tree, *path);
  const bool there = reached.steps == path->steps().size();
  if (!problems.any() && !there && !may_be_added(reached, *path))
    at.problem(fmt::format("there is no {}{}", shown(path->text(reached.steps + 1)), advice(reached, *path)));
  if (problems.any()) refuse({tree.place().file, 0, 0}, problems.kept().front().message);
  return plain(tree, *path);
}

/// What the edit sets, standing at `place`. Throws sim::ScenarioError where that is no YAML in one line.
Node value_of(const Edit& edit, const Place& place) {
  const std::string text = "to: " + edit.to + "\n";
  const Node table = parse_yaml(text, fmt::format("{} = {}", edit.what, edit.to));
  if (table.entries().size() == 1) return placed(table.entries().front().value, place);
  refuse({}, fmt::format("{} = {}: expected one value, in one line", edit.what, edit.to));
}

Node edited(Node tree, const std::vector<Edit>& edits, std::vector<Difference>& differences) {
  for (const Edit& edit : edits) {
    const TreePath path = place_of_edit(tree, edit);
    const Node* const standing = find(tree, path);
    Node value = value_of(edit, standing != nullptr ? standing->place() : tree.place());
    tree = with_value(std::move(tree), path, std::move(value));
    differences.push_back({path, fmt::format("{} = {}", path.text(), edit.to)});
  }
  return tree;
}

/// The assumptions without values that an edit sets; a factor still multiplies these.
std::vector<Assumption> still_uncertain(std::vector<Assumption> assumptions, const std::vector<Difference>& edits) {
  for (Assumption& assumption : assumptions) {
    if (assumption.how == Assumption::How::factor) continue;
    std::erase_if(assumption.what, [&](const std::string& what) {
      const auto path = TreePath::parse(what);
      return std::ranges::any_of(edits, [&](const Difference& edit) { return edit.path.overlaps(*path); });
    });
  }
  return assumptions;
}

// --- draws ----------------------------------------------------------------------------------------------------------

/// Throws sim::ScenarioError where an edit has taken away what is drawn.
Node with_draw(Node tree, const Assumption& assumption, double draw, std::vector<Difference>& differences) {
  const std::string told = fmt::format("{} = {}", assumption.name, shown_draw(assumption, draw));
  for (const std::string& what : assumption.what) {
    const TreePath path = TreePath::parse(what).value();
    const Node* const standing = find(tree, path);
    auto value = standing != nullptr ? drawn(assumption, draw, *standing) : std::nullopt;
    if (!value) refuse({tree.place().file, 0, 0}, fmt::format("with {}: {} is no amount", told, shown(what)));
    tree = with_value(std::move(tree), path, std::move(*value));
    differences.push_back({path, told});
  }
  return tree;
}

// --- problems -------------------------------------------------------------------------------------------------------

/// What led to the problem: the differences whose values it names, else all of them.
std::string told(const std::vector<Difference>& differences, const std::string& message) {
  const auto about = TreePath::parse(std::string_view(message).substr(0, message.find(": ")));
  std::vector<std::string> concerned, all;
  for (const Difference& difference : differences) {
    const bool named =
        message.find(difference.path.text()) != std::string::npos || (about && about->overlaps(difference.path));
    for (auto* list : {&all, named ? &concerned : nullptr})
      if (list != nullptr && std::ranges::find(*list, difference.told) == list->end()) list->push_back(difference.told);
  }
  return listed(concerned.empty() ? all : concerned, "and");
}

void throw_if_any(const Problems& problems, const std::vector<Difference>& differences, const std::string& file) {
  if (!problems.any()) return;
  Problems with_cause;
  for (const sim::Problem& problem : problems.kept()) {
    const Place place{std::make_shared<const std::string>(problem.file), problem.line, problem.column};
    const std::string cause = told(differences, problem.message);
    with_cause.add(place, cause.empty() ? problem.message : fmt::format("with {}: {}", cause, problem.message));
  }
  with_cause.throw_if_any(file);
}

}  // namespace

struct ScenarioVariants::Parsed {
  Node tree;
  std::string name;
  models::Scenario written;
};

namespace {

/// What no variant changes.
void keep_identity(const models::Scenario& written, models::Scenario& variant) {
  variant.targets = written.targets;
  variant.assumptions = written.assumptions;
  variant.draws_assumptions = written.draws_assumptions;
  variant.resolved_text = written.resolved_text;
  variant.sha256 = written.sha256;
}

}  // namespace

ScenarioVariants::ScenarioVariants(const std::string& resolved_text, std::string name) {
  Node tree = compose_text(resolved_text, name);
  models::Scenario written = scenario_from(tree, name);
  parsed_ = std::make_unique<const Parsed>(Parsed{std::move(tree), std::move(name), std::move(written)});
}

ScenarioVariants::ScenarioVariants(std::unique_ptr<const Parsed> parsed) : parsed_(std::move(parsed)) {}
ScenarioVariants::~ScenarioVariants() = default;
ScenarioVariants::ScenarioVariants(ScenarioVariants&&) noexcept = default;

ScenarioVariants ScenarioVariants::of_file(const std::filesystem::path& path) {
  Node tree = compose(path);
  models::Scenario written = scenario_from(tree, path.string());
  return ScenarioVariants(std::make_unique<const Parsed>(Parsed{std::move(tree), path.string(), std::move(written)}));
}

ScenarioVariants ScenarioVariants::before_fitting(const std::filesystem::path& path) {
  Node tree = compose(path, Fitted::left_out);
  models::Scenario written = scenario_from(tree, path.string());
  return ScenarioVariants(std::make_unique<const Parsed>(Parsed{std::move(tree), path.string(), std::move(written)}));
}

std::vector<sim::Problem> ScenarioVariants::remarks() const { return identities_in(parsed_->tree); }

const models::Scenario& ScenarioVariants::written() const { return parsed_->written; }

models::Scenario ScenarioVariants::with(const std::vector<double>& draws, const std::vector<Edit>& edits,
                                        const std::vector<std::string>& plans) const {
  const models::Scenario& written = parsed_->written;
  if (!draws.empty() && draws.size() != written.assumptions.size())
    throw std::invalid_argument(fmt::format("{} draws for {} assumptions", draws.size(), written.assumptions.size()));
  std::vector<Difference> differences;
  Node tree = edited(parsed_->tree, edits, differences);
  const std::vector<Assumption> uncertain = still_uncertain(written.assumptions, differences);
  for (std::size_t place = 0; place < draws.size(); ++place)
    tree = with_draw(std::move(tree), uncertain[place], draws[place], differences);
  Problems problems;
  models::Scenario variant = service_from(tree, {plans, Idle::may_be}, problems);
  throw_if_any(problems, differences, parsed_->name);
  if (const auto other = other_names(written, variant))
    refuse({tree.place().file, 0, 0},
           fmt::format("with {}: {}: the names there must stay as they are", told(differences, *other + ": "), *other));
  keep_identity(written, variant);
  return variant;
}

void check_ends(const ScenarioVariants& variants, const std::vector<std::string>& plans,
                const std::vector<Edit>& edits) {
  if (variants.written().assumptions.empty()) return;
  std::vector<double> low, high;
  for (const Assumption& assumption : variants.written().assumptions) {
    low.push_back(assumption.low());
    high.push_back(assumption.high());
  }
  variants.with(low, edits, plans);
  variants.with(high, edits, plans);
}

void check_ends(const ScenarioVariants& variants, const models::Scenario& scenario) {
  std::vector<std::string> plans;
  for (const models::Plan& plan : scenario.plans) plans.push_back(plan.name);
  check_ends(variants, plans);
}

}  // namespace casetide::scenarios
