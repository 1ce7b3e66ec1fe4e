// Teams and the people in them, as a scenario describes them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/employment.hpp"
#include "models/ids.hpp"
#include "models/span.hpp"
#include "sim/calendar.hpp"
#include "sim/distribution.hpp"

namespace casetide::models {

/// People of one role and contract in a team. The last person carries the fraction: 12.5 FTE are 12 full-timers and
/// one half-timer.
struct StaffGroup {
  RoleId role{};
  Contract contract = Contract::permanent;
  double fte = 0;
  sim::Minutes hours_per_day{0};  // of a full-timer, for this pathway's work; 0: the service's client hours
};

/// Posts of one role in the establishment of a team.
struct Posts {
  RoleId role{};
  double fte = 0;
};

/// So many people of a role take turns, a working day at a time, to do the work of another role first.
struct DutyRota {
  RoleId role{};    // who takes turns
  RoleId serves{};  // whose work they do, of the same team
  int people = 0;   // on duty each working day
};

struct Team {
  std::string name;
  std::string label;
  std::vector<StatusId> serves;  // a child whose leading status is one of these belongs here
  std::vector<StaffGroup> staff;
  std::optional<DutyRota> duty_rota;
  std::vector<Posts> posts;         // the establishment; roles that are left out have as many posts as staff
  std::vector<Posts> agency_above;  // agency staff wanted beyond the establishment

  /// People of the role who are there at the start [FTE].
  double staffed(RoleId role) const;
  /// Posts of the role that `posts` states; 0: none [FTE].
  double posts_of(RoleId role) const;
  /// Posts of the role in the establishment: those stated, else as many as staff [FTE].
  double establishment(RoleId role) const;
  /// Agency staff of the role wanted beyond the establishment [FTE].
  double agency_above_of(RoleId role) const;
};

/// Time away from work, as spells drawn for each person.
struct Absence {
  std::string name;                                                 // annual_leave, sickness
  double spells_per_year = 0;                                       // per person, >= 0
  sim::Distribution working_days = sim::Distribution::constant(1);  // length of a spell, at least 1
  bool planned = false;  // known beforehand: nothing is put in the diary for those days
  std::array<double, 12> month_factor{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  // January first; relative rate of spells
};

/// What waiting children are offered first, and to whom.
enum class AllocationPolicy : std::uint8_t { lowest_caseload_first };
enum class AllocationTime : std::uint8_t {
  each_morning,      // whoever found nobody waits for the managers' morning round
  at_every_release,  // ... or until any worker of the team has room (queueing theory)
};
/// How a worker chooses the next piece of work among those that are ready.
enum class WorkPolicy : std::uint8_t {
  earliest_due_first,
  first_come_first_served,
};

/// When people do what is owed.
enum class Pace : std::uint8_t {
  to_the_clock,  // they plan it for shortly before it is due (Work::ready_before)
  at_once,       // what is owed once goes on the list the moment it is owed
};

/// A manager sits down with each case holder and goes through children, the riskiest first, as far as the session
/// lasts.
struct Supervision {
  RoleId by{};
  Span every;                // of each case holder
  sim::Minutes session{90};  // of the manager
  sim::Minutes per_child{10};
  /// More often at first for the newly qualified, in order of their length.
  struct AtFirst {
    Span for_first;  // since they started
    Span every;
  };
  std::vector<AtFirst> newly_qualified = {};
};

struct Staffing {
  std::vector<Team> teams;
  sim::WorkingHours client_hours;  // of a full-time worker each working day, after leave-like overheads [minutes]
  double productivity = 1;         // client hours really worked for each such hour, everybody's; above 0
  double ceiling = 0;  // children (points, where cases are weighed) that a full-time case holder may hold, > 0
  std::vector<double> case_points;  // [leading status], weight of a child against the ceiling; empty: 1 each
  AllocationPolicy allocation = AllocationPolicy::lowest_caseload_first;
  AllocationTime allocated = AllocationTime::each_morning;
  WorkPolicy work = WorkPolicy::earliest_due_first;
  Pace pace = Pace::to_the_clock;
  std::optional<Supervision> supervision;  // absent: nobody is supervised
  std::vector<Absence> absences;
  /// An absence longer than this without cover counts as nobody's name on the case [working days].
  int cover_after_working_days = 10;
  Employment employment;
  Overload overload;
};

}  // namespace casetide::models
