// Everything a run needs, typed and checked: what the reader makes of a scenario file. A run works
// on a copy, which its plan changes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/assumptions.hpp"
#include "models/case_list.hpp"
#include "models/demand.hpp"
#include "models/money.hpp"
#include "models/observed.hpp"
#include "models/options.hpp"
#include "models/pathway.hpp"
#include "models/plan.hpp"
#include "models/staffing.hpp"
#include "models/targets.hpp"
#include "sim/calendar.hpp"
#include "sim/precision.hpp"

namespace casetide::models {

struct Scenario {
  std::string title;
  std::string place;
  sim::Date warm_up_from;  // the run begins here; nothing before `period_from` is stored
  sim::Date period_from;
  sim::Date period_until;  // exclusive: the horizon
  int sample_days = 7;
  std::uint64_t seed = 1;
  int replications = 30;                    // with `precision`: the most there may be
  std::optional<sim::Precision> precision;  // as many replications as it takes

  sim::Calendar calendar = sim::Calendar::england();
  Pathway pathway;
  Staffing staffing;
  Demand demand;
  std::vector<Stock> stocks;
  std::optional<CaseList> case_list;  // who is there on the first day, in place of stocks
  Money money;
  std::vector<Plan> plans;  // the first is the baseline
  Options options;          // what people score, beside what is simulated
  std::vector<Target> targets;
  std::vector<Observed> observed;       // beside the results; a run never looks at it
  std::vector<Assumption> assumptions;  // the rest of the scenario reads as if each had its written value
  bool draws_assumptions = false;       // does each replication draw them? Else all keep their written values

  std::string resolved_text;  // the whole scenario after `extends`, as YAML that reads back to the same scenario
  std::string sha256;         // of resolved_text, 64 hexadecimal digits
};

/// What a plan may change during a run: `now` reads as `version` does in its pathway, staffing, demand and money. All
/// tables keep their names and sizes.
void change(Scenario& now, const Scenario& version);

/// Each 30 September within the run.
std::vector<sim::Date> census_days(const Scenario& scenario);

/// The instants of the samples: the period's first day, then every `sample_days`, and the end of the period.
/// Throws sim::ModelError when the period ends before it begins.
std::vector<sim::Instant> sample_instants(const Scenario& scenario);

/// The instants of samples in the warm-up: every `sample_days` before the period's first day, after the run's first
/// instant. Only what settling is judged by is kept of them.
std::vector<sim::Instant> settling_instants(const Scenario& scenario);

}  // namespace casetide::models
