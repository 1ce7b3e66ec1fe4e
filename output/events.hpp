// One event of an event log, and the tables of names that its codes point into.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/fact_traits.hpp"
#include "models/scenario.hpp"
#include "output/layout.hpp"

namespace casetide::output {

/// As a fact, with codes for names. -1 or NaN: the event has none.
struct Event {
  double time = std::numeric_limits<double>::quiet_NaN();  // since the first day of the period [minutes]
  double since = time;                                     // as time
  double due = time;                                       // as time
  double amount = time;                                    // [minutes]
  std::int64_t child = -1;
  std::int64_t household = -1;
  std::int64_t worker = -1;
  std::int32_t activity = -1;  // place in EventNames::activities
  std::int32_t team = -1;      // ... in teams
  std::int32_t matter = -1;    // ... in matters
  std::int32_t outcome = -1;   // ... in outcomes
  std::int32_t children = -1;  // gone through in a session of supervision
};

/// Names from several tables of a scenario, one after the other.
struct NameTable {
  AxisEntries entries;             // names are unique: "status.in_need"
  std::vector<std::string> kinds;  // "status"
  std::vector<std::string> names;  // "in_need", as the scenario has it
  friend bool operator==(const NameTable&, const NameTable&) = default;

  /// The code of what stands at its end now.
  std::int32_t add(const std::string& kind, const std::string& name, const std::string& label);
};

struct EventNames {
  AxisEntries activities;
  AxisEntries teams;
  NameTable matters;   // what an event is about: an obligation, a status, a decision ...
  NameTable outcomes;  // what came of it: of a decision, the cause of time at risk, where a leaver goes ...
  friend bool operator==(const EventNames&, const EventNames&) = default;
};

/// Turns the facts of a run of the scenario into events.
class EventCoder {
 public:
  explicit EventCoder(const models::Scenario& scenario);
  const EventNames& names() const { return names_; }
  Event operator()(const models::Fact& fact) const;

 private:
  using Codes = std::array<std::vector<std::int32_t>, models::fact_table_count>;  // [table][place]
  void add_tables(const models::Scenario& scenario);
  void add_outcomes(const models::Scenario& scenario);
  std::int32_t matter(const models::Fact& fact) const;
  std::int32_t outcome(const models::Fact& fact) const;
  double minutes(sim::Instant at) const;

  EventNames names_;
  sim::Instant start_;  // of the period
  Codes matters_;
  Codes outcomes_;
  std::vector<std::vector<std::int32_t>> decided_;  // [decision][place of the outcome]
  std::int32_t without_obligation_ = -1;            // the matter of work for a colleague
};

}  // namespace casetide::output
