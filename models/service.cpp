#include "models/service.hpp"

#include <algorithm>
#include <cmath>

#include "models/absences.hpp"
#include "models/accounts.hpp"
#include "models/arrivals.hpp"
#include "models/backlog.hpp"
#include "models/careers.hpp"
#include "models/hiring.hpp"
#include "models/list_taking.hpp"
#include "models/listed_cases.hpp"
#include "models/mentoring.hpp"
#include "models/sampling.hpp"
#include "models/stocks.hpp"
#include "models/supervision.hpp"

namespace casetide::models {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

// Times of day at which routines wake. All differ, so that no two ever wake at the same instant; the recorder alone
// wakes at midnight, where due instants stand.
constexpr sim::Minutes plan_leader_at = hours{7};
constexpr sim::Minutes weekly_look_at = hours{7} + minutes{15};
constexpr sim::Minutes board_meets_at = hours{7} + minutes{30};
constexpr sim::Minutes morning_round_at = hours{8} + minutes{30};

/// Full-timers, and one person who carries the fraction.
std::vector<double> people_of(double fte) {
  std::vector<double> people(static_cast<std::size_t>(fte), 1.0);
  const double rest = fte - std::floor(fte);
  if (rest > 1e-9) people.push_back(rest);
  return people;
}

/// The scenario as it reads on the day on which the run begins, without what only the start and the file need.
Scenario as_it_begins(const Scenario& scenario, const Plan& plan) {
  Scenario now = scenario;
  now.plans.clear();
  now.resolved_text.clear();
  for (const PlanVersion& version : plan.versions)
    if (version.from <= scenario.warm_up_from) change(now, *version.scenario);
  return now;
}

}  // namespace

/// The parts, in the order in which they rest on each other.
struct Service::Parts {
  Parts(const Scenario& scenario_, const Plan& plan_, int replication, std::vector<Observer*> observers)
      : scenario(as_it_begins(scenario_, plan_)),
        plan(plan_),
        agenda(sim::Instant{scenario_.warm_up_from}),
        run(scenario, agenda, sim::Chance(scenario_.seed, static_cast<std::uint32_t>(replication)),
            std::move(observers)),
        tallies(scenario, agenda.now()),
        children(scenario.pathway),
        workforce(scenario),
        ledger(scenario.pathway.statuses.size(), scenario.staffing.teams.size(),
               [this](std::uint32_t child, Component component) { return duties.cause_of(child, component); }),
        desk(run, workforce),
        diary(run, workforce, desk),
        duties(run, children, workforce, desk, diary, ledger, tallies),
        allocation(run, children, workforce, tallies),
        journeys(run, children, workforce, duties, allocation, ledger, tallies),
        ages(run, children),
        absences(run, workforce, desk, allocation, ledger, tallies),
        supervision(run, workforce, desk, duties, ledger, tallies),
        mentoring(run, workforce, desk),
        careers(run, workforce, desk, supervision, mentoring),
        board(run, workforce),
        accounts(run, workforce, tallies, plan),
        backlog(run, children, workforce, desk, duties, allocation),
        sampling(run, children, workforce, ledger, tallies, accounts, backlog) {
    desk.serve(PieceKind::duty, duties);
    desk.serve(PieceKind::authorisation, duties);
    desk.serve(PieceKind::supervision, supervision);
    desk.serve(PieceKind::mentoring, mentoring);
    diary.serve(duties);
    allocation.serve(journeys);
    duties.when_deciding([this](std::uint32_t child, ObligationId rule) { journeys.decide(child, rule); });
    duties.when_unallocated([this](TeamId team) { return allocation.why_waiting(team); });
    journeys.when_household_closed([this](std::uint32_t household, std::optional<double> comes_back) {
      arrivals->household_closed(household, comes_back);
    });
    absences.when_away([this](WorkerId worker) { supervision.left(worker); });
    absences.when_back([this](WorkerId worker) { supervision.returned(worker); });
    absences.before_either([this](WorkerId worker) {
      if (workforce.worker(worker).contract == Contract::agency) accounts.settle();  // paid for the days there
    });
    ledger.when_spell_ends([this](std::uint32_t child, sim::Instant from, sim::Instant until) {
      run.state({.kind = FactKind::safeguards_back, .child = children.child(child).id, .since = from, .due = until});
    });
    if (run.is_watched(FactKind::risk_credited) || run.is_watched(FactKind::risk_beside))
      ledger.when_credited([this](std::uint32_t child, const SafeguardLedger::Credit& credit) {
        run.state({.kind = credit.beside ? FactKind::risk_beside : FactKind::risk_credited,
                   .place = static_cast<std::uint8_t>(credit.component),
                   .outcome = static_cast<std::uint8_t>(credit.cause),
                   .child = children.child(child).id,
                   .since = credit.from,
                   .due = credit.until});
      });
    careers.when_leaving([this](WorkerId worker, Destination to) { leave(worker, to); });
    careers.when_staying([this](WorkerId worker) { return employ(worker); });
    careers.before_first_year_ends([this] { accounts.settle(); });
    board.serve([this](const Joiner& joiner) { join(joiner); },
                [this](WorkerId worker) { careers.end_booking(worker); },
                [this](const Joiner& post, RoleId from) { return move_within(post, from); });
    staff_up();
    const ListedHouseholds there = open_cases();
    arrivals = std::make_unique<Arrivals>(run, children, journeys, ages, there.count);
    for (const ClosedHousehold& closed : there.closed)
      arrivals->closed_before(closed.household, closed.closed, closed.comes_back);
    arrivals->start();
  }

