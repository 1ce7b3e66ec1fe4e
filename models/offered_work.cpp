#include "models/offered_work.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "models/expected_duties.hpp"
#include "sim/month_names.hpp"

namespace casetide::models {

namespace {

constexpr std::size_t running = 3;  // months
constexpr std::array<Contract, contract_count> contracts = {Contract::permanent, Contract::agency,
                                                            Contract::newly_qualified};

bool holds_cases(const Pathway& pathway, RoleId role) {
  return std::ranges::count(pathway.case_holding_roles, role) > 0;
}

std::size_t place_of(RoleId role, Contract contract) {
  return index(role) * contract_count + static_cast<std::size_t>(contract);
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
  Estimate(const Scenario& scenario, const Plan& plan, ExpectedDuties& duties);
  OfferedWork take() { return std::move(work_); }

 private:
  using Table = std::vector<std::vector<double>>;  // [team][role], where nothing else is said

  void read_anew(const Scenario& reading);
  void look_at(const DutiesOfMonth& duties, sim::Date until);
  // Hours that are there.
  double share_away(unsigned month) const;
  double hours_a_day(std::size_t team, RoleId role, Contract contract) const;
  double staffed(std::size_t team, RoleId role, Contract contract) const;
  void find_people();
  double working(std::size_t team, RoleId role) const;
  void add_people(double working_days);
  // Hours that are asked for.
  void add_hours(std::size_t team, const AskedHours& hours, double times);
  void add_supervision(double days);
  double turnover(std::size_t team) const;
  std::size_t serving(std::size_t team, RoleId role) const;
  void send_on_duty();
  HoursOfMonth held(std::size_t team, double children) const;
  void note_month();

  const Plan& plan_;
  const Scenario& base_;
  const Scenario* now_;  // the scenario as it reads in the month that is looked at
  sim::Date from_;       // first day of the month
  // Of `now_`:
  std::vector<bool> takes_part_;                   // [role]
  std::vector<std::vector<std::size_t>> serving_;  // [team][role] the team whose people do its work
  std::vector<double> turnover_;                   // [team] of children a year, the share whose worker goes
  Table full_time_;                                // [team][place_of(role, contract)] hours a working day
  Table staffed_;                                  // ... [FTE]
  // Of the month:
  Table people_;  // [team][place_of(role, contract)] FTE
  Table offered_;
  std::vector<double> offered_to_holders_;  // [team]
  Table available_;
  OfferedWork work_;
};

Estimate::Estimate(const Scenario& scenario, const Plan& plan, ExpectedDuties& duties)
    : plan_(plan), base_(scenario), now_(nullptr) {
  work_.teams.resize(scenario.staffing.teams.size());
  for (WorkOfTeam& team : work_.teams) team.by_role.resize(scenario.pathway.roles.size());
  const std::vector<sim::Date> months = months_of(scenario);
  const Readings readings = readings_of(scenario, plan);
  const std::vector<DutiesOfMonth>& asked = duties.under(readings);
  for (std::size_t month = 0; month < months.size(); ++month) {
    from_ = months[month];
    if (now_ != readings[month]) read_anew(*readings[month]);
    look_at(asked[month], month + 1 < months.size() ? months[month + 1] : scenario.period_until);
  }
}

void Estimate::read_anew(const Scenario& reading) {
  now_ = &reading;
  const std::size_t teams = work_.teams.size(), roles = reading.pathway.roles.size();
  const auto id = [](std::size_t role) { return id_at<RoleId>(role); };
  takes_part_.clear();
  for (std::size_t role = 0; role < roles; ++role) takes_part_.push_back(takes_part(reading.pathway, id(role)));
  serving_.assign(teams, {});
  full_time_.assign(teams, {});
  staffed_.assign(teams, {});
  turnover_.clear();
  for (std::size_t team = 0; team < teams; ++team) {
    turnover_.push_back(turnover(team));
    for (std::size_t role = 0; role < roles; ++role) {
      serving_[team].push_back(serving(team, id(role)));
      for (Contract contract : contracts) {
        full_time_[team].push_back(hours_a_day(team, id(role), contract));
        staffed_[team].push_back(staffed(team, id(role), contract));
      }
    }
  }
}

void Estimate::look_at(const DutiesOfMonth& duties, sim::Date until) {
  const std::size_t teams = work_.teams.size(), roles = takes_part_.size();
  offered_.assign(teams, std::vector<double>(roles));
  offered_to_holders_.assign(teams, 0);
  available_.assign(teams, std::vector<double>(roles));
  const auto days = static_cast<double>((until - from_).count());
  find_people();
  add_people(static_cast<double>(
      base_.calendar.working_days_between(from_ - std::chrono::days{1}, until - std::chrono::days{1})));
  for (std::size_t team = 0; team < teams; ++team) {
    add_hours(team, duties.asked[team], 1);
    const double worker_goes = duties.needing_worker[team] * turnover_[team] * days / sim::days_a_year;
    add_hours(team, duties.on_change_of_worker, duties.moved[team] + worker_goes);
  }
  add_supervision(days);
  send_on_duty();
  note_month();
  for (std::size_t team = 0; team < teams; ++team)
    work_.teams[team].held.push_back(held(team, duties.needing_worker[team]));
}

// --- hours that are there

/// Spells that begin while somebody is away already are lost.
double Estimate::share_away(unsigned month) const {
  const double a_year = sim::days_a_year * 5 / 7;
  double lost = 0;
  for (const Absence& absence : now_->staffing.absences) {
    const auto& factors = absence.month_factor;
    const double usual = std::accumulate(factors.begin(), factors.end(), 0.0) / static_cast<double>(factors.size());
    lost += absence.spells_per_year * factors[month - 1] / usual * std::max(1.0, absence.working_days.mean()) / a_year;
  }
  return lost / (1 + lost);
}

/// Of a full-timer [hours].
double Estimate::hours_a_day(std::size_t team, RoleId role, Contract contract) const {
  const StaffGroup* found = nullptr;
  for (const StaffGroup& group : now_->staffing.teams[team].staff)
    if (group.role == role && (!found || (group.contract == contract && found->contract != contract))) found = &group;
  const bool own = found && found->hours_per_day.count() > 0;
  const double full = sim::in_hours(own ? found->hours_per_day : now_->staffing.client_hours.length);
  const bool protected_year = contract == Contract::newly_qualified;
  const double share = protected_year ? 1 - now_->staffing.employment.newly_qualified.protected_share : 1;
  return full * share * now_->staffing.productivity;
}

/// People of the start, and posts and agency staff beyond those of the start; nobody goes because a post does, but
/// agency staff beyond the posts do [FTE].
double Estimate::staffed(std::size_t team, RoleId role, Contract contract) const {
  const Team& before = base_.staffing.teams[team];
  const Team& now = now_->staffing.teams[team];
  double fte = 0;
  for (const StaffGroup& group : before.staff)
    if (group.role == role && group.contract == contract) fte += group.fte;
  if (contract == Contract::permanent) fte += std::max(0.0, now.establishment(role) - before.establishment(role));
  if (contract == Contract::agency) fte += now.agency_above_of(role) - before.agency_above_of(role);
  return fte;
}

/// Those of the scenario as it reads in the month, and those whom the plan recruits until then.
void Estimate::find_people() {
  people_ = staffed_;
  for (const ImprovementMeasure& measure : plan_.measures) {
    const auto* recruit = std::get_if<Recruit>(&measure);
    if (!recruit) continue;
    const double span = std::max(1.0, static_cast<double>((recruit->until - recruit->from).count()));
    const double share = std::clamp(static_cast<double>((from_ - recruit->from).count()) / span, 0.0, 1.0);
    people_[index(recruit->team)][place_of(recruit->role, recruit->contract)] += recruit->fte * share;
  }
}

void Estimate::add_people(double working_days) {
  const double there =
      working_days * (1 - share_away(static_cast<unsigned>(std::chrono::year_month_day{from_}.month())));
  for (std::size_t team = 0; team < available_.size(); ++team)
    for (std::size_t role = 0; role < takes_part_.size(); ++role) {
      if (!takes_part_[role]) continue;
      for (Contract contract : contracts) {
        const std::size_t place = place_of(id_at<RoleId>(role), contract);
        available_[team][role] += std::max(0.0, people_[team][place]) * full_time_[team][place] * there;
      }
    }
}

// --- hours that are asked for

void Estimate::add_hours(std::size_t team, const AskedHours& hours, double times) {
  offered_to_holders_[team] += times * hours.of_holder;
  for (std::size_t role = 0; role < hours.of_roles.size(); ++role)
    offered_[serving_[team][role]][role] += times * hours.of_roles[role];
}

/// The role's own people in the team, else those of the first team that has it.
std::size_t Estimate::serving(std::size_t team, RoleId role) const {
  const auto& teams = now_->staffing.teams;
  const auto has = [&](const Team& one) { return std::ranges::count(one.staff, role, &StaffGroup::role) > 0; };
  if (has(teams[team])) return team;
  const auto first = std::ranges::find_if(teams, has);
  return first == teams.end() ? team : static_cast<std::size_t>(first - teams.begin());
}

double Estimate::working(std::size_t team, RoleId role) const {
  double fte = 0;
  for (Contract contract : contracts) fte += people_[team][place_of(role, contract)];
  return std::max(0.0, fte);
}

void Estimate::add_supervision(double days) {
  const auto& rule = now_->staffing.supervision;
  if (!rule) return;
  const double every = std::max(1.0, days_in(rule->every));
  for (std::size_t team = 0; team < work_.teams.size(); ++team) {
    double people = 0;
    for (RoleId role : now_->pathway.case_holding_roles) people += working(team, role);
    offered_[serving_[team][index(rule->by)]][index(rule->by)] += people * days / every * sim::in_hours(rule->session);
  }
}

/// Of children a year, the share whose worker goes.
double Estimate::turnover(std::size_t team) const {
  const Employment& employment = now_->staffing.employment;
  double all = 0, agency = 0;
  for (const StaffGroup& group : base_.staffing.teams[team].staff) {
    if (!holds_cases(now_->pathway, group.role)) continue;
    all += group.fte;
    if (group.contract == Contract::agency) agency += group.fte;
  }
  if (all <= 0) return 0;
  const bool booked =
      std::ranges::any_of(employment.agency.roles, [&](RoleId role) { return holds_cases(now_->pathway, role); });
  const double ends = booked ? sim::days_a_year / std::max(1.0, employment.agency.booking_days.mean()) : 0;
  return employment.leaving.per_year * (1 - agency / all) + ends * agency / all;
}

/// Case holders on the rota do what the role whom they help cannot.
void Estimate::send_on_duty() {
  for (std::size_t team = 0; team < work_.teams.size(); ++team) {
    const auto& rota = now_->staffing.teams[team].duty_rota;
    const double people = rota ? working(team, rota->role) : 0;
    if (people <= 0) continue;
    const double turn = available_[team][index(rota->role)] * std::min(1.0, rota->people / people);
    double& asked = offered_[team][index(rota->serves)];
    const double helped = std::clamp(asked - available_[team][index(rota->serves)], 0.0, turn);
    asked -= helped;
    offered_to_holders_[team] += helped;
  }
}

HoursOfMonth Estimate::held(std::size_t team, double children) const {
  if (!now_->staffing.case_points.empty()) return {};
  double people = 0;
  for (RoleId role : now_->pathway.case_holding_roles) people += working(team, role);
  return {children, people * now_->staffing.ceiling};
}

void Estimate::note_month() {
  work_.months.push_back(from_);
  for (std::size_t team = 0; team < work_.teams.size(); ++team) {
    HoursOfMonth all{.offered = offered_to_holders_[team]}, holders{.offered = offered_to_holders_[team]};
    for (std::size_t place = 0; place < now_->pathway.roles.size(); ++place) {
      const HoursOfMonth role{offered_[team][place], available_[team][place]};
      const bool holds = holds_cases(now_->pathway, id_at<RoleId>(place));
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

double hours_of(const OfferedWork& work) {
  double hours = 0;
  for (const WorkOfTeam& team : work.teams)
    for (const HoursOfMonth& month : team.all) hours += month.offered;
  return hours;
}

/// What is found under one plan or more.
struct Finding {
  std::string before, after;  // the names of the plans
  std::vector<std::string> plans;
};

std::string share_in_words(double load) {
  return std::isinf(load) ? " (nobody is there)" : fmt::format(" ({:.0f} %)", 100 * load);
}

Finding finding_of(const BeyondItsHours& one, const Scenario& scenario) {
  const std::string role = one.role ? ", " + scenario.pathway.roles[index(*one.role)] : "";
  const char* const what = one.by_ceiling ? "more children need a worker than its case holders may hold from"
                                          : "work offered exceeds the hours there from";
  return {fmt::format("team {}{}: {} {}", scenario.staffing.teams[index(one.team)].name, role, what,
                      sim::month_and_year(one.from)),
          share_in_words(one.load),
          {}};
}

void add(std::vector<Finding>& findings, Finding finding, const std::string& plan) {
  const auto same = [&](const Finding& other) {
    return other.before == finding.before && other.after == finding.after;
  };
  auto known = std::ranges::find_if(findings, same);
  if (known == findings.end()) known = findings.insert(known, std::move(finding));
  known->plans.push_back(plan);
}

}  // namespace

OfferedWork offered_work(const Scenario& scenario, const Plan& plan) {
  ExpectedDuties duties(scenario);
  return Estimate(scenario, plan, duties).take();
}

std::vector<BeyondItsHours> beyond_their_hours(const OfferedWork& work, sim::Date period_from, double margin) {
  const auto from = static_cast<std::size_t>(std::ranges::lower_bound(work.months, period_from) - work.months.begin());
  std::vector<BeyondItsHours> found;
  const auto judge = [&](std::size_t team, std::optional<RoleId> role, const std::vector<HoursOfMonth>& months,
                         bool by_ceiling = false) {
    const std::size_t first = first_beyond(months, from, margin);
    if (first == months.size()) return false;
    HoursOfMonth since;
    for (std::size_t month = first; month < months.size(); ++month) {
      since.offered += months[month].offered;
      since.available += months[month].available;
    }
    found.push_back({id_at<TeamId>(team), role, work.months[first], since.load(), by_ceiling});
    return true;
  };
  for (std::size_t team = 0; team < work.teams.size(); ++team) {
    const bool lacks_hours = judge(team, std::nullopt, work.teams[team].case_holders);
    if (!lacks_hours) judge(team, std::nullopt, work.teams[team].held, true);
    for (std::size_t role = 0; role < work.teams[team].by_role.size(); ++role)
      judge(team, id_at<RoleId>(role), work.teams[team].by_role[role]);
  }
  return found;
}

Outlook outlook(const Scenario& scenario) {
  Outlook outlook;
  std::vector<Finding> findings;
  ExpectedDuties duties(scenario);
  for (const Plan& plan : scenario.plans) {
    const OfferedWork work = Estimate(scenario, plan, duties).take();
    if (&plan == &scenario.plans.front()) outlook.hours = hours_of(work);
    for (const BeyondItsHours& one : beyond_their_hours(work, scenario.period_from))
      add(findings, finding_of(one, scenario), plan.name);
  }
  for (const Finding& finding : findings)
    outlook.overload.push_back(
        fmt::format("{} under {}{}", finding.before, fmt::join(finding.plans, ", "), finding.after));
  return outlook;
}

}  // namespace casetide::models
