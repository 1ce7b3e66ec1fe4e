// The few measures that plans are judged by: what intervals are held narrow for, targets are set on, and assumptions
// are ranked by. Their values come from a result's arrays (output/headline_values).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace casetide::models {

/// Never renumbered; add at the end.
enum class Headline : std::uint8_t {
  days_at_risk_law,
  days_at_risk,
  days_unwatched,
  closed_too_soon,
  caseload_mean,
  caseload_p90,
  children_per_available_fte,
  unallocated,
  changes_of_worker,
  assessments_in_time,
  assessments_days_late,
  conferences_in_time,
  agency_share,
  uncovered,
  net_cost,
};
inline constexpr std::size_t headline_count = 15;

struct HeadlineEntry {
  Headline headline;
  std::string_view name;
  std::string_view label;
  std::string_view unit;
  int decimals;
  bool less_is_better;
  bool judges_precision;  // is its interval held narrow, and are assumptions ranked by it?
};

/// One entry per headline, in the order of the enumeration.
std::span<const HeadlineEntry> headline_catalogue();
const HeadlineEntry& entry_of(Headline headline);
std::optional<Headline> headline_named(std::string_view name);

}  // namespace casetide::models
