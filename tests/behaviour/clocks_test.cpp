// Every clock of the process: one child is driven through it on an idle service, and the due date is found by hand.
//
// The letters are those of the tables of clocks in the domain's description of the process: F front door, P protection,
// N need, PF private fostering, C court, L care, V leaving care, M whether anyone is watching. "wd" is a working day.
// A clock runs from the day after it starts; work is done on its last day unless a test says otherwise, so that the
// next clock runs from there. Two clocks of the tables are not in the model:
//   M2, supervision of the newly qualified: newly qualified workers come with a later version;
//   M5, the recording of a visit within 2 wd: it is part of the visit's hours, nobody waits for it.
//
// Bank holidays that the dates below meet: 2017 Mon 25 and Tue 26 December. 2018 Mon 1 January, Fri 30 March, Mon 2
// April, Mon 7 May, Mon 27 August, Tue 25 and Wed 26 December. 2019 Tue 1 January, Fri 19 and Mon 22 April.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/in_child.hpp"
#include "tests/support/one_child.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

::testing::AssertionResult not_after(const std::string& limit, const std::string& day) {
  if (date(day) <= date(limit)) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << day << " is after " << limit;
}

// --- clocks that begin with a status ---------------------------------------------------------------------------------

struct Clock {
  std::string id;
  std::string obligation;
  std::vector<std::string> begins;  // what the child begins ...
  std::string on;                   // ... on this day
  Lines due;                        // the last days of the clocks that follow
  int aged = 6;                     // years
};

void PrintTo(const Clock& clock, std::ostream* out) { *out << clock.id << ", " << clock.obligation; }

class ClockOfAStatus : public ::testing::TestWithParam<Clock> {};

TEST_P(ClockOfAStatus, IsDueOnTheDaysFoundByHand) {
  in_child([] {
    const Clock& clock = GetParam();
    OneChild child;
    child.aged(clock.aged);
    child.begins(clock.on, clock.begins);
    const Course course = child.until(clock.due.back());
    EXPECT_EQ(course.due(clock.obligation), clock.due);
    EXPECT_EQ(course.late(), Lines{});
  });
}

std::string name_of(const ::testing::TestParamInfo<Clock>& test) { return test.param.id + "_" + test.param.obligation; }

const std::vector<std::string> new_in_care = {"looked_after", "new_in_care", "placement"};
const std::vector<std::string> placed_to_stay = {"looked_after", "settled_placement"};

