// plans: dated measures on top of the base scenario, and of one another.
#include "scenarios/reader/read_plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "scenarios/reader/measures.hpp"

namespace casetide::scenarios {

namespace {

constexpr std::size_t measures_limit = 200;  // of one plan, without those that it extends

/// A plan as it is written, and what its own measures come to.
struct Written {
  Named entry;
  models::Plan plan;                   // without measures
  std::optional<std::size_t> extends;  // place of the other plan
  Effects own;
  bool sound = false;
};

Effects read_measures(const Value& list, const PlanGround& ground) {
  Effects effects;
  const std::vector<Value> items = list.items();
  if (items.size() > measures_limit)
    list.problem(fmt::format("{} measures; the limit is {}", items.size(), measures_limit));
  for (std::size_t i = 0; i < std::min(items.size(), measures_limit); ++i) read_measure(items[i], ground, effects);
  return effects;
}

/// What the plan is called and extends, without its measures.
Written headed(const Named& entry, const PlanGround& ground) {
  const std::size_t before = entry.value.problems().count();
  const Table table(entry.value);
  Written plan{entry, {}, {}, {}, false};
  plan.plan.name = entry.name;
  plan.plan.label = table["label"].text();
  plan.plan.description = table["description"].text();
  plan.extends = ground.names.plans.find<std::size_t>(table["extends"]);
  plan.sound = entry.value.problems().count() == before;
  return plan;
}

void read_effects(const PlanGround& ground, Written& plan) {
  const Value& value = plan.entry.value;
  const std::size_t before = value.problems().count();
  plan.own = read_measures(value.at("measures"), ground);
  const auto costs = read_cost_entries(value.at("costs"), ground.base.money, ground.period);
  plan.own.costs.insert(plan.own.costs.end(), costs.begin(), costs.end());
  plan.sound = plan.sound && value.problems().count() == before;
}

/// The plan and all it extends, the one that extends no other first; only the plan, with a problem, where one extends
/// itself. That is noted once, at the first plan of the circle.
std::vector<std::size_t> chain_of(std::size_t place, const std::vector<Written>& plans) {
  std::vector<std::size_t> chain{place};
  while (const auto& next = plans[chain.back()].extends) {
    const auto seen = std::ranges::find(chain, *next);
    if (seen == chain.end()) {
      chain.push_back(*next);
      continue;
    }
    std::string circle;
    for (auto link = seen; link != chain.end(); ++link) circle += plans[*link].entry.name + " -> ";
    if (*std::min_element(seen, chain.end()) == place)
      plans[place].entry.value.at("extends").problem(
          fmt::format("extends itself: {}{}", circle, plans[*seen].entry.name));
    return {};
  }
  std::ranges::reverse(chain);
  return chain;
}

template <typename Item>
void append(std::vector<Item>& to, const std::vector<Item>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// What the plans of the chain come to, in order.
Effects together(const std::vector<std::size_t>& chain, const std::vector<Written>& plans) {
  Effects all;
  for (const std::size_t place : chain) {
    append(all.people, plans[place].own.people);
    append(all.changes, plans[place].own.changes);
    append(all.costs, plans[place].own.costs);
  }
  return all;
}

/// The plan with all it extends. `versions` is absent where the scenario itself has mistakes.
models::Plan complete(std::size_t place, const std::vector<Written>& plans, PlanVersions* versions) {
  const Written& own = plans[place];
  models::Plan plan = own.plan;
  const std::vector<std::size_t> chain = chain_of(place, plans);
  for (const std::size_t link : chain) plan.lineage.push_back(plans[link].entry.name);
  Effects all = together(chain, plans);
  plan.measures = std::move(all.people);
  plan.costs = std::move(all.costs);
  const Value& value = own.entry.value;
  if (all.changes.size() > PlanVersions::changes_limit) {
    value.problem(fmt::format("{} changes with all it extends; the limit is {}", all.changes.size(),
                              PlanVersions::changes_limit));
    return plan;
  }
  const std::size_t before = value.problems().count();
  note_contradictions(all.changes, all.changes.size() - std::min(all.changes.size(), own.own.changes.size()));
  const bool sound = std::ranges::all_of(chain, [&](std::size_t link) { return plans[link].sound; });
  if (versions != nullptr && sound && value.problems().count() == before) plan.versions = versions->of(all.changes);
  return plan;
}

/// Places of the plans that are wanted, in the order of the scenario.
std::vector<std::size_t> places_of(const std::vector<std::string>& only, const std::vector<Written>& plans) {
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < plans.size(); ++place)
    if (only.empty() || std::ranges::find(only, plans[place].entry.name) != only.end()) places.push_back(place);
  return places;
}

/// ... and of those that they extend, directly or not.
std::set<std::size_t> with_ground(const std::vector<std::size_t>& wanted, const std::vector<Written>& plans) {
  std::set<std::size_t> places;
  for (std::optional<std::size_t> place : wanted)
    for (; place && places.insert(*place).second;) place = plans[*place].extends;
  return places;
}

}  // namespace

std::vector<models::Plan> read_plans(const Value& value, const PlanGround& ground, PlanVersions* versions,
                                     const std::vector<std::string>& only) {
  std::vector<Written> all;
  for (const Named& entry : named_entries(value)) all.push_back(headed(entry, ground));
  const std::vector<std::size_t> wanted = places_of(only, all);
  for (const std::size_t place : with_ground(wanted, all)) read_effects(ground, all[place]);
  std::vector<models::Plan> plans;
  for (const std::size_t place : wanted) plans.push_back(complete(place, all, versions));
  if (value.present() && value.node().is_mapping() && plans.empty())
    value.problem("expected at least one plan; the first is the baseline");
  return plans;
}

}  // namespace casetide::scenarios
