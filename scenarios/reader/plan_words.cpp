#include "scenarios/reader/plan_words.hpp"

#include "scenarios/language/language.hpp"
#include "scenarios/reader/compose.hpp"
#include "scenarios/reader/tree_path.hpp"
#include "scenarios/reader/value_words.hpp"

namespace casetide::scenarios {

namespace {

std::string text_at(const Node& table, std::string_view key) {
  const Node::Entry* const entry = table.find(key);
  return entry != nullptr && entry->value.is_scalar() ? entry->value.text() : std::string();
}

models::MeasureInWords measure(const std::string& kind, const Node& node, const language::Type& type) {
  ValueWords words;
  return {key_in_words(kind), words.of(node, type), text_at(node, "source")};
}

void add_measures(const Node& list, models::PlanInWords& plan) {
  for (const Node& item : list.items())
    for (const Node::Entry& entry : item.entries())
      if (const language::Field* const field = language::measures().find(entry.key))
        plan.measures.push_back(measure(entry.key, entry.value, field->type));
}

void add_costs(const Node& table, models::PlanInWords& plan) {
  const language::Type& each = language::plan().find("costs")->type.entry();
  for (const Node::Entry& entry : table.entries())
    if (entry.value.is_mapping()) plan.measures.push_back(measure("cost: " + entry.key, entry.value, each));
}

models::PlanInWords plan_in_words(const std::string& name, const Node& node) {
  models::PlanInWords plan{name, text_at(node, "extends"), text_at(node, "source"), {}};
  if (const Node::Entry* const measures = node.find("measures"))
    add_measures(without_annotation(measures->value), plan);
  if (const Node::Entry* const costs = node.find("costs")) add_costs(costs->value, plan);
  return plan;
}

}  // namespace

std::vector<models::PlanInWords> plans_in_words(const Node& tree) {
  std::vector<models::PlanInWords> plans;
  const Node::Entry* const all = tree.find("plans");
  if (all == nullptr) return plans;
  for (const Node::Entry& entry : all->value.entries())
    if (language::documentation().find(entry.key) == nullptr && entry.value.is_mapping())
      plans.push_back(plan_in_words(entry.key, entry.value));
  return plans;
}

std::vector<models::PlanInWords> plans_in_words(const std::filesystem::path& path) {
  return plans_in_words(compose(path));
}

}  // namespace casetide::scenarios
