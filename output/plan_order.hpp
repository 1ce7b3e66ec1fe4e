// In which order plans come by a measure, and in how many simulated futures it holds. Each future has its own draws of
// what nobody knows, so the share of futures is the share of draws.
#pragma once

#include <vector>

#include "output/headline_values.hpp"

namespace casetide::output {

struct PlanOrder {
  models::Headline headline{};
  std::vector<std::size_t> plans;  // by their means, the smallest first; empty where a replication has no number
  std::vector<double> means;       // of the plans in that order
  int of = 0;                      // replications
  int whole = 0;                   // ... in which the order is this one, from first to last
  std::vector<int> steps;          // ... in which plan i of the order is below plan i + 1; one fewer than plans
};

PlanOrder plan_order(const Judged& judged, models::Headline headline);

/// By days at risk, of law and guidance and of all promised safeguards, and by net cost.
std::vector<PlanOrder> plan_orders(const Judged& judged);

}  // namespace casetide::output
