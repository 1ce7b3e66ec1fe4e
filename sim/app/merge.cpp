// casetide merge: the parts that `run --shard` left, joined into the whole run's result.
#include <fmt/format.h>

#include "output/result_file.hpp"
#include "sim/app/app.hpp"
#include "sim/app/run_record.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;

/// The result must not take the place of a part that it is made from.
void check_output(const MergeOptions& options) {
  std::error_code none;
  for (const fs::path& part : options.parts)
    if (fs::equivalent(part, options.output, none))
      sim::refuse_usage(
          fmt::format("{}: both a part and the result; give the result a name of its own", part.string()));
}

}  // namespace

sim::ExitCode merge(const MergeOptions& options) {
  check_output(options);
  const output::RunIdentity identity = output::merge_parts(options.parts, options.output);
  write_manifest_or_say_so(options.output, [&] { write_manifest_of_merge(options.output, options.parts, identity); });
  if (!options.manner.quiet) fmt::print(stderr, "wrote {}\n", options.output.string());
  return sim::ExitCode::done;
}

}  // namespace casetide::app
