// Vacancies and who fills them, by hand where the answer is a date, against theory where it is a share.
// 3 September 2018 is a Monday; no bank holiday falls between then and Christmas.
#include "models/hiring.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>

#include "models/service.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"
#include "tests/support/replications.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto team = SmallService::team;
constexpr std::chrono::days a_day{1};

/// A board and people by themselves, without a service: people leave when the test says so.
/// The board meets at 07:30, first on the first day and then every so many days.
class BoardRoom {
 public:
  explicit BoardRoom(SmallService service_)
      : service(std::move(service_)),
        today(service.scenario.warm_up_from),
        agenda(sim::Instant{today}),
        notes(),
        run(service.scenario, agenda, sim::Chance(service.scenario.seed, 0), {&notes}),
        workforce(service.scenario),
        board(run, workforce) {
    board.serve([this](const Joiner& joiner) { join(joiner); }, [this](WorkerId id) { release(id); },
                [this](const Joiner& post, RoleId from) { return move_within(post, from); });
    for (std::size_t place = 0; place < service.scenario.staffing.teams.size(); ++place)
      for (const StaffGroup& group : service.scenario.staffing.teams[place].staff)
        for (double left = group.fte; left > 1e-9; left -= 1)
          add({id_at<TeamId>(place), group.role, group.contract, std::min(left, 1.0), 0});
    workforce.start_running();
    next_meeting = today;
  }
  BoardRoom(const BoardRoom&) = delete;
  BoardRoom& operator=(const BoardRoom&) = delete;

  /// To 07:00 of the day: everything before has been done.
  void go_to(sim::Date until) {
    for (; today < until; today += a_day) {
      run_entries(sim::Instant{today} + std::chrono::hours{7});
      if (today == next_meeting) {
        run_entries(sim::Instant{today} + std::chrono::minutes{450});
        board.meet();
        next_meeting += std::chrono::days{hiring().every_days};
      }
      vacant[today] = workforce.vacancies(team, social_worker);
    }
    run_entries(sim::Instant{today} + std::chrono::hours{7});
  }
  void go_to(const char* until) { go_to(day(until)); }
  void join(const Joiner& joiner) {
    add(joiner);
    joined.emplace_back(sim::date_of(run.now()), joiner);
  }
  WorkerId add(const Joiner& joiner) {
    const WorkerId id = workforce.add(joiner);
    workforce.join(id, run.now());
    return id;
  }
  void leave(std::uint32_t id) { workforce.leave(WorkerId{id}, run.now()); }
  void release(WorkerId id) {
    workforce.worker(id).under_notice = true;
    released.push_back(static_cast<std::uint32_t>(index(id)));
  }

  /// Somebody of the other role takes the post, if there is anybody.
  bool move_within(const Joiner& post, RoleId from) {
    asked_within.push_back(from);
    for (const Worker& worker : workforce.workers()) {
      if (!worker.in_post || worker.role != from) continue;
      workforce.leave(worker.id, run.now());
      add(post);
      return true;
    }
    return false;
  }

  Hiring& hiring() { return service.scenario.staffing.employment.hiring; }
  /// Days on which people of a contract joined.
  std::vector<sim::Date> starts(Contract contract = Contract::permanent) const {
    std::vector<sim::Date> days;
    for (const auto& [when, who] : joined)
      if (who.contract == contract) days.push_back(when);
    return days;
  }
  std::vector<sim::Instant> told(FactKind kind) const {
    std::vector<sim::Instant> instants;
    for (const Fact& fact : notes.of(kind)) instants.push_back(fact.at);
    return instants;
  }
  double agency(TeamId where = team) const { return workforce.in_post(where, social_worker).agency(); }

  SmallService service;
  sim::Date today;
  sim::Agenda agenda;
  Notes notes;
  Run run;
  Workforce workforce;
  RecruitmentBoard board;
  sim::Date next_meeting;
  std::vector<std::pair<sim::Date, Joiner>> joined;
  std::vector<std::uint32_t> released;
  std::vector<RoleId> asked_within;
  std::map<sim::Date, double> vacant;

 private:
  void run_entries(sim::Instant until) {
    agenda.run_before(until, [&](const sim::Entry& entry) {
      if (static_cast<EntryKind>(entry.kind) == EntryKind::newcomer_starts) board.newcomer_starts(entry.subject);
      if (static_cast<EntryKind>(entry.kind) == EntryKind::advert_answered) board.advert_answered(entry.subject);
    });
    agenda.advance_to(until);
  }
};

/// Social workers are advertised every 14 days, and start so many days after the advert.
SmallService hiring_service(double staff, double lead_days, const std::string& until = "2022-09-03") {
  SmallService service("2018-09-03", until);
  service.staff(social_worker, staff);
  Hiring& hiring = service.scenario.staffing.employment.hiring;
  hiring.roles = {social_worker};
  hiring.every_days = 14;
  hiring.days_to_start = sim::Distribution::constant(lead_days);
  return service;
}

