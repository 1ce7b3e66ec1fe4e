#include "output/result_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <sstream>
#include <utility>

#include "output/check_in_child.hpp"
#include "output/checked_values.hpp"
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
    share_draws(plan, replication, trace.draws);
    for (std::size_t place = 0; place < arrays_.size(); ++place) {
      const ArrayEntry& array = arrays_[place];
      if (plan > 0 && !array.by_plan) continue;
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
  /// The first plan's draws are those of every plan.
  void share_draws(std::size_t plan, std::size_t replication, const std::vector<double>& draws) {
    if (plan == 0) draws_.push_back(draws);
    if (draws_.at(replication) != draws)
      refuse(file_.path(), fmt::format("the plans have not shared the draws of replication {}", replication));
  }

  Hdf5File& file_;
  std::vector<ArrayEntry> arrays_;
  std::vector<Checksum> sums_;              // by array
  std::vector<std::vector<double>> draws_;  // [replication, assumption]
};

Trace trace_in(const Hdf5File& file, const Layout& layout, std::size_t plan, std::size_t replication) {
  Trace trace;
  for (const ArrayEntry& array : arrays_of(layout))
    array.of(trace) = file.read_slab(array.name, slab_of(array, plan, replication));
  return trace;
}

/// Reads all of the array; says whether its values are those that were written. `keep(plan, replication, values)` may
/// keep them.
template <typename Keep>
bool array_is_sound(const Hdf5File& file, const ArrayEntry& array, const Frame& frame, Keep keep) {
  if (file.shape(array.name) != shape_of(array, frame))
    refuse(file.path(), array.name + ": its axes are not those of the file");
  Checksum sum;
  const std::size_t plans = array.by_plan ? frame.identity.plans.size() : 1;
  for (std::size_t plan = 0; plan < plans; ++plan)
    for (std::size_t replication = 0; replication < frame.replications.size(); ++replication) {
      const auto values = file.read_slab(array.name, slab_of(array, plan, replication));
      sum.add_values(std::span<const double>(values));
      keep(plan, replication, values);
    }
  return file.text_attribute(array.name, checksum_attribute) == sum.hex();
}

bool array_is_sound(const Hdf5File& file, const ArrayEntry& array, const Frame& frame) {
  return array_is_sound(file, array, frame, [](std::size_t, std::size_t, const std::vector<double>&) {});
}

/// Reads all there is, one replication at a time.
FoundResult read_as_it_stands(const fs::path& path) {
  const Hdf5File file = Hdf5File::open(path);
  FoundResult found{read_frame(file), {}};
  for (const ArrayEntry& array : arrays_of(found.frame.layout))
    if (!array_is_sound(file, array, found.frame)) found.changed.push_back(array.name);
  return found;
}

/// ... and returns the frame when all of it is sound.
Frame read_everything(const fs::path& path) {
  FoundResult found = read_as_it_stands(path);
  if (!found.changed.empty()) refuse(path, found.changed.front() + ": damaged: its checksum does not match");
  return std::move(found.frame);
}

/// The arrays dealt out to parts of about the same size, the largest first.
std::vector<ArrayEntry> part_of_arrays(std::vector<ArrayEntry> arrays, std::size_t part, std::size_t parts) {
  std::ranges::stable_sort(arrays, std::ranges::greater{}, &ArrayEntry::row);
  std::vector<std::size_t> sizes(parts);
  std::vector<ArrayEntry> mine;
  for (ArrayEntry& array : arrays) {
    const auto least = std::ranges::min_element(sizes);
    *least += array.row();
    if (least - sizes.begin() == static_cast<std::ptrdiff_t>(part)) mine.push_back(std::move(array));
  }
  return mine;
}

/// Reads one of so many parts of the arrays, refuses what is not sound, and keeps in `values` what is wanted of them.
Frame read_part_of_arrays(const fs::path& path, std::size_t part, std::size_t parts, const CheckedValues& values) {
  const Hdf5File file = Hdf5File::open(path);
  Frame frame = read_frame(file);
  for (const ArrayEntry& array : part_of_arrays(arrays_of(frame.layout), part, parts)) {
    double* place = values.place_of(frame, array);
    const bool is_sound =
        array_is_sound(file, array, frame, [&](std::size_t, std::size_t, const std::vector<double>& read) {
          if (place) place = std::ranges::copy(read, place).out;
        });
    if (!is_sound) refuse(path, array.name + ": damaged: its checksum does not match");
  }
  return frame;
}

void expect_whole_run(const fs::path& path, const Frame& frame) {
  if (frame.content == Frame::Content::shard)
    refuse(path, "one replication of a run, not its result; run it again with --resume to finish it");
  if (frame.content == Frame::Content::part)
    refuse(path,
           fmt::format("part {} of {} of a run, not its result; join the parts first: casetide merge PART... -o RESULT",
                       frame.part.number, frame.part.of));
}

