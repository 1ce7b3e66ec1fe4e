#include "models/offered_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "models/expected_children.hpp"
#include "sim/month_names.hpp"

namespace casetide::models {

namespace {

constexpr double days_a_year = 365.25;
constexpr std::size_t running = 3;  // months

bool holds_cases(const Pathway& pathway, RoleId role) {
  return std::ranges::count(pathway.case_holding_roles, role) > 0;
}

/// Does the role do any of the pathway's work?
bool takes_part(const Pathway& pathway, RoleId role) {
  if (holds_cases(pathway, role)) return true;
  const auto is_role = [&](const Doer& doer) { return !doer.case_holder && doer.role == role; };
  return std::ranges::any_of(pathway.obligations, [&](const Obligation& rule) {
    return (rule.work &&
            (is_role(rule.work->by) || (rule.work->authorised_by && is_role(*rule.work->authorised_by)))) ||
           (rule.meeting && std::ranges::any_of(rule.meeting->attended_by, is_role));
  });
}

/// The estimate for one plan, month by month.
class Estimate {
 public:
  Estimate(const Scenario& scenario, const Plan& plan);
  OfferedWork take() { return std::move(work_); }

 private:
  using Hours = std::vector<std::vector<double>>;  // [team][role]

  void read_anew(sim::Date before);
  void look_at(sim::Date until);
  // Hours that are there.
  double share_away(unsigned month) const;
  double hours_a_day(std::size_t team, RoleId role, Contract contract) const;
  double plan_adds(std::size_t team, RoleId role, Contract contract) const;
  double working(std::size_t team, RoleId role) const;
  void add_people(double working_days);
  // Hours that are asked for.
  double per_child(const Work& work, double further_child) const;
  double times(std::size_t obligation, std::size_t team, const MonthOfChildren& month, double days) const;
  void add_duties(const MonthOfChildren& month, double days);
  void add_duty(const Obligation& rule, std::size_t team, double children);
  void add_supervision(double days);
  void add_reading_in(const MonthOfChildren& month, double days);
  double turnover(std::size_t team) const;
  std::size_t serving(std::size_t team, RoleId role) const;
  void send_on_duty();
  void note_month();

