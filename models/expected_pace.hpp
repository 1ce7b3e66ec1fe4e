// When what is owed is done if nobody has to wait: the days after a status begins on which its obligations are met,
// and how long the status lasts then. The ground of a first estimate of work; means, not draws.
#pragma once

#include <vector>

#include "models/scenario.hpp"

namespace casetide::models {

/// How often something is done to a child who stays: `at` [days since it was first owed], ascending; from the last of
/// them on again and again, every so many days. `every` of 0: no more.
struct ExpectedDays {
  std::vector<double> at;
  double every = 0;
};

/// How long a status lasts that ends by itself, as equally likely lengths [days]; empty: until something else ends it.
using Lengths = std::vector<double>;

class ExpectedPace {
 public:
  explicit ExpectedPace(const Scenario& scenario);

  /// For an obligation with work.
  const ExpectedDays& done(ObligationId obligation) const { return done_[index(obligation)]; }
  const Lengths& stay(StatusId status) const { return stay_[index(status)]; }
  /// Of a status whose need is met by work: days of work until then, on average.
  double days_to_meet(StatusId status) const;
  /// An obligation that recurs and decides: how often a day it does so while the need is not met, and how long it is
  /// from there being no more need to the next time [days].
  double decisions_a_day(ObligationId obligation) const { return decisions_a_day_[index(obligation)]; }
  double days_until_noticed(ObligationId obligation) const { return days_until_noticed_[index(obligation)]; }

 private:
  double first_done(const Obligation& rule, Span span) const;
  ExpectedDays schedule(const Obligation& rule) const;
  Lengths stay_of(StatusId status) const;
  Lengths until_met(StatusId status) const;
  double often_decided(std::size_t obligation) const;
  double late_noticed(std::size_t obligation) const;

  const Scenario* scenario_;
  double days_a_working_day_;
  std::vector<ExpectedDays> done_;                            // [obligation]
  std::vector<Lengths> stay_;                                 // [status]
  std::vector<double> decisions_a_day_, days_until_noticed_;  // [obligation]
};

/// P(stay > days), and the mean of what of it lies before `days`. A stay without an end is longer than anything.
double share_longer(const Lengths& stay, double days);
double mean_until(const Lengths& stay, double days);
double mean_of(const Lengths& stay);

}  // namespace casetide::models