/// The file must be one that this scenario, seed and program would write again.
void check_same_chances(const fs::path& path, const RunIdentity& theirs, const RunIdentity& identity) {
  if (theirs.scenario_sha256 != identity.scenario_sha256) refuse(path, "belongs to another scenario");
  if (theirs.seed != identity.seed)
    refuse(path, fmt::format("was run with seed {}, not {}", theirs.seed, identity.seed));
  if (theirs.software_version != identity.software_version)
    refuse(path, fmt::format("was written by version {}, not {}", theirs.software_version, identity.software_version));
  if (!same_chances(theirs, identity)) refuse(path, "was written by another build of the program");
}

void check_same_run(const fs::path& path, const Frame& shard, const Layout& layout, const RunIdentity& identity) {
  if (shard.content != Frame::Content::shard || shard.identity.plans.size() != 1 || shard.replications.size() != 1)
    refuse(path, "expected one replication of one plan");
  check_same_chances(path, shard.identity, identity);
  if (shard.layout != layout) refuse(path, "has other axes than the scenario");
}

Frame shard_frame(const models::Scenario& scenario, const RunIdentity& identity, std::size_t plan, int replication) {
  Frame frame{Frame::Content::shard, identity, {replication}, layout_of(scenario)};
  frame.identity.plans = {identity.plans.at(plan)};
  return frame;
}

constexpr unsigned seconds_for_a_shard = 10;

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

  /// All of these replications of every plan, and no others.
  void expect(const std::vector<int>& replications) const {
    for (std::size_t plan = 0; plan < identity_.plans.size(); ++plan)
      for (const int number : replications)
        if (!shards_.contains({plan, number}))
          throw OutputError(ExitCode::bad_input, fmt::format("the shard of plan {}, replication {} is missing",
                                                             identity_.plans[plan].name, number));
    for (const auto& [place, path] : shards_)
      if (!std::ranges::binary_search(replications, place.second))
        refuse(path, fmt::format("replication {} is not one of those to join", place.second));
  }

  const std::map<std::pair<std::size_t, int>, fs::path>& by_place() const { return shards_; }

 private:
  std::size_t place_of_plan(const fs::path& path, const std::string& name) const {
    const auto& plans = identity_.plans;
    const auto found = std::ranges::find(plans, name, &PlanName::name);
    if (found == plans.end()) refuse(path, fmt::format("belongs to plan {}, which is not part of this run", name));
    return static_cast<std::size_t>(found - plans.begin());
  }

  const RunIdentity& identity_;
  const Layout& layout_;
  std::map<std::pair<std::size_t, int>, fs::path> shards_;
};

/// The parts that a result is made of, each checked by itself and against the first that was given.
class PartSet {
 public:
  explicit PartSet(std::span<const fs::path> paths) {
    for (const fs::path& path : paths) add(path);
    for (int number = 1; number <= first_.part.of; ++number)
      if (!parts_.contains(number))
        throw OutputError(ExitCode::bad_input,
                          fmt::format("part {} of {} is missing; {} is part {} of that run", number, first_.part.of,
                                      paths.front().string(), first_.part.number));
  }

  Frame whole() const {
    const RunIdentity& run = first_.identity;
    return {Frame::Content::result, run, replications_of({}, run.replications), first_.layout};
  }

  /// In the order of their numbers.
  std::vector<Hdf5File> open() const {
    std::vector<Hdf5File> files;
    files.reserve(parts_.size());
    for (const auto& [number, path] : parts_) files.push_back(Hdf5File::open(path));
    return files;
  }

 private:
  void add(const fs::path& path) {
    check_in_child(path, seconds_to_read(path), [&path] { check_part(path, read_everything(path)); });
    Frame frame = read_frame(Hdf5File::open(path));
    if (parts_.empty()) first_ = frame;
    check_same_run_as_first(path, frame);
    const auto [other, added] = parts_.emplace(frame.part.number, path);
    if (!added) refuse(path, fmt::format("part {}, as {} is", frame.part.number, other->second.string()));
  }

  static void check_part(const fs::path& path, const Frame& frame) {
    if (frame.content == Frame::Content::result) refuse(path, "a whole result, not a part that run --shard wrote");
    if (frame.content == Frame::Content::shard) refuse(path, "one replication, not a part that run --shard wrote");
    if (frame.replications != replications_of(frame.part, frame.identity.replications))
      refuse(path,
             fmt::format("damaged: its replications are not those of part {} of {}", frame.part.number, frame.part.of));
  }

