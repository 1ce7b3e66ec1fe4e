// What a team is offered and has, before any run. Expectations are reckoned by hand.
#include "models/offered_work.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/expected_children.hpp"
#include "models/expected_duties.hpp"
#include "tests/support/builders.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto chair = SmallService::chair;

/// Children come evenly, round the clock, to one team; each takes three hours of a worker, who then closes it.
struct Queue {
  SmallService service{"2018-01-01", "2021-01-01"};
  StatusId open;
  ObligationId visit;

  /// `load`: of the `workers`, who are there day and night.
  Queue(double load, double workers) {
    Scenario& scenario = service.scenario;
    scenario.calendar = sim::Calendar::round_the_clock();
    scenario.staffing.client_hours = {sim::Minutes{0}, sim::one_day};
    scenario.demand.received = {sim::Minutes{0}, sim::one_day};
    service.staff(social_worker, workers);
    open = service.status("open");
    visit = service.work("visit", open, days(1), 3);
    service.rule(visit).decides = service.closing();
    scenario.pathway.on_referral = {open};
    const auto length = static_cast<double>((scenario.period_until - scenario.warm_up_from).count());
    scenario.demand.first_referrals = {
        {scenario.warm_up_from, scenario.period_until, load * workers * 24 / 3 * length}};
  }
  OfferedWork work(std::size_t plan = 0) const { return offered_work(service.scenario, service.scenario.plans[plan]); }
};

double last_load(const OfferedWork& work) { return work.teams[0].case_holders.back().load(); }

TEST(OfferedWork, OfAQueueIsItsLoadExactly) {
  EXPECT_NEAR(last_load(Queue(0.8, 3).work()), 0.8, 1e-3);
  EXPECT_NEAR(last_load(Queue(1.1, 10).work()), 1.1, 1e-3);
}

TEST(OfferedWork, NamesATeamThatIsOfferedMoreThanItsHours) {
  const Queue queue(1.1, 4);
  const auto named = beyond_their_hours(queue.work(), day("2018-01-01"));
  ASSERT_EQ(named.size(), 1u);
  EXPECT_FALSE(named[0].role);
  EXPECT_LE(named[0].from, day("2018-02-01"));  // some of the first month's children are seen in the second
  EXPECT_NEAR(named[0].load, 1.1, 0.01);
}

TEST(OfferedWork, NamesNobodyWhoseWorkFitsOrMisfitsByLessThanTheMargin) {
  EXPECT_TRUE(beyond_their_hours(Queue(0.95, 4).work(), day("2018-01-01")).empty());
  EXPECT_TRUE(beyond_their_hours(Queue(1.03, 4).work(), day("2018-01-01")).empty());
}

/// 25.6 children come each day and stay for the three hours of work: 3.2 at a time (Little).
TEST(OfferedWork, NamesATeamThatMayNotHoldTheChildrenWhoNeedAWorker) {
  Queue queue(0.8, 4);
  Staffing& staffing = queue.service.scenario.staffing;
  const auto named = [&] { return beyond_their_hours(queue.work(), day("2018-01-01")); };
  staffing.ceiling = 100;
  EXPECT_TRUE(named().empty());
  staffing.ceiling = 0.5;
  ASSERT_EQ(named().size(), 1u);
  EXPECT_TRUE(named()[0].by_ceiling);
  EXPECT_NEAR(named()[0].load, 3.2 / 2, 0.02);
  staffing.case_points = {1};
  EXPECT_TRUE(named().empty());
}

/// Nobody comes; a hundred are there, each with three hours of work.
TEST(OfferedWork, CountsTheChildrenOfAListFromWhichARunStarts) {
  Queue queue(0.8, 4);
  Scenario& scenario = queue.service.scenario;
  scenario.demand.first_referrals.front().children = 0;
  EXPECT_EQ(outlook(scenario).hours, 0);
  const sim::Date eve = scenario.warm_up_from - std::chrono::days{1};
  ListedCase listed;
  listed.statuses = {queue.open};
  listed.since = {eve};
  listed.opened = eve;
  scenario.case_list = CaseList{};
  scenario.case_list->cases.assign(100, listed);
  EXPECT_NEAR(outlook(scenario).hours, 300, 6);
}

