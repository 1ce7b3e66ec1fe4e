// Teams and the people in them, as a scenario describes them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/ids.hpp"
#include "models/span.hpp"
#include "sim/calendar.hpp"
#include "sim/distribution.hpp"

namespace casetide::models {

enum class Contract : std::uint8_t { permanent, agency, newly_qualified };
inline constexpr std::size_t contract_count = 3;
inline constexpr std::array<std::string_view, contract_count> contract_names = {"permanent", "agency",
                                                                                "newly_qualified"};

/// People of one role and contract in a team. The last person carries the fraction: 12.5 FTE are 12 full-timers and
/// one half-timer.
struct StaffGroup {
  RoleId role{};
  Contract contract = Contract::permanent;
  double fte = 0;
  sim::Minutes hours_per_day{0};  // of a full-timer, for this pathway's work; 0: the service's client hours
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
  double posts =
      0;  // establishment of case-holding posts [FTE]; what staff (agency included) do not cover is a vacancy
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
};

struct Staffing {
  std::vector<Team> teams;
  sim::WorkingHours client_hours;  // of a full-time worker each working day, after leave-like overheads [minutes]
  double ceiling = 0;              // children that a full-time case holder may hold before allocation stops, > 0
  AllocationPolicy allocation = AllocationPolicy::lowest_caseload_first;
  AllocationTime allocated = AllocationTime::each_morning;
  WorkPolicy work = WorkPolicy::earliest_due_first;
  Pace pace = Pace::to_the_clock;
  std::optional<Supervision> supervision;  // absent: nobody is supervised
  std::vector<Absence> absences;
  /// An absence longer than this without cover counts as nobody's name on the case [working days].
  int cover_after_working_days = 10;
};

}  // namespace casetide::models
