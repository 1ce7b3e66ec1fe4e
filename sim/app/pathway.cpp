// casetide pathway: the pathway of a scenario as a page for people.
#include <fmt/format.h>

#include <fstream>

#include "output/pathway_page.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;

/// Below the working folder as one would type it there, elsewhere the bare name: a page says nothing of the machine.
std::string shown(const fs::path& scenario) {
  const fs::path relative = scenario.lexically_normal().lexically_proximate(fs::current_path());
  const bool is_below = relative.is_relative() && *relative.begin() != "..";
  return (is_below ? relative : scenario.filename()).generic_string();
}

[[noreturn]] void fail(sim::ExitCode code, const fs::path& path, const char* what) {
  throw sim::OutputError(code, fmt::format("{}: {}", path.string(), what));
}

/// A page under its name is whole.
void write(const fs::path& target, const std::string& page) {
  const fs::path partial = target.string() + ".partial";
  std::ofstream file(partial, std::ios::binary);
  if (!file) fail(sim::ExitCode::cannot_create, target, "cannot be created");
  file << page;
  file.close();
  std::error_code error;
  if (file) fs::rename(partial, target, error);
  if (file && !error) return;
  const bool is_written = static_cast<bool>(file);
  fs::remove(partial, error);
  if (!is_written) fail(sim::ExitCode::io_error, target, "cannot be written; is the disk full?");
  fail(sim::ExitCode::cannot_create, target, "the finished page cannot be given its name");
}

}  // namespace

sim::ExitCode pathway(const PathwayOptions& options) {
  const std::string page = output::pathway_page(scenarios::read_scenario(options.scenario), shown(options.scenario));
  if (options.output.empty()) {
    fmt::print("{}", page);
    return sim::ExitCode::done;
  }
  std::error_code none;
  if (fs::equivalent(options.scenario, options.output, none))
    fail(sim::ExitCode::bad_usage, options.output, "is the scenario itself; give the page another name");
  write(options.output, page);
  if (!options.manner.quiet) fmt::print(stderr, "wrote {}\n", options.output.string());
  return sim::ExitCode::done;
}

}  // namespace casetide::app
