// Timelines of visits that fail, because the family is not there or the child is not seen, and are tried again.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <sstream>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr double nearly_always = 1 - 1e-12;  // chance does not come so close to one in a hundred attempts

/// A visit of two hours, due at the end of Tuesday 4 September.
Obligation& visit_that_fails(SmallService& service, StatusId during, double share) {
  Obligation& visit = service.rule(service.work("visit", during, working_days(1), 2));
  visit.sees_child = true;
  visit.safeguard = Component::child_not_seen;
  visit.work->attempt_fails = share;
  return visit;
}

TEST(AnAttempt, ThatFailsIsMadeAgainTwoWorkingDaysLaterAndTheClockRunsOn) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-12");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    visit_that_fails(service, open, nearly_always);
    service.here({open});
    const Notes notes = run(service.scenario);
    // Monday, Wednesday, Friday and, over the weekend, Tuesday: two hours each, all in vain.
    EXPECT_EQ(
        lines(notes, service.scenario,
              {FactKind::work_begun, FactKind::attempt_failed, FactKind::obligation_met, FactKind::obligation_owed}),
        (Lines{"2018-09-03 00:00 obligation_owed visit, child 0, due 2018-09-05 00:00",
               "2018-09-03 09:00 work_begun visit, child 0, worker 0", "2018-09-03 11:00 attempt_failed visit, child 0",
               "2018-09-05 09:00 work_begun visit, child 0, worker 0", "2018-09-05 11:00 attempt_failed visit, child 0",
               "2018-09-07 09:00 work_begun visit, child 0, worker 0", "2018-09-07 11:00 attempt_failed visit, child 0",
               "2018-09-11 09:00 work_begun visit, child 0, worker 0",
               "2018-09-11 11:00 attempt_failed visit, child 0"}));
    EXPECT_EQ(notes.grown(Measure::worked_hours), 8);
    EXPECT_EQ(notes.grown(Measure::obligations_met), 0);
    // Late for the seven days from the 5th to the 11th. Somebody is on the visit for two hours on the 5th, the 7th and
    // the 11th; for the rest the family is waited for.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 6);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::external), 7 * 24 - 6);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 7 * 24);
  });
}

TEST(AnAttempt, ThatIsMadeAgainWaitsInTheQueueOnceItsDayHasCome) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-07");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    visit_that_fails(service, open, nearly_always);
    Obligation& report = service.rule(service.work("report", open, working_days(1), 20));
    report.work->head_start_days = -1;  // less pressing than a visit of the same day
    service.here({open});
    const Notes notes = run(service.scenario);
    // After the visit of Monday the report takes 6 hours on Monday, 8 on Tuesday and 6 on Wednesday, until 15:00. The
    // family can be met again from Wednesday 09:00 on, but the worker is busy for six hours more.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::work_begun, FactKind::attempt_failed}),
        (Lines{"2018-09-03 09:00 work_begun visit, child 0, worker 0", "2018-09-03 11:00 attempt_failed visit, child 0",
               "2018-09-03 11:00 work_begun report, child 0, worker 0",
               "2018-09-05 15:00 work_begun visit, child 0, worker 0",
               "2018-09-05 17:00 attempt_failed visit, child 0"}));
    // From Wednesday 00:00: 9 hours for the family, 8 for the worker, then for the family until the end of Thursday.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::queue), 8);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::external), 9 + 7 + 24);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 48);
  });
}

/// The lines of the service under the first seed under which so many attempts fail.
Lines where_attempts_fail(std::size_t wanted, SmallService service) {
  for (service.scenario.seed = 1; service.scenario.seed < 60; ++service.scenario.seed) {
    const std::string said = in_child([&](std::ostream& out) {
      const Notes notes = run(service.scenario);
      if (notes.of(FactKind::attempt_failed).size() != wanted) return;
      for (const std::string& line :
           lines(notes, service.scenario, {FactKind::work_begun, FactKind::attempt_failed, FactKind::obligation_met}))
        out << line << '\n';
      out << "external " << notes.hours_at_risk(Component::child_not_seen, Cause::external) << "\nall "
          << notes.hours_at_risk() << '\n';
    });
    std::istringstream in(said);
    Lines found;
    for (std::string line; std::getline(in, line);) found.push_back(line);
    if (!found.empty()) return found;
  }
  return {};
}

