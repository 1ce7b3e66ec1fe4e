// casetide describe: what the numbers of a scenario rest on, and the scenario by the STRESS-DES checklist.
#include <fmt/format.h>

#include "output/register_page.hpp"
#include "output/stress_page.hpp"
#include "output/whole_file.hpp"
#include "scenarios/reader/evidence_walk.hpp"
#include "scenarios/reader/plan_words.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/page_file.hpp"

namespace casetide::app {

sim::ExitCode describe(const DescribeOptions& options) {
  const models::Scenario scenario = scenarios::read_scenario(options.scenario);
  const models::EvidenceRegister evidence = scenarios::evidence_of(options.scenario);
  const std::vector<models::PlanInWords> plans = scenarios::plans_in_words(options.scenario);
  const std::string register_of_it = output::register_page(scenario, evidence);
  const std::string stress = output::stress_page({scenario, evidence, plans});
  if (options.output.empty()) {
    fmt::print("{}\n{}", register_of_it, stress);
    return sim::ExitCode::done;
  }
  output::make_folder(options.output);
  print_page(register_of_it, options.output / "register.md", options.manner);
  print_page(stress, options.output / "stress_des.md", options.manner);
  return sim::ExitCode::done;
}

}  // namespace casetide::app