INSTANTIATE_TEST_SUITE_P(
    FrontDoorAndProtection, ClockOfAStatus,
    ::testing::Values(
        // 1 wd: over the weekend and the summer bank holiday, Mon 27.
        Clock{"F0", "contact_screening", {"contact"}, "Fri 24 Aug 2018", {"Tue 28 Aug 2018"}},
        // "Within 24 hours" of the decision to hold it, counted as 1 wd: over the weekend and Mon 7 May.
        Clock{"F4",
              "strategy_discussion",
              {"child_in_need", "awaiting_strategy_discussion"},
              "Fri 4 May 2018",
              {"Tue 8 May 2018"}},
        // The child seen: 1 wd from Christmas Eve.
        Clock{"F5", "section_47_visit", {"child_in_need", "section_47"}, "Mon 24 Dec 2018", {"Thu 27 Dec 2018"}},
        // The council's own 8 wd: 27, 28, 31 December, 2, 3, 4, 7, 8 January.
        Clock{"F5", "section_47_enquiry", {"child_in_need", "section_47"}, "Mon 24 Dec 2018", {"Tue 8 Jan 2019"}},
        // 10 wd: 15, 18-22, 27-29 December (9), 2 January.
        Clock{"P1", "first_core_group", {"child_protection_plan"}, "Thu 14 Dec 2017", {"Tue 2 Jan 2018"}},
        // 10 wd: 4-7, 10-14 (9), 17 December; from there 18-21, 24, 27, 28, 31 (8), 2, 3 January; and two plain weeks.
        Clock{"P3",
              "protection_visit",
              {"child_protection_plan"},
              "Mon 3 Dec 2018",
              {"Mon 17 Dec 2018", "Thu 3 Jan 2019", "Thu 17 Jan 2019"}},
        // Three months from 30 November: February has no 30th. Then six months, and six again.
        Clock{"P4",
              "review_conference",
              {"child_protection_plan"},
              "Thu 30 Nov 2017",
              {"Wed 28 Feb 2018", "Tue 28 Aug 2018", "Thu 28 Feb 2019"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Need, ClockOfAStatus,
    ::testing::Values(
        // 10 wd: 3-6 (4), 9-13 (9), 16 April; Good Friday and Easter Monday do not count.
        Clock{"N1", "need_planning_meeting", {"child_in_need"}, "Thu 29 Mar 2018", {"Mon 16 Apr 2018"}},
        // 20 wd are four weeks and the bank holiday of Mon 27 August; then four plain weeks, twice.
        Clock{"N2",
              "need_visit",
              {"child_in_need"},
              "Mon 30 Jul 2018",
              {"Tue 28 Aug 2018", "Tue 25 Sep 2018", "Tue 23 Oct 2018"}},
        // Long-term support: twelve weeks, twice. Mon 8 October + 84 days = 31 December; + 84 = 25 March.
        Clock{"N2", "support_visit", {"long_term_support"}, "Mon 8 Oct 2018", {"Mon 31 Dec 2018", "Mon 25 Mar 2019"}},
        // Six weeks from 14 November is Boxing Day; the review is held on the last wd before, Mon 24 December, and the
        // twelve weeks run from there.
        Clock{"N3", "need_review", {"child_in_need"}, "Wed 14 Nov 2018", {"Wed 26 Dec 2018", "Mon 18 Mar 2019"}},
        // A week; every six weeks in the first year, that is for every visit up to 4 January 2019; then every twelve
        // (SI 2005/1533, regulation 8).
        Clock{"PF",
              "private_fostering_visit",
              {"private_fostering"},
              "Thu 4 Jan 2018",
              {"Thu 11 Jan 2018", "Thu 22 Feb 2018", "Thu 5 Apr 2018", "Thu 17 May 2018", "Thu 28 Jun 2018",
               "Thu 9 Aug 2018", "Thu 20 Sep 2018", "Thu 1 Nov 2018", "Thu 13 Dec 2018", "Thu 24 Jan 2019",
               "Thu 18 Apr 2019", "Thu 11 Jul 2019"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Court, ClockOfAStatus,
    ::testing::Values(
        // No hard clock. The gateway within the council's own 10 wd: 17, 20-24 (6), 28-31 (10) August.
        Clock{"C1",
              "legal_gateway_meeting",
              {"child_protection_plan", "pre_proceedings"},
              "Thu 16 Aug 2018",
              {"Fri 31 Aug 2018"}},
        // 26 weeks: 182 days. June has 29 to come, July 31, August 31, September 30, October 31: 152; November 30.
        Clock{"C2",
              "proceedings_limit",
              {"looked_after", "new_in_care", "placement", "care_proceedings"},
              "Fri 1 Jun 2018",
              {"Fri 30 Nov 2018"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Care, ClockOfAStatus,
    ::testing::Values(
        // 5 wd: 21, 24, 27, 28, 31 December.
        Clock{"L0", "reviewing_officer_named", new_in_care, "Thu 20 Dec 2018", {"Mon 31 Dec 2018"}},
        // 10 wd: those, then 2, 3, 4, 7, 8 January.
        Clock{"L1", "care_plan", new_in_care, "Thu 20 Dec 2018", {"Tue 8 Jan 2019"}},
        Clock{"L1", "placement_plan", new_in_care, "Thu 20 Dec 2018", {"Mon 31 Dec 2018"}},
        // Not meant to last to 18: a week, then every six weeks, after the first year too.
        Clock{"L2",
              "placement_visit",
              new_in_care,
              "Wed 3 Jan 2018",
              {"Wed 10 Jan 2018", "Wed 21 Feb 2018", "Wed 4 Apr 2018", "Wed 16 May 2018", "Wed 27 Jun 2018",
               "Wed 8 Aug 2018", "Wed 19 Sep 2018", "Wed 31 Oct 2018", "Wed 12 Dec 2018", "Wed 23 Jan 2019",
               "Wed 6 Mar 2019", "Wed 17 Apr 2019"}},
        // Meant to last to 18: the same for the first year, that is for every visit up to 3 January 2019; then every
        // three months.
        Clock{"L2",
              "settled_placement_visit",
              placed_to_stay,
              "Wed 3 Jan 2018",
              {"Wed 10 Jan 2018", "Wed 21 Feb 2018", "Wed 4 Apr 2018", "Wed 16 May 2018", "Wed 27 Jun 2018",
               "Wed 8 Aug 2018", "Wed 19 Sep 2018", "Wed 31 Oct 2018", "Wed 12 Dec 2018", "Wed 23 Jan 2019",
               "Tue 23 Apr 2019", "Tue 23 Jul 2019", "Wed 23 Oct 2019"}},
        // Within a week of the start of any placement, however the child is placed.
        Clock{"L2",
              "temporary_placement_visit",
              {"looked_after", "temporary_placement"},
              "Mon 24 Dec 2018",
              {"Mon 31 Dec 2018"}},
        Clock{"L2",
              "home_placement_visit",
              {"looked_after", "placed_with_parents"},
              "Mon 24 Dec 2018",
              {"Mon 31 Dec 2018"}},
        Clock{"L2", "adoption_visit", {"looked_after", "placed_for_adoption"}, "Mon 24 Dec 2018", {"Mon 31 Dec 2018"}},
        // 20 wd are four weeks, Thu 19 April, and two days of Easter; then every year.
        Clock{"L4", "health_assessment", new_in_care, "Thu 22 Mar 2018", {"Mon 23 Apr 2018", "Tue 23 Apr 2019"}},
        // The later end of 10 to 20 wd; then with the reviews.
        Clock{"L4",
              "education_plan",
              new_in_care,
              "Thu 22 Mar 2018",
              {"Mon 23 Apr 2018", "Tue 23 Oct 2018", "Tue 23 Apr 2019"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    LeavingCare, ClockOfAStatus,
    ::testing::Values(
        // A week from moving in; the 28th day, Mon 17 December + 28 = 14 January; then every two months.
        Clock{"V3",
              "suitable_accommodation_visit",
              {"care_leaver", "suitable_accommodation"},
              "Mon 17 Dec 2018",
              {"Mon 24 Dec 2018", "Mon 14 Jan 2019", "Thu 14 Mar 2019", "Tue 14 May 2019"},
              18},
        Clock{"V3",
              "unsuitable_accommodation_visit",
              {"care_leaver", "unsuitable_accommodation"},
              "Mon 17 Dec 2018",
              {"Mon 24 Dec 2018", "Mon 14 Jan 2019", "Thu 14 Mar 2019", "Tue 14 May 2019"},
              18},
        Clock{"V3",
              "bed_and_breakfast_visit",
              {"care_leaver", "bed_and_breakfast"},
              "Mon 17 Dec 2018",
              {"Mon 24 Dec 2018", "Mon 14 Jan 2019", "Thu 14 Mar 2019", "Tue 14 May 2019"},
              18}),
    name_of);

// --- F: front door ---------------------------------------------------------------------------------------------------

TEST(ClockF1, TheManagerDecidesWithinAWorkingDayOfTheReferral) {
  in_child([] {
    OneChild child;
    child.is_referred("Thu 29 Mar 2018");
    child.decides("referral", "assessment");
    const Course course = child.until("Thu 5 Apr 2018");
    // 1 wd: over Good Friday, the weekend and Easter Monday.
    EXPECT_EQ(course.clocks("referral_decision"), Lines{"Thu 29 Mar 2018 -> Tue 3 Apr 2018"});
    EXPECT_EQ(course.decided("referral"), Lines{"Tue 3 Apr 2018"});
    EXPECT_EQ(course.began("in_assessment"), Lines{"Tue 3 Apr 2018"});
    EXPECT_EQ(course.notes().hours_at_risk(), 0);
  });
}

TEST(ClockF2, NobodysNameStandsOnTheCaseFromTheDecisionUntilAWorkerIsNamed) {
  in_child([] {
    OneChild child;
    child.is_referred("Mon 3 Sep 2018");
    child.decides("referral", "assessment");
    child.without("social_worker");
    child.joins("Mon 17 Sep 2018", "social_worker", "assessment");
    const Course course = child.until("Tue 18 Sep 2018");
    // Decided on Tue 4 September: an hour of gathering from 09:00, a quarter for the manager. The worker starts on Mon
    // 17 and is given the child in the managers' round at 08:30: 12 days 22 hours and a quarter without a name.
    const Fact needed = course.notes().of(FactKind::worker_needed).at(0);
    const Fact allocated = course.notes().of(FactKind::child_allocated).at(0);
    EXPECT_EQ(sim::text(needed.at), "2018-09-04 10:15");
    EXPECT_EQ(sim::text(allocated.at), "2018-09-17 08:30");
    EXPECT_EQ(allocated.since, needed.at);
    EXPECT_DOUBLE_EQ(course.notes().hours_at_risk(Component::no_named_worker, Cause::vacancy), 12 * 24 + 22.25);
    EXPECT_DOUBLE_EQ(course.notes().hours_at_risk(), 12 * 24 + 22.25);
  });
}

TEST(ClockF2, AnIdleServiceNamesTheWorkerAtTheDecision) {
  in_child([] {
    OneChild child;
    child.is_referred("Mon 3 Sep 2018");
    child.decides("referral", "assessment");
    const Course course = child.until("Wed 5 Sep 2018");
    EXPECT_EQ(sim::text(course.notes().of(FactKind::child_allocated).at(0).at), "2018-09-04 10:15");
    EXPECT_EQ(course.notes().hours_at_risk(), 0);
  });
}

TEST(ClockF3, TheAssessmentIsDue45WorkingDaysAfterTheReferralNotAfterTheDecision) {
  in_child([] {
    OneChild child;
    child.is_referred("Mon 3 Sep 2018");
    child.decides("referral", "assessment");
    child.decides("assessment_outcome", "not_in_need");
    const Course course = child.until("Tue 6 Nov 2018");
    // The decision falls on Tue 4 September. Mon 3 September + 45 wd, nine plain weeks, = Mon 5 November.
    EXPECT_EQ(course.began("in_assessment"), Lines{"Tue 4 Sep 2018"});
    EXPECT_EQ(course.clocks("assessment"), Lines{"Mon 3 Sep 2018 -> Mon 5 Nov 2018"});
    EXPECT_EQ(course.closed().at(1), "Mon 5 Nov 2018");  // after that of the week before the referral
    EXPECT_EQ(course.late(), Lines{});
    EXPECT_EQ(course.notes().hours_at_risk(), 0);
  });
}

TEST(ClockF3, ChristmasIsNotCounted) {
  in_child([] {
    OneChild child;
    child.is_referred("Thu 15 Nov 2018");
    child.decides("referral", "assessment");
    // Nine weeks are Thu 17 January; 25 and 26 December and 1 January make it Tue 22 January.
    EXPECT_EQ(child.until("Tue 22 Jan 2019").clocks("assessment"), Lines{"Thu 15 Nov 2018 -> Tue 22 Jan 2019"});
  });
}

TEST(ClockF3, TheCheckPointsStandAt10And20And45WorkingDays) {
  in_child([] {
    OneChild child;
    child.is_referred("Mon 3 Sep 2018");
    child.decides("referral", "assessment");
    const Course course = child.until("Mon 5 Nov 2018");
    // Two, four and nine plain weeks from the referral; at the first the child has also been seen.
    EXPECT_EQ(course.clocks("first_visit").at(0), "Mon 3 Sep 2018 -> Mon 17 Sep 2018");
    EXPECT_EQ(course.clocks("check_point_10"), Lines{"Mon 3 Sep 2018 -> Mon 17 Sep 2018"});
    EXPECT_EQ(course.clocks("check_point_20"), Lines{"Mon 3 Sep 2018 -> Mon 1 Oct 2018"});
    EXPECT_EQ(course.clocks("assessment"), Lines{"Mon 3 Sep 2018 -> Mon 5 Nov 2018"});
  });
}

TEST(ClockF3, EndsWhenTheManagerHasAuthorisedTheAssessment) {
  in_child([] {
    OneChild child;
    child.is_referred("Mon 3 Sep 2018");
    child.decides("referral", "assessment");
    child.obligation("assessment").work->authorisation_hours = sim::Distribution::constant(1000);
    const Course course = child.until("Tue 13 Nov 2018");
    // The worker is done on Mon 5 November and the manager is not: late for the seven days to the end of Mon 12.
    EXPECT_EQ(course.met("assessment"), Lines{});
    EXPECT_DOUBLE_EQ(course.notes().hours_at_risk(Component::assessment_overdue, Cause::manager), 7 * 24);
  });
}

/// A child with a plan since Mon 2 July, about whom the first review, six weeks later, asks for a strategy discussion.
OneChild reported_while_open() {
  OneChild child;
  child.begins("Mon 2 Jul 2018", {"child_in_need"});
  child.decides("need_review", "strategy_discussion");
  child.decides("strategy_discussion", "section_47");
  child.decides("section_47_outcome", "no_conference");
  return child;
}

TEST(ClockF3, TheAssessmentOfAChildAlreadyOpenRunsFromItsOwnStart) {
  in_child([] {
    OneChild child = reported_while_open();
    const Course course = child.until("Wed 17 Oct 2018");
    // Review Mon 13 August, strategy discussion Tue 14. Nine weeks are Tue 16 October, and one day for Mon 27 August.
    EXPECT_EQ(course.began("in_assessment"), Lines{"Tue 14 Aug 2018"});
    EXPECT_EQ(course.clocks("assessment"), Lines{"Tue 14 Aug 2018 -> Wed 17 Oct 2018"});
    // Two and four weeks, and the same day.
    EXPECT_EQ(course.clocks("check_point_10"), Lines{"Tue 14 Aug 2018 -> Wed 29 Aug 2018"});
    EXPECT_EQ(course.clocks("check_point_20"), Lines{"Tue 14 Aug 2018 -> Wed 12 Sep 2018"});
  });
}

TEST(ClockF4, TheStrategyDiscussionIsHeldWithinAWorkingDayOfTheDecisionToHoldIt) {
  in_child([] {
    OneChild child = reported_while_open();
    const Course course = child.until("Thu 16 Aug 2018");
    EXPECT_EQ(course.clocks("strategy_discussion"), Lines{"Mon 13 Aug 2018 -> Tue 14 Aug 2018"});
    EXPECT_EQ(course.began("section_47"), Lines{"Tue 14 Aug 2018"});
    EXPECT_EQ(course.clocks("section_47_visit"), Lines{"Tue 14 Aug 2018 -> Wed 15 Aug 2018"});
  });
}

/// From a strategy discussion, decided on Thu 13 December and held on Fri 14, to a plan.
OneChild conferred_upon_at_christmas() {
  OneChild child;
  child.begins("Thu 13 Dec 2018", {"child_in_need", "awaiting_strategy_discussion"});
  child.decides("strategy_discussion", "section_47");
  child.decides("section_47_outcome", "conference");
  child.decides("initial_conference", "plan");
  return child;
}

TEST(ClockF5, TheEnquiryLeavesRoomForTheConference) {
  in_child([] {
    OneChild child = conferred_upon_at_christmas();
    const Course course = child.until("Thu 10 Jan 2019");
    // Seen by the next wd, Mon 17. 8 wd: 17-21 (5), 24, 27, 28 December. The conference is due seven wd later.
    EXPECT_EQ(course.clocks("section_47_visit"), Lines{"Fri 14 Dec 2018 -> Mon 17 Dec 2018"});
    EXPECT_EQ(course.clocks("section_47_enquiry"), Lines{"Fri 14 Dec 2018 -> Fri 28 Dec 2018"});
    EXPECT_EQ(course.notes().hours_at_risk(), 0);
  });
}

TEST(ClockF6, TheConferenceIsDue15WorkingDaysAfterTheStrategyDiscussionNotAfterTheEnquiry) {
  in_child([] {
    OneChild child = conferred_upon_at_christmas();
    const Course course = child.until("Thu 10 Jan 2019");
    // Asked for on Fri 28 December, the 8th wd; 31 (9), 2, 3, 4 (12), 7, 8, 9 January (15).
    EXPECT_EQ(course.clocks("initial_conference"), Lines{"Fri 14 Dec 2018 -> Wed 9 Jan 2019"});
    EXPECT_EQ(course.clocks("protection_decision"), Lines{"Fri 14 Dec 2018 -> Wed 9 Jan 2019"});
    EXPECT_EQ(course.began("child_protection_plan"), Lines{"Wed 9 Jan 2019"});
  });
}

TEST(ClockF6, ItsReportIsReadyTwoWorkingDaysBefore) {
  in_child([] {
    OneChild child = conferred_upon_at_christmas();
    const Course course = child.until("Thu 10 Jan 2019");
    // The 11th wd: 31 December (9), 2, 3 January. Two wd before the day that most conferences are held, the 13th and
    // 14th, and so before the last, the 15th. Invitations go out within 2 wd of the decision: 31 December, 2 January.
    EXPECT_EQ(course.clocks("conference_report"), Lines{"Fri 14 Dec 2018 -> Thu 3 Jan 2019"});
    EXPECT_EQ(course.clocks("conference_invitations"), Lines{"Fri 28 Dec 2018 -> Wed 2 Jan 2019"});
  });
}

TEST(ClockF6, RunsOnWhereNoConferenceIsNeededUntilThatIsRecorded) {
  in_child([] {
    OneChild child = conferred_upon_at_christmas();
    child.decides("section_47_outcome", "no_conference");
    child.late("section_47_enquiry", 10);
    const Course course = child.until("Tue 15 Jan 2019");
    // The family can be spoken to ten wd after Fri 28 December, from Mon 14 January at 09:00 on. Recorded an hour and a
    // quarter later; due by the end of Wed 9.
    EXPECT_EQ(course.met("section_47_enquiry"), Lines{"Mon 14 Jan 2019"});
    EXPECT_DOUBLE_EQ(course.notes().hours_at_risk(Component::protection_decision_overdue, Cause::external), 4 * 24 + 9);
    EXPECT_DOUBLE_EQ(course.notes().hours_at_risk(), 4 * 24 + 10.25);
  });
}

// --- P: child protection plan ----------------------------------------------------------------------------------------

TEST(ClockP1, TheFirstCoreGroupIsDue10WorkingDaysAfterTheConferenceWasActuallyHeld) {
  in_child([] {
    OneChild child = conferred_upon_at_christmas();
    // The conference on Wed 9 January; two plain weeks.
    EXPECT_EQ(child.until("Fri 11 Jan 2019").clocks("first_core_group"), Lines{"Wed 9 Jan 2019 -> Wed 23 Jan 2019"});
  });
}

TEST(ClockP2, TheSecondCoreGroupIsHeldWithinFourWeeksOfTheFirst) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", {"child_protection_plan"});
    child.early("first_core_group", 4);
    const Course course = child.until("Tue 16 Oct 2018");
    // The first is due on Mon 17 September and held four wd earlier, on Tue 11. Four weeks later is Tue 9 October.
    EXPECT_EQ(course.met("first_core_group"), Lines{"Tue 11 Sep 2018"});
    EXPECT_TRUE(not_after("Tue 9 Oct 2018", course.met("core_group").at(0)));
  });
}

TEST(ClockP2, LaterCoreGroupsAreFourWeeksApart) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", {"child_protection_plan"});
    const Lines held = child.until("Sat 22 Dec 2018").met("core_group");
    ASSERT_GE(held.size(), 3u);
    for (std::size_t next = 1; next < held.size(); ++next)
      EXPECT_EQ(date(held[next]), date(held[next - 1]) + std::chrono::days{28}) << held[next];
  });
}

TEST(ClockP3, AVisitThatDoesNotSeeTheChildStopsNothing) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", {"child_protection_plan"});
    child.never_sees_the_child("protection_visit");
    const Course course = child.until("Tue 25 Sep 2018");
    // Due on Mon 17 September, tried again and again: missing for the seven days to the end of Mon 24.
    EXPECT_EQ(course.clocks("protection_visit"), Lines{"Mon 3 Sep 2018 -> Mon 17 Sep 2018"});
    EXPECT_GE(course.notes().of(FactKind::attempt_failed).size(), 2u);
    EXPECT_DOUBLE_EQ(course.notes().hours_at_risk(), 7 * 24);
  });
}

TEST(ClockP4, TheNextReviewRunsFromTheDayTheLastWasActuallyHeld) {
  in_child([] {
    OneChild child;
    child.begins("Mon 5 Mar 2018", {"child_protection_plan"});
    child.early("review_conference", 5);
    const Course course = child.until("Tue 20 Nov 2018");
    // Due on Tue 5 June, held five wd earlier: 4, 1 June, 31, 30, Tue 29 May. Six months from there: Thu 29 November.
    EXPECT_EQ(course.met("review_conference").at(0), "Tue 29 May 2018");
    EXPECT_EQ(course.clocks("review_conference"),
              (Lines{"Mon 5 Mar 2018 -> Tue 5 Jun 2018", "Tue 29 May 2018 -> Thu 29 Nov 2018"}));
  });
}

TEST(ClockP4, ItsReportIsReadyFiveWorkingDaysBefore) {
  in_child([] {
    OneChild child;
    child.begins("Thu 30 Nov 2017", {"child_protection_plan"});
    const Course course = child.until("Tue 28 Aug 2018");
    EXPECT_EQ(course.due("review_conference"), (Lines{"Wed 28 Feb 2018", "Tue 28 Aug 2018"}));
    // Eleven weeks: 30 November + 77 days = 15 February; five wd before 28 February is Wed 21. Twenty-four weeks from
    // the conference of 28 February: + 168 days = 15 August; five wd before 28 August is, over Mon 27, Mon 20.
    EXPECT_EQ(course.clocks("first_review_report"), Lines{"Thu 30 Nov 2017 -> Thu 15 Feb 2018"});
    EXPECT_EQ(course.clocks("review_report"), Lines{"Wed 28 Feb 2018 -> Wed 15 Aug 2018"});
    EXPECT_EQ(course.late(), Lines{});
  });
}

// --- N: child in need ------------------------------------------------------------------------------------------------

TEST(ClockN4, APlanAfterAProtectionPlanIsNotClosedBeforeThreeMonths) {
  in_child([] {
    OneChild child;
    child.begins("Mon 5 Mar 2018", {"child_protection_plan"});
    child.needs("child_protection_plan", 1);  // met by the first core group
    child.needs("child_in_need", 1);          // met by the planning meeting
    child.decides("review_conference", "step_down");
    const Course course = child.until("Wed 10 Oct 2018");
    // Stepped down by the review of Tue 5 June; planned for within 10 wd, by Tue 19 (N1). Three months are about 91
    // days: 25 to come in June, 31, 31, 4 September. The review at six weeks, Tue 17 July, finds the need met and may
    // not close; the next, twelve weeks on, Tue 9 October, does.
    EXPECT_EQ(course.began("child_in_need"), Lines{"Tue 5 Jun 2018"});
    EXPECT_EQ(course.clocks("need_planning_meeting"), Lines{"Tue 5 Jun 2018 -> Tue 19 Jun 2018"});
    EXPECT_EQ(course.ended("stepped_down"), Lines{"Tue 4 Sep 2018"});
    EXPECT_EQ(course.decided("need_review"), (Lines{"Tue 17 Jul 2018", "Tue 9 Oct 2018"}));
    EXPECT_EQ(course.closed(), Lines{"Tue 9 Oct 2018"});
  });
}

TEST(ClockN4, APlanThatFollowsNoProtectionPlanMayCloseAtItsFirstReview) {
  in_child([] {
    OneChild child;
    child.begins("Tue 5 Jun 2018", {"child_in_need"});
    child.needs("child_in_need", 1);
    EXPECT_EQ(child.until("Wed 18 Jul 2018").closed(), Lines{"Tue 17 Jul 2018"});
  });
}

// --- C: court --------------------------------------------------------------------------------------------------------

TEST(ClockC1, PreProceedingsRunTheirSteps) {
  in_child([] {
    OneChild child;
    child.begins("Thu 16 Aug 2018", {"child_protection_plan", "pre_proceedings"});
    child.decides("legal_gateway", "pre_proceedings");
    const Course course = child.until("Thu 6 Dec 2018");
    // From the gateway meeting of Fri 31 August: the letter within 5 wd, one plain week; the meeting with the parents
    // within 15, three weeks. All of it within sixteen weeks: 16 August + 112 days = Thu 6 December.
    EXPECT_EQ(course.clocks("letter_before_proceedings"), Lines{"Fri 31 Aug 2018 -> Fri 7 Sep 2018"});
    EXPECT_EQ(course.clocks("pre_proceedings_meeting"), Lines{"Fri 31 Aug 2018 -> Fri 21 Sep 2018"});
    EXPECT_EQ(course.clocks("pre_proceedings_limit"), Lines{"Thu 16 Aug 2018 -> Thu 6 Dec 2018"});
  });
}

TEST(ClockC2, ProceedingsThatRunBeyond26WeeksAreLateAndWaitForTheCourt) {
  in_child([] {
    OneChild child;
    child.begins("Fri 1 Jun 2018", {"looked_after", "new_in_care", "placement", "care_proceedings"});
    child.lasts("care_proceedings", 30 * 7);
    child.decides("final_order", "care_order");
    const Course course = child.until("Mon 31 Dec 2018");
    // 26 weeks end with Fri 30 November. The order comes four weeks later, on Fri 28 December at 09:00: 27 days and
    // nine hours.
    EXPECT_EQ(course.clocks("proceedings_limit"), Lines{"Fri 1 Jun 2018 -> Fri 30 Nov 2018"});
    EXPECT_EQ(course.ended("care_proceedings"), Lines{"Fri 28 Dec 2018"});
    EXPECT_DOUBLE_EQ(course.notes().hours_at_risk(Component::stuck, Cause::external), 27 * 24 + 9);
    EXPECT_DOUBLE_EQ(course.notes().hours_at_risk(), 27 * 24 + 9);
  });
}

// --- L: looked after -------------------------------------------------------------------------------------------------

TEST(ClockL1, APlacementPlanIsOwedHoweverTheChildIsPlaced) {
  in_child([] {
    OneChild child;
    child.begins("Thu 20 Dec 2018", {"looked_after", "new_in_care", "temporary_placement"});
    const Course course = child.until("Fri 21 Dec 2018");
    // With a connected person in an emergency: the care plan within 10 wd, Tue 8 January, and the placement plan within
    // 5, Mon 31 December.
    const Lines due = course.due_as(Component::plan_not_set_going);
    EXPECT_EQ(std::ranges::count(due, "Tue 8 Jan 2019"), 1);
    EXPECT_EQ(std::ranges::count(due, "Mon 31 Dec 2018"), 1);
  });
}

// Of the visits the days on which the child is seen are compared, each the last in time.

/// A child new in care since Mon 10 December 2018, placed in this way.
OneChild placed_before_christmas(const std::string& placement) {
  OneChild child;
  child.begins("Mon 10 Dec 2018", {"looked_after", "new_in_care", placement});
  return child;
}

TEST(ClockL2a, WithParentsBeforeAssessmentTheChildIsSeenWeeklyToTheFirstReviewThenEverySixWeeks) {
  in_child([] {
    OneChild child = placed_before_christmas("placed_with_parents");
    const Course course = child.until("Tue 26 Feb 2019");
    // The first review, 20 wd, is four weeks, Mon 7 January, and three bank holidays: Thu 10. The visit of the 7th
    // comes before it, so another is due in a week; the one after that, six weeks later.
    EXPECT_EQ(course.met("care_review"), Lines{"Thu 10 Jan 2019"});
    EXPECT_EQ(course.seen(), (Lines{"Mon 17 Dec 2018", "Mon 24 Dec 2018", "Mon 31 Dec 2018", "Mon 7 Jan 2019",
                                    "Mon 14 Jan 2019", "Mon 25 Feb 2019"}));
  });
}

TEST(ClockL2a, ItIsTheReviewActuallyHeldThatEndsTheWeeklyVisits) {
  in_child([] {
    OneChild child = placed_before_christmas("placed_with_parents");
    child.late("care_review", 10);
    const Course course = child.until("Tue 12 Mar 2019");
    // The review is held ten wd late, on Thu 24 January. The visit of Mon 21 comes before it, so another is due on the
    // 28th; the one after that, six weeks later.
    EXPECT_EQ(course.met("care_review"), Lines{"Thu 24 Jan 2019"});
    EXPECT_EQ(course.seen(), (Lines{"Mon 17 Dec 2018", "Mon 24 Dec 2018", "Mon 31 Dec 2018", "Mon 7 Jan 2019",
                                    "Mon 14 Jan 2019", "Mon 21 Jan 2019", "Mon 28 Jan 2019", "Mon 11 Mar 2019"}));
  });
}

TEST(ClockL2b, WithAConnectedPersonTheChildIsSeenWeeklyToTheFirstReviewThenEveryFourWeeks) {
  in_child([] {
    OneChild child = placed_before_christmas("temporary_placement");
    // As with parents, then 14 January + four weeks = 11 February, + four weeks = 11 March.
    EXPECT_EQ(child.until("Tue 12 Mar 2019").seen(),
              (Lines{"Mon 17 Dec 2018", "Mon 24 Dec 2018", "Mon 31 Dec 2018", "Mon 7 Jan 2019", "Mon 14 Jan 2019",
                     "Mon 11 Feb 2019", "Mon 11 Mar 2019"}));
  });
}

TEST(ClockL2b, ItIsTheReviewActuallyHeldThatEndsTheWeeklyVisits) {
  in_child([] {
    OneChild child = placed_before_christmas("temporary_placement");
    child.late("care_review", 10);
    // Weekly up to the visit of Mon 28 January, as with parents; four weeks from there.
    EXPECT_EQ(child.until("Tue 26 Feb 2019").seen(),
              (Lines{"Mon 17 Dec 2018", "Mon 24 Dec 2018", "Mon 31 Dec 2018", "Mon 7 Jan 2019", "Mon 14 Jan 2019",
                     "Mon 21 Jan 2019", "Mon 28 Jan 2019", "Mon 25 Feb 2019"}));
  });
}

TEST(ClockL2b, UnderAnInterimOrderWithParentsTheChildIsSeenWeeklyToTheFirstReviewThenEveryFourWeeks) {
  in_child([] {
    OneChild child;
    child.begins("Mon 10 Dec 2018", {"looked_after", "new_in_care", "placed_with_parents", "care_proceedings"});
    EXPECT_EQ(child.until("Tue 12 Mar 2019").seen(),
              (Lines{"Mon 17 Dec 2018", "Mon 24 Dec 2018", "Mon 31 Dec 2018", "Mon 7 Jan 2019", "Mon 14 Jan 2019",
                     "Mon 11 Feb 2019", "Mon 11 Mar 2019"}));
  });
}

TEST(ClockL2c, UnderACareOrderWithParentsTheChildIsSeenWithinAWeekThenEverySixWeeks) {
  in_child([] {
    OneChild child;
    child.begins("Mon 5 Mar 2018", {"looked_after", "new_in_care", "placement", "care_proceedings"});
    child.lasts("care_proceedings", 18 * 7);  // to a care order on Mon 9 July
    child.decides("final_order", "care_order");
    child.lasts("placement", 26 * 7);  // then home, on Mon 3 September
    child.decides("placement_ends", "with_parents");
    const Course course = child.until("Tue 4 Dec 2018");
    EXPECT_EQ(course.began("placed_with_parents"), Lines{"Mon 3 Sep 2018"});
    // The first review was held long ago: a week, then six weeks, twice.
    Lines seen = course.seen();
    seen.erase(seen.begin(), std::ranges::find(seen, "Mon 10 Sep 2018"));
    EXPECT_EQ(seen, (Lines{"Mon 10 Sep 2018", "Mon 22 Oct 2018", "Mon 3 Dec 2018"}));
  });
}

TEST(ClockL2d, PlacedForAdoptionTheChildIsSeenWeeklyToTheFirstAdoptionReview) {
  in_child([] {
    OneChild child;
    child.begins("Mon 10 Dec 2018", {"looked_after", "placed_for_adoption"});
    // The first adoption review is due within four weeks, by Mon 7 January; the visit of that day still asks for
    // another within the week. How often after that the review decides: every four weeks are assumed.
    EXPECT_EQ(child.until("Tue 12 Feb 2019").seen(), (Lines{"Mon 17 Dec 2018", "Mon 24 Dec 2018", "Mon 31 Dec 2018",
                                                            "Mon 7 Jan 2019", "Mon 14 Jan 2019", "Mon 11 Feb 2019"}));
  });
}

TEST(ClockL3, TheSecondReviewIsDueThreeMonthsAfterTheFirstWasActuallyHeldThenSixMonths) {
  in_child([] {
    OneChild child;
    child.begins("Fri 7 Dec 2018", new_in_care);
    child.early("care_review", 3);
    const Course course = child.until("Mon 30 Sep 2019");
    // 20 wd are four weeks, Fri 4 January, and three bank holidays: Wed 9. Held three wd earlier, on Fri 4: three
    // months from there are Thu 4 April. Held on Mon 1 April: six months are Tue 1 October. Held on Thu 26 September.
    EXPECT_EQ(course.met("care_review"), (Lines{"Fri 4 Jan 2019", "Mon 1 Apr 2019", "Thu 26 Sep 2019"}));
    EXPECT_EQ(course.clocks("care_review"),
              (Lines{"Fri 7 Dec 2018 -> Wed 9 Jan 2019", "Fri 4 Jan 2019 -> Thu 4 Apr 2019",
                     "Mon 1 Apr 2019 -> Tue 1 Oct 2019", "Thu 26 Sep 2019 -> Thu 26 Mar 2020"}));
  });
}

TEST(ClockL3, AReviewHeldLatePutsTheNextOff) {
  in_child([] {
    OneChild child;
    child.begins("Fri 7 Dec 2018", new_in_care);
    child.late("care_review", 5);
    const Course course = child.until("Wed 10 Apr 2019");
    // Five wd after Wed 9 January: Wed 16. The second is due three months after that, not after the 9th.
    EXPECT_EQ(course.clocks("care_review"),
              (Lines{"Fri 7 Dec 2018 -> Wed 9 Jan 2019", "Wed 16 Jan 2019 -> Tue 16 Apr 2019"}));
    EXPECT_EQ(course.late(), Lines{"care_review, due Wed 9 Jan 2019, met Wed 16 Jan 2019"});
  });
}

TEST(ClockL5, ANewPlacementStartsTheVisitsAtOneWeekAgain) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", new_in_care);
    child.lasts("placement", 31);
    child.decides("placement_ends", "another_placement");
    const Course course = child.until("Fri 2 Nov 2018");
    // Moved on Thu 4 October, before the visit of Mon 22; and planned for anew within 5 wd, a plain week.
    EXPECT_EQ(course.began("placement"), (Lines{"Mon 3 Sep 2018", "Thu 4 Oct 2018"}));
    EXPECT_EQ(course.clocks("placement_visit"),
              (Lines{"Mon 3 Sep 2018 -> Mon 10 Sep 2018", "Mon 10 Sep 2018 -> Mon 22 Oct 2018",
                     "Thu 4 Oct 2018 -> Thu 11 Oct 2018", "Thu 11 Oct 2018 -> Thu 22 Nov 2018"}));
    EXPECT_EQ(course.clocks("placement_plan"),
              (Lines{"Mon 3 Sep 2018 -> Mon 10 Sep 2018", "Thu 4 Oct 2018 -> Thu 11 Oct 2018"}));
  });
}

