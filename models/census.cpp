#include "models/census.hpp"

#include <algorithm>

#include "models/scenario.hpp"
#include "models/tallies.hpp"
#include "models/workforce.hpp"

namespace casetide::models {

namespace {

void count_posts(StaffCensus& census, const Workforce& workforce, TeamId team, const NationalTerms& terms) {
  for (RoleId role : terms.social_workers) {
    const InPost& people = workforce.in_post(team, role);
    census.in_post += people.employees();
    census.newly_qualified += people.fte[static_cast<std::size_t>(Contract::newly_qualified)];
    census.agency += people.agency();
    census.posts += workforce.posts(team, role);
    census.vacancies += workforce.vacancies(team, role);
  }
}

void count_cases(StaffCensus& census, const Workforce& workforce, TeamId team, const NationalTerms& terms) {
  for (RoleId role : terms.case_holders) census.case_holders += workforce.in_post(team, role).all();
  for (WorkerId id : workforce.case_holders(team)) {
    const Worker& worker = workforce.worker(id);
    if (std::ranges::find(terms.case_holders, worker.role) != terms.case_holders.end())
      census.cases += static_cast<double>(worker.held.size());
  }
}

void count_comings_and_goings(StaffCensus& census, const Tallies& tallies, const NationalTerms& terms) {
  for (RoleId role : terms.social_workers) {
    const auto gone = [&](Destination to) { return tallies.gone[index(role)][static_cast<std::size_t>(to)]; };
    census.started += tallies.started[index(role)];
    for (Destination to : {Destination::out_of_sector, Destination::other_authority, Destination::to_agency})
      census.left += gone(to);
    census.to_agency += gone(Destination::to_agency);
    census.agency_left += gone(Destination::booking_ended);
    census.working_days_lost += tallies.working_days_lost[index(role)];
  }
}

}  // namespace

StaffCensus take_census(const Scenario& scenario, const Workforce& workforce, const Tallies& tallies, sim::Date day) {
  const NationalTerms& terms = scenario.pathway.national;
  StaffCensus census;
  census.day = day;
  census.whole_year = sim::add_months(scenario.warm_up_from, 12) <= day + std::chrono::days{1};
  for (std::size_t place = 0; place < scenario.staffing.teams.size(); ++place) {
    const TeamId team{static_cast<std::uint8_t>(place)};
    count_posts(census, workforce, team, terms);
    count_cases(census, workforce, team, terms);
  }
  count_comings_and_goings(census, tallies, terms);
  return census;
}

}  // namespace casetide::models