/// Posts without anybody, social workers covered by agency staff who come two weeks after the order.
SmallService covered_service(double posts, double share) {
  SmallService service("2018-09-03", "2022-09-03");
  service.staff(social_worker, 0);
  service.scenario.staffing.teams[0].posts[0].fte = posts;
  AgencyCover& cover = service.scenario.staffing.employment.agency;
  cover.roles = {social_worker};
  cover.share = share;
  cover.days_to_arrive = sim::Distribution::constant(14);
  return service;
}

AgencyCover& cover_of(BoardRoom& room) { return room.service.scenario.staffing.employment.agency; }

std::vector<sim::Date> days_named(std::initializer_list<const char*> names) {
  std::vector<sim::Date> days;
  for (const char* name : names) days.push_back(day(name));
  return days;
}

std::vector<sim::Instant> instants_named(std::initializer_list<const char*> names) {
  std::vector<sim::Instant> instants;
  for (const char* name : names) instants.push_back(at(name));
  return instants;
}

}  // namespace

// --- adverts

TEST(RecruitmentBoard, AdvertisesAVacancyAtItsNextMeetingAndFillsItAfterTheLeadTime) {
  BoardRoom room(hiring_service(10, 30));
  room.go_to("2018-09-05");
  room.leave(0);
  room.leave(1);
  room.go_to("2018-12-01");
  // The board meets on 3 and 17 September. Thirty days later is Wednesday, 17 October.
  EXPECT_EQ(room.told(FactKind::post_advertised), instants_named({"2018-09-17 07:30", "2018-09-17 07:30"}));
  EXPECT_EQ(room.starts(), days_named({"2018-10-17", "2018-10-17"}));
  for (const auto& [today, vacant] : room.vacant)
    EXPECT_EQ(vacant, today >= day("2018-09-05") && today < day("2018-10-17") ? 2 : 0) << sim::text(today);
}

TEST(RecruitmentBoard, LetsPeopleStartOnWorkingDays) {
  BoardRoom room(hiring_service(10, 12));
  room.go_to("2018-09-05");
  room.leave(0);
  room.go_to("2018-11-01");
  EXPECT_EQ(room.starts(), days_named({"2018-10-01"}));  // twelve days after 17 September is a Saturday
}

TEST(RecruitmentBoard, AdvertisesAgainWhatFailed) {
  SmallService service = hiring_service(10, 30);
  service.scenario.staffing.employment.hiring.success = 0;
  service.scenario.staffing.employment.hiring.days_to_fail = sim::Distribution::constant(20);
  BoardRoom room(std::move(service));
  room.go_to("2018-09-05");
  room.leave(0);
  room.go_to("2018-11-14");
  // Meetings on 17 September, 1, 15 and 29 October, 12 November; what is open on a meeting's day waits for the next.
  EXPECT_EQ(room.told(FactKind::post_advertised),
            instants_named({"2018-09-17 07:30", "2018-10-15 07:30", "2018-11-12 07:30"}));
  EXPECT_EQ(room.told(FactKind::advert_failed), instants_named({"2018-10-07", "2018-11-04"}));
  EXPECT_TRUE(room.joined.empty());
}

TEST(RecruitmentBoard, NeedsOneOverTheShareOfSuccessAdvertsForEachHire) {
  constexpr double success = 0.65;
  constexpr int posts = 4000;
  SmallService service = hiring_service(0, 70);
  service.scenario.staffing.employment.hiring.success = success;
  service.scenario.staffing.employment.hiring.days_to_fail = sim::Distribution::constant(14);
  BoardRoom room(std::move(service));
  room.go_to("2018-09-04");
  room.workforce.add_posts(team, social_worker, posts);
  room.go_to("2020-09-01");
  ASSERT_EQ(room.joined.size(), static_cast<std::size_t>(posts));
  // The number of adverts until one succeeds is geometric: mean 1 / p, variance (1 - p) / p^2.
  const double adverts = static_cast<double>(room.told(FactKind::post_advertised).size()) / posts;
  EXPECT_NEAR(adverts, 1 / success, 3 * std::sqrt((1 - success) / posts) / success);
}

TEST(RecruitmentBoard, SeeksNobodyForLessThanHalfAPost) {
  const auto sought = [](double posts) {
    BoardRoom room(hiring_service(0, 30));
    room.go_to("2018-09-04");
    room.workforce.add_posts(team, social_worker, posts);
    room.go_to("2018-12-01");
    std::vector<double> ftes;
    for (const auto& [when, who] : room.joined) ftes.push_back(std::round(who.fte * 1000) / 1000);
    return ftes;
  };
  EXPECT_EQ(sought(2.8), (std::vector<double>{1, 1, 0.8}));
  EXPECT_EQ(sought(2.5), (std::vector<double>{1, 1, 0.5}));
  EXPECT_EQ(sought(2.4), (std::vector<double>{1, 1}));
}