TEST(ClockL5, APlacementOfAnotherKindDoesToo) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", new_in_care);
    child.lasts("placement", 31);
    child.decides("placement_ends", "settled");
    const Course course = child.until("Mon 12 Nov 2018");
    EXPECT_EQ(course.clocks("settled_placement_visit"),
              (Lines{"Thu 4 Oct 2018 -> Thu 11 Oct 2018", "Thu 11 Oct 2018 -> Thu 22 Nov 2018"}));
  });
}

// --- V: leaving care -------------------------------------------------------------------------------------------------

/// A looked-after child who was sixteen on Wed 30 November 2016 and is eighteen on Fri 30 November 2018.
OneChild growing_up_in_care() {
  OneChild child;
  child.born("Thu 30 Nov 2000");
  child.begins("Mon 3 Oct 2016", placed_to_stay);
  child.decides("turning_18", "suitable_accommodation");
  return child;
}

TEST(ClockV1, AtSixteenNeedsAreAssessedAndAPathwayPlanned) {
  in_child([] {
    OneChild child = growing_up_in_care();
    const Course course = child.until("Fri 31 Mar 2017");
    // The assessment within three months, February having no 30th; the plan, by assumption, a month after that.
    EXPECT_EQ(course.began("pathway_planning"), Lines{"Wed 30 Nov 2016"});
    EXPECT_EQ(course.clocks("leaving_care_assessment"), Lines{"Wed 30 Nov 2016 -> Tue 28 Feb 2017"});
    EXPECT_EQ(course.clocks("pathway_plan"), Lines{"Wed 30 Nov 2016 -> Thu 30 Mar 2017"});
    EXPECT_EQ(course.met("pathway_plan"), Lines{"Thu 30 Mar 2017"});
  });
}