TEST(OfferedWork, NamesNobodyForOneBusyMonth) {
  Queue queue(0.8, 4);
  Demand& demand = queue.service.scenario.demand;
  demand.month_factor[8] = 2;  // September
  EXPECT_TRUE(beyond_their_hours(queue.work(), day("2018-01-01")).empty());
  demand.month_factor = {1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1};  // September to November: 2 / 1.25 of the mean
  const auto named = beyond_their_hours(queue.work(), day("2018-01-01"));
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].from, day("2018-09-01"));
}

TEST(OfferedWork, FollowsAPlanFromTheDayOnWhichItChangesDemand) {
  Queue queue(0.8, 4);
  Scenario& scenario = queue.service.scenario;
  auto more = std::make_shared<Scenario>(scenario);
  more->demand.first_referrals_factor = 1.5;
  Plan plan{.name = "more", .label = "More", .description = ""};
  plan.versions = {{day("2019-04-01"), more}};
  scenario.plans.push_back(plan);
  EXPECT_TRUE(beyond_their_hours(queue.work(0), day("2018-01-01")).empty());
  const auto named = beyond_their_hours(queue.work(1), day("2018-01-01"));
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0].from, day("2019-04-01"));
  EXPECT_NEAR(named[0].load, 1.2, 0.01);
  EXPECT_EQ(outlook(scenario).overload,
            std::vector<std::string>{"team " + scenario.staffing.teams[0].name +
                                     ": work offered exceeds the hours there from April 2019 under more (120 %)"});
}

TEST(OfferedWork, CountsPeopleWhomAPlanAdds) {
  Queue queue(1.2, 4);
  Plan& plan = queue.service.scenario.plans[0];
  plan.measures = {Recruit{.team = SmallService::team,
                           .role = social_worker,
                           .fte = 4,
                           .from = day("2019-01-01"),
                           .until = day("2019-01-01")}};
  EXPECT_NEAR(last_load(queue.work()), 0.6, 1e-3);
}

TEST(OfferedWork, CountsPostsThatAPlanAddsFromTheDayOnWhichTheyAreThere) {
  Queue queue(1.2, 4);
  Scenario& scenario = queue.service.scenario;
  const auto with_posts = [&](double posts) {
    auto version = std::make_shared<Scenario>(scenario);
    version->staffing.teams[0].posts = {{social_worker, posts}};
    scenario.plans[0].versions = {{day("2019-01-01"), version}};
    return last_load(queue.work());
  };
  EXPECT_NEAR(with_posts(8), 0.6, 1e-3) << "nothing was said of posts before: as many as people";
  EXPECT_NEAR(with_posts(4), 1.2, 1e-3);
  EXPECT_NEAR(with_posts(2), 1.2, 1e-3) << "nobody goes because a post does";
}

TEST(OfferedWork, OfARoleThatNobodyHasIsBeyondAnyHours) {
  Queue queue(0.5, 4);
  queue.service.rule(queue.visit).work->by = {false, chair};
  const OfferedWork work = queue.work();
  EXPECT_TRUE(std::isinf(work.teams[0].by_role[index(chair)].back().load()));
  const auto lines = outlook(queue.service.scenario).overload;
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NE(lines[0].find("(nobody is there)"), std::string::npos) << lines[0];
}

/// Ten families of as many children who stay, and what is owed to them.
struct Families {
  SmallService service{"2018-01-01", "2019-01-01"};
  StatusId plan;

  explicit Families(double children = 1) {
    service.staff(social_worker, 2);
    plan = service.status("plan");
    service.scenario.demand.household_size_share.assign(static_cast<std::size_t>(children), 0.0);
    service.scenario.demand.household_size_share.back() = 1;
    service.scenario.stocks.push_back({{plan}, 10 * children, sim::Distribution::constant(400), {}});
  }
  /// Hours a year, by the last quarter.
  double hours(RoleId role = social_worker) const {
    const OfferedWork work = offered_work(service.scenario, service.scenario.plans[0]);
    const auto& months = role == social_worker ? work.teams[0].case_holders : work.teams[0].by_role[index(role)];
    double sum = 0;
    for (std::size_t month = 9; month < 12; ++month) sum += months[month].offered;
    return sum * 365 / 92;
  }
};

