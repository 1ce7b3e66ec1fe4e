// casetide verify: runs a result again from the file alone and compares, byte for byte. Writes nothing.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "output/differences.hpp"
#include "output/result_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "sim/app/replay.hpp"
#include "sim/app/replication_pool.hpp"
#include "sim/app/replicator.hpp"

namespace casetide::app {

namespace {

using sim::ExitCode;

constexpr std::size_t told_of_a_replication = 3;  // differences
constexpr std::size_t told_of_all = 5;

/// What is found while a file is verified, and how it is told.
class Verification {
 public:
  Verification(const VerifyOptions& options, const output::Frame& frame) : options_(options), frame_(frame) {}

  void note(std::string difference) { notes_.push_back(std::move(difference)); }
  void note(const Task& task, const sim::TaskEnd& end) {
    count_ += static_cast<std::size_t>(end.count);
    told_[{task.replication, task.plan}] = end.message;
  }

  ExitCode tell(bool was_run) const {
    if (notes_.empty() && told_.empty()) {
      fmt::print("{}: {}, run again: every value as in the file\n", options_.result.string(), what_was_run());
      return ExitCode::done;
    }
    fmt::print("{}: {}: not as in the file\n", options_.result.string(),
               was_run ? what_was_run() + ", run again" : "not run again");
    for (const std::string& difference : notes_) fmt::print("  {}\n", difference);
    tell_values();
    return ExitCode::target_missed;
  }

  std::vector<int> replications() const {
    std::vector<int> numbers = frame_.replications;
    if (options_.replications)
      numbers.resize(std::min(numbers.size(), static_cast<std::size_t>(*options_.replications)));
    return numbers;
  }

 private:
  std::string what_was_run() const {
    const std::size_t ran = replications().size();
    const std::size_t all = frame_.replications.size();
    if (ran == all) return fmt::format("{} plans x {} replications", frame_.identity.plans.size(), all);
    return fmt::format("{} plans x the first {} of {} replications", frame_.identity.plans.size(), ran, all);
  }

  void tell_values() const {
    std::vector<std::string> lines;
    for (const auto& [place, message] : told_)
      for (std::size_t from = 0; from < message.size();) {
        const std::size_t end = std::min(message.find('\n', from), message.size());
        lines.push_back(message.substr(from, end - from));
        from = end + 1;
      }
    lines.resize(std::min(lines.size(), told_of_all));
    for (const std::string& line : lines) fmt::print("  {}\n", line);
    if (count_ > lines.size())
      fmt::print("  ... and {} more; {} of {} replications differ\n", count_ - lines.size(), told_.size(),
                 frame_.identity.plans.size() * replications().size());
  }

  const VerifyOptions& options_;
  const output::Frame& frame_;
  std::vector<std::string> notes_;                           // about the file as a whole
  std::map<std::pair<int, std::size_t>, std::string> told_;  // by replication and plan: its first differences, as lines
  std::size_t count_ = 0;                                    // of values
};

/// In the replication's own process: runs it and throws target_missed, with the first differences, where it differs.
void verify_replication(const Task& task, const Replicator& replicator, const VerifyOptions& options,
                        const output::Frame& frame, sim::TaskPage& page) {
  const auto place =
      static_cast<std::size_t>(std::ranges::find(frame.replications, task.replication) - frame.replications.begin());
  const output::Trace in_run = replicator.run(task.plan, task.replication, page);
  const output::Trace in_file = output::read_trace(options.result, frame.layout, task.plan, place);
  const auto found = output::differences(in_file, in_run, frame, task.plan, place, told_of_a_replication);
  if (found.count == 0) return;
  page.count = static_cast<std::int64_t>(found.count);
  throw sim::OutputError(ExitCode::target_missed, fmt::format("{}", fmt::join(found.first, "\n")));
}

void say_which_version(const output::RunIdentity& file, const VerifyOptions& options) {
  if (file.software_version == CASETIDE_VERSION || options.manner.quiet) return;
  fmt::print(stderr, "casetide: {} was written by version {}; this is {}, whose figures may differ\n",
             options.result.string(), file.software_version, CASETIDE_VERSION);
}

ExitCode run_again(const Replicator& replicator, const VerifyOptions& options, const output::Frame& frame,
                   Verification& verification) {
  std::vector<Task> tasks;
  for (const int number : verification.replications())
    for (std::size_t plan = 0; plan < frame.identity.plans.size(); ++plan) tasks.push_back({plan, number});
  const auto differs = [](const sim::TaskEnd& end) {
    return end.how == sim::TaskEnd::How::threw && static_cast<ExitCode>(end.code) == ExitCode::target_missed &&
           end.count > 0;
  };
  auto code = ExitCode::done;
  ReplicationPool pool(replicator.scenario(), options.jobs, options.manner.quiet);
  const sim::PoolResult ran = pool.run(
      tasks,
      [&](std::size_t number, sim::TaskPage& page) {
        verify_replication(tasks[number], replicator, options, frame, page);
      },
      [&](std::size_t number, const sim::TaskEnd& end) {
        if (differs(end))
          verification.note(tasks[number], end);
        else if (code == ExitCode::done)
          code = worst_of({end});
      },
      differs);
  return code == ExitCode::done && ran.interrupted ? ExitCode::interrupted : code;
}

}  // namespace

ExitCode verify(const VerifyOptions& options) {
  const output::FoundResult found = output::read_found_result(options.result);
  const output::Frame& frame = found.frame;
  say_which_version(frame.identity, options);
  const scenarios::ScenarioVariants variants(frame.identity.resolved_text, options.result.string());
  const models::Scenario scenario = scenario_as_run(variants.written(), frame.identity, options.result);
  const Replicator replicator(scenario, variants);
  const output::RunIdentity again = output::identity_of(scenario);
  const output::Frame expected{output::Frame::Content::result, again, output::replications_of({}, again.replications),
                               replicator.layout()};

  Verification verification(options, frame);
  for (std::string& difference : output::differences(frame, expected)) verification.note(std::move(difference));
  for (const std::string& array : found.changed)
    verification.note(fmt::format("{}: changed after it was written: its checksum does not match", array));
  const bool runs_again = frame.layout == replicator.layout();
  if (runs_again) {
    const ExitCode code = run_again(replicator, options, frame, verification);
    if (code != ExitCode::done) return code;
  }
  return verification.tell(runs_again);
}

}  // namespace casetide::app
