// How much the common random numbers narrow the differences between plans: the variance of a difference between plans
// that share their chances, against plans that do not.
#include <sys/mman.h>

#include <array>
#include <span>
#include <thread>

#include "models/national_returns.hpp"
#include "models/service.hpp"
#include "output/headline_values.hpp"
#include "output/trace.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/process_pool.hpp"
#include "tests/bench/measuring.hpp"

namespace casetide::bench {
namespace {

using models::Headline;

constexpr int replications = 12;
constexpr std::array seeds = {std::uint64_t{2017}, std::uint64_t{90'210}};
constexpr std::array plans = {"improvement", "watch_the_plans", "recruitment"};
constexpr std::array measures = {Headline::days_at_risk_law, Headline::days_at_risk, Headline::caseload_mean};

/// [seed, plan, replication, measure], in memory that the processes of all replications share.
class Values {
 public:
  Values()
      : values_(static_cast<double*>(mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {
    if (static_cast<void*>(values_) == MAP_FAILED) throw std::runtime_error("no shared memory");
  }
  ~Values() { munmap(values_, bytes); }
  Values(const Values&) = delete;
  Values& operator=(const Values&) = delete;
  double& of(std::size_t seed, std::size_t plan, std::size_t replication, std::size_t measure) {
    return values_[((seed * plans.size() + plan) * replications + replication) * measures.size() + measure];
  }
  static constexpr std::size_t tasks = seeds.size() * plans.size() * replications;

 private:
  static constexpr std::size_t bytes = tasks * measures.size() * sizeof(double);
  double* values_;
};

const models::Plan& plan_named(const models::Scenario& scenario, const std::string& name) {
  for (const models::Plan& plan : scenario.plans)
    if (plan.name == name) return plan;
  throw std::runtime_error("no plan is called " + name);
}

void run_one(models::Scenario scenario, std::size_t task, Values& values) {
  const std::size_t replication = task % replications;
  const std::size_t plan = task / replications % plans.size();
  const std::size_t seed = task / replications / plans.size();
  scenario.seed = seeds[seed];
  output::TraceRecorder recorder(scenario);
  models::NationalReturns returns(scenario);
  models::run_replication(scenario, plan_named(scenario, plans[plan]), static_cast<int>(replication),
                          {&recorder, &returns});
  output::Trace trace = recorder.take();
  trace.indicators = returns.finish();
  const output::Layout& layout = recorder.layout();
  const output::HeadlineRow row = output::headline_row(trace, layout, output::stretches_of(layout).front());
  for (std::size_t measure = 0; measure < measures.size(); ++measure)
    values.of(seed, plan, replication, measure) = row[static_cast<std::size_t>(measures[measure])];
}

double variance(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  const double mean = sum / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / static_cast<double>(values.size() - 1);
}

/// Of the first plan less another, each replication of a seed with the same one of the other plan's seed; the mean over
/// the two seeds.
double variance_of_difference(Values& values, std::size_t other, std::size_t measure, bool paired) {
  double sum = 0;
  for (std::size_t seed = 0; seed < seeds.size(); ++seed) {
    const std::size_t others_seed = paired ? seed : seeds.size() - 1 - seed;
    std::array<double, replications> differences{};
    for (std::size_t r = 0; r < replications; ++r)
      differences[r] = values.of(seed, 0, r, measure) - values.of(others_seed, other, r, measure);
    sum += variance(differences);
  }
  return sum / static_cast<double>(seeds.size());
}

void measure_all() {
  models::Scenario scenario = scenarios::read_scenario(CASETIDE_SOURCE_DIR "/scenarios/worcestershire.yaml");
  scenario.draws_assumptions = false;  // draws that plans share would make the pairing look better than chance allows
  Values values;
  sim::PoolOptions pool;
  pool.jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  const auto ran = sim::run_in_processes(Values::tasks, pool,
                                         [&](std::size_t task, sim::TaskPage&) { run_one(scenario, task, values); });
  for (const sim::TaskEnd& end : ran.ends)
    if (end.how != sim::TaskEnd::How::done) throw std::runtime_error("a replication failed: " + end.message);
  for (std::size_t other = 1; other < plans.size(); ++other)
    for (std::size_t measure = 0; measure < measures.size(); ++measure)
      at_least(
          4, fmt::format("{} - {}: {}", plans[0], plans[other], models::entry_of(measures[measure]).name),
          variance_of_difference(values, other, measure, false) / variance_of_difference(values, other, measure, true),
          "times");
}

}  // namespace
}  // namespace casetide::bench

int main() {
  return casetide::bench::guarded(
      "common random numbers: variance of differences from independent seeds over that from paired ones",
      casetide::bench::measure_all);
}