TEST(ClockV1, AtEighteenAPersonalAdviserTakesOver) {
  in_child([] {
    OneChild child = growing_up_in_care();
    const Course course = child.until("Sat 29 Dec 2018");
    EXPECT_EQ(course.ended("looked_after"), Lines{"Fri 30 Nov 2018"});
    EXPECT_EQ(course.began("care_leaver"), Lines{"Fri 30 Nov 2018"});
    const std::vector<Fact> changes = course.notes().of(FactKind::worker_changed);
    ASSERT_FALSE(changes.empty());
    const Fact named = changes.back();
    EXPECT_EQ(named.team, child.team("leaving_care"));
    EXPECT_EQ(in_words(sim::date_of(named.at)), "Fri 30 Nov 2018");
    // A week, and the 28th day.
    EXPECT_EQ(course.met("suitable_accommodation_visit"), (Lines{"Fri 7 Dec 2018", "Fri 28 Dec 2018"}));
  });
}

TEST(ClockV1, BeforeApril2018SupportEndsAt21ExceptInEducation) {
  in_child([] {
    OneChild child;
    child.born("Mon 31 Mar 1997");  // 21 on the last day of the old law
    child.begins("Mon 5 Mar 2018", {"care_leaver", "suitable_accommodation"});
    child.decides("turning_21", "support_ends");
    child.decides("turning_21", "asks_for_support");  // where the law lets them
    EXPECT_EQ(child.until("Mon 30 Apr 2018").closed(), Lines{"Sat 31 Mar 2018"});
  });
}

