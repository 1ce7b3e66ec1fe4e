// Which teams are offered more work than they have hours for, as can be said before a run.
//
// A first estimate from the scenario alone: expected children by status (models/expected_children), what is owed to
// them times the mean effort of it, against the hours of the people who are there at the start and whom a plan adds.
// Told apart are a team's case holders and each other role. Left out are staff who come, settle in and leave; agency
// cover that changes; mentoring; time lost between appointments; work that overload puts off, shortens or makes;
// and lengths of stay beyond their mean. The ceiling of caseloads, at which children wait although there may be hours,
// is set beside the children who need a worker. Posts that a plan adds count as filled from the day on which they are
// there.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace casetide::models {

/// Client hours of a month.
struct HoursOfMonth {
  double offered = 0;
  double available = 0;
  /// Offered hours as share of those there; infinite where nobody is there for them.
  double load() const {
    if (available > 0) return offered / available;
    return offered > 0 ? std::numeric_limits<double>::infinity() : 0;
  }
};

/// Of one team: all its people, its case holders, and each role that holds no cases.
struct WorkOfTeam {
  std::vector<HoursOfMonth> all;                   // [month]
  std::vector<HoursOfMonth> case_holders;          // [month]
  std::vector<std::vector<HoursOfMonth>> by_role;  // [role][month]; zero for roles that hold cases
  /// [month] children who need a worker, against how many its case holders may hold. Zero where cases are weighed by
  /// points, since those of expected children are not known.
  std::vector<HoursOfMonth> held;
};

struct OfferedWork {
  std::vector<sim::Date> months;  // first days; the first is that of the warm-up
  std::vector<WorkOfTeam> teams;
};

OfferedWork offered_work(const Scenario& scenario, const Plan& plan);

/// A team, or one of its roles, that is offered more than its hours for three months running; or a team that has the
/// hours, but children who need a worker beyond what it may hold.
struct BeyondItsHours {
  TeamId team{};
  std::optional<RoleId> role;  // absent: its case holders
  sim::Date from;              // the first of these months
  double load = 0;             // offered / available from then on, in all
  bool by_ceiling = false;     // children against the ceiling, not work against hours
  bool operator==(const BeyondItsHours&) const = default;
};

/// In the period; ordered by team, case holders first. `margin`: above 1, as share of the hours there.
std::vector<BeyondItsHours> beyond_their_hours(const OfferedWork& work, sim::Date period_from, double margin = 0.05);

struct Outlook {
  double hours = 0;  // all that is offered to anybody over the run, warm-up included, under the first plan
  /// One for each finding and the plans that share it: "team safeguarding: work offered exceeds the hours there from
  /// November 2018 under no_change (110 %)".
  std::vector<std::string> overload;
};
Outlook outlook(const Scenario& scenario);

}  // namespace casetide::models