TEST(OfferedWork, OfWhatRecursIsItsHoursOncePerInterval) {
  Families families;
  const ObligationId visit = families.service.work("visit", families.plan, weeks(4), 2);
  families.service.rule(visit).then_every = {Interval(weeks(4))};
  families.service.rule(visit).work->ready_before = sim::Distribution::constant(3);
  // Half a day early, as people do it during the day on which it is due.
  EXPECT_NEAR(families.hours(), 10 * 2 * 365 / 27.5, 1);
}

TEST(OfferedWork, SharesAPieceAmongSiblings) {
  Families one, three(3);
  for (Families* families : {&one, &three}) {
    const ObligationId visit = families->service.work("visit", families->plan, weeks(4), 2);
    families->service.rule(visit).then_every = {Interval(weeks(4))};
    families->service.rule(visit).work->ready_before = sim::Distribution::constant(3);
    families->service.rule(visit).work->further_child = 0.25;
  }
  EXPECT_NEAR(three.hours(), 1.5 * one.hours(), 1e-6);
}

TEST(OfferedWork, OfAMeetingFallsToAllWhoAttendIt) {
  Families families;
  families.service.staff(chair, 1);
  const ObligationId review = families.service.conference("review", families.plan, weeks(10), 3);
  families.service.rule(review).then_every = {Interval(weeks(10))};
  EXPECT_GT(families.hours(), 10 * 3 * 365.0 / 70 * 0.9);
  EXPECT_NEAR(families.hours(chair), families.hours(), 1e-9);
}

TEST(OfferedWork, OfSupervisionFallsToTheManager) {
  Families families;
  families.service.staff(manager, 1);
  families.service.scenario.staffing.supervision =
      Supervision{.by = manager, .every = weeks(2), .session = sim::Minutes{90}, .per_child = sim::Minutes{10}};
  EXPECT_NEAR(families.hours(manager), 2 * 1.5 * 365 / 14, 1);
}

TEST(OfferedWork, LeavesOutWhoIsAway) {
  Families families;
  families.service.scenario.staffing.absences = {
      {.name = "leave", .spells_per_year = 10, .working_days = sim::Distribution::constant(5)}};
  const OfferedWork work = offered_work(families.service.scenario, families.service.scenario.plans[0]);
  double hours = 0;
  for (const HoursOfMonth& month : work.teams[0].case_holders) hours += month.available;
  // A spell of 5 days after 26.1 working days of presence on average; 253 working days, 2 people, 8 hours.
  EXPECT_NEAR(hours, 253 * 2 * 8 * 26.1 / 31.1, 20);
}

TEST(ExpectedChildren, ComeToLittlesLaw) {
  SmallService service("2010-01-01", "2020-01-01");
  const StatusId referred = service.status("referred", false);
  const StatusId help = service.status("help");
  service.lasts(help, 200, service.closing());
  const ObligationId decision = service.work("decision", referred, working_days(1), 1);
  Outcome helped = outcome("helped", {referred}, {help});
  Outcome closed = outcome("closed");
  closed.closes = true;
  helped.share = 0.3;
  closed.share = 0.7;
  service.rule(decision).decides = service.decision("decide", {helped, closed});
  service.scenario.pathway.on_referral = {referred};
  service.scenario.demand.first_referrals = {{day("2010-01-01"), day("2020-01-01"), 3652}};  // one a day
  ExpectedChildren children(service.scenario);
  const MonthOfChildren* month = nullptr;
  for (sim::Date from = day("2010-01-01"); from < day("2020-01-01"); from = sim::first_of_next_month(from))
    month = &children.advance(from, sim::first_of_next_month(from));
  EXPECT_NEAR(month->holding[index(help)][0], 0.3 * 200, 2);  // the last month has 21 working days of 253
}

TEST(ExpectedChildren, ComeBackByTheShareThatTheClosureSays) {
  Queue queue(0.5, 4);
  queue.service.scenario.demand.returns = {0.5, sim::Distribution::constant(30)};
  // 1 + 0.5 + 0.25 + ...: each family comes twice.
  EXPECT_NEAR(last_load(queue.work()), 1.0, 0.01);
}

/// A hundred children of ten whom a birthday closes.
struct Birthdays {
  SmallService service{"2018-01-01", "2019-01-01"};
  StatusId open;
  DecisionId closing;

