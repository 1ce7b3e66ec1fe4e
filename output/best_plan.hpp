// Which plan has the fewest days at risk, as far as the replications tell, and what is lost with another one.
#pragma once

#include <string>
#include <vector>

#include "output/headline_values.hpp"
#include "output/identity.hpp"

namespace casetide::output {

/// Child-days at risk per 100 open child-days within which two plans are as good as each other.
inline constexpr double usual_indifference = 0.25;

/// Of a plan against the best plan of each replication, in the measure's unit, never negative.
struct Regret {
  double mean = 0;
  double p90 = 0;  // 90th percentile over the replications
};

struct BestPlan {
  models::Headline headline{};
  double indifference = usual_indifference;  // in the measure's unit
  /// Plans that may be the best, by their means, the smallest first. One: it is the best with 90 % confidence, or
  /// within `indifference` of the best. Empty where a replication has no number.
  std::vector<std::size_t> candidates;
  std::vector<Regret> regrets;  // by plan, the baseline among them; empty where a replication has no number
  bool is_decided() const { return candidates.size() == 1; }
};

/// The plan with the smallest mean; the baseline is what plans are compared with and is no candidate, unless it stands
/// alone.
BestPlan best_plan(const Judged& judged, models::Headline headline, std::size_t baseline,
                   double indifference = usual_indifference);

/// "recruitment is best", "agency, recruitment and company cannot be told apart".
std::string words(const BestPlan& best, const std::vector<PlanName>& plans);

}  // namespace casetide::output
