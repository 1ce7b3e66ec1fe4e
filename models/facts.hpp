// What a run can state: facts in the past tense, told to observers who turn them into traces. The model never knows
// where they go, and adding an observer changes no fact.
#pragma once

#include <cstdint>

#include "models/census.hpp"
#include "models/ids.hpp"
#include "models/measures.hpp"
#include "sim/time.hpp"

namespace casetide::models {

enum class FactKind : std::uint8_t {
  contact_received,   // child, household
  referral_received,  // child, household; place = urgency; since = previous referral, or never
  status_begun,       // child; place = status
  status_ended,       // child; place = status; since = when it began
  child_closed,       // child; since = when it was opened
  team_changed,       // child; team = the team it now belongs to
  worker_needed,      // child, team: should have a named worker and has none
  child_allocated,    // child, worker, team; since = when a worker was first needed
  worker_changed,     // child, worker (the new one), team
  worker_lost,        // child, worker (the old one), team: nobody's name on the case
  obligation_owed,    // child; place = obligation; due
  obligation_met,     // child; place = obligation; since = its clock's start, due
  obligation_lapsed,  // child; place = obligation; due: the status ended, or the child was closed
  decision_taken,     // child; place = decision, outcome: see place_of_outcome()
  work_begun,         // child (the first served), worker; place = obligation, or no_obligation; also after a suspension
  work_suspended,     // child, worker; place = obligation; amount = worked in this stretch
  work_finished,      // child, worker; place = obligation; amount = worked in this stretch
  attempt_failed,     // child; place = obligation: the child was not seen, the clock runs on
  meeting_arranged,   // child, worker (the chair); place = obligation; since = its start, due
  meeting_begun,      // child, worker (one fact per person attending); place = obligation
  meeting_held,       // child, worker (one fact per person attending); place = obligation; amount
  meeting_postponed,  // child; place = obligation
  supervision_held,   // worker (who was supervised), team; place = children gone through
  safeguards_back,    // child; since, due = start and end of an unbroken spell of missing safeguards; told soon after
  worker_joined,      // worker, team; place = contract, outcome = role
  worker_absent,      // worker, team; due = the instant of return
  worker_returned,    // worker, team
  notice_given,       // worker, team; place = contract, outcome = destination; due = the day after the last
  worker_left,        // worker, team; place = contract, outcome = destination; since = first day
  contract_changed,   // worker, team; place = the new contract, outcome = the old one
  post_advertised,    // team; place = role, outcome = contract wanted: a vacancy is advertised, or an agency asked
  advert_failed,      // team; place = role: nobody was found
  decided_in_haste,   // child; place = obligation whose decision took the need for met under pressure
  risk_credited,  // child; place = component, outcome = cause; since, due = a stretch of time at risk, told at its end
  risk_beside,    // child who has grown up; as risk_credited, beside the headline and without a cause
  clock_restarted,  // child; place = obligation; since, due: its work goes on, and the clock that it races starts again
  found_open,       // child; since = its referral, before the run began and before it held the statuses it has then
};
inline constexpr std::size_t fact_kind_count = static_cast<std::size_t>(FactKind::found_open) + 1;

/// The place that work without an obligation has: supervision of a worker.
inline constexpr std::uint8_t no_obligation = 0xff;

/// One fact. Fields that its kind does not name keep their defaults.
struct Fact {
  sim::Instant at{};  // set when the fact is stated
  FactKind kind{};
  std::uint8_t place = 0;  // in the table that the kind names
  std::uint8_t outcome = 0;
  TeamId team{};
  ChildId child{0xffffffff};  // stable over plans: first referrals carry the same numbers in every plan
  HouseholdId household{0xffffffff};
  WorkerId worker = nobody;
  sim::Instant since = sim::never;
  sim::Instant due = sim::never;
  sim::Minutes amount{0};
};

class Observer {
 public:
  virtual ~Observer() = default;
  /// Whether observe() is to be called for facts of the kind.
  virtual bool watches(FactKind) const { return true; }
  virtual void observe(const Fact&) {}
  /// The first sample stands at the start of the period and carries the totals that the warm-up left.
  virtual void sample(const Sample&) {}
  /// During the warm-up, at settling_instants().
  virtual void settling(const Sample&) {}
  /// The workforce on each 30 September of the run.
  virtual void census(const StaffCensus&) {}
};

}  // namespace casetide::models
