// The command line: verbs as plain functions that tests can call, each returning the program's exit code.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/facts.hpp"
#include "models/scenario.hpp"
#include "output/report_page.hpp"
#include "sim/errors.hpp"

namespace casetide::app {

/// What people choose on the command line for every verb.
struct Manner {
  bool quiet = false;  // no progress and no remarks on standard error
  bool json = false;   // one JSON document on standard output
  bool plain = false;  // no colour, even on a terminal
};

struct RunOptions {
  std::filesystem::path scenario;
  std::filesystem::path output;    // empty: results/SCENARIO.h5
  std::vector<std::string> plans;  // empty: all
  std::optional<int> replications;
  std::optional<std::uint64_t> seed;
  std::string shard;  // "2/5": only the second of five parts of the replications; empty: all
  int jobs = 0;       // 0: one for each processor
  bool resume = false;
  bool dry_run = false;
  std::vector<std::string> events;  // replications whose event logs are written: "improvement:0-2", "no_change"
  Manner manner;
  /// For tests: somebody who also watches each replication, made in its own process.
  std::function<std::unique_ptr<models::Observer>(const models::Plan&, int replication)> watch;
};

struct CompareOptions {
  std::filesystem::path result;
  std::string baseline;        // empty: the first plan
  bool all = false;            // every figure, not only the first page
  double indifference = 0.25;  // child-days at risk per 100 open ones within which plans are as good as each other, > 0
  Manner manner;
};

struct MergeOptions {
  std::vector<std::filesystem::path> parts;
  std::filesystem::path output;
  Manner manner;
};

struct VerifyOptions {
  std::filesystem::path result;
  int jobs = 0;                     // 0: one for each processor
  std::optional<int> replications;  // only the first so many of each plan
  Manner manner;
};

struct ExportOptions {
  std::filesystem::path result;
  std::filesystem::path csv;       // a folder; empty: none
  std::filesystem::path workbook;  // empty: none
  std::string baseline;            // empty: the first plan
  bool replications = false;       // CSV with every replication, not their means
  Manner manner;
};

struct ReportOptions {
  std::filesystem::path result;
  std::filesystem::path output;  // empty: beside the result, with its name and .html
  std::string baseline;          // empty: the first plan
  double indifference = 0.25;    // as CompareOptions has it
  bool only_data = false;        // the page's data on standard output; no page
  Manner manner;
  /// For tests: a page in place of the one that is built in.
  std::optional<output::PageParts> page;
};

struct SweepOptions {
  std::filesystem::path design;
  std::filesystem::path output;  // empty: results/DESIGN.h5
  int jobs = 0;                  // 0: one for each processor
  bool resume = false;
  bool dry_run = false;
  Manner manner;
};

struct SearchOptions {
  std::filesystem::path design;
  int jobs = 0;  // 0: one for each processor
  Manner manner;
};

/// How much computing a fit may take.
struct FitSize {
  std::size_t first_round = 300;  // runs with values from the whole ranges
  std::size_t later_round = 160;  // of each round after it
  std::size_t kept = 320;         // the last ones, which the result is made of
  std::size_t rounds = 5;
  std::size_t draws = 200;        // accepted draws that are written
  std::size_t replications = 30;  // by which the fitted model is held against the figures
};

struct FitOptions {
  std::filesystem::path scenario;
  std::filesystem::path observed;  // a file with the table `observed`; empty: the scenario's own
  std::filesystem::path output;    // a folder; empty: results/SCENARIO.fit
  std::string plan;                // empty: the first
  std::optional<int> until;        // last financial year, by the calendar year in which it ends; by default the last
                                   // with figures of 31 March
  FitSize size;
  std::optional<std::uint64_t> seed;
  int jobs = 0;  // 0: one for each processor
  bool resume = false;
  Manner manner;
};

struct BacktestOptions {
  std::vector<std::filesystem::path> scenarios;  // one for each place
  std::vector<int> hold;                         // financial years, by the calendar years in which they end; not empty
  std::filesystem::path output;                  // a folder; empty: results/SCENARIO.backtest
  std::string plan;                              // empty: the first
  FitSize size;
  std::optional<std::uint64_t> seed;
  int jobs = 0;  // 0: one for each processor
  bool resume = false;
  Manner manner;
};

struct ExplainOptions {
  static constexpr int usual_worst = 5;
  std::filesystem::path result;
  std::string plan;                    // empty: the first plan
  std::optional<int> replication;      // by default the first
  std::optional<std::uint32_t> child;  // tells this child's life
  std::optional<int> worst;            // tells so many children longest at risk; the default of what is told
  bool all = false;                    // the lives of all of them, not only of the first
  std::string week_of;                 // a team: tells a week of it
  std::string from;                    // ... seven days from this day on, "2018-03-05"
  Manner manner;
};

struct NewOptions {
  std::filesystem::path folder;      // made where it is not there
  std::string authority;             // builds this one from the published tables; empty: the small county
  std::filesystem::path data;        // ... the folder with them
  int known_until = 2019;            // ... the last financial year whose figures are used, by the year in which it ends
  std::string program = "casetide";  // as it was called, for the commands to type next
  Manner manner;
};

struct PathwayOptions {
  std::filesystem::path scenario;
  std::filesystem::path output;  // empty: standard output
  Manner manner;
};

struct DescribeOptions {
  std::filesystem::path scenario;
  std::filesystem::path output;  // a folder; empty: standard output
  Manner manner;
};

struct ListOptions {
  std::filesystem::path scenario;
  std::filesystem::path output;  // a folder
  std::string on;                // the day, as 2018-03-05
  std::string plan;              // empty: the first
  int replication = 0;
  Manner manner;
};

struct CheckOptions {
  std::filesystem::path scenario;
  bool resolved = false;  // prints the document with all that it extends, and where each value came from
  Manner manner;
};

struct ExplainKeyOptions {
  std::string name;              // `per_year`, `leaving.per_year`
  bool all = false;              // every key, as a Markdown page
  std::filesystem::path output;  // of the page; empty: standard output
  Manner manner;
};

struct SchemaOptions {
  std::filesystem::path output;  // empty: standard output
  Manner manner;
};

sim::ExitCode check(const CheckOptions& options);
sim::ExitCode run(const RunOptions& options);
sim::ExitCode merge(const MergeOptions& options);
sim::ExitCode verify(const VerifyOptions& options);
sim::ExitCode compare(const CompareOptions& options);
sim::ExitCode export_result(const ExportOptions& options);
sim::ExitCode report(const ReportOptions& options);
sim::ExitCode sweep(const SweepOptions& options);
sim::ExitCode search(const SearchOptions& options);
sim::ExitCode fit(const FitOptions& options);
sim::ExitCode backtest(const BacktestOptions& options);
sim::ExitCode explain(const ExplainOptions& options);
sim::ExitCode pathway(const PathwayOptions& options);
sim::ExitCode describe(const DescribeOptions& options);
sim::ExitCode list(const ListOptions& options);
sim::ExitCode explain_key(const ExplainKeyOptions& options);
sim::ExitCode schema(const SchemaOptions& options);
sim::ExitCode new_county(const NewOptions& options);
sim::ExitCode new_authority(const NewOptions& options);

/// Parses the arguments, calls the verb, and turns every error into one clear message and its exit code.
int main_program(int argc, const char* const* argv);

/// Runs `verb` and turns what it throws into a message on standard error and an exit code.
int guarded(const std::function<sim::ExitCode()>& verb);

}  // namespace casetide::app
