// The workforce census, counted by hand.
#include "models/census.hpp"

#include <gtest/gtest.h>

#include "models/tallies.hpp"
#include "models/workforce.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto chair = SmallService::chair;
constexpr auto team = SmallService::team;

/// Two teams with 10 and 5 posts of social workers and one manager each; a chair whom the census does not count.
struct Authority {
  Authority() : service("2017-10-01", "2020-01-01") {
    other = service.add_team("other");
    for (TeamId where : {team, other}) {
      service.staff(social_worker, 0, where);
      service.staff(manager, 0, where);
      service.scenario.staffing.teams[index(where)].posts = {{social_worker, where == team ? 10.0 : 5.0}, {manager, 1}};
    }
    service.staff(chair, 0);
    service.scenario.pathway.national.social_workers = {social_worker, manager};
    service.scenario.pathway.national.case_holders = {social_worker};
  }
  StaffCensus census(const std::string& on = "2018-09-30") const {
    return take_census(service.scenario, *workforce, *tallies, day(on));
  }
  void open() {
    workforce.emplace(service.scenario);
    tallies.emplace(service.scenario, sim::Instant{service.scenario.warm_up_from});
  }
  Worker& join(TeamId where, RoleId role, Contract contract, double fte) {
    const WorkerId id = workforce->add({where, role, contract, fte});
    workforce->join(id, sim::Instant{service.scenario.warm_up_from});
    return workforce->worker(id);
  }

  SmallService service;
  TeamId other{};
  std::optional<Workforce> workforce;
  std::optional<Tallies> tallies;
};

}  // namespace

TEST(StaffCensus, CountsWhoIsInPostAndWhatIsVacant) {
  Authority authority;
  authority.open();
  authority.join(team, social_worker, Contract::permanent, 1);
  authority.join(team, social_worker, Contract::permanent, 0.6);
  authority.join(team, social_worker, Contract::newly_qualified, 1);
  authority.join(team, social_worker, Contract::agency, 0.8);
  authority.join(team, manager, Contract::permanent, 1);
  authority.join(authority.other, social_worker, Contract::agency, 1);
  authority.join(authority.other, manager, Contract::permanent, 1);
  authority.join(authority.other, manager, Contract::permanent, 1);  // one more than there are posts
  authority.join(team, chair, Contract::permanent, 1);
  const StaffCensus census = authority.census();
  EXPECT_EQ(census.day, day("2018-09-30"));
  EXPECT_DOUBLE_EQ(census.in_post, 5.6);
  EXPECT_DOUBLE_EQ(census.newly_qualified, 1);
  EXPECT_DOUBLE_EQ(census.agency, 1.8);
  EXPECT_DOUBLE_EQ(census.posts, 17);
  EXPECT_DOUBLE_EQ(census.vacancies, 7.4 + 5);  // agency staff fill none, and a manager too many fills no other post
  EXPECT_DOUBLE_EQ(census.case_holders, 4.4);
}

TEST(StaffCensus, CountsTheChildrenOfCaseHolders) {
  Authority authority;
  authority.service.scenario.pathway.case_holding_roles = {social_worker, chair};
  authority.open();
  authority.join(team, social_worker, Contract::permanent, 1).held = {0, 1, 2};
  authority.join(authority.other, social_worker, Contract::agency, 1).held = {3, 4};
  authority.join(team, chair, Contract::permanent, 1).held = {5, 6, 7, 8};  // not a national case holder
  EXPECT_EQ(authority.census().cases, 5);
}

TEST(StaffCensus, CountsComingsAndGoingsOfItsRoles) {
  Authority authority;
  authority.open();
  Tallies& tallies = *authority.tallies;
  tallies.started = {7, 1, 100};
  tallies.gone[index(social_worker)] = {3, 2, 1.5, 20};
  tallies.gone[index(manager)] = {0.5, 0, 0, 0};
  tallies.gone[index(chair)] = {100, 100, 100, 100};
  tallies.working_days_lost = {40, 5, 100};
  const StaffCensus census = authority.census();
  EXPECT_DOUBLE_EQ(census.started, 8);
  EXPECT_DOUBLE_EQ(census.left, 7);
  EXPECT_DOUBLE_EQ(census.to_agency, 1.5);
  EXPECT_DOUBLE_EQ(census.agency_left, 20);
  EXPECT_DOUBLE_EQ(census.working_days_lost, 45);
}

TEST(StaffCensus, HasAWholeYearBehindItWhenTheRunBeganWithIt) {
  Authority authority;
  authority.open();
  EXPECT_TRUE(authority.census("2018-09-30").whole_year);
  authority.service.scenario.warm_up_from = day("2017-10-02");
  EXPECT_FALSE(authority.census("2018-09-30").whole_year);
  EXPECT_TRUE(authority.census("2019-09-30").whole_year);
}

TEST(StaffCensus, IsEmptyWithoutTerms) {
  Authority authority;
  authority.service.scenario.pathway.national = {};
  authority.open();
  authority.join(team, social_worker, Contract::permanent, 1).held = {0, 1};
  const StaffCensus census = authority.census();
  EXPECT_EQ(census.in_post + census.posts + census.case_holders + census.cases, 0);
}

TEST(StaffCensus, IsTakenAtTheEndOfEach30September) {
  in_child([] {
    struct Censuses : Observer {
      bool watches(FactKind) const override { return false; }
      void census(const StaffCensus& census) override { taken.push_back(census); }
      std::vector<StaffCensus> taken;
    } censuses;
    SmallService service("2018-09-03", "2019-10-01");
    service.staff(social_worker, 2);
    service.scenario.pathway.national.social_workers = service.scenario.pathway.national.case_holders = {social_worker};
    const StatusId open = service.status("open");
    service.coming(at("2018-09-30 23:00"), open, 3);  // allocated at once
    service.coming(at("2018-10-01 00:00"), open, 5);
    // A post more on the last Friday of September, one on the Monday after.
    Recruit recruit{.team = team, .role = social_worker, .fte = 1, .from = {}, .until = {}};
    for (const char* from : {"2018-09-28", "2018-10-01"}) {
      recruit.from = recruit.until = day(from);
      service.scenario.plans[0].measures.emplace_back(recruit);
    }
    run_replication(service.scenario, service.scenario.plans[0], 0, {&censuses});
    ASSERT_EQ(censuses.taken.size(), 2u);
    EXPECT_EQ(censuses.taken[0].day, day("2018-09-30"));
    EXPECT_EQ(censuses.taken[0].in_post, 3);
    EXPECT_EQ(censuses.taken[0].started, 1);
    EXPECT_EQ(censuses.taken[0].cases, 3);
    EXPECT_FALSE(censuses.taken[0].whole_year);
    EXPECT_EQ(censuses.taken[1].day, day("2019-09-30"));
    EXPECT_EQ(censuses.taken[1].in_post, 4);
    EXPECT_EQ(censuses.taken[1].cases, 8);
    EXPECT_TRUE(censuses.taken[1].whole_year);
  });
}

}  // namespace casetide::models