TEST(ClockV1, BeforeApril2018SupportGoesOnInEducation) {
  in_child([] {
    OneChild child;
    child.born("Mon 31 Mar 1997");
    child.begins("Mon 5 Mar 2018", {"care_leaver", "suitable_accommodation"});
    child.decides("turning_21", "in_education");
    EXPECT_EQ(child.until("Mon 30 Apr 2018").closed(), Lines{});
  });
}

TEST(ClockV1, FromApril2018SupportGoesOnTo25IfAskedFor) {
  in_child([] {
    OneChild child;
    child.born("Tue 1 Apr 1997");  // 21 on the first day of the new law
    child.begins("Mon 5 Mar 2018", {"care_leaver", "suitable_accommodation", "pathway_planning"});
    child.decides("turning_21", "support_ends");
    child.decides("turning_21", "asks_for_support");
    const Course course = child.until("Mon 2 May 2022");
    EXPECT_EQ(course.decided("turning_21"), Lines{"Sun 1 Apr 2018"});
    EXPECT_EQ(course.closed(), Lines{"Fri 1 Apr 2022"});
    // Reviewed to the last: the plan is made on Thu 5 July 2018, four months on; every six months from when a review
    // was actually held, on the last working day in time: Fri 4 January, Thu 4 July, Fri 3 January, Fri 3 July, Thu 31
    // December (Fri 1 January being a holiday), Wed 30 June, Thu 30 December.
    EXPECT_EQ(course.due("pathway_plan_review"),
              (Lines{"Sat 5 Jan 2019", "Thu 4 Jul 2019", "Sat 4 Jan 2020", "Fri 3 Jul 2020", "Sun 3 Jan 2021",
                     "Wed 30 Jun 2021", "Thu 30 Dec 2021", "Thu 30 Jun 2022"}));
  });
}

