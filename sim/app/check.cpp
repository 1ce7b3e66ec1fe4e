// casetide check: every problem of a scenario at once, or what would run.
#include <fmt/format.h>

#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/outline.hpp"

namespace casetide::app {

sim::ExitCode check(const std::filesystem::path& scenario, const Manner& manner) {
  const auto variants = scenarios::ScenarioVariants::of_file(scenario);
  const models::Scenario& read = variants.written();
  scenarios::check_ends(variants, read);
  fmt::print("{}", manner.json ? outline_json(read) : outline(read));
  return sim::ExitCode::done;
}

}  // namespace casetide::app
