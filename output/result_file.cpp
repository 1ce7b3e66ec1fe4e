#include "output/result_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "output/check_in_child.hpp"
#include "output/checksum.hpp"
#include "output/whole_file.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

using sim::ExitCode;
using sim::OutputError;
namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& message) {
  throw OutputError(ExitCode::bad_input, fmt::format("{}: {}", path.string(), message));
}

/// Writes traces into the arrays of a frame, in the order of plans and then replications, and their checksums last.
class ArrayWriter {
 public:
  ArrayWriter(Hdf5File& file, const Layout& layout) : file_(file), arrays_(arrays_of(layout)), sums_(arrays_.size()) {}

  void add(std::size_t plan, std::size_t replication, const Trace& trace) {
    for (std::size_t place = 0; place < arrays_.size(); ++place) {
      const ArrayEntry& array = arrays_[place];
      const std::vector<double>& values = array.of(trace);
      if (values.size() != array.row())
        throw sim::ModelError(
            fmt::format("{}: a trace with {} values; {} expected", array.name, values.size(), array.row()));
      file_.write_slab(array.name, slab_of(array, plan, replication), values);
      sums_[place].add_values(std::span<const double>(values));
    }
  }
  void finish() {
    for (std::size_t place = 0; place < arrays_.size(); ++place)
      file_.set_attribute(arrays_[place].name, checksum_attribute, sums_[place].hex());
  }

 private:
  Hdf5File& file_;
  std::vector<ArrayEntry> arrays_;
  std::vector<Checksum> sums_;  // by array
};

Trace read_trace(const Hdf5File& file, const Layout& layout, std::size_t plan, std::size_t replication) {
  Trace trace;
  for (const ArrayEntry& array : arrays_of(layout))
    array.of(trace) = file.read_slab(array.name, slab_of(array, plan, replication));
  return trace;
}

void check_array(const Hdf5File& file, const ArrayEntry& array, const Frame& frame) {
  if (file.shape(array.name) != shape_of(array, frame))
    refuse(file.path(), array.name + ": its axes are not those of the file");
  Checksum sum;
  for (std::size_t plan = 0; plan < frame.identity.plans.size(); ++plan)
    for (std::size_t replication = 0; replication < frame.replications.size(); ++replication) {
      const auto values = file.read_slab(array.name, slab_of(array, plan, replication));
      sum.add_values(std::span<const double>(values));
    }
  if (file.text_attribute(array.name, checksum_attribute) != sum.hex())
    refuse(file.path(), array.name + ": damaged: its checksum does not match");
}

/// Reads all there is, one replication at a time, and returns the frame when all of it is sound.
Frame read_everything(const fs::path& path) {
  const Hdf5File file = Hdf5File::open(path);
  Frame frame = read_frame(file);
  for (const ArrayEntry& array : arrays_of(frame.layout)) check_array(file, array, frame);
  return frame;
}

/// The shard must be one that this scenario, seed and program would write again.
void check_same_run(const fs::path& path, const Frame& shard, const Layout& layout, const RunIdentity& identity) {
  if (shard.content != Frame::Content::shard || shard.identity.plans.size() != 1 || shard.replications.size() != 1)
    refuse(path, "expected one replication of one plan");
  const RunIdentity& theirs = shard.identity;
  if (theirs.scenario_sha256 != identity.scenario_sha256) refuse(path, "belongs to another scenario");
  if (theirs.seed != identity.seed)
    refuse(path, fmt::format("was run with seed {}, not {}", theirs.seed, identity.seed));
  if (theirs.software_version != identity.software_version)
    refuse(path, fmt::format("was written by version {}, not {}", theirs.software_version, identity.software_version));
  if (!same_chances(theirs, identity)) refuse(path, "was written by another build of the program");
  if (shard.layout != layout) refuse(path, "has other axes than the scenario");
}

Frame shard_frame(const models::Scenario& scenario, const RunIdentity& identity, std::size_t plan, int replication) {
  Frame frame{Frame::Content::shard, identity, {replication}, layout_of(scenario)};
  frame.identity.plans = {identity.plans.at(plan)};
  return frame;
}

constexpr unsigned seconds_for_a_shard = 10;

/// Large results take longer: at least 10 MB are read in a second.
unsigned seconds_for(const fs::path& path) {
  std::error_code none;
  const std::uintmax_t size = fs::file_size(path, none);
  return seconds_for_a_shard + (none ? 0 : static_cast<unsigned>(size / 10'000'000));
}

/// The shards that a result is made of, by (plan, replication number): the order in which they are copied.
class ShardSet {
 public:
  ShardSet(const RunIdentity& identity, const Layout& layout) : identity_(identity), layout_(layout) {}

