// Sums over the samples of one replication, by the names of the scenario, and what several replications give of them.
#pragma once

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/safeguard_names.hpp"
#include "models/scenario.hpp"
#include "output/trace.hpp"

namespace casetide::testing {

/// Throws std::runtime_error when the table has no such name.
template <typename Entry>
std::size_t place_of(const std::vector<Entry>& table, const std::string& name) {
  const auto found = std::ranges::find(table, name, &Entry::name);
  if (found == table.end()) throw std::runtime_error("there is no " + name);
  return static_cast<std::size_t>(found - table.begin());
}

models::RoleId role(const models::Scenario& scenario, const std::string& name);

/// Flows over the period and the sums of levels over its samples.
class Totals {
 public:
  Totals(const models::Scenario& scenario, const output::Trace& trace) : scenario_(scenario), trace_(trace) {}

  /// Of a measure along one axis or none, at one place; of one along two, summed over the second.
  double sum(models::Measure measure, std::size_t place, std::size_t places) const;
  double total(models::Measure measure) const;
  double credited(models::Component component) const {
    return sum(models::Measure::time_at_risk, static_cast<std::size_t>(component), models::component_count);
  }
  double gross(models::Component component) const {
    return sum(models::Measure::time_at_risk_gross, static_cast<std::size_t>(component), models::component_count);
  }
  double of(models::Measure measure, const std::string& obligation) const;
  /// A level at the last sample, summed over its axes but for `place` of the last one.
  double at_end(models::Measure measure, std::size_t place, std::size_t places) const;
  double cost(const std::string& line) const;

 private:
  std::size_t rows() const { return trace_.of(models::Measure::time_at_risk_law).size(); }

  const models::Scenario& scenario_;
  const output::Trace& trace_;
};

using Numbers = std::vector<double>;

/// What `look` sees of the plan in each of `count` replications, by what it gives; each in a process of its own.
std::vector<Numbers> observed(const models::Scenario& scenario, int count, std::size_t width,
                              const std::function<Numbers(const Totals&)>& look, std::size_t plan = 0);

}  // namespace casetide::testing