TEST(ClockV2, BeforeEighteenTheReviewsAreSixMonthsApart) {
  in_child([] {
    OneChild child = growing_up_in_care();
    const Course course = child.until("Sat 29 Sep 2018");
    // The plan of Thu 30 March 2017 is reviewed within six months, by Sat 30 September: on Fri 29. Six months: Thu 29
    // March 2018. Six months: Sat 29 September, so on Fri 28.
    EXPECT_EQ(course.met("pathway_plan"), Lines{"Thu 30 Mar 2017"});
    EXPECT_EQ(course.met("pathway_plan_review"), (Lines{"Fri 29 Sep 2017", "Thu 29 Mar 2018", "Fri 28 Sep 2018"}));
  });
}

TEST(ClockV2, TheReviewsGoOnAcrossTheEighteenthBirthday) {
  in_child([] {
    OneChild child = growing_up_in_care();
    const Course course = child.until("Sat 1 Dec 2018");
    // The last before it on Fri 28 September 2018; the next is due within six months, by Thu 28 March 2019.
    EXPECT_EQ(course.met("pathway_plan_review").at(2), "Fri 28 Sep 2018");
    EXPECT_EQ(course.due("pathway_plan_review").at(3), "Thu 28 Mar 2019");
  });
}

TEST(ClockV2, TheFirstReviewRunsFromThePlanThatWasMade) {
  in_child([] {
    OneChild child = growing_up_in_care();
    child.early("pathway_plan", 15);
    const Course course = child.until("Thu 31 Aug 2017");
    // Due on Thu 30 March 2017 and made fifteen wd, three weeks, earlier: Thu 9 March. Six months: Sat 9 September.
    EXPECT_EQ(course.met("pathway_plan"), Lines{"Thu 9 Mar 2017"});
    EXPECT_TRUE(not_after("Sat 9 Sep 2017", course.due("pathway_plan_review").at(0)));
  });
}

