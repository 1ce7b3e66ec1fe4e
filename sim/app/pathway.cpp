// casetide pathway: the pathway of a scenario as a page for people.
#include <fmt/format.h>

#include "output/pathway_page.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/page_file.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;

/// Below the working folder as one would type it there, elsewhere the bare name: a page says nothing of the machine.
std::string shown(const fs::path& scenario) {
  const fs::path relative = scenario.lexically_normal().lexically_proximate(fs::current_path());
  const bool is_below = relative.is_relative() && *relative.begin() != "..";
  return (is_below ? relative : scenario.filename()).generic_string();
}

}  // namespace

sim::ExitCode pathway(const PathwayOptions& options) {
  const std::string page = output::pathway_page(scenarios::read_scenario(options.scenario), shown(options.scenario));
  std::error_code none;
  if (!options.output.empty() && fs::equivalent(options.scenario, options.output, none))
    sim::refuse_usage(fmt::format("{}: is the scenario itself; give the page another name", options.output.string()));
  print_page(page, options.output, options.manner);
  return sim::ExitCode::done;
}

}  // namespace casetide::app
