#include "tests/support/builders.hpp"

#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "models/purpose.hpp"
#include "models/workforce.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/random.hpp"

namespace casetide::testing {

using models::StatusId;

namespace {

/// Whole minutes as days, so that cutting to minutes gives them back.
double days_of(sim::Minutes length) { return (static_cast<double>(length.count()) + 0.25) / (24.0 * 60.0); }

}  // namespace

sim::Date day(const std::string& text) {
  int year = 0;
  unsigned month = 0, number = 0;
  if (std::sscanf(text.c_str(), "%d-%u-%u", &year, &month, &number) != 3) throw std::invalid_argument(text);
  return sim::Date{
      std::chrono::year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{number}}};
}

sim::Instant at(const std::string& text) {
  int hour = 0, minute = 0;
  std::sscanf(text.c_str(), "%*d-%*u-%*u %d:%d", &hour, &minute);
  return sim::Instant{day(text)} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

models::Span working_days(int count) { return {count, models::Span::Unit::working_days}; }
models::Span days(int count) { return {count, models::Span::Unit::days}; }
models::Span weeks(int count) { return {count, models::Span::Unit::weeks}; }
models::Span months(int count) { return {count, models::Span::Unit::months}; }

models::Outcome outcome(const std::string& name, std::vector<StatusId> ends, std::vector<StatusId> begins,
                        std::vector<models::ObligationId> starts) {
  models::Outcome outcome;
  outcome.name = name;
  outcome.share = 1;
  outcome.ends = std::move(ends);
  outcome.begins = std::move(begins);
  outcome.starts = std::move(starts);
  return outcome;
}

SmallService::SmallService(const std::string& from, const std::string& until) {
  scenario.title = "A small service";
  scenario.place = "Nowhere";
  scenario.warm_up_from = scenario.period_from = day(from);
  scenario.period_until = day(until);
  scenario.replications = 1;
  scenario.pathway.roles = {"social_worker", "manager", "chair"};
  scenario.pathway.case_holding_roles = {social_worker};
  scenario.pathway.managing_roles = {manager};
  scenario.pathway.chairing_roles = {chair};
  scenario.staffing.client_hours = {std::chrono::hours{9}, std::chrono::hours{8}};
  scenario.staffing.ceiling = 1000;
  scenario.demand.first_referrals = {{scenario.warm_up_from, scenario.period_until, 0}};
  scenario.plans = {{"as_it_is", "As it is", "", {}}};
  add_team("team");
}

models::TeamId SmallService::add_team(const std::string& name) {
  models::Team added;
  added.name = added.label = name;
  scenario.staffing.teams.push_back(added);
  return models::id_at<models::TeamId>(scenario.staffing.teams.size() - 1);
}

void SmallService::staff(models::RoleId role, double fte, models::TeamId where, double hours_per_day) {
  models::StaffGroup group;
  group.role = role;
  group.fte = fte;
  group.hours_per_day = sim::Minutes{static_cast<std::int64_t>(hours_per_day * 60)};
  scenario.staffing.teams[index(where)].staff.push_back(group);
  if (role != social_worker) return;
  auto& posts = scenario.staffing.teams[index(where)].posts;
  if (posts.empty()) posts.push_back({role, 0});
  posts[0].fte += fte;
}

StatusId SmallService::status(const std::string& name, bool needs_worker, models::TeamId served_by) {
  const StatusId id{static_cast<std::uint8_t>(scenario.pathway.statuses.size())};
  scenario.pathway.statuses.push_back({.name = name, .label = name, .needs_worker = needs_worker});
  scenario.staffing.teams[index(served_by)].serves.push_back(id);
  return id;
}

void SmallService::lasts(StatusId status, double days, models::DecisionId then) {
  models::Need need;
  need.met_by = models::Need::MetBy::time;
  need.amount = sim::Distribution::constant(days);
  need.then = then;
  scenario.pathway.statuses[index(status)].need = need;
}

models::ObligationId SmallService::add(models::Obligation obligation) {
  obligation.label = obligation.name;
  scenario.pathway.obligations.push_back(std::move(obligation));
  return models::id_at<models::ObligationId>(scenario.pathway.obligations.size() - 1);
}

models::ObligationId SmallService::work(const std::string& name, StatusId during, models::Span due, double hours) {
  models::Obligation obligation;
  obligation.name = name;
  obligation.during = during;
  obligation.due = due;
  obligation.work.emplace();
  obligation.work->hours = sim::Distribution::constant(hours);
  return add(obligation);
}

models::ObligationId SmallService::watch(const std::string& name, StatusId during, models::Span due) {
  models::Obligation obligation;
  obligation.name = name;
  obligation.during = during;
  obligation.due = due;
  return add(obligation);
}

models::ObligationId SmallService::conference(const std::string& name, StatusId during, models::Span due,
                                              double hours) {
  const models::ObligationId id = work(name, during, due, hours);
  rule(id).work->ready_before = sim::Distribution::constant(0);
  rule(id).meeting = models::Meeting{{models::Doer{}, models::Doer{false, chair}}, 100};
  return id;
}

void SmallService::only_away(std::uint32_t worker, sim::Date first, int working_days, bool planned) {
  constexpr double mean_gap = 15;  // days
  models::Absence absence;
  absence.name = "away";
  absence.spells_per_year = 365.25 / mean_gap;
  absence.working_days = sim::Distribution::constant(working_days);
  absence.planned = planned;
  scenario.staffing.absences = {absence};
  struct Person {
    std::uint32_t number;  // for chance
    sim::Date joining;
  };
  std::vector<Person> people;
  const auto number_of_recruit = [&](const models::Recruit& recruit) {  // one of a kind
    return models::newcomer_number({recruit.team, recruit.role, recruit.contract}, scenario.pathway.roles.size(), 0);
  };
  for (const models::Team& whose : scenario.staffing.teams)
    for (const models::StaffGroup& group : whose.staff)
      for (double fte = group.fte; fte > 0; --fte)
        people.push_back({static_cast<std::uint32_t>(people.size()), scenario.warm_up_from});
  for (const models::ImprovementMeasure& measure : scenario.plans.front().measures)
    people.push_back({number_of_recruit(std::get<models::Recruit>(measure)), std::get<models::Recruit>(measure).from});

  // The gap before each spell is exponential, in whole days; the spell begins on the next working day after it.
  const auto gap = [&](std::uint64_t seed, std::uint32_t person, std::uint32_t spell) {
    const double uniform = sim::Chance(seed, 0).uniform(models::purpose::absence_gap, person, spell);
    return std::chrono::days{std::llround(-std::log(uniform) * mean_gap)};
  };
  const auto fits = [&](std::uint64_t seed) {
    const Person& away = people[worker];
    if (scenario.calendar.add_working_days(away.joining + gap(seed, away.number, 0), 1) != first) return false;
    if (first + gap(seed, away.number, 1) < scenario.period_until) return false;
    for (const Person& person : people)
      if (&person != &away && person.joining + gap(seed, person.number, 0) < scenario.period_until) return false;
    return true;
  };
  for (std::uint64_t seed = 1; seed < 10'000'000; ++seed)
    if (fits(seed)) {
      scenario.seed = seed;
      return;
    }
  throw std::runtime_error("no seed has these absences");
}

models::DecisionId SmallService::decision(const std::string& name, std::vector<models::Outcome> outcomes) {
  models::Decision decision;
  decision.name = name;
  decision.per_household = false;
  decision.cases.emplace_back();
  decision.cases.back().outcomes = std::move(outcomes);
  scenario.pathway.decisions.push_back(decision);
  return models::id_at<models::DecisionId>(scenario.pathway.decisions.size() - 1);
}

models::DecisionId SmallService::closing(const std::string& name) {
  models::Outcome outcome;
  outcome.name = "closed";
  outcome.share = 1;
  outcome.closes = true;
  return decision(name, {outcome});
}

models::DecisionId SmallService::moving(const std::string& name, std::vector<StatusId> ends,
                                        std::vector<StatusId> begins) {
  models::Outcome outcome;
  outcome.name = "moved";
  outcome.share = 1;
  outcome.ends = std::move(ends);
  outcome.begins = std::move(begins);
  return decision(name, {outcome});
}

void SmallService::household_of(std::vector<StatusId> statuses, int children) {
  // Households take as many children as their size allows and the stock has: a size never below what any asks for.
  auto& sizes = scenario.demand.household_size_share;
  if (sizes.size() < static_cast<std::size_t>(children)) {
    sizes.assign(static_cast<std::size_t>(children), 0.0);
    sizes.back() = 1.0;
  }
  models::Stock stock;
  stock.statuses = std::move(statuses);
  stock.children = children;
  scenario.stocks.push_back(stock);
}

void SmallService::here(std::vector<StatusId> statuses, int children) { household_of(std::move(statuses), children); }

void SmallService::coming(sim::Instant when, StatusId status, int children) {
  const std::string name = "coming_" + std::to_string(scenario.stocks.size());
  const StatusId before{static_cast<std::uint8_t>(scenario.pathway.statuses.size())};
  scenario.pathway.statuses.push_back({.name = name, .label = name, .needs_worker = false});
  lasts(before, days_of(when - sim::Instant{scenario.warm_up_from}), moving(name, {before}, {status}));
  household_of({before}, children);
}

void SmallService::born(sim::Date birth) {
  constexpr double days_a_year = 365.25;
  const auto lived = static_cast<double>((scenario.warm_up_from - birth).count());
  scenario.stocks.back().age_years = sim::Distribution::constant(lived / days_a_year);
}

void fix_staff(models::Scenario& scenario) {
  scenario.staffing.employment = {};
  scenario.staffing.overload = {};
  for (models::Plan& plan : scenario.plans) plan.versions.clear();  // they were read with what the file says
}

models::Scenario worcestershire() {
  return scenarios::read_scenario(CASETIDE_SOURCE_DIR "/scenarios/worcestershire.yaml");
}

}  // namespace casetide::testing
