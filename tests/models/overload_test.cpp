// What overload does to work, each link by itself and by hand, and cases that weigh more than one.
// Everybody works from 09:00 to 17:00; the weekly look is on Mondays at 07:15. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;

/// One worker with 400 hours of work that may wait till next summer. On Monday 10 September 40 of 40 hours have been
/// worked and 360 wait for the 160 of four weeks: a pressure of 3.25, so every link works in full.
struct Overloaded {
  SmallService service{"2018-09-03", "2018-10-15"};
  StatusId busy;

  Overloaded() {
    service.staff(social_worker, 1);
    busy = service.status("busy");
    service.work("long", busy, working_days(200), 400);
    service.here({busy});
  }
  Overload& links() { return service.scenario.staffing.overload; }
};

constexpr const char* before_any_pressure = "2018-09-04 12:00";
constexpr const char* under_pressure = "2018-09-10 12:00";

/// Working time that four hours of work take, which come onto the desk at the instant [minutes].
std::int64_t minutes_taken(const char* when, double cut) {
  const std::string said = in_child([&](std::ostream& out) {
    Overloaded overloaded;
    overloaded.links().work_cut_short = cut;
    const StatusId brief = overloaded.service.status("brief");
    const ObligationId visit = overloaded.service.work("visit", brief, working_days(2), 4);
    overloaded.service.coming(at(when), brief);
    const Notes notes = run(overloaded.service.scenario);
    for (const Fact& done : notes.of(FactKind::work_finished))
      if (done.place == index(visit)) out << done.amount.count();
  });
  return std::stoll(said);
}

TEST(Overload, CutsEachPieceShortUnderPressureOnly) {
  EXPECT_EQ(minutes_taken(under_pressure, 0.25), 180);
  EXPECT_EQ(minutes_taken(before_any_pressure, 0.25), 240);
  EXPECT_EQ(minutes_taken(under_pressure, 0), 240);
}

/// What is done first, of plan work due in five working days and other work due in eight.
std::string done_first(double waits_days, bool with_safeguard = false) {
  return in_child([&](std::ostream& out) {
    Overloaded overloaded;
    SmallService& service = overloaded.service;
    overloaded.links().plan_work_waits_days = waits_days;
    const StatusId planned = service.status("planned");
    const ObligationId plan_work = service.work("plan work", planned, working_days(5), 1);
    service.rule(plan_work).progresses_plan = true;
    if (with_safeguard) service.rule(plan_work).safeguard = Component::plan_not_set_going;
    const StatusId other = service.status("other");
    const ObligationId other_work = service.work("other work", other, working_days(8), 1);
    service.coming(at(under_pressure), planned);
    service.coming(at(under_pressure), other);
    for (const Fact& done : run(service.scenario).of(FactKind::work_finished)) {
      if (done.place != index(plan_work) && done.place != index(other_work)) continue;
      out << (done.place == index(plan_work) ? "plan work" : "other work");
      return;
    }
  });
}

TEST(Overload, PutsOffPlanWorkThatNobodyWouldMissThisWeek) {
  EXPECT_EQ(done_first(0), "plan work");
  EXPECT_EQ(done_first(10), "other work");
  EXPECT_EQ(done_first(10, true), "plan work");  // a promised safeguard is no such work
}

/// A plan whose need would take a hundred hours, and a review that closes it when the need is met.
struct Reviewed : Overloaded {
  StatusId plan;

  explicit Reviewed(bool asks_about_need = true) {
    plan = service.status("plan");
    service.scenario.pathway.statuses[index(plan)].need = Need{.amount = sim::Distribution::constant(100), .then = {}};
    const DecisionId review = service.decision("review", {outcome("goes on")});
    Decision::Case closing;
    if (asks_about_need) closing.need_met = true;
    closing.outcomes = {outcome("closed")};
    closing.outcomes[0].closes = true;
    closing.outcomes[0].comes_back = 0.5;
    auto& cases = service.scenario.pathway.decisions[index(review)].cases;
    cases.insert(cases.begin(), closing);
    service.rule(service.work("review", plan, working_days(2), 1)).decides = review;
    service.scenario.pathway.on_referral = {plan};
    service.scenario.demand.returns.after_days = sim::Distribution::constant(7);
    service.coming(at(under_pressure), plan);
  }
};

TEST(Overload, TakesANeedForMetThatIsNot) {
  in_child([] {
    Reviewed reviewed;
    reviewed.links().closes_too_soon = 1;
    reviewed.links().comes_back_factor = 0;
    const Notes notes = run(reviewed.service.scenario);
    EXPECT_EQ(lines(notes, reviewed.service.scenario, {FactKind::decided_in_haste, FactKind::child_closed}).size(), 2u);
    EXPECT_EQ(notes.of(FactKind::decided_in_haste).at(0).at, at("2018-09-11 10:00"));
    EXPECT_EQ(notes.grown(Measure::hasty_decisions), 1);
    EXPECT_TRUE(notes.of(FactKind::referral_received).empty());  // half of them come back, times 0
  });
}

