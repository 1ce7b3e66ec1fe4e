// Everything a run needs, typed and checked: what the reader makes of a scenario file. Immutable during a run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/demand.hpp"
#include "models/pathway.hpp"
#include "models/plan.hpp"
#include "models/staffing.hpp"
#include "sim/calendar.hpp"

namespace casetide::models {

struct Scenario {
  std::string title;
  std::string place;
  sim::Date warm_up_from;  // the run begins here; nothing before `period_from` is stored
  sim::Date period_from;
  sim::Date period_until;  // exclusive: the horizon
  int sample_days = 7;
  std::uint64_t seed = 1;
  int replications = 30;

  sim::Calendar calendar = sim::Calendar::england();
  Pathway pathway;
  Staffing staffing;
  Demand demand;
  std::vector<Stock> stocks;
  std::vector<Plan> plans;  // the first is the baseline

  std::string resolved_text;  // the whole scenario after `extends`, as YAML that reads back to the same scenario
  std::string sha256;         // of resolved_text, 64 hexadecimal digits
};

/// The instants of the samples: the period's first day, then every `sample_days`, and the end of the period.
/// Throws sim::ModelError when the period ends before it begins.
std::vector<sim::Instant> sample_instants(const Scenario& scenario);

}  // namespace casetide::models
