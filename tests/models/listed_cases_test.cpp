// Children who stand in a list of cases: what they owe on the first day and what they still need, by hand.
#include "models/listed_cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "models/coming_back.hpp"
#include "models/service.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/listed_service.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

const sim::Date begins = day("2016-04-04");  // a Monday

template <typename Table>
std::size_t place_named(const Table& table, const std::string& name) {
  return static_cast<std::size_t>(std::ranges::find(table, name, &Table::value_type::name) - table.begin());
}

/// The service of two teams from that day on, with nobody in it yet.
class Listed : public ::testing::Test {
 protected:
  Listed() : scenario(scenarios::read_scenario_text(listed_service, "listed_service")) {
    scenario.warm_up_from = begins;
    scenario.stocks.clear();
    scenario.demand.first_referrals = {{begins, scenario.period_until, 0}};
    scenario.staffing.absences.clear();
    scenario.case_list.emplace();
    scenario.case_list->columns = {true, true, true, true, true};
  }

  /// A child of eight in one status, opened when it began.
  ListedCase& child(const std::string& status, const std::string& since) {
    ListedCase listed;
    listed.statuses = {id_at<StatusId>(place_named(scenario.pathway.statuses, status))};
    listed.opened = day(since);
    listed.since = {listed.opened};
    listed.age = status == "leaver" ? 19 : 8;
    listed.siblings = static_cast<std::uint32_t>(scenario.case_list->cases.size());
    scenario.case_list->cases.push_back(listed);
    return scenario.case_list->cases.back();
  }
  void owed(ListedCase& listed, const std::string& name, const std::string& due) {
    const auto place = place_named(scenario.pathway.obligations, name);
    listed.owed.push_back({id_at<ObligationId>(place), day(due)});
  }
  std::size_t worker(const std::string& team, const std::string& started, Contract contract = Contract::permanent) {
    const auto place = place_named(scenario.staffing.teams, team);
    scenario.case_list->staff.push_back({id_at<TeamId>(place), RoleId{0}, contract, 1, day(started), {}, {}});
    return scenario.case_list->staff.size() - 1;
  }

  models::Scenario scenario;
};

/// What is owed on the first day, by its name, and the last day on which it is in time.
class FirstDuties : public Observer {
 public:
  explicit FirstDuties(const Scenario& scenario) : scenario_(scenario) {}
  bool watches(FactKind kind) const override { return kind == FactKind::obligation_owed; }
  void observe(const Fact& fact) override {
    if (fact.at == sim::Instant{begins})
      due[scenario_.pathway.obligations[fact.place].name] = sim::text(sim::date_of(fact.due - sim::Minutes{1}));
  }
  std::map<std::string, std::string> due;

 private:
  const Scenario& scenario_;
};

using Due = std::map<std::string, std::string>;

/// A service is made, but not run: the first day's duties stand then.
Due duties_of(const Scenario& scenario) {
  FirstDuties duties(scenario);
  const Service service(scenario, scenario.plans.front(), 0, {&duties});
  return duties.due;
}

// --- clocks

TEST_F(Listed, ClocksRunFromWhenTheChildWasLastSeenReviewedAndSupervised) {
  ListedCase& one = child("in_need", "2015-09-07");
  one.last_seen = day("2016-03-16");         // 20 working days later, over Easter (25 and 28 March): 15 April
  one.last_review = day("2016-02-01");       // 12 weeks later
  one.last_supervision = day("2016-03-10");  // 62 days later
  Due due = duties_of(scenario);
  due.erase("need_work");  // stands anywhere in its four weeks
  // Nobody held the child, whom somebody has seen: a new worker reads in within five working days.
  EXPECT_EQ(due, (Due{{"need_visit", "2016-04-15"},
                      {"need_review", "2016-04-25"},
                      {"need_watched", "2016-05-11"},
                      {"reading_in", "2016-04-11"}}));
}

TEST_F(Listed, ClocksOfWhatHasNotHappenedRunFromTheStartOfTheStatus) {
  child("in_need", "2016-01-04");  // a visit was due on 1 February, a review on 15 February
  Due due = duties_of(scenario);
  due.erase("need_work");
  // The list would name the watch if it had run out.
  EXPECT_EQ(due, (Due{{"need_visit", "2016-02-01"}, {"need_review", "2016-02-15"}, {"need_watched", "2016-04-04"}}));
}

TEST_F(Listed, WhatHappenedBeforeTheStatusBeganDoesNotCount) {
  ListedCase& one = child("in_need", "2016-03-07");
  one.opened = day("2015-12-01");
  one.last_seen = day("2016-03-04");  // 20 working days from 7 March, over Easter: 6 April
  EXPECT_EQ(duties_of(scenario).at("need_visit"), "2016-04-06");
}

TEST_F(Listed, AWatchThatHasRunOutIsNamedUnlessThereIsNoColumnForIt) {
  child("in_need", "2015-09-07").last_supervision = day("2016-01-04");
  EXPECT_EQ(duties_of(scenario).at("need_watched"), "2016-04-04");
  scenario.case_list->columns.overdue = false;
  EXPECT_EQ(duties_of(scenario).at("need_watched"), "2016-03-06");  // 62 days from 4 January
}

