// How many children hold which status of which team, month by month, if nobody has to wait: expected numbers that flow
// between the kinds of children (models/expected_ways) by the shares of the decisions, at the pace of the clocks.
//
// A month is one step of the implicit Euler method: stable for stays of an hour and of years alike, and exact where
// nothing changes from month to month. What is left out: lengths of stay beyond their mean (Little's law needs no more
// once numbers are steady), siblings' differing fates, the queue, and everything overload does. Where
// less than three hundredths of a child of a kind are left to pass on, they stay where they are until the next month.
#pragma once

#include <cstdint>
#include <vector>

#include "models/expected_ways.hpp"
#include "models/scenario.hpp"

namespace casetide::models {

/// Of one month, by team; [row][team].
struct MonthOfChildren {
  std::vector<std::vector<double>> holding;  // [status] children, on average
  std::vector<std::vector<double>> begun;    // [status] children who began to hold it
  std::vector<std::vector<double>> started;  // [obligation] started by a decision
  std::vector<std::vector<double>> owed;     // [obligation] children to whom what a decision started is owed
  std::vector<std::vector<double>> decided;  // [obligation] done once, and decided by
  std::vector<double> moved;                 // children who came from another team and need a worker
  std::vector<double> needing_worker;        // children, on average
};

class ExpectedChildren {
 public:
  /// With the stocks of the scenario. `scenario` stays the caller's and may change between months (`read_anew`).
  explicit ExpectedChildren(const Scenario& scenario);
  /// The scenario reads otherwise from now on.
  void read_anew();
  /// The month from `from` to the day before `until`.
  const MonthOfChildren& advance(sim::Date from, sim::Date until);
  const ExpectedPace& pace() const { return ways_.pace(); }

 private:
  void open_stocks();
  void add_listed(const ListedCase& listed);
  void add(const std::vector<StatusId>& statuses, double children, const sim::Distribution& years, double days_open);
  void add_arrivals(sim::Date from, sim::Date until);
  double share_of_period(const DemandPeriod& period, sim::Date from, sim::Date until, bool seasons) const;
  double weight(sim::Date from, sim::Date until, bool seasons) const;
  void make_room();

  void pass_on(double days);
  void pass_on_from(std::uint32_t place, double days);
  const WaysOutOfKind& ways_out_of(std::uint32_t place);
  void put_in_order();
  void count_as_begun(std::uint32_t statuses, double children, std::size_t team);
  void count_ways(double days);
  void note_counts();
  void take_stock();

  const Scenario& scenario_;
  ExpectedWays ways_;
  // By kind and age: who has been passed on this month and stays so far, and who is still to be.
  std::vector<double> children_, pending_;
  std::vector<double> staying_, waiting_;  // [kind] the same, of all its ages
  std::vector<std::uint32_t> order_;       // kinds, each before those to which its children go, as far as that can be
  std::size_t found_since_ordered_ = 0;    // kinds whose ways out have been found
  std::vector<double> counted_;            // of this month, as ExpectedWays::what_is_counted
  MonthOfChildren month_;
};

}  // namespace casetide::models
