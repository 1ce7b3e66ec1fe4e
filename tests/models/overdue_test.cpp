// What is overdue at a sample, and by how many days, obligation by obligation.
// Everybody works from 09:00 to 17:00. 3 September 2018 is a Monday.
#include <gtest/gtest.h>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;

/// What daily samples say of one obligation.
struct Overdue {
  std::vector<double> children, days;
  Overdue(const Notes& notes, ObligationId obligation) {
    for (const Sample& sample : notes.samples) {
      children.push_back(sample.of(Measure::overdue)[index(obligation)]);
      days.push_back(sample.of(Measure::days_overdue)[index(obligation)]);
    }
  }
};
using Numbers = std::vector<double>;

TEST(Overdue, CountsChildrenAndDaysFromTheDueInstantUntilTheWorkIsDone) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-11");
    service.scenario.sample_days = 1;
    service.staff(social_worker, 1);
    const StatusId open = service.status("open");
    const ObligationId visit = service.work("visit", open, working_days(1), 36);
    service.rule(visit).safeguard = Component::child_not_seen;
    const ObligationId review = service.watch("review", open, days(5));
    service.rule(review).safeguard = Component::review_overdue;
    const ObligationId note = service.watch("note", open, days(0));  // promises no safeguard
    service.here({open});
    const Notes notes = run(service.scenario);
    ASSERT_EQ(notes.samples.size(), 9u);  // midnights of the 3rd to the 11th
    // The visit is due at the end of Tuesday 4 and done on Friday 7 at 13:00; the review is due at the end of Saturday
    // 8 and never held. At the due instant itself nothing is late yet.
    const Overdue visits(notes, visit);
    EXPECT_EQ(visits.children, (Numbers{0, 0, 0, 1, 1, 0, 0, 0, 0}));
    EXPECT_EQ(visits.days, (Numbers{0, 0, 0, 1, 2, 0, 0, 0, 0}));
    const Overdue reviews(notes, review);
    EXPECT_EQ(reviews.children, (Numbers{0, 0, 0, 0, 0, 0, 0, 1, 1}));
    EXPECT_EQ(reviews.days, (Numbers{0, 0, 0, 0, 0, 0, 0, 1, 2}));
    const Overdue none(notes, note);
    EXPECT_EQ(none.children, Numbers(9, 0));
    EXPECT_EQ(none.days, Numbers(9, 0));
  });
}

TEST(Overdue, CountsSiblingsOneByOneAndEachByItsOwnDay) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-11");
    service.scenario.sample_days = 1;
    const StatusId open = service.status("open", false);
    const ObligationId watch = service.watch("watched", open, days(2));
    service.rule(watch).safeguard = Component::nobody_watching;
    service.here({open}, 2);
    service.coming(at("2018-09-05 15:00"), open);
    const Notes notes = run(service.scenario);
    // The siblings' is due at the end of Wednesday 5, the third child's at the end of Friday 7.
    const Overdue watched(notes, watch);
    EXPECT_EQ(watched.children, (Numbers{0, 0, 0, 0, 2, 2, 3, 3, 3}));
    EXPECT_EQ(watched.days, (Numbers{0, 0, 0, 0, 2, 4, 6 + 1, 8 + 2, 10 + 3}));
  });
}

TEST(Overdue, CountsTwoOfTheSameComponentEachForItself) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-11");
    service.scenario.sample_days = 1;
    const StatusId open = service.status("open", false);
    const ObligationId sooner = service.watch("sooner", open, days(2));
    const ObligationId later = service.watch("later", open, days(4));
    for (ObligationId watch : {sooner, later}) service.rule(watch).safeguard = Component::stuck;
    service.here({open});
    const Notes notes = run(service.scenario);
    EXPECT_EQ(Overdue(notes, sooner).days, (Numbers{0, 0, 0, 0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(Overdue(notes, later).days, (Numbers{0, 0, 0, 0, 0, 0, 1, 2, 3}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 5 * 24);  // missing once, whichever of them
  });
}

TEST(Overdue, ForgetsWhatHasLapsedWithItsStatusOrWasClosed) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-11");
    service.scenario.sample_days = 1;
    const StatusId open = service.status("open", false);
    const StatusId brief = service.status("brief", false);
    const ObligationId watch = service.watch("watched", brief, days(1));
    service.rule(watch).safeguard = Component::nobody_watching;
    service.lasts(brief, 4.5, service.moving("end", {brief}, {}));
    service.here({open, brief});
    service.here({brief});  // closed when it ends
    const Notes notes = run(service.scenario);
    // Due at the end of Tuesday 4; over on Friday 7 at 12:00.
    const Overdue watched(notes, watch);
    EXPECT_EQ(watched.children, (Numbers{0, 0, 0, 2, 2, 0, 0, 0, 0}));
    EXPECT_EQ(watched.days, (Numbers{0, 0, 0, 2, 4, 0, 0, 0, 0}));
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 2 * (24 + 24 + 12));
  });
}

TEST(Overdue, OfAWatchThatWasRenewedLateStartsAgainFromTheNextDueDay) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-15");
    service.scenario.sample_days = 1;
    const StatusId open = service.status("open", false);
    const ObligationId watch = service.watch("watched", open, days(1));
    service.rule(watch).then_every = {days(3)};
    service.rule(watch).renewed_by = RenewedBy::monitored;
    service.rule(watch).safeguard = Component::nobody_watching;
    service.staff(SmallService::manager, 1);
    Obligation& check = service.rule(service.work("check", open, days(4), 2));
    check.work->by = Doer{false, SmallService::manager};
    check.work->ready_before = sim::Distribution::constant(0);
    check.monitors = true;
    service.here({open});
    const Notes notes = run(service.scenario);
    // Due at the end of Tuesday 4; judged on Friday 7 at 11:00; next due at the end of Monday 10.
    const Overdue watched(notes, watch);
    EXPECT_EQ(watched.children, (Numbers{0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1}));
    EXPECT_EQ(watched.days, (Numbers{0, 0, 0, 1, 2, 0, 0, 0, 0, 1, 2, 3, 4}));
  });
}

}  // namespace

}  // namespace casetide::models
