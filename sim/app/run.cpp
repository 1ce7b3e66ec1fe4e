// casetide run: every plan and replication in a process of its own, shards, and the merged result.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "models/offered_work.hpp"
#include "output/comparison.hpp"
#include "output/result_file.hpp"
#include "output/whole_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/event_logs.hpp"
#include "sim/app/outline.hpp"
#include "sim/app/precision_rule.hpp"
#include "sim/app/replication_pool.hpp"
#include "sim/app/replicator.hpp"
#include "sim/app/run_record.hpp"
#include "sim/app/terminal.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using sim::ExitCode;

void keep_plans(models::Scenario& scenario, const std::vector<std::string>& wanted) {
  if (wanted.empty()) return;
  std::vector<std::string> known;
  for (const models::Plan& plan : scenario.plans) known.push_back(plan.name);
  std::vector<models::Plan> kept;
  for (const std::string& name : wanted) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end())
      sim::refuse_usage(fmt::format("--plans: the scenario has no plan `{}`; it has {}", name, fmt::join(known, ", ")));
    kept.push_back(scenario.plans[static_cast<std::size_t>(found - known.begin())]);
  }
  scenario.plans = std::move(kept);
}

models::Scenario scenario_to_run(models::Scenario scenario, const RunOptions& options) {
  keep_plans(scenario, options.plans);
  if (options.replications) {
    scenario.replications = *options.replications;
    scenario.precision.reset();
  }
  if (options.seed) scenario.seed = *options.seed;
  return scenario;
}

// --- parts ----------------------------------------------------------------------------------------------------------

constexpr int most_parts = 500;  // merge holds them open, all at once

/// "2/5", or nothing for the whole run.
std::optional<output::Part> wanted_part(const std::string& text) {
  if (text.empty()) return std::nullopt;
  output::Part part;
  const char* const end = text.data() + text.size();
  const auto number = std::from_chars(text.data(), end, part.number);
  const bool divided = number.ec == std::errc{} && number.ptr != end && *number.ptr == '/';
  const auto of = std::from_chars(divided ? number.ptr + 1 : end, end, part.of);
  if (!divided || of.ec != std::errc{} || of.ptr != end || part.number < 1 || part.number > part.of ||
      part.of > most_parts)
    sim::refuse_usage(fmt::format(
        "--shard {}: expected the number of the part and how many there are, at most {}, as 2/5", text, most_parts));
  return part;
}

void check_part(const output::Part& part, const models::Scenario& scenario) {
  if (scenario.precision)
    sim::refuse_usage(
        "--shard: the scenario asks for a precision, and how many replications that takes shows only when all of them "
        "are together; say how many with --replications");
  if (part.of > scenario.replications)
    sim::refuse_usage(fmt::format("--shard {}/{}: there are only {} replications to share out", part.number, part.of,
                                  scenario.replications));
}

void check_events(const RunOptions& options) {
  if (!options.events.empty() && !options.shard.empty())
    sim::refuse_usage(
        "--events: a part is no result whose replications can be run again; leave out --shard, and run the one plan "
        "with --plans, the same --seed, and --replications up to the one you want: the same things happen in it");
}

// --- files ----------------------------------------------------------------------------------------------------------

/// "results/county.h5", and of a part "results/county.2-of-5.h5": parts of one run never have the same file.
fs::path output_path(const RunOptions& options, const std::optional<output::Part>& part) {
  fs::path path = options.output;
  if (path.empty()) path = fs::path("results") / options.scenario.filename().replace_extension(".h5");
  if (!part) return path;
  const std::string name = path.extension() == ".h5" ? path.stem().string() : path.filename().string();
  return path.replace_filename(fmt::format("{}.{}-of-{}.h5", name, part->number, part->of));
}

fs::path parts_folder(const fs::path& result) { return fs::path(result.string() + ".parts"); }

// --- the run --------------------------------------------------------------------------------------------------------

class Run {
 public:
  Run(const RunOptions& options, const models::Scenario& scenario, const scenarios::ScenarioVariants& variants,
      const std::optional<output::Part>& part, const std::vector<Task>& logs)
      : options_(options),
        scenario_(scenario),
        part_(part),
        logs_(logs),
        identity_(output::identity_of(scenario)),
        result_(output_path(options, part)),
        shards_(parts_folder(result_)),
        replicator_(scenario, variants, options.watch),
        pool_(scenario, options.jobs, options.manner.quiet),
        record_(shards_ / "progress.jsonl", identity_, part) {}

  ExitCode run() {
    if (!options_.resume) output::remove_folder(shards_);
    output::make_folder(shards_);
    record_.started(pool_.jobs());
    const ExitCode code = scenario_.precision ? run_until_precise() : run_fixed_number();
    if (code == ExitCode::done) {
      finish();
      return logs_.empty() ? code : write_event_logs(logs_, result_, scenario_, options_);
    }
    fmt::print(stderr,
               "casetide: no result written; finished replications are kept in {}; run the same command with --resume "
               "to go on\n",
               shards_.string());
    return code;
  }

 private:
  ExitCode run_fixed_number() {
    numbers_ = output::replications_of(part_.value_or(output::Part{}), scenario_.replications);
    return run_batch(numbers_);
  }

