#include "scenarios/reader/read_run.hpp"

#include <algorithm>
#include <limits>

namespace casetide::scenarios {

namespace {

constexpr int replications_limit = 100'000;

/// `{precision: 5%, at_least: 10, at_most: 200}`
sim::Precision precision(const Value& value) {
  const Table table(value, {{"precision"}, {"at_least", "at_most"}});
  sim::Precision wanted;
  const std::size_t before = value.problems().count();
  wanted.share = table["precision"].share(wanted.share);
  if (wanted.share <= 0 && value.problems().count() == before)
    table["precision"].problem("must be above 0: no number of replications is exact");
  wanted.at_least = static_cast<int>(table["at_least"].whole_number(2, replications_limit, wanted.at_least));
  wanted.at_most = static_cast<int>(table["at_most"].whole_number(2, replications_limit, wanted.at_most));
  if (!table.has("at_least")) wanted.at_least = std::min(wanted.at_least, wanted.at_most);
  if (!table.has("at_most")) wanted.at_most = std::max(wanted.at_least, wanted.at_most);
  if (wanted.at_most < wanted.at_least && value.problems().count() == before)
    table["at_most"].problem("must not be less than `at_least`");
  return wanted;
}

}  // namespace

void read_run(const Value& value, models::Scenario& scenario) {
  const Table table(value, {{}, {"seed", "replications", "assumptions"}});
  scenario.seed =
      static_cast<std::uint64_t>(table["seed"].whole_number(0, std::numeric_limits<std::int64_t>::max(), 1));
  scenario.draws_assumptions = table["assumptions"].one_of<bool>({{"drawn", true}, {"central", false}}, true);
  const Value replications = table["replications"];
  if (replications.bare().present() && replications.bare().node().is_mapping()) {
    scenario.precision = precision(replications.bare());
    scenario.replications = scenario.precision->at_most;
  } else {
    scenario.replications = static_cast<int>(replications.whole_number(1, replications_limit, scenario.replications));
  }
}

}  // namespace casetide::scenarios
