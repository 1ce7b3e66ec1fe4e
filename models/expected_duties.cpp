#include "models/expected_duties.hpp"

#include <algorithm>

#include "models/expected_children.hpp"

namespace casetide::models {

namespace {

bool reads_alike_for_children(const Scenario& one, const Scenario& other) {
  const Staffing &staff = one.staffing, &others = other.staffing;
  return one.pathway == other.pathway && one.demand == other.demand && staff.pace == others.pace &&
         staff.client_hours == others.client_hours &&
         std::ranges::equal(staff.teams, others.teams, {}, &Team::serves, &Team::serves);
}

/// What expected children ask for.
Scenario for_children(const Scenario& scenario) {
  Scenario copy;
  copy.warm_up_from = scenario.warm_up_from;
  copy.period_until = scenario.period_until;
  copy.calendar = scenario.calendar;
  copy.stocks = scenario.stocks;
  copy.case_list = scenario.case_list;
  copy.pathway = scenario.pathway;
  copy.staffing = scenario.staffing;
  copy.demand = scenario.demand;
  return copy;
}

/// How often what recurs is done to those who have just begun to be owed it.
struct First {
  double times = 0;  // up to where the last interval begins to repeat, by those who stay so long
  double days = 0;   // until then, of those who stay so long
};

First first_of(const ExpectedDays& done, const Lengths& stay) {
  std::size_t steady = done.at.size() - 1;
  while (steady > 0 && done.at[steady] - done.at[steady - 1] >= done.every * (1 - 1e-6) &&
         done.at[steady] - done.at[steady - 1] <= done.every * (1 + 1e-6))
    --steady;
  First first{.days = mean_until(stay, done.at[steady])};
  for (std::size_t place = 0; place <= steady; ++place) first.times += share_longer(stay, done.at[place]);
  return first;
}

/// Month by month, under one plan.
class DutiesReckoner {
 public:
  explicit DutiesReckoner(const Scenario& scenario)
      : now_(for_children(scenario)), children_(now_), household_members_(scenario.demand.mean_household_size()) {
    read();
  }
  void read_anew(const Scenario& version);
  DutiesOfMonth of_month(sim::Date from, sim::Date until);

 private:
  void read();
  AskedHours nothing() const { return {0, std::vector<double>(now_.pathway.roles.size())}; }
  double per_child(const Work& work, double further_child) const;
  AskedHours hours_of(const Obligation& rule) const;
  double times(std::size_t obligation, std::size_t team, const MonthOfChildren& month, double days) const;

