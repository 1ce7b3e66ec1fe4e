// Who counts as what: contacts, open children and care leavers, and under which status days are reported.
// 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto manager = SmallService::manager;
constexpr Component stuck = Component::stuck;

StatusId counting_as(SmallService& service, const std::string& name, CountsAs as) {
  const StatusId status = service.status(name, false);
  service.scenario.pathway.statuses[index(status)].counts_as = as;
  return status;
}

/// A promise of the law that nobody keeps.
ObligationId promise(SmallService& service, StatusId during, int within_days, Component component = stuck) {
  const ObligationId watch = service.watch("promise_" + std::to_string(index(during)), during, days(within_days));
  service.rule(watch).safeguard = component;
  service.rule(watch).basis = Basis::law;
  return watch;
}

TEST(AContact, IsNoOpenChild) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    const StatusId contact = counting_as(service, "contact", CountsAs::contact);
    service.lasts(contact, 2.5, service.closing());
    service.here({contact});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(notes.of(FactKind::child_closed).size(), 1u);
    for (Measure measure : {Measure::opened, Measure::closed, Measure::open_child_days, Measure::team_days,
                            Measure::referrals, Measure::re_referrals, Measure::unallocated_days})
      EXPECT_EQ(notes.grown(measure), 0) << static_cast<int>(measure);
  });
}

TEST(AContact, IsAtNoRiskHoweverLongItWaits) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    const StatusId contact = counting_as(service, "contact", CountsAs::contact);
    promise(service, contact, 1);
    service.here({contact});
    const Notes notes = run(service.scenario);
    for (Measure measure :
         {Measure::time_at_risk, Measure::time_at_risk_law, Measure::time_at_risk_gross, Measure::time_at_risk_equal,
          Measure::time_at_risk_status, Measure::time_at_risk_team, Measure::leaving_care_at_risk})
      EXPECT_EQ(notes.grown(measure), 0) << static_cast<int>(measure);
    for (const Sample& sample : notes.samples) EXPECT_EQ(sample.of(Measure::children_at_risk)[index(contact)], 0);
    EXPECT_TRUE(notes.of(FactKind::safeguards_back).empty());
  });
}

TEST(AContact, ThatBecomesAChildInNeedIsOpenedThen) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    const StatusId contact = counting_as(service, "contact", CountsAs::contact);
    const StatusId open = service.status("open", false);
    promise(service, open, 1);
    service.lasts(contact, 2.5, service.moving("accepted", {contact}, {open}));
    service.lasts(open, 3, service.closing());
    service.here({contact});
    const Notes notes = run(service.scenario);
    // Open from Wednesday 5 at 12:00 to Saturday 8 at 12:00; the promise was due at the end of Thursday.
    EXPECT_EQ(notes.grown(Measure::opened), 1);
    EXPECT_EQ(notes.grown(Measure::closed), 1);
    EXPECT_EQ(notes.grown(Measure::open_child_days), 3);
    EXPECT_EQ(notes.grown(Measure::team_days), 3);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 36);
  });
}

TEST(AContact, WhoBecomesAChildInNeedBesidesIsCountedFromThenOn) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    const StatusId contact = counting_as(service, "contact", CountsAs::contact);
    const StatusId waiting = counting_as(service, "waiting", CountsAs::contact);
    const StatusId open = service.status("open", false);
    promise(service, contact, 1);
    service.lasts(waiting, 2.5, service.moving("accepted", {waiting}, {open}));
    service.here({contact, waiting});
    // The promise was due at the end of Tuesday 4; the child is open from Wednesday 5 at 12:00 on.
    EXPECT_DOUBLE_EQ(run(service.scenario).hours_at_risk(), 11.5 * 24);
  });
}

TEST(AContact, WhoIsAChildInNeedBesidesIsAChild) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    const StatusId open = service.status("open", false);
    const StatusId contact = counting_as(service, "contact", CountsAs::contact);
    promise(service, open, 3);
    service.here({open, contact});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(notes.grown(Measure::open_child_days), 14);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 10 * 24);  // from the 7th on
  });
}

