// The axes of a run's arrays: which instants are sampled, and what stands at each place of the other axes.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/financial_year.hpp"
#include "models/measures.hpp"
#include "models/scenario.hpp"
#include "sim/time.hpp"

namespace casetide::output {

/// What stands along an axis. Never empty, those of the yearly figures and the assumptions apart.
struct AxisEntries {
  std::vector<std::string> names;   // as the scenario or the catalogue has them; unique
  std::vector<std::string> labels;  // for people, one for each name
  friend bool operator==(const AxisEntries&, const AxisEntries&) = default;
};

inline constexpr std::size_t axis_count = 9;
inline constexpr std::array<models::Axis, axis_count> all_axes = {
    models::Axis::status,     models::Axis::team,        models::Axis::component,
    models::Axis::cause,      models::Axis::contract,    models::Axis::statistic,
    models::Axis::obligation, models::Axis::destination, models::Axis::cost_line};

/// Name of the axis in the file: "status".
std::string_view axis_name(models::Axis axis);

/// In the words of planners; in the order of the enumerations.
inline constexpr std::array<std::string_view, models::component_count> component_labels = {
    "waiting for a decision", "nobody's name on the case",   "child not seen",
    "assessment overdue",     "protection decision overdue", "plan not set going",
    "review overdue",         "plan with nobody watching",   "stuck"};

inline constexpr std::array<std::string_view, models::cause_count> cause_labels = {
    "worker busy",
    "vacancy",
    "absence",
    "handover",
    "waiting for a manager",
    "waiting for a chair or reviewing officer",
    "other agencies, court or family",
    "no reason"};

inline constexpr std::array<std::string_view, models::contract_count> contract_labels = {"permanent", "agency",
                                                                                         "newly qualified"};

/// What a cost line is, beside its name.
struct CostLineTraits {
  models::CostKind kind = models::CostKind::cost;
  bool placement = false;
  friend bool operator==(const CostLineTraits&, const CostLineTraits&) = default;
};

/// What an assumption is, beside its name.
struct AssumptionTraits {
  std::string unit;  // of its draws: "%", "hours"; empty for a plain number or a factor
  models::Assumption::How how = models::Assumption::How::value;
  double low = 0;  // ends of its range, in `unit`
  double high = 0;
  friend bool operator==(const AssumptionTraits&, const AssumptionTraits&) = default;
};

/// As files name them, by models::Assumption::How.
inline constexpr std::array<std::string_view, 2> draw_kind_names = {"value", "factor"};

/// As files name them, by models::CostKind.
inline constexpr std::array<std::string_view, 3> cost_kind_names = {"cost", "grant", "memo"};

/// Levels by which settling is judged, each summed over its axis.
inline constexpr std::array<models::Measure, 5> settling_measures = {
    models::Measure::children, models::Measure::children_at_risk, models::Measure::unallocated,
    models::Measure::caseload, models::Measure::waiting_hours};

struct Layout {
  std::vector<sim::Instant> samples;                // the first stands at the start of the period
  std::vector<sim::Instant> warm_up;                // samples before it; empty where there is no warm-up to speak of
  std::array<AxisEntries, axis_count> axes;         // by models::Axis
  std::vector<CostLineTraits> cost_lines;           // by cost line
  std::string price_year;                           // of all pounds, "2018-19"; empty where the scenario says none
  std::vector<models::FinancialYear> years;         // that lie wholly in the period; often none
  AxisEntries indicators;                           // of the yearly figures; empty where there are no years
  std::vector<std::string> indicator_units;         // one for each of them
  AxisEntries assumptions;                          // empty where the scenario draws none
  std::vector<AssumptionTraits> assumption_traits;  // one for each of them

  const AxisEntries& of(models::Axis axis) const { return axes[static_cast<std::size_t>(axis)]; }
  /// Sizes of the measure's axes after time; empty when it has none.
  std::vector<std::size_t> sizes(const models::MeasureEntry& measure) const;
  /// Number of values in one sample: the product of `sizes`.
  std::size_t row(const models::MeasureEntry& measure) const;

  friend bool operator==(const Layout&, const Layout&) = default;
};

/// The whole years of the period from the first sample to the last.
std::vector<models::FinancialYear> years_within(const std::vector<sim::Instant>& samples);

/// Throws sim::ModelError when an axis would have no entries, that of the years apart.
Layout layout_of(const models::Scenario& scenario);

}  // namespace casetide::output