  void add(const fs::path& path) {
    check_in_child(path, seconds_for_a_shard, [&] { check_same_run(path, read_everything(path), layout_, identity_); });
    const Frame frame = read_frame(Hdf5File::open(path));
    const auto place = std::pair{place_of_plan(path, frame.identity.plans.front().name), frame.replications.front()};
    const auto [other, added] = shards_.emplace(place, path);
    if (!added) refuse(path, "the same replication of the same plan as " + other->second.string());
  }

  /// Numbers of the replications: the same in every plan, and as many as the run has.
  std::vector<int> replications() const {
    std::vector<int> numbers;
    for (const auto& [place, path] : shards_)
      if (place.first == 0) numbers.push_back(place.second);
    for (std::size_t plan = 0; plan < identity_.plans.size(); ++plan)
      for (const int number : numbers) expect(plan, number);
    const std::size_t expected = static_cast<std::size_t>(identity_.replications) * identity_.plans.size();
    if (numbers.empty() || shards_.size() != expected)
      throw OutputError(ExitCode::bad_input,
                        fmt::format("the run has {} plans with {} replications each: {} shards; {} "
                                    "were given",
                                    identity_.plans.size(), identity_.replications, expected, shards_.size()));
    return numbers;
  }

  const std::map<std::pair<std::size_t, int>, fs::path>& by_place() const { return shards_; }

 private:
  std::size_t place_of_plan(const fs::path& path, const std::string& name) const {
    const auto& plans = identity_.plans;
    const auto found = std::ranges::find(plans, name, &PlanName::name);
    if (found == plans.end()) refuse(path, fmt::format("belongs to plan {}, which is not part of this run", name));
    return static_cast<std::size_t>(found - plans.begin());
  }
  void expect(std::size_t plan, int number) const {
    if (shards_.contains({plan, number})) return;
    throw OutputError(ExitCode::bad_input, fmt::format("the shard of plan {}, replication {} is missing",
                                                       identity_.plans[plan].name, number));
  }

  const RunIdentity& identity_;
  const Layout& layout_;
  std::map<std::pair<std::size_t, int>, fs::path> shards_;
};

}  // namespace

void write_shard(const fs::path& path, const models::Scenario& scenario, const RunIdentity& identity, std::size_t plan,
                 int replication, const Trace& trace) {
  const Frame frame = shard_frame(scenario, identity, plan, replication);
  write_whole_file(path, [&](Hdf5File& file) {
    write_frame(file, frame);
    ArrayWriter arrays(file, frame.layout);
    arrays.add(0, 0, trace);
    arrays.finish();
  });
}

bool shard_is_usable(const fs::path& path, const models::Scenario& scenario, const RunIdentity& identity,
                     std::size_t plan, int replication) {
  const Frame expected = shard_frame(scenario, identity, plan, replication);
  try {
    check_in_child(path, seconds_for_a_shard, [&] {
      const Frame found = read_everything(path);
      check_same_run(path, found, expected.layout, expected.identity);
      if (found.identity.plans != expected.identity.plans || found.replications != expected.replications)
        refuse(path, "another plan or replication");
    });
  } catch (const OutputError& error) {
    if (error.code() == ExitCode::internal_error) throw;
    return false;
  }
  return true;
}

void merge(std::span<const fs::path> shards, const models::Scenario& scenario, const RunIdentity& identity,
           const fs::path& result) {
  const Layout layout = layout_of(scenario);
  ShardSet set(identity, layout);
  for (const fs::path& shard : shards) set.add(shard);
  const Frame frame{Frame::Content::result, identity, set.replications(), layout};

  write_whole_file(result, [&](Hdf5File& file) {
    write_frame(file, frame);
    ArrayWriter arrays(file, layout);
    for (std::size_t done = 0; const auto& [place, path] : set.by_place()) {
      const std::size_t replication = done++ % frame.replications.size();
      arrays.add(place.first, replication, read_trace(Hdf5File::open(path), layout, 0, 0));
    }
    arrays.finish();
  });
}

Result::Result(const fs::path& path) : file_(Hdf5File::open(path)), frame_(read_frame(file_)) {}

Trace Result::trace(std::size_t plan, std::size_t replication) const {
  return read_trace(file_, layout(), plan, replication);
}

Result read_result(const fs::path& path) {
  check_in_child(path, seconds_for(path), [&path] {
    if (read_everything(path).content == Frame::Content::shard)
      refuse(path, "one part of a run, not its result; join the parts with casetide merge");
  });
  return Result(path);
}

}  // namespace casetide::output