/// A looked-after child who turns 18 on Monday 10 September. A promise to it was due by the end of Wednesday 5; one to
/// it as a care leaver is due three days after its birthday.
struct TurningEighteen {
  TurningEighteen(bool care_ends = true) : service("2018-09-03", "2018-09-17") {
    in_care = service.status("in_care", false);
    care_leaver = counting_as(service, "care_leaver", CountsAs::care_leaver);
    in_care_promise = promise(service, in_care, 2);
    leaver_promise = promise(service, care_leaver, 3);
    const auto ended = care_ends ? std::vector<StatusId>{in_care} : std::vector<StatusId>{};
    const DecisionId leaves = service.decision("turning_18", {outcome("leaves", ended, {care_leaver})});
    service.scenario.pathway.birthdays = {{18, leaves}};
    service.here({in_care});
    service.born(day("2000-09-10"));
  }
  SmallService service;
  StatusId in_care{}, care_leaver{};
  ObligationId in_care_promise{}, leaver_promise{};
};

TEST(ACareLeaver, StandsBesideTheHeadlineAndInNoneOfItsFigures) {
  in_child([] {
    TurningEighteen one;
    const Notes notes = run(one.service.scenario);
    EXPECT_EQ(lines(notes, one.service.scenario,
                    {FactKind::obligation_owed, FactKind::obligation_lapsed, FactKind::child_closed}),
              (Lines{"2018-09-03 00:00 obligation_owed promise_0, child 0, due 2018-09-06 00:00",
                     "2018-09-10 00:00 obligation_lapsed promise_0, child 0",
                     "2018-09-10 00:00 obligation_owed promise_1, child 0, due 2018-09-14 00:00"}));
    // In care: missing from the 6th to the 9th. As a care leaver: from the 14th to the 16th.
    for (Measure measure : {Measure::time_at_risk, Measure::time_at_risk_law, Measure::time_at_risk_gross,
                            Measure::time_at_risk_equal, Measure::time_at_risk_status, Measure::time_at_risk_team})
      EXPECT_DOUBLE_EQ(notes.grown(measure), 4) << static_cast<int>(measure);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::time_at_risk_status, index(one.in_care)), 4);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::leaving_care_at_risk), 3);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::leaving_care_at_risk, static_cast<std::size_t>(stuck)), 3);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::open_child_days), 7);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::status_days, index(one.care_leaver)), 7);
    // One spell, which ended with childhood; none as a care leaver.
    const auto spells = notes.of(FactKind::safeguards_back);
    ASSERT_EQ(spells.size(), 1u);
    EXPECT_EQ(spells[0].since, at("2018-09-06"));
    EXPECT_EQ(spells[0].due, at("2018-09-10"));
  });
}

TEST(ACareLeaver, WhoIsStillInCareIsAChild) {
  in_child([] {
    TurningEighteen one(false);
    const Notes notes = run(one.service.scenario);
    // The promise in care is missing from the 6th to the end, the other one beside it.
    EXPECT_DOUBLE_EQ(notes.grown(Measure::time_at_risk), 11);
    EXPECT_EQ(notes.grown(Measure::leaving_care_at_risk), 0);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::open_child_days), 14);
  });
}

TEST(ACareLeaver, IsCreditedByTheLadderOnceADay) {
  in_child([] {
    TurningEighteen one;
    promise(one.service, one.care_leaver, 4, Component::review_overdue);
    promise(one.service, one.care_leaver, 5, Component::child_not_seen);
    const Notes notes = run(one.service.scenario);
    // Stuck on the 14th, then without a review, which is more basic, on the 15th, then not seen on the 16th.
    for (Component component : {stuck, Component::review_overdue, Component::child_not_seen})
      EXPECT_DOUBLE_EQ(notes.grown(Measure::leaving_care_at_risk, static_cast<std::size_t>(component)), 1);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::leaving_care_at_risk), 3);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::time_at_risk), 4);
  });
}