  // People come, change their contract and go.
  void staff_up();
  void take_in_staff_of_teams();
  void take_in_listed_staff();
  ListedHouseholds open_cases();
  void settle_into_post(WorkerId worker, std::optional<sim::Date> since = {});
  void join(const Joiner& joiner);
  void leave(WorkerId worker, Destination to);
  bool employ(WorkerId agency);
  bool move_within(const Joiner& post, RoleId from);

  // The plan.
  struct Step {
    sim::Date day;
    std::function<void()> act;
  };
  std::vector<Step> steps_of_plan();
  void read_anew(const Scenario& version);
  void act(const Recruit& recruit, double fte);
  void act(const ConvertAgency& convert, double);
  WorkerId longest_from_agency(const ConvertAgency& convert);

  // Routines.
  void hold_morning_rounds(sim::Clock& clock);
  void lead_plan(sim::Clock& clock);
  void record(sim::Clock& clock);
  void look_weekly(sim::Clock& clock);
  void hold_board_meetings(sim::Clock& clock);

  Scenario scenario;  // as it reads now: a plan changes it
  const Plan& plan;
  sim::Agenda agenda;
  Run run;
  Tallies tallies;
  Register children;
  Workforce workforce;
  SafeguardLedger ledger;
  Desk desk;
  Diary diary;
  Duties duties;
  Allocation allocation;
  Journeys journeys;
  Ages ages;
  Absences absences;
  SupervisionSessions supervision;
  Mentoring mentoring;
  Careers careers;
  RecruitmentBoard board;
  Accounts accounts;
  Backlog backlog;
  Sampling sampling;
  std::unique_ptr<Arrivals> arrivals;
};

void Service::Parts::staff_up() {
  const bool are_listed = scenario.case_list && !scenario.case_list->staff.empty();
  are_listed ? take_in_listed_staff() : take_in_staff_of_teams();
  workforce.start_running();
  careers.start_running();
}

void Service::Parts::take_in_listed_staff() {
  for (const ListedWorker& listed : scenario.case_list->staff) {
    const WorkerId worker = workforce.add({listed.team, listed.role, listed.contract, listed.fte});
    settle_into_post(worker, listed.started);
    if (listed.leaves) careers.is_leaving(worker, *listed.leaves);
    if (listed.away_until) absences.is_away(worker, *listed.away_until);
  }
}

ListedHouseholds Service::Parts::open_cases() {
  if (scenario.case_list) return open_listed_cases(run, children, journeys, duties, ages, supervision);
  return {open_stocks(run, children, journeys, duties, ages), {}};
}

