// The running counts of a service: how many children stand where, for how long, and what has happened to them.
#pragma once

#include <array>
#include <vector>

#include "models/scenario.hpp"
#include "models/tally.hpp"

namespace casetide::models {

struct Tallies {
  Tallies(const Scenario& scenario, sim::Instant start)
      : open(start),
        status(scenario.pathway.statuses.size(), Tally(start)),
        team(scenario.staffing.teams.size(), Tally(start)),
        unallocated(scenario.staffing.teams.size(), Tally(start)),
        begun(scenario.pathway.statuses.size()),
        allocations(scenario.staffing.teams.size()),
        allocation_wait_minutes(scenario.staffing.teams.size()),
        changes_of_worker(scenario.staffing.teams.size()),
        met(scenario.pathway.obligations.size()),
        met_in_time(scenario.pathway.obligations.size()),
        joined(scenario.staffing.teams.size() * contract_count),
        left(scenario.staffing.teams.size() * contract_count),
        sessions_held(scenario.staffing.teams.size()),
        hasty_decisions(scenario.staffing.teams.size()),
        started(scenario.pathway.roles.size()),
        gone(scenario.pathway.roles.size()),
        working_days_lost(scenario.pathway.roles.size()) {}

  Tally open;                      // children open
  std::vector<Tally> status;       // children holding the status
  std::vector<Tally> team;         // children belonging to the team
  std::vector<Tally> unallocated;  // ... who should have a named worker and have none

  // Totals since the run began [children].
  std::int64_t referrals = 0, re_referrals = 0, opened = 0, closed = 0;
  std::int64_t closed_too_soon_minutes = 0;
  std::vector<std::int64_t> begun;                                                    // by status
  std::vector<std::int64_t> allocations, allocation_wait_minutes, changes_of_worker;  // by team
  std::vector<std::int64_t> met, met_in_time;                                         // by obligation

  // Of staff, since the run began. Those here at the start have not joined.
  std::vector<double> joined, left;                          // [team, contract], FTE
  std::vector<std::int64_t> sessions_held, hasty_decisions;  // by team
  std::vector<double> started;                               // by role, employees [FTE]
  std::vector<std::array<double, destination_count>> gone;   // by role and destination [FTE]
  std::vector<double> working_days_lost;                     // by role, employees' unplanned absence [FTE x days]
};

}  // namespace casetide::models
