// Everything in a result file but the values of its arrays: axes, labels, units and provenance. See FORMAT.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/hdf5_file.hpp"
#include "output/identity.hpp"
#include "output/layout.hpp"
#include "output/trace.hpp"

namespace casetide::output {

inline constexpr int schema_version = 5;

struct Frame {
  enum class Content { shard, part, result };  // one replication of one plan, a share of the run, or the whole run
  Content content = Content::result;
  RunIdentity identity;           // a shard names only its own plan
  std::vector<int> replications;  // numbers along the replication axis
  Layout layout;
  Part part = {};  // of a part; the whole otherwise
};

/// An array with values for each replication: a measure, the yearly figures or the levels of the warm-up by plan, or
/// the draws that plans share.
struct ArrayEntry {
  std::string name;
  std::vector<std::string> axes;                // after replication: "time", "status"
  Shape sizes;                                  // of those axes
  std::optional<models::Measure> measure = {};  // absent: one of the others
  bool by_plan = true;                          // false of the draws, which have no plan axis
  // Where it stands in a trace and what it is, if it is no measure.
  std::vector<double> Trace::*other = nullptr;
  std::string unit = {};
  std::string meaning = {};

  std::size_t row() const;  // number of values of one replication
  const std::vector<double>& of(const Trace& trace) const;
  std::vector<double>& of(Trace& trace) const;
};

/// All arrays of a file with these axes, in their order there.
std::vector<ArrayEntry> arrays_of(const Layout& layout);

/// Axes, labels, empty arrays, and provenance; not the mark that the file is complete.
void write_frame(Hdf5File& file, const Frame& frame);

/// Throws sim::OutputError (bad_input) when the file is incomplete, not one of ours, or of a version we do not read.
Frame read_frame(const Hdf5File& file);

/// Where one replication of one plan lies in the array, given their places on the axes. `plan` says nothing about an
/// array that plans share.
Slab slab_of(const ArrayEntry& array, std::size_t plan, std::size_t replication);

/// [plan, replication, axes of the array]; without the plan where the array is shared by all
Shape shape_of(const ArrayEntry& array, const Frame& frame);

}  // namespace casetide::output
