// casetide report: a result as one page for people who look at it, in a file that needs nothing else.
#include <fmt/format.h>

#include <algorithm>

#include "output/comparison.hpp"
#include "output/csv.hpp"
#include "output/register_page.hpp"
#include "output/report_data.hpp"
#include "output/report_page.hpp"
#include "output/result_file.hpp"
#include "scenarios/reader/compose.hpp"
#include "scenarios/reader/evidence_walk.hpp"
#include "sim/app/app.hpp"
#include "sim/app/scenario_in_result.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using sim::ExitCode;

output::PageParts page_of(const ReportOptions& options) {
  const auto page = options.page ? options.page : output::page_parts();
  if (page) return *page;
  throw sim::OutputError(
      ExitCode::unavailable,
      "this build of casetide has no report page: npm was missing when it was built, or could not fetch "
      "its packages; install nodejs and npm and run scripts/setup again");
}

fs::path target_of(const ReportOptions& options) {
  if (options.output.empty()) return fs::path(options.result).replace_extension(".html");
  std::error_code none;
  if (fs::equivalent(options.output, options.result, none))
    sim::refuse_usage(fmt::format("{}: is the result itself; give the report another name", options.output.string()));
  return options.output;
}

/// Numbers that the scenario calls assumed and that no replication draws.
std::size_t assumed_without_range(const models::Scenario& scenario) {
  const scenarios::Node tree = scenarios::compose_text(scenario.resolved_text, "scenario");
  const output::EvidenceCount assumed = output::count_of(scenarios::evidence_in(tree, {}), models::Evidence::assumed);
  return assumed.amounts - std::min(assumed.amounts, assumed.drawn);
}

std::string data_of(const ReportOptions& options) {
  const output::Result result = output::read_result(options.result, output::measures_compared());
  const auto scenario =
      scenario_in(result, "what it says of plans, assumptions, targets and published figures is", options.manner);
  output::ComparisonOptions wanted;
  if (scenario) wanted = output::options_of(*scenario, result.identity());
  wanted.baseline = options.baseline;
  wanted.indifference = options.indifference;
  const output::Comparison comparison = output::compare(result, wanted);
  output::ReportData data = output::report_data(result, comparison, scenario ? &*scenario : nullptr);
  if (scenario) data.assumed_without_range = assumed_without_range(*scenario);
  return output::json(data);
}

/// "812 kB", "3.4 MB"
std::string size_in_words(std::size_t bytes) {
  constexpr double kilo = 1000;
  const double thousands = static_cast<double>(bytes) / kilo;
  return thousands < kilo ? fmt::format("{:.0f} kB", thousands) : fmt::format("{:.1f} MB", thousands / kilo);
}

}  // namespace

ExitCode report(const ReportOptions& options) {
  const fs::path target = target_of(options);
  if (options.only_data) {
    fmt::print("{}\n", data_of(options));
    return ExitCode::done;
  }
  const output::PageParts page = page_of(options);
  std::string html(page.before);
  html += output::within_script(data_of(options));
  html += page.after;
  output::pending_text(target, html).keep();
  if (!options.manner.quiet) fmt::print(stderr, "wrote {} ({})\n", target.string(), size_in_words(html.size()));
  return ExitCode::done;
}

}  // namespace casetide::app
