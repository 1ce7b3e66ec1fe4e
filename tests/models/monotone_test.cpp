// Small services under many seeds: a tighter standard never lowers time at risk, and work done sooner never raises it.
// People take their work in the order of its coming, so that when it is done does not depend on when it is due.
// (Histories told to the ledger by itself: safeguards_test.cpp, Promises.)
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <sstream>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr int services = 60;
constexpr std::size_t promises = 5;

/// Three workers and a manager, twelve children of whom four come later, and five promises to each.
SmallService random_service(std::uint32_t seed) {
  std::mt19937 dice(seed);
  const auto up_to = [&](int most) { return static_cast<int>(dice() % static_cast<std::uint32_t>(most + 1)); };
  SmallService service("2018-09-03", "2018-12-03");
  service.scenario.seed = seed;
  service.scenario.staffing.work = WorkPolicy::first_come_first_served;
  service.staff(SmallService::social_worker, 3);
  service.staff(SmallService::manager, 1);
  const StatusId open = service.status("open");
  for (std::size_t number = 0; number < promises; ++number) {
    Obligation& rule =
        service.rule(service.work("promise_" + std::to_string(number), open, working_days(2 + up_to(15)), 0));
    rule.work->hours = sim::Distribution(sim::Lognormal{4.0 + up_to(8), 0.8});
    rule.safeguard = static_cast<Component>(up_to(component_count - 1));
    rule.basis = up_to(1) == 0 ? Basis::law : Basis::local;
    if (up_to(3) == 0) rule.work->by = Doer{false, SmallService::manager};
    if (up_to(3) == 0) rule.work->authorised_by = Doer{false, SmallService::manager};
    rule.work->authorisation_hours = sim::Distribution::constant(0.5);
  }
  for (int child = 0; child < 8; ++child) service.here({open});
  for (int child = 0; child < 4; ++child) service.coming(at("2018-09-03") + sim::Minutes{up_to(30 * 24 * 60)}, open);
  return service;
}

struct Figures {
  double all = 0, law = 0;
  std::map<std::pair<std::size_t, std::size_t>, std::int64_t> done;  // by child and promise [minutes]
};

Figures figures(const SmallService& service) {
  const std::string said = in_child([&](std::ostream& out) {
    const Notes notes = run(service.scenario);
    out.precision(17);
    out << notes.hours_at_risk() << ' ' << 24 * notes.grown(Measure::time_at_risk_law) << ' ';
    for (const Fact& met : notes.of(FactKind::obligation_met))
      out << index(met.child) << ' ' << std::size_t{met.place} << ' ' << (met.at - at("2018-09-03")).count() << ' ';
  });
  std::istringstream in(said);
  Figures found;
  in >> found.all >> found.law;
  std::size_t child = 0, promise = 0;
  for (std::int64_t minutes = 0; in >> child >> promise >> minutes;) found.done[{child, promise}] = minutes;
  return found;
}

constexpr double rounding = 1e-6;  // of sums of hours

TEST(ATighterStandard, NeverLowersTimeAtRisk) {
  int raised = 0;
  for (std::uint32_t seed = 1; seed <= services && !HasFailure(); ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    SmallService service = random_service(seed);
    const Figures before = figures(service);
    Span& due = service.rule(id_at<ObligationId>(seed % promises)).due;
    due.count = std::max(0, due.count - 1 - static_cast<int>(seed % 4));
    const Figures after = figures(service);
    ASSERT_EQ(after.done, before.done);  // nothing is done sooner or later for it
    EXPECT_GT(before.done.size(), 30u);
    EXPECT_GE(after.all, before.all - rounding);
    EXPECT_GE(after.law, before.law - rounding);
    raised += after.all > before.all + rounding;
  }
  EXPECT_GT(raised, services / 4);
}

TEST(WorkDoneSooner, NeverRaisesTimeAtRisk) {
  int lowered = 0;
  for (std::uint32_t seed = 1; seed <= services && !HasFailure(); ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    SmallService service = random_service(seed);
    // One kind of work by everybody's own hand, so that each waits only for their own list.
    for (std::size_t number = 0; number < promises; ++number) {
      Work& work = *service.rule(id_at<ObligationId>(number)).work;
      work.by = Doer{};
      work.authorised_by.reset();
    }
    const Figures before = figures(service);
    Work& shorter = *service.rule(id_at<ObligationId>(seed % promises)).work;
    shorter.hours = sim::Distribution(sim::Lognormal{shorter.hours.mean() * 0.5, 0.8});
    const Figures after = figures(service);
    for (const auto& [which, minutes] : before.done) {
      ASSERT_TRUE(after.done.contains(which));
      ASSERT_LE(after.done.at(which), minutes);
    }
    EXPECT_LE(after.all, before.all + rounding);
    EXPECT_LE(after.law, before.law + rounding);
    lowered += after.all < before.all - rounding;
  }
  EXPECT_GT(lowered, services / 2);
}

}  // namespace

}  // namespace casetide::models
