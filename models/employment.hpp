// The working lives of staff as a scenario describes them: how people come, settle in, stay and go, and what overload
// does to them and to their work. Every link from overload to anything is a number whose 0 switches it off.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "models/ids.hpp"
#include "models/span.hpp"
#include "sim/distribution.hpp"
#include "sim/time.hpp"

namespace casetide::models {

inline constexpr double fte_rounding = 1e-9;  // of sums of full-time equivalents

enum class Contract : std::uint8_t { permanent, agency, newly_qualified };
inline constexpr std::size_t contract_count = 3;
inline constexpr std::array<std::string_view, contract_count> contract_names = {"permanent", "agency",
                                                                                "newly_qualified"};

/// Where employees go who leave, why agency staff do, and to another post of the service: those have not left it.
enum class Destination : std::uint8_t { out_of_sector, other_authority, to_agency, booking_ended, moved_within };
inline constexpr std::size_t destination_count = 5;
inline constexpr std::array<std::string_view, destination_count> destination_names = {
    "out_of_sector", "other_authority", "to_agency", "booking_ended", "moved_within"};

/// How employees (all but agency staff) give notice and go. The hazard of one of them is
/// per_year * (new_in_post_factor while new) * exp(stress * own stress + manager_gap * share of the team's managing
/// posts that nobody fills + workload * own pressure above 1).
struct Leaving {
  double per_year = 0;            // of somebody long in post and without stress; 0: nobody leaves
  double new_in_post_factor = 1;  // times as likely, until so long in post
  Span new_in_post{60, Span::Unit::months};
  sim::Distribution notice_days = sim::Distribution::constant(0);    // from notice to the day after the last [days]
  std::array<double, 3> destination_share{1, 0, 0};                  // of leavers, by Destination; they sum to one
  sim::Distribution years_in_post = sim::Distribution::constant(0);  // of those employed when the run begins

  // Feedbacks, on the logarithm of the hazard; 0: off.
  double stress = 0;
  double manager_gap = 0;
  double workload = 0;  // directly from caseload: pooled studies find none (Kim and Kao 2014)
};

/// A worker's stress, from 0 to 1, follows after some months what the work and the manager give cause for:
/// of_workload * (pressure above `bearable`, at most 1) + of_missed_supervision * (share of an interval by which the
/// session is overdue, at most 1).
struct Stress {
  double of_workload = 0;
  double of_missed_supervision = 0;
  double bearable = 1;                 // pressure that causes none
  Span memory{4, Span::Unit::months};  // time constant of the lag
};

/// Somebody who has just started is given a share of a colleague's caseload and works that share of the client hours,
/// growing evenly to the whole.
struct Induction {
  double begins_at = 1;                  // share of a colleague's, above 0
  Span full_after{0, Span::Unit::days};  // since the first day
  sim::Minutes mentor_each_week{0};      // of an experienced colleague in the team, until then; for case holders
};

/// Protection in the first year of practice.
struct NewlyQualified {
  Span lasts{12, Span::Unit::months};  // then the contract is permanent
  double protected_share = 0;          // of client hours and of a colleague's caseload; one allowance, not two
  std::vector<StatusId> not_given;     // no child whose leading status is one of these
};

/// A month's intake of newly qualified people into vacant posts.
struct Intake {
  RoleId role{};
  unsigned month = 9;         // they start on its first working day
  double people_a_year = 0;   // full-timers
  std::vector<TeamId> teams;  // whose vacancies they fill, the largest first; empty: every team's
};

/// A role that is hired for in a way of its own.
struct HiringOfRole {
  RoleId role{};
  std::optional<double> success;  // absent: as in Hiring
  std::optional<RoleId> from;     // employees of this role may move into it,
  double from_within = 0;         // ... for this share of adverts, once they close: promotion, a move between teams
};

/// The board seeks nobody, and no intake fills a post, for less [FTE].
constexpr double least_sought = 0.5;

/// How vacant posts are filled: the board meets, advertises each vacancy, and most adverts find somebody in time.
struct Hiring {
  std::vector<RoleId> roles;  // that are advertised; empty: only measures bring people
  int every_days = 14;        // between meetings of the board
  double success = 1;         // share of adverts that find somebody; the others are advertised again
  sim::Distribution days_to_fail = sim::Distribution::constant(42);    // until it is known that nobody was found
  sim::Distribution days_to_start = sim::Distribution::constant(112);  // from the advert to the first day
  double starters_a_year = 0;  // most people who start in any 365 days, the intake not counted; 0: no limit
  std::vector<Intake> intakes;
  std::vector<HiringOfRole> of_role;

  /// Share of adverts for the role that find somebody from outside.
  double success_of(RoleId role) const;
  /// How the role is filled from within; none where it is not.
  const HiringOfRole* filled_from_within(RoleId role) const;
};

/// Agency staff who cover vacancies.
struct AgencyCover {
  std::vector<RoleId> roles;  // in which vacancies are covered; empty: none
  double share = 0;           // of vacant posts that are covered, from 0 to 1
  // Agency FTE / (agency FTE + employees' FTE) of these roles; nobody new above it, and who came last goes.
  double cap = 1;
  sim::Distribution days_to_arrive = sim::Distribution::constant(14);
  sim::Distribution booking_days = sim::Distribution::constant(182);  // of one person, from the first day
  int notice_days = 7;  // when the post is filled, or the cap falls, before the booking ends
  double converts = 0;  // share of bookings that end with a permanent contract, where a post is vacant
};

struct Employment {
  Leaving leaving;
  Stress stress;
  std::array<Induction, contract_count> induction;  // by Contract
  NewlyQualified newly_qualified;
  Hiring hiring;
  AgencyCover agency;
};

/// What overload does to work. A worker's pressure is the work done in the last four weeks over the hours there, and
/// what waits over the hours of four weeks: above 1 it does not all get done.
struct Overload {
  double bearable = 1;               // pressure above which the following begin
  double plan_work_waits_days = 0;   // plan work that sees no child is put off so long for each unit above; at most 1
  double work_cut_short = 0;         // share by which a worker's pieces are shorter, for each unit above; at most 1
  double closes_too_soon = 0;        // chance, for each unit above, that a need is taken for met; at most 1
  double comes_back_factor = 1;      // times as likely to come back, for a household closed so
  double progress_under_notice = 1;  // share of plan work's effect while the worker is about to leave
};

}  // namespace casetide::models
