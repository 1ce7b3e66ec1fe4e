#include "models/service.hpp"

#include <algorithm>
#include <cmath>

#include "models/absences.hpp"
#include "models/arrivals.hpp"
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
constexpr sim::Minutes morning_round_at = hours{8} + minutes{30};

/// One person who will join: in post at the start, or recruited by a measure.
struct Joiner {
  TeamId team{};
  RoleId role{};
  Contract contract{};
  double fte = 1;
  sim::Minutes hours_per_day{0};
};

/// Full-timers, and one person who carries the fraction.
std::vector<double> people_of(double fte) {
  std::vector<double> people(static_cast<std::size_t>(fte), 1.0);
  const double rest = fte - std::floor(fte);
  if (rest > 1e-9) people.push_back(rest);
  return people;
}

}  // namespace

/// The parts, in the order in which they rest on each other.
struct Service::Parts {
  Parts(const Scenario& scenario_, const Plan& plan_, int replication, std::vector<Observer*> observers)
      : scenario(scenario_),
        plan(plan_),
        agenda(sim::Instant{scenario_.warm_up_from}),
        run(scenario_, agenda, sim::Chance(scenario_.seed, static_cast<std::uint32_t>(replication)),
            std::move(observers)),
        tallies(scenario_, agenda.now()),
        children(scenario_.pathway),
        workforce(scenario_),
        ledger(scenario_.pathway.statuses.size(), scenario_.staffing.teams.size(),
               [this](std::uint32_t child, Component component) { return duties.cause_of(child, component); }),
        desk(run, workforce),
        diary(run, workforce, desk),
        duties(run, children, workforce, desk, diary, ledger, tallies),
        allocation(run, children, workforce, tallies),
        journeys(run, children, workforce, duties, allocation, ledger, tallies),
        ages(run, children),
        absences(run, workforce, desk, allocation, ledger),
        supervision(run, workforce, desk, duties, ledger),
        sampling(run, children, workforce, ledger, tallies) {
    desk.serve(PieceKind::duty, duties);
    desk.serve(PieceKind::authorisation, duties);
    desk.serve(PieceKind::supervision, supervision);
    diary.serve(duties);
    allocation.serve(journeys);
    duties.when_deciding([this](std::uint32_t child, ObligationId rule) { journeys.decide(child, rule); });
    duties.when_unallocated([this](TeamId team) { return allocation.why_waiting(team); });
    journeys.when_household_closed([this](std::uint32_t household, std::optional<double> comes_back) {
      arrivals->household_closed(household, comes_back);
    });
    absences.when_away([this](WorkerId worker) { supervision.left(worker); });
    absences.when_back([this](WorkerId worker) { supervision.returned(worker); });
    ledger.when_spell_ends([this](std::uint32_t child, sim::Instant from, sim::Instant until) {
      run.state({.kind = FactKind::safeguards_back, .child = children.child(child).id, .since = from, .due = until});
    });
    staff_up();
    const std::uint32_t households = open_stocks(run, children, journeys, duties, ages);
    arrivals = std::make_unique<Arrivals>(run, children, journeys, ages, households);
    arrivals->start();
  }

  void staff_up();
  void join(WorkerId worker);
  WorkerId add(const Joiner& joiner) {
    return workforce.add(joiner.team, joiner.role, joiner.contract, joiner.fte, joiner.hours_per_day);
  }

  // Routines.
  void hold_morning_rounds(sim::Clock& clock);
  void lead_plan(sim::Clock& clock);
  void record(sim::Clock& clock);

  const Scenario& scenario;
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
  Sampling sampling;
  std::unique_ptr<Arrivals> arrivals;
};

void Service::Parts::staff_up() {
  for (std::size_t team = 0; team < scenario.staffing.teams.size(); ++team)
    for (const StaffGroup& group : scenario.staffing.teams[team].staff)
      for (double fte : people_of(group.fte))
        join(add({TeamId{static_cast<std::uint8_t>(team)}, group.role, group.contract, fte, group.hours_per_day}));
}