TEST(AnAttempt, ThatSucceedsAfterOneThatFailedMeetsTheObligation) {
  SmallService service("2018-09-03", "2018-09-12");
  service.staff(social_worker, 1);
  const StatusId open = service.status("open");
  visit_that_fails(service, open, 0.5);
  service.here({open});
  // Due at the end of Tuesday; seen on Wednesday at 11:00, nine of the eleven hours for want of the family.
  EXPECT_EQ(
      where_attempts_fail(1, service),
      (Lines{"2018-09-03 09:00 work_begun visit, child 0, worker 0", "2018-09-03 11:00 attempt_failed visit, child 0",
             "2018-09-05 09:00 work_begun visit, child 0, worker 0", "2018-09-05 11:00 obligation_met visit, child 0",
             "external 9", "all 11"}));
  EXPECT_EQ(where_attempts_fail(0, service),
            (Lines{"2018-09-03 09:00 work_begun visit, child 0, worker 0",
                   "2018-09-03 11:00 obligation_met visit, child 0", "external 0", "all 0"}));
}

TEST(AnAttempt, ToSeeSiblingsFailsForAllOfThemAndIsMadeAgainInOnePiece) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-06");
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    visit_that_fails(service, open, nearly_always).work->further_child = 0.5;
    service.here({open}, 2);
    const Notes notes = run(service.scenario);
    // Two hours and one more for the sibling, on Monday and again on Wednesday.
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::work_begun, FactKind::attempt_failed}),
        (Lines{"2018-09-03 09:00 work_begun visit, child 0, worker 0", "2018-09-03 12:00 attempt_failed visit, child 0",
               "2018-09-03 12:00 attempt_failed visit, child 1", "2018-09-05 09:00 work_begun visit, child 0, worker 0",
               "2018-09-05 12:00 attempt_failed visit, child 0", "2018-09-05 12:00 attempt_failed visit, child 1"}));
    EXPECT_EQ(notes.grown(Measure::worked_hours), 6);
    // Both are late for all of Wednesday.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 2 * 24);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::child_not_seen, Cause::external), 2 * (24 - 3));
  });
}

TEST(AnAttempt, IsNotMadeAgainOnceOtherWorkHasSeenTheChild) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-12");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    const StatusId open = service.status("open");
    visit_that_fails(service, open, nearly_always).renewed_by = RenewedBy::seen;
    Obligation& meeting = service.rule(service.work("meeting", open, working_days(1), 1));
    meeting.work->by = Doer{false, manager};
    meeting.work->ready_before = sim::Distribution::constant(0);
    meeting.sees_child = true;
    service.here({open});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(
        lines(notes, service.scenario, {FactKind::work_begun, FactKind::attempt_failed, FactKind::obligation_met}),
        (Lines{"2018-09-03 09:00 work_begun visit, child 0, worker 0", "2018-09-03 11:00 attempt_failed visit, child 0",
               "2018-09-04 09:00 work_begun meeting, child 0, worker 1",
               "2018-09-04 10:00 obligation_met meeting, child 0", "2018-09-04 10:00 obligation_met visit, child 0"}));
    EXPECT_EQ(notes.hours_at_risk(), 0);
  });
}

TEST(AnAttempt, ThatFailsAfterOtherWorkHasSeenTheChildMakesNothingLate) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-30");
    service.staff(social_worker, 1);
    service.staff(manager, 1);
    const StatusId open = service.status("open");
    Obligation& visit = visit_that_fails(service, open, nearly_always);
    visit.work->hours = sim::Distribution::constant(12);  // until Tuesday 13:00
    visit.renewed_by = RenewedBy::seen;
    Obligation& meeting = service.rule(service.work("meeting", open, working_days(1), 1));
    meeting.work->by = Doer{false, manager};
    meeting.work->ready_before = sim::Distribution::constant(0);
    meeting.sees_child = true;
    service.here({open});
    // The child is seen on Tuesday at 10:00, in time; what is owed once is owed no more.
    EXPECT_EQ(run(service.scenario).hours_at_risk(), 0);
  });
}

