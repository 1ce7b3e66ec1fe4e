// What the service has cost so far, line by line. Whole days are charged: whoever is in post at midnight is paid for
// the day that ends then, a year's salary over the days of its financial year.
//
// Each day is added by itself, so that how often accounts are settled makes no difference, not even one of rounding: a
// plan that changes no price costs the same to the last digit.
#pragma once

#include <vector>

#include "models/plan.hpp"
#include "models/run.hpp"
#include "models/tallies.hpp"
#include "models/workforce.hpp"

namespace casetide::models {

class Accounts {
 public:
  Accounts(Run& run, const Workforce& workforce, Tallies& tallies, const Plan& plan);

  /// Charges everything up to now. To be called before staff, whether agency staff are there, or prices change, and
  /// before the pounds are read.
  void settle();
  /// Somebody has been hired, or has begun a booking. Roles without pay cost nothing.
  void started(const Worker& worker);

  /// Pounds since the run began, by cost line, as far as settled; grants negative.
  std::vector<double> pounds() const;

 private:
  /// Who is paid for a day, in one role [FTE].
  struct Paid {
    double permanent = 0;
    double newly_qualified = 0;
    double agency = 0;        // who are there
    double case_holding = 0;  // employees
    double employees() const { return permanent + newly_qualified; }
  };
  /// What children's care in a status has cost at the price that holds.
  struct Care {
    CostLineId line = 0;
    double pounds_a_week = 0;
    double days_before = 0;  // child days when the price came
    double days = 0;         // child days settled
    double pounds() const { return (days - days_before) / 7 * pounds_a_week; }
  };

  const Money& money() const { return run_.scenario.money; }
  const Pay* pay_of(RoleId role) const;
  std::vector<Paid> who_is_paid() const;
  void charge_staff(const std::vector<Paid>& paid, sim::Date day);
  void charge_entries(const std::vector<CostEntry>& entries, sim::Date day);
  void charge_placements();

  Run& run_;
  const Workforce& workforce_;
  Tallies& tallies_;
  const Plan& plan_;
  std::vector<double> charged_;  // [line], all but care at the prices that hold [pounds]
  std::vector<Care> care_;       // [status]
  sim::Date settled_;            // days before this one are charged
};

}  // namespace casetide::models
