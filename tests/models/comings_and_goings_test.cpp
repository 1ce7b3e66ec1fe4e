// Leaving, absence, supervision, mentoring and meetings in any combination, often at the same instant: children are
// never lost, nobody works who is not there, and nobody keeps a child who has gone.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "tests/support/careers.hpp"
#include "tests/support/in_child.hpp"

namespace casetide::models {

using namespace casetide::testing;
using std::chrono::hours;
using std::chrono::minutes;

namespace {

constexpr auto social_worker = SmallService::social_worker;
constexpr auto manager = SmallService::manager;
constexpr auto chair = SmallService::chair;

/// Who is here, away, about to go, and holds whom, as the facts tell it.
class Watch {
 public:
  void see(const Fact& fact) {
    switch (fact.kind) {
      case FactKind::worker_joined:
        EXPECT_TRUE(here_.insert(fact.worker).second) << at(fact);
        break;
      case FactKind::notice_given:
        EXPECT_TRUE(going_.insert(fact.worker).second) << at(fact);
        break;
      case FactKind::worker_left:
        EXPECT_EQ(here_.erase(fact.worker), 1u) << at(fact);
        away_.erase(fact.worker);
        for (const auto& [child, holder] : holder_) EXPECT_NE(holder, fact.worker) << at(fact);
        break;
      case FactKind::worker_absent:
        EXPECT_TRUE(is_at_work(fact.worker)) << at(fact);
        away_.insert(fact.worker);
        break;
      case FactKind::worker_returned:
        EXPECT_EQ(away_.erase(fact.worker), 1u) << at(fact);
        break;
      case FactKind::child_allocated:
      case FactKind::worker_changed:
        EXPECT_TRUE(is_at_work(fact.worker) && !going_.contains(fact.worker)) << at(fact);
        holder_[fact.child] = fact.worker;
        break;
      case FactKind::worker_lost:
        EXPECT_EQ(holder_.at(fact.child), fact.worker) << at(fact);
        holder_.erase(fact.child);
        break;
      case FactKind::child_closed:
        holder_.erase(fact.child);
        ++closed_;
        break;
      case FactKind::work_begun:
      case FactKind::work_finished:
      case FactKind::meeting_begun:
      case FactKind::supervision_held:
        EXPECT_TRUE(is_at_work(fact.worker)) << at(fact);
        break;
      default:
        break;
    }
  }
  std::size_t here() const { return here_.size(); }
  std::size_t held() const { return holder_.size(); }
  std::size_t closed() const { return closed_; }

 private:
  bool is_at_work(WorkerId worker) const { return here_.contains(worker) && !away_.contains(worker); }
  static std::string at(const Fact& fact) {
    return sim::text(fact.at) + ", worker " + std::to_string(index(fact.worker)) + ", fact " +
           std::to_string(static_cast<int>(fact.kind));
  }
  std::set<WorkerId> here_, away_, going_;
  std::map<ChildId, WorkerId> holder_;
  std::size_t closed_ = 0;
};

class RandomService {
 public:
  RandomService(std::uint64_t seed, bool day_and_night) : random_(seed) {
    service.scenario.seed = seed;
    if (day_and_night) {
      service.scenario.calendar = sim::Calendar::round_the_clock();
      service.scenario.staffing.client_hours = {hours{0}, sim::one_day};
    }
    staff();
    employ();
    work();
  }

  SmallService service{"2018-09-03", "2019-09-02"};
  std::size_t children = 0;

 private:
  int any(int low, int high) { return low + static_cast<int>(random_() % static_cast<unsigned>(high - low + 1)); }

  void staff() {
    service.add_team("second");
    for (const TeamId team : {SmallService::team, TeamId{1}}) {
      service.staff(social_worker, any(2, 5), team);
      staff_without_posts(service, Contract::agency, any(1, 4), social_worker, team);
      staff_without_posts(service, Contract::newly_qualified, any(0, 2), social_worker, team);
    }
    service.staff(manager, any(1, 2));
    service.staff(chair, any(1, 3));
    service.scenario.staffing.ceiling = any(3, 12);
    for (int start = 0; start < 6; ++start)
      joins(service, sim::text(day("2018-09-03") + std::chrono::days{any(0, 300)}), static_cast<Contract>(any(0, 2)));
    for (const char* from : {"2018-11-05", "2019-02-04"})
      service.scenario.plans.front().measures.emplace_back(
          ConvertAgency{std::nullopt, social_worker, 2, day(from), day(from) + std::chrono::days{30}});
    service.scenario.staffing.supervision =
        Supervision{manager, weeks(any(1, 4)), minutes{90}, minutes{10}, {{weeks(6), weeks(1)}}};
    service.scenario.staffing.cover_after_working_days = any(1, 10);
    service.scenario.staffing.absences = {
        {.name = "leave",
         .spells_per_year = 6,
         .working_days = sim::Distribution::constant(any(1, 10)),
         .planned = true},
        {.name = "sickness", .spells_per_year = 4, .working_days = sim::Distribution(sim::Exponential{5})}};
  }