  const Plan& plan_;
  const Scenario& base_;
  Scenario now_;
  sim::Date from_;  // first day of the month that is looked at
  ExpectedChildren children_;
  double household_members_ = 0;  // children a household
  Hours offered_;
  std::vector<double> offered_to_holders_;  // [team]
  Hours available_;
  OfferedWork work_;
};

Scenario without_text(const Scenario& scenario) {
  Scenario copy = scenario;
  copy.plans.clear();
  copy.resolved_text.clear();
  return copy;
}

Scenario at_the_start(const Scenario& scenario, const Plan& plan) {
  Scenario now = without_text(scenario);
  for (const PlanVersion& version : plan.versions)
    if (version.from <= scenario.warm_up_from) change(now, *version.scenario);
  return now;
}

Estimate::Estimate(const Scenario& scenario, const Plan& plan)
    : plan_(plan), base_(scenario), now_(at_the_start(scenario, plan)), children_(now_) {
  household_members_ = scenario.demand.mean_household_size();
  const std::size_t roles = scenario.pathway.roles.size();
  work_.teams.resize(scenario.staffing.teams.size());
  for (WorkOfTeam& team : work_.teams) team.by_role.resize(roles);
  from_ = scenario.warm_up_from;
  while (from_ < scenario.period_until) {
    const sim::Date until = std::min(sim::first_of_next_month(from_), scenario.period_until);
    look_at(until);
    const sim::Date before = std::exchange(from_, until);
    read_anew(before);
  }
}

/// The plan's version of the day, if there is one since the day before.
void Estimate::read_anew(sim::Date before) {
  const PlanVersion* last = nullptr;
  for (const PlanVersion& version : plan_.versions)
    if (before < version.from && version.from <= from_) last = &version;
  if (!last) return;
  change(now_, *last->scenario);
  children_.read_anew();
}

void Estimate::look_at(sim::Date until) {
  const std::size_t teams = work_.teams.size(), roles = now_.pathway.roles.size();
  offered_.assign(teams, std::vector<double>(roles));
  offered_to_holders_.assign(teams, 0);
  available_.assign(teams, std::vector<double>(roles));
  const MonthOfChildren& month = children_.advance(from_, until);
  const auto days = static_cast<double>((until - from_).count());
  add_people(static_cast<double>(
      now_.calendar.working_days_between(from_ - std::chrono::days{1}, until - std::chrono::days{1})));
  add_duties(month, days);
  add_supervision(days);
  add_reading_in(month, days);
  send_on_duty();
  note_month();
}

// --- hours that are there

/// Spells that begin while somebody is away already are lost.
double Estimate::share_away(unsigned month) const {
  const double a_year = days_a_year * 5 / 7;
  double lost = 0;
  for (const Absence& absence : now_.staffing.absences) {
    const auto& factors = absence.month_factor;
    const double usual = std::accumulate(factors.begin(), factors.end(), 0.0) / static_cast<double>(factors.size());
    lost += absence.spells_per_year * factors[month - 1] / usual * std::max(1.0, absence.working_days.mean()) / a_year;
  }
  return lost / (1 + lost);
}

/// Of a full-timer [hours].
double Estimate::hours_a_day(std::size_t team, RoleId role, Contract contract) const {
  const StaffGroup* found = nullptr;
  for (const StaffGroup& group : now_.staffing.teams[team].staff)
    if (group.role == role && (!found || (group.contract == contract && found->contract != contract))) found = &group;
  const bool own = found && found->hours_per_day.count() > 0;
  const double full = sim::in_hours(own ? found->hours_per_day : now_.staffing.client_hours.length);
  const bool protected_year = contract == Contract::newly_qualified;
  const double share = protected_year ? 1 - now_.staffing.employment.newly_qualified.protected_share : 1;
  return full * share * now_.staffing.productivity;
}

/// People whom the plan adds, and posts and agency staff beyond those of the start; nobody goes because a post does,
/// but agency staff beyond the posts do [FTE].
double Estimate::plan_adds(std::size_t team, RoleId role, Contract contract) const {
  double fte = 0;
  for (const ImprovementMeasure& measure : plan_.measures) {
    const auto* recruit = std::get_if<Recruit>(&measure);
    if (!recruit || index(recruit->team) != team || recruit->role != role || recruit->contract != contract) continue;
    const double span = std::max(1.0, static_cast<double>((recruit->until - recruit->from).count()));
    fte += recruit->fte * std::clamp(static_cast<double>((from_ - recruit->from).count()) / span, 0.0, 1.0);
  }
  const Team& now = now_.staffing.teams[team];
  const Team& before = base_.staffing.teams[team];
  if (contract == Contract::permanent) fte += std::max(0.0, now.establishment(role) - before.establishment(role));
  if (contract == Contract::agency) fte += now.agency_above_of(role) - before.agency_above_of(role);
  return fte;
}

void Estimate::add_people(double working_days) {
  const double there =
      working_days * (1 - share_away(static_cast<unsigned>(std::chrono::year_month_day{from_}.month())));
  for (std::size_t team = 0; team < available_.size(); ++team) {
    for (std::size_t place = 0; place < now_.pathway.roles.size(); ++place) {
      const RoleId role{static_cast<std::uint8_t>(place)};
      if (!takes_part(now_.pathway, role)) continue;
      for (Contract contract : {Contract::permanent, Contract::agency, Contract::newly_qualified}) {
        double fte = plan_adds(team, role, contract);
        for (const StaffGroup& group : base_.staffing.teams[team].staff)
          if (group.role == role && group.contract == contract) fte += group.fte;
        available_[team][place] += std::max(0.0, fte) * hours_a_day(team, role, contract) * there;
      }
    }
  }
}

// --- hours that are asked for

/// The part of a piece that falls to each child, where all siblings of a household share it.
double Estimate::per_child(const Work& work, double further_child) const {
  if (!work.shared) return 1;
  return (1 + further_child * (household_members_ - 1)) / household_members_;
}

/// How often the obligation is met in the month for children of the team. The young of a status are owed the first of
/// it, the others what recurs.
double Estimate::times(std::size_t obligation, std::size_t team, const MonthOfChildren& month, double days) const {
  const Obligation& rule = now_.pathway.obligations[obligation];
  if (rule.then_every.empty() && rule.decides) return month.decided[obligation][team];
  const ExpectedDays& done = children_.pace().done(ObligationId{static_cast<std::uint8_t>(obligation)});
  const bool by_decision = rule.starts == Obligation::Starts::when_decided;
  if (by_decision && rule.then_every.empty()) return month.started[obligation][team];
  const double begun = by_decision ? month.started[obligation][team] : month.begun[index(rule.during)][team];
  const double holding = by_decision ? month.owed[obligation][team] : month.holding[index(rule.during)][team];
  const Lengths& stay = children_.pace().stay(rule.during);
  if (rule.then_every.empty()) return begun * share_longer(stay, done.at.front());
  // Up to where the last interval begins to repeat.
  std::size_t steady = done.at.size() - 1;
  while (steady > 0 && done.at[steady] - done.at[steady - 1] >= done.every * (1 - 1e-6) &&
         done.at[steady] - done.at[steady - 1] <= done.every * (1 + 1e-6))
    --steady;
  double times = 0, young = 0;  // children in their first weeks
  for (std::size_t place = 0; place <= steady; ++place) {
    times += begun * share_longer(stay, done.at[place]);
    young = begun / days * mean_until(stay, done.at[place]);
  }
  if (young > holding && young > 0) return times * holding / young;
  return times + (holding - young) * days / done.every;
}

void Estimate::add_duties(const MonthOfChildren& month, double days) {
  const auto& rules = now_.pathway.obligations;
  for (std::size_t place = 0; place < rules.size(); ++place) {
    const Obligation& rule = rules[place];
    if (!rule.work || rule.starts == Obligation::Starts::on_change_of_worker) continue;
    if (!rule.in_force.on(from_)) continue;
    for (std::size_t team = 0; team < work_.teams.size(); ++team)
      if (const double children = times(place, team, month, days); children > 0) add_duty(rule, team, children);
  }
}

void Estimate::add_duty(const Obligation& rule, std::size_t team, double children) {
  const Work& work = *rule.work;
  const double hours = children * work.hours.mean() * per_child(work, work.further_child) / (1 - work.attempt_fails);
  const auto by = [&](const Doer& doer, double so_many) {
    if (doer.case_holder)
      offered_to_holders_[team] += so_many;
    else
      offered_[serving(team, doer.role)][index(doer.role)] += so_many;
  };
  if (rule.meeting)
    for (const Doer& doer : rule.meeting->attended_by) by(doer, hours);
  else
    by(work.by, hours);
  if (work.authorised_by) by(*work.authorised_by, children * work.authorisation_hours.mean() * per_child(work, 0));
}

/// The role's own people in the team, else those of the first team that has it.
std::size_t Estimate::serving(std::size_t team, RoleId role) const {
  const auto& teams = now_.staffing.teams;
  const auto has = [&](const Team& one) { return std::ranges::count(one.staff, role, &StaffGroup::role) > 0; };
  if (has(teams[team])) return team;
  const auto first = std::ranges::find_if(teams, has);
  return first == teams.end() ? team : static_cast<std::size_t>(first - teams.begin());
}

double Estimate::working(std::size_t team, RoleId role) const {
  double fte = 0;
  for (const StaffGroup& group : base_.staffing.teams[team].staff)
    if (group.role == role) fte += group.fte;
  for (Contract contract : {Contract::permanent, Contract::agency, Contract::newly_qualified})
    fte += plan_adds(team, role, contract);
  return std::max(0.0, fte);
}

void Estimate::add_supervision(double days) {
  const auto& rule = now_.staffing.supervision;
  if (!rule) return;
  const double every = std::max(1.0, days_in(rule->every));
  for (std::size_t team = 0; team < work_.teams.size(); ++team) {
    double people = 0;
    for (RoleId role : now_.pathway.case_holding_roles) people += working(team, role);
    offered_[serving(team, rule->by)][index(rule->by)] += people * days / every * sim::in_hours(rule->session);
  }
}

/// Of children a year, the share whose worker goes.
double Estimate::turnover(std::size_t team) const {
  const Employment& employment = now_.staffing.employment;
  double all = 0, agency = 0;
  for (const StaffGroup& group : base_.staffing.teams[team].staff) {
    if (!holds_cases(now_.pathway, group.role)) continue;
    all += group.fte;
    if (group.contract == Contract::agency) agency += group.fte;
  }
  if (all <= 0) return 0;
  const bool booked =
      std::ranges::any_of(employment.agency.roles, [&](RoleId role) { return holds_cases(now_.pathway, role); });
  const double ends = booked ? days_a_year / std::max(1.0, employment.agency.booking_days.mean()) : 0;
  return employment.leaving.per_year * (1 - agency / all) + ends * agency / all;
}

/// Children who change their team or whose worker goes.
void Estimate::add_reading_in(const MonthOfChildren& month, double days) {
  for (const Obligation& rule : now_.pathway.obligations) {
    if (!rule.work || rule.starts != Obligation::Starts::on_change_of_worker) continue;
    for (std::size_t team = 0; team < work_.teams.size(); ++team)
      add_duty(rule, team, month.moved[team] + month.needing_worker[team] * turnover(team) * days / days_a_year);
  }
}

/// Case holders on the rota do what the role whom they help cannot.
void Estimate::send_on_duty() {
  for (std::size_t team = 0; team < work_.teams.size(); ++team) {
    const auto& rota = now_.staffing.teams[team].duty_rota;
    const double people = rota ? working(team, rota->role) : 0;
    if (people <= 0) continue;
    const double turn = available_[team][index(rota->role)] * std::min(1.0, rota->people / people);
    double& asked = offered_[team][index(rota->serves)];
    const double helped = std::clamp(asked - available_[team][index(rota->serves)], 0.0, turn);
    asked -= helped;
    offered_to_holders_[team] += helped;
  }
}

void Estimate::note_month() {
  work_.months.push_back(from_);
  for (std::size_t team = 0; team < work_.teams.size(); ++team) {
    HoursOfMonth all{.offered = offered_to_holders_[team]}, holders{.offered = offered_to_holders_[team]};
    for (std::size_t place = 0; place < now_.pathway.roles.size(); ++place) {
      const HoursOfMonth role{offered_[team][place], available_[team][place]};
      const bool holds = holds_cases(now_.pathway, RoleId{static_cast<std::uint8_t>(place)});
      HoursOfMonth& mine = holds ? holders : all;
      mine.offered += role.offered;
      mine.available += role.available;
      if (holds) all.offered += role.offered;
      if (holds) all.available += role.available;
      work_.teams[team].by_role[place].push_back(holds ? HoursOfMonth{} : role);
    }
    work_.teams[team].all.push_back(all);
    work_.teams[team].case_holders.push_back(holders);
  }
}

/// The first of the months running in which more is offered than is there; no such month: their number.
std::size_t first_beyond(const std::vector<HoursOfMonth>& months, std::size_t from, double margin) {
  std::size_t beyond = 0;
  for (std::size_t month = from; month < months.size(); ++month) {
    beyond = months[month].load() > 1 + margin ? beyond + 1 : 0;
    if (beyond == running) return month + 1 - running;
  }
  return months.size();
}

}  // namespace

OfferedWork offered_work(const Scenario& scenario, const Plan& plan) { return Estimate(scenario, plan).take(); }

std::vector<BeyondItsHours> beyond_their_hours(const OfferedWork& work, sim::Date period_from, double margin) {
  const auto from = static_cast<std::size_t>(std::ranges::lower_bound(work.months, period_from) - work.months.begin());
  std::vector<BeyondItsHours> found;
  const auto judge = [&](std::size_t team, std::optional<RoleId> role, const std::vector<HoursOfMonth>& months) {
    const std::size_t first = first_beyond(months, from, margin);
    if (first == months.size()) return;
    HoursOfMonth since;
    for (std::size_t month = first; month < months.size(); ++month) {
      since.offered += months[month].offered;
      since.available += months[month].available;
    }
    found.push_back({TeamId{static_cast<std::uint8_t>(team)}, role, work.months[first], since.load()});
  };
  for (std::size_t team = 0; team < work.teams.size(); ++team) {
    judge(team, std::nullopt, work.teams[team].case_holders);
    for (std::size_t role = 0; role < work.teams[team].by_role.size(); ++role)
      judge(team, RoleId{static_cast<std::uint8_t>(role)}, work.teams[team].by_role[role]);
  }
  return found;
}

std::vector<std::string> lines_on_overload(const Scenario& scenario) {
  struct Finding {
    std::string before, after;  // the names of the plans
    std::vector<std::string> plans;
  };
  std::vector<Finding> findings;
  for (const Plan& plan : scenario.plans)
    for (const BeyondItsHours& one : beyond_their_hours(offered_work(scenario, plan), scenario.period_from)) {
      const std::string role = one.role ? ", " + scenario.pathway.roles[index(*one.role)] : "";
      Finding finding{fmt::format("team {}{}: work offered exceeds the hours there from {}",
                                  scenario.staffing.teams[index(one.team)].name, role, sim::month_and_year(one.from)),
                      std::isinf(one.load) ? " (nobody is there)" : fmt::format(" ({:.0f} %)", 100 * one.load),
                      {plan.name}};
      const auto same = [&](const Finding& other) {
        return other.before == finding.before && other.after == finding.after;
      };
      const auto known = std::ranges::find_if(findings, same);
      if (known == findings.end())
        findings.push_back(finding);
      else
        known->plans.push_back(plan.name);
    }
  std::vector<std::string> lines;
  for (const Finding& finding : findings)
    lines.push_back(fmt::format("{} under {}{}", finding.before, fmt::join(finding.plans, ", "), finding.after));
  return lines;
}

}  // namespace casetide::models