  /// Looks at replications in their order only, so that it comes to the same end however the run went.
  ExitCode run_until_precise() {
    PrecisionRule rule(scenario_, replicator_.layout());
    for (int until = rule.first_batch();; until = rule.next_batch(until)) {
      std::vector<int> batch;
      for (auto number = static_cast<int>(numbers_.size()); number < until; ++number) batch.push_back(number);
      const ExitCode code = run_batch(batch);
      if (code != ExitCode::done) return code;
      numbers_.insert(numbers_.end(), batch.begin(), batch.end());
      for (const Task& task : tasks_of(batch))
        rule.add(task.plan, output::read_trace(shard_of(task), replicator_.layout(), 0, 0));
      const bool met = rule.look().is_met;
      record_.looked(rule.json());
      if (!met && rule.next_batch(until) > until) continue;
      identity_.replications = until;
      if (!options_.manner.quiet) fmt::print(stderr, "{}{}\n", met ? "" : "casetide: ", rule.words());
      return ExitCode::done;
    }
  }

  /// Runs these replications of every plan, as far as they are not there already.
  ExitCode run_batch(const std::vector<int>& numbers) {
    const std::vector<Task> tasks = still_to_do(tasks_of(numbers));
    const sim::PoolResult ran = pool_.run(
        tasks,
        [&](std::size_t number, sim::TaskPage& page) {
          const Task& task = tasks[number];
          const output::Trace trace = replicator_.run(task.plan, task.replication, page);
          output::write_shard(shard_of(task), scenario_, identity_, task.plan, task.replication, trace);
        },
        [&](std::size_t number, const sim::TaskEnd& end) { record_.ended(tasks[number], end); });
    return worst_of(ran);
  }

  std::vector<Task> tasks_of(const std::vector<int>& numbers) const {
    std::vector<Task> tasks;
    for (const int number : numbers)
      for (std::size_t plan = 0; plan < scenario_.plans.size(); ++plan) tasks.push_back({plan, number});
    return tasks;
  }

  std::vector<Task> still_to_do(const std::vector<Task>& tasks) {
    if (!options_.resume) return tasks;
    std::vector<Task> left;
    for (const Task& task : tasks)
      if (!output::shard_is_usable(shard_of(task), scenario_, identity_, task.plan, task.replication))
        left.push_back(task);
    const std::size_t kept = tasks.size() - left.size();
    record_.kept(kept);
    if (!options_.manner.quiet && kept > 0)
      fmt::print(stderr, "resuming: {} of {} replications are there already\n", kept, tasks.size());
    return left;
  }

  fs::path shard_of(const Task& task) const {
    return shards_ / fmt::format("{}-{:05}.h5", scenario_.plans[task.plan].name, task.replication);
  }

  void finish() {
    std::vector<fs::path> shards;
    for (const Task& task : tasks_of(numbers_)) shards.push_back(shard_of(task));
    output::merge(shards, scenario_, identity_, result_, part_);
    record_.finished(result_.filename().string());
    write_manifest_or_say_so(result_, [this] { record_.write_manifest(result_, identity_.replications); });
    output::remove_folder(shards_);
    if (options_.manner.quiet) return;
    fmt::print(stderr, "wrote {}\n", result_.string());
    if (part_)
      fmt::print(stderr, "part {} of {}: casetide merge joins them\n", part_->number, part_->of);
    else
      show_summary();
  }

  void show_summary() const {
    const output::Comparison comparison = output::compare(output::read_result(result_, output::measures_compared()),
                                                          output::options_of(scenario_, identity_));
    if (!comparison.warm_up.empty()) fmt::print(stderr, "casetide: {}\n", comparison.warm_up);
    fmt::print("{}", output::summary_text(comparison, {.colour = colours(options_.manner)}));
    fmt::print(stderr, "casetide compare {} says more\n", result_.string());
  }

  const RunOptions& options_;
  const models::Scenario& scenario_;
  const std::optional<output::Part> part_;
  const std::vector<Task> logs_;  // replications whose events are wanted
  output::RunIdentity identity_;
  const fs::path result_;
  const fs::path shards_;  // the folder they stand in
  const Replicator replicator_;
  ReplicationPool pool_;
  RunRecord record_;
  std::vector<int> numbers_;  // of the replications that the result has
};

void warn_of_few(const models::Scenario& scenario, const Manner& manner) {
  if (manner.quiet || scenario.replications >= 10) return;
  fmt::print(stderr, "casetide: {} replications are few: differences between plans will be uncertain\n",
             scenario.replications);
}

void warn_of_overload(const models::Scenario& scenario, const Manner& manner) {
  if (manner.quiet) return;
  for (const std::string& line : models::outlook(scenario).overload) fmt::print(stderr, "casetide: {}\n", line);
}

}  // namespace

ExitCode run(const RunOptions& options) {
  const std::optional<output::Part> part = wanted_part(options.shard);
  const auto variants = scenarios::ScenarioVariants::of_file(options.scenario);
  const models::Scenario scenario = scenario_to_run(variants.written(), options);
  if (part) check_part(*part, scenario);
  check_events(options);
  const std::vector<Task> logs = event_logs_wanted(options.events, scenario);
  if (options.dry_run) {
    fmt::print("{}result would be {}\n", outline(scenario, models::outlook(scenario)),
               output_path(options, part).string());
    if (!logs.empty())
      fmt::print("{} event log{} would be in {}\n", logs.size(), logs.size() == 1 ? "" : "s",
                 (event_logs_folder(output_path(options, part)) / "").string());
    return ExitCode::done;
  }
  warn_of_few(scenario, options.manner);
  warn_of_overload(scenario, options.manner);
  return Run(options, scenario, variants, part, logs).run();
}

}  // namespace casetide::app
