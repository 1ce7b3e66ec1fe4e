#include "models/careers.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/purpose.hpp"
#include "models/tenure.hpp"

namespace casetide::models {

namespace {
constexpr sim::Minutes between_looks = 7 * sim::one_day;
std::uint32_t number_of(const Worker& worker) { return static_cast<std::uint32_t>(index(worker.id)); }
}  // namespace

Careers::Careers(Run& run, Workforce& workforce, Desk& desk, const SupervisionSessions& supervision,
                 Mentoring& mentoring)
    : run_(run),
      workforce_(workforce),
      desk_(desk),
      supervision_(supervision),
      mentoring_(mentoring),
      pressure_(run, workforce, desk) {}

double Careers::uniform(const Worker& worker, std::uint32_t purpose, std::uint32_t draw) const {
  return run_.chance.uniform(purpose, worker.number, draw);
}

// --- beginning -----------------------------------------------------------------------------------------------------

void Careers::joined(WorkerId id) {
  if (careers_.size() <= index(id)) careers_.resize(index(id) + 1);
  Worker& worker = workforce_.worker(id);
  Career& whose = career(worker);
  whose.joined_as = whose.contract = worker.contract;
  whose.looked_at = run_.now();
  if (worker.group != no_group) look_back(worker);
  if (worker.contract == Contract::agency)
    book(worker);
  else
    draw_threshold(worker);
  if (worker.group == no_group) add_up(worker);
  settle_in(worker);
}

void Careers::is_leaving(WorkerId id, sim::Date last_day) {
  Worker& worker = workforce_.worker(id);
  const bool is_agency = worker.contract == Contract::agency;
  const Destination to = is_agency ? Destination::booking_ended : destination(uniform(worker, purpose::notice, 1));
  career(worker).stays = false;
  give_notice(worker, to, sim::end_of(last_day));
}

/// Not before: until the managers have joined their posts seem empty.
void Careers::start_running() {
  for (Worker& worker : workforce_.workers()) add_up(worker);
}

/// Bookings end only in roles whose vacancies are covered by the board: elsewhere nobody would come in their place, and
/// agency staff stay for good.
bool Careers::has_bookings(RoleId role) const {
  const auto& covered = run_.scenario.staffing.employment.agency.roles;
  return std::find(covered.begin(), covered.end(), role) != covered.end();
}

/// When somebody started who is here at the start of the run. The newly qualified stand anywhere in their first year,
/// agency staff in their booking; without bookings they have settled in.
void Careers::look_back(Worker& worker) {
  const Employment& rule = run_.scenario.staffing.employment;
  const double drawn = uniform(worker, purpose::tenure, 0);
  const auto back = [](Span span) { return Span{-span.count, span.unit}; };
  if (worker.contract == Contract::permanent) {
    worker.started -= std::chrono::days{std::llround(rule.leaving.years_in_post.quantile(drawn) * sim::days_a_year)};
  } else if (worker.contract == Contract::newly_qualified) {
    const auto first_year = (today() - after(today(), back(rule.newly_qualified.lasts))).count();
    worker.started -= std::chrono::days{static_cast<std::int64_t>(drawn * static_cast<double>(first_year))};
  } else if (has_bookings(worker.role)) {
    const Stay stay = stay_met(rule.agency.booking_days, uniform(worker, purpose::booking, 0), drawn);
    worker.started -= std::chrono::days{stay.before};
    career(worker).ends = sim::Instant{today() + std::chrono::days{stay.ahead}};
  } else {
    for (const Induction& induction : rule.induction)
      worker.started = std::min(worker.started, after(today(), back(induction.full_after)));
  }
}

/// A booking that was under way before the run lasts longer than it has. Whether it is to end is settled when only its
/// notice is left.
void Careers::book(Worker& worker) {
  if (!has_bookings(worker.role)) return;
  const AgencyCover& rule = run_.scenario.staffing.employment.agency;
  Career& whose = career(worker);
  if (whose.ends == sim::never) {
    const double drawn = uniform(worker, purpose::booking, 0);
    const int gone = static_cast<int>((today() - worker.started).count());
    const int ahead =
        gone > 0 ? rest_of_stay(rule.booking_days, gone, drawn) : length_of_stay(rule.booking_days, drawn);
    whose.ends = sim::Instant{today() + std::chrono::days{ahead}};
  }
  run_.schedule(std::max(run_.now(), whose.ends - std::chrono::days{rule.notice_days}), phase::people,
                EntryKind::notice_given, number_of(worker), ++whose.stamp);
}

/// Of an exponential with mean one: the hazard that somebody bears until they give notice.
void Careers::draw_threshold(const Worker& worker) {
  Career& whose = career(worker);
  whose.threshold = -std::log(uniform(worker, purpose::leaving, 0));
  whose.hazard = whose.a_minute = 0;
}

/// An employee who came from an agency starts anew with their threshold; the end of a first year changes nothing of it.
void Careers::contract_changed(WorkerId id) {
  Worker& worker = workforce_.worker(id);
  Career& whose = career(worker);
  const Contract before = std::exchange(whose.contract, worker.contract);
  run_.state({.kind = FactKind::contract_changed,
              .place = static_cast<std::uint8_t>(worker.contract),
              .outcome = static_cast<std::uint8_t>(before),
              .team = worker.team,
              .worker = id});
  if (before == Contract::agency) {
    ++whose.stamp;
    whose.ends = sim::never;
    whose.stays = worker.under_notice = false;
    worker.leaves = sim::never;
    feel(worker);
    draw_threshold(worker);
    add_up(worker);
  }
  settle_in(worker);
}

// --- week by week --------------------------------------------------------------------------------------------------

void Careers::weekly_look() {
  pressure_.weigh();
  for (Worker& worker : workforce_.workers()) {
    if (!worker.in_post) continue;
    end_first_year(worker);
    settle_in(worker);
    give_mentors_time(worker);
    feel(worker);
    add_up(worker);
  }
}

void Careers::end_first_year(const Worker& worker) {
  const Span lasts = run_.scenario.staffing.employment.newly_qualified.lasts;
  if (worker.contract != Contract::newly_qualified || today() < after(worker.started, lasts)) return;
  if (before_first_year_ends_) before_first_year_ends_();
  workforce_.change_contract(worker.id, Contract::permanent);
  contract_changed(worker.id);
}

/// While settling in capacity grows day by day, and is set anew each week. Hours that could not change in a meeting
/// change at the next look.
void Careers::settle_in(Worker& worker) {
  const Employment& rule = run_.scenario.staffing.employment;
  const Induction& induction = rule.induction[static_cast<std::size_t>(career(worker).joined_as)];
  const sim::Date settled = after(worker.started, induction.full_after);
  worker.capacity = 1;
  if (today() < settled) {
    const double past = static_cast<double>((today() - worker.started).count()) /
                        static_cast<double>((settled - worker.started).count());
    worker.capacity = induction.begins_at + (1 - induction.begins_at) * past;
  }
  if (worker.contract == Contract::newly_qualified) worker.capacity *= 1 - rule.newly_qualified.protected_share;
  desk_.change_hours(worker);
}

void Careers::give_mentors_time(const Worker& worker) {
  const auto& inductions = run_.scenario.staffing.employment.induction;
  const Induction& induction = inductions[static_cast<std::size_t>(career(worker).joined_as)];
  if (worker.holds_cases && induction.mentor_each_week > sim::Minutes{0} &&
      today() < after(worker.started, induction.full_after))
    mentoring_.give_time(worker.id, induction.mentor_each_week);
  else
    mentoring_.settled_in(worker.id);
}

/// Since the last look stress has moved towards its target: by the share 1 - exp(-time / memory) of the way.
void Careers::feel(Worker& worker) {
  const Stress& rule = run_.scenario.staffing.employment.stress;
  const double too_much = std::clamp(worker.pressure - rule.bearable, 0.0, 1.0);
  const double target = std::clamp(
      rule.of_workload * too_much + rule.of_missed_supervision * supervision_.overdue_share(worker.id), 0.0, 1.0);
  const double elapsed = sim::in_days(run_.now() - career(worker).looked_at);
  const double memory = days_in(rule.memory);
  worker.stress += (target - worker.stress) * (memory > 0 ? -std::expm1(-elapsed / memory) : 1.0);
}

/// The hazard counts up to now, and goes on as it now is until the next look. If it passes the threshold by then,
/// notice is given at that instant.
void Careers::add_up(Worker& worker) {
  Career& whose = career(worker);
  whose.hazard += whose.a_minute * static_cast<double>((run_.now() - whose.looked_at).count());
  whose.looked_at = run_.now();
  if (worker.contract == Contract::agency || worker.under_notice) return;
  ++whose.stamp;
  whose.a_minute = hazard_a_year(worker) / (sim::days_a_year * static_cast<double>(sim::one_day.count()));
  const double left = std::max(0.0, whose.threshold - whose.hazard);
  if (left > whose.a_minute * static_cast<double>(between_looks.count()) || whose.a_minute <= 0) return;
  const sim::Minutes until{static_cast<std::int64_t>(std::ceil(left / whose.a_minute))};
  run_.schedule(run_.now() + until, phase::people, EntryKind::notice_given, number_of(worker), whose.stamp);
}

double Careers::hazard_a_year(const Worker& worker) const {
  const Leaving& rule = run_.scenario.staffing.employment.leaving;
  const bool is_new = today() < after(worker.started, rule.new_in_post);
  const double feedback = rule.stress * worker.stress + rule.manager_gap * manager_gap(worker.team) +
                          rule.workload * std::max(0.0, worker.pressure - 1);
  return rule.per_year * (is_new ? rule.new_in_post_factor : 1.0) * std::exp(feedback);
}

/// The share of the team's managing posts that nobody fills; a team without such posts misses nobody.
double Careers::manager_gap(TeamId team) const {
  double posts = 0, missing = 0;
  for (RoleId role : run_.scenario.pathway.managing_roles) {
    posts += workforce_.posts(team, role);
    missing += workforce_.uncovered(team, role);
  }
  return posts > 0 ? missing / posts : 0;
}

// --- end -----------------------------------------------------------------------------------------------------------

void Careers::notice_given(WorkerId id, std::uint32_t stamp) {
  Worker& worker = workforce_.worker(id);
  if (!worker.in_post || career(worker).stamp != stamp) return;
  if (worker.contract == Contract::agency) return booking_runs_out(worker);
  resign(worker);
}

/// Whoever would stay goes on as before: on the last day it is seen whether there is a post.
void Careers::booking_runs_out(Worker& worker) {
  Career& whose = career(worker);
  whose.stays = uniform(worker, purpose::booking, 1) < run_.scenario.staffing.employment.agency.converts;
  if (!whose.stays) return give_notice(worker, Destination::booking_ended, whose.ends);
  run_.schedule(whose.ends, phase::people, EntryKind::last_day_over, number_of(worker), ++whose.stamp);
}

void Careers::resign(Worker& worker) {
  const Leaving& rule = run_.scenario.staffing.employment.leaving;
  const int notice = length_of_stay(rule.notice_days, uniform(worker, purpose::notice, 0));
  const Destination to = destination(uniform(worker, purpose::notice, 1));
  give_notice(worker, to, sim::Instant{today() + std::chrono::days{notice}});
}

/// Today is the first day of the notice, the day before `gone` the last.
void Careers::give_notice(Worker& worker, Destination to, sim::Instant gone) {
  Career& whose = career(worker);
  whose.to = to;
  worker.under_notice = true;
  worker.leaves = gone;
  run_.state({.kind = FactKind::notice_given,
              .place = static_cast<std::uint8_t>(worker.contract),
              .outcome = static_cast<std::uint8_t>(to),
              .team = worker.team,
              .worker = worker.id,
              .due = gone});
  run_.schedule(gone, phase::people, EntryKind::last_day_over, number_of(worker), ++whose.stamp);
}

Destination Careers::destination(double uniform) const {
  const auto& shares = run_.scenario.staffing.employment.leaving.destination_share;
  std::size_t place = 0;
  for (double sum = shares[0]; uniform >= sum && place + 1 < shares.size(); sum += shares[place]) ++place;
  return static_cast<Destination>(place);
}

void Careers::end_booking(WorkerId id) {
  Worker& worker = workforce_.worker(id);
  if (!worker.in_post || worker.contract != Contract::agency || worker.under_notice) return;
  Career& whose = career(worker);
  const int notice = std::max(1, run_.scenario.staffing.employment.agency.notice_days);
  whose.ends = std::min(whose.ends, sim::Instant{today() + std::chrono::days{notice}});
  whose.stays = false;
  give_notice(worker, Destination::booking_ended, whose.ends);
}

void Careers::last_day_over(WorkerId id, std::uint32_t stamp) {
  const Worker& worker = workforce_.worker(id);
  const Career& whose = career(worker);
  if (!worker.in_post || whose.stamp != stamp) return;
  if (whose.stays && convert_(id)) return;
  leave_(id, whose.to);
}

}  // namespace casetide::models