void Service::Parts::take_in_staff_of_teams() {
  for (std::size_t team = 0; team < scenario.staffing.teams.size(); ++team) {
    const auto& groups = scenario.staffing.teams[team].staff;
    for (std::size_t group = 0; group < groups.size(); ++group)
      for (double fte : people_of(groups[group].fte))
        settle_into_post(workforce.add(
            {id_at<TeamId>(team), groups[group].role, groups[group].contract, fte, static_cast<std::uint16_t>(group)}));
  }
}

/// From now on; `since`: the first day in the service of somebody who comes from another post.
void Service::Parts::settle_into_post(WorkerId worker, std::optional<sim::Date> since) {
  workforce.join(worker, run.now());
  if (since) workforce.worker(worker).started = *since;
  careers.joined(worker);
  absences.joined(worker);
  supervision.joined(worker);
  const Worker& joined = workforce.worker(worker);
  run.state({.kind = FactKind::worker_joined,
             .place = static_cast<std::uint8_t>(joined.contract),
             .outcome = static_cast<std::uint8_t>(index(joined.role)),
             .team = joined.team,
             .worker = worker});
  desk.wake(workforce.worker(worker));
}

void Service::Parts::join(const Joiner& joiner) {
  accounts.settle();
  const WorkerId worker = workforce.add(joiner);
  settle_into_post(worker);
  accounts.started(workforce.worker(worker));
  tallies.joined[index(joiner.team) * contract_count + static_cast<std::size_t>(joiner.contract)] += joiner.fte;
  if (joiner.contract != Contract::agency) tallies.started[index(joiner.role)] += joiner.fte;
  if (scenario.staffing.allocated == AllocationTime::at_every_release) allocation.morning_round(joiner.team);
}

/// Children go to whoever has room, or wait for the managers' round; meetings go to colleagues.
void Service::Parts::leave(WorkerId id, Destination to) {
  Worker& worker = workforce.worker(id);
  accounts.settle();
  worker.under_notice = true;
  supervision.left(id);
  mentoring.left(id);
  desk.suspend(worker);
  while (!worker.held.empty()) allocation.lose(worker.held.back());
  diary.hand_over(id);
  workforce.leave(id, run.now());
  allocation.judge_waiting(worker.team);
  tallies.left[index(worker.team) * contract_count + static_cast<std::size_t>(worker.contract)] += worker.fte;
  tallies.gone[index(worker.role)][static_cast<std::size_t>(to)] += worker.fte;
  run.state({.kind = FactKind::worker_left,
             .place = static_cast<std::uint8_t>(worker.contract),
             .outcome = static_cast<std::uint8_t>(to),
             .team = worker.team,
             .worker = id,
             .since = sim::Instant{worker.started}});
}

/// An employee of another role, or of the same in another team, takes the post: those longest in post first, of the
/// team before others. Their own post is vacant then. False: nobody suits.
bool Service::Parts::move_within(const Joiner& post, RoleId from) {
  const Worker* chosen = nullptr;
  for (const Worker& worker : workforce.workers()) {
    const bool here = worker.team == post.team;
    const bool suits = worker.present() && !worker.under_notice && worker.role == from &&
                       worker.contract == Contract::permanent && worker.fte <= post.fte &&
                       !(here && worker.role == post.role);
    if (!suits) continue;
    const bool chosen_here = chosen && chosen->team == post.team;
    if (!chosen || (here && !chosen_here) || (here == chosen_here && worker.started < chosen->started))
      chosen = &worker;
  }
  if (!chosen) return false;
  const Worker leaving = *chosen;
  leave(leaving.id, Destination::moved_within);
  const WorkerId moved = workforce.add({post.team, post.role, Contract::permanent, leaving.fte});
  settle_into_post(moved, leaving.started);
  tallies.joined[index(post.team) * contract_count + static_cast<std::size_t>(Contract::permanent)] += leaving.fte;
  return true;
}

