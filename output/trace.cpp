#include "output/trace.hpp"

#include <fmt/format.h>

#include <limits>
#include <numeric>
#include <utility>

#include "sim/errors.hpp"

namespace casetide::output {

TraceRecorder::TraceRecorder(const models::Scenario& scenario) : layout_(layout_of(scenario)) {
  for (const models::MeasureEntry& measure : models::measure_catalogue())
    trace_.of(measure.measure).reserve(layout_.samples.size() * layout_.row(measure));
}

void TraceRecorder::sample(const models::Sample& sample) {
  check_instant(sample);
  for (const models::MeasureEntry& measure : models::measure_catalogue()) {
    const std::vector<double>& values = sample.of(measure.measure);
    if (values.size() != layout_.row(measure))
      throw sim::ModelError(
          fmt::format("{}: a sample with {} values; {} expected", measure.name, values.size(), layout_.row(measure)));
    std::vector<double>& rows = trace_.of(measure.measure);
    std::vector<double>& totals = totals_.of(measure.measure);
    if (totals.empty()) totals = values;  // so the first row of a flow is zero: what came before is warm-up
    for (std::size_t i = 0; i < values.size(); ++i)
      rows.push_back(measure.kind == models::Kind::flow ? values[i] - totals[i] : values[i]);
    totals = values;
  }
  ++taken_;
}

void TraceRecorder::settling(const models::Sample& sample) {
  for (const models::Measure measure : settling_measures) {
    const std::vector<double>& values = sample.of(measure);
    trace_.settling.push_back(std::accumulate(values.begin(), values.end(), 0.0));
  }
}

void TraceRecorder::check_instant(const models::Sample& sample) const {
  if (taken_ == layout_.samples.size()) throw sim::ModelError("a sample after the last one");
  const sim::Instant expected = layout_.samples[taken_];
  if (sample.at != expected)
    throw sim::ModelError(fmt::format("a sample on {}; the next one is due on {}", sim::text(sim::date_of(sample.at)),
                                      sim::text(sim::date_of(expected))));
}

Trace TraceRecorder::take() {
  if (taken_ != layout_.samples.size())
    throw sim::ModelError(fmt::format("{} samples of {} were taken", taken_, layout_.samples.size()));
  trace_.settling.resize(layout_.warm_up.size() * settling_measures.size(), std::numeric_limits<double>::quiet_NaN());
  return std::move(trace_);
}

}  // namespace casetide::output