  explicit Birthdays(int age) {
    open = service.status("open");
    closing = service.closing();
    service.scenario.pathway.birthdays = {{age, closing}};
    service.scenario.stocks.push_back(
        {{open}, 100, sim::Distribution::constant(400), sim::Distribution::constant(10.5)});
  }
};

/// By the rule of the step: those at the end = (those of the start + those who came) / (1 + days / 365.25).
TEST(ExpectedChildren, GrowOlderByOneAgeAfterTheOther) {
  const Birthdays birthdays(12);
  ExpectedChildren children(birthdays.service.scenario);
  double ten = 100, eleven = 0;
  for (sim::Date from = day("2018-01-01"); from < day("2019-01-01"); from = sim::first_of_next_month(from)) {
    const sim::Date until = sim::first_of_next_month(from);
    const double a_year = static_cast<double>((until - from).count()) / 365.25;
    ten /= 1 + a_year;
    eleven = (eleven + ten * a_year) / (1 + a_year);
    EXPECT_NEAR(children.advance(from, until).holding[index(birthdays.open)][0], ten + eleven, 1e-9);
  }
  EXPECT_LT(ten + eleven, 80);
}

TEST(ExpectedChildren, KeepTheirAgesWhenTheScenarioTellsOtherAgesApart) {
  Birthdays birthdays(12);
  ExpectedChildren children(birthdays.service.scenario);
  const double january = 31 / 365.25, february = 28 / 365.25;
  const double ten = 100 / (1 + january), eleven = ten * january / (1 + january);
  children.advance(day("2018-01-01"), day("2018-02-01"));
  birthdays.service.scenario.pathway.birthdays = {{11, birthdays.closing}};
  children.read_anew();
  // Those of eleven have had that birthday; of those of ten, the month's share has it now.
  EXPECT_NEAR(children.advance(day("2018-02-01"), day("2018-03-01")).holding[index(birthdays.open)][0],
              eleven + ten / (1 + february), 1e-9);
}

TEST(ExpectedChildren, AreNotLostWhenTheScenarioReadsOtherwiseEvenIfTooFewToBePassedOn) {
  Birthdays birthdays(12);
  birthdays.service.scenario.stocks.front().children = 0.005;
  ExpectedChildren children(birthdays.service.scenario);
  children.advance(day("2018-01-01"), day("2018-02-01"));
  children.read_anew();
  EXPECT_NEAR(children.advance(day("2018-02-01"), day("2018-03-01")).holding[index(birthdays.open)][0], 0.005, 1e-12);
}

TEST(ExpectedDuties, AreReckonedOnceForPlansThatDifferInPeopleAlone) {
  Queue queue(0.8, 4);
  Scenario& scenario = queue.service.scenario;
  const auto add_plan = [&](const auto& change) {
    auto version = std::make_shared<Scenario>(scenario);
    change(*version);
    Plan plan{.name = "plan", .label = "Plan", .description = ""};
    plan.versions = {{day("2019-04-01"), version}};
    scenario.plans.push_back(plan);
  };
  add_plan([](Scenario& version) { version.staffing.teams[0].posts = {{social_worker, 8}}; });
  add_plan([](Scenario& version) { version.demand.first_referrals_factor = 1.5; });
  ExpectedDuties duties(scenario);
  const auto under = [&](std::size_t plan) { return &duties.under(readings_of(scenario, scenario.plans[plan])); };
  EXPECT_EQ(under(0), under(1));
  ASSERT_NE(under(0), under(2));
  const std::size_t march = 14;  // 2019
  EXPECT_DOUBLE_EQ(under(0)->at(march).asked[0].of_holder, under(2)->at(march).asked[0].of_holder);
  EXPECT_NEAR(under(2)->back().asked[0].of_holder, 1.5 * under(0)->back().asked[0].of_holder, 1e-6);
}

}  // namespace

/// What is known of the scenarios that ship: staffed so that the work can be done.
TEST(OfferedWork, NamesNoTeamOfWorcestershireAsItWas) {
  const Scenario scenario = worcestershire();
  EXPECT_TRUE(beyond_their_hours(offered_work(scenario, scenario.plans[0]), scenario.period_from).empty());
}

}  // namespace casetide::models
