// Turns the samples that a replication states into arrays over time; the yearly figures stand beside them.
#pragma once

#include <array>
#include <vector>

#include "models/facts.hpp"
#include "models/measures.hpp"
#include "models/scenario.hpp"
#include "output/layout.hpp"

namespace casetide::output {

/// One replication's arrays, by measure: [time, axes of the measure], row-major, in the measure's unit.
/// A level is the value at the sample; a flow is what came since the previous sample, zero in the first row.
struct Trace {
  std::array<std::vector<double>, models::measure_count> values;
  std::vector<double> indicators;  // [year, indicator], row-major; empty where the period has no whole year
  std::vector<double> settling;    // [warm-up sample, settling series], row-major; NaN where it was not sampled
  std::vector<double> draws;       // [assumption], in its unit; the same under every plan; empty where none is drawn
  std::vector<double>& of(models::Measure m) { return values[static_cast<std::size_t>(m)]; }
  const std::vector<double>& of(models::Measure m) const { return values[static_cast<std::size_t>(m)]; }
};

/// Takes the samples at the instants of sample_instants(), in that order.
class TraceRecorder : public models::Observer {
 public:
  explicit TraceRecorder(const models::Scenario& scenario);

  bool watches(models::FactKind) const override { return false; }

  /// Throws sim::ModelError for a sample at another instant or with another number of values than the layout has.
  void sample(const models::Sample& sample) override;

  /// Takes the sums that settling is judged by.
  void settling(const models::Sample& sample) override;

  /// Gives the trace away, without yearly figures and draws. Throws sim::ModelError while samples are missing.
  Trace take();

  const Layout& layout() const { return layout_; }

 private:
  void check_instant(const models::Sample& sample) const;

  Layout layout_;
  Trace trace_;
  Trace totals_;  // of flows, at the previous sample
  std::size_t taken_ = 0;
};

}  // namespace casetide::output
