#include "output/risk_split.hpp"

namespace casetide::output {

namespace {

using models::cause_count;
using models::component_count;
using models::Measure;

/// Interval of the mean over replications of the sum of some places of their rows.
template <typename Row, typename Wanted>
sim::Interval sum_of_places(const std::vector<Row>& rows, Wanted wanted) {
  std::vector<double> sums;
  for (const Row& row : rows) {
    double& sum = sums.emplace_back(0);
    for (std::size_t place = 0; place < row.size(); ++place)
      if (wanted(place)) sum += row[place];
  }
  return sim::interval_of_mean(sums);
}

}  // namespace

RiskSplitWatch::RiskSplitWatch(const Layout& layout, std::size_t plans)
    : layout_(layout), whole_(stretches_of(layout).front()), plans_(plans) {}

std::span<const Measure> RiskSplitWatch::measures() {
  static constexpr std::array read = {Measure::time_at_risk, Measure::open_child_days};
  return read;
}

void RiskSplitWatch::add(std::size_t plan, const Trace& trace) {
  const Reading reading(trace, layout_, whole_);
  const double open = reading.total(Measure::open_child_days);
  Row& row = plans_[plan].emplace_back();
  for (std::size_t place = 0; place < row.size(); ++place)
    row[place] = per_100(reading.total(Measure::time_at_risk, place), open);
}

std::vector<RiskSplit> RiskSplitWatch::splits() const {
  std::vector<RiskSplit> splits;
  for (const std::vector<Row>& rows : plans_) {
    RiskSplit& split = splits.emplace_back();
    for (std::size_t component = 0; component < component_count; ++component)
      split.by_component[component] =
          sum_of_places(rows, [&](std::size_t place) { return place / cause_count == component; });
    for (std::size_t cause = 0; cause < cause_count; ++cause)
      split.by_cause[cause] = sum_of_places(rows, [&](std::size_t place) { return place % cause_count == cause; });
    for (std::size_t place = 0; place < component_count * cause_count; ++place)
      split.cross[place / cause_count][place % cause_count] =
          sum_of_places(rows, [&](std::size_t other) { return other == place; }).mean;
  }
  return splits;
}

}  // namespace casetide::output
