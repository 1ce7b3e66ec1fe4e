#include "tests/analytic/observed_queue.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "models/service.hpp"
#include "output/trace.hpp"
#include "sim/process_pool.hpp"

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

Totals run_one(const models::Scenario& scenario, int replication, sim::TaskPage& page) {
  const sim::Instant from{scenario.period_from};
  Totals totals;
  output::TraceRecorder recorder(scenario);
  WaitsByUrgency waits(from, totals);
  models::run_replication(scenario, scenario.plans.front(), replication, {&recorder, &waits}, &page.minutes);
  const output::Trace trace = recorder.take();
  totals.period = sim::in_hours(sim::Instant{scenario.period_until} - from);
  totals.referrals = total(trace, Measure::referrals);
  totals.waiting = total(trace, Measure::unallocated_days) * 24;
  totals.open = total(trace, Measure::open_child_days) * 24;
  totals.allocations = total(trace, Measure::allocations);
  totals.wait = total(trace, Measure::allocation_wait) * 24;
  return totals;
}

/// A file without a name in which each process leaves its totals at its own place.
class TotalsFile {
 public:
  TotalsFile() : file_(std::tmpfile(), &std::fclose) {
    if (!file_) throw std::system_error(errno, std::generic_category(), "a temporary file");
  }
  void write(std::size_t place, const Totals& totals) const {
    if (pwrite(fileno(file_.get()), &totals, sizeof totals, offset(place)) != sizeof totals)
      throw std::system_error(errno, std::generic_category(), "writing totals");
  }
  Totals read(std::size_t place) const {
    Totals totals;
    if (pread(fileno(file_.get()), &totals, sizeof totals, offset(place)) != sizeof totals)
      throw std::system_error(errno, std::generic_category(), "reading totals");
    return totals;
  }

 private:
  static off_t offset(std::size_t place) { return static_cast<off_t>(place * sizeof(Totals)); }

  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

}  // namespace

std::vector<Totals> run_all_replications(const models::Scenario& scenario) {
  const TotalsFile file;
  sim::PoolOptions options;
  options.jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  const auto count = static_cast<std::size_t>(scenario.replications);
  const auto result = sim::run_in_processes(count, options, [&](std::size_t number, sim::TaskPage& page) {
    file.write(number, run_one(scenario, static_cast<int>(number), page));
  });
  std::vector<Totals> all;
  for (std::size_t number = 0; number < count; ++number) {
    if (result.ends[number].how != sim::TaskEnd::How::done)
      throw std::runtime_error(fmt::format("replication {} did not finish: {}", number, result.ends[number].message));
    all.push_back(file.read(number));
  }
  return all;
}

}  // namespace casetide::analytic
