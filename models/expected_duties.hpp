// The hours of work that are owed to expected children (models/expected_children), month by month, whoever there is to
// do them: part of the first estimate of work. Plans under which children fare alike share them.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "models/scenario.hpp"

namespace casetide::models {

/// Hours of work, by who is to do it.
struct AskedHours {
  double of_holder = 0;          // of the children's named workers
  std::vector<double> of_roles;  // [role]
};

struct DutiesOfMonth {
  std::vector<AskedHours> asked;       // [team that the children belong to]
  AskedHours on_change_of_worker;      // for each child whose worker changes
  std::vector<double> moved;           // [team] children who came from another team and need a worker
  std::vector<double> needing_worker;  // [team] children, on average
};

/// The scenario as a month begins under a plan: the scenario itself, or a version of the plan.
using Readings = std::vector<const Scenario*>;  // [month]

/// First days of the months of a run, warm-up included.
std::vector<sim::Date> months_of(const Scenario& scenario);
Readings readings_of(const Scenario& scenario, const Plan& plan);

class ExpectedDuties {
 public:
  /// `scenario` stays the caller's, with its plans.
  explicit ExpectedDuties(const Scenario& scenario) : scenario_(scenario) {}
  /// By month. Reckoned once for all plans whose pathway, demand and teams' children are the same throughout.
  const std::vector<DutiesOfMonth>& under(const Readings& readings);

 private:
  const Scenario* alike_for_children(const Scenario* reading);

  const Scenario& scenario_;
  std::vector<const Scenario*> unlike_;                         // for children
  std::unordered_map<const Scenario*, const Scenario*> alike_;  // one of `unlike_`, for each that was asked for
  std::map<Readings, std::vector<DutiesOfMonth>> by_readings_;  // of `unlike_`
};

}  // namespace casetide::models
