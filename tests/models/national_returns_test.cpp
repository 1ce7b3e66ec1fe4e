// The yearly figures against facts told by hand. England's calendar: 3 September 2018 is a Monday, and no bank holiday
// falls between then and Christmas.
#include "models/national_returns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/financial_year.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

namespace {

using casetide::testing::at;
using casetide::testing::day;
using I = Indicator;
using sim::Instant;

constexpr StatusId contact{0}, in_assessment{1}, child_in_need{2}, section_47{3}, plan{4}, looked_after{5}, foster{6},
    residential{7}, unaccompanied{8}, care_leaver{9}, unsuitable{10}, bed_and_breakfast{11};
constexpr ObligationId assessment{0}, conference{1}, review_conference{2}, first_care_review{3}, care_review{4},
    visit{5};
constexpr DecisionId adulthood{1};

/// A run from 2 January 2017 whose figures are for the years to March 2018 and 2019, with every national term.
Scenario two_years() {
  Scenario scenario;
  scenario.warm_up_from = day("2017-01-02");
  scenario.period_from = day("2017-04-01");
  scenario.period_until = day("2019-04-01");
  Pathway& pathway = scenario.pathway;
  pathway.statuses.resize(12);
  pathway.statuses[index(contact)].counts_as = CountsAs::contact;
  for (const StatusId status : {care_leaver, unsuitable, bed_and_breakfast})
    pathway.statuses[index(status)].counts_as = CountsAs::care_leaver;
  pathway.obligations.resize(6);
  pathway.decisions.resize(2);
  pathway.birthdays = {{16, DecisionId{0}}, {18, adulthood}};
  pathway.national = {.contact = contact,
                      .in_assessment = in_assessment,
                      .assessment = assessment,
                      .section_47 = section_47,
                      .initial_conference = conference,
                      .protection_plan = plan,
                      .plan_reviews = {review_conference},
                      .in_need = {child_in_need, plan, looked_after},
                      .looked_after = looked_after,
                      .care_reviews = {first_care_review, care_review},
                      .placements = {foster, residential},
                      .unaccompanied = unaccompanied,
                      .care_leaver = care_leaver,
                      .unsuitable_accommodation = {unsuitable, bed_and_breakfast},
                      .bed_and_breakfast = bed_and_breakfast,
                      .social_workers = {},
                      .case_holders = {}};
  return scenario;
}

template <typename Id>
std::uint8_t place_of(Id id) {
  return static_cast<std::uint8_t>(index(id));
}

/// Is told what happens, in any order, tells the returns in the order of time, and asks for their figures.
/// A day alone is its first instant; what happens at one instant keeps its order.
class Council {
 public:
  explicit Council(Scenario scenario = two_years()) : scenario_(std::move(scenario)) {}

  void refer(std::uint32_t child, const std::string& when, const std::string& before = "") {
    tell({.at = at(when),
          .kind = FactKind::referral_received,
          .child = ChildId{child},
          .since = before.empty() ? sim::never : at(before)});
  }
  void begin(std::uint32_t child, StatusId status, const std::string& when, const std::string& since = "") {
    const std::string begun = since.empty() ? when : since;
    began_[{child, place_of(status)}] = begun;
    tell({.at = at(when),
          .kind = FactKind::status_begun,
          .place = place_of(status),
          .child = ChildId{child},
          .since = at(begun)});
  }
  void end(std::uint32_t child, StatusId status, const std::string& when) {
    tell({.at = at(when),
          .kind = FactKind::status_ended,
          .place = place_of(status),
          .child = ChildId{child},
          .since = at(began_.at({child, place_of(status)}))});
  }
  void close(std::uint32_t child, const std::string& when) {
    tell({.at = at(when), .kind = FactKind::child_closed, .child = ChildId{child}});
  }
  void owe(std::uint32_t child, ObligationId obligation, const std::string& when, const std::string& due) {
    tell({.at = at(when),
          .kind = FactKind::obligation_owed,
          .place = place_of(obligation),
          .child = ChildId{child},
          .due = at(due)});
  }
  void meet(std::uint32_t child, ObligationId obligation, const std::string& when, const std::string& since,
            const std::string& due) {
    settle(FactKind::obligation_met, child, obligation, when, since, due);
  }
  void lapse(std::uint32_t child, ObligationId obligation, const std::string& when, const std::string& due) {
    settle(FactKind::obligation_lapsed, child, obligation, when, due, due);
  }
  void change_worker(std::uint32_t child, const std::string& when) {
    tell({.at = at(when), .kind = FactKind::worker_changed, .child = ChildId{child}});
  }
  void decide(std::uint32_t child, DecisionId decision, const std::string& when) {
    tell({.at = at(when), .kind = FactKind::decision_taken, .place = place_of(decision), .child = ChildId{child}});
  }
  void spell(std::uint32_t child, const std::string& since, const std::string& when) {
    tell({.at = at(when),
          .kind = FactKind::safeguards_back,
          .child = ChildId{child},
          .since = at(since),
          .due = at(when)});
  }

  /// Of the year that ends in March of `year`; nothing more can be told afterwards.
  double figure(int year, Indicator indicator) {
    if (values_.empty()) finish();
    const int first = whole_years(scenario_.period_from, scenario_.period_until).front().ends_in();
    return values_.at(static_cast<std::size_t>(year - first) * indicator_count + static_cast<std::size_t>(indicator));
  }
  /// Of the five bands from `first` on [%].
  std::vector<double> bands(int year, Indicator first) {
    std::vector<double> shares;
    for (std::size_t band = 0; band < 5; ++band)
      shares.push_back(figure(year, static_cast<Indicator>(static_cast<std::size_t>(first) + band)));
    return shares;
  }

 private:
  void tell(const Fact& fact) { facts_.push_back(fact); }
  void finish() {
    NationalReturns returns(scenario_);
    std::ranges::stable_sort(facts_, {}, &Fact::at);
    for (const Fact& fact : facts_) {
      EXPECT_TRUE(returns.watches(fact.kind));
      returns.observe(fact);
    }
    values_ = returns.finish();
  }
  void settle(FactKind kind, std::uint32_t child, ObligationId obligation, const std::string& when,
              const std::string& since, const std::string& due) {
    tell({.at = at(when),
          .kind = kind,
          .place = place_of(obligation),
          .child = ChildId{child},
          .since = at(since),
          .due = at(due)});
  }

