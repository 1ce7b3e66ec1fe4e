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
};

/// A legal or organisational standing that a child can hold; several at once.
/// Order in Pathway::statuses is precedence: a child's leading status is the last one in the table that it holds.
struct Status {
  std::string name;
  std::string label;
  bool needs_worker = true;  // a named worker must hold the child while it holds this status
  std::optional<Need> need;
};

/// Who does a piece of work: the child's named worker, or anybody free in a role of the child's team
/// (of the whole authority where the team has nobody in that role).
struct Doer {
  bool case_holder = true;
  RoleId role{};  // only when not case_holder
};

/// What the law's clock runs from the first time.
enum class ClockFrom : std::uint8_t { status_start, referral, own_start };

/// What makes the clock start again, or meets an obligation that is owed once.
enum class RenewedBy : std::uint8_t { itself, seen, monitored };

/// Legal weight of a clock. The law-only figure counts `law` and `guidance` (statutory guidance).
enum class Basis : std::uint8_t { law, guidance, local, practice };

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
  /// The obligation is met only once somebody else has authorised the work.
  std::optional<Doer> authorised_by;
  sim::Distribution authorisation_hours = sim::Distribution::constant(0);
};

/// A conference or meeting: an appointment in the diary of all who must attend.
/// `Work::hours` is its length, `ready_before` the working day it aims at before the due day.
struct Meeting {
  std::vector<Doer> attended_by;
  int arranged_working_days_ahead = 10;  // the diaries are searched this long before the day aimed at
};

struct Obligation {
  std::string name;
  std::string label;
  StatusId during{};  // not used by on_change_of_worker, which holds in every status with a worker
  enum class Starts : std::uint8_t { with_status, when_decided, on_change_of_worker } starts = Starts::with_status;

  ClockFrom clock_from = ClockFrom::status_start;
  Span due;                      // the first clock
  std::vector<Span> then_every;  // later clocks in order, the last one repeating; empty: owed once
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
};

/// One way a decision can go.
struct Outcome {
  std::string name;
  double share = 0;     // of this case's outcomes; they sum to one
  bool closes = false;  // every status ends, the child is closed
  std::vector<StatusId> ends;
  std::vector<StatusId> begins;
  std::vector<ObligationId> starts;  // obligations marked `when_decided`
};

/// A decision looks for the first of its cases that applies and draws one outcome by inverse CDF in written order.
struct Decision {
  struct Case {
    std::optional<bool> need_met;       // of the status whose obligation decides; absent: either
    std::vector<StatusId> holding;      // applies only to a child holding any of these; empty: no condition
    std::vector<StatusId> not_holding;  // ... and none of these
    std::vector<Outcome> outcomes;
  };
  std::string name;
  bool per_household = true;  // siblings who stand at the same decision share the draw
  std::vector<Case> cases;
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

  std::vector<std::string> roles;  // names; RoleId is a place here. Case holders hold children
  std::vector<RoleId> case_holding_roles;
  std::vector<RoleId> chairing_roles;  // waits for these are tagged iro_chair
  std::vector<RoleId> managing_roles;  // waits for these are tagged manager
};

}  // namespace casetide::models
