#include "sim/app/scenario_in_result.hpp"

#include <fmt/format.h>

#include "scenarios/reader/scenario_reader.hpp"
#include "sim/errors.hpp"

namespace casetide::app {

std::optional<models::Scenario> scenario_in(const output::Result& result, const std::string& left_out,
                                            const Manner& manner) {
  try {
    return scenarios::read_scenario_text(result.identity().resolved_text, result.path().string());
  } catch (const sim::ScenarioError&) {
    if (!manner.quiet)
      fmt::print(stderr, "casetide: this version does not read the scenario in the result; {} left out\n", left_out);
    return std::nullopt;
  }
}

}  // namespace casetide::app