TEST(RecruitmentBoard, TakesNobodyForWhomThePostHasBeenFilledMeanwhile) {
  BoardRoom room(hiring_service(10, 30));
  room.go_to("2018-09-05");
  room.leave(0);
  room.leave(1);
  room.go_to("2018-10-01");
  room.add({team, social_worker, Contract::permanent, 1});
  room.go_to("2018-12-01");
  EXPECT_EQ(room.joined.size(), 1u);
  EXPECT_EQ(room.workforce.in_post(team, social_worker).employees(), 10);
  room.leave(2);
  room.go_to("2019-02-01");
  EXPECT_EQ(room.joined.size(), 2u);  // the one who did not come is not under way for ever
}

TEST(RecruitmentBoard, FillsOnlyTheRolesItIsGiven) {
  BoardRoom room(hiring_service(10, 30));
  EXPECT_TRUE(room.board.advertises(social_worker));
  EXPECT_FALSE(room.board.advertises(manager));
  room.workforce.add_posts(team, manager, 5);
  room.go_to("2019-03-01");
  EXPECT_TRUE(room.joined.empty());
}

TEST(RecruitmentBoard, DrawsForATeamWhateverIsVacantElsewhere) {
  const auto starts_with_others = [](double elsewhere) {
    SmallService service = hiring_service(0, 0);
    Hiring& hiring = service.scenario.staffing.employment.hiring;
    hiring.success = 0.5;
    hiring.days_to_start = sim::Distribution(sim::Uniform{30, 200});
    const TeamId other = service.add_team("other");
    service.staff(social_worker, 0, other);
    BoardRoom room(std::move(service));
    room.workforce.add_posts(team, social_worker, 20);
    room.workforce.add_posts(other, social_worker, elsewhere);
    room.go_to("2020-09-01");
    std::vector<sim::Date> starts;
    for (const auto& [when, who] : room.joined)
      if (who.team == team) starts.push_back(when);
    return starts;
  };
  EXPECT_EQ(starts_with_others(0).size(), 20u);
  EXPECT_EQ(starts_with_others(30), starts_with_others(0));
}

TEST(RecruitmentBoard, BeginsAmidstAdvertsOfEarlierMeetings) {
  constexpr int vacancies = 800;
  SmallService service = hiring_service(0, 112);
  service.scenario.staffing.teams[0].posts[0].fte = vacancies;
  BoardRoom room(std::move(service));
  room.go_to("2019-03-01");
  // What is open was advertised 0, 14, ... or 98 days ago, of each as much: an eighth starts after 112 days, an eighth
  // after 98, and so on, the first fortnight hence.
  std::map<std::int64_t, int> starts;  // by days since the first one
  for (const auto& [when, who] : room.joined) ++starts[(when - day("2018-09-03")).count()];
  const double deviation = std::sqrt(vacancies * (1.0 / 8) * (7.0 / 8));
  ASSERT_EQ(starts.size(), 8u);
  int after = 0;
  for (const auto& [days, people] : starts) {
    EXPECT_EQ(days, after += 14);
    EXPECT_NEAR(people, vacancies / 8.0, 4 * deviation);
  }
}

TEST(RecruitmentBoard, BeginsWithFailingAdvertsToo) {
  // Half of all adverts fail after 28 days, so of what is open after a meeting 8 parts will start in 14, 28, ... 112
  // days, and 2 parts fail in 14 and 28.
  constexpr int vacancies = 1000;
  SmallService service = hiring_service(0, 112);
  service.scenario.staffing.teams[0].posts[0].fte = vacancies;
  service.scenario.staffing.employment.hiring.success = 0.5;
  service.scenario.staffing.employment.hiring.days_to_fail = sim::Distribution::constant(28);
  BoardRoom room(std::move(service));
  room.go_to("2018-09-18");
  const double deviation = std::sqrt(vacancies * 0.1 * 0.9);
  EXPECT_NEAR(static_cast<double>(room.joined.size()), 100, 4 * deviation);
  EXPECT_NEAR(static_cast<double>(room.told(FactKind::advert_failed).size()), 100, 4 * deviation);
}

