// The only file that includes CLI11.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "output/nearest_names.hpp"
#include "sim/app/app.hpp"
#include "sim/engine.hpp"

namespace casetide::app {

namespace {

constexpr int usage = static_cast<int>(sim::ExitCode::bad_usage);

void add_manner(CLI::App* verb, Manner& manner, bool with_json) {
  verb->add_flag("-q,--quiet", manner.quiet, "no progress and no remarks");
  verb->add_flag("--no-color,--no-colour", manner.plain, "plain text, even on a terminal");
  if (with_json) verb->add_flag("--json", manner.json, "one JSON document on standard output");
}

void add_jobs(CLI::App* verb, int& jobs) {
  verb->add_option("--jobs", jobs, "processes at a time; by default one for each processor")
      ->check(CLI::Range(1, 4096));
}

void add_judging(CLI::App* verb, std::string& baseline, double& indifference) {
  verb->add_option("--baseline", baseline, "the plan to compare with; by default the first");
  verb->add_option("--indifference", indifference,
                   "child-days at risk per 100 within which two plans are as good as each other; by default 0.25")
      ->check(CLI::PositiveNumber);
}

/// What stands on the command line, whichever verb was given.
struct Choices {
  Manner manner;
  CheckOptions check;
  RunOptions run;
  MergeOptions merge;
  VerifyOptions verify;
  CompareOptions compare;
  ExportOptions exported;
  ReportOptions report;
  SweepOptions sweep;
  FitOptions fit;
  BacktestOptions backtest;
  SearchOptions search;
  ExplainOptions explain;
  PathwayOptions pathway;
  DescribeOptions describe;
  ListOptions list;
  ExplainKeyOptions explain_key;
  SchemaOptions schema;
  NewOptions county;
};

const CLI::App* add_new(CLI::App& app, Choices& choices) {
  NewOptions& county = choices.county;
  auto* verb =
      app.add_subcommand("new", "write a scenario to begin with: a small invented county, or any authority in England");
  verb->add_option("folder", county.folder, "a folder for it; made where it is not there")->required();
  auto* authority = verb->add_option("--authority", county.authority, "build this authority from the published tables");
  auto* data = verb->add_option("--data", county.data, "the folder with the published tables (CSV)")->needs(authority);
  authority->needs(data);
  verb->add_option("--known-until", county.known_until,
                   "use no figure later than the financial year that ends in this year; by default 2019")
      ->needs(authority)
      ->check(CLI::Range(2018, 2021));
  add_manner(verb, choices.manner, true);
  verb->footer(
      "Nothing that is there is overwritten.\nExamples:\n  casetide new larkshire\n"
      "  casetide new --authority \"Shropshire\" --data tables shropshire");
  return verb;
}

const CLI::App* add_check(CLI::App& app, Choices& choices) {
  auto* verb = app.add_subcommand("check", "find every problem of a scenario, and say what would run");
  verb->add_option("scenario", choices.check.scenario, "a scenario file (YAML)")->required();
  verb->add_flag("--resolved", choices.check.resolved,
                 "print the whole document with all it extends, and where each value came from");
  add_manner(verb, choices.manner, true);
  return verb;
}

const CLI::App* add_run(CLI::App& app, Choices& choices) {
  RunOptions& run = choices.run;
  auto* verb = app.add_subcommand("run", "simulate a scenario and write the result");
  verb->add_option("scenario", run.scenario, "a scenario file (YAML)")->required();
  verb->add_option("-o,--output", run.output, "the result file; by default results/SCENARIO.h5");
  verb->add_option("--plans", run.plans, "only these plans, separated by commas")->delimiter(',');
  verb->add_option("--replications", run.replications, "so many, instead of the scenario's number or precision")
      ->check(CLI::Range(1, 100000));
  verb->add_option("--seed", run.seed, "instead of the scenario's seed");
  add_jobs(verb, run.jobs);
  verb->add_option("--shard", run.shard,
                   "K/N: only part K of N of the replications, for one machine of several; written as NAME.K-of-N.h5");
  verb->add_flag("--resume", run.resume, "keep the replications that a stopped run has finished");
  verb->add_flag("--dry-run", run.dry_run, "say what would run, and stop");
  verb->add_option("--events", run.events,
                   "PLAN or PLAN:NUMBERS, as improvement:0-2, separated by commas: also write everything that happens "
                   "in these replications, numbered from 0, as event logs into NAME.events/; export turns one into CSV")
      ->delimiter(',');
  add_manner(verb, choices.manner, false);
  verb->footer(
      "Examples:\n"
      "  casetide run scenarios/worcestershire.yaml\n"
      "  casetide run scenarios/worcestershire.yaml --events no_change:0,improvement:0-2\n"
      "  casetide run scenarios/worcestershire.yaml -o results/w.h5 --shard 2/5   (then casetide merge)");
  return verb;
}

const CLI::App* add_merge(CLI::App& app, Choices& choices) {
  MergeOptions& merge = choices.merge;
  auto* verb = app.add_subcommand("merge", "join the parts that run --shard left into the result of the whole run");
  verb->add_option("parts", merge.parts, "all parts of one run (HDF5), in any order")->required();
  verb->add_option("-o,--output", merge.output, "the result file")->required();
  add_manner(verb, choices.manner, false);
  verb->footer("Example:\n  casetide merge results/w.1-of-2.h5 results/w.2-of-2.h5 -o results/w.h5");
  return verb;
}

const CLI::App* add_verify(CLI::App& app, Choices& choices) {
  VerifyOptions& verify = choices.verify;
  auto* verb = app.add_subcommand("verify", "run a result again from the file alone, and say what differs");
  verb->add_option("result", verify.result, "a result file (HDF5)")->required();
  verb->add_option("--sample", verify.replications, "only the first so many replications of each plan")
      ->check(CLI::Range(1, 100000));
  add_jobs(verb, verify.jobs);
  add_manner(verb, choices.manner, false);
  verb->footer(
      "Ends with 0 when every value is as in the file, and with 1 when one is not.\n"
      "Example:\n  casetide verify results/worcestershire.h5 --sample 2");
  return verb;
}

const CLI::App* add_compare(CLI::App& app, Choices& choices) {
  auto* verb = app.add_subcommand("compare", "compare the plans of a result");
  verb->add_option("result", choices.compare.result, "a result file (HDF5)")->required();
  add_judging(verb, choices.compare.baseline, choices.compare.indifference);
  verb->add_flag("--all", choices.compare.all, "every figure and difference, not only the first page");
  add_manner(verb, choices.manner, true);
  return verb;
}

const CLI::App* add_export(CLI::App& app, Choices& choices) {
  ExportOptions& exported = choices.exported;
  auto* verb = app.add_subcommand("export", "write a result, or an event log, as CSV files or as a workbook");
  verb->add_option("result", exported.result, "a result file, or an event log of run --events (HDF5)")->required();
  verb->add_option("--csv", exported.csv,
                   "a folder for tidy CSV files, and a page that says what they hold; an event log's are read by "
                   "process-mining tools");
  verb->add_option("--xlsx", exported.workbook, "a workbook for Excel and LibreOffice");
  verb->add_option("--baseline", exported.baseline, "the plan to compare with; by default the first");
  verb->add_flag("--replications", exported.replications,
                 "CSV with the values of every replication; by default their means with 5 % and 95 % quantiles");
  add_manner(verb, choices.manner, false);
  return verb;
}

const CLI::App* add_report(CLI::App& app, Choices& choices) {
  ReportOptions& report = choices.report;
  auto* verb = app.add_subcommand("report", "write a result as one page with charts, for any browser");
  verb->add_option("result", report.result, "a result file (HDF5)")->required();
  verb->add_option("-o,--output", report.output, "the page's file; by default beside the result, as RESULT.html");
  add_judging(verb, report.baseline, report.indifference);
  add_manner(verb, choices.manner, false);
  verb->add_flag("--data", report.only_data, "the page's data on standard output, as JSON, instead of the page");
  return verb;
}

void add_size(CLI::App* verb, FitSize& size) {
  verb->add_option("--first-round", size.first_round, "runs with values from the whole ranges")
      ->check(CLI::Range(20, 1'000'000));
  verb->add_option("--round", size.later_round, "runs of each later round")->check(CLI::Range(10, 1'000'000));
  verb->add_option("--keep", size.kept, "the last runs, so many, are what the result is made of")
      ->check(CLI::Range(20, 100'000));
  verb->add_option("--rounds", size.rounds, "rounds, the first one too")->check(CLI::Range(1, 100));
  verb->add_option("--draws", size.draws, "accepted draws to write")->check(CLI::Range(1, 10'000));
  verb->add_option("--replications", size.replications, "by which the fitted model is held against the figures")
      ->check(CLI::Range(2, 100'000));
}

const CLI::App* add_fit(CLI::App& app, Choices& choices) {
  FitOptions& fit = choices.fit;
  auto* verb = app.add_subcommand("fit", "find which values of uncertain parameters agree with published figures");
  verb->add_option("scenario", fit.scenario, "a scenario file (YAML) with `fit: true` at some of its assumptions")
      ->required();
  verb->add_option("--to", fit.observed, "a file with the table `observed`; by default the scenario's own");
  verb->add_option("-o,--output", fit.output,
                   "a folder for draws.csv, fit.md and fit.json; by default "
                   "results/SCENARIO.fit");
  verb->add_option("--plan", fit.plan, "the plan under which it happened; by default the first");
  verb->add_option("--until", fit.until, "the last financial year to fit, by the calendar year in which it ends")
      ->check(CLI::Range(2011, 2030));
  add_size(verb, fit.size);
  verb->add_option("--seed", fit.seed, "instead of the scenario's seed");
  add_jobs(verb, fit.jobs);
  verb->add_flag("--resume", fit.resume, "keep the runs that a stopped fit has finished");
  add_manner(verb, choices.manner, true);
  verb->footer(
      "Example:\n"
      "  casetide fit scenarios/worcestershire.yaml --plan improvement -o scenarios/worcestershire");
  return verb;
}

const CLI::App* add_backtest(CLI::App& app, Choices& choices) {
  BacktestOptions& backtest = choices.backtest;
  auto* verb = app.add_subcommand("backtest", "fit to the years before some that are held back, and score these");
  verb->add_option("scenarios", backtest.scenarios, "scenario files (YAML), one for each place, as `fit` takes them")
      ->required();
  verb->add_option("--hold", backtest.hold,
                   "financial years to hold back, by the calendar years in which they end, separated by commas: 2019")
      ->delimiter(',')
      ->check(CLI::Range(2011, 2030))
      ->required();
  verb->add_option("-o,--output", backtest.output,
                   "a folder for backtest.md and backtest.json; by default results/SCENARIO.backtest");
  verb->add_option("--plan", backtest.plan, "the plan under which it happened; by default the first");
  add_size(verb, backtest.size);
  verb->add_option("--seed", backtest.seed, "instead of the scenario's seed");
  add_jobs(verb, backtest.jobs);
  verb->add_flag("--resume", backtest.resume, "keep the runs that a stopped back-test has finished");
  add_manner(verb, choices.manner, true);
  verb->footer(
      "What a scenario says of the held years (demand, measures) must be what was known before them.\n"
      "Example:\n"
      "  casetide backtest scenarios/worcestershire/as_known_in_2018.yaml --hold 2019 --plan improvement");
  return verb;
}

const CLI::App* add_sweep(CLI::App& app, Choices& choices) {
  SweepOptions& sweep = choices.sweep;
  auto* verb = app.add_subcommand("sweep", "run a scenario at many points of a design, into one file");
  verb->add_option("design", sweep.design, "a design file (YAML)")->required();
  verb->add_option("-o,--output", sweep.output, "the result file; by default results/DESIGN.h5");
  add_jobs(verb, sweep.jobs);
  verb->add_flag("--resume", sweep.resume, "keep the runs that a stopped sweep has finished");
  verb->add_flag("--dry-run", sweep.dry_run, "list the points, and stop");
  add_manner(verb, choices.manner, false);
  return verb;
}

const CLI::App* add_search(CLI::App& app, Choices& choices) {
  SearchOptions& search = choices.search;
  auto* verb = app.add_subcommand("search", "find the smallest value with which a plan meets a target");
  verb->add_option("design", search.design, "a design file (YAML) that says what to find")->required();
  add_jobs(verb, search.jobs);
  add_manner(verb, choices.manner, true);
  return verb;
}

const CLI::App* add_explain(CLI::App& app, Choices& choices) {
  ExplainOptions& explain = choices.explain;
  auto* verb = app.add_subcommand("explain", "run one replication of a result again, and tell lives or a team's week");
  verb->add_option("result", explain.result, "a result file (HDF5)")->required();
  verb->add_option("--plan", explain.plan, "the plan; by default the first");
  verb->add_option("--replication", explain.replication, "the replication's number; by default the first");
  verb->add_option("--child", explain.child, "the life of this simulated child, from referral to the end of the run");
  verb->add_option("--worst", explain.worst, "the children longest at risk, so many; by default 5")
      ->expected(0, 1)
      ->default_str(std::to_string(ExplainOptions::usual_worst))
      ->check(CLI::Range(1, 1000000));
  verb->add_flag("--all", explain.all, "the lives of all of them; by default of the first");
  verb->add_option("--week", explain.week_of, "a team, by its name in the scenario: a week of it");
  verb->add_option("--from", explain.from, "the first day of that week, as 2018-03-05");
  add_manner(verb, choices.manner, true);
  verb->footer(
      "Examples:\n"
      "  casetide explain results/worcestershire.h5 --worst\n"
      "  casetide explain results/worcestershire.h5 --plan improvement --replication 3 --child 1234\n"
      "  casetide explain results/worcestershire.h5 --week safeguarding --from 2018-03-05");
  return verb;
}

const CLI::App* add_list(CLI::App& app, Choices& choices) {
  ListOptions& list = choices.list;
  auto* verb = app.add_subcommand("list", "write the cases and the staff of a simulated service on a day as lists");
  verb->add_option("scenario", list.scenario, "a scenario file (YAML)")->required();
  verb->add_option("--on", list.on, "the day, within the scenario's period, as 2018-03-05")->required();
  verb->add_option("-o,--output", list.output, "the folder for cases.csv and staff.csv")->required();
  verb->add_option("--plan", list.plan, "the plan; by default the first");
  verb->add_option("--replication", list.replication, "the replication's number; by default the first, 0")
      ->check(CLI::Range(0, 99999));
  add_manner(verb, choices.manner, false);
  verb->footer(
      "Everything in the lists is invented. A scenario starts from such lists, or from a council's own, by\n"
      "`initial_cases` and `staff`: see scenarios/lists.md.\n"
      "Example:\n  casetide list scenarios/england_average.yaml --on 2018-04-01 -o today");
  return verb;
}

void add_pathway(CLI::App& app, Choices& choices) {
  auto* verb = app.add_subcommand("pathway", "print the pathway of a scenario as a Markdown page");
  verb->add_option("scenario", choices.pathway.scenario, "a scenario file (YAML)")->required();
  verb->add_option("-o,--output", choices.pathway.output, "the page's file; by default standard output");
  add_manner(verb, choices.manner, false);
}

const CLI::App* add_describe(CLI::App& app, Choices& choices) {
  auto* verb = app.add_subcommand("describe", "write what a scenario assumes, and its STRESS-DES description");
  verb->add_option("scenario", choices.describe.scenario, "a scenario file (YAML)")->required();
  verb->add_option("-o,--output", choices.describe.output,
                   "a folder for register.md and stress_des.md, which are replaced; by default both are printed");
  add_manner(verb, choices.manner, false);
  verb->footer(
      "register.md: every number that is assumed, local or published, what it rests on, and its range.\n"
      "stress_des.md: the scenario by the checklist for reporting simulations (Monks and others 2019).\n"
      "Example:\n  casetide describe scenarios/worcestershire.yaml -o scenarios/worcestershire");
  return verb;
}

const CLI::App* add_explain_key(CLI::App& app, Choices& choices) {
  auto* verb = app.add_subcommand("explain-key", "say what a key of a scenario means, and what may stand there");
  verb->add_option("name", choices.explain_key.name, "a key, such as `per_year` or `staffing.leaving.per_year`");
  verb->add_flag("--all", choices.explain_key.all, "every key, as a Markdown page");
  verb->add_option("-o,--output", choices.explain_key.output, "the page's file; by default standard output");
  add_manner(verb, choices.manner, true);
  return verb;
}

const CLI::App* add_schema(CLI::App& app, Choices& choices) {
  auto* verb = app.add_subcommand("schema", "print the JSON Schema of scenarios, for editors");
  verb->add_option("-o,--output", choices.schema.output, "the schema's file; by default standard output");
  add_manner(verb, choices.manner, false);
  return verb;
}

/// CLI11 names neither the verb that was mistyped nor the nearest one.
std::string about_unknown_verb(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2 || argv[1][0] == '-') return {};
  std::vector<std::string> verbs;
  for (const CLI::App* verb : app.get_subcommands({})) verbs.push_back(verb->get_name());
  const std::string given = argv[1];
  if (std::find(verbs.begin(), verbs.end(), given) != verbs.end()) return {};
  const auto near = output::nearest_names(given, verbs);
  if (!near.empty()) return fmt::format("unknown command `{}`; did you mean `{}`?", given, near.front());
  return fmt::format("unknown command `{}`; known are {}", given, fmt::join(verbs, ", "));
}

}  // namespace

int guarded(const std::function<sim::ExitCode()>& verb) {
  try {
    return static_cast<int>(verb());
  } catch (const sim::ScenarioError& error) {
    for (const sim::Problem& problem : error.problems()) fmt::print(stderr, "{}\n", problem.text());
    fmt::print(stderr, "casetide: {} problem{} in the scenario\n", error.problems().size(),
               error.problems().size() == 1 ? "" : "s");
    return static_cast<int>(sim::ExitCode::bad_input);
  } catch (const sim::OutputError& error) {
    fmt::print(stderr, "casetide: {}\n", error.what());
    return static_cast<int>(error.code());
  } catch (const std::exception& error) {
    fmt::print(stderr, "casetide: internal error: {}\n", error.what());
    return static_cast<int>(sim::ExitCode::internal_error);
  }
}

int main_program(int argc, const char* const* argv) {
  CLI::App app("Simulates a children's service from a scenario and compares improvement plans.", "casetide");
  app.require_subcommand(1);
  app.set_version_flag("--version", std::string("casetide ") + CASETIDE_VERSION);
  Choices choices;
  const CLI::App* new_verb = add_new(app, choices);
  const CLI::App* check_verb = add_check(app, choices);
  const CLI::App* run_verb = add_run(app, choices);
  const CLI::App* merge_verb = add_merge(app, choices);
  const CLI::App* verify_verb = add_verify(app, choices);
  const CLI::App* compare_verb = add_compare(app, choices);
  const CLI::App* export_verb = add_export(app, choices);
  const CLI::App* report_verb = add_report(app, choices);
  const CLI::App* fit_verb = add_fit(app, choices);
  const CLI::App* backtest_verb = add_backtest(app, choices);
  const CLI::App* sweep_verb = add_sweep(app, choices);
  const CLI::App* search_verb = add_search(app, choices);
  const CLI::App* explain_verb = add_explain(app, choices);
  const CLI::App* list_verb = add_list(app, choices);
  add_pathway(app, choices);
  const CLI::App* describe_verb = add_describe(app, choices);
  const CLI::App* explain_key_verb = add_explain_key(app, choices);
  const CLI::App* schema_verb = add_schema(app, choices);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", app.help());
    return 0;
  } catch (const CLI::CallForVersion& version) {
    fmt::print("{}\n", version.what());
    return 0;
  } catch (const CLI::ParseError& error) {
    const std::string verb = about_unknown_verb(app, argc, argv);
    fmt::print(stderr, "casetide: {}\nsee casetide --help\n", verb.empty() ? error.what() : verb);
    return usage;
  }
  choices.run.manner = choices.merge.manner = choices.verify.manner = choices.manner;
  choices.compare.manner = choices.exported.manner = choices.pathway.manner = choices.manner;
  choices.explain_key.manner = choices.schema.manner = choices.check.manner = choices.manner;
  choices.fit.manner = choices.backtest.manner = choices.sweep.manner = choices.search.manner = choices.explain.manner =
      choices.report.manner = choices.manner;
  choices.list.manner = choices.describe.manner = choices.manner;
  choices.county.manner = choices.manner;
  choices.county.program = argv[0];
  if (*new_verb)
    return guarded(
        [&] { return choices.county.authority.empty() ? new_county(choices.county) : new_authority(choices.county); });
  if (*check_verb) return guarded([&] { return check(choices.check); });
  if (*run_verb) return guarded([&] { return run(choices.run); });
  if (*merge_verb) return guarded([&] { return merge(choices.merge); });
  if (*verify_verb) return guarded([&] { return verify(choices.verify); });
  if (*compare_verb) return guarded([&] { return compare(choices.compare); });
  if (*backtest_verb) return guarded([&] { return backtest(choices.backtest); });
  if (*fit_verb) return guarded([&] { return fit(choices.fit); });
  if (*sweep_verb) return guarded([&] { return sweep(choices.sweep); });
  if (*search_verb) return guarded([&] { return search(choices.search); });
  if (*report_verb) return guarded([&] { return report(choices.report); });
  if (*export_verb) return guarded([&] { return export_result(choices.exported); });
  if (*explain_verb) return guarded([&] { return explain(choices.explain); });
  if (*describe_verb) return guarded([&] { return describe(choices.describe); });
  if (*list_verb) return guarded([&] { return list(choices.list); });
  if (*explain_key_verb) return guarded([&] { return explain_key(choices.explain_key); });
  if (*schema_verb) return guarded([&] { return schema(choices.schema); });
  return guarded([&] { return pathway(choices.pathway); });
}

}  // namespace casetide::app
