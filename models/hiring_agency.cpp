// The recruitment board's cover of vacancies by agency staff.
#include <algorithm>
#include <cmath>

#include "models/hiring.hpp"
#include "models/purpose.hpp"

namespace casetide::models {

namespace {

constexpr double half_a_person = 0.5;

/// How many people bring every team to less than one person, and all teams together to half a person, of what is
/// missing; below 0: so many too many. Half a person is made up for but not sent away, or one would come and go for
/// ever.
std::vector<int> whole_people(std::vector<double> missing) {
  std::vector<int> people;
  double rest = 0;
  for (double& fte : missing) {
    people.push_back(static_cast<int>(std::trunc(fte + std::copysign(fte_rounding, fte))));
    fte -= people.back();
    rest += fte;
  }
  const auto move = [&](auto team, int by) {
    people[static_cast<std::size_t>(team - missing.begin())] += by;
    *team -= by;
    rest -= by;
  };
  while (rest > half_a_person - fte_rounding) move(std::max_element(missing.begin(), missing.end()), 1);
  while (rest < -half_a_person - fte_rounding) move(std::min_element(missing.begin(), missing.end()), -1);
  return people;
}

}  // namespace

void RecruitmentBoard::cover_vacancies() {
  see_who_is_going();
  for (RoleId role : run_.scenario.staffing.employment.agency.roles) cover(role);
  keep_to_cap();
}

void RecruitmentBoard::see_who_is_going() {
  std::fill(agency_going_.begin(), agency_going_.end(), 0.0);
  for (const Worker& worker : workforce_.workers())
    if (worker.in_post && worker.under_notice && worker.contract == Contract::agency)
      agency_going_[place(worker.team, worker.role)] += worker.fte;
}

/// Where most is missing first, as far as the cap allows.
void RecruitmentBoard::cover(RoleId role) {
  std::vector<double> missing;
  for (std::size_t team = 0; team < run_.scenario.staffing.teams.size(); ++team)
    missing.push_back(agency_missing(id_at<TeamId>(team), role));
  std::vector<int> people = whole_people(missing);
  for (std::size_t team = 0; team < people.size(); ++team)
    for (; people[team] < 0; ++people[team])
      release_last_to_come([&](TeamId its, RoleId whose) { return its == id_at<TeamId>(team) && whose == role; });
  for (;;) {
    std::size_t most = people.size();
    for (std::size_t team = 0; team < people.size(); ++team)
      if (people[team] > 0 && (most == people.size() || missing[team] > missing[most])) most = team;
    if (most == people.size() || is_beyond_cap(1)) return;
    order_agency(id_at<TeamId>(most), role);
    --people[most];
    missing[most] -= 1;
  }
}

/// Agency staff wanted beyond those booked [FTE]; below 0: too many.
double RecruitmentBoard::agency_missing(TeamId team, RoleId role) const {
  const Staffing& staffing = run_.scenario.staffing;
  const double wanted = staffing.employment.agency.share * workforce_.vacancies(team, role) +
                        staffing.teams[index(team)].agency_above_of(role) + agency_more_[place(team, role)];
  return wanted - agency_booked(team, role);
}

/// Agency staff in post and ordered, without those under notice [FTE].
double RecruitmentBoard::agency_booked(TeamId team, RoleId role) const {
  return workforce_.in_post(team, role).agency() - agency_going_[place(team, role)] +
         underway_[kind(team, role, Contract::agency)];
}

bool RecruitmentBoard::is_beyond_cap(double more) const {
  const AgencyCover& cover = run_.scenario.staffing.employment.agency;
  double agency = more, employees = 0;
  for (std::size_t team = 0; team < run_.scenario.staffing.teams.size(); ++team)
    for (RoleId role : cover.roles) {
      agency += agency_booked(id_at<TeamId>(team), role);
      employees += workforce_.in_post(id_at<TeamId>(team), role).employees();
    }
  return agency > cover.cap * (agency + employees) + fte_rounding;
}

void RecruitmentBoard::order_agency(TeamId team, RoleId role) {
  const AgencyCover& cover = run_.scenario.staffing.employment.agency;
  std::uint32_t& number = advertised_[kind(team, role, Contract::agency)];
  const double uniform =
      run_.chance.uniform(purpose::agency_start, static_cast<std::uint32_t>(place(team, role)), number++);
  const std::uint32_t order = open({team, role, Contract::agency, 1});
  run_.schedule(sim::Instant{working_day(day_after(cover.days_to_arrive.quantile(uniform)))}, phase::people,
                EntryKind::newcomer_starts, order);
}

void RecruitmentBoard::keep_to_cap() {
  const auto& roles = run_.scenario.staffing.employment.agency.roles;
  const auto anywhere = [&](TeamId, RoleId role) { return std::ranges::find(roles, role) != roles.end(); };
  while (is_beyond_cap(0))
    if (!release_last_to_come(anywhere)) return;
}

/// Whoever is ordered comes last; of those in post on one day, whoever joined last. False: there is nobody.
template <typename Where>
bool RecruitmentBoard::release_last_to_come(Where where) {
  if (cancel_last_order(where)) return true;
  const Worker* last = nullptr;
  for (const Worker& worker : workforce_.workers())
    if (worker.in_post && !worker.under_notice && worker.contract == Contract::agency &&
        where(worker.team, worker.role) && (!last || worker.started >= last->started))
      last = &worker;
  if (!last) return false;
  agency_going_[place(last->team, last->role)] += last->fte;
  release_(last->id);
  return true;
}

template <typename Where>
bool RecruitmentBoard::cancel_last_order(Where where) {
  const auto last = std::find_if(adverts_.rbegin(), adverts_.rend(), [&](const Advert& advert) {
    return !advert.closed && advert.wanted.contract == Contract::agency &&
           where(advert.wanted.team, advert.wanted.role);
  });
  if (last == adverts_.rend()) return false;
  close(*last);
  return true;
}

}  // namespace casetide::models