/// Agency staff become employees, with their children, where a post is vacant. False: there is none.
bool Service::Parts::employ(WorkerId id) {
  Worker& worker = workforce.worker(id);
  if (!workforce.has_vacancy_for(worker.team, worker.role, worker.fte)) return false;
  accounts.settle();
  const std::size_t team = index(worker.team) * contract_count;
  tallies.left[team + static_cast<std::size_t>(Contract::agency)] += worker.fte;
  tallies.gone[index(worker.role)][static_cast<std::size_t>(Destination::booking_ended)] += worker.fte;
  tallies.joined[team + static_cast<std::size_t>(Contract::permanent)] += worker.fte;
  tallies.started[index(worker.role)] += worker.fte;
  workforce.change_contract(id, Contract::permanent);
  careers.contract_changed(id);
  accounts.started(worker);
  return true;
}

/// Each working morning the managers say who is on duty and go through those who wait, team by team.
void Service::Parts::hold_morning_rounds(sim::Clock& clock) {
  const sim::Calendar& calendar = scenario.calendar;
  for (sim::Date day = calendar.add_working_days(scenario.warm_up_from, 0);; day = calendar.add_working_days(day, 1)) {
    clock.sleep_until(sim::Instant{day} + morning_round_at);
    for (std::size_t place = 0; place < scenario.staffing.teams.size(); ++place) {
      const TeamId team{static_cast<std::uint8_t>(place)};
      workforce.change_duty(team);
      for (WorkerId worker : workforce.case_holders(team)) {
        if (workforce.worker(worker).on_duty) desk.suspend(workforce.worker(worker));  // own work waits
        desk.wake(workforce.worker(worker));
      }
      allocation.morning_round(team);
    }
  }
}

void Service::Parts::act(const Recruit& recruit, double fte) {
  if (recruit.adds_posts) workforce.add_posts(recruit.team, recruit.role, fte);
  // What is advertised is found and starts as vacancies do.
  if (recruit.contract != Contract::agency && board.advertises(recruit.role)) return;
  if (recruit.contract == Contract::agency) {
    const double covered = recruit.adds_posts ? scenario.staffing.employment.agency.share : 0;
    board.want_more_agency(recruit.team, recruit.role, fte * (1 - covered));
  }
  join({recruit.team, recruit.role, recruit.contract, fte});
}

void Service::Parts::act(const ConvertAgency& convert, double) {
  const WorkerId worker = longest_from_agency(convert);
  if (worker != nobody) employ(worker);
}

/// Of those for whom there is a vacant post; ties by the order of joining.
WorkerId Service::Parts::longest_from_agency(const ConvertAgency& convert) {
  WorkerId found = nobody;
  for (const Worker& worker : workforce.workers()) {
    const bool suits = worker.in_post && !worker.under_notice && worker.contract == Contract::agency &&
                       worker.role == convert.role && worker.team == convert.team.value_or(worker.team) &&
                       workforce.has_vacancy_for(worker.team, worker.role, worker.fte);
    if (suits && (found == nobody || worker.started < workforce.worker(found).started)) found = worker.id;
  }
  return found;
}

/// The scenario's values are others from now on.
void Service::Parts::read_anew(const Scenario& version) {
  accounts.settle();
  const std::vector<Team> before = scenario.staffing.teams;
  change(scenario, version);
  workforce.change_establishment(before);
  for (Worker& worker : workforce.workers())
    if (worker.in_post) desk.change_hours(worker);
  arrivals->demand_changed();
}

/// What a plan does to people, one by one at even intervals, and the scenario as it reads from a day on: by day, and on
/// one day in the order of the plan.
std::vector<Service::Parts::Step> Service::Parts::steps_of_plan() {
  std::vector<Step> steps;
  for (const PlanVersion& version : plan.versions)
    if (version.from > scenario.warm_up_from) steps.push_back({version.from, [&] { read_anew(*version.scenario); }});
  const auto spread = [&](const auto& measure) {
    const std::vector<double> people = people_of(measure.fte);
    const auto count = static_cast<std::int64_t>(people.size());
    for (std::int64_t number = 0; number < count; ++number) {
      const std::chrono::days after{(measure.until - measure.from).count() * number / count};
      steps.push_back({scenario.calendar.add_working_days(measure.from + after, 0),
                       [this, &measure, fte = people[static_cast<std::size_t>(number)]] { act(measure, fte); }});
    }
  };
  for (const ImprovementMeasure& measure : plan.measures) std::visit(spread, measure);
  std::ranges::stable_sort(steps, {}, &Step::day);
  return steps;
}

