// casetide compare: what the plans of a result differ in, and what people score beside.
#include <fmt/format.h>

#include "output/comparison.hpp"
#include "output/identity.hpp"
#include "output/option_scores.hpp"
#include "output/result_file.hpp"
#include "sim/app/app.hpp"
#include "sim/app/scenario_in_result.hpp"
#include "sim/app/terminal.hpp"

namespace casetide::app {

sim::ExitCode compare(const CompareOptions& options) {
  const output::Result result = output::read_result(options.result, output::measures_compared());
  const auto scenario = scenario_in(result, "targets and options are", options.manner);
  output::ComparisonOptions wanted;
  models::Options scored;               // what people score
  std::vector<output::PlanName> plans;  // labels of all plans that they may score
  if (scenario) {
    wanted = output::options_of(*scenario, result.identity());
    scored = scenario->options;
    plans = output::identity_of(*scenario).plans;
  }
  wanted.baseline = options.baseline;
  wanted.indifference = options.indifference;
  const output::Comparison comparison = output::compare(result, wanted);
  if (options.manner.json)
    fmt::print("{}", output::with_options(output::json(comparison), scored, plans));
  else
    fmt::print("{}{}", output::text(comparison, {.at_length = options.all, .colour = colours(options.manner)}),
               output::text(scored, plans));
  return sim::ExitCode::done;
}

}  // namespace casetide::app