void Service::Parts::join(WorkerId worker) {
  workforce.join(worker, run.now());
  absences.joined(worker);
  supervision.joined(worker);
  const Worker& joined = workforce.worker(worker);
  run.state({.kind = FactKind::worker_joined,
             .place = static_cast<std::uint8_t>(joined.contract),
             .team = joined.team,
             .worker = worker});
  desk.wake(workforce.worker(worker));
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

/// The leader of the plan brings in recruits at even intervals, in the order of their dates and of the measures.
void Service::Parts::lead_plan(sim::Clock& clock) {
  struct Step {
    sim::Instant at;
    Joiner joiner;
    bool adds_posts;
  };
  std::vector<Step> steps;
  for (const ImprovementMeasure& measure : plan.measures) {
    const auto& recruit = std::get<Recruit>(measure);
    const auto people = people_of(recruit.fte);
    const auto days = (recruit.until - recruit.from).count();
    for (std::size_t number = 0; number < people.size(); ++number) {
      const auto after =
          std::chrono::days{days * static_cast<std::int64_t>(number) / static_cast<std::int64_t>(people.size())};
      const sim::Date day = scenario.calendar.add_working_days(recruit.from + after, 0);
      steps.push_back({sim::Instant{day} + plan_leader_at,
                       {recruit.team, recruit.role, recruit.contract, people[number], sim::Minutes{0}},
                       recruit.adds_posts});
    }
  }
  std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
  for (const Step& step : steps) {
    clock.sleep_until(step.at);
    if (step.adds_posts) workforce.add_posts(step.joiner.team, step.joiner.fte);
    join(add(step.joiner));
  }
}

void Service::Parts::record(sim::Clock& clock) {
  for (sim::Instant at : sample_instants(scenario)) {
    clock.sleep_until(at);
    const Sample& sample = sampling.take();
    for (Observer* observer : run.observers) observer->sample(sample);
  }
  ledger.end_spells();
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
      {"plan leader", "headquarters", [parts](sim::Clock& clock) { parts->lead_plan(clock); }}};
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
      return parts_->journeys.status_runs_out(entry.subject, entry.stamp,
                                              StatusId{static_cast<std::uint8_t>(entry.detail)});
    case EntryKind::law_changes:
      return parts_->duties.law_changes(ObligationId{static_cast<std::uint8_t>(entry.subject)}, entry.detail == 1);
    case EntryKind::birthday:
      if (parts_->ages.birthday(entry.subject, entry.stamp, entry.detail))
        parts_->journeys.birthday(entry.subject, parts_->scenario.pathway.birthdays[entry.detail]);
      return;
    case EntryKind::arrival:
      return parts_->arrivals->arrival(entry.subject);
    case EntryKind::household_returns:
      return parts_->arrivals->household_returns(entry.subject);
    case EntryKind::absence_begins:
      return parts_->absences.begins(worker, entry.detail);
    case EntryKind::cover_needed:
      return parts_->absences.cover_needed(worker, entry.stamp);
    case EntryKind::supervision_due:
      return parts_->supervision.due(worker, entry.stamp);
    case EntryKind::duty_ready:
      return parts_->duties.ready(entry.subject, entry.stamp, ObligationId{static_cast<std::uint8_t>(entry.detail)});
    case EntryKind::meeting_begins:
      return parts_->diary.begins(entry.subject, entry.stamp);
    case EntryKind::begin_work:
      return parts_->desk.begin_work(worker);
  }
}

void run_replication(const Scenario& scenario, const Plan& plan, int replication, std::vector<Observer*> observers,
                     std::atomic<std::int64_t>* progress) {
  Service service(scenario, plan, replication, std::move(observers));
  sim::run_engine(service.agenda(), service,
                  {.authority = scenario.place,
                   .places = service.places(),
                   .routines = service.routines(),
                   .start = sim::Instant{scenario.warm_up_from},
                   .horizon = sim::Instant{scenario.period_until},
                   .progress = progress});
}

}  // namespace casetide::models
