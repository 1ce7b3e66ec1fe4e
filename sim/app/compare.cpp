// casetide compare: what the plans of a result differ in.
#include <fmt/format.h>

#include "output/comparison.hpp"
#include "output/result_file.hpp"
#include "sim/app/app.hpp"

namespace casetide::app {

sim::ExitCode compare(const CompareOptions& options) {
  const output::Result result = output::read_result(options.result);
  output::ComparisonOptions wanted;
  wanted.baseline = options.baseline;
  const output::Comparison comparison = output::compare(result, wanted);
  fmt::print("{}", options.manner.json ? output::json(comparison) : output::text(comparison));
  return sim::ExitCode::done;
}

}  // namespace casetide::app