  Scenario scenario_;
  std::vector<Fact> facts_;
  std::map<std::pair<std::uint32_t, std::uint8_t>, std::string> began_;
  std::vector<double> values_;
};

std::vector<double> percentages(std::initializer_list<int> parts, int whole) {
  std::vector<double> shares;
  for (const int part : parts) shares.push_back(100.0 * part / whole);
  return shares;
}

}  // namespace

// --- years and catalogue

TEST(FinancialYear, EndsOn31March) {
  EXPECT_EQ(financial_year_of(day("2017-03-31")).from, day("2016-04-01"));
  EXPECT_EQ(financial_year_of(day("2017-04-01")).last_day(), day("2018-03-31"));
  EXPECT_EQ(financial_year_of(day("2017-04-01")).name(), "2017-18");
  EXPECT_EQ(financial_year_of(day("1999-12-31")).name(), "1999-00");
  EXPECT_EQ(financial_year_of(day("2017-04-01")).label(), "Year to 31 March 2018");
}

TEST(WholeYears, LieWhollyInThePeriod) {
  EXPECT_EQ(whole_years(day("2016-04-01"), day("2022-10-01")).size(), 6u);
  EXPECT_EQ(whole_years(day("2016-04-01"), day("2017-04-01")).size(), 1u);
  EXPECT_TRUE(whole_years(day("2016-04-01"), day("2017-03-31")).empty());
  EXPECT_TRUE(whole_years(day("2016-04-02"), day("2018-03-31")).empty());
  EXPECT_TRUE(whole_years(day("2016-06-01"), day("2016-07-01")).empty());
}