TEST_F(Listed, WhatIsNamedIsDueWhenTheListSays) {
  ListedCase& one = child("in_need", "2015-09-07");
  one.last_seen = day("2016-03-16");
  owed(one, "need_visit", "2016-03-30");
  owed(one, "need_work", "2016-03-01");
  owed(one, "reading_in", "2016-04-08");
  const Due due = duties_of(scenario);
  EXPECT_EQ(due.at("need_visit"), "2016-03-30");
  EXPECT_EQ(due.at("need_work"), "2016-03-01");
  EXPECT_EQ(due.at("reading_in"), "2016-04-08");
}

TEST_F(Listed, TheSecondReviewComesSoonerThanTheThird) {
  // In care since 4 January: reviews fall due on 1 February, three months after it was held, then six months.
  child("in_care", "2016-01-04").last_review = day("2016-01-29");
  EXPECT_EQ(duties_of(scenario).at("care_review"), "2016-04-29");
  scenario.case_list->cases.clear();
  child("in_care", "2015-08-03").last_review = day("2015-11-27");  // the second: the first was held by 28 August
  EXPECT_EQ(duties_of(scenario).at("care_review"), "2016-05-27");
}

TEST_F(Listed, WhatIsOwedOnceIsDoneUnlessItIsNamedOrEndsTheStatus) {
  child("in_care", "2016-03-29").last_seen = day("2016-03-31");  // the care plan is due on 12 April
  EXPECT_FALSE(duties_of(scenario).contains("care_plan"));
  owed(scenario.case_list->cases[0], "care_plan", "2016-04-12");
  EXPECT_EQ(duties_of(scenario).at("care_plan"), "2016-04-12");
  scenario.case_list->cases.clear();
  child("in_assessment", "2016-03-07");  // without it nothing would ever end the assessment: 45 working days
  EXPECT_EQ(duties_of(scenario).at("assessment"), "2016-05-12");
}

TEST_F(Listed, WithoutAColumnForItWhatIsOwedOnceIsOwedUntilItsDay) {
  scenario.case_list->columns.due = false;
  child("in_care", "2016-03-29");
  EXPECT_EQ(duties_of(scenario).at("care_plan"), "2016-04-12");
  scenario.case_list->cases.clear();
  child("in_care", "2016-01-04");
  EXPECT_FALSE(duties_of(scenario).contains("care_plan"));
}

TEST_F(Listed, ALimitOfTimeRunsFromTheStartOfTheStatus) {
  child("in_care", "2014-01-06");  // 26 months
  EXPECT_EQ(duties_of(scenario).at("care_limit"), "2016-03-06");
}

// --- time at risk

/// Time at risk by component in the first week, and children by status at its start and end.
struct FirstWeek : Observer {
  bool watches(FactKind) const override { return false; }
  void sample(const Sample& sample) override { samples.push_back(sample); }
  std::vector<Sample> samples;
  double credited(Component component) const {
    const auto& now = samples.at(1).of(Measure::time_at_risk);
    const auto causes = now.size() / component_count;
    double sum = 0;
    for (std::size_t cause = 0; cause < causes; ++cause)
      sum += now[static_cast<std::size_t>(component) * causes + cause];
    return sum;
  }
};

TEST_F(Listed, WhatIsOverdueOnTheFirstDayIsAtRiskFromItsFirstInstantAndNotBefore) {
  // Nobody is there to do anything: unallocated, unseen for months. The ladder credits the week to the name first.
  worker("assessment", "2010-01-04");
  scenario.case_list->staff[0].away_until = day("2016-04-30");
  scenario.staffing.employment.hiring.roles.clear();
  scenario.staffing.employment.agency.roles.clear();
  scenario.period_until = day("2016-04-11");
  ListedCase& one = child("in_assessment", "2016-01-04");
  owed(one, "first_visit", "2016-01-18");
  const std::string days = in_child([&](std::ostream& out) {
    FirstWeek week;
    run_replication(scenario, scenario.plans.front(), 0, {&week});
    out << week.samples.at(0).of(Measure::time_at_risk_law).at(0) << ' ' << week.credited(Component::no_named_worker);
  });
  EXPECT_EQ(days, "0 7");
}

// --- who holds them

TEST_F(Listed, ChildrenStayWithTheWorkerWhoHoldsThem) {
  const std::size_t worker = this->worker("long_term", "2012-01-09");
  for (int number = 0; number < 25; ++number) {  // more than the ceiling of 20
    ListedCase& one = child("in_need", "2015-09-07");
    one.worker = worker;
    one.last_seen = day("2016-03-30");
  }
  child("in_need", "2016-03-01");  // and one whom nobody holds yet
  scenario.period_until = day("2016-04-11");
  const std::string held = in_child([&](std::ostream& out) {
    FirstWeek week;
    run_replication(scenario, scenario.plans.front(), 0, {&week});
    const Sample& first = week.samples.at(0);
    out << first.of(Measure::caseload).at(1) << ' ' << first.of(Measure::unallocated).at(1);
  });
  EXPECT_EQ(held, "25 1");
}

