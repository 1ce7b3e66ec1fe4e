// What happened while a run ran, for those who watch it, and afterwards the manifest beside its result. Everything that
// differs from one run to the next (clocks, machine) stands here and nowhere in the result. See output/FORMAT.md.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "output/identity.hpp"
#include "sim/app/replication_pool.hpp"
#include "sim/process_pool.hpp"

namespace casetide::app {

/// "results/county.h5" -> "results/county.manifest.json"
std::filesystem::path manifest_path(const std::filesystem::path& result);

class RunRecord {
 public:
  /// Appends to `progress`, one JSON line for each event. Nothing is lost but the line where it cannot be written.
  RunRecord(std::filesystem::path progress, const output::RunIdentity& identity,
            const std::optional<output::Part>& part);

  void started(int jobs);
  /// So many replications, over all plans, stood there already and are not run again.
  void kept(std::size_t count);
  void ended(const Task& task, const sim::TaskEnd& end);
  /// How narrow the intervals are after so many replications of each plan.
  void looked(const nlohmann::ordered_json& found);
  void finished(const std::string& result);

  /// Of the finished file, which is read for its hash; `replications` is how many there are of each plan.
  void write_manifest(const std::filesystem::path& result, int replications) const;

 private:
  using Clock = std::chrono::system_clock;
  void say(const nlohmann::ordered_json& event) const;
  double seconds() const;

  std::filesystem::path progress_;
  output::RunIdentity identity_;
  std::optional<output::Part> part_;
  Clock::time_point started_ = Clock::now();
  int jobs_ = 0;
  std::size_t kept_ = 0;
  std::size_t done_ = 0;
  std::map<std::pair<std::size_t, int>, double> seconds_;  // by (plan, replication)
  std::string looked_;                                     // the last look, as JSON; empty where there was none
};

/// A result without its manifest is a whole result: where `write` throws, that is said and no manifest is left.
void write_manifest_or_say_so(const std::filesystem::path& result, const std::function<void()>& write);

/// For a result that was joined from these parts.
void write_manifest_of_merge(const std::filesystem::path& result, const std::vector<std::filesystem::path>& parts,
                             const output::RunIdentity& identity);

}  // namespace casetide::app
