// What SimGrid's loop adds to the agenda: the same entries, once inside the engine and once in a plain loop.
#include "sim/agenda.hpp"

#include "sim/engine.hpp"
#include "tests/bench/measuring.hpp"

namespace casetide::bench {
namespace {

constexpr std::uint32_t workers = 300;
constexpr int pairs = 11;
constexpr sim::Date start{std::chrono::local_days{std::chrono::year{2016} / 4 / 1}};
constexpr std::int64_t mean_task = 60;  // [minutes], from 1 to 119
constexpr sim::Instant horizon = sim::Instant{start} + sim::Minutes{1'000'000 / workers * mean_task};

/// A county of workers, each of whom begins the next task when one is done.
class County : public sim::EntryHandler {
 public:
  County() {
    for (std::uint32_t worker = 0; worker < workers; ++worker) begin_task(worker);
  }

  void handle(const sim::Entry& entry) override {
    trail_ = trail_ * 31 + entry.subject;
    begin_task(entry.subject);
  }

  sim::Agenda& agenda() { return agenda_; }
  std::uint64_t trail() const { return trail_; }

 private:
  /// Draws as cheaply as it can be done, so that the loops themselves are compared.
  void begin_task(std::uint32_t worker) {
    bits_ = bits_ * 6364136223846793005u + 1442695040888963407u;
    const auto length = static_cast<std::int64_t>((bits_ >> 33) % (2 * mean_task - 1));
    agenda_.schedule(agenda_.now() + sim::Minutes{1 + length}, 0, 0, worker);
  }

  sim::Agenda agenda_{sim::Instant{start}};
  std::uint64_t bits_ = 1;
  std::uint64_t trail_ = 0;
};

Measured measured(County& county, double begun) {
  return {.processor = processor_seconds() - begun,
          .count = static_cast<double>(county.agenda().entries_run()),
          .trail = county.trail()};
}

Measured plain_loop() {
  const double begun = processor_seconds();
  County county;
  county.agenda().run_before(horizon, [&county](const sim::Entry& entry) { county.handle(entry); });
  return measured(county, begun);
}

/// With a morning round each day, which does nothing. The engine's own start and end are counted too.
Measured in_simgrid() {
  const double begun = processor_seconds();
  County county;
  const auto morning_rounds = [](sim::Clock& clock) {
    for (sim::Date day = start;; day += std::chrono::days{1})
      clock.sleep_until(sim::Instant{day} + std::chrono::hours{8});
  };
  sim::run_engine(county.agenda(), county,
                  {.authority = "county",
                   .places = {"headquarters"},
                   .routines = {{"morning round", "headquarters", morning_rounds}},
                   .start = sim::Instant{start},
                   .horizon = horizon});
  return measured(county, begun);
}

void compare() {
  std::vector<double> ratios, plain_times, simgrid_times;
  double entries = 0;
  for (int pair = 0; pair < pairs; ++pair) {
    const bool plain_first = pair % 2 == 0;
    const Measured first = in_child(plain_first ? plain_loop : in_simgrid);
    const Measured second = in_child(plain_first ? in_simgrid : plain_loop);
    if (first.count != second.count || first.trail != second.trail)
      throw std::runtime_error("the two loops did not do the same");
    const Measured& plain = plain_first ? first : second;
    const Measured& simgrid = plain_first ? second : first;
    ratios.push_back(simgrid.processor / plain.processor);
    plain_times.push_back(plain.processor);
    simgrid_times.push_back(simgrid.processor);
    entries = plain.count;
  }
  line("plain loop over the agenda", median(plain_times) / entries * 1e6, "us an entry");
  line("inside SimGrid", median(simgrid_times) / entries * 1e6, "us an entry");
  at_most(1.15, fmt::format("SimGrid : plain loop, median of {} pairs", pairs), median(ratios), "times");
}

}  // namespace
}  // namespace casetide::bench

int main() {
  return casetide::bench::guarded("agenda: one million entries of 300 workers, processor time",
                                  casetide::bench::compare);
}