TEST(ClockV3, AMoveStartsTheVisitsAtSevenDaysAgain) {
  in_child([] {
    OneChild child;
    child.aged(18);
    child.begins("Mon 3 Sep 2018", {"care_leaver", "suitable_accommodation"});
    child.lasts("suitable_accommodation", 60);
    child.decides("accommodation_ends", "unsuitable");
    const Course course = child.until("Tue 4 Dec 2018");
    // A week and the 28th day, Mon 1 October. 27 days to come in September, 31 in October: moved on Fri 2 November.
    EXPECT_EQ(course.clocks("suitable_accommodation_visit"),
              (Lines{"Mon 3 Sep 2018 -> Mon 10 Sep 2018", "Mon 10 Sep 2018 -> Mon 1 Oct 2018",
                     "Mon 1 Oct 2018 -> Sat 1 Dec 2018"}));
    EXPECT_EQ(course.began("unsuitable_accommodation"), Lines{"Fri 2 Nov 2018"});
    EXPECT_EQ(course.due("unsuitable_accommodation_visit"),
              (Lines{"Fri 9 Nov 2018", "Fri 30 Nov 2018", "Wed 30 Jan 2019"}));
  });
}

// --- M: is anyone watching? ------------------------------------------------------------------------------------------

TEST(ClockM1, EveryCaseHolderIsSupervisedAtLeastMonthlyAndTheirChildrenGoneThrough) {
  in_child([] {
    OneChild child;
    child.supervised();
    child.begins("Mon 3 Sep 2018", {"child_protection_plan"});
    const Course course = child.until("Tue 3 Sep 2019");
    const WorkerId worker = course.notes().of(FactKind::child_allocated).at(0).worker;
    // Chance says when the first session of a worker is, within a month; from then on it runs by itself.
    std::vector<sim::Date> sessions;
    for (const Fact& fact : course.notes().of(FactKind::supervision_held))
      if (fact.worker == worker) sessions.push_back(sim::date_of(fact.at));
    ASSERT_GE(sessions.size(), 12u);
    EXPECT_LE(sessions.front(), sim::add_months(date("Mon 27 Aug 2018"), 1));  // the run began a week before the child
    for (std::size_t next = 1; next < sessions.size(); ++next)
      EXPECT_LE(sessions[next], sim::add_months(sessions[next - 1], 1)) << in_words(sessions[next]);
    // Each session is a judgement on the plan, and the watch of 31 days runs on from it.
    const Lines watches = course.clocks("protection_plan_watched");
    for (const sim::Date session : sessions) {
      const std::string watch = in_words(session) + " -> " + in_words(session + std::chrono::days{31});
      if (session < date("Mon 3 Sep 2018")) continue;
      EXPECT_EQ(std::ranges::count(watches, watch), 1) << watch;
    }
    // An hour and a half, for nine children at most.
    EXPECT_EQ(child.scenario.staffing.supervision->session, std::chrono::minutes{90});
    EXPECT_EQ(child.scenario.staffing.supervision->every, (Span{1, Span::Unit::months}));
  });
}