TEST(Overload, BringsBackMoreOfThoseClosedInHaste) {
  in_child([] {
    Reviewed reviewed;
    reviewed.links().closes_too_soon = 1;
    reviewed.links().comes_back_factor = 2;
    const Notes notes = run(reviewed.service.scenario);
    // Half of them, times 2: all, seven days after they were closed on Tuesday at 10:00.
    ASSERT_FALSE(notes.of(FactKind::referral_received).empty());
    EXPECT_EQ(notes.of(FactKind::referral_received).at(0).at, at("2018-09-18 10:00"));
  });
}

TEST(Overload, KeepsPlansOpenWhoseNeedIsNotMetWithoutHasteOrPressure) {
  const auto closed = [](double share, double bearable) {
    return in_child([&](std::ostream& out) {
      Reviewed reviewed;
      reviewed.links().closes_too_soon = share;
      reviewed.links().bearable = bearable;
      reviewed.links().comes_back_factor = 0;
      out << run(reviewed.service.scenario).of(FactKind::child_closed).size();
    });
  };
  EXPECT_EQ(closed(0, 1), "0");
  EXPECT_EQ(closed(1, 4), "0");  // 3.25 can be borne
  EXPECT_EQ(closed(1, 1), "1");
}

TEST(Overload, IsNoHasteWhereTheDecisionDoesNotAskAboutTheNeed) {
  in_child([] {
    Reviewed reviewed(false);
    reviewed.links().closes_too_soon = 1;
    reviewed.links().comes_back_factor = 0;
    reviewed.service.scenario.pathway.decisions.back().cases[0].outcomes[0].comes_back = 1;
    const Notes notes = run(reviewed.service.scenario);
    EXPECT_GE(notes.of(FactKind::child_closed).size(), 1u);
    EXPECT_TRUE(notes.of(FactKind::decided_in_haste).empty());
    EXPECT_EQ(notes.grown(Measure::hasty_decisions), 0);
    EXPECT_FALSE(notes.of(FactKind::referral_received).empty());  // as usual: all of them
  });
}

/// Four hours of need, two pieces of two hours before the review of 12 September.
std::string closed_by_a_worker_who_is_about_to_leave(double progress) {
  return in_child([&](std::ostream& out) {
    SmallService service("2018-09-03", "2018-09-14");
    service.staff(social_worker, 1);
    service.scenario.staffing.employment.leaving.per_year = 1e9;  // gives notice at once
    service.scenario.staffing.employment.leaving.notice_days = sim::Distribution::constant(90);
    service.scenario.staffing.overload.progress_under_notice = progress;
    const StatusId plan = service.status("plan");
    service.scenario.pathway.statuses[index(plan)].need = Need{.amount = sim::Distribution::constant(4), .then = {}};
    const ObligationId direct = service.work("direct work", plan, working_days(1), 2);
    service.rule(direct).progresses_plan = true;
    service.rule(direct).then_every = {Interval{weeks(1)}};
    service.rule(direct).work->ready_before = sim::Distribution::constant(0);
    const ObligationId review = service.work("review", plan, working_days(7), 1);
    service.rule(review).work->ready_before = sim::Distribution::constant(0);
    Outcome closes = outcome("closed");
    closes.closes = true;
    const DecisionId decision = service.decision("review", {closes});
    auto& cases = service.scenario.pathway.decisions[index(decision)].cases;
    cases[0].need_met = true;
    cases.emplace_back().outcomes = {outcome("goes on")};
    service.rule(review).decides = decision;
    service.here({plan});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(notes.of(FactKind::notice_given).size(), 1u);
    EXPECT_EQ(notes.of(FactKind::decision_taken).size(), 1u);
    out << (notes.of(FactKind::child_closed).empty() ? "no" : "yes");
  });
}

TEST(Overload, LetsAWorkerUnderNoticeMoveLess) {
  EXPECT_EQ(closed_by_a_worker_who_is_about_to_leave(1), "yes");
  EXPECT_EQ(closed_by_a_worker_who_is_about_to_leave(0.75), "no");  // three of the four hours
}

/// To whom each of the children goes who come one after the other: one of the heavy kind, then light ones.
Lines given_to(double points_of_heavy, int light, double ceiling) {
  const std::string said = in_child([&](std::ostream& out) {
    SmallService service("2018-09-03", "2018-09-05");
    service.staff(social_worker, 2);
    service.scenario.staffing.ceiling = ceiling;
    const StatusId heavy_kind = service.status("heavy");
    const StatusId light_kind = service.status("light");
    service.coming(at("2018-09-03 10:00"), heavy_kind);
    for (int child = 0; child < light; ++child)
      service.coming(at("2018-09-03 11:00") + sim::Minutes{child}, light_kind);
    auto& points = service.scenario.staffing.case_points;
    points.assign(service.scenario.pathway.statuses.size(), 1);
    points[index(heavy_kind)] = points_of_heavy;
    for (const Fact& given : run(service.scenario).of(FactKind::child_allocated)) out << index(given.worker) << ' ';
  });
  return {said};
}

TEST(CasePoints, WeighTheChildrenThatAWorkerHolds) {
  EXPECT_EQ(given_to(1, 3, 100), (Lines{"0 1 0 1 "}));
  EXPECT_EQ(given_to(3, 3, 100), (Lines{"0 1 1 1 "}));
  EXPECT_EQ(given_to(3, 3, 2), (Lines{"0 1 1 "}));  // the third finds both full
}

}  // namespace

}  // namespace casetide::models
