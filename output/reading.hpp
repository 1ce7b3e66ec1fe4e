// One replication seen through one stretch of the period: sums, means and levels from its arrays.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "models/safeguard_names.hpp"
#include "output/indicators.hpp"
#include "output/layout.hpp"
#include "output/trace.hpp"

namespace casetide::output {

inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// Not-a-number where there is nothing to be a share of.
double ratio(double part, double whole);
double per_100(double part, double whole);

class Reading {
 public:
  /// Keeps all three, which must outlive it.
  Reading(const Trace& trace, const Layout& layout, const Stretch& stretch);

  /// Of a flow, at one place of its axes. What came between two samples is taken to have come evenly.
  double total(models::Measure m, std::size_t place) const;
  double total(models::Measure m) const;
  double a_year(models::Measure m) const;
  double a_year(models::Measure m, std::size_t place) const;

  /// A level at the last sample of the stretch.
  double at_end(models::Measure m, std::size_t place) const;
  /// A level at one place, or summed over all places: mean over the samples of the stretch.
  double mean(models::Measure m, std::size_t place) const;
  double mean(models::Measure m) const;

  // Of measures by team and contract, over all teams.
  double mean_of_contract(models::Measure m, models::Contract contract) const;
  double a_year_of_contract(models::Measure m, models::Contract contract) const;

  /// Of a flow, over all places, for each hundred children open.
  double per_100_children_a_year(models::Measure m) const;

  /// Of a level of the teams' case holders, at one place of its axes after the team: over the teams weighted by
  /// their case-holding FTE in post, teams that hold no child left out, then over the samples.
  double over_case_holders(models::Measure m, std::size_t place = 0) const;
  /// ... at the sample `k` alone.
  double over_case_holders(models::Measure m, std::size_t place, std::size_t k) const;

  /// Of a flow or a level at the sample `k`: at one place of its axes, or summed over all of them.
  double at(models::Measure m, std::size_t k, std::size_t place) const { return trace_.of(m)[k * row(m) + place]; }
  double sum_at(models::Measure m, std::size_t k) const;

  /// Of two levels, each summed over all places: mean over the samples at which `whole` is above 0.
  double mean_ratio(models::Measure part, models::Measure whole) const;

  /// Of a yearly figure: mean over the whole years in the stretch that have one.
  double indicator(std::size_t place) const;
  /// ... by its name; not-a-number where the result does not have it.
  double indicator(std::string_view name) const;
  /// Number of whole years in the stretch.
  std::size_t whole_years() const { return years_.size(); }

  double years() const { return stretch_.years; }
  double days() const { return static_cast<double>((stretch_.until - stretch_.from).count()); }
  const Layout& layout() const { return layout_; }
  const AxisEntries& entries(models::Axis axis) const { return layout_.of(axis); }

 private:
  bool is_within(std::size_t k) const;
  std::size_t row(models::Measure m) const { return trace_.of(m).size() / layout_.samples.size(); }

  const Trace& trace_;
  const Layout& layout_;
  const Stretch& stretch_;
  std::vector<double> shares_;        // by sample: of the time since the one before, what lies within the stretch
  std::vector<std::size_t> samples_;  // places of those in the stretch, both its ends included
  std::vector<std::size_t> years_;    // places of the whole years that lie within the stretch
};

/// Child-days of time at risk that are credited to the component, whatever the cause.
double days_without(const Reading& reading, models::Component component);

/// One figure for each safeguard that may be missing: its child-days of time at risk, times `factor`.
FigureGroup by_component(const Reading& reading, std::string key, std::string title, int decimals, double factor);

}  // namespace casetide::output
