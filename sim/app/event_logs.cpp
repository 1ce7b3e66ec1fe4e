#include "sim/app/event_logs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "output/event_log.hpp"
#include "output/nearest_names.hpp"
#include "output/result_file.hpp"
#include "output/whole_file.hpp"
#include "sim/app/replay.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using sim::ExitCode;

[[noreturn]] void refuse_events(const std::string& message) { sim::refuse_usage("--events " + message); }

std::size_t plan_named(const std::string& name, const models::Scenario& scenario) {
  std::vector<std::string> known;
  for (const models::Plan& plan : scenario.plans) known.push_back(plan.name);
  const auto found = std::ranges::find(known, name);
  if (found == known.end())
    refuse_events(fmt::format("{}: no plan of that name is run; did you mean {}?", name,
                              fmt::join(output::nearest_names(name, known), ", ")));
  return static_cast<std::size_t>(found - known.begin());
}

/// A whole number that ends the text or stands before `mark`; nothing where there is none. Moves `text` behind it.
std::optional<int> number_in(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

struct Numbers {
  int first = 0, last = 0;
};

/// "3" or "0-2".
Numbers numbers_in(const std::string& entry, std::string_view text) {
  const auto first = number_in(text);
  auto last = first;
  if (first && text.starts_with('-')) {
    text.remove_prefix(1);
    last = number_in(text);
  }
  if (!first || !last || !text.empty() || *last < *first)
    refuse_events(entry + ": expected the numbers of replications behind the colon, as 3 or 0-2");
  return {*first, *last};
}

Numbers all_of(const models::Scenario& scenario) { return {0, scenario.replications - 1}; }

void write_log(const Task& task, const fs::path& result, const fs::path& target, sim::TaskPage& page) {
  const Replay replay(output::open_result(result));
  const auto count = output::write_event_log(
      target, replay.scenario(), replay.result().identity(), task.plan, task.replication,
      [&](models::Observer& observer) { replay.run(task.plan, task.replication, observer, page); });
  page.count = static_cast<std::int64_t>(count);
}

/// "1,234,567"
std::string with_commas(std::int64_t count) {
  std::string text = std::to_string(count);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), 1, ',');
  return text;
}

void say_what_was_written(const fs::path& log, const sim::TaskEnd& end) {
  std::error_code none;
  const auto bytes = static_cast<double>(fs::file_size(log, none));
  fmt::print(stderr, "wrote {} ({} events, {:.1f} MB)\n", log.string(), with_commas(end.count), bytes / 1e6);
}

/// What the result has of them.
std::vector<Task> there(const std::vector<Task>& logs, const output::RunIdentity& run,
                        const models::Scenario& scenario) {
  std::vector<Task> found;
  for (const Task& task : logs)
    if (task.replication < run.replications)
      found.push_back(task);
    else
      fmt::print(stderr, "casetide: no event log of plan {}, replication {}: the precision took only {} replications\n",
                 scenario.plans[task.plan].name, task.replication, run.replications);
  return found;
}

}  // namespace

fs::path event_logs_folder(const fs::path& result) {
  const bool plain = result.extension() == ".h5";
  return result.parent_path() / ((plain ? result.stem() : result.filename()).string() + ".events");
}

std::vector<Task> event_logs_wanted(const std::vector<std::string>& wanted, const models::Scenario& scenario) {
  std::set<std::pair<std::size_t, int>> chosen;
  for (const std::string& entry : wanted) {
    const std::size_t colon = entry.find(':');
    const std::size_t plan = plan_named(entry.substr(0, colon), scenario);
    const Numbers numbers =
        colon == std::string::npos ? all_of(scenario) : numbers_in(entry, std::string_view(entry).substr(colon + 1));
    if (numbers.last >= scenario.replications)
      refuse_events(fmt::format("{}: there is no replication {}; they are numbered from 0 to {}", entry, numbers.last,
                                scenario.replications - 1));
    for (int number = numbers.first; number <= numbers.last; ++number) chosen.emplace(plan, number);
  }
  std::vector<Task> tasks;
  for (const auto& [plan, number] : chosen) tasks.push_back({plan, number});
  return tasks;
}

ExitCode write_event_logs(const std::vector<Task>& logs, const fs::path& result, const models::Scenario& scenario,
                          const RunOptions& options) {
  const std::vector<Task> tasks = there(logs, output::open_result(result).identity(), scenario);
  const fs::path folder = event_logs_folder(result);
  const auto path_of = [&](const Task& task) {
    return folder / fmt::format("{}-{:05}.h5", scenario.plans[task.plan].name, task.replication);
  };
  output::make_folder(folder);
  ReplicationPool pool(scenario, options.jobs, options.manner.quiet);
  const sim::PoolResult ran = pool.run(tasks, [&](std::size_t number, sim::TaskPage& page) {
    write_log(tasks[number], result, path_of(tasks[number]), page);
  });
  for (std::size_t number = 0; number < tasks.size(); ++number)
    if (ran.ends[number].how != sim::TaskEnd::How::done)
      fs::remove(path_of(tasks[number]).concat(".partial"));  // of a process that was killed
    else if (!options.manner.quiet)
      say_what_was_written(path_of(tasks[number]), ran.ends[number]);
  const ExitCode code = worst_of(ran);
  if (code != ExitCode::done)
    fmt::print(stderr, "casetide: not all event logs were written; {} is whole\n", result.string());
  return code == ExitCode::done && tasks.size() < logs.size() ? ExitCode::bad_usage : code;
}

}  // namespace casetide::app
