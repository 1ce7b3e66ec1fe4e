// Replications of a scenario that is a queue, run by the real engine and pathway, and what each of them showed.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/scenario.hpp"

namespace casetide::analytic {

inline constexpr std::size_t most_urgencies = 2;

/// Totals of one replication over the period (the warm-up is left out). Times are in hours.
struct Totals {
  double period = 0;
  double referrals = 0;
  double waiting = 0;  // integral of the number of children without a worker [child-hours]
  double open = 0;     // integral of the number of children in the system [child-hours]
  double allocations = 0;
  double wait = 0;  // of those allocated, from referral to allocation
  std::array<double, most_urgencies> allocations_by_urgency{};
  std::array<double, most_urgencies> wait_by_urgency{};
};

/// Runs all replications that the scenario asks for, each in a process of its own, on all processors.
/// Throws std::runtime_error when one fails.
std::vector<Totals> run_all_replications(const models::Scenario& scenario);

}  // namespace casetide::analytic
