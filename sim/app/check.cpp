// casetide check: every problem of a scenario at once, or what would run and which teams have too few hours for it.
#include <fmt/format.h>

#include <future>

#include "models/offered_work.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/outline.hpp"

namespace casetide::app {

sim::ExitCode check(const CheckOptions& options) {
  const auto variants = scenarios::ScenarioVariants::of_file(options.scenario);
  const models::Scenario& read = variants.written();
  auto remarks = std::async(std::launch::async, [&] { return variants.remarks(); });
  auto reckoning = std::async(std::launch::async, [&] { return models::outlook(read); });
  scenarios::check_ends(variants, read);
  for (const sim::Problem& remark : remarks.get()) fmt::print(stderr, "{}\n", remark.text());
  if (options.resolved) {
    fmt::print("{}", scenarios::resolved_with_places(options.scenario));
  } else if (options.manner.json) {
    fmt::print("{}", outline_json(read, reckoning.get()));
  } else {
    const models::Outlook outlook = reckoning.get();
    fmt::print("{}", outline(read, outlook));
    for (const std::string& line : outlook.overload) fmt::print("{}\n", line);
  }
  return sim::ExitCode::done;
}

}  // namespace casetide::app