TEST(RecruitmentBoard, LetsPeopleMoveIntoPostsWhenTheAdvertCloses) {
  SmallService service = hiring_service(0, 30);
  service.staff(manager, 1);
  Hiring& hiring = service.scenario.staffing.employment.hiring;
  hiring.days_to_fail = sim::Distribution::constant(20);
  hiring.of_role = {{.role = social_worker, .success = {}, .from = manager, .from_within = 1}};
  BoardRoom room(std::move(service));
  room.go_to("2018-09-04");
  room.workforce.add_posts(team, social_worker, 2);
  room.go_to("2018-10-12");
  // Both adverts of 17 September close on 7 October; there is one who may move, and the other post is advertised again.
  EXPECT_EQ(room.asked_within, (std::vector<RoleId>{manager, manager}));
  EXPECT_EQ(room.workforce.in_post(team, social_worker).employees(), 1);
  EXPECT_EQ(room.workforce.in_post(team, manager).employees(), 0);
  EXPECT_EQ(room.told(FactKind::advert_failed), instants_named({"2018-10-07"}));
  EXPECT_TRUE(room.joined.empty());
  room.go_to("2018-10-16");
  EXPECT_EQ(room.told(FactKind::post_advertised).size(), 3u);
}

TEST(RecruitmentBoard, BeginsWithAdvertsForPeopleWithinToo) {
  // Half of all adverts are for people within and close after 28 days, the others find somebody after 56: of what is
  // open after a meeting four parts start in 14 to 56 days, and two parts close in 14 and 28.
  constexpr int vacancies = 1200;
  SmallService service = hiring_service(0, 56);
  service.scenario.staffing.teams[0].posts[0].fte = vacancies;
  Hiring& hiring = service.scenario.staffing.employment.hiring;
  hiring.days_to_fail = sim::Distribution::constant(28);
  hiring.of_role = {{.role = social_worker, .success = {}, .from = manager, .from_within = 0.5}};
  BoardRoom room(std::move(service));
  room.go_to("2018-09-18");
  const double deviation = std::sqrt(vacancies * (1.0 / 6) * (5.0 / 6));
  EXPECT_NEAR(static_cast<double>(room.joined.size()), 200, 4 * deviation);
  EXPECT_NEAR(static_cast<double>(room.asked_within.size()), 200, 4 * deviation);
}

// --- starters a year

TEST(StartersAYear, AreNotExceededInAny365Days) {
  SmallService service = hiring_service(0, 0, "2023-01-01");
  Hiring& hiring = service.scenario.staffing.employment.hiring;
  hiring.starters_a_year = 10;
  hiring.days_to_start = sim::Distribution(sim::Triangular{70, 112, 182});
  service.scenario.staffing.teams[0].posts[0].fte = 200;
  BoardRoom room(std::move(service));
  room.go_to("2022-09-03");
  const std::vector<sim::Date> starts = room.starts();
  for (const sim::Date first : starts)
    EXPECT_LE(
        std::ranges::count_if(starts, [&](sim::Date other) { return other >= first && other - first < a_day * 365; }),
        10);
  // Four years: ten a year, but for the first, whose places the year before gives back one by one.
  EXPECT_GE(starts.size(), 36u);
  EXPECT_LE(starts.size(), 40u);
}

TEST(StartersAYear, GoToTheTeamsInTurn) {
  SmallService service = hiring_service(0, 30);
  service.scenario.staffing.employment.hiring.starters_a_year = 20;
  const TeamId other = service.add_team("other");
  service.staff(social_worker, 0, other);
  for (Team& each : service.scenario.staffing.teams) each.posts[0].fte = 50;
  BoardRoom room(std::move(service));
  room.go_to("2020-09-03");
  const auto in = [&](TeamId where) { return room.workforce.in_post(where, social_worker).employees(); };
  EXPECT_GE(in(team) + in(other), 36);
  EXPECT_NEAR(in(team), in(other), 1);
}

TEST(StartersAYear, DoNotCountTheIntake) {
  SmallService service = hiring_service(0, 30);
  service.scenario.staffing.teams[0].posts[0].fte = 50;
  Hiring& hiring = service.scenario.staffing.employment.hiring;
  hiring.starters_a_year = 4;
  hiring.intakes = {{.role = social_worker, .month = 9, .people_a_year = 12, .teams = {}}};
  BoardRoom room(std::move(service));
  room.board.take_in();
  room.go_to("2019-09-03");
  EXPECT_EQ(room.starts(Contract::newly_qualified).size(), 12u);
  EXPECT_NEAR(static_cast<double>(room.starts().size()), 4, 1);
}

TEST(StartersAYear, DoNotCountWhoeverFoundThePostFilled) {
  SmallService service = hiring_service(10, 30);
  service.scenario.staffing.employment.hiring.starters_a_year = 1;
  BoardRoom room(std::move(service));
  room.go_to("2018-09-05");
  room.leave(0);
  // Somebody is taken to have started half a year before, on 5 March 2018. The meeting of 4 February is the first whose
  // starter, on 6 March, comes a year later.
  room.go_to("2019-03-01");
  EXPECT_EQ(room.told(FactKind::post_advertised), instants_named({"2019-02-04 07:30"}));
  room.add({team, social_worker, Contract::permanent, 1});
  room.go_to("2019-03-08");
  room.leave(1);
  room.go_to("2019-06-01");
  EXPECT_EQ(room.starts(), days_named({"2019-04-17"}));  // advertised on 18 March
}

