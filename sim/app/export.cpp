// casetide export: a result as CSV files and as a workbook, for spreadsheets and other people's programs.
#include <fmt/format.h>

#include "output/csv_folder.hpp"
#include "output/result_file.hpp"
#include "output/result_workbook.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using output::Per;

[[noreturn]] void refuse(const std::string& what) { throw sim::OutputError(sim::ExitCode::bad_usage, what); }

void check(const ExportOptions& options) {
  if (options.csv.empty() && options.workbook.empty())
    refuse("export: say where to: --csv FOLDER, --xlsx FILE, or both");
  std::error_code none;
  if (!options.workbook.empty() && fs::equivalent(options.workbook, options.result, none))
    refuse(fmt::format("{}: is the result itself; give the workbook another name", options.workbook.string()));
}

/// As the result has it; nothing where an older program read it and this one refuses.
std::optional<models::Scenario> scenario_of(const output::Result& result, const ExportOptions& options) {
  try {
    return scenarios::read_scenario_text(result.identity().resolved_text, options.result.string());
  } catch (const sim::ScenarioError&) {
    if (!options.manner.quiet)
      fmt::print(stderr,
                 "casetide: this version does not read the scenario in the result; what it says of plans, "
                 "assumptions and targets is left out\n");
    return std::nullopt;
  }
}

output::PlanRuns runs_of(const output::Result& result, std::size_t plan) {
  output::PlanRuns runs{result.identity().plans[plan].name, result.replications(), {}};
  for (std::size_t r = 0; r < runs.numbers.size(); ++r) runs.traces.push_back(result.trace(plan, r));
  return runs;
}

std::vector<output::NamedSheet> sheets(const output::ExportedResult& exported, const models::Scenario* scenario,
                                       const output::Comparison& comparison, Per per) {
  return {{"Figures", exported.summary(comparison.baseline)},
          {"Indicators by year", exported.indicators(per)},
          {"Targets", output::targets_table(exported.identity(), comparison.decision.targets)},
          {"Months", exported.months(per)},
          {"Costs by year", exported.costs_by_year(per)},
          {"Assumptions", output::assumptions_table(scenario)},
          {"Draws", exported.draws()},
          {"Plans", output::plans_table(exported.identity(), scenario)}};
}

std::string about(const output::RunIdentity& run, int replications) {
  return fmt::format(
      "{}\n{}\nCasetide {}, run {}, seed {}, {} replication{}; scenario SHA-256 {}\n"
      "Simulated figures: nothing here is an observation.\n",
      run.title, run.place, run.software_version, run.run_id(), run.seed, replications, replications == 1 ? "" : "s",
      run.scenario_sha256);
}

void say(const std::string& what, const Manner& manner) {
  if (!manner.quiet) fmt::print(stderr, "{}\n", what);
}

void say_what_excel_cannot_open(const output::CsvFolder& folder, const Manner& manner) {
  for (const std::string& name : folder.too_long_for_excel())
    say(fmt::format("casetide: {} has more rows than Excel opens ({}); Power BI, R and Python read it", name,
                    output::most_rows_in_excel),
        manner);
}

}  // namespace

sim::ExitCode export_result(const ExportOptions& options) {
  check(options);
  const output::Result result = output::read_result(options.result);
  const std::optional<models::Scenario> scenario = scenario_of(result, options);
  output::ComparisonOptions wanted;
  if (scenario) wanted = output::options_of(*scenario, result.identity());
  wanted.baseline = options.baseline;
  const output::Comparison comparison = output::compare(result, wanted);
  const Per per = options.replications ? Per::replication : Per::plan;

  std::optional<output::CsvFolder> folder;
  if (!options.csv.empty()) folder.emplace(options.csv, result.layout(), per);
  output::ExportedResult exported(result.identity(), result.layout(), result.replications());
  for (std::size_t plan = 0; plan < result.identity().plans.size(); ++plan) {
    const output::PlanRuns runs = runs_of(result, plan);
    exported.add(runs);
    if (folder) folder->add(runs);
  }
  const models::Scenario* read = scenario ? &*scenario : nullptr;
  if (folder) {
    for (const auto& [name, table] : sheets(exported, read, comparison, per))
      if (!table.rows.empty()) folder->add(table);
    folder->finish(about(result.identity(), comparison.replications));
  }
  std::optional<output::Workbook> workbook;
  if (!options.workbook.empty()) {
    workbook.emplace(options.workbook, result.identity().title, sim::date_of(result.layout().samples.front()));
    output::write_workbook(*workbook, comparison, sheets(exported, read, comparison, Per::plan));
    workbook->finish();
  }
  if (folder) {
    folder->keep();
    say_what_excel_cannot_open(*folder, options.manner);
    say("wrote " + (options.csv / "").string(), options.manner);
  }
  if (workbook) {
    workbook->keep();
    say("wrote " + options.workbook.string(), options.manner);
  }
  return sim::ExitCode::done;
}

}  // namespace casetide::app
