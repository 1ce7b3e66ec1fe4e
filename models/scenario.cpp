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

void change(Scenario& now, const Scenario& version) {
  now.pathway = version.pathway;
  now.staffing = version.staffing;
  now.demand = version.demand;
  now.money = version.money;
}

std::vector<sim::Date> census_days(const Scenario& scenario) {
  std::vector<sim::Date> days;
  const std::chrono::year_month_day first{scenario.warm_up_from};
  for (std::chrono::year year = first.year();; ++year) {
    const sim::Date day{year / std::chrono::September / 30};
    if (day >= scenario.period_until) return days;
    if (day >= scenario.warm_up_from) days.push_back(day);
  }
}

std::vector<sim::Instant> settling_instants(const Scenario& scenario) {
  std::vector<sim::Instant> instants;
  const std::chrono::days step{scenario.sample_days};
  for (sim::Date day = scenario.period_from - step; day > scenario.warm_up_from; day -= step)
    instants.emplace_back(day);
  std::ranges::reverse(instants);
  return instants;
}

}  // namespace casetide::models