TEST(YearsStarters, LookAtEveryYearInWhichTheDayLies) {
  YearsStarters starters;
  starters.add(day("2018-01-10"), 1);
  starters.add(day("2018-12-01"), 1);
  EXPECT_FALSE(starters.has_room(day("2018-06-01"), 1, 2));  // all three lie within 365 days
  EXPECT_TRUE(starters.has_room(day("2018-06-01"), 1, 3));
  EXPECT_FALSE(starters.has_room(day("2019-01-09"), 1, 2));  // the 365th day
  EXPECT_TRUE(starters.has_room(day("2019-01-10"), 1, 2));
  EXPECT_FALSE(starters.has_room(day("2019-01-10"), 1.5, 2));
  EXPECT_TRUE(starters.has_room(day("2017-12-01"), 1, 2));
  EXPECT_FALSE(starters.has_room(day("2017-12-02"), 1, 2));
  starters.remove(day("2018-12-01"), 1);
  EXPECT_TRUE(starters.has_room(day("2018-06-01"), 1, 2));
}

// --- the intake

TEST(Intake, StartsInItsMonthWhereMostIsVacant) {
  SmallService service("2018-08-01", "2020-09-03");
  const TeamId second = service.add_team("second"), third = service.add_team("third");
  for (TeamId where : {team, second, third}) service.staff(social_worker, 0, where);
  const double posts[] = {2, 4.6, 9};
  for (std::size_t place = 0; place < 3; ++place) service.scenario.staffing.teams[place].posts[0].fte = posts[place];
  service.scenario.staffing.employment.hiring.intakes = {
      {.role = social_worker, .month = 9, .people_a_year = 4, .teams = {team, second}}};
  BoardRoom room(std::move(service));
  room.board.take_in();
  EXPECT_TRUE(room.joined.empty());  // August
  room.go_to("2018-09-03");
  room.board.take_in();
  room.go_to("2018-10-01");
  room.board.take_in();
  EXPECT_EQ(room.starts(Contract::newly_qualified), std::vector<sim::Date>(4, day("2018-09-03")));
  // 4.6 against 2: the second, the second again (3.6), again (2.6), then the first with 2 against 1.6.
  EXPECT_EQ(room.workforce.in_post(second, social_worker).employees(), 3);
  EXPECT_EQ(room.workforce.in_post(team, social_worker).employees(), 1);
  EXPECT_EQ(room.workforce.in_post(third, social_worker).employees(), 0);
}

TEST(Intake, EndsWhereLessThanHalfAPostIsVacant) {
  const auto taken = [](double posts) {
    SmallService service("2018-09-03", "2020-09-03");
    service.staff(social_worker, 0);
    service.scenario.staffing.teams[0].posts[0].fte = posts;
    service.scenario.staffing.employment.hiring.intakes = {
        {.role = social_worker, .month = 9, .people_a_year = 10, .teams = {}}};
    BoardRoom room(std::move(service));
    room.board.take_in();
    return room.joined.size();
  };
  EXPECT_EQ(taken(3.4), 3u);
  EXPECT_EQ(taken(3.5), 4u);
  EXPECT_EQ(taken(0.4), 0u);
  EXPECT_EQ(taken(100), 10u);
}

// --- agency staff

TEST(AgencyCover, BringsWholePeopleForTheShareOfVacancies) {
  BoardRoom room(covered_service(68, 0.91));
  room.go_to("2018-09-17");
  EXPECT_EQ(room.agency(), 62);  // of 61.88, a fortnight after the first meeting
  EXPECT_EQ(room.starts(Contract::agency), std::vector<sim::Date>(62, day("2018-09-17")));
  room.go_to("2019-09-17");
  EXPECT_EQ(room.joined.size(), 62u);
  EXPECT_TRUE(room.released.empty());
}

TEST(AgencyCover, BringsTheShareOfAllTeamsTogether) {
  // Ten teams with one vacancy each at 70 %: seven people, not ten; and no team gets two.
  SmallService service = covered_service(1, 0.7);
  for (int number = 1; number < 10; ++number)
    service.staff(social_worker, 0, service.add_team("team" + std::to_string(number)));
  for (Team& each : service.scenario.staffing.teams) each.posts = {{social_worker, 1}};
  BoardRoom room(std::move(service));
  room.go_to("2018-11-01");
  EXPECT_EQ(room.joined.size(), 7u);
  for (std::uint8_t place = 0; place < 10; ++place) EXPECT_LE(room.agency(TeamId{place}), 1);
  EXPECT_TRUE(room.released.empty());
}