/// The leader of the plan acts on each of its days.
void Service::Parts::lead_plan(sim::Clock& clock) {
  for (const Step& step : steps_of_plan()) {
    clock.sleep_until(sim::Instant{step.day} + plan_leader_at);
    step.act();
  }
}

/// Samples, and the census of each 30 September at its end.
void Service::Parts::record(sim::Clock& clock) {
  std::vector<sim::Instant> samples = sample_instants(scenario);
  const std::vector<sim::Instant> settling = settling_instants(scenario);
  std::vector<sim::Instant> wakes = samples;
  wakes.insert(wakes.end(), settling.begin(), settling.end());
  const std::vector<sim::Date> days = census_days(scenario);
  for (sim::Date day : days) wakes.push_back(sim::end_of(day));
  std::sort(wakes.begin(), wakes.end());
  wakes.erase(std::unique(wakes.begin(), wakes.end()), wakes.end());
  for (sim::Instant at : wakes) {
    clock.sleep_until(at);
    if (const sim::Date day = sim::date_of(at) - std::chrono::days{1};
        std::binary_search(days.begin(), days.end(), day)) {
      const StaffCensus census = take_census(scenario, workforce, tallies, day);
      for (Observer* observer : run.observers) observer->census(census);
    }
    const bool settles = std::binary_search(settling.begin(), settling.end(), at);
    if (!settles && !std::binary_search(samples.begin(), samples.end(), at)) continue;
    const Sample& sample = sampling.take();
    for (Observer* observer : run.observers)
      if (settles)
        observer->settling(sample);
      else
        observer->sample(sample);
  }
  ledger.end_spells();
}

/// Every Monday somebody looks at all who are in post.
void Service::Parts::look_weekly(sim::Clock& clock) {
  const auto to_monday = std::chrono::Monday - std::chrono::weekday{scenario.warm_up_from};
  for (sim::Date day = scenario.warm_up_from + to_monday;; day += std::chrono::weeks{1}) {
    clock.sleep_until(sim::Instant{day} + weekly_look_at);
    careers.weekly_look();
  }
}

/// The board meets every so many days, and takes in the newly qualified on the first working day of a month.
void Service::Parts::hold_board_meetings(sim::Clock& clock) {
  const sim::Calendar& calendar = scenario.calendar;
  sim::Date next = scenario.warm_up_from;
  sim::Date first_of_month = sim::first_of_next_month(scenario.warm_up_from);
  for (;;) {
    const sim::Date meeting = calendar.add_working_days(next, 0);
    const sim::Date intake = calendar.add_working_days(first_of_month, 0);
    clock.sleep_until(sim::Instant{std::min(meeting, intake)} + board_meets_at);
    if (intake <= meeting) {
      board.take_in();
      first_of_month = sim::first_of_next_month(first_of_month);
    }
    if (meeting <= intake) {
      board.meet();
      next += std::chrono::days{scenario.staffing.employment.hiring.every_days};
    }
  }
}

Service::Service(const Scenario& scenario, const Plan& plan, int replication, std::vector<Observer*> observers)
    : parts_(std::make_unique<Parts>(scenario, plan, replication, std::move(observers))) {}

Service::~Service() = default;

sim::Agenda& Service::agenda() { return parts_->agenda; }

std::vector<std::string> Service::places() const {
  std::vector<std::string> places = {"headquarters"};
  for (const Team& team : parts_->scenario.staffing.teams) places.push_back(team.name);
  return places;
}