TEST(ChildIndex, NumbersSparseIdsInTheOrderInWhichTheyAreMet) {
  ChildIndex index;
  EXPECT_EQ(index.find(ChildId{0}), ChildIndex::none);
  const auto id_of = [](std::uint32_t place) { return ChildId{(place % 2 == 0 ? 0u : 1u << 27) + 8 * place}; };
  for (std::uint32_t place = 0; place < 10'000; ++place) EXPECT_EQ(index.add(id_of(place)), place);
  for (std::uint32_t place = 10'000; place-- > 0;) EXPECT_EQ(index.find(id_of(place)), place);
  EXPECT_EQ(index.add(id_of(77)), 77u);
  EXPECT_EQ(index.find(ChildId{1}), ChildIndex::none);
  EXPECT_EQ(index.find(ChildId{0}), 0u);
  EXPECT_EQ(index.size(), 10'000u);
}

TEST(Quantile, IsTheSmallestValueWithAtLeastTheShareAtOrBelow) {
  EXPECT_EQ(quantile<int>({4, 2, 3, 1}, 25), 1);
  EXPECT_EQ(quantile<int>({4, 2, 3, 1}, 26), 2);
  EXPECT_EQ(quantile<int>({4, 2, 3, 1}, 50), 2);
  EXPECT_EQ(quantile<int>({4, 2, 3, 1}, 75), 3);
  EXPECT_EQ(quantile<int>({4, 2, 3, 1}, 100), 4);
  EXPECT_EQ(quantile<int>({7}, 1), 7);
  EXPECT_TRUE(std::isnan(quantile<int>({}, 50)));
}

TEST(IndicatorCatalogue, FollowsTheEnumerationWithNamesOfItsOwnAndLabelsThatFitATable) {
  std::set<std::string_view> names;
  ASSERT_EQ(indicator_catalogue().size(), indicator_count);
  for (std::size_t place = 0; place < indicator_count; ++place) {
    const IndicatorEntry& entry = indicator_catalogue()[place];
    EXPECT_EQ(static_cast<std::size_t>(entry.indicator), place) << entry.name;
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    EXPECT_LE(entry.label.size(), 29u) << entry.label;
    EXPECT_FALSE(entry.unit.empty() || entry.meaning.empty()) << entry.name;
  }
}

TEST(NationalReturns, WatchNothingWhereThePeriodHasNoWholeYear) {
  Scenario scenario = two_years();
  scenario.period_until = day("2018-03-31");
  NationalReturns returns(scenario);
  EXPECT_FALSE(returns.watches(FactKind::referral_received));
  EXPECT_TRUE(returns.finish().empty());
}

TEST(NationalReturns, WatchOnlyWhatTheyCount) {
  const Scenario scenario = two_years();
  const NationalReturns returns(scenario);
  EXPECT_TRUE(returns.watches(FactKind::status_begun));
  for (const FactKind kind : {FactKind::work_begun, FactKind::work_finished, FactKind::meeting_held,
                              FactKind::team_changed, FactKind::contact_received, FactKind::worker_absent})
    EXPECT_FALSE(returns.watches(kind));
}

TEST(NationalReturns, LeaveEmptyWhatThePathwayHasNoTermFor) {
  Scenario scenario = two_years();
  scenario.pathway.national = {};
  Council council(scenario);
  council.refer(1, "2018-09-03");
  council.begin(1, in_assessment, "2018-09-03");
  council.close(1, "2018-10-01");
  EXPECT_EQ(council.figure(2019, I::referrals), 1);
  EXPECT_EQ(council.figure(2019, I::closures), 1);
  EXPECT_EQ(council.figure(2019, I::children_28_days), 0);
  const std::set<I> have = {I::referrals, I::re_referral_share, I::closures, I::children_28_days};
  for (const IndicatorEntry& entry : indicator_catalogue())
    EXPECT_EQ(std::isnan(council.figure(2019, entry.indicator)), !have.contains(entry.indicator)) << entry.name;
}

TEST(NationalReturns, PutWhatHappensAtMidnightOf1AprilIntoTheNewYear) {
  Council council;
  council.refer(1, "2018-03-31 23:59");
  council.refer(2, "2018-04-01 00:00");
  council.refer(3, "2018-04-01 00:01");
  EXPECT_EQ(council.figure(2018, I::referrals), 1);
  EXPECT_EQ(council.figure(2019, I::referrals), 2);
}

TEST(NationalReturns, CloseYearsInWhichNothingHappens) {
  Scenario scenario = two_years();
  scenario.period_until = day("2021-07-01");
  Council council(scenario);
  council.begin(1, plan, "2017-05-08");
  for (const int year : {2018, 2019, 2020, 2021}) EXPECT_EQ(council.figure(year, I::plans_at_year_end), 1) << year;
  EXPECT_EQ(council.figure(2018, I::plans_started), 1);
  EXPECT_EQ(council.figure(2021, I::plans_started), 0);
}

TEST(NationalReturns, CountNothingOfTheWarmUpAndNothingBeyondTheHorizon) {
  Council council;
  council.refer(1, "2017-03-31");
  council.refer(2, "2019-04-01");
  EXPECT_EQ(council.figure(2018, I::referrals), 0);
  EXPECT_EQ(council.figure(2019, I::referrals), 0);
}

// --- referrals, closures, contacts

TEST(YearlyReReferrals, ComeWithin12MonthsOfThePreviousReferral) {
  Council council;
  council.refer(1, "2018-09-03 15:00", "2017-09-03 10:00");
  council.refer(2, "2018-09-04", "2017-09-03");
  council.refer(3, "2018-09-04");
  council.refer(4, "2018-09-04", "2018-01-01");
  EXPECT_EQ(council.figure(2019, I::referrals), 4);
  EXPECT_EQ(council.figure(2019, I::re_referral_share), 50);
}

TEST(YearlyClosureToReferral, IsAnotherClockThanReferralToReferral) {
  Council council;
  council.refer(1, "2017-05-01");
  council.refer(2, "2017-05-01");
  council.refer(3, "2017-05-01");
  for (const std::uint32_t child : {1, 2, 3}) council.close(child, "2017-06-01");
  council.refer(1, "2018-05-15", "2017-05-01");  // within 12 months of the closure, not of the referral
  council.refer(2, "2018-06-02", "2017-05-01");  // a day too late for both
  EXPECT_EQ(council.figure(2018, I::closures), 3);
  EXPECT_DOUBLE_EQ(council.figure(2018, I::closure_to_referral_share), 100.0 / 3);
  EXPECT_EQ(council.figure(2019, I::re_referral_share), 0);
}

TEST(YearlyClosureToReferral, CountsEveryClosureAndItsOwnReturn) {
  Council council;
  council.refer(1, "2017-05-01");
  council.close(1, "2017-06-01");
  council.refer(1, "2017-07-01", "2017-05-01");
  council.close(1, "2017-08-01");
  council.refer(1, "2017-09-01", "2017-07-01");
  council.close(1, "2018-02-01");
  EXPECT_EQ(council.figure(2018, I::closures), 3);
  EXPECT_DOUBLE_EQ(council.figure(2018, I::closure_to_referral_share), 200.0 / 3);
}

TEST(YearlyClosureToReferral, IsKnownOnlyWhereTheYearAfterLiesInThePeriod) {
  Council council;
  council.refer(1, "2018-05-01");
  council.close(1, "2018-06-01");
  council.refer(1, "2018-07-01", "2018-05-01");
  EXPECT_EQ(council.figure(2019, I::closures), 1);
  EXPECT_TRUE(std::isnan(council.figure(2019, I::closure_to_referral_share)));
}

TEST(YearlyClosures, LeaveOutCareLeaversAndThoseWhoseCaseEndsAtEighteen) {
  Council council;
  council.begin(1, care_leaver, "2017-05-01");
  council.end(1, care_leaver, "2017-06-01");
  council.close(1, "2017-06-01");
  council.refer(2, "2017-05-01");
  council.begin(2, child_in_need, "2017-05-08");
  council.decide(2, DecisionId{0}, "2017-05-20");  // sixteen
  council.decide(2, adulthood, "2017-06-01");
  council.end(2, child_in_need, "2017-06-01");
  council.close(2, "2017-06-01");
  council.refer(3, "2017-05-01");
  council.close(3, "2017-06-01");
  EXPECT_EQ(council.figure(2018, I::closures), 1);
}

TEST(YearlyContacts, AreNoChildren) {
  Council council;
  council.begin(1, contact, "2017-05-01");
  council.end(1, contact, "2017-05-02");
  council.close(1, "2017-05-02");
  council.begin(2, contact, "2018-03-30");
  EXPECT_EQ(council.figure(2018, I::contacts), 2);
  EXPECT_EQ(council.figure(2018, I::closures), 0);
  EXPECT_EQ(council.figure(2018, I::children_in_need_at_year_end), 0);
  EXPECT_EQ(council.figure(2019, I::contacts), 0);
}

// --- assessments

TEST(YearlyAssessments, AreMeasuredFromTheirStartInPublishedQuartiles) {
  Council council;
  // 10, 20, 45, 46 and 61 working days after Monday 3 September
  const std::vector<std::string> completed = {"2018-09-17", "2018-10-01", "2018-11-05", "2018-11-06", "2018-11-27"};
  for (std::uint32_t child = 0; child < 5; ++child) {
    council.refer(child, "2018-08-30 10:00");
    council.begin(child, in_assessment, "2018-09-03 09:30");
  }
  for (std::uint32_t child = 0; child < 5; ++child)
    council.meet(child, assessment, completed[child] + " 16:00", "2018-08-30 10:00", "2018-11-02");
  EXPECT_EQ(council.figure(2019, I::assessments_completed), 5);
  // a quarter of five is one and a quarter: the second; half, the third; three quarters, the fourth
  EXPECT_EQ(council.figure(2019, I::assessment_working_days_p25), 20);
  EXPECT_EQ(council.figure(2019, I::assessment_working_days_median), 45);
  EXPECT_EQ(council.figure(2019, I::assessment_working_days_p75), 46);
  EXPECT_EQ(council.figure(2019, I::assessments_in_45_days_share), 60);
  EXPECT_EQ(council.figure(2019, I::assessments_late_share_over_60), 50);
  // two working days more from Thursday 30 August: 12, 22, 47, 48, 63
  EXPECT_EQ(council.figure(2019, I::assessments_in_45_days_from_referral_share), 40);
}

TEST(YearlyAssessments, OfAChildAlreadyOpenRunFromTheirOwnStartByTheLawsClockToo) {
  Council council;
  council.refer(1, "2018-04-03");
  council.begin(1, child_in_need, "2018-05-01");
  council.begin(1, in_assessment, "2018-09-03");
  council.meet(1, assessment, "2018-11-05 12:00", "2018-09-03", "2018-11-06");
  EXPECT_EQ(council.figure(2019, I::assessments_in_45_days_share), 100);
  EXPECT_EQ(council.figure(2019, I::assessments_in_45_days_from_referral_share), 100);
}

TEST(YearlyAssessments, BelongToTheYearInWhichTheyAreCompleted) {
  Council council;
  council.begin(1, in_assessment, "2018-03-01");
  council.meet(1, assessment, "2018-04-03", "2018-03-01", "2018-05-08");
  EXPECT_EQ(council.figure(2018, I::assessments_completed), 0);
  EXPECT_TRUE(std::isnan(council.figure(2018, I::assessments_in_45_days_share)));
  EXPECT_EQ(council.figure(2019, I::assessments_completed), 1);
  EXPECT_EQ(council.figure(2019, I::assessments_in_45_days_share), 100);
}

TEST(YearlyAssessments, StillOpenAndLateStandBesideTheShareInTime) {
  Council council;
  for (const std::uint32_t child : {1, 2, 3, 4}) council.begin(child, in_assessment, "2018-01-08");
  council.owe(1, assessment, "2018-01-08", "2018-03-13");
  council.owe(2, assessment, "2018-01-08", "2018-03-26 00:00");  // 24:00 of 25 March
  council.owe(3, assessment, "2018-01-08", "2018-04-01 00:00");  // 24:00 of 31 March
  council.owe(4, assessment, "2018-01-08", "2018-03-13");
  council.owe(2, visit, "2018-01-08", "2018-01-22");  // not what is counted
  council.meet(1, assessment, "2018-03-20", "2018-01-08", "2018-03-13");
  council.lapse(4, assessment, "2018-03-21", "2018-03-13");
  EXPECT_EQ(council.figure(2018, I::assessments_open_late), 1);
  EXPECT_EQ(council.figure(2018, I::assessments_open_days_late), 6);
  EXPECT_EQ(council.figure(2019, I::assessments_open_late), 2);
  EXPECT_EQ(council.figure(2019, I::assessments_open_days_late), 371 + 365);
}

// --- section 47 and conferences

TEST(YearlyConferences, AreMeasuredFromTheStartOfTheEnquiry) {
  Council council;
  for (const std::uint32_t child : {1, 2, 3, 4, 5}) council.begin(child, section_47, "2018-09-03 11:00");
  council.meet(1, conference, "2018-09-20 10:00", "2018-09-03", "2018-09-25");  // 13 working days
  council.meet(2, conference, "2018-09-24 10:00", "2018-09-03", "2018-09-25");  // 15
  council.meet(3, conference, "2018-09-25 10:00", "2018-09-03", "2018-09-25");  // 16
  council.meet(4, conference, "2018-10-01 10:00", "2018-09-03", "2018-09-25");  // 20
  EXPECT_EQ(council.figure(2019, I::section_47s), 5);
  EXPECT_EQ(council.figure(2019, I::conferences), 4);
  EXPECT_EQ(council.figure(2019, I::conferences_per_section_47), 80);
  EXPECT_EQ(council.figure(2019, I::conference_working_days_p25), 13);
  EXPECT_EQ(council.figure(2019, I::conference_working_days_median), 15);
  EXPECT_EQ(council.figure(2019, I::conference_working_days_p75), 16);
  EXPECT_EQ(council.figure(2019, I::conferences_in_15_days_share), 50);
}

TEST(YearlyConferences, NotHeldAt31MarchAreLateByDays) {
  Council council;
  council.begin(1, section_47, "2018-03-01");
  council.owe(1, conference, "2018-03-02", "2018-03-23");
  council.begin(2, section_47, "2018-03-20");
  council.owe(2, conference, "2018-03-20", "2018-04-13");
  EXPECT_EQ(council.figure(2018, I::conferences_open_days_late), 9);
}

// --- child protection plans

TEST(YearlyPlans, StartOncePerConferenceAtMostAndASecondTimeAfterAnEarlierOne) {
  Council council;
  council.begin(1, plan, "2017-01-02", "2016-10-01");  // there when the run began
  council.end(1, plan, "2017-06-01");
  for (const std::uint32_t child : {1, 2, 3, 4, 5}) {
    council.begin(child, section_47, "2018-09-03");
    council.meet(child, conference, "2018-09-17", "2018-09-03", "2018-09-25");
  }
  for (const std::uint32_t child : {1, 2, 3, 4}) council.begin(child, plan, "2018-09-17");
  EXPECT_EQ(council.figure(2018, I::plans_started), 0);
  EXPECT_EQ(council.figure(2018, I::plans_ended), 1);
  EXPECT_EQ(council.figure(2019, I::plans_started), 4);
  EXPECT_EQ(council.figure(2019, I::plans_per_conference), 80);
  EXPECT_EQ(council.figure(2019, I::second_plan_share), 25);
  EXPECT_EQ(council.figure(2019, I::plans_at_year_end), 4);
}

TEST(YearlyPlans, OfAChildWhoWasClosedMeanwhileAreSecondOnes) {
  Council council;
  council.begin(1, plan, "2017-05-01");
  council.end(1, plan, "2017-06-01");
  council.close(1, "2017-06-01");
  council.refer(1, "2018-12-03");
  council.begin(1, plan, "2018-12-20");
  EXPECT_EQ(council.figure(2019, I::second_plan_share), 100);
}

TEST(YearlyPlans, ThatEndFallIntoBandsOfLength) {
  Council council;
  for (std::uint32_t child = 1; child <= 6; ++child) council.begin(child, plan, "2018-01-10");
  council.end(1, plan, "2018-04-10");  // three months
  council.end(2, plan, "2018-04-11");
  council.end(3, plan, "2018-07-10");  // six months
  council.end(4, plan, "2018-07-11");
  council.end(5, plan, "2019-01-09");
  council.end(6, plan, "2019-01-10");  // a year
  EXPECT_EQ(council.figure(2019, I::plans_ended), 6);
  EXPECT_EQ(council.bands(2019, I::plan_ended_up_to_3_months_share), percentages({1, 2, 2, 1, 0}, 6));
}

TEST(YearlyPlans, OfTwoYearsAreInTheLastBand) {
  Council council;
  council.begin(1, plan, "2017-01-02", "2016-05-10");
  council.begin(2, plan, "2017-01-02", "2016-05-10");
  council.end(1, plan, "2018-05-09 17:00");
  council.end(2, plan, "2018-05-10 09:00");
  EXPECT_EQ(council.bands(2019, I::plan_ended_up_to_3_months_share), percentages({0, 0, 0, 1, 1}, 2));
}

TEST(YearlyPlanReviews, FailAChildForTheYearByOneThatWasLateAndByOneThatIsOverdue) {
  Council council;
  for (const std::uint32_t child : {1, 2, 3, 4}) council.begin(child, plan, "2017-06-01");
  for (const std::uint32_t child : {1, 2, 3, 4}) council.owe(child, review_conference, "2017-06-01", "2017-09-02");
  council.meet(1, review_conference, "2017-09-01 14:00", "2017-06-01", "2017-09-02");
  council.owe(1, review_conference, "2017-09-01 14:00", "2018-03-02");
  council.meet(2, review_conference, "2017-09-04 14:00", "2017-06-01", "2017-09-02");  // late
  council.owe(2, review_conference, "2017-09-04 14:00", "2018-03-05");
  council.meet(4, review_conference, "2017-09-01 14:00", "2017-06-01", "2017-09-02");
  council.owe(4, review_conference, "2017-09-01 14:00", "2018-03-02");
  council.meet(1, review_conference, "2018-03-01 14:00", "2017-09-01", "2018-03-02");
  council.owe(1, review_conference, "2018-03-01 14:00", "2018-09-02");
  council.meet(2, review_conference, "2018-03-01 14:00", "2017-09-04", "2018-03-05");
  council.owe(2, review_conference, "2018-03-01 14:00", "2018-09-02");
  // 3 has had none, due on 1 September; 4 is overdue since 2 March
  EXPECT_EQ(council.figure(2018, I::plan_reviews_in_time_share), 25);
  EXPECT_EQ(council.figure(2018, I::plan_reviews_open_days_late), 211 + 30);
}

TEST(YearlyPlanReviews, ThatWereLateInTheYearBeforeAreForgotten) {
  Council council;
  council.begin(1, plan, "2017-06-01");
  council.meet(1, review_conference, "2017-09-04", "2017-06-01", "2017-09-02");
  council.owe(1, review_conference, "2017-09-04", "2018-03-05");
  council.meet(1, review_conference, "2018-03-01", "2017-09-04", "2018-03-05");
  council.owe(1, review_conference, "2018-03-01", "2018-09-02");
  council.meet(1, review_conference, "2018-08-30", "2018-03-01", "2018-09-02");
  EXPECT_EQ(council.figure(2018, I::plan_reviews_in_time_share), 0);
  EXPECT_EQ(council.figure(2019, I::plan_reviews_in_time_share), 100);
}

TEST(YearlyPlanReviews, CountForChildrenOnTheirPlanForThreeMonths) {
  Council council;
  council.begin(1, plan, "2017-12-31");
  council.begin(2, plan, "2018-01-01");
  council.owe(2, review_conference, "2018-01-01", "2018-02-01");  // overdue, but on the plan for too short a time
  EXPECT_EQ(council.figure(2018, I::plans_at_year_end), 2);
  EXPECT_EQ(council.figure(2018, I::plan_reviews_in_time_share), 100);
}

TEST(YearlyPlanReviews, OfAnEarlierPlanDoNotFailTheNextOne) {
  Council council;
  council.begin(1, plan, "2017-04-10");
  council.meet(1, review_conference, "2017-07-20", "2017-04-10", "2017-07-11");
  council.end(1, plan, "2017-07-20");
  council.begin(1, plan, "2017-09-01");
  EXPECT_EQ(council.figure(2018, I::plan_reviews_in_time_share), 100);
}

// --- children in need

TEST(YearlyNeedEpisodes, StartWhenTheChildIsFirstFoundInNeedSinceItsReferral) {
  Council council;
  council.refer(1, "2018-03-01");
  council.begin(1, in_assessment, "2018-03-02");
  council.refer(2, "2018-03-01");
  council.begin(2, child_in_need, "2018-03-20");
  council.begin(1, child_in_need, "2018-04-10");
  council.begin(1, plan, "2018-05-10");
  council.end(1, child_in_need, "2018-05-10");
  council.begin(1, child_in_need, "2018-11-12");
  council.refer(3, "2018-06-01");
  council.begin(3, in_assessment, "2018-06-04");
  council.close(3, "2018-07-02");
  EXPECT_EQ(council.figure(2018, I::need_episodes_started), 1);
  EXPECT_EQ(council.figure(2019, I::need_episodes_started), 1);
  EXPECT_EQ(council.figure(2019, I::need_episodes_ended), 0);  // never found in need
}

TEST(YearlyNeedEpisodes, StartAnewAfterAClosure) {
  Council council;
  for (const char* month : {"2018-05", "2018-10"}) {
    council.refer(1, std::string(month) + "-01");
    council.begin(1, child_in_need, std::string(month) + "-08");
    council.end(1, child_in_need, std::string(month) + "-22");
    council.close(1, std::string(month) + "-22");
  }
  EXPECT_EQ(council.figure(2019, I::need_episodes_started), 2);
  EXPECT_EQ(council.figure(2019, I::need_episodes_ended), 2);
}

TEST(YearlyNeedEpisodes, RunFromTheReferralToTheClosureAcrossAllStatuses) {
  Council council;
  const std::vector<std::string> referred = {"2018-03-10", "2017-12-10", "2017-07-10", "2017-06-10"};
  for (std::uint32_t child = 4; child-- > 0;) {
    council.refer(child, referred[child]);
    council.begin(child, in_assessment, referred[child]);
  }
  for (std::uint32_t child = 0; child < 4; ++child) council.begin(child, plan, "2018-04-10");
  for (std::uint32_t child = 0; child < 4; ++child) council.end(child, plan, "2018-06-10");
  for (std::uint32_t child = 0; child < 4; ++child) council.close(child, "2018-06-10");
  // three months; six months; eleven months; a year
  EXPECT_EQ(council.figure(2019, I::need_episodes_ended), 4);
  EXPECT_EQ(council.bands(2019, I::need_ended_up_to_3_months_share), percentages({1, 1, 1, 1, 0}, 4));
}

TEST(YearlyNeedEpisodes, LeaveOutCareLeaversButNotThoseWhoseCaseEndsAtEighteen) {
  Council council;
  council.begin(1, care_leaver, "2017-01-02", "2015-06-01");
  council.end(1, care_leaver, "2018-06-01");
  council.close(1, "2018-06-01");
  council.begin(2, looked_after, "2018-05-01");
  council.end(2, looked_after, "2018-07-01");
  council.begin(2, care_leaver, "2018-07-01");
  council.end(2, care_leaver, "2018-09-01");
  council.close(2, "2018-09-01");
  council.begin(3, child_in_need, "2018-05-01");
  council.decide(3, adulthood, "2018-07-02");
  council.end(3, child_in_need, "2018-07-02");
  council.close(3, "2018-07-02");
  EXPECT_EQ(council.figure(2019, I::need_episodes_started), 2);
  EXPECT_EQ(council.figure(2019, I::need_episodes_ended), 1);
}

TEST(YearlyChildrenInNeed, At31MarchAreAllWhoAreOpenByTheTimeSinceTheirReferral) {
  Council council;
  council.begin(1, looked_after, "2017-01-02", "2014-02-01");
  council.begin(2, care_leaver, "2017-01-02", "2016-04-01");
  council.begin(3, child_in_need, "2017-01-02", "2016-03-31");
  council.refer(4, "2017-03-31");
  council.begin(4, in_assessment, "2017-04-03");
  council.refer(5, "2017-04-01");
  council.refer(6, "2017-10-02");
  council.refer(7, "2017-12-31");
  council.refer(8, "2018-03-30");
  council.begin(8, in_assessment, "2018-03-30");
  council.refer(9, "2017-12-01");
  council.close(9, "2018-03-31 10:00");
  council.refer(10, "2018-04-01");
  EXPECT_EQ(council.figure(2018, I::children_in_need_at_year_end), 8);
  // up to 3 months 7, 8; 3-6 months 6; 6-12 months 5; 1-2 years 2, 4; 2 years 1, 3
  EXPECT_EQ(council.bands(2018, I::need_open_up_to_3_months_share), percentages({2, 1, 1, 2, 2}, 8));
}

// --- children looked after

TEST(YearlyLookedAfter, CountsWhoStartsWhoCeasesAndWhoIsThere) {
  Council council;
  council.begin(1, looked_after, "2017-01-02", "2015-01-01");
  council.begin(2, looked_after, "2017-05-01");
  council.begin(2, unaccompanied, "2017-05-01");
  council.end(1, looked_after, "2017-06-01");
  council.begin(3, looked_after, "2017-07-01");
  council.end(3, looked_after, "2017-07-20");
  council.begin(3, looked_after, "2017-08-01");
  EXPECT_EQ(council.figure(2018, I::looked_after_started), 3);
  EXPECT_EQ(council.figure(2018, I::looked_after_ceased), 2);
  EXPECT_EQ(council.figure(2018, I::looked_after_at_year_end), 2);
  EXPECT_EQ(council.figure(2018, I::unaccompanied_at_year_end), 1);
}

TEST(YearlyCareReviews, CountForChildrenInCareForTwentyWorkingDays) {
  Council council;
  // before 31 March 2018, a Saturday, after Good Friday: 20 working days from Thursday 1 March, 19 from Friday 2 March
  council.begin(1, looked_after, "2018-03-01");
  council.begin(2, looked_after, "2018-03-02");
  council.owe(2, first_care_review, "2018-03-02", "2018-03-20");
  council.begin(3, looked_after, "2017-01-02", "2015-01-01");
  council.meet(3, care_review, "2018-03-28 12:00", "2017-09-27", "2018-03-28");
  council.owe(3, care_review, "2018-03-28 12:00", "2018-09-29");
  EXPECT_EQ(council.figure(2018, I::care_reviews_in_time_share), 50);
  EXPECT_EQ(council.figure(2018, I::care_reviews_open_days_late), 12);
}

TEST(YearlyCareReviews, OfChildrenInCareSinceBeforeTheCalendarBeginsCount) {
  Council council;
  council.begin(1, looked_after, "2017-01-02", "2003-05-01");
  EXPECT_EQ(council.figure(2018, I::care_reviews_in_time_share), 100);
  EXPECT_EQ(council.bands(2018, I::need_open_up_to_3_months_share), percentages({0, 0, 0, 0, 1}, 1));
}

TEST(YearlyCareReviews, OverdueInTwoYearsFailTheChildInBoth) {
  Council council;
  council.begin(1, looked_after, "2017-05-01");
  council.owe(1, first_care_review, "2017-05-01", "2017-06-01");
  EXPECT_EQ(council.figure(2018, I::care_reviews_in_time_share), 0);
  EXPECT_EQ(council.figure(2019, I::care_reviews_in_time_share), 0);
}

TEST(YearlyPlacements, CountTheOneInWhichTheYearFindsTheChild) {
  Council council;
  for (const std::uint32_t child : {1, 2, 3}) council.begin(child, looked_after, "2017-01-02", "2016-01-01");
  for (const std::uint32_t child : {1, 2, 3}) council.begin(child, foster, "2017-01-02", "2016-01-01");
  for (const char* moved : {"2017-05-01", "2018-02-01"}) {  // three in the year for 1, two for 2 and one for 3
    council.end(1, foster, moved);
    council.begin(1, foster, moved);
  }
  council.end(2, foster, "2017-05-01");
  council.begin(2, residential, "2017-05-01");
  for (const char* moved : {"2018-05-01", "2018-06-01"}) {
    council.end(3, foster, moved);
    council.begin(3, foster, moved);
  }
  EXPECT_DOUBLE_EQ(council.figure(2018, I::placements_three_or_more_share), 100.0 / 3);
  EXPECT_DOUBLE_EQ(council.figure(2019, I::placements_three_or_more_share), 100.0 / 3);
}

TEST(YearlyPlacements, BeforeAClosureInTheSameYearCount) {
  Council council;
  for (const char* month : {"2017-05", "2017-07", "2017-09"}) {
    council.begin(1, looked_after, std::string(month) + "-01");
    council.begin(1, foster, std::string(month) + "-01");
    if (month == std::string("2017-09")) break;
    council.end(1, foster, std::string(month) + "-20");
    council.end(1, looked_after, std::string(month) + "-20");
    council.close(1, std::string(month) + "-20");
  }
  EXPECT_EQ(council.figure(2018, I::placements_three_or_more_share), 100);
  EXPECT_EQ(council.figure(2019, I::placements_three_or_more_share), 0);
}

TEST(YearlyWorkerChanges, AreCountedByYearForChildrenLookedAfter) {
  Council council;
  for (const std::uint32_t child : {1, 2}) council.begin(child, looked_after, "2017-01-02", "2016-01-01");
  council.begin(3, child_in_need, "2017-01-02", "2016-01-01");
  for (const char* when : {"2017-05-01", "2018-02-01"}) council.change_worker(1, when);
  for (const char* when : {"2018-02-01", "2018-03-01"}) council.change_worker(3, when);
  for (const char* when : {"2018-03-01", "2018-05-01"}) council.change_worker(2, when);
  EXPECT_EQ(council.figure(2018, I::two_or_more_worker_changes_share), 50);
  EXPECT_EQ(council.figure(2019, I::two_or_more_worker_changes_share), 0);
}

TEST(YearlyCareLeavers, AreCountedByTheirAccommodation) {
  Council council;
  for (const std::uint32_t child : {1, 2, 3, 4}) council.begin(child, care_leaver, "2017-01-02", "2016-01-01");
  council.begin(2, unsuitable, "2017-05-01");
  council.begin(3, bed_and_breakfast, "2017-05-01");
  council.end(3, bed_and_breakfast, "2018-05-01");
  EXPECT_EQ(council.figure(2018, I::care_leavers_at_year_end), 4);
  EXPECT_EQ(council.figure(2018, I::care_leavers_suitable_share), 50);
  EXPECT_EQ(council.figure(2018, I::care_leavers_in_bed_and_breakfast), 1);
  EXPECT_EQ(council.figure(2019, I::care_leavers_suitable_share), 75);
  EXPECT_EQ(council.figure(2019, I::care_leavers_in_bed_and_breakfast), 0);
}

// --- spells of time at risk

TEST(YearlySpells, AreGivenByTheLongestTheNinetiethPercentileAndChildrenWithFourWeeks) {
  Council council;
  for (std::uint32_t child = 1; child <= 8; ++child) council.spell(child, "2018-05-01", "2018-05-02");
  council.spell(9, "2018-05-01", "2018-05-28 23:59");  // a minute less than 28 days
  council.spell(9, "2018-06-01", "2018-06-29");        // 28 days
  council.spell(9, "2018-07-01", "2018-08-10");        // 40 days, the same child
  council.spell(10, "2018-03-01", "2018-09-17");       // 200 days, from the year before
  // eight of a day, then 28 less a minute, 28, 40, 200: nine tenths of 12 are 10.8, the eleventh
  EXPECT_EQ(council.figure(2019, I::spells_longest), 200);
  EXPECT_EQ(council.figure(2019, I::spells_p90), 40);
  EXPECT_EQ(council.figure(2019, I::children_28_days), 2);
  EXPECT_TRUE(std::isnan(council.figure(2018, I::spells_longest)));
  EXPECT_EQ(council.figure(2018, I::children_28_days), 0);
}

TEST(YearlySpells, ThatRunAtTheHorizonBelongToTheLastYearEvenAfterOtherFactsOfThatInstant) {
  Council council;
  council.refer(1, "2019-04-01 00:00");
  council.spell(2, "2019-03-02", "2019-04-01 00:00");
  council.spell(3, "2019-03-22", "2019-04-01 00:01");
  EXPECT_EQ(council.figure(2019, I::spells_longest), 30);
  EXPECT_EQ(council.figure(2019, I::spells_p90), 30);
  EXPECT_EQ(council.figure(2019, I::children_28_days), 1);
}

TEST(YearlySpells, AtTheEndOfAYearEndInIt) {
  Council council;
  council.spell(1, "2018-03-22", "2018-04-01 00:00");
  EXPECT_EQ(council.figure(2018, I::spells_longest), 10);
}

TEST(YearlySpells, BeginAtTheStartOfThePeriodAtTheEarliest) {
  Council council;
  council.spell(1, "2017-02-01", "2017-03-20");
  council.spell(2, "2017-02-01", "2017-04-11");
  EXPECT_EQ(council.figure(2018, I::spells_longest), 10);
  EXPECT_EQ(council.figure(2018, I::children_28_days), 0);
}

// --- a whole run

/// What the recorder samples of a run must be what its returns say, wherever both count the same.
class Agreement {
 public:
  explicit Agreement(const Scenario& scenario) : terms_(scenario.pathway.national), returns_(scenario) {
    run_replication(scenario, scenario.plans.front(), 0, {&returns_, &notes_});
    values_ = returns_.finish();
  }

  void check() {
    const auto figure = [&](I indicator) { return values_.at(static_cast<std::size_t>(indicator)); };
    EXPECT_EQ(figure(I::referrals), notes_.grown(Measure::referrals));
    EXPECT_DOUBLE_EQ(figure(I::re_referral_share) * figure(I::referrals) / 100, notes_.grown(Measure::re_referrals));
    EXPECT_EQ(figure(I::section_47s), notes_.grown(Measure::begun, index(terms_.section_47.value())));
    EXPECT_EQ(figure(I::plans_started), notes_.grown(Measure::begun, index(terms_.protection_plan.value())));
    EXPECT_EQ(figure(I::looked_after_started), notes_.grown(Measure::begun, index(terms_.looked_after.value())));
    EXPECT_EQ(figure(I::plans_at_year_end), at_end(Measure::children, index(terms_.protection_plan.value())));
    EXPECT_EQ(figure(I::looked_after_at_year_end), at_end(Measure::children, index(terms_.looked_after.value())));
    EXPECT_EQ(figure(I::assessments_completed), met(Measure::obligations_met, *terms_.assessment));
    EXPECT_EQ(figure(I::conferences), met(Measure::obligations_met, *terms_.initial_conference));
    EXPECT_EQ(figure(I::assessments_open_late), at_end(Measure::overdue, index(*terms_.assessment)));
    EXPECT_NEAR(figure(I::assessments_open_days_late), at_end(Measure::days_overdue, index(*terms_.assessment)), 1e-6);
    EXPECT_NEAR(figure(I::assessments_in_45_days_from_referral_share),
                100 * met(Measure::obligations_met_in_time, *terms_.assessment) / figure(I::assessments_completed),
                1e-9);
  }

 private:
  double at_end(Measure measure, std::size_t place) const { return notes_.samples.back().of(measure).at(place); }
  double met(Measure measure, ObligationId obligation) const { return notes_.grown(measure, index(obligation)); }

  const NationalTerms& terms_;
  NationalReturns returns_;
  casetide::testing::Notes notes_;
  std::vector<double> values_;
};

TEST(NationalReturns, AgreeWithWhatIsSampledOfTheSameRun) {
  Scenario scenario = casetide::testing::worcestershire();
  scenario.period_from = day("2017-04-01");
  scenario.period_until = day("2018-04-01");
  casetide::testing::in_child([&] { Agreement(scenario).check(); });
}

// --- the workforce

namespace {

/// The yearly figures of a run that is told these censuses, and no fact.
class Workforces {
 public:
  Workforces(const Scenario& scenario, const std::vector<StaffCensus>& censuses) {
    NationalReturns returns(scenario);
    for (const StaffCensus& census : censuses) returns.census(census);
    values_ = returns.finish();
  }
  double figure(int year, Indicator indicator) const {
    return values_.at(static_cast<std::size_t>(year - 2018) * indicator_count + static_cast<std::size_t>(indicator));
  }

 private:
  std::vector<double> values_;
};

Scenario two_years_with_staff() {
  Scenario scenario = two_years();
  scenario.pathway.national.social_workers = {RoleId{0}, RoleId{1}};
  scenario.pathway.national.case_holders = {RoleId{0}};
  return scenario;
}

const StaffCensus in_2017 = {.day = day("2017-09-30"),
                             .in_post = 200,
                             .agency = 50,
                             .case_holders = 150,
                             .cases = 3000,
                             .started = 30,
                             .left = 25,
                             .to_agency = 5,
                             .agency_left = 40,
                             .working_days_lost = 900};
const StaffCensus in_2018 = {.day = day("2018-09-30"),
                             .whole_year = true,
                             .in_post = 240,
                             .newly_qualified = 12,
                             .agency = 60,
                             .posts = 300,
                             .vacancies = 60,
                             .case_holders = 160,
                             .cases = 2400,
                             .started = 90,
                             .left = 61,
                             .to_agency = 11,
                             .agency_left = 140,
                             .working_days_lost = 2721.6};

}  // namespace

TEST(YearlyStaff, AreThoseOf30SeptemberByTheNationalDefinitions) {
  const Workforces staff(two_years_with_staff(), {in_2017, in_2018});
  EXPECT_EQ(staff.figure(2018, I::staff_in_post), 200);
  EXPECT_EQ(staff.figure(2019, I::staff_in_post), 240);
  EXPECT_EQ(staff.figure(2019, I::newly_qualified_in_post), 12);
  EXPECT_EQ(staff.figure(2019, I::agency_staff), 60);
  EXPECT_EQ(staff.figure(2019, I::agency_rate), 20);  // 60 of 300
  EXPECT_EQ(staff.figure(2019, I::vacancies), 60);
  EXPECT_EQ(staff.figure(2019, I::vacancy_rate), 20);
  EXPECT_EQ(staff.figure(2018, I::cases_per_case_holder), 20);
  EXPECT_EQ(staff.figure(2019, I::case_holding_staff), 160);
  EXPECT_EQ(staff.figure(2019, I::cases_held), 2400);
  EXPECT_EQ(staff.figure(2019, I::cases_per_case_holder), 15);
}

TEST(YearlyStaff, ComeAndGoInTheYearTo30September) {
  const Workforces staff(two_years_with_staff(), {in_2017, in_2018});
  EXPECT_EQ(staff.figure(2019, I::starters), 60);
  EXPECT_EQ(staff.figure(2019, I::leavers), 36);
  EXPECT_EQ(staff.figure(2019, I::turnover_rate), 15);  // 36 of 240
  EXPECT_EQ(staff.figure(2019, I::agency_endings), 100);
  EXPECT_NEAR(staff.figure(2019, I::absence_rate), 3, 1e-12);  // 1,821.6 of 240 x 253
}

TEST(YearlyStaff, HaveNoFiguresOfAYearThatBeganBeforeTheRun) {
  const Workforces staff(two_years_with_staff(), {in_2017, in_2018});
  for (const I indicator : {I::starters, I::leavers, I::turnover_rate, I::absence_rate, I::agency_endings})
    EXPECT_TRUE(std::isnan(staff.figure(2018, indicator)));
}

TEST(YearlyStaff, CountFromTheBeginningOfARunThatBeganWithTheYear) {
  Scenario scenario = two_years_with_staff();
  scenario.period_from = scenario.warm_up_from = day("2017-10-01");
  scenario.period_until = day("2019-04-01");
  NationalReturns returns(scenario);
  returns.census(in_2018);
  const std::vector<double> values = returns.finish();  // of the year to March 2019 alone
  ASSERT_EQ(values.size(), indicator_count);
  EXPECT_EQ(values[static_cast<std::size_t>(I::starters)], 90);
}

TEST(YearlyStaff, HaveNoFiguresWithoutTermsOrWithoutACensus) {
  const auto is_of_staff = [](I indicator) { return indicator >= I::staff_in_post; };
  for (const IndicatorEntry& entry : indicator_catalogue()) {
    if (!is_of_staff(entry.indicator)) continue;
    EXPECT_TRUE(std::isnan(Workforces(two_years(), {in_2017, in_2018}).figure(2019, entry.indicator))) << entry.name;
    EXPECT_TRUE(std::isnan(Workforces(two_years_with_staff(), {in_2017}).figure(2019, entry.indicator))) << entry.name;
    EXPECT_FALSE(std::isnan(Workforces(two_years_with_staff(), {in_2017, in_2018}).figure(2019, entry.indicator)))
        << entry.name;
  }
}

TEST(YearlyStaff, OfNobodyHaveNoRates) {
  StaffCensus nobody_there = {.day = day("2018-09-30"), .whole_year = true};
  const Workforces staff(two_years_with_staff(), {nobody_there});
  EXPECT_EQ(staff.figure(2019, I::staff_in_post), 0);
  for (const I rate : {I::agency_rate, I::vacancy_rate, I::turnover_rate, I::absence_rate, I::cases_per_case_holder})
    EXPECT_TRUE(std::isnan(staff.figure(2019, rate)));
}

}  // namespace casetide::models
