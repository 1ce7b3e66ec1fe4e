#include "tests/support/totals.hpp"

#include <numeric>

#include "models/service.hpp"
#include "tests/support/replications.hpp"

namespace casetide::testing {

using models::Measure;

models::RoleId role(const models::Scenario& scenario, const std::string& name) {
  const auto found = std::ranges::find(scenario.pathway.roles, name);
  if (found == scenario.pathway.roles.end()) throw std::runtime_error("there is no role " + name);
  return models::id_at<models::RoleId>(found - scenario.pathway.roles.begin());
}

double Totals::sum(Measure measure, std::size_t place, std::size_t places) const {
  const auto& values = trace_.of(measure);
  const std::size_t width = values.size() / rows();
  const std::size_t each = width / places;
  double sum = 0;
  for (std::size_t row = 0; row < rows(); ++row)
    for (std::size_t i = 0; i < each; ++i) sum += values[row * width + place * each + i];
  return sum;
}

double Totals::total(Measure measure) const {
  const auto& values = trace_.of(measure);
  return std::accumulate(values.begin(), values.end(), 0.0);
}

double Totals::of(Measure measure, const std::string& obligation) const {
  const auto& rules = scenario_.pathway.obligations;
  return sum(measure, place_of(rules, obligation), rules.size());
}

double Totals::at_end(Measure measure, std::size_t place, std::size_t places) const {
  const auto& values = trace_.of(measure);
  const std::size_t width = values.size() / rows();
  double sum = 0;
  for (std::size_t i = values.size() - width + place; i < values.size(); i += places) sum += values[i];
  return sum;
}

double Totals::cost(const std::string& line) const {
  const auto& lines = scenario_.money.lines;
  return sum(Measure::cost, place_of(lines, line), lines.size());
}

std::vector<Numbers> observed(const models::Scenario& scenario, int count, std::size_t width,
                              const std::function<Numbers(const Totals&)>& look, std::size_t plan) {
  const auto by_replication = in_processes(count, width, [&](int replication) {
    output::TraceRecorder recorder(scenario);
    models::run_replication(scenario, scenario.plans.at(plan), replication, {&recorder});
    const output::Trace trace = recorder.take();
    return look(Totals(scenario, trace));
  });
  std::vector<Numbers> by_number(width);
  for (const Numbers& numbers : by_replication)
    for (std::size_t place = 0; place < width; ++place) by_number[place].push_back(numbers[place]);
  return by_number;
}

}  // namespace casetide::testing
