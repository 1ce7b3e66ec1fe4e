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

  /// The same of a household that was closed before the run and has not come back since; of all such this share does.
  void closed_before(std::uint32_t household, sim::Date closed, double comes_back);

  /// The scenario's demand is another from now on: who would have come next comes sooner or later.
  void demand_changed();

  // Entries of the agenda.
  void arrival(std::size_t source, std::uint32_t stamp);
  void household_returns(std::uint32_t household);

 private:
  /// A stretch of the calendar with one rate.
  struct Segment {
    sim::Instant from;
    double length = 0;  // receiving time [minutes]
    double rate = 0;    // arrivals a minute of receiving time
    friend bool operator==(const Segment&, const Segment&) = default;
  };
  using Segments = std::vector<Segment>;
  /// A Poisson stream of arrivals: first referrals of households, or one of the scenario's streams.
  struct Source {
    std::uint32_t purpose = 0;  // of its gaps
    std::uint32_t next_household = 0;
    std::uint32_t arrivals = 0;
    Segments segments = {};
    std::size_t segment = 0;  // of the next arrival
    double position = 0;      // in the segment [minutes], not rounded: arrivals are rounded when they are used
    double beyond = 0;        // of the gap to the next arrival, what lies after the last segment
    std::uint32_t stamp = 0;  // of the entry for the next arrival
  };
  Segments segments(const DemandPeriod& period, double arrivals, bool seasons) const;
  Segments first_referrals() const;
  Segments stream(const Stream& stream) const;
  void seek_now(Source& source) const;
  double ahead_of(const Source& source) const;
  void schedule_next(std::size_t source);
  void schedule(std::size_t source, double gap);
  void first_referral(Source& source);
  void come_back(std::uint32_t household, sim::Instant back);
  void stream_arrival(Source& source, const Stream& stream);

  Run& run_;
  Register& children_;
  Journeys& journeys_;
  Ages& ages_;
  std::vector<Source> sources_;  // first referrals, then the streams
};

/// How urgent a household is, from the shares of referrals, by inverse CDF.
std::uint8_t household_urgency(const Run& run, HouseholdId id);

/// The size of a household, from its share of households, by inverse CDF.
std::uint32_t household_size(const Run& run, HouseholdId id);

}  // namespace casetide::models
