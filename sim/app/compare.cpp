// casetide compare: what the plans of a result differ in, and what people score beside.
#include <fmt/format.h>

#include "output/comparison.hpp"
#include "output/falling_behind.hpp"
#include "output/identity.hpp"
#include "output/option_scores.hpp"
#include "output/result_file.hpp"
#include "output/text_table.hpp"
#include "output/warm_up.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"

namespace casetide::app {

namespace {

/// What the scenario in a result says of how plans are judged.
struct Judgement {
  models::Options options;              // what people score
  std::vector<output::PlanName> plans;  // labels of all plans that they may score
  output::ComparisonOptions wanted;
};

/// One that an older program read and this one refuses has figures all the same.
Judgement judgement(const output::Result& result, const CompareOptions& options) {
  try {
    const models::Scenario scenario =
        scenarios::read_scenario_text(result.identity().resolved_text, options.result.string());
    return {scenario.options, output::identity_of(scenario).plans, output::options_of(scenario, result.identity())};
  } catch (const sim::ScenarioError&) {
    if (!options.manner.quiet)
      fmt::print(stderr,
                 "casetide: this version does not read the scenario in the result; no targets and options are shown\n");
    return {};
  }
}

}  // namespace

sim::ExitCode compare(const CompareOptions& options) {
  const output::Result result = output::read_result(options.result, output::measures_compared());
  const Judgement judged = judgement(result, options);
  output::ComparisonOptions wanted = judged.wanted;
  wanted.baseline = options.baseline;
  wanted.indifference = options.indifference;
  const output::Comparison comparison = output::compare(result, wanted);
  const std::vector<output::TeamBacklog> backlogs = output::backlogs(result);
  const std::string warm_up = output::warning_on_warm_up(result);
  if (options.manner.json) {
    const std::string document = output::with_options(output::json(comparison), judged.options, judged.plans);
    fmt::print("{}", output::with_warning(output::with_backlogs(document, backlogs, result), warm_up));
  } else {
    fmt::print("{}{}", output::text(comparison, 80, options.all), output::text(judged.options, judged.plans));
    fmt::print("{}", output::text(backlogs, result));
    if (!warm_up.empty()) fmt::print("\n{}\n", fmt::join(output::wrapped("Warning: " + warm_up, 80, " "), "\n"));
  }
  return sim::ExitCode::done;
}

}  // namespace casetide::app
