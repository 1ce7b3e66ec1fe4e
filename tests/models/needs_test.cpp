// Timelines of what a plan still needs: worked off, partly undone by a change of worker, and noticed by a review.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;

sim::Distribution constant(double value) { return sim::Distribution::constant(value); }

/// A plan with two hours of work on every Wednesday from 5 September on, and a manager's review that ends the plan once
/// its need is met: first so many days after the start and then every week.
struct APlan {
  APlan(double need_hours, double lost, int first_review = 3) : service("2018-09-03", "2018-10-15") {
    service.staff(social_worker, 2);
    service.staff(manager, 1);
    service.scenario.staffing.cover_after_working_days = 1;
    plan = service.status("plan");
    Need need;
    need.amount = constant(need_hours);
    need.lost_on_change_of_worker = lost;
    service.scenario.pathway.statuses[index(plan)].need = need;
    session = service.work("session", plan, days(2), 2);
    service.rule(session).then_every = {weeks(1)};
    service.rule(session).work->ready_before = constant(0);
    service.rule(session).progresses_plan = true;
    review = service.work("review", plan, days(first_review), 1);
    service.rule(review).then_every = {weeks(1)};
    service.rule(review).work->by = Doer{false, manager};
    service.rule(review).work->ready_before = constant(0);
    Decision decision;
    decision.name = "review";
    decision.cases.resize(2);
    decision.cases[0].need_met = true;
    decision.cases[0].outcomes = {outcome("close")};
    decision.cases[0].outcomes[0].closes = true;
    decision.cases[1].outcomes = {outcome("continue")};
    service.scenario.pathway.decisions = {decision};
    service.rule(review).decides = DecisionId{0};
    service.here({plan});
  }
  /// The worker is away from Thursday 13 September on; on Friday the other one takes over.
  void change_worker() { service.only_away(0, day("2018-09-13"), 30); }
  Lines found() const {
    return lines(run(service.scenario), service.scenario, {FactKind::worker_changed, FactKind::child_closed});
  }
  SmallService service;
  StatusId plan{};
  ObligationId session{}, review{};
};

const std::string changed = "2018-09-14 00:00 worker_changed, child 0, worker 1";

TEST(ANeed, OfWhichAChangeOfWorkerUndoesNothingEndsAsIfTheWorkerHadStayed) {
  in_child([] {
    APlan six_hours(6, 0);  // 5, 12 and 19 September; the review of the 20th sees it
    six_hours.change_worker();
    EXPECT_EQ(six_hours.found(), (Lines{changed, "2018-09-20 10:00 child_closed, child 0"}));
  });
}

TEST(ANeed, OfWhichAChangeOfWorkerUndoesAPartTakesThatMuchLonger) {
  in_child([] {
    APlan six_hours(6, 0.5);
    six_hours.change_worker();
    // Four hours done by the 12th; two of them are undone on the 14th, so four are left: the 19th and the 26th.
    EXPECT_EQ(six_hours.found(), (Lines{changed, "2018-09-27 10:00 child_closed, child 0"}));
  });
  in_child([] {
    APlan six_hours(6, 1);
    six_hours.change_worker();
    // All six are left again: 19 and 26 September, 3 October.
    EXPECT_EQ(six_hours.found(), (Lines{changed, "2018-10-04 10:00 child_closed, child 0"}));
  });
}

TEST(ANeed, OfWhichAChangeOfWorkerWouldUndoAPartLosesNothingWithoutAChange) {
  in_child([] {
    APlan six_hours(6, 1);
    EXPECT_EQ(six_hours.found(), (Lines{"2018-09-20 10:00 child_closed, child 0"}));
  });
}

TEST(ANeed, ThatIsMetStaysMetWhenTheWorkerChanges) {
  in_child([] {
    APlan four_hours(4, 1, 17);  // met on the 12th; nobody looks before Thursday 20
    four_hours.change_worker();
    EXPECT_EQ(four_hours.found(), (Lines{changed, "2018-09-20 10:00 child_closed, child 0"}));
  });
}

TEST(APlan, IsProlongedByALateReviewAndTheNextOneIsDueAfterTheDayItWasHeld) {
  in_child([] {
    APlan two_hours(2, 0, 10);  // met on Wednesday 5; the review is due on Thursday 13
    two_hours.service.rule(two_hours.review).work->hours = constant(20);
    two_hours.service.rule(two_hours.review).safeguard = Component::review_overdue;
    const Notes notes = run(two_hours.service.scenario);
    // Twenty hours of the manager's: until Monday 17 at 13:00. Late from Friday 14 on.
    EXPECT_EQ(lines(notes, two_hours.service.scenario, {FactKind::child_closed}),
              (Lines{"2018-09-17 13:00 child_closed, child 0"}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::review_overdue, Cause::manager), 3 * 24 + 13);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::open_child_days), 14 + 13.0 / 24);
  });
  in_child([] {
    APlan many_hours(100, 0, 10);
    many_hours.service.rule(many_hours.review).work->hours = constant(20);
    // Held on Monday 17 at 13:00; the next is due a week later, on Monday 24, begun that morning and held on Wednesday
    // 26 at 13:00; then Wednesday 3 October, held on Friday 5; then Friday 12.
    EXPECT_EQ(
        lines(run(many_hours.service.scenario), many_hours.service.scenario, {FactKind::decision_taken}),
        (Lines{"2018-09-17 13:00 decision_taken review, child 0", "2018-09-26 13:00 decision_taken review, child 0",
               "2018-10-05 13:00 decision_taken review, child 0"}));
  });
}

}  // namespace

}  // namespace casetide::models