TEST(AnAttempt, IsDrawnAnewEachTimeAndForEachFamily) {
  constexpr int families = 2000;
  const std::string said = in_child([](std::ostream& out) {
    SmallService service("2018-09-03", "2018-11-05");
    service.staff(social_worker, 100);
    const StatusId open = service.status("open");
    visit_that_fails(service, open, 0.4).work->hours = sim::Distribution::constant(0.05);
    for (int family = 0; family < families; ++family) service.here({open});
    std::map<ChildId, int> failures;
    const Notes notes = run(service.scenario);
    for (const Fact& failed : notes.of(FactKind::attempt_failed)) ++failures[failed.child];
    for (const Fact& met : notes.of(FactKind::obligation_met)) out << failures[met.child] << ' ';
  });
  std::istringstream in(said);
  std::array<int, 100> with{};  // families with so many failures before the visit that met it
  int all = 0;
  for (std::size_t failures = 0; in >> failures; ++all) ++with.at(failures);
  ASSERT_EQ(all, families);
  // 60 %, then 60 % of the rest, and so on; four standard deviations.
  for (const std::size_t failures : {0u, 1u, 2u, 3u}) {
    const double share = 0.6 * std::pow(0.4, failures);
    EXPECT_NEAR(with[failures] / double{families}, share, 4 * std::sqrt(share * (1 - share) / families)) << failures;
  }
}

TEST(AnAttempt, IsDrawnForEachOfTwoSiblingsWhoAreVisitedApart) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-05");
    service.staff(social_worker, 100);
    const StatusId open = service.status("open");
    Work& visit = *visit_that_fails(service, open, 0.5).work;
    visit.hours = sim::Distribution::constant(0.05);
    visit.shared = false;
    for (int family = 0; family < 400; ++family) service.here({open}, 2);
    std::map<std::size_t, int> failed;  // by family
    for (const Fact& attempt : run(service.scenario).of(FactKind::attempt_failed)) ++failed[index(attempt.child) / 8];
    // Of 400 families, one of the two is missed in half of them, and both in a quarter.
    const auto with = [&](int number) {
      return std::count_if(failed.begin(), failed.end(), [&](const auto& family) { return family.second == number; });
    };
    EXPECT_NEAR(static_cast<double>(with(1)), 200, 4 * 10);
    EXPECT_NEAR(static_cast<double>(with(2)), 100, 4 * 8.7);
  });
}

TEST(AnAttempt, IsDrawnAnewAtTheNextVisit) {
  in_child([] {
    SmallService service("2018-09-03", "2020-09-01");
    service.staff(social_worker, 100);
    const StatusId open = service.status("open");
    Obligation& visit = visit_that_fails(service, open, 0.5);
    visit.work->hours = sim::Distribution::constant(0.05);
    visit.work->ready_before = sim::Distribution::constant(0);
    visit.then_every = {weeks(4)};
    for (int family = 0; family < 500; ++family) service.here({open});
    std::map<ChildId, int> attempts, failures;
    const Notes notes = run(service.scenario);
    for (const Fact& begun : notes.of(FactKind::work_begun)) ++attempts[begun.child];
    for (const Fact& failed : notes.of(FactKind::attempt_failed)) ++failures[failed.child];
    // With some fifty attempts each, nobody is always or never met, as families would be who kept their first draw.
    for (const auto& [child, made] : attempts) {
      EXPECT_GT(failures[child], 0) << "child " << index(child) << " of " << made;
      EXPECT_LT(failures[child], made) << "child " << index(child);
    }
  });
}

}  // namespace

}  // namespace casetide::models
