// A team that is offered 110 % of its hours: named before the run, and its backlog's growth is the one that is known,
// (arrivals x mean effort - people) hours an hour. The queue starts empty; after a warm-up of three months it never is.
#include "output/falling_behind.hpp"

#include <gtest/gtest.h>

#include "models/offered_work.hpp"
#include "models/service.hpp"
#include "output/trace.hpp"
#include "output/warm_up.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/replications.hpp"

namespace casetide {

using namespace casetide::testing;

namespace {

constexpr double hours_a_month = 24 * 365.25 / 12;

/// Day and night; children come at random and evenly.
SmallService round_the_clock(const char* from, const char* period_from, const char* until, double children_a_day) {
  SmallService service(from, until);
  models::Scenario& scenario = service.scenario;
  scenario.period_from = day(period_from);
  scenario.calendar = sim::Calendar::round_the_clock();
  scenario.staffing.client_hours = {sim::Minutes{0}, sim::one_day};
  scenario.demand.received = {sim::Minutes{0}, sim::one_day};
  const auto days = static_cast<double>((scenario.period_until - scenario.warm_up_from).count());
  scenario.demand.first_referrals = {{scenario.warm_up_from, scenario.period_until, children_a_day * days}};
  if (scenario.money.lines.empty()) scenario.money.lines.push_back({.name = "all", .label = "All"});
  return service;
}

/// One worker, who holds one child at a time and takes three hours on average over each; `load` of that comes.
models::Scenario queue(double load) {
  SmallService service = round_the_clock("2018-01-01", "2018-04-01", "2019-04-01", load * 24 / 3);
  service.staff(SmallService::social_worker, 1);
  const models::StatusId open = service.status("open");
  const models::ObligationId visit = service.work("visit", open, days(1), 3);
  service.rule(visit).work->hours = sim::Distribution(sim::Exponential{3});
  service.rule(visit).decides = service.closing();
  service.scenario.pathway.on_referral = {open};
  service.scenario.staffing.ceiling = 1;
  service.scenario.staffing.allocated = models::AllocationTime::at_every_release;
  return service.scenario;
}

output::Trace run(const models::Scenario& scenario, int replication) {
  output::TraceRecorder recorder(scenario);
  models::run_replication(scenario, scenario.plans[0], replication, {&recorder}, nullptr);
  return recorder.take();
}

/// The drift of each of `repeats` experiments of a few replications, every one with a seed of its own.
std::vector<output::TeamBacklog> experiments(const models::Scenario& scenario, int repeats, int replications) {
  const output::Layout layout = output::layout_of(scenario);
  const std::size_t samples = layout.samples.size();
  const auto ran = in_processes(repeats * replications, 2 * samples, [&](int number) {
    models::Scenario seeded = scenario;
    seeded.seed = 700 + static_cast<std::uint64_t>(number / replications);
    const output::Trace trace = run(seeded, number % replications);
    std::vector<double> values = trace.of(models::Measure::waiting_hours);
    const auto& available = trace.of(models::Measure::available_hours);
    values.insert(values.end(), available.begin(), available.end());
    return values;
  });
  std::vector<output::TeamBacklog> found;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    output::BacklogWatch watch(layout);
    for (int place = 0; place < replications; ++place) {
      const std::vector<double>& values = ran[static_cast<std::size_t>(repeat * replications + place)];
      const auto half = values.begin() + static_cast<std::ptrdiff_t>(samples);
      watch.add(0, {values.begin(), half}, {half, values.end()});
    }
    found.push_back(watch.backlogs().front());
  }
  return found;
}

}  // namespace

TEST(FallingBehind, OfATeamWithMoreWorkThanHoursIsNamedBeforeTheRun) {
  const models::Scenario scenario = queue(1.1);
  const auto named =
      models::beyond_their_hours(models::offered_work(scenario, scenario.plans[0]), scenario.period_from);
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].from, day("2018-04-01"));
  EXPECT_NEAR(named[0].load, 1.1, 0.005);
}

TEST(FallingBehind, IsCoveredByItsIntervalNineTimesInTen) {
  constexpr int repeats = 40;
  const double known = 0.1 * hours_a_month;
  int covered = 0, falling = 0;
  for (const output::TeamBacklog& backlog : experiments(queue(1.1), repeats, 6)) {
    covered += backlog.drift.low <= known && known <= backlog.drift.high;
    falling += backlog.falls_behind();
    EXPECT_NEAR(backlog.hours_there, hours_a_month, 10);
  }
  EXPECT_GE(covered, 30);  // 36 are expected; fewer than 30 in one of 200 such tests
  EXPECT_EQ(falling, repeats);
}

TEST(FallingBehind, IsNotSaidOfATeamThatKeepsUp) {
  int falling = 0;
  for (const output::TeamBacklog& backlog : experiments(queue(0.7), 20, 6)) falling += backlog.falls_behind();
  EXPECT_LE(falling, 4);  // one in twenty by chance
}

/// Children who are helped for 300 days on average, without anybody's work; nobody is there at first. Two a day come.
std::vector<double> children_helped(const char* begin) {
  SmallService service = round_the_clock(begin, "2018-01-01", "2019-01-15", 2);
  service.staff(SmallService::social_worker, 1);
  const models::StatusId helped = service.status("helped", false);
  service.watch("watch", helped, months(12));  // a result needs an obligation
  service.lasts(helped, 300, service.closing());
  service.scenario.pathway.statuses[index(helped)].need->amount = sim::Distribution(sim::Exponential{300});
  service.scenario.pathway.on_referral = {helped};
  const models::Scenario scenario = service.scenario;
  const auto ran = in_processes(1, 1 + 400, [&](int) {
    const output::Trace trace = run(scenario, 0);
    std::vector<double> values = {static_cast<double>(trace.settling.size() / output::settling_measures.size())};
    for (std::size_t at = 0; at < trace.settling.size(); at += output::settling_measures.size())
      values.push_back(trace.settling[at]);
    const auto& after = trace.of(models::Measure::children);
    values.insert(values.end(), after.begin(), after.begin() + 53);
    values.resize(1 + 400, -1);
    return values;
  });
  std::vector<double> values = ran[0];
  std::erase(values, -1);
  return values;
}

std::optional<std::size_t> judged(const char* begin) {
  const std::vector<double> values = children_helped(begin);
  return output::settles_late({values.begin() + 1, values.end()}, static_cast<std::size_t>(values[0]), 13);
}

TEST(WarmUp, TooShortForALongMemoryIsTold) { EXPECT_TRUE(judged("2017-11-20")); }

TEST(WarmUp, LongEnoughIsNotTold) { EXPECT_FALSE(judged("2012-01-01")); }

}  // namespace casetide