TEST(AgencyCover, SendsNobodyAwayForHalfAPerson) {
  BoardRoom room(covered_service(1, 0.5));
  room.go_to("2019-09-03");
  EXPECT_EQ(room.joined.size(), 1u);
  EXPECT_TRUE(room.released.empty());
}

TEST(AgencyCover, ReleasesThoseLastToComeWhenPostsAreFilled) {
  BoardRoom room(covered_service(3, 1));
  room.go_to("2018-09-20");
  room.workforce.add_posts(team, social_worker, 2);
  room.go_to("2018-10-20");  // the meeting of 1 October orders, the 15th brings two more
  ASSERT_EQ(room.agency(), 5);
  for (int number = 0; number < 3; ++number) room.add({team, social_worker, Contract::permanent, 1});
  room.go_to("2018-10-30");  // the meeting of 29 October
  EXPECT_EQ(room.released, (std::vector<std::uint32_t>{4, 3, 2}));
  room.go_to("2018-11-30");  // under notice they count as gone
  EXPECT_EQ(room.released.size(), 3u);
}

TEST(AgencyCover, CancelsOrdersBeforeItReleasesAnybody) {
  BoardRoom room(covered_service(3, 1));
  cover_of(room).days_to_arrive = sim::Distribution::constant(30);
  room.go_to("2018-09-04");
  room.add({team, social_worker, Contract::permanent, 1});
  room.go_to("2018-11-30");
  EXPECT_EQ(room.agency(), 2);
  EXPECT_TRUE(room.released.empty());
}

TEST(AgencyCover, ReplacesThoseUnderNotice) {
  BoardRoom room(covered_service(3, 1));
  room.go_to("2018-09-20");
  room.workforce.worker(WorkerId{0}).under_notice = true;
  room.go_to("2018-10-16");  // ordered on 1 October
  EXPECT_EQ(room.starts(Contract::agency), days_named({"2018-09-17", "2018-09-17", "2018-09-17", "2018-10-15"}));
}

TEST(AgencyCover, ComesAboveTheEstablishmentWhereItIsWanted) {
  SmallService service = covered_service(4, 0.5);
  service.scenario.staffing.teams[0].agency_above = {{social_worker, 3}};
  BoardRoom room(std::move(service));
  room.go_to("2018-09-18");
  EXPECT_EQ(room.agency(), 5);  // half of four, and three
}

TEST(AgencyCover, StaysAtOrBelowTheCap) {
  SmallService service = covered_service(0, 1);
  service.staff(social_worker, 10);
  service.scenario.staffing.teams[0].posts[0].fte = 20;
  service.scenario.staffing.employment.agency.cap = 0.35;
  BoardRoom room(std::move(service));
  room.go_to("2019-01-08");
  EXPECT_EQ(room.agency(), 5);                                 // 5 of 15 is a third, 6 of 16 would be 37.5 %
  EXPECT_EQ(room.told(FactKind::post_advertised).size(), 5u);  // nobody is ordered to be cancelled
  cover_of(room).cap = 0.2;
  room.go_to("2019-01-22");
  EXPECT_EQ(room.released, (std::vector<std::uint32_t>{14, 13, 12}));  // 2 of 12 is below, 3 of 13 is not
  room.go_to("2019-06-01");
  EXPECT_EQ(room.joined.size(), 5u);  // with three under notice, nobody comes in their place
}

TEST(AgencyCover, GoesFirstWhereMostIsMissingUnderTheCap) {
  SmallService service = covered_service(0, 1);
  service.staff(social_worker, 18);
  service.scenario.staffing.teams[0].posts[0].fte = 19;
  const TeamId other = service.add_team("other");
  service.staff(social_worker, 0, other);
  service.scenario.staffing.teams[index(other)].posts[0].fte = 6;
  service.scenario.staffing.employment.agency.cap = 0.1;  // two of twenty
  BoardRoom room(std::move(service));
  room.go_to("2018-11-01");
  EXPECT_EQ(room.agency(team), 0);
  EXPECT_EQ(room.agency(other), 2);
}

// --- in a service

namespace {

/// What a run tells of its staff.
struct Books : Observer {
  bool watches(FactKind kind) const override { return kind == FactKind::worker_left; }
  void observe(const Fact& fact) override { left.push_back(sim::date_of(fact.at)); }
  void sample(const Sample& taken) override { samples.push_back(taken); }
  void census(const StaffCensus& taken) override { censuses.push_back(taken); }

