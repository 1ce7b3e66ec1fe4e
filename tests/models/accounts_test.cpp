// What the service costs, to the penny, worked out by hand. The year to 31 March 2019 has 365 days, the next one 366.
#include "models/accounts.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto chair = SmallService::chair;
constexpr double half_a_penny = 0.005;

enum Line : CostLineId { salaries, managers, agency, recruitment, retention, training, foster, programme, grant, memo };

/// 100 pounds a day for a social worker in a year of 365 days, 150 for a manager; 30 % on-costs; 296 pounds for a day
/// of agency staff. Chairs have no pay.
Money prices() {
  Money money;
  money.lines.clear();
  for (const char* name : {"salaries", "managers", "agency", "recruitment", "retention", "training", "foster",
                           "programme", "grant", "memo"})
    money.lines.push_back({.name = name, .label = name});
  money.lines[foster].placement = true;
  money.lines[grant].kind = CostKind::grant;
  money.lines[memo].kind = CostKind::memo;
  money.pay = {{.role = social_worker,
                .line = salaries,
                .salary = 36'500,
                .newly_qualified = 29'200,
                .agency_line = agency,
                .agency_hour = 40},
               {.role = manager, .line = managers, .salary = 54'750, .newly_qualified = 54'750, .agency_line = agency}};
  money.on_costs = 0.3;
  money.agency_day = std::chrono::minutes{444};  // 7.4 hours
  money.per_hire_line = money.per_agency_start_line = recruitment;
  money.retention_line = retention;
  money.training_line = money.first_year_support_line = training;
  return money;
}

CostEntry once(CostLineId line, double pounds, const std::string& on) { return {line, pounds, false, day(on), {}}; }
CostEntry yearly(CostLineId line, double pounds, const std::string& from, const std::string& until) {
  return {line, pounds, true, day(from), day(until)};
}

/// Accounts beside a workforce that does what the test says, without an engine.
class Books {
 public:
  explicit Books(const std::string& from, Money money = prices(), Plan plan = {})
      : service_(from, "2030-01-01"),
        status_(service_.status("placement")),
        priced_(service_.scenario.money = std::move(money)),
        plan_(std::move(plan)),
        agenda_(sim::Instant{day(from)}) {}

  Money& money() { return priced_; }
  StatusId status() const { return status_; }
  Accounts& accounts() { return accounts_; }

  /// Before anything changes at the instant.
  void settle(const std::string& when) {
    agenda_.advance_to(at(when));
    accounts_.settle();
  }
  WorkerId joins(const std::string& when, RoleId role, Contract contract, double fte = 1) {
    settle(when);
    const WorkerId id = workforce_.add({SmallService::team, role, contract, fte});
    workforce_.join(id, at(when));
    return id;
  }
  void leaves(const std::string& when, WorkerId id) {
    settle(when);
    workforce_.leave(id, at(when));
  }
  void becomes(const std::string& when, WorkerId id, Contract contract) {
    settle(when);
    workforce_.change_contract(id, contract);
  }
  void is_away(const std::string& when, WorkerId id, bool absent) {
    settle(when);
    workforce_.worker(id).absent = absent;
  }
  void children_placed(const std::string& when, int by) { tallies_.status[index(status_)].change(by, at(when)); }
  Worker& worker(WorkerId id) { return workforce_.worker(id); }
  std::vector<double> pounds(const std::string& when) {
    settle(when);
    return accounts_.pounds();
  }

 private:
  SmallService service_;
  StatusId status_;
  Money& priced_;  // of the scenario
  Plan plan_;
  sim::Agenda agenda_;
  Run run_{service_.scenario, agenda_, sim::Chance(1, 0), {}};
  Workforce workforce_{service_.scenario};
  Tallies tallies_{service_.scenario, agenda_.now()};
  Accounts accounts_{run_, workforce_, tallies_, plan_};
};

