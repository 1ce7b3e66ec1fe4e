#include "scenarios/reader/read_run.hpp"

#include <algorithm>

namespace casetide::scenarios {

namespace {

/// `{precision: 5%, at_least: 10, at_most: 200}`
sim::Precision precision(const Value& value) {
  const Table table(value);
  sim::Precision wanted;
  const std::size_t before = value.problems().count();
  wanted.share = table["precision"].share();
  if (wanted.share <= 0 && value.problems().count() == before)
    table["precision"].problem("must be above 0: no number of replications is exact");
  wanted.at_least = static_cast<int>(table["at_least"].whole_number());
  wanted.at_most = static_cast<int>(table["at_most"].whole_number());
  if (!table.has("at_least")) wanted.at_least = std::min(wanted.at_least, wanted.at_most);
  if (!table.has("at_most")) wanted.at_most = std::max(wanted.at_least, wanted.at_most);
  if (wanted.at_most < wanted.at_least && value.problems().count() == before)
    table["at_most"].problem("must not be less than `at_least`");
  return wanted;
}

}  // namespace

void read_run(const Value& value, models::Scenario& scenario) {
  const Table table(value);
  scenario.seed = static_cast<std::uint64_t>(table["seed"].whole_number());
  scenario.draws_assumptions = table["assumptions"].word<bool>();
  const Value replications = table["replications"];
  if (replications.bare().is_table()) {
    scenario.precision = precision(replications.bare());
    scenario.replications = scenario.precision->at_most;
  } else {
    scenario.replications = static_cast<int>(replications.whole_number());
  }
}

}  // namespace casetide::scenarios
