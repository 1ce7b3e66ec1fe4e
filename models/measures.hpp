// The catalogue of what is sampled from a running service: one entry per measure, never renumbered.
// Adding a measure means an entry here and the line in models/sampling.cpp that fills it; files and pages follow.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/safeguard_names.hpp"
#include "sim/time.hpp"

namespace casetide::models {

enum class Axis : std::uint8_t {
  status,
  team,
  component,
  cause,
  contract,
  statistic,
  obligation,
  destination,
  cost_line,
};

/// A level is a value at the sample's instant. A flow accumulates: the service states the total since the run began,
/// recorders store the difference to the previous sample.
enum class Kind : std::uint8_t { level, flow };

enum class Measure : std::uint8_t {
  children,
  caseload,
  caseload_per_worker,
  unallocated,
  children_at_risk,
  time_at_risk,
  time_at_risk_law,
  time_at_risk_gross,
  time_at_risk_equal,
  time_at_risk_status,
  time_at_risk_team,
  leaving_care_at_risk,
  closed_too_soon,
  staff,
  posts,
  available_hours,
  worked_hours,
  open_child_days,
  status_days,
  team_days,
  unallocated_days,
  referrals,
  re_referrals,
  opened,
  closed,
  begun,
  allocations,
  allocation_wait,
  changes_of_worker,
  obligations_met,
  obligations_met_in_time,
  overdue,
  days_overdue,
  vacancies,
  uncovered,
  pressure,
  stress,
  joined,
  left,
  leavers,
  sessions_held,
  hasty_decisions,
  cost,
  available_fte,
  waiting_hours,
};
inline constexpr std::size_t measure_count = 45;

inline constexpr std::array<std::string_view, 4> statistic_names = {"mean", "median", "p90", "max"};

struct MeasureEntry {
  Measure measure;
  std::string_view name;   // of the dataset
  std::vector<Axis> axes;  // after plan, replication, time; row-major
  Kind kind;
  std::string_view unit;  // as files state it: xarray would turn bare "hours" into lengths of time
  std::string_view meaning;
};

/// One entry per measure, in the order of the enumeration.
std::span<const MeasureEntry> measure_catalogue();

/// The state of the service at one instant. `values[m]` is flat, row-major over the measure's axes.
struct Sample {
  sim::Instant at;
  std::array<std::vector<double>, measure_count> values;
  std::vector<double>& of(Measure m) { return values[static_cast<std::size_t>(m)]; }
  const std::vector<double>& of(Measure m) const { return values[static_cast<std::size_t>(m)]; }
};

}  // namespace casetide::models
