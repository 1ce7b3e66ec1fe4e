// How a plan fares month by month against the baseline: when it breaks even, and when it is worst.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "output/headline_values.hpp"

namespace casetide::output {

/// From when on what has come in since the start stays below the baseline's, in the mean over the replications.
struct BreakEven {
  enum class When : std::uint8_t {
    same,       // the two never differ
    at_once,    // from the first month in which they differ
    from,       // from `month` on; before it, it was more at some time
    never,      // more at the end of the period, and less at some time before
    throughout  // more from the first month in which they differ to the end
  };
  When when = When::same;
  std::optional<sim::Date> month;  // first day; with `at_once` and `from`
};

/// `plan` and `baseline`: [month] what came in. Months in which the two had the same to the last bit do not count, and
/// of those before `since` only what they add.
BreakEven break_even(const std::vector<sim::Date>& months, const std::vector<double>& plan,
                     const std::vector<double>& baseline, sim::Date since = {});

/// A month and its child-days at risk per 100 open child-days.
struct MonthAtRisk {
  sim::Date month;
  double days = 0;
};

/// Of one plan. Means over the replications; the worst months are those since any plan differs from the baseline.
struct Course {
  BreakEven all;                             // days at risk, promised safeguards
  BreakEven law_only;                        // ... safeguards of law and guidance
  BreakEven net_cost;                        // placements apart
  std::optional<MonthAtRisk> worst;          // the most days at risk; absent where the period has no whole month
  std::optional<MonthAtRisk> worst_law;      // ... of law and guidance
  std::optional<MonthAtRisk> worst_against;  // how much more than the baseline where that is most; absent: never more
  std::optional<MonthAtRisk> worst_against_law;
};

/// By plan.
std::vector<Course> courses(const Judged& judged, std::size_t baseline);

/// The month in which the first sample stands that shows any plan to differ from the baseline; absent: none does. By
/// its first day.
std::optional<sim::Date> first_difference(const Judged& judged, std::size_t baseline);

}  // namespace casetide::output
