// The statutory pathway as data: statuses, the obligations each brings, and the decisions that end them.
// No statutory number stands in code: these tables are filled from scenarios/library/ and never change during a run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/ids.hpp"
#include "models/safeguard_names.hpp"
#include "models/span.hpp"
#include "sim/distribution.hpp"
#include "sim/time.hpp"

namespace casetide::models {

/// How a status that is not ended by its own decisions runs out.
struct Need {
  enum class MetBy : std::uint8_t {
    work,  // `amount` [hours of plan work]: met when obligations that progress the plan have delivered it; a review
           // notices
    time,  // `amount` [days since the status began]: met on that date, when `then` is decided at once
  };
  MetBy met_by = MetBy::work;
  sim::Distribution amount = sim::Distribution::constant(0);
  std::optional<DecisionId> then;  // only for `time`
  /// Of the work done so far, the share that a change of worker undoes, in [0, 1]. Only for `work`.
  double lost_on_change_of_worker = 0;
  bool operator==(const Need&) const = default;
};

/// What a holder of a status is to the service, and where its days are counted.
enum class CountsAs : std::uint8_t {
  child,        // an open child
  care_leaver,  // open, but grown up: time without a safeguard stands beside the headline, not in it
  contact,      // not (yet) a referral: nothing is counted
};

/// A legal or organisational standing that a child can hold; several at once.
/// Order in Pathway::statuses is precedence: a child's leading status is the last one in the table that it holds. It
/// says which team the child belongs to.
struct Status {
  std::string name;
  std::string label;
  bool needs_worker = true;  // a named worker must hold the child while it holds this status
  CountsAs counts_as = CountsAs::child;
  // Under which status days are reported while this one leads; absent: itself.
  std::optional<StatusId> reported_under = {};
  std::optional<Need> need = {};
  bool operator==(const Status&) const = default;
};

/// Who does a piece of work: the child's named worker, or anybody free in a role of the child's team
/// (of the whole authority where the team has nobody in that role).
struct Doer {
  bool case_holder = true;
  RoleId role{};  // only when not case_holder
  bool operator==(const Doer&) const = default;
};

/// What the law's clock runs from the first time.
enum class ClockFrom : std::uint8_t { status_start, referral, own_start };

/// What makes the clock start again, or meets an obligation that is owed once.
enum class RenewedBy : std::uint8_t { itself, seen, monitored };

/// Legal weight of a clock. The law-only figure counts `law` and `guidance` (statutory guidance).
enum class Basis : std::uint8_t { law, guidance, local, practice };

/// Days on which a rule of law holds: [from, until).
struct InForce {
  sim::Date from = sim::Date::min();
  sim::Date until = sim::Date::max();
  bool on(sim::Date day) const { return from <= day && day < until; }
  bool operator==(const InForce&) const = default;
};

/// How soon an obligation is owed again after it was met. At most one condition, for as long as it holds; without one:
/// once, or for ever if it is the last.
struct Interval {
  Span every;
  std::optional<Span> within;          // while the status is younger than this
  std::optional<ObligationId> before;  // until this one, which recurs, has been met
  std::optional<StatusId> holding;     // while the child holds this as well
  Interval(Span every_, std::optional<Span> within_ = {}) : every(every_), within(within_) {}
  bool has_condition() const { return within || before || holding; }
  bool operator==(const Interval&) const = default;
};

/// Work that discharges an obligation. One piece at a time by one person.
struct Work {
  Doer by;
  sim::Distribution hours = sim::Distribution::constant(0);  // client hours for the first child [hours]
  double further_child = 0;  // share of the first child's hours for each sibling served by the same piece, >= 0
  bool shared = true;        // siblings owed the same at the same time are served by one piece
  /// Working days before the due day by which people plan to be done [working days]. The piece is ready on the morning
  /// from which it can be done by then. Absent (`at_once`): it is ready the moment it is owed.
  std::optional<sim::Distribution> ready_before;
  /// When people choose what to do next, this work counts as due so much earlier [days]: safety before plan work.
  double head_start_days = 0;
  /// Time after that during which partners or family are not available [working days].
  sim::Distribution external_wait = sim::Distribution::constant(0);
  /// The share of attempts that fail because the family is not there or the child is not seen, in [0, 1). The time is
  /// spent, the clock runs on, and it is tried again.
  double attempt_fails = 0;
  /// The obligation is met only once somebody else has authorised the work.
  std::optional<Doer> authorised_by;
  sim::Distribution authorisation_hours = sim::Distribution::constant(0);
  bool operator==(const Work&) const = default;
};

/// A child who was not seen is tried again after so many working days.
constexpr int next_attempt_after = 2;

/// A conference or meeting: an appointment in the diary of all who must attend.
/// `Work::hours` is its length, `ready_before` the working day it aims at before the due day.
struct Meeting {
  std::vector<Doer> attended_by;
  int arranged_working_days_ahead = 10;  // the diaries are searched this long before the day aimed at
  std::vector<ObligationId> needs = {};  // not held while one of these is still owed to the child: reports not ready
  bool operator==(const Meeting&) const = default;
};

struct Obligation {
  std::string name;
  std::string label;
  StatusId during{};  // not used by on_change_of_worker, which holds in every status with a worker
  enum class Starts : std::uint8_t { with_status, when_decided, on_change_of_worker } starts = Starts::with_status;

