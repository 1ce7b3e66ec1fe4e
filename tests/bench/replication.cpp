// One replication of Worcestershire under its first plan, warm-up included, as `casetide run` does it.
#include <filesystem>

#include "models/national_returns.hpp"
#include "models/service.hpp"
#include "output/result_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/bench/measuring.hpp"

namespace casetide::bench {
namespace {

namespace fs = std::filesystem;

constexpr int repeats = 7;

/// The wall time covers everything that a replication costs, its shard included; the processor time and the count of
/// entries only the simulation.
Measured one_replication(const models::Scenario& scenario, const fs::path& shard) {
  Measured measured;
  const double begun = wall_seconds();
  const double begun_processor = processor_seconds();
  const models::Plan& plan = scenario.plans.front();
  output::TraceRecorder recorder(scenario);
  models::NationalReturns returns(scenario);
  models::Service service(scenario, plan, 0, {&recorder, &returns});
  sim::run_engine(service.agenda(), service,
                  {.authority = scenario.place,
                   .places = service.places(),
                   .routines = service.routines(),
                   .start = sim::Instant{scenario.warm_up_from},
                   .horizon = sim::Instant{scenario.period_until}});
  measured.processor = processor_seconds() - begun_processor;
  measured.count = static_cast<double>(service.agenda().entries_run());
  output::Trace trace = recorder.take();
  trace.indicators = returns.finish();
  output::write_shard(shard, scenario, output::identity_of(scenario), 0, 0, trace);
  measured.wall = wall_seconds() - begun;
  return measured;
}

void measure() {
  auto scenario = scenarios::read_scenario(CASETIDE_SOURCE_DIR "/scenarios/worcestershire.yaml");
  scenario.draws_assumptions = false;  // at the written values
  const fs::path shard = fs::temp_directory_path() / fmt::format("casetide-bench-{}.h5", getpid());
  std::vector<double> walls, processors, rates, peaks;
  double entries = 0;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    const Measured measured = in_child([&] { return one_replication(scenario, shard); });
    walls.push_back(measured.wall);
    processors.push_back(measured.processor);
    rates.push_back(measured.count / measured.processor / 1e6);
    peaks.push_back(measured.peak_mb);
    entries = measured.count;
  }
  fs::remove(shard);
  line("entries", entries / 1e6, "million");
  line("processor time of the simulation", median(processors), "s");
  at_most(1.2, fmt::format("wall time with the shard written, median of {}", repeats), median(walls), "s");
  at_least(1.5, "entries a second of processor time", median(rates), "million/s");
  at_most(200, "peak memory", median(peaks), "MB");
}

}  // namespace
}  // namespace casetide::bench

int main() {
  return casetide::bench::guarded("replication: one of Worcestershire, one plan, warm-up included",
                                  casetide::bench::measure);
}
