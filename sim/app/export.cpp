// casetide export: a result as CSV files and as a workbook, for spreadsheets and other people's programs.
#include <fmt/format.h>

#include "output/csv_folder.hpp"
#include "output/event_export.hpp"
#include "output/event_log.hpp"
#include "output/result_file.hpp"
#include "output/result_workbook.hpp"
#include "sim/app/app.hpp"
#include "sim/app/scenario_in_result.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using output::Per;

void check(const ExportOptions& options) {
  if (options.csv.empty() && options.workbook.empty())
    sim::refuse_usage("export: say where to: --csv FOLDER, --xlsx FILE, or both");
  std::error_code none;
  if (!options.workbook.empty() && fs::equivalent(options.workbook, options.result, none))
    sim::refuse_usage(
        fmt::format("{}: is the result itself; give the workbook another name", options.workbook.string()));
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

void say_what_excel_cannot_open(const std::vector<std::string>& too_long, const Manner& manner) {
  for (const std::string& name : too_long)
    say(fmt::format("casetide: {} has more rows than Excel opens ({}); Power BI, R and Python read it", name,
                    output::most_rows_in_excel),
        manner);
}

/// A result on its way into a folder of CSV files, a workbook, or both.
class Export {
 public:
  explicit Export(const ExportOptions& options)
      : options_(options),
        result_(output::read_result(options.result)),
        scenario_(scenario_in(result_, "what it says of plans, assumptions and targets is", options.manner)),
        comparison_(compared()),
        per_(options.replications ? Per::replication : Per::plan),
        tables_(result_.identity(), result_.layout(), result_.replications()) {}

  /// Both are written before either gets its name.
  void run() {
    if (!options_.csv.empty()) folder_.emplace(options_.csv, result_.layout(), per_);
    read_traces();
    if (folder_) fill_folder();
    if (!options_.workbook.empty()) fill_workbook();
    if (folder_) {
      folder_->keep();
      say_what_excel_cannot_open(folder_->too_long_for_excel(), options_.manner);
      say("wrote " + (options_.csv / "").string(), options_.manner);
    }
    if (workbook_) {
      workbook_->keep();
      say("wrote " + options_.workbook.string(), options_.manner);
    }
  }

 private:
  output::Comparison compared() const {
    output::ComparisonOptions wanted;
    if (scenario_) wanted = output::options_of(*scenario_, result_.identity());
    wanted.baseline = options_.baseline;
    return output::compare(result_, wanted);
  }

  /// A plan at a time.
  void read_traces() {
    for (std::size_t plan = 0; plan < result_.identity().plans.size(); ++plan) {
      const output::PlanRuns runs = runs_of(result_, plan);
      tables_.add(runs);
      if (folder_) folder_->add(runs);
    }
  }

  std::vector<output::NamedSheet> sheets_per(Per per) const {
    return sheets(tables_, scenario_ ? &*scenario_ : nullptr, comparison_, per);
  }

  void fill_folder() {
    for (const auto& [name, table] : sheets_per(per_))
      if (!table.rows.empty()) folder_->add(table);
    folder_->finish(about(result_.identity(), comparison_.replications));
  }

  void fill_workbook() {
    workbook_.emplace(options_.workbook, result_.identity().title, sim::date_of(result_.layout().samples.front()));
    output::write_workbook(*workbook_, comparison_, sheets_per(Per::plan));
    workbook_->finish();
  }

  const ExportOptions& options_;
  const output::Result result_;
  const std::optional<models::Scenario> scenario_;
  const output::Comparison comparison_;
  const Per per_;
  output::ExportedResult tables_;
  std::optional<output::CsvFolder> folder_;
  std::optional<output::Workbook> workbook_;
};

/// The workbook first: it may be refused.
void export_event_log(const ExportOptions& options) {
  if (options.replications || !options.baseline.empty())
    sim::refuse_usage(
        fmt::format("{}: is an event log, of one replication: --replications and --baseline are for results",
                    options.result.string()));
  const output::EventLog log = output::read_event_log(options.result);
  if (!options.workbook.empty()) {
    output::write_event_workbook(log, options.workbook);
    say("wrote " + options.workbook.string(), options.manner);
  }
  if (options.csv.empty()) return;
  const std::vector<std::string> too_long = output::write_event_csv(log, options.csv);
  say_what_excel_cannot_open(too_long, options.manner);
  say("wrote " + (options.csv / "").string(), options.manner);
}

}  // namespace

sim::ExitCode export_result(const ExportOptions& options) {
  check(options);
  if (output::is_event_log(options.result))
    export_event_log(options);
  else
    Export(options).run();
  return sim::ExitCode::done;
}

}  // namespace casetide::app
