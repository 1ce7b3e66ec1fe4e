// The workforce as the national census counts it, on 30 September.
#pragma once

#include <vector>

#include "sim/time.hpp"

namespace casetide::models {

class Workforce;
struct Scenario;
struct Tallies;

/// Children and family social workers (NationalTerms::social_workers) at the end of a day, and totals since the run
/// began. Full-time equivalents unless said otherwise.
struct StaffCensus {
  sim::Date day;
  bool whole_year = false;  // the run had begun a year before

  // On the day.
  double in_post = 0;  // employees: permanent and newly qualified
  double newly_qualified = 0;
  double agency = 0;
  double posts = 0;         // of these roles, in every team
  double vacancies = 0;     // posts without an employee, covered by agency staff or not
  double case_holders = 0;  // NationalTerms::case_holders, agency staff included
  double cases = 0;         // children that those hold

  // Since the run began.
  double started = 0;            // employees
  double left = 0;               // employees
  double to_agency = 0;          // ... of those who left
  double agency_left = 0;        // agency staff whose booking ended
  double working_days_lost = 0;  // of employees, FTE times working days of unplanned absence
};

/// Throws nothing; figures of a pathway without such roles are 0.
StaffCensus take_census(const Scenario& scenario, const Workforce& workforce, const Tallies& tallies, sim::Date day);

}  // namespace casetide::models