TEST(AStatus, ThatNeedsNoWorkerEndsTheWaitForOne) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");  // and nobody works there
    const StatusId helped = service.status("helped");
    const StatusId over = service.status("over", false);
    service.lasts(helped, 3, service.moving("over", {helped}, {over}));
    service.here({helped});
    const Notes notes = run(service.scenario);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::unallocated_days), 3);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 3 * 24);
  });
}

TEST(AStatus, ThatNeedsNoWorkerEndsTheWaitForATransfer) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-24");
    const TeamId second = service.add_team("second");
    service.staff(SmallService::social_worker, 1);
    service.staff(SmallService::social_worker, 1, second);
    service.scenario.staffing.ceiling = 1;
    const StatusId quiet = service.status("quiet", false);
    const StatusId before = service.status("before");
    const StatusId after = service.status("after", true, second);
    const StatusId brief = service.status("brief", true, second);
    service.lasts(before, 1, service.moving("move", {before}, {after}));
    service.lasts(after, 3, service.moving("over", {after}, {quiet}));
    service.lasts(brief, 9.5, service.closing());
    service.here({before});
    service.here({brief});
    // The second team has room from Wednesday 12 at 12:00 on; the child has not needed it since Friday 7.
    EXPECT_EQ(lines(run(service.scenario), service.scenario,
                    {FactKind::child_allocated, FactKind::worker_changed, FactKind::child_closed}),
              (Lines{"2018-09-03 00:00 child_allocated, child 0, worker 0",
                     "2018-09-03 00:00 child_allocated, child 8, worker 1", "2018-09-12 12:00 child_closed, child 8"}));
  });
}

TEST(AStatus, MayBeReportedUnderAnother) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    const StatusId in_care = service.status("in_care", false);
    const StatusId new_in_care = service.status("new_in_care", false);
    service.scenario.pathway.statuses[index(new_in_care)].reported_under = in_care;
    promise(service, in_care, 2);
    service.lasts(new_in_care, 7, service.moving("settled", {new_in_care}, {}));
    service.here({in_care, new_in_care});
    const Notes notes = run(service.scenario);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::time_at_risk_status, index(in_care)), 11);
    EXPECT_EQ(notes.grown(Measure::time_at_risk_status, index(new_in_care)), 0);
    // The sample of Monday 10 September still finds it new in care.
    ASSERT_EQ(notes.samples.size(), 3u);
    EXPECT_EQ(notes.samples[1].of(Measure::children_at_risk)[index(in_care)], 1);
    EXPECT_EQ(notes.samples[1].of(Measure::children_at_risk)[index(new_in_care)], 0);
    EXPECT_EQ(notes.samples[1].of(Measure::children)[index(new_in_care)], 1);
  });
}

TEST(AContact, WhoseWorkIsLateDelaysNothingInTheFiguresOfOthers) {
  in_child([] {
    // The manager screens a contact for twenty hours before deciding on a referral that was due on Tuesday.
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(manager, 1);
    const StatusId contact = counting_as(service, "contact", CountsAs::contact);
    const StatusId referred = service.status("referred", false);
    for (const StatusId status : {contact, referred}) {
      Obligation& work = service.rule(service.work(status == contact ? "screening" : "decision", status,
                                                   working_days(1), status == contact ? 20 : 1));
      work.work->by = Doer{false, manager};
      work.decides = service.closing();
    }
    service.rule(ObligationId{1}).safeguard = Component::waiting_for_a_decision;
    service.here({contact});
    service.here({referred});
    const Notes notes = run(service.scenario);
    // Until Wednesday 13:00 the contact, until 14:00 the referral: late for 14 hours.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(Component::waiting_for_a_decision, Cause::manager), 14);
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 14);
    EXPECT_EQ(notes.grown(Measure::closed), 1);
    EXPECT_DOUBLE_EQ(notes.grown(Measure::open_child_days), 2 + 14.0 / 24);
  });
}

}  // namespace

}  // namespace casetide::models
