#include "tests/support/one_child.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>
#include <string_view>

#include "scenarios/reader/scenario_reader.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/totals.hpp"

namespace casetide::testing {

using models::Fact;
using models::FactKind;

namespace {

constexpr std::array<std::string_view, 7> weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months_of_the_year = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr sim::Minutes morning = std::chrono::hours{9};
constexpr std::chrono::days known_before{7};  // how long the run has gone on when the child comes
constexpr double for_ever = 30 * 365;         // days: longer than any run
constexpr double endless = 1'000'000;         // hours of work

sim::Distribution constant(double value) { return sim::Distribution::constant(value); }
/// Whole minutes as days, so that cutting to minutes gives them back.
double days_of(sim::Minutes length) { return (static_cast<double>(length.count()) + 0.25) / sim::one_day.count(); }

bool has(const models::Decision::Case& one, const std::string& outcome) {
  return std::ranges::find(one.outcomes, outcome, &models::Outcome::name) != one.outcomes.end();
}

void make_certain(models::Decision::Case& one, const std::string& outcome) {
  for (models::Outcome& other : one.outcomes) other.share = other.name == outcome ? 1 : 0;
}

sim::Date last_day(sim::Instant due) {
  EXPECT_EQ(due, sim::Instant{sim::date_of(due)}) << "a due instant stands at the end of its day";
  return sim::date_of(due - sim::Minutes{1});
}

}  // namespace

sim::Date date(const std::string& words) {
  std::array<char, 4> weekday{}, month{};
  int year = 0;
  unsigned number = 0;
  if (std::sscanf(words.c_str(), "%3s %u %3s %d", weekday.data(), &number, month.data(), &year) != 4)
    throw std::invalid_argument(words);
  const auto named = std::ranges::find(months_of_the_year, std::string_view(month.data()));
  const auto place = static_cast<unsigned>(named - months_of_the_year.begin());
  const auto day = std::chrono::year{year} / std::chrono::month{place + 1} / std::chrono::day{number};
  if (!day.ok() || in_words(sim::Date{day}) != words) throw std::invalid_argument("there is no " + words);
  return sim::Date{day};
}

std::string in_words(sim::Date date) {
  const std::chrono::year_month_day day{date};
  return fmt::format("{} {} {} {}", weekdays[std::chrono::weekday{date}.c_encoding()], static_cast<unsigned>(day.day()),
                     months_of_the_year[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()));
}

// --- what happened

Course::Course(const models::Scenario& scenario, Notes notes) : scenario_(scenario), notes_(std::move(notes)) {}

Lines Course::due(const std::string& obligation) const {
  const std::size_t place = place_of(scenario_.pathway.obligations, obligation);
  Lines found;
  for (const Fact& fact : notes_.of(FactKind::obligation_owed))
    if (fact.place == place) found.push_back(in_words(last_day(fact.due)));
  return found;
}

Lines Course::clocks(const std::string& obligation) const {
  const std::size_t place = place_of(scenario_.pathway.obligations, obligation);
  Lines found;
  for (const Fact& fact : notes_.of(FactKind::obligation_owed))
    if (fact.place == place)
      found.push_back(in_words(sim::date_of(fact.since)) + " -> " + in_words(last_day(fact.due)));
  return found;
}

Lines Course::due_as(models::Component component) const {
  Lines found;
  for (const Fact& fact : notes_.of(FactKind::obligation_owed))
    if (scenario_.pathway.obligations[fact.place].safeguard == component) found.push_back(in_words(last_day(fact.due)));
  return found;
}

Lines Course::days(FactKind kind, std::size_t place) const {
  Lines found;
  for (const Fact& fact : notes_.of(kind))
    if (fact.place == place) found.push_back(in_words(sim::date_of(fact.at)));
  return found;
}

Lines Course::met(const std::string& obligation) const {
  return days(FactKind::obligation_met, place_of(scenario_.pathway.obligations, obligation));
}

Lines Course::seen() const {
  Lines found;
  for (const Fact& fact : notes_.of(FactKind::obligation_met)) {
    const std::string day = in_words(sim::date_of(fact.at));
    const bool sight = scenario_.pathway.obligations[fact.place].sees_child;
    if (sight && (found.empty() || found.back() != day)) found.push_back(day);
  }
  return found;
}

Lines Course::began(const std::string& status) const {
  return days(FactKind::status_begun, place_of(scenario_.pathway.statuses, status));
}

Lines Course::ended(const std::string& status) const {
  return days(FactKind::status_ended, place_of(scenario_.pathway.statuses, status));
}

Lines Course::decided(const std::string& decision) const {
  return days(FactKind::decision_taken, place_of(scenario_.pathway.decisions, decision));
}

Lines Course::closed() const { return days(FactKind::child_closed, 0); }

Lines Course::late() const {
  Lines found;
  for (const Fact& fact : notes_.of(FactKind::obligation_met))
    if (fact.at > fact.due)
      found.push_back(fmt::format("{}, due {}, met {}", scenario_.pathway.obligations[fact.place].name,
                                  in_words(last_day(fact.due)), in_words(sim::date_of(fact.at))));
  return found;
}

// --- the service

OneChild::OneChild() : scenario(scenarios::read_scenario(CASETIDE_SOURCE_DIR "/scenarios/england_average.yaml")) {
  supervision_ = scenario.staffing.supervision;
  scenario.staffing.supervision.reset();
  scenario.staffing.absences.clear();
  fix_staff(scenario);
  scenario.stocks.clear();
  scenario.demand.streams.clear();
  scenario.demand.household_size_share = {1.0};
  scenario.plans.resize(1);
  scenario.plans.front().measures.clear();
  for (models::Status& one : scenario.pathway.statuses) {
    if (!one.need || std::holds_alternative<sim::Constant>(one.need->amount.shape())) continue;
    one.need->amount = constant(one.need->met_by == models::Need::MetBy::time ? for_ever : endless);
  }
  for (models::Obligation& rule : scenario.pathway.obligations) {
    if (!rule.work) continue;
    rule.work->hours = constant(1);
    rule.work->authorisation_hours = constant(0.25);
    rule.work->ready_before = constant(0);
    rule.work->external_wait = constant(0);
    rule.work->attempt_fails = 0;
  }
  for (models::Decision& decision : scenario.pathway.decisions)
    for (models::Decision::Case& one : decision.cases) {
      if (has(one, "continue")) make_certain(one, "continue");
      for (models::Outcome& outcome : one.outcomes)
        if (outcome.closes) outcome.comes_back = 0;
    }
}

void OneChild::born(const std::string& day) { born_ = date(day); }

/// Known to the service from `from` on for so many days; then one more outcome, of a decision of its own.
void OneChild::known(sim::Date from, double days, models::Outcome then) {
  scenario.warm_up_from = scenario.period_from = from;
  const models::StatusId id{static_cast<std::uint8_t>(scenario.pathway.statuses.size())};
  models::Status known;
  known.name = "known";
  known.label = "Known before";
  known.needs_worker = false;
  known.counts_as = models::CountsAs::contact;
  then.name = "comes";
  then.share = 1;
  then.ends = {id};
  models::Decision comes;
  comes.name = "comes";
  comes.cases.emplace_back();
  comes.cases.back().outcomes = {then};
  scenario.pathway.decisions.push_back(comes);
  known.need.emplace();
  known.need->met_by = models::Need::MetBy::time;
  known.need->amount = constant(days);
  known.need->then = models::id_at<models::DecisionId>(scenario.pathway.decisions.size() - 1);
  scenario.pathway.statuses.push_back(known);
  models::Stock stock;
  stock.statuses = {id};
  stock.children = 1;
  scenario.stocks = {stock};
}

void OneChild::begins(const std::string& day, const std::vector<std::string>& statuses) {
  models::Outcome then;
  for (const std::string& name : statuses) then.begins.push_back(status_id(name));
  known(date(day) - known_before, days_of(known_before + morning), then);
}

/// The family was closed some days before and comes back at that hour: a referral like any other.
void OneChild::is_referred(const std::string& day) {
  models::Outcome then;
  then.closes = true;
  then.comes_back = 1;
  scenario.demand.returns.after_days = constant(days_of(known_before - std::chrono::days{1} + morning));
  known(date(day) - known_before, days_of(std::chrono::days{1}), then);
}

void OneChild::decides(const std::string& decision, const std::string& outcome) {
  bool can = false;
  for (models::Decision::Case& one : scenario.pathway.decisions[place_of(scenario.pathway.decisions, decision)].cases)
    if (has(one, outcome)) {
      make_certain(one, outcome);
      can = true;
    }
  if (!can) throw std::invalid_argument(decision + " never has the outcome " + outcome);
}

void OneChild::lasts(const std::string& name, int days) {
  status(name).need->amount = constant(days_of(days * sim::one_day));
}

void OneChild::needs(const std::string& name, double hours) { status(name).need->amount = constant(hours); }

void OneChild::early(const std::string& name, int working_days) {
  obligation(name).work->ready_before = constant(working_days);
}

void OneChild::late(const std::string& name, int working_days) {
  obligation(name).work->external_wait = constant(working_days);
}

void OneChild::never_sees_the_child(const std::string& name) { obligation(name).work->attempt_fails = 1 - 1e-12; }

void OneChild::without(const std::string& name) {
  for (models::Team& whose : scenario.staffing.teams) {
    std::erase_if(whose.staff, [&](const models::StaffGroup& group) { return group.role == role(name); });
    if (whose.duty_rota && whose.duty_rota->role == role(name)) whose.duty_rota.reset();
  }
}

void OneChild::joins(const std::string& day, const std::string& name, const std::string& team_name) {
  models::Recruit recruit;
  recruit.team = team(team_name);
  recruit.role = role(name);
  recruit.fte = 1;
  recruit.from = date(day);
  recruit.until = recruit.from + std::chrono::days{1};
  recruit.adds_posts = false;
  scenario.plans.front().measures.push_back(recruit);
}

Course OneChild::until(const std::string& day) {
  scenario.period_until = date(day);
  scenario.demand.first_referrals = {{scenario.warm_up_from, scenario.period_until, 0}};
  constexpr double days_a_year = 365.25;
  const double lived =
      born_ ? static_cast<double>((scenario.warm_up_from - *born_).count()) / days_a_year : years_ + 0.1;
  scenario.stocks.front().age_years = constant(lived);
  Course course(scenario, run(scenario));
  for (const Fact& fact : course.notes().of(FactKind::decision_taken)) {
    const models::Decision& decision = scenario.pathway.decisions[fact.place];
    EXPECT_EQ(models::outcome_at(decision, fact.outcome).share, 1)
        << "chance decided " << decision.name << " on " << in_words(sim::date_of(fact.at));
  }
  return course;
}

models::Obligation& OneChild::obligation(const std::string& name) {
  return scenario.pathway.obligations[place_of(scenario.pathway.obligations, name)];
}

models::Status& OneChild::status(const std::string& name) { return scenario.pathway.statuses[index(status_id(name))]; }

models::StatusId OneChild::status_id(const std::string& name) const {
  return models::id_at<models::StatusId>(place_of(scenario.pathway.statuses, name));
}

models::TeamId OneChild::team(const std::string& name) const {
  return models::id_at<models::TeamId>(place_of(scenario.staffing.teams, name));
}

models::RoleId OneChild::role(const std::string& name) const {
  const auto& roles = scenario.pathway.roles;
  const auto found = std::ranges::find(roles, name);
  if (found == roles.end()) throw std::invalid_argument("there is no role " + name);
  return models::id_at<models::RoleId>(found - roles.begin());
}

}  // namespace casetide::testing