  ClockFrom clock_from = ClockFrom::status_start;
  Span due;                          // the first clock
  std::vector<Interval> then_every;  // later clocks in order, the last one repeating; empty: owed once
  InForce in_force;                  // owed from this day to all who hold the status, and lapses for all on the last
  RenewedBy renewed_by = RenewedBy::itself;

  std::optional<Work> work;        // absent: a clock that other events renew (a watch), nobody's own work
  std::optional<Meeting> meeting;  // only with work

  bool sees_child = false;       // the child is seen
  bool monitors = false;         // a dated judgement on whether the plan works, by someone able to change it
  bool progresses_plan = false;  // its hours count towards the child's need
  std::optional<DecisionId> decides;

  std::optional<Component> safeguard;  // the component that is missing while this is overdue
  Basis basis = Basis::local;
  std::string source;
  bool counts_as_law() const { return basis == Basis::law || basis == Basis::guidance; }
  bool operator==(const Obligation&) const = default;
};

/// How soon an obligation that recurs is owed again, after having been met `met` times before: by the first interval
/// whose condition `holds`, otherwise by one interval after the other, the last for ever.
template <typename Holds>
Span next_interval(const Obligation& rule, int met, Holds holds) {
  for (const Interval& interval : rule.then_every) {
    const bool last = &interval == &rule.then_every.back();
    if (interval.has_condition() ? holds(interval) : met-- == 0 || last) return interval.every;
  }
  return rule.then_every.back().every;
}

/// One way a decision can go.
struct Outcome {
  std::string name;
  double share = 0;     // of this case's outcomes; they sum to one
  bool closes = false;  // every status ends, the child is closed
  std::vector<StatusId> ends;
  std::vector<StatusId> begins;
  std::vector<ObligationId> starts;  // obligations marked `when_decided`
  // If it closes: share of households that come back; absent: as Demand::returns has.
  std::optional<double> comes_back = {};
  bool operator==(const Outcome&) const = default;
};

/// A decision looks for the first of its cases that applies and draws one outcome by inverse CDF in written order.
struct Decision {
  static constexpr int any_age = 200;
  struct Case {
    std::optional<bool> need_met;       // of the status whose obligation decides; absent: either
    std::vector<StatusId> holding;      // applies only to a child holding any of these; empty: no condition
    std::vector<StatusId> not_holding;  // ... and none of these
    InForce in_force;
    int occasion = 1;         // applies from the so manieth time on that what decides is met in the status; 1: always
    int age_from = 0;         // years completed
    int age_below = any_age;  // years completed
    std::vector<Outcome> outcomes;
    bool operator==(const Case&) const = default;
  };
  std::string name;
  bool per_household = true;  // siblings who stand at the same decision share the draw
  std::vector<Case> cases;
  bool operator==(const Decision&) const = default;
};

/// The place of an outcome among all that its decision can have, one case after the other: what facts know it by.
inline std::size_t place_of_outcome(const Decision& decision, std::size_t which_case, std::size_t place) {
  for (std::size_t before = 0; before < which_case; ++before) place += decision.cases[before].outcomes.size();
  return place;
}

/// The outcome at that place. Throws std::out_of_range where there is none.
inline const Outcome& outcome_at(const Decision& decision, std::size_t place) {
  std::size_t which_case = 0;
  while (place >= decision.cases.at(which_case).outcomes.size()) place -= decision.cases[which_case++].outcomes.size();
  return decision.cases[which_case].outcomes[place];
}

/// A decision that is taken about every open child who reaches an age.
struct Birthday {
  int age = 0;  // years completed
  DecisionId decides{};
  bool operator==(const Birthday&) const = default;
};

/// What the national statistics call by these names. What a pathway lacks stays empty, and so do its figures.
struct NationalTerms {
  std::optional<StatusId> contact;
  std::optional<StatusId> in_assessment;
  std::optional<ObligationId> assessment;
  std::optional<StatusId> section_47;
  std::optional<ObligationId> initial_conference;
  std::optional<StatusId> protection_plan;
  std::vector<ObligationId> plan_reviews;
  std::vector<StatusId> in_need;  // an open child who has held one of these is a child in need
  std::optional<StatusId> looked_after;
  std::vector<ObligationId> care_reviews;
  std::vector<StatusId> placements;  // each beginning of one is a placement
  std::optional<StatusId> unaccompanied;
  std::optional<StatusId> care_leaver;
  std::vector<StatusId> unsuitable_accommodation;  // of care leavers
  std::optional<StatusId> bed_and_breakfast;
  std::vector<RoleId> social_workers;  // counted as children and family social workers, by the workforce census
  std::vector<RoleId> case_holders;    // ... those of them whose cases are counted
  bool operator==(const NationalTerms&) const = default;
};

struct Pathway {
  std::vector<Status> statuses;
  std::vector<Obligation> obligations;
  std::vector<Decision> decisions;
  std::vector<StatusId> on_referral;  // statuses that a new referral begins
  /// Reaching one of these after a re-referral within `hindsight` of closure makes that closure "too soon" (component
  /// J).
  std::vector<StatusId> serious;
  Span hindsight{12, Span::Unit::months};
  std::vector<Birthday> birthdays;
  int adult_at = 18;  // years completed: nobody older is referred
  NationalTerms national;

  std::vector<std::string> roles;  // names; RoleId is a place here. Case holders hold children
  std::vector<RoleId> case_holding_roles;
  std::vector<RoleId> chairing_roles;  // waits for these are tagged iro_chair
  std::vector<RoleId> managing_roles;  // waits for these are tagged manager
  bool operator==(const Pathway&) const = default;
};

}  // namespace casetide::models
