// What comes to the front door: first referrals by year, the families they concern, and who comes back.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "models/ids.hpp"
#include "sim/calendar.hpp"
#include "sim/distribution.hpp"
#include "sim/time.hpp"

namespace casetide::models {

/// First referrals [children] over one stretch of time; consecutive stretches cover the whole run.
struct DemandPeriod {
  sim::Date from;
  sim::Date until;  // exclusive
  double children = 0;
  bool operator==(const DemandPeriod&) const = default;
};

/// Of referrals, this share has this urgency; 0 is the most urgent.
struct UrgencyShare {
  std::string name;
  double share = 0;
  bool operator==(const UrgencyShare&) const = default;
};

/// Coming back: after the last child of a household is closed.
struct Returns {
  double share = 0;  // of closed households that come back at all, where the outcome that closed them does not say
  sim::Distribution after_days = sim::Distribution::constant(0);
  bool operator==(const Returns&) const = default;
};

/// Others who come, one at a time and beside first referrals: contacts that are signposted onward, children who enter
/// care without a referral. Their number does not change that of first referrals.
struct Stream {
  std::string name;
  std::vector<StatusId> begins;
  double per_first_referral = 0;  // children for each child first referred, with its seasons, or
  double a_year = 0;              // children, evenly over receiving time
  sim::Distribution age_years = sim::Distribution::constant(0);
  bool operator==(const Stream&) const = default;
};

struct Demand {
  std::vector<DemandPeriod> first_referrals;
  double first_referrals_factor = 1;  // on all of them
  std::array<double, 12> month_factor{1, 1, 1, 1, 1, 1,
                                      1, 1, 1, 1, 1, 1};  // January first; relative weight per working day
  sim::WorkingHours received{std::chrono::hours{9}, std::chrono::hours{8}};  // when referrals arrive, each working day
  std::vector<double> household_size_share{1.0};  // share of households with 1, 2, 3 ... referred children
  std::vector<UrgencyShare> urgencies{{"standard", 1.0}};
  Returns returns;
  sim::Distribution age_years = sim::Distribution::constant(0);  // of a child when first referred [years]
  std::vector<Stream> streams;
  /// Children per household: referrals of children / this = referrals of households.
  double mean_household_size() const;
  bool operator==(const Demand&) const = default;
};

/// Children already open when the run begins.
struct Stock {
  std::vector<StatusId> statuses;
  double children = 0;
  sim::Distribution days_open = sim::Distribution::constant(0);  // time already held [days]
  std::optional<sim::Distribution> age_years;  // at the start of the run, at least the time held; absent: as Demand has
  std::optional<sim::Distribution> days_referred = {};  // since the referral, never less [days]; absent: as days_open
};

}  // namespace casetide::models