TEST(Accounts, PayEverybodyForTheDaysInPostByTheDaysOfTheFinancialYear) {
  Money money = prices();
  money.pay[0].salary = 36'600;  // 100 pounds a day of the leap year, 130 with on-costs
  Books books("2019-04-01", money);
  books.joins("2019-04-01", social_worker, Contract::permanent);
  const WorkerId leaver = books.joins("2019-04-01", social_worker, Contract::permanent);
  books.joins("2019-10-01 07:00", social_worker, Contract::permanent, 0.5);
  books.leaves("2020-03-01 00:00", leaver);  // the 29th of February is over
  const auto pounds = books.pounds("2020-04-01");
  // A whole year: 36,600 * 1.3 = 47,580. Until 29 February: 335 days at 130 = 43,550. From 1 October: 183 days at 65 =
  // 11,895.
  EXPECT_NEAR(pounds[salaries], 103'025, half_a_penny);
  for (CostLineId line : {managers, agency, recruitment, retention, training, foster, programme, grant, memo})
    EXPECT_EQ(pounds[line], 0) << line;
}

TEST(Accounts, AreRightToThePennyOverSixYears) {
  Books books("2016-04-01");
  for (int person = 0; person < 300; ++person) books.joins("2016-04-01", social_worker, Contract::permanent);
  EXPECT_NEAR(books.pounds("2022-04-01")[salaries], 6 * 300 * 47'450.0, half_a_penny);  // 36,500 * 1.3 a year
}

TEST(Accounts, ChargeADayAtBothSidesOfTheYearsEndByItsOwnYear) {
  Books books("2019-03-31");
  books.joins("2019-03-31", social_worker, Contract::permanent);
  EXPECT_NEAR(books.pounds("2019-04-01")[salaries], 130, half_a_penny);           // 47,450 / 365
  EXPECT_NEAR(books.pounds("2019-04-02")[salaries], 130 + 129.64, half_a_penny);  // ... and 47,450 / 366
}

TEST(Accounts, ChargeNobodyForADayThatIsNotOver) {
  Books books("2018-09-03");
  books.joins("2018-09-03 07:00", social_worker, Contract::permanent);
  EXPECT_EQ(books.pounds("2018-09-03 23:59")[salaries], 0);
  EXPECT_NEAR(books.pounds("2018-09-04 00:00")[salaries], 130, half_a_penny);
  const WorkerId guest = books.joins("2018-09-04 07:00", social_worker, Contract::permanent);
  books.leaves("2018-09-04 18:00", guest);  // not in post at the end of any day
  EXPECT_NEAR(books.pounds("2018-09-05")[salaries], 260, half_a_penny);
}

TEST(Accounts, PayTheNewlyQualifiedTheirSalaryUntilTheirFirstYearIsOver) {
  Money money = prices();
  money.first_year_support = 3'650;  // 10 pounds a day
  Books books("2018-09-03", money);
  const WorkerId person = books.joins("2018-09-03", social_worker, Contract::newly_qualified, 0.5);
  books.becomes("2018-09-13 07:00", person, Contract::permanent);
  const auto pounds = books.pounds("2018-09-23");
  // Ten days at 29,200 / 365 * 1.3 = 104 and ten at 130, each for half a person.
  EXPECT_NEAR(pounds[salaries], 520 + 650, half_a_penny);
  EXPECT_NEAR(pounds[training], 50, half_a_penny);  // ten days at half of 10
}

TEST(Accounts, PayAgencyStaffForTheWorkingDaysOnWhichTheyAreThere) {
  Books books("2018-08-27");  // Monday, the bank holiday at the end of summer
  const WorkerId away = books.joins("2018-08-27", social_worker, Contract::agency);
  books.joins("2018-08-27", social_worker, Contract::agency, 0.6);
  books.is_away("2018-08-29 00:00", away, true);  // Wednesday and Thursday
  books.is_away("2018-08-31 00:00", away, false);
  const auto pounds = books.pounds("2018-09-03");
  // 7.4 hours at 40 pounds: 296 a day. Tuesday and Friday; and four days of three fifths.
  EXPECT_NEAR(pounds[agency], 2 * 296 + 4 * 177.60, half_a_penny);
  EXPECT_EQ(pounds[salaries], 0);
}

TEST(Accounts, PayEmployeesWhileTheyAreAway) {
  Books books("2018-09-03");
  const WorkerId away = books.joins("2018-09-03", social_worker, Contract::permanent);
  books.is_away("2018-09-04 00:00", away, true);
  EXPECT_NEAR(books.pounds("2018-09-10")[salaries], 7 * 130, half_a_penny);
}

TEST(Accounts, GiveRetentionToCaseHoldersAndTrainingToAllEmployees) {
  Money money = prices();
  money.retention = 7'300;  // 20 pounds a day
  money.training = 3'650;   // 10 pounds a day
  Books books("2018-09-03", money);
  books.joins("2018-09-03", social_worker, Contract::permanent, 0.5);
  books.joins("2018-09-03", social_worker, Contract::newly_qualified);
  books.joins("2018-09-03", social_worker, Contract::agency);
  books.joins("2018-09-03", manager, Contract::permanent);
  books.joins("2018-09-03", chair, Contract::permanent);
  const auto pounds = books.pounds("2018-09-04");
  EXPECT_NEAR(pounds[retention], 1.5 * 20, half_a_penny);
  EXPECT_NEAR(pounds[training], 2.5 * 10, half_a_penny);  // chairs have no pay: they cost nothing at all
  EXPECT_NEAR(pounds[managers], 195, half_a_penny);
}

TEST(Accounts, ChargeEachHireAndEachBookingOnTheFirstDay) {
  Money money = prices();
  money.per_hire = 2'500;
  money.per_agency_start = 300;
  Books books("2018-09-03", money);
  const WorkerId hired = books.joins("2018-09-03", social_worker, Contract::newly_qualified, 0.5);
  const WorkerId booked = books.joins("2018-09-03", social_worker, Contract::agency);
  const WorkerId unpaid = books.joins("2018-09-03", chair, Contract::permanent);
  EXPECT_EQ(books.pounds("2018-09-03")[recruitment], 0);
  books.accounts().started(books.worker(hired));
  EXPECT_EQ(books.pounds("2018-09-03")[recruitment], 2'500);
  books.accounts().started(books.worker(booked));
  books.accounts().started(books.worker(unpaid));
  EXPECT_EQ(books.pounds("2018-09-03")[recruitment], 2'800);
  EXPECT_EQ(books.pounds("2018-10-03")[recruitment], 2'800);
}

TEST(Accounts, PayForCareByTheMinuteAtThePriceThatHolds) {
  Money money = prices();
  Books books("2018-09-03", money);
  books.money().placements = {{books.status(), foster, 700}};
  books.children_placed("2018-09-03 12:00", 2);
  books.settle("2018-09-05 12:00");
  books.money().placements[0].pounds_a_week = 1'400;
  books.children_placed("2018-09-06 06:00", -1);
  // Two children for two days at 100; two for 18 hours and one for 12 hours at 200.
  EXPECT_NEAR(books.pounds("2018-09-06 18:00")[foster], 400 + 300 + 100, half_a_penny);
  books.settle("2018-09-06 18:00");
  books.money().placements[0].pounds_a_week = 0;
  EXPECT_NEAR(books.pounds("2018-10-01")[foster], 800, half_a_penny);
}

TEST(Accounts, ChargeAnEntryOnceOnItsDayOrByTheDaysOfEachFinancialYear) {
  Money money = prices();
  money.entries = {once(programme, 1'000, "2019-02-01"), once(programme, 7, "2018-12-31"),
                   yearly(memo, 365 * 366, "2019-01-01", "2019-06-30")};
  Books books("2019-01-01", money);
  EXPECT_EQ(books.pounds("2019-02-01 23:59")[programme], 0);
  EXPECT_EQ(books.pounds("2019-02-02")[programme], 1'000);
  // 90 days to 31 March at 366 pounds a day, and 90 days to 29 June at 365.
  const auto pounds = books.pounds("2020-01-01");
  EXPECT_NEAR(pounds[memo], 90 * 366 + 90 * 365, half_a_penny);
  EXPECT_EQ(pounds[programme], 1'000);  // what was due before the run never comes
}

TEST(Accounts, TellAGrantAsANegativeAmountOnItsOwnLine) {
  Plan plan;
  plan.costs = {once(programme, 3'000'000, "2019-02-01"), yearly(grant, 3'650'000, "2019-02-01", "2019-02-11")};
  Books books("2019-01-01", prices(), plan);
  const auto pounds = books.pounds("2019-03-01");
  EXPECT_NEAR(pounds[programme], 3'000'000, half_a_penny);
  EXPECT_NEAR(pounds[grant], -100'000, half_a_penny);  // ten days at 10,000
}

TEST(Accounts, AreTheSameToTheLastDigitHoweverOftenTheyAreSettled) {
  const auto at_the_end = [](const std::vector<std::string>& settled) {
    Money money = prices();
    money.pay[0].salary = 33'333.33;
    money.training = 777.77;
    money.entries = {yearly(programme, 1'234'567.89, "2018-09-05", "2020-09-05")};
    Books books("2018-09-03", money);
    books.money().placements = {{books.status(), foster, 712.34}};
    books.children_placed("2018-09-03 12:34", 3);
    books.joins("2018-09-03", social_worker, Contract::permanent, 0.7);
    books.joins("2018-09-03", social_worker, Contract::agency, 0.9);
    for (const std::string& when : settled) books.settle(when);
    return books.pounds("2021-01-01");
  };
  EXPECT_EQ(at_the_end({}), at_the_end({"2018-09-03 07:00", "2018-09-03 07:01", "2018-09-09", "2019-04-01 00:00",
                                        "2019-12-24 13:57", "2020-02-29 23:59"}));
}

// --- in a running service --------------------------------------------------------------------------------------------

TEST(CostOfAService, FollowsAPriceThatThePlanChangesInMidYear) {
  in_child([] {
    SmallService service("2018-04-01", "2019-04-01");
    service.staff(social_worker, 1);
    service.scenario.money = prices();
    auto dearer = std::make_shared<Scenario>(service.scenario);
    dearer->money.pay[0].salary = 73'000;
    service.scenario.plans[0].versions = {{day("2018-10-01"), dearer}};
    // 183 days to 30 September at 130, 182 days at 260.
    EXPECT_NEAR(run(service.scenario).grown(Measure::cost, salaries), 23'790 + 47'320, half_a_penny);
  });
}

TEST(CostOfAService, CountsTheFirstDayOfWhoeverIsRecruitedAndNotOfThoseWhoWereThere) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-01");
    service.staff(social_worker, 2);
    service.scenario.money = prices();
    service.scenario.money.per_hire = 2'500;
    service.scenario.money.per_agency_start = 300;
    const auto recruit = [&](Contract contract, double fte) {
      return Recruit{SmallService::team, social_worker, contract, fte, day("2018-09-10"), day("2018-09-12"), true};
    };
    service.scenario.plans[0].measures = {recruit(Contract::permanent, 2), recruit(Contract::agency, 1)};
    const Notes notes = run(service.scenario);
    EXPECT_NEAR(notes.grown(Measure::cost, recruitment), 2 * 2'500 + 300, half_a_penny);
    // Two people for 28 days, one from Monday 10 and one from Tuesday 11: 21 and 20 days at 130.
    EXPECT_NEAR(notes.grown(Measure::cost, salaries), (56 + 21 + 20) * 130, half_a_penny);
    EXPECT_NEAR(notes.grown(Measure::cost, agency), 15 * 296, half_a_penny);  // three weeks
  });
}

TEST(CostOfAService, LeavesOutTheDaysOnWhichAgencyStaffAreAway) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-10");
    service.staff(social_worker, 1);
    service.scenario.staffing.teams[0].staff[0].contract = Contract::agency;
    service.scenario.money = prices();
    service.only_away(0, day("2018-09-05"), 2);  // Wednesday and Thursday
    EXPECT_NEAR(run(service.scenario).grown(Measure::cost, agency), 3 * 296, half_a_penny);
  });
}

TEST(CostOfAService, PaysForCareAsLongAsItLasts) {
  in_child([] {
    SmallService service("2018-09-03", "2018-10-01");
    const StatusId placed = service.status("placed", false);
    service.lasts(placed, 2.5, service.closing());
    service.here({placed}, 2);
    service.scenario.money = prices();
    service.scenario.money.placements = {{placed, foster, 700}};
    EXPECT_NEAR(run(service.scenario).grown(Measure::cost, foster), 500, half_a_penny);  // 2 * 2.5 days at 100
  });
}

/// Staff cost from the facts: who was in post, on what contract, and who was away, at the end of each day.
class Payroll {
 public:
  explicit Payroll(const Notes& notes) {
    for (const Fact& fact : notes.facts) {
      if (fact.kind == FactKind::worker_joined)
        people_[fact.worker] = {fact.at, sim::never, {{fact.at, fact.place}}, {}};
      if (fact.kind == FactKind::worker_left) people_[fact.worker].left = fact.at;
      if (fact.kind == FactKind::contract_changed) people_[fact.worker].contracts.emplace_back(fact.at, fact.place);
      if (fact.kind == FactKind::worker_absent) people_[fact.worker].away.emplace_back(fact.at, fact.due);
    }
  }
  /// Working days of agency staff (or days of employees) between two days.
  int days(Contract wanted, sim::Date from, sim::Date until) const {
    int count = 0;
    for (const auto& [id, person] : people_)
      for (sim::Date date = from; date < until; date += std::chrono::days{1})
        count += is_paid(person, wanted, date) ? 1 : 0;
    return count;
  }

 private:
  struct Person {
    sim::Instant joined, left;
    std::vector<std::pair<sim::Instant, std::uint8_t>> contracts;
    std::vector<std::pair<sim::Instant, sim::Instant>> away;
  };
  static bool is_paid(const Person& person, Contract wanted, sim::Date date) {
    const sim::Instant end = sim::end_of(date);
    if (person.joined >= end || person.left < end) return false;
    std::uint8_t contract = 0;
    for (const auto& [since, on] : person.contracts)
      if (since < end) contract = on;
    if (static_cast<Contract>(contract) != wanted) return false;
    if (wanted != Contract::agency) return true;
    for (const auto& [from, until] : person.away)
      if (from < end && until >= end) return false;
    return sim::Calendar::england().is_working_day(date);
  }
  std::map<WorkerId, Person> people_;
};

TEST(CostOfAService, IsPaidDaysTimesTheRateHoweverPeopleComeAndGo) {
  in_child([] {
    SmallService service("2018-04-01", "2019-04-01");
    service.staff(social_worker, 30);
    StaffGroup of_agency = service.scenario.staffing.teams[0].staff[0];
    of_agency.fte = 10;
    of_agency.contract = Contract::agency;
    StaffGroup new_staff = of_agency;
    new_staff.contract = Contract::newly_qualified;
    service.scenario.staffing.teams[0].staff.insert(service.scenario.staffing.teams[0].staff.end(),
                                                    {of_agency, new_staff});
    service.scenario.staffing.teams[0].posts = {{social_worker, 55}};
    service.scenario.staffing.absences = {
        {.name = "sickness", .spells_per_year = 6, .working_days = sim::Distribution::constant(3)}};
    Employment& employment = service.scenario.staffing.employment;
    employment.leaving.per_year = 0.5;
    employment.leaving.notice_days = sim::Distribution::constant(40);
    employment.hiring.roles = employment.agency.roles = {social_worker};
    employment.hiring.days_to_start = sim::Distribution::constant(30);
    employment.agency.share = 0.9;
    employment.agency.booking_days = sim::Distribution::constant(100);
    employment.agency.converts = 0.3;
    service.scenario.money = prices();
    const Notes notes = run(service.scenario);
    // The test is of use only where people did come, go, change and stay away.
    for (FactKind kind : {FactKind::worker_left, FactKind::contract_changed, FactKind::worker_absent})
      EXPECT_GT(notes.of(kind).size(), 5u) << static_cast<int>(kind);
    const Payroll payroll(notes);
    const auto paid = [&](Contract contract) { return payroll.days(contract, day("2018-04-01"), day("2019-04-01")); };
    EXPECT_NEAR(notes.grown(Measure::cost, salaries),
                130.0 * paid(Contract::permanent) + 104.0 * paid(Contract::newly_qualified), half_a_penny);
    EXPECT_NEAR(notes.grown(Measure::cost, agency), 296.0 * paid(Contract::agency), half_a_penny);
  });
}

}  // namespace

}  // namespace casetide::models