TEST(ClockM3, AProtectionPlanIsWatchedEvery31DaysAndAVisitIsNoWatch) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", {"child_protection_plan"});
    child.early("first_core_group", 3);
    const Course course = child.until("Thu 20 Sep 2018");
    // 3 September + 31 = 4 October. The core group of Wed 12 September, three wd early, judges the plan: + 31 = 13
    // October. The visit of Mon 17 does not.
    EXPECT_EQ(course.met("protection_visit"), Lines{"Mon 17 Sep 2018"});
    EXPECT_EQ(course.clocks("protection_plan_watched"),
              (Lines{"Mon 3 Sep 2018 -> Thu 4 Oct 2018", "Wed 12 Sep 2018 -> Sat 13 Oct 2018"}));
  });
}

TEST(ClockM3, AChildInNeedPlanIsWatchedEvery62Days) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", {"child_in_need"});
    const Course course = child.until("Tue 16 Oct 2018");
    // 27 days to come in September, 31 in October: + 62 = 4 November. Planned on Mon 17 September, 10 wd: 13, 31, 18
    // November. Visited on Mon 1 October, which is no watch. Reviewed after six weeks, on Mon 15 October: 16, 30, 16
    // December.
    EXPECT_EQ(course.met("need_visit"), Lines{"Mon 1 Oct 2018"});
    EXPECT_EQ(course.clocks("need_plan_watched"),
              (Lines{"Mon 3 Sep 2018 -> Sun 4 Nov 2018", "Mon 17 Sep 2018 -> Sun 18 Nov 2018",
                     "Mon 15 Oct 2018 -> Sun 16 Dec 2018"}));
  });
}

TEST(ClockM3, ACarePlanIsWatchedEvery92Days) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", new_in_care);
    const Course course = child.until("Tue 2 Oct 2018");
    // 27 days to come in September, 31, 30: + 92 = 4 December. The care plan on Mon 17 September, 10 wd: 18 December.
    // The first review on Mon 1 October, 20 wd: 30, 30, 31 and 1 January.
    EXPECT_EQ(course.clocks("care_plan_watched"),
              (Lines{"Mon 3 Sep 2018 -> Tue 4 Dec 2018", "Mon 17 Sep 2018 -> Tue 18 Dec 2018",
                     "Mon 1 Oct 2018 -> Tue 1 Jan 2019"}));
  });
}

TEST(ClockM3, APlanThatNobodyJudgesIsWithoutAWatchFromThe32ndDayOn) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", {"child_protection_plan"});
    child.obligation("first_core_group").monitors = false;
    child.obligation("core_group").monitors = false;
    child.obligation("chair_check").monitors = false;
    const Course course = child.until("Thu 11 Oct 2018");
    // 4 October is the last day; six days to the end of Wed 10.
    EXPECT_DOUBLE_EQ(course.notes().hours_at_risk(), 6 * 24);
  });
}

TEST(ClockM4, TheChairLooksBetweenTwoReviewsOfAPlan) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", {"child_protection_plan"});
    const Course course = child.until("Wed 4 Dec 2019");
    // The duty has no interval; by assumption half-way: after six weeks, 3 September + 42 = 15 October; four months;
    // six months. The reviews stand between them.
    EXPECT_EQ(course.met("chair_check"), (Lines{"Mon 15 Oct 2018", "Fri 15 Feb 2019", "Thu 15 Aug 2019"}));
    EXPECT_EQ(course.met("review_conference"), (Lines{"Mon 3 Dec 2018", "Mon 3 Jun 2019", "Tue 3 Dec 2019"}));
  });
}

TEST(ClockM4, TheReviewingOfficerLooksBetweenTwoReviewsOfAChildInCare) {
  in_child([] {
    OneChild child;
    child.begins("Mon 3 Sep 2018", new_in_care);
    const Course course = child.until("Tue 31 Dec 2019");
    // Ten weeks: 3 September + 70 = 12 November; twenty: + 140 = 1 April; six months. The reviews: 20 wd; three months
    // to New Year's Day, so on Mon 31 December; six months to Sun 30 June, so on Fri 28; six months to Sat 28 December,
    // so on Fri 27.
    EXPECT_EQ(course.met("officer_check"), (Lines{"Mon 12 Nov 2018", "Mon 1 Apr 2019", "Tue 1 Oct 2019"}));
    EXPECT_EQ(course.met("care_review"),
              (Lines{"Mon 1 Oct 2018", "Mon 31 Dec 2018", "Fri 28 Jun 2019", "Fri 27 Dec 2019"}));
  });
}

}  // namespace

}  // namespace casetide::models