// --- need

/// What children in need have still to be given [hours], told by the fact that their status began.
struct WorkLeft : Observer {
  bool watches(FactKind kind) const override { return kind == FactKind::status_begun; }
  void observe(const Fact& fact) override { hours.push_back(sim::in_hours(fact.amount)); }
  double mean() const {
    double sum = 0;
    for (double one : hours) sum += one;
    return sum / static_cast<double>(hours.size());
  }
  std::vector<double> hours;
};

TEST_F(Listed, NeedLastsLongerThanTheWorkGivenByTheLastReview) {
  // Of an exponential need, what remains beyond what did not meet it is as long as the whole: 10 hours by the review,
  // half way, did not; 20 have been given by now, so that 10 fewer remain. Means over 2000 children, error 20 /
  // sqrt(2000).
  scenario.pathway.statuses[2].need->amount = sim::Distribution(sim::Exponential{20});
  for (int number = 0; number < 2000; ++number) {
    ListedCase& one = child("in_need", "2015-12-26");  // a hundred days ago
    one.last_review = day("2016-02-14");               // fifty
    one.work_given = 20;
  }
  WorkLeft left;
  { const Service service(scenario, scenario.plans.front(), 0, {&left}); }
  EXPECT_NEAR(left.mean(), 20 - 10, 4 * 20 / std::sqrt(2000.0));
  for (ListedCase& one : scenario.case_list->cases) one.last_review = {};  // nobody has looked: all needs are possible
  WorkLeft unseen;
  { const Service service(scenario, scenario.plans.front(), 0, {&unseen}); }
  EXPECT_NEAR(unseen.mean(), 20 - 20, 4 * 20 / std::sqrt(2000.0));
}

TEST_F(Listed, NeedByTimeLastsLongerThanTheTimeInTheStatus) {
  scenario.pathway.statuses[3].need->amount = sim::Distribution(sim::Uniform{100, 300});
  for (int number = 0; number < 200; ++number) child("in_care", "2015-12-26");  // a hundred days: 0 to 200 remain
  scenario.period_until = day("2016-07-13");                                    // a hundred days on
  const std::string children = in_child([&](std::ostream& out) {
    FirstWeek all;
    run_replication(scenario, scenario.plans.front(), 0, {&all});
    out << all.samples.back().of(Measure::children).at(3);
  });
  EXPECT_NEAR(std::stod(children), 100, 4 * std::sqrt(200 * 0.5 * 0.5));
}

// --- those who may come back

TEST_F(Listed, ThoseClosedFromAStatusComeBackAsItsOutcomesSay) {
  EXPECT_DOUBLE_EQ(share_coming_back(scenario, StatusId{0}), 0.4);
  EXPECT_DOUBLE_EQ(share_coming_back(scenario, StatusId{1}), 0.3);
  EXPECT_DOUBLE_EQ(share_coming_back(scenario, StatusId{3}), 0);  // says nothing, as the scenario's returns
}

TEST_F(Listed, ThoseClosedBeforeTheRunComeBackWithTheChanceThatIsLeft) {
  // 40 % come back, evenly within 200 days. A hundred days on 20 % have; of the other 80 % a quarter is still to come.
  scenario.demand.returns.after_days = sim::Distribution(sim::Uniform{0, 200});
  for (int number = 0; number < 2000; ++number) {
    ListedCase& one = child("referred", "2015-12-20");
    one.statuses.clear();
    one.since.clear();
    one.closed = day("2015-12-26");
  }
  scenario.period_until = day("2016-07-18");
  scenario.demand.returns.share = 0.4;
  for (Decision& decision : scenario.pathway.decisions)  // nobody comes back a second time
    for (Decision::Case& one : decision.cases)
      for (Outcome& outcome : one.outcomes) outcome.comes_back = 0.0;
  const std::string referred = in_child([&](std::ostream& out) {
    FirstWeek all;
    run_replication(scenario, scenario.plans.front(), 0, {&all});
    out << all.samples.back().of(Measure::re_referrals).at(0);
  });
  EXPECT_NEAR(std::stod(referred), 500, 4 * std::sqrt(2000 * 0.25 * 0.75));
}

// --- staff

TEST_F(Listed, PeopleHaveBeenThereSinceTheyStarted) {
  worker("assessment", "2009-06-01");
  worker("long_term", "2015-09-07", Contract::newly_qualified);
  scenario.case_list->staff[0].leaves = day("2016-04-29");
  scenario.period_until = day("2016-05-09");
  struct Leavers : Observer {
    bool watches(FactKind kind) const override { return kind == FactKind::worker_left; }
    void observe(const Fact& fact) override {
      told += sim::text(sim::date_of(fact.at)) + " since " + sim::text(sim::date_of(fact.since)) + ";";
    }
    std::string told;
  };
  const std::string told = in_child([&](std::ostream& out) {
    Leavers leavers;
    run_replication(scenario, scenario.plans.front(), 0, {&leavers});
    out << leavers.told;
  });
  EXPECT_NE(told.find("2016-04-30 since 2009-06-01;"), std::string::npos) << told;
}

}  // namespace
}  // namespace casetide::models
