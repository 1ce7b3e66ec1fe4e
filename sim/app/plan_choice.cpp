#include "sim/app/plan_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "output/nearest_names.hpp"

namespace casetide::app {

const models::Plan& plan_named(const models::Scenario& scenario, const std::string& name) {
  if (name.empty()) return scenario.plans.front();
  const auto found = std::ranges::find(scenario.plans, name, &models::Plan::name);
  if (found != scenario.plans.end()) return *found;
  std::vector<std::string> known;
  for (const models::Plan& plan : scenario.plans) known.push_back(plan.name);
  sim::refuse_usage(fmt::format("--plan: there is no plan `{}`; did you mean {}?", name,
                                fmt::join(output::nearest_names(name, known), ", ")));
}

std::string size_in_words(const FitSize& size) {
  const FitSize usual;
  std::string words;
  const auto add = [&](const char* option, std::size_t value, std::size_t usual_value) {
    if (value != usual_value) words += fmt::format(" --{} {}", option, value);
  };
  add("first-round", size.first_round, usual.first_round);
  add("round", size.later_round, usual.later_round);
  add("keep", size.kept, usual.kept);
  add("rounds", size.rounds, usual.rounds);
  add("draws", size.draws, usual.draws);
  add("replications", size.replications, usual.replications);
  return words;
}

}  // namespace casetide::app
