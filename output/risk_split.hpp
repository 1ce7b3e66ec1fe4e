// Time at risk over the whole period, split by missing safeguard and by cause.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "output/reading.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

/// Of one plan: child-days per 100 open child-days over the period, credited by the ladder to one component each.
struct RiskSplit {
  std::array<sim::Interval, models::component_count> by_component;
  std::array<sim::Interval, models::cause_count> by_cause;
  std::array<std::array<double, models::cause_count>, models::component_count> cross{};  // means
};

/// Takes traces as they are read.
class RiskSplitWatch {
 public:
  /// Keeps the layout.
  RiskSplitWatch(const Layout& layout, std::size_t plans);

  void add(std::size_t plan, const Trace& trace);

  /// By plan.
  std::vector<RiskSplit> splits() const;

  /// What is read of each trace.
  static std::span<const models::Measure> measures();

 private:
  /// [component, cause] of one replication.
  using Row = std::array<double, models::component_count * models::cause_count>;

  const Layout& layout_;
  Stretch whole_;
  std::vector<std::vector<Row>> plans_;  // [plan][replication]
};

}  // namespace casetide::output
