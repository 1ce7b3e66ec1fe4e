// First referrals as they come in, and households that come back after their last child was closed.
#pragma once

#include <optional>
#include <vector>

#include "models/ages.hpp"
#include "models/journeys.hpp"

namespace casetide::models {

class Arrivals {
 public:
  Arrivals(Run& run, Register& children, Journeys& journeys, Ages& ages, std::uint32_t first_household);

  /// Puts the first arrival of each source on the agenda.
  void start();

  /// Whether and when a household comes back, once its last child is closed: by the share that the closing outcome
  /// states, else by the scenario's.
  void household_closed(std::uint32_t household, std::optional<double> comes_back);

  // Entries of the agenda.
  void arrival(std::size_t source);
  void household_returns(std::uint32_t household);

 private:
  /// A stretch of the calendar with one rate.
  struct Segment {
    sim::Instant from;
    double length = 0;  // receiving time [minutes]
    double rate = 0;    // arrivals a minute of receiving time
  };
  /// A Poisson stream of arrivals: first referrals of households, or one of the scenario's streams.
  struct Source {
    std::uint32_t purpose = 0;  // of its gaps
    std::uint32_t next_household = 0;
    std::uint32_t arrivals = 0;
    std::vector<Segment> segments = {};
    std::size_t segment = 0;
    double position = 0;  // in the segment [minutes], not rounded: arrivals are rounded when they are used
  };
  std::vector<Segment> segments(const DemandPeriod& period, double arrivals, bool seasons) const;
  void add_first_referrals(std::uint32_t first_household);
  void add_stream(std::size_t place);
  void schedule_next(std::size_t source);
  void first_referral(Source& source);
  void stream_arrival(Source& source, const Stream& stream);

  Run& run_;
  Register& children_;
  Journeys& journeys_;
  Ages& ages_;
  std::vector<Source> sources_;  // first referrals, then the streams
};

/// The size of a household, from its share of households, by inverse CDF.
std::uint32_t household_size(const Run& run, HouseholdId id);

}  // namespace casetide::models
