// casetide fit: the parameters of a scenario that agree with published figures.
#include <fmt/format.h>

#include <algorithm>

#include "models/assumptions.hpp"
#include "output/fit_report.hpp"
#include "output/whole_file.hpp"
#include "sim/app/app.hpp"
#include "sim/app/page_file.hpp"
#include "sim/app/plan_choice.hpp"
#include "sim/app/published_fit.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;

fs::path folder_of(const FitOptions& options) {
  if (!options.output.empty()) return options.output;
  return fs::path("results") / options.scenario.filename().replace_extension(".fit");
}

std::vector<models::Observed> observed_of(const FitOptions& options, const models::Scenario& scenario) {
  return options.observed.empty() ? scenario.observed : scenarios::read_observed_file(options.observed);
}

fs::path parts_of(const FitOptions& options) { return folder_of(options) / "fit.parts"; }

/// With the arguments that change what comes out.
std::string command_of(const FitOptions& options, const std::string& plan, int last_year) {
  std::string command =
      fmt::format("casetide fit {} --plan {} --until {}", options.scenario.filename().string(), plan, last_year);
  if (!options.observed.empty()) command += " --to " + options.observed.filename().string();
  command += size_in_words(options.size);
  if (options.seed) command += fmt::format(" --seed {}", *options.seed);
  return command;
}

/// The last observed year there is, of all series or of those of 31 March alone.
int last_year_of(const std::vector<models::Observed>& observed, bool with_census) {
  int last = 0;
  for (const models::Observed& series : observed)
    for (const models::ObservedValue& value : series.values) {
      const int year = models::financial_year_of(series.figure, value.year).ends_in();
      if (with_census || year == value.year) last = std::max(last, year);
    }
  return last;
}

sim::ExitCode stopped(sim::ExitCode code) {
  fmt::print(stderr,
             "casetide: nothing written; finished runs are kept: run the same command with --resume to go on\n");
  return code;
}

void tell(const output::FitTelling& telling, const fs::path& folder, const Manner& manner) {
  const output::FitTally counted = output::tally(telling);
  if (manner.json) fmt::print("{}", output::fit_json(telling));
  if (manner.quiet) return;
  fmt::print(stderr,
             "{} of {} figures that are asked for are met; see {}\nwrote draws.csv, fit.md and fit.json to {}\n"
             "to draw from them, say in the scenario `fitted: {}`\n",
             counted.met, counted.asked, (folder / "fit.md").string(), folder.string(),
             (folder.filename() / "draws.csv").string());
}

}  // namespace

sim::ExitCode fit(const FitOptions& options) {
  const auto variants = scenarios::ScenarioVariants::before_fitting(options.scenario);
  const models::Scenario& scenario = variants.written();
  const models::Plan& plan = plan_named(scenario, options.plan);
  const std::vector<models::Observed> observed = observed_of(options, scenario);
  const int last_year = options.until.value_or(last_year_of(observed, false));
  scenarios::check_ends(variants, std::vector{plan.name});
  PublishedFit fit(variants, observed,
                   {plan.name, last_year, last_year_of(observed, true), parts_of(options), options.size, options.seed,
                    options.jobs, options.manner.quiet});
  if (!options.manner.quiet)
    fmt::print(stderr, "{} parameters to {} published values, up to {} runs of {}\n", fit.parameter_count(),
               fit.fitted_values(), options.size.first_round + (options.size.rounds - 1) * options.size.later_round,
               plan.name);
  if (!options.resume) output::remove_folder(parts_of(options));
  if (const auto code = fit.run(); code != sim::ExitCode::done) return stopped(code);
  const PublishedFit::Held held = fit.held_against_published();
  if (held.code != sim::ExitCode::done) return stopped(held.code);
  const output::FitTelling telling{scenario.title,
                                   scenario.place,
                                   plan.label,
                                   fmt::format("year to 31 March {}", last_year),
                                   command_of(options, plan.name, last_year),
                                   fit.fitting().rounds(),
                                   fit.parameters(),
                                   held.series};
  const fs::path folder = folder_of(options);
  const Manner silent{true, false, true};
  print_page(output::draws_csv(telling.parameters), folder / "draws.csv", silent);
  print_page(output::fit_page(telling), folder / "fit.md", silent);
  print_page(output::fit_json(telling), folder / "fit.json", silent);
  output::remove_folder(parts_of(options));
  tell(telling, folder, options.manner);
  return sim::ExitCode::done;
}

}  // namespace casetide::app
