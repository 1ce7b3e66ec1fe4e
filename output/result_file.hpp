// A run's files: one shard for each replication of each plan, and the result that they are merged into.
// Layout and contract: FORMAT.md. Errors are sim::OutputError, with the exit code that fits.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "output/hdf5_file.hpp"
#include "output/identity.hpp"
#include "output/layout.hpp"
#include "output/result_frame.hpp"
#include "output/trace.hpp"

namespace casetide::output {

/// One replication of the plan at place `plan` of `identity.plans`. The folder must exist.
void write_shard(const std::filesystem::path& path, const models::Scenario& scenario, const RunIdentity& identity,
                 std::size_t plan, int replication, const Trace& trace);

/// Whether the file is a whole, undamaged shard of this plan and replication that this scenario, seed and program would
/// write again. Looks in a child process, so that no file can do more than be refused; never throws for a bad file.
bool shard_is_usable(const std::filesystem::path& path, const models::Scenario& scenario, const RunIdentity& identity,
                     std::size_t plan, int replication);

/// Joins the shards, given in any order, of every plan and replication of `identity`, or of the part of it that is
/// wanted. Equal shards give equal bytes. Refuses, with bad_input, a shard of another run, a damaged one, one given
/// twice, a missing one, and plans that did not share the draws of a replication.
void merge(std::span<const std::filesystem::path> shards, const models::Scenario& scenario, const RunIdentity& identity,
           const std::filesystem::path& result, const std::optional<Part>& part = std::nullopt);

/// Joins the parts of a run, given in any order, into the bytes of the whole run; holds one replication in memory.
/// Refuses, with bad_input, what is no part, a part of another run, a damaged one, one given twice, and a missing one.
/// Returns what the run was.
RunIdentity merge_parts(std::span<const std::filesystem::path> parts, const std::filesystem::path& result);

/// One replication of one plan, by their places in a file with these axes; opens and closes the file.
Trace read_trace(const std::filesystem::path& path, const Layout& layout, std::size_t plan, std::size_t replication);

class CheckedValues;

/// A finished result, open for reading.
class Result {
 public:
  const std::filesystem::path& path() const { return file_.path(); }
  const RunIdentity& identity() const { return frame_.identity; }
  const Layout& layout() const { return frame_.layout; }
  /// Numbers of the replications, ascending.
  const std::vector<int>& replications() const { return frame_.replications; }
  /// By places on the plan and replication axes.
  Trace trace(std::size_t plan, std::size_t replication) const;
  /// ... with these measures only, and the yearly figures and draws; the others are NaN.
  Trace trace(std::size_t plan, std::size_t replication, std::span<const models::Measure> wanted) const;

 private:
  friend Result read_result(const std::filesystem::path&, std::span<const models::Measure>);
  friend Result open_result(const std::filesystem::path&);
  Result(const std::filesystem::path& path, std::shared_ptr<const CheckedValues> values);
  Hdf5File file_;
  Frame frame_;
  std::shared_ptr<const CheckedValues> values_;  // that were kept while the file was checked
  std::vector<const double*> kept_;              // by array: its values, or nullptr
};

/// Reads the whole file in child processes first, and refuses what is missing, incomplete, foreign or damaged.
/// The values of the `wanted` measures are kept meanwhile, where they are few enough, so that they are read only once.
Result read_result(const std::filesystem::path& path, std::span<const models::Measure> wanted = {});

/// A result that this program has written or read a moment ago: is not looked through again.
Result open_result(const std::filesystem::path& path);

/// A result as it stands, also where somebody changed its values after it was written.
struct FoundResult {
  Frame frame;
  std::vector<std::string> changed;  // arrays whose values do not match their checksum
};

/// As read_result, but only lists the arrays with another checksum. Leaves no file open.
FoundResult read_found_result(const std::filesystem::path& path);

}  // namespace casetide::output