  Scenario now_;
  ExpectedChildren children_;
  double household_members_;       // children a household
  std::vector<First> first_;       // [obligation] of those that recur
  std::vector<AskedHours> hours_;  // [obligation] of one time for one child
};

void DutiesReckoner::read_anew(const Scenario& version) {
  change(now_, version);
  children_.read_anew();
  read();
}

void DutiesReckoner::read() {
  first_.clear();
  hours_.clear();
  for (const Obligation& rule : now_.pathway.obligations) {
    hours_.push_back(rule.work ? hours_of(rule) : nothing());
    const ObligationId id{static_cast<std::uint8_t>(first_.size())};
    const bool recurs = rule.work && !rule.then_every.empty();
    first_.push_back(recurs ? first_of(children_.pace().done(id), children_.pace().stay(rule.during)) : First{});
  }
}

/// The part of a piece that falls to each child, where all siblings of a household share it.
double DutiesReckoner::per_child(const Work& work, double further_child) const {
  if (!work.shared) return 1;
  return (1 + further_child * (household_members_ - 1)) / household_members_;
}

AskedHours DutiesReckoner::hours_of(const Obligation& rule) const {
  const Work& work = *rule.work;
  const double hours = work.hours.mean() * per_child(work, work.further_child) / (1 - work.attempt_fails);
  AskedHours asked = nothing();
  const auto by = [&](const Doer& doer, double so_many) {
    (doer.case_holder ? asked.of_holder : asked.of_roles[index(doer.role)]) += so_many;
  };
  if (rule.meeting)
    for (const Doer& doer : rule.meeting->attended_by) by(doer, hours);
  else
    by(work.by, hours);
  if (work.authorised_by) by(*work.authorised_by, work.authorisation_hours.mean() * per_child(work, 0));
  return asked;
}

void add(AskedHours& sum, const AskedHours& hours, double times) {
  sum.of_holder += times * hours.of_holder;
  for (std::size_t role = 0; role < sum.of_roles.size(); ++role) sum.of_roles[role] += times * hours.of_roles[role];
}

/// How often the obligation is met in the month for children of the team. The young of a status are owed the first of
/// it, the others what recurs.
double DutiesReckoner::times(std::size_t obligation, std::size_t team, const MonthOfChildren& month,
                             double days) const {
  const Obligation& rule = now_.pathway.obligations[obligation];
  if (rule.then_every.empty() && rule.decides) return month.decided[obligation][team];
  const ExpectedDays& done = children_.pace().done(id_at<ObligationId>(obligation));
  const bool by_decision = rule.starts == Obligation::Starts::when_decided;
  if (by_decision && rule.then_every.empty()) return month.started[obligation][team];
  const double begun = by_decision ? month.started[obligation][team] : month.begun[index(rule.during)][team];
  const double holding = by_decision ? month.owed[obligation][team] : month.holding[index(rule.during)][team];
  if (rule.then_every.empty()) return begun * share_longer(children_.pace().stay(rule.during), done.at.front());
  const First& first = first_[obligation];
  const double times = begun * first.times, young = begun / days * first.days;  // children in their first weeks
  if (young > holding && young > 0) return times * holding / young;
  return times + (holding - young) * days / done.every;
}

DutiesOfMonth DutiesReckoner::of_month(sim::Date from, sim::Date until) {
  const MonthOfChildren& month = children_.advance(from, until);
  const auto days = static_cast<double>((until - from).count());
  const auto& rules = now_.pathway.obligations;
  DutiesOfMonth duties{std::vector<AskedHours>(month.moved.size(), nothing()), nothing(), month.moved,
                       month.needing_worker};
  for (std::size_t place = 0; place < rules.size(); ++place) {
    if (!rules[place].work) continue;
    if (rules[place].starts == Obligation::Starts::on_change_of_worker) {
      add(duties.on_change_of_worker, hours_[place], 1);
      continue;
    }
    if (!rules[place].in_force.on(from)) continue;
    for (std::size_t team = 0; team < duties.asked.size(); ++team)
      if (const double met = times(place, team, month, days); met > 0) add(duties.asked[team], hours_[place], met);
  }
  return duties;
}

}  // namespace

std::vector<sim::Date> months_of(const Scenario& scenario) {
  std::vector<sim::Date> months;
  for (sim::Date from = scenario.warm_up_from; from < scenario.period_until; from = sim::first_of_next_month(from))
    months.push_back(from);
  return months;
}

Readings readings_of(const Scenario& scenario, const Plan& plan) {
  Readings readings;
  for (sim::Date month : months_of(scenario)) {
    const Scenario* last = &scenario;
    for (const PlanVersion& version : plan.versions)
      if (version.from <= month) last = version.scenario.get();
    readings.push_back(last);
  }
  return readings;
}

const Scenario* ExpectedDuties::alike_for_children(const Scenario* reading) {
  const auto [place, is_new] = alike_.try_emplace(reading, reading);
  if (!is_new) return place->second;
  const auto found =
      std::ranges::find_if(unlike_, [&](const Scenario* other) { return reads_alike_for_children(*reading, *other); });
  if (found == unlike_.end())
    unlike_.push_back(reading);
  else
    place->second = *found;
  return place->second;
}

const std::vector<DutiesOfMonth>& ExpectedDuties::under(const Readings& readings) {
  Readings alike;
  for (const Scenario* reading : readings) alike.push_back(alike_for_children(reading));
  const auto [place, is_new] = by_readings_.try_emplace(alike);
  if (!is_new || alike.empty()) return place->second;
  const std::vector<sim::Date> months = months_of(scenario_);
  Scenario at_the_start = for_children(scenario_);
  change(at_the_start, *alike.front());
  DutiesReckoner duties(at_the_start);
  for (std::size_t month = 0; month < months.size(); ++month) {
    if (month > 0 && alike[month] != alike[month - 1]) duties.read_anew(*alike[month]);
    const sim::Date until = month + 1 < months.size() ? months[month + 1] : scenario_.period_until;
    place->second.push_back(duties.of_month(months[month], until));
  }
  return place->second;
}

}  // namespace casetide::models
