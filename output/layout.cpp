#include "output/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "models/national_indicators.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

constexpr std::array<std::string_view, models::destination_count> destination_labels = {
    "out of the sector", "to another authority", "to agency work", "booking ended", "to another post here"};

constexpr std::array<std::string_view, models::statistic_names.size()> statistic_labels = {
    "mean", "median", "90th percentile", "maximum"};

AxisEntries fixed(std::span<const std::string_view> names, std::span<const std::string_view> labels) {
  return {{names.begin(), names.end()}, {labels.begin(), labels.end()}};
}

/// Entries of the scenario; one without a label goes by its name.
template <typename Entry>
AxisEntries named(const std::vector<Entry>& table) {
  AxisEntries entries;
  for (const Entry& entry : table) {
    entries.names.push_back(entry.name);
    entries.labels.push_back(entry.label.empty() ? entry.name : entry.label);
  }
  return entries;
}

AxisEntries entries_of(const models::Scenario& scenario, models::Axis axis) {
  switch (axis) {
    case models::Axis::status:
      return named(scenario.pathway.statuses);
    case models::Axis::team:
      return named(scenario.staffing.teams);
    case models::Axis::component:
      return fixed(models::component_names, component_labels);
    case models::Axis::cause:
      return fixed(models::cause_names, cause_labels);
    case models::Axis::contract:
      return fixed(models::contract_names, contract_labels);
    case models::Axis::statistic:
      return fixed(models::statistic_names, statistic_labels);
    case models::Axis::obligation:
      return named(scenario.pathway.obligations);
    case models::Axis::destination:
      return fixed(models::destination_names, destination_labels);
    case models::Axis::cost_line:
      return named(scenario.money.lines);
  }
  throw sim::ModelError("an axis that the catalogue does not know");
}

void add_yearly_axes(Layout& layout) {
  layout.years = years_within(layout.samples);
  if (layout.years.empty()) return;
  for (const models::IndicatorEntry& entry : models::indicator_catalogue()) {
    layout.indicators.names.emplace_back(entry.name);
    layout.indicators.labels.emplace_back(entry.label);
    layout.indicator_units.emplace_back(entry.unit);
  }
}

void add_assumptions(Layout& layout, const models::Scenario& scenario) {
  if (!scenario.draws_assumptions) return;
  layout.assumptions = named(scenario.assumptions);
  for (const models::Assumption& assumption : scenario.assumptions)
    layout.assumption_traits.push_back({assumption.unit, assumption.how, assumption.low(), assumption.high()});
}

}  // namespace

std::string_view axis_name(models::Axis axis) {
  constexpr std::array<std::string_view, axis_count> names = {
      "status", "team", "component", "cause", "contract", "statistic", "obligation", "destination", "cost_line"};
  return names[static_cast<std::size_t>(axis)];
}

std::vector<std::size_t> Layout::sizes(const models::MeasureEntry& measure) const {
  std::vector<std::size_t> result;
  for (const models::Axis axis : measure.axes) result.push_back(of(axis).names.size());
  return result;
}

std::size_t Layout::row(const models::MeasureEntry& measure) const {
  std::size_t product = 1;
  for (const std::size_t size : sizes(measure)) product *= size;
  return product;
}

std::vector<models::FinancialYear> years_within(const std::vector<sim::Instant>& samples) {
  return models::whole_years(sim::date_of(samples.front()), sim::date_of(samples.back()));
}

Layout layout_of(const models::Scenario& scenario) {
  Layout layout;
  layout.samples = models::sample_instants(scenario);
  layout.warm_up = models::settling_instants(scenario);
  add_yearly_axes(layout);
  for (const models::CostLine& line : scenario.money.lines) layout.cost_lines.push_back({line.kind, line.placement});
  layout.price_year = scenario.money.price_year;
  add_assumptions(layout, scenario);
  for (const models::Axis axis : all_axes) {
    layout.axes[static_cast<std::size_t>(axis)] = entries_of(scenario, axis);
    if (layout.of(axis).names.empty())
      throw sim::ModelError(fmt::format("a result needs at least one {}; the scenario has none", axis_name(axis)));
  }
  return layout;
}

}  // namespace casetide::output
