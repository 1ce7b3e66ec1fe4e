// The recruitment board: vacancies are advertised and, after weeks, filled or advertised again; agency staff cover what
// is vacant meanwhile; the newly qualified come in autumn.
//
// The run begins in the midst of things. The vacancies of the first day have been advertised at meetings before it, at
// each as many, so that people start from the first weeks on; and where starters are limited, the year before the run
// is taken to have had as many as the limit allows, evenly spread.
#pragma once

#include <functional>
#include <vector>

#include "models/run.hpp"
#include "models/starters.hpp"
#include "models/workforce.hpp"

namespace casetide::models {

class RecruitmentBoard {
 public:
  using Join = std::function<void(const Joiner&)>;
  using Release = std::function<void(WorkerId)>;
  using MoveWithin = std::function<bool(const Joiner& post, RoleId from)>;

  RecruitmentBoard(Run& run, Workforce& workforce);
  /// `join` puts somebody in post now; `release` tells agency staff that they are not needed any more, and puts them
  /// under notice; `move_within` gives the post to an employee of another role; false: nobody suits.
  void serve(Join join, Release release, MoveWithin move_within) {
    join_ = std::move(join);
    release_ = std::move(release);
    move_within_ = std::move(move_within);
  }

  /// A meeting: advertises what is vacant and not yet advertised, and brings the cover by agency staff to what is
  /// wanted.
  void meet();
  /// To be called on the first working day of each month: the newly qualified whose month it is start, as far as there
  /// are vacancies.
  void take_in();

  /// So many agency staff [FTE] are wanted for good, besides the cover of vacancies.
  void want_more_agency(TeamId team, RoleId role, double fte) { agency_more_[place(team, role)] += fte; }

  /// Does the board fill posts of the role?
  bool advertises(RoleId role) const;

  // Entries of the agenda.
  void advert_answered(std::uint32_t advert);  // nobody was found
  void newcomer_starts(std::uint32_t advert);

 private:
  /// An advert for an employee, or an order for agency staff.
  struct Advert {
    Joiner wanted;
    sim::Date starts{};   // of an employee who was found
    bool closed = false;  // filled, failed or cancelled
    bool within = false;  // an employee moves into it, once it closes
  };
  /// How an advert goes.
  struct Answer {
    bool found = false;  // from outside
    bool within = false;
    double days = 0;  // until the first day, or until it is known that nobody was found
  };
  /// Posts of a role in a team that want somebody [FTE].
  struct Opening {
    TeamId team{};
    RoleId role{};
    double fte = 0;
  };

  void advertise_vacancies();
  bool advertise(const Opening& opening, double fte);
  Answer answer_to_new(const Opening& opening, std::uint32_t number) const;
  Answer answer_to_standing(const Opening& opening, std::uint32_t number) const;
  double share_within(RoleId role) const;
  bool is_within(const Opening& opening, std::uint32_t number, double share) const;

  void cover_vacancies();
  void cover(RoleId role);
  double agency_missing(TeamId team, RoleId role) const;
  double agency_booked(TeamId team, RoleId role) const;
  bool is_beyond_cap(double more) const;
  void order_agency(TeamId team, RoleId role);
  template <typename Where>
  bool release_last_to_come(Where where);
  template <typename Where>
  bool cancel_last_order(Where where);
  void keep_to_cap();
  void see_who_is_going();

  std::uint32_t open(const Joiner& wanted);
  void close(Advert& advert);
  sim::Date day_after(double days) const;
  sim::Date working_day(sim::Date day) const;
  std::size_t place(TeamId team, RoleId role) const {
    return index(team) * run_.scenario.pathway.roles.size() + index(role);
  }
  /// For chance: of a team and a role.
  std::uint32_t entity(const Opening& opening) const {
    return static_cast<std::uint32_t>(place(opening.team, opening.role));
  }
  std::size_t kind(TeamId team, RoleId role, Contract contract) const {
    return place(team, role) * contract_count + static_cast<std::size_t>(contract);
  }

  Run& run_;
  Workforce& workforce_;
  Join join_;
  Release release_;
  MoveWithin move_within_;
  std::vector<Advert> adverts_;
  std::vector<double> underway_;           // [team, role, contract], FTE advertised or ordered and not yet in post
  std::vector<std::uint32_t> advertised_;  // [team, role, contract], so far: the number of the draw
  std::vector<double> agency_more_;        // [team, role], FTE wanted besides what the scenario says
  std::vector<double> agency_going_;       // [team, role], FTE under notice
  YearsStarters starters_;                 // employees whom adverts found
  bool has_met_ = false;
};

}  // namespace casetide::models
