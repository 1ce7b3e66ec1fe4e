#include "models/scenario.hpp"

#include <algorithm>

#include "sim/errors.hpp"

namespace casetide::models {

std::vector<sim::Instant> sample_instants(const Scenario& scenario) {
  if (scenario.period_until < scenario.period_from) throw sim::ModelError("the period ends before it begins");
  std::vector<sim::Instant> instants;
  const std::chrono::days step{std::max(scenario.sample_days, 1)};
  for (sim::Date day = scenario.period_from; day < scenario.period_until; day += step) instants.emplace_back(day);
  instants.emplace_back(scenario.period_until);
  return instants;
}

}  // namespace casetide::models
