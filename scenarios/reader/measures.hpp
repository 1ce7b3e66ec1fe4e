// The measures of a plan: what is done to people, what the scenario says otherwise from a day on, and what it costs.
// Catalogue with an example of each: scenarios/measures.md.
#pragma once

#include <string>
#include <vector>

#include "models/plan.hpp"
#include "scenarios/reader/plan_change.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

/// What the measures refer to.
struct PlanGround {
  const Node& tree;  // the whole scenario as written
  const Vocabulary& names;
  const Period& period;
  const models::Scenario& base;  // bound from it; perhaps only in part, where it has mistakes of its own
  Idle idle = Idle::is_a_problem;
};

/// What measures come to.
struct Effects {
  std::vector<models::ImprovementMeasure> people;
  std::vector<Change> changes;
  std::vector<models::CostEntry> costs;
};

/// Adds what one item of the list `measures` comes to.
void read_measure(const Value& item, const PlanGround& ground, Effects& effects);

// --- for the measures of the catalogue ------------------------------------------------------------------------------

/// Adds what the measure of that name comes to.
void read_catalogue_measure(const Named& measure, const PlanGround& ground, Effects& effects);

/// The place that the path in `what` leads to, noting what is not there or does not change during a run. The last key
/// of a table may be missing where `may_be_missing`.
std::optional<TreePath> changeable(const Value& what, const PlanGround& ground, bool may_be_missing);
/// The same of a path that the program makes; problems are noted at `at`.
std::optional<TreePath> changeable(const Value& at, const std::string& path, const PlanGround& ground,
                                   bool may_be_missing);

/// The day under `key`, within the run; nothing, with a problem where it is wrong, when it is not given, or no key
/// here.
std::optional<sim::Date> day_of_run(const Table& table, std::string_view key, const PlanGround& ground);

/// The first day under `from_key`, and the end under `until`, or for good; nothing where a problem was noted.
std::optional<Dates> dates_of(const Table& table, std::string_view from_key, const PlanGround& ground);

models::Recruit recruited(models::TeamId team, models::RoleId role, double fte, const Dates& dates);

/// Notes at `fte` people whom the board would have to hire and never would: fewer than it seeks anybody for.
void check_is_sought(const Value& fte, const models::Recruit& recruit, const PlanGround& ground);

/// A factor above 0 and at most 10, as `0.9` or `90%`.
double factor(const Value& value);

}  // namespace casetide::scenarios