std::vector<sim::Routine> Service::routines() {
  Parts* parts = parts_.get();
  std::vector<sim::Routine> routines = {
      {"recorder", "headquarters", [parts](sim::Clock& clock) { parts->record(clock); }},
      {"plan leader", "headquarters", [parts](sim::Clock& clock) { parts->lead_plan(clock); }},
      {"weekly look", "headquarters", [parts](sim::Clock& clock) { parts->look_weekly(clock); }},
      {"recruitment board", "headquarters", [parts](sim::Clock& clock) { parts->hold_board_meetings(clock); }}};
  if (parts->scenario.staffing.allocated == AllocationTime::each_morning)
    routines.push_back(
        {"morning round", "headquarters", [parts](sim::Clock& clock) { parts->hold_morning_rounds(clock); }});
  return routines;
}

void Service::handle(const sim::Entry& entry) {
  const WorkerId worker{entry.subject};
  switch (static_cast<EntryKind>(entry.kind)) {
    case EntryKind::work_done:
      return parts_->desk.work_done(worker, entry.stamp);
    case EntryKind::day_over:
      return parts_->desk.day_over(worker, entry.stamp);
    case EntryKind::meeting_ends:
      return parts_->diary.ends(entry.subject, entry.stamp);
    case EntryKind::absence_ends:
      return parts_->absences.ends(worker);
    case EntryKind::status_runs_out:
      return parts_->journeys.status_runs_out(entry.subject, entry.stamp, id_at<StatusId>(entry.detail));
    case EntryKind::law_changes:
      return parts_->duties.law_changes(id_at<ObligationId>(entry.subject), entry.detail == 1);
    case EntryKind::birthday:
      if (parts_->ages.birthday(entry.subject, entry.stamp, entry.detail))
        parts_->journeys.birthday(entry.subject, parts_->scenario.pathway.birthdays[entry.detail]);
      return;
    case EntryKind::arrival:
      return parts_->arrivals->arrival(entry.subject, entry.stamp);
    case EntryKind::household_returns:
      return parts_->arrivals->household_returns(entry.subject);
    case EntryKind::absence_begins:
      return parts_->absences.begins(worker, entry.detail);
    case EntryKind::notice_given:
      return parts_->careers.notice_given(worker, entry.stamp);
    case EntryKind::last_day_over:
      return parts_->careers.last_day_over(worker, entry.stamp);
    case EntryKind::advert_answered:
      return parts_->board.advert_answered(entry.subject);
    case EntryKind::newcomer_starts:
      return parts_->board.newcomer_starts(entry.subject);
    case EntryKind::cover_needed:
      return parts_->absences.cover_needed(worker, entry.stamp);
    case EntryKind::supervision_due:
      return parts_->supervision.due(worker, entry.stamp);
    case EntryKind::duty_ready:
      return parts_->duties.ready(entry.subject, entry.stamp, id_at<ObligationId>(entry.detail));
    case EntryKind::meeting_begins:
      return parts_->diary.begins(entry.subject, entry.stamp);
    case EntryKind::begin_work:
      return parts_->desk.begin_work(worker);
  }
}

CaseList Service::list(const Closures& closures) const {
  return list_of(parts_->run, parts_->children, parts_->workforce, closures);
}

namespace {

void run_to_the_end(Service& service, const Scenario& scenario, std::atomic<std::int64_t>* progress) {
  sim::run_engine(service.agenda(), service,
                  {.authority = scenario.place,
                   .places = service.places(),
                   .routines = service.routines(),
                   .start = sim::Instant{scenario.warm_up_from},
                   .horizon = sim::Instant{scenario.period_until},
                   .progress = progress});
}

}  // namespace

void run_replication(const Scenario& scenario, const Plan& plan, int replication, std::vector<Observer*> observers,
                     std::atomic<std::int64_t>* progress) {
  Service service(scenario, plan, replication, std::move(observers));
  run_to_the_end(service, scenario, progress);
}

CaseList list_on(const Scenario& scenario, const Plan& plan, int replication, sim::Date day) {
  Scenario until_then = scenario;
  until_then.period_until = day;
  Closures closures;
  Service service(until_then, plan, replication, {&closures});
  run_to_the_end(service, until_then, nullptr);
  return service.list(closures);
}

}  // namespace casetide::models
