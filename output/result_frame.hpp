// Everything in a result file but the values of its measures: axes, labels, units and provenance. See FORMAT.md.
#pragma once

#include <string>
#include <vector>

#include "output/hdf5_file.hpp"
#include "output/identity.hpp"
#include "output/layout.hpp"

namespace casetide::output {

inline constexpr int schema_version = 1;

struct Frame {
  enum class Content { shard, result };  // one replication of one plan, or the whole run
  Content content = Content::result;
  RunIdentity identity;           // a shard names only its own plan
  std::vector<int> replications;  // numbers along the replication axis
  Layout layout;
};

/// Axes, labels, empty arrays for every measure, and provenance; not the mark that the file is complete.
void write_frame(Hdf5File& file, const Frame& frame);

/// Throws sim::OutputError (bad_input) when the file is incomplete, not one of ours, or of a version we do not read.
Frame read_frame(const Hdf5File& file);

/// Where one replication of one plan lies in the measure's array, given their places on the axes.
Slab slab_of(const models::MeasureEntry& measure, const Layout& layout, std::size_t plan, std::size_t replication);

/// [plan, replication, time, axes of the measure]
Shape shape_of(const models::MeasureEntry& measure, const Frame& frame);

}  // namespace casetide::output
