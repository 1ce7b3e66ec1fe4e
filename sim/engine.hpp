// The engine's seam: an agenda of entries and the routines of the organisation, run together on SimGrid.
// Nothing of SimGrid shows here. One engine per process, ever: its clock never restarts.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/agenda.hpp"

namespace casetide::sim {

/// What a routine can do with time.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
  /// Sleeps until `instant`; entries of the agenda strictly before it have then run, those of its own instant have not.
  /// An instant that is not later than now() returns at once.
  virtual void sleep_until(Instant instant) = 0;
};

/// Somebody who acts on the rhythm of the organisation: sleeps until the next occasion, does it, for ever.
/// No two routines may wake at the same instant.
struct Routine {
  std::string name;
  std::string place;  // one of EngineSetup::places
  std::function<void(Clock&)> act;
};

/// Carries out the agenda's entries.
class EntryHandler {
 public:
  virtual ~EntryHandler() = default;
  virtual void handle(const Entry& entry) = 0;
};

struct EngineSetup {
  std::string authority;            // the net zone that stands for the whole organisation
  std::vector<std::string> places;  // one host each: headquarters and the teams
  std::vector<Routine> routines;
  Instant start;
  Instant horizon;                                // exclusive for entries; routines that sleep beyond it never wake
  std::atomic<std::int64_t>* progress = nullptr;  // where set, receives the minutes since `start` as the run goes on
};

/// An exception out of an entry or a routine, with the simulated date and the place.
class RunFailure : public std::runtime_error {
 public:
  RunFailure(Instant at, const std::string& place, const std::string& what);
  Instant at() const { return at_; }

 private:
  Instant at_;
};

/// Runs everything before the horizon, then returns; every actor has then ended.
/// Throws RunFailure when an entry or a routine threw (nothing runs after that), and when the run ended early.
void run_engine(Agenda& agenda, EntryHandler& handler, EngineSetup setup);

}  // namespace casetide::sim