  void check_same_run_as_first(const fs::path& path, const Frame& frame) const {
    check_same_chances(path, frame.identity, first_.identity);
    if (frame.identity.plans != first_.identity.plans) refuse(path, "has other plans than the first part");
    if (frame.identity.replications != first_.identity.replications)
      refuse(path, fmt::format("is part of a run with {} replications, not {}", frame.identity.replications,
                               first_.identity.replications));
    if (frame.part.of != first_.part.of)
      refuse(path, fmt::format("is one of {} parts, not of {}", frame.part.of, first_.part.of));
    if (frame.layout != first_.layout) refuse(path, "has other axes than the first part");
  }

  Frame first_;
  std::map<int, fs::path> parts_;  // by number
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
           const fs::path& result, const std::optional<Part>& part) {
  const Layout layout = layout_of(scenario);
  ShardSet set(identity, layout);
  for (const fs::path& shard : shards) set.add(shard);
  Frame frame{Frame::Content::result, identity, replications_of(part.value_or(Part{}), identity.replications), layout};
  if (part) frame.content = Frame::Content::part, frame.part = *part;
  set.expect(frame.replications);

  write_whole_file(result, [&](Hdf5File& file) {
    write_frame(file, frame);
    ArrayWriter arrays(file, layout);
    for (std::size_t done = 0; const auto& [place, path] : set.by_place()) {
      const std::size_t replication = done++ % frame.replications.size();
      arrays.add(place.first, replication, read_trace(path, layout, 0, 0));
    }
    arrays.finish();
  });
}

RunIdentity merge_parts(std::span<const fs::path> paths, const fs::path& result) {
  const PartSet set(paths);
  const Frame frame = set.whole();
  const std::vector<Hdf5File> parts = set.open();
  write_whole_file(result, [&](Hdf5File& file) {
    write_frame(file, frame);
    ArrayWriter arrays(file, frame.layout);
    for (std::size_t plan = 0; plan < frame.identity.plans.size(); ++plan)
      for (std::size_t replication = 0; replication < frame.replications.size(); ++replication)
        arrays.add(plan, replication,
                   trace_in(parts[replication % parts.size()], frame.layout, plan, replication / parts.size()));
    arrays.finish();
  });
  return frame.identity;
}

Trace read_trace(const fs::path& path, const Layout& layout, std::size_t plan, std::size_t replication) {
  return trace_in(Hdf5File::open(path), layout, plan, replication);
}

Result::Result(const fs::path& path, std::shared_ptr<const CheckedValues> values)
    : file_(Hdf5File::open(path)), frame_(read_frame(file_)), values_(std::move(values)) {
  for (const ArrayEntry& array : arrays_of(layout())) kept_.push_back(values_->place_of(frame_, array));
}

Trace Result::trace(std::size_t plan, std::size_t replication) const {
  return trace_in(file_, layout(), plan, replication);
}

Trace Result::trace(std::size_t plan, std::size_t replication, std::span<const models::Measure> wanted) const {
  Trace trace;
  const std::vector<ArrayEntry> arrays = arrays_of(layout());
  const std::size_t before = plan * replications().size() + replication;
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    std::vector<double>& into = arrays[i].of(trace);
    if (arrays[i].measure && std::ranges::find(wanted, *arrays[i].measure) == wanted.end())
      into.assign(arrays[i].row(), std::numeric_limits<double>::quiet_NaN());
    else if (const double* kept = kept_[i])
      into.assign(kept + before * arrays[i].row(), kept + (before + 1) * arrays[i].row());
    else
      into = file_.read_slab(arrays[i].name, slab_of(arrays[i], plan, replication));
  }
  return trace;
}

Result read_result(const fs::path& path, std::span<const models::Measure> wanted) {
  const auto values = std::make_shared<const CheckedValues>(wanted);
  const auto half = [&](std::size_t part) {
    return [&, part] { expect_whole_run(path, read_part_of_arrays(path, part, 2, *values)); };
  };
  check_in_children(path, seconds_to_read(path), {half(0), half(1)});
  return Result(path, values);
}

Result open_result(const fs::path& path) {
  return Result(path, std::make_shared<const CheckedValues>(std::span<const models::Measure>()));
}

FoundResult read_found_result(const fs::path& path) {
  const std::string changed = find_in_child(path, seconds_to_read(path), [&path] {
    const FoundResult found = read_as_it_stands(path);
    expect_whole_run(path, found.frame);
    return fmt::format("{}", fmt::join(found.changed, "\n"));
  });
  FoundResult found{read_frame(Hdf5File::open(path)), {}};
  std::istringstream names(changed);
  for (std::string name; std::getline(names, name);) found.changed.push_back(name);
  return found;
}

}  // namespace casetide::output
