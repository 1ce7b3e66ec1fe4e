// M/M/1 at load 0.8 through the whole engine and pathway, against the same queue in SimPy. Both record every wait.
#include "models/service.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/bench/measuring.hpp"

namespace casetide::bench {
namespace {

constexpr int pairs = 3;
constexpr int not_installed = 77;  // what mm1_simpy.py says where there is no SimPy

class WaitRecorder : public models::Observer {
 public:
  void observe(const models::Fact& fact) override {
    if (fact.kind == models::FactKind::child_allocated) waits_.push_back(sim::in_hours(fact.at - fact.since));
  }
  const std::vector<double>& waits() const { return waits_; }

 private:
  std::vector<double> waits_;  // [hours]
};

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

Measured through_the_pathway(const models::Scenario& scenario, int replication) {
  WaitRecorder recorder;
  const double begun = processor_seconds();
  models::run_replication(scenario, scenario.plans.front(), replication, {&recorder});
  return {.processor = processor_seconds() - begun,
          .count = static_cast<double>(recorder.waits().size()),
          .mean = mean(recorder.waits())};
}

std::string simpy_command(const models::Scenario& scenario, int replication) {
  const auto days = (scenario.period_until - scenario.warm_up_from).count();
  return fmt::format("/usr/bin/python3 '{}/tests/bench/mm1_simpy.py' --hours {} --seed {}", CASETIDE_SOURCE_DIR,
                     days * 24, replication);
}

/// "arrivals seconds mean_wait", as mm1_simpy.py prints them.
Measured read_simpy(const std::string& printed) {
  Measured measured;
  if (std::sscanf(printed.c_str(), "%lf %lf %lf", &measured.count, &measured.processor, &measured.mean) != 3)
    throw std::runtime_error("mm1_simpy.py printed " + printed);
  return measured;
}

double rate(const Measured& measured) { return measured.count / measured.processor; }

void compare() {
  const auto scenario = scenarios::read_scenario(CASETIDE_SOURCE_DIR "/scenarios/reference/mm1_load_80.yaml");
  std::vector<double> ours, theirs, ratios, our_waits, their_waits;
  bool simpy = true;
  for (int pair = 0; pair < pairs; ++pair) {
    const Measured casetide = in_child([&] { return through_the_pathway(scenario, pair); });
    ours.push_back(rate(casetide));
    our_waits.push_back(casetide.mean);
    int status = 0;
    const std::string printed = output_of(simpy_command(scenario, pair), &status);
    if (status == not_installed || status == 127) {
      simpy = false;
      continue;
    }
    const Measured queue = read_simpy(printed);
    theirs.push_back(rate(queue));
    their_waits.push_back(queue.mean);
    ratios.push_back(rate(casetide) / rate(queue));
  }
  line("Casetide", median(ours) / 1000, "thousand/s");
  line("... mean wait (theory: 4 hours)", median(our_waits), "hours");
  if (!simpy) {
    fmt::print("  skipped: SimPy is not installed for /usr/bin/python3 (Debian: apt-get install python3-simpy3)\n");
    return;
  }
  line("SimPy", median(theirs) / 1000, "thousand/s");
  line("... mean wait (theory: 4 hours)", median(their_waits), "hours");
  at_least(10, fmt::format("Casetide : SimPy, median of {} pairs (aim: 20)", pairs), median(ratios), "times");
}

}  // namespace
}  // namespace casetide::bench

int main() {
  return casetide::bench::guarded("mm1: arrivals a second at load 0.8, waits recorded, processor time",
                                  casetide::bench::compare);
}
