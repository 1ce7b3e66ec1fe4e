#include "tests/analytic/observed_queue.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "models/service.hpp"
#include "output/trace.hpp"
#include "tests/support/replications.hpp"

namespace casetide::analytic {

namespace {

using models::Fact, models::FactKind, models::Measure;

/// What no measure keeps: the waits of each urgency.
class WaitsByUrgency : public models::Observer {
 public:
  WaitsByUrgency(sim::Instant from, Totals& totals) : from_(from), totals_(totals) {}

  void observe(const Fact& fact) override {
    if (fact.kind == FactKind::referral_received) referred(fact);
    if (fact.kind == FactKind::child_allocated && fact.at >= from_) allocated(fact);
  }

 private:
  void referred(const Fact& fact) {
    urgency_.resize(std::max(urgency_.size(), index(fact.child) + 1));
    urgency_[index(fact.child)] = fact.place;
  }
  void allocated(const Fact& fact) {
    const std::size_t urgency = urgency_[index(fact.child)];
    ++totals_.allocations_by_urgency.at(urgency);
    totals_.wait_by_urgency.at(urgency) += sim::in_hours(fact.at - fact.since);
  }

  sim::Instant from_;
  Totals& totals_;
  std::vector<std::uint8_t> urgency_;  // by child
};

/// A flow's total over the period; the row of the first sample, at its start, holds zero.
double total(const output::Trace& trace, Measure measure) {
  const auto& values = trace.of(measure);
  return std::accumulate(values.begin(), values.end(), 0.0);
}

Totals run_one(const models::Scenario& scenario, int replication) {
  const sim::Instant from{scenario.period_from};
  Totals totals;
  output::TraceRecorder recorder(scenario);
  WaitsByUrgency waits(from, totals);
  models::run_replication(scenario, scenario.plans.front(), replication, {&recorder, &waits});
  const output::Trace trace = recorder.take();
  totals.period = sim::in_hours(sim::Instant{scenario.period_until} - from);
  totals.referrals = total(trace, Measure::referrals);
  totals.waiting = total(trace, Measure::unallocated_days) * 24;
  totals.open = total(trace, Measure::open_child_days) * 24;
  totals.allocations = total(trace, Measure::allocations);
  totals.wait = total(trace, Measure::allocation_wait) * 24;
  return totals;
}

using Numbers = std::array<double, sizeof(Totals) / sizeof(double)>;  // Totals holds nothing else

}  // namespace

std::vector<Totals> run_all_replications(const models::Scenario& scenario) {
  const auto found = testing::in_processes(scenario.replications, std::tuple_size_v<Numbers>, [&](int replication) {
    const auto numbers = std::bit_cast<Numbers>(run_one(scenario, replication));
    return std::vector<double>(numbers.begin(), numbers.end());
  });
  std::vector<Totals> all;
  for (const std::vector<double>& one : found) {
    Numbers numbers;
    std::ranges::copy(one, numbers.begin());
    all.push_back(std::bit_cast<Totals>(numbers));
  }
  return all;
}

}  // namespace casetide::analytic