  void employ() {
    Employment& employment = service.scenario.staffing.employment;
    employment.leaving.per_year = 0.3 * any(1, 5);
    employment.leaving.notice_days = sim::Distribution(sim::Uniform{0, 40});
    employment.leaving.years_in_post = sim::Distribution(sim::Uniform{0, 2});
    employment.leaving.stress = employment.leaving.manager_gap = 1;
    employment.stress.of_workload = employment.stress.of_missed_supervision = 0.5;
    for (Induction& induction : employment.induction) {
      induction.begins_at = 0.1 * any(2, 10);
      induction.full_after = weeks(any(0, 20));
      induction.mentor_each_week = minutes{any(0, 240)};
    }
    employment.newly_qualified = {months(any(1, 12)), 0.1, {}};
    employment.agency.roles = {social_worker};
    employment.agency.share = 0.1 * any(3, 10);
    employment.agency.cap = 0.1 * any(3, 10);
    employment.agency.booking_days = sim::Distribution(sim::Lognormal{60, 0.7});
    employment.agency.converts = 0.5;
    if (any(0, 1)) employment.hiring.roles = {social_worker, manager, chair};
  }

  void work() {
    const StatusId open = service.status("open");
    const StatusId plan = service.status("plan", true, TeamId{1});
    for (const StatusId status : {open, plan}) {
      Obligation& visit = service.rule(service.work("visit", status, working_days(5), 0.5 * any(1, 6)));
      visit.then_every = {weeks(2)};
      visit.sees_child = true;
      service.rule(service.conference("conference", status, working_days(15), any(1, 3))).then_every = {
          weeks(any(2, 8))};
    }
    Obligation& reading_in = service.rule(service.work("reading_in", open, working_days(5), 2));
    reading_in.starts = Obligation::Starts::on_change_of_worker;
    service.lasts(open, any(20, 120), service.moving("step_up", {open}, {plan}));
    service.lasts(plan, any(60, 300), service.closing());
    for (int household = 0; household < 25; ++household) {
      const int siblings = any(1, 3);
      service.coming(sim::Instant{day("2018-09-03")} + minutes{any(1, 200 * 24 * 60)}, open, siblings);
      children += static_cast<std::size_t>(siblings);
    }
    service.scenario.stocks.shrink_to_fit();
  }

  std::mt19937_64 random_;
};

void live_through(std::uint64_t seed, bool day_and_night) {
  in_child([&] {
    const RandomService random(seed, day_and_night);
    const Notes notes = run(random.service.scenario);
    Watch watch;
    for (const Fact& fact : notes.facts) watch.see(fact);
    const Sample& end = notes.samples.back();
    double held = 0, waiting = 0, staff = 0, open = 0;
    for (double value : end.of(Measure::caseload)) held += value;
    for (double value : end.of(Measure::unallocated)) waiting += value;
    for (double value : end.of(Measure::staff)) staff += value;
    for (std::size_t status = 0; status < 2; ++status) open += end.of(Measure::children)[status];
    EXPECT_EQ(held, static_cast<double>(watch.held()));
    EXPECT_EQ(staff, static_cast<double>(watch.here()));
    EXPECT_EQ(open, held + waiting);  // every child who is open has a worker or waits for one
    EXPECT_EQ(open, notes.samples.back().of(Measure::opened)[0] - notes.samples.back().of(Measure::closed)[0]);
    EXPECT_GT(notes.of(FactKind::worker_left).size(), 5u);
  });
}

TEST(ComingsAndGoings, LoseNoChildAndLeaveNobodyAtWorkWhoIsGone) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    live_through(seed, false);
  }
}

TEST(ComingsAndGoings, LoseNoChildWherePeopleWorkDayAndNight) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    live_through(seed, true);
  }
}

}  // namespace

}  // namespace casetide::models
