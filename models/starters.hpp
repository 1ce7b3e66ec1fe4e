// How many people have started and are going to, for a limit on any 365 days.
#pragma once

#include <vector>

#include "sim/time.hpp"

namespace casetide::models {

/// Who starts when [FTE], looked at over any 365 days.
class YearsStarters {
 public:
  void add(sim::Date day, double fte) { starts_.push_back({day, fte}); }
  /// As if the year before `today` had been as full as the limit allows, evenly.
  void assume_full_year(sim::Date today, double limit);
  /// Undoes an add() of the same day and FTE.
  void remove(sim::Date day, double fte);
  /// What lies more than a year before `today` is of no account any more.
  void forget(sim::Date today);
  /// Whether one more leaves every 365 days at or below the limit.
  bool has_room(sim::Date day, double fte, double limit) const;

 private:
  struct Start {
    sim::Date day;
    double fte;
  };
  double in_year_to(sim::Date last) const;
  std::vector<Start> starts_;
};

}  // namespace casetide::models
