// First referrals as they come in, and households that come back after their last child was closed.
#pragma once

#include <vector>

#include "models/journeys.hpp"

namespace casetide::models {

class Arrivals {
 public:
  Arrivals(Run& run, Register& children, Journeys& journeys, std::uint32_t first_household);

  /// Puts the first arrival on the agenda.
  void start();

  /// Whether and when a household comes back, once its last child is closed.
  void household_closed(std::uint32_t household);

  // Entries of the agenda.
  void referral();
  void household_returns(std::uint32_t household);

 private:
  /// A stretch of the calendar with one rate.
  struct Segment {
    sim::Instant from;
    double length = 0;  // receiving time [minutes]
    double rate = 0;    // households a minute of receiving time
  };
  void lay_out_segments();
  void schedule_next();

  Run& run_;
  Register& children_;
  Journeys& journeys_;
  std::uint32_t next_household_;
  std::uint32_t arrivals_ = 0;
  std::vector<Segment> segments_;
  std::size_t segment_ = 0;
  double position_ = 0;  // in the segment [minutes], not rounded: arrivals are rounded when they are used
};

/// The size of a household, from its share of households, by inverse CDF.
std::uint32_t household_size(const Run& run, HouseholdId id);

}  // namespace casetide::models