  double employees(std::size_t sample) const {
    const auto& staff = samples.at(sample).of(Measure::staff);  // [team, contract]
    return staff[static_cast<std::size_t>(Contract::permanent)] +
           staff[static_cast<std::size_t>(Contract::newly_qualified)];
  }
  double agency(std::size_t sample) const {
    return samples.at(sample).of(Measure::staff)[static_cast<std::size_t>(Contract::agency)];
  }

  std::vector<sim::Date> left;
  std::vector<Sample> samples;
  std::vector<StaffCensus> censuses;
};

Books books_of(const Scenario& scenario, int replication = 0) {
  Books books;
  run_replication(scenario, scenario.plans.front(), replication, {&books});
  return books;
}

double mean_of(const std::vector<std::vector<double>>& replications, std::size_t number) {
  double sum = 0;
  for (const auto& numbers : replications) sum += numbers[number];
  return sum / static_cast<double>(replications.size());
}

/// Of a role that holds no cases and takes no part in the pathway, so that only working lives are simulated.
constexpr RoleId staff_role = SmallService::chair;

SmallService staff_only(double posts, double staff, const std::string& from, const std::string& until) {
  SmallService service(from, until);
  service.staff(staff_role, staff);
  service.scenario.staffing.teams[0].posts = {{staff_role, posts}};
  service.scenario.pathway.national.social_workers = {staff_role};
  service.scenario.staffing.employment.hiring.roles = {staff_role};
  return service;
}

}  // namespace

TEST(Hiring, FillsEachVacancyOnTheDayThatItsLeadTimeGives) {
  in_child([] {
    SmallService service = staff_only(30, 30, "2018-09-03", "2020-09-03");
    service.scenario.sample_days = 1;
    service.scenario.staffing.employment.leaving.per_year = 0.3;
    service.scenario.staffing.employment.hiring.days_to_start = sim::Distribution::constant(75);
    const Books books = books_of(service.scenario);
    ASSERT_GE(books.left.size(), 10u);

    // Every fortnight from the first day; a meeting on a bank holiday is held on the next working day.
    const sim::Calendar& calendar = service.scenario.calendar;
    const auto meeting_after = [&](sim::Date gone) {
      sim::Date planned = service.scenario.warm_up_from;
      while (calendar.add_working_days(planned, 0) < gone) planned += 14 * a_day;
      return calendar.add_working_days(planned, 0);
    };
    std::map<sim::Date, int> change;
    for (const sim::Date gone : books.left) {
      ++change[gone];
      --change[calendar.add_working_days(meeting_after(gone) + 75 * a_day, 0)];
    }
    // Samples stand at midnight, before people come and go.
    for (std::size_t sample = 0; sample < books.samples.size(); ++sample) {
      const sim::Date today = service.scenario.warm_up_from + a_day * sample;
      int vacant = 0;
      for (const auto& [when, by] : change)
        if (when < today) vacant += by;
      ASSERT_EQ(books.employees(sample), 30 - vacant) << sim::text(today);
    }
  });
}

TEST(Hiring, FillsPostsThatAMeasureAdds) {
  in_child([] {
    SmallService service("2018-09-03", "2018-12-31");
    service.staff(social_worker, 5);
    service.scenario.staffing.employment.hiring.roles = {social_worker};
    service.scenario.staffing.employment.hiring.days_to_start = sim::Distribution::constant(30);
    Recruit recruit{.team = team, .role = social_worker, .fte = 2, .from = {}, .until = {}};
    recruit.from = day("2018-09-10");
    recruit.until = day("2018-10-08");
    service.scenario.plans[0].measures = {recruit};
    // Posts on 10 and 24 September; the board meets on 17 September and 1 October.
    const Notes notes = run(service.scenario);
    std::vector<sim::Date> starts;
    for (const Fact& fact : notes.of(FactKind::worker_joined)) starts.push_back(sim::date_of(fact.at));
    starts.erase(starts.begin(), starts.begin() + 5);
    EXPECT_EQ(starts, days_named({"2018-10-17", "2018-10-31"}));
  });
}

