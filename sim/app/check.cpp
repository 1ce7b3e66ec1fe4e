// casetide check: every problem of a scenario at once, or what would run and which teams have too few hours for it.
#include <fmt/format.h>

#include "models/offered_work.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/outline.hpp"

namespace casetide::app {

sim::ExitCode check(const CheckOptions& options) {
  const auto variants = scenarios::ScenarioVariants::of_file(options.scenario);
  const models::Scenario& read = variants.written();
  scenarios::check_ends(variants, read);
  if (options.resolved) {
    fmt::print("{}", scenarios::resolved_with_places(options.scenario));
    return sim::ExitCode::done;
  }
  const std::vector<std::string> overload = models::lines_on_overload(read);
  for (const sim::Problem& remark : variants.remarks()) fmt::print(stderr, "{}\n", remark.text());
  if (options.manner.json) {
    fmt::print("{}", outline_json(read, overload));
    return sim::ExitCode::done;
  }
  fmt::print("{}", outline(read));
  for (const std::string& line : overload) fmt::print("{}\n", line);
  return sim::ExitCode::done;
}

}  // namespace casetide::app