TEST(Hiring, WithEvenStartersHeadcountFollowsImmigrationAndDeath) {
  // K people start a year, evenly, and each leaves at the rate h: the mean headcount is
  // N(t) = K / h + (N(0) - K / h) exp(-h t). Those of the start leave independently, and so do the others; the variance
  // of N(t) is at most N(0) q (1 - q) + the sum of s (1 - s) over starts, q and s the chances of being there still.
  constexpr double starters = 60, hazard = 0.3, at_first = 300, years = 3;
  constexpr int replications = 12;
  const auto numbers = in_processes(replications, 3, [&](int replication) {
    SmallService service = staff_only(10'000, at_first, "2015-01-05", "2018-01-05");
    service.scenario.sample_days = 365;
    service.scenario.staffing.employment.leaving.per_year = hazard;
    Hiring& hiring = service.scenario.staffing.employment.hiring;
    hiring.starters_a_year = starters;
    hiring.every_days = 1;
    hiring.days_to_start = sim::Distribution::constant(1);
    const Books books = books_of(service.scenario, replication);
    return std::vector<double>{books.employees(1), books.employees(2), books.employees(3)};
  });
  for (int year = 1; year <= years; ++year) {
    const double t = year * 365 / 365.25;
    const double expected = starters / hazard + (at_first - starters / hazard) * std::exp(-hazard * t);
    double variance = at_first * std::exp(-hazard * t) * -std::expm1(-hazard * t);
    for (double age = 0.5 / starters; age < t; age += 1 / starters)
      variance += std::exp(-hazard * age) * -std::expm1(-hazard * age);
    EXPECT_NEAR(mean_of(numbers, static_cast<std::size_t>(year - 1)), expected, 3 * std::sqrt(variance / replications))
        << year;
  }
}

TEST(Hiring, KeepsASteadyStateAtTheRatesOfItsInputs) {
  // A post is held for 1 / h and the notice, and vacant for the time to fill. Whoever leaves, on any day of the week,
  // is advertised for on the next Monday, 3 days later on average; each of the 1 / p - 1 adverts that fail takes six
  // weeks; the lead time ends on any day of the week and is drawn out to Monday by 3 / 7 of a day on average.
  constexpr double posts = 2000, hazard = 0.4, notice_days = 28, success = 0.65, fails_days = 42, lead_days = 112;
  constexpr double share = 0.9, spells_a_year = 8;
  constexpr double days_a_year = 365.25;
  const double held = 1 / hazard + notice_days / days_a_year;
  const double vacant =
      (3 + (1 / success - 1) * fails_days + lead_days) / days_a_year;  // somebody leaves on any weekday
  const double vacancies = posts * vacant / (vacant + held), in_post = posts - vacancies;

  const auto numbers = in_processes(12, 5, [&](int replication) {
    SmallService service = staff_only(posts, std::round(in_post), "2013-10-01", "2018-10-01");
    service.scenario.period_from = day("2014-10-01");
    service.scenario.sample_days = 1;
    Employment& employment = service.scenario.staffing.employment;
    employment.leaving.per_year = hazard;
    employment.leaving.notice_days = sim::Distribution::constant(notice_days);
    employment.hiring.every_days = 7;
    employment.hiring.success = success;
    employment.hiring.days_to_fail = sim::Distribution::constant(fails_days);
    employment.hiring.days_to_start = sim::Distribution(sim::Uniform{lead_days - 14, lead_days + 14});
    employment.agency.roles = {staff_role};
    employment.agency.share = share;
    employment.agency.days_to_arrive = sim::Distribution::constant(1);
    employment.agency.booking_days = sim::Distribution::constant(20 * days_a_year);
    employment.agency.notice_days = 1;
    service.scenario.staffing.absences = {{.name = "sickness", .spells_per_year = spells_a_year}};
    const Books books = books_of(service.scenario, replication);
    double employees = 0, agency = 0;
    for (std::size_t sample = 0; sample < books.samples.size(); ++sample) {
      employees += books.employees(sample) / static_cast<double>(books.samples.size());
      agency += books.agency(sample) / static_cast<double>(books.samples.size());
    }
    const StaffCensus& first = books.censuses[books.censuses.size() - 5];
    const StaffCensus& last = books.censuses.back();
    return std::vector<double>{employees, agency, last.left - first.left,
                               last.working_days_lost - first.working_days_lost, last.started - first.started};
  });
  const double employees = mean_of(numbers, 0), agency = mean_of(numbers, 1);
  constexpr double years = 4;

  constexpr double tolerance = 0.02;
  const double vacancy_rate = vacancies / posts;
  EXPECT_NEAR((posts - employees) / posts, vacancy_rate, tolerance * vacancy_rate);
  const double turnover = 1 / held;
  EXPECT_NEAR(mean_of(numbers, 2) / years / employees, turnover, tolerance * turnover);
  EXPECT_NEAR(mean_of(numbers, 4) / years / employees, turnover, tolerance * turnover);  // as many start
  const double agency_rate = share * vacancies / (share * vacancies + in_post);
  EXPECT_NEAR(agency / (agency + employees), agency_rate, tolerance * agency_rate);
  // Spells of one working day begin on the working day after an exponential gap, 10 / 7 days later on average.
  const double absence_rate = days_a_year / (days_a_year / spells_a_year + 10.0 / 7) / 253;
  EXPECT_NEAR(mean_of(numbers, 3) / years / (employees * 253), absence_rate, tolerance * absence_rate);
}

}  // namespace casetide::models
