// The children and households of one replication, as plain records in reusable slots.
// A slot is a place in memory; a ChildId or HouseholdId is for ever and the same in every plan.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/ids.hpp"
#include "models/pathway.hpp"
#include "models/safeguard_names.hpp"
#include "sim/large_table.hpp"
#include "sim/time.hpp"

namespace casetide::models {

inline constexpr std::uint32_t no_slot = 0xffffffff;
inline constexpr std::uint32_t largest_household = 8;

struct Child {
  ChildId id{};
  std::uint32_t household = no_slot;  // slot
  std::uint32_t statuses = 0;         // one bit for each status held
  std::uint32_t has_held = 0;         // ... in this episode or, before it, by the slot
  std::uint32_t held_place = 0;       // in Worker::held
  std::uint32_t waiting_stamp = 0;    // of its entry in a waiting list; even: not waiting
  WorkerId worker = nobody;           // who holds the child
  TeamId team{};                      // where it belongs
  TeamId wanted_by{};                 // where it is waiting to be allocated
  bool open = false;
  bool placed = false;  // belongs to a team, in this episode
  CountsAs counts_as = CountsAs::contact;
  std::uint8_t workers_had = 0;  // in this episode: each after the first is a change of worker
  bool at_front_door = false;    // what begins now does so because of the referral
  bool back_too_soon = false;    // this episode began within the hindsight span of the last closure
  sim::Date born{};
  sim::Instant opened{};
  sim::Instant referral{};  // of this episode
  sim::Instant last_referral = sim::never;
  sim::Instant closed = sim::never;  // last closure
  // In this episode, as far as the run or its list of cases knows; never: not yet.
  sim::Instant last_seen = sim::never;
  sim::Instant last_review = sim::never;
  sim::Instant last_supervision = sim::never;
  sim::Instant worker_needed = sim::never;  // since when it should have had a named worker and has had none
};

struct Household {
  HouseholdId id{};
  std::uint32_t first_child = 0;  // slots of its children follow each other
  std::uint8_t children = 0;
  std::uint8_t open_children = 0;
  std::uint8_t urgency = 0;
  std::uint32_t episode = 0;  // how often the household has come
};

/// What becomes of a duty.
enum class DutyState : std::uint8_t {
  none,     // not owed
  watched,  // a clock without work of its own
  planned,  // the work begins when it is ready
  ready,    // in a worker's or a role's list
  in_hand,  // somebody works on it
  joined,   // served by the piece of work of a sibling
  awaiting_authorisation,
  to_arrange,  // a meeting to be put in the diaries
  arranged,    // ... that stands in them
};

/// Working time in a record that there are many of.
using ShortMinutes = std::chrono::duration<std::int32_t, std::ratio<60>>;

/// One obligation towards one child. Kept to half a cache line: a service holds a hundred thousand of them.
struct alignas(32) Duty {
  sim::Instant due = sim::never;
  ShortMinutes allowed{0};  // from its clock's start to the due instant
  ShortMinutes left{0};     // work still to do on the piece; negative: not begun
  std::uint32_t stamp = 0;  // changes whenever an entry on the agenda no longer holds
  std::uint32_t held_by =
      no_slot;                   // joined: the child whose piece serves it; arranged: the meeting; in hand: the worker
  std::uint16_t occurrence = 0;  // how often it has been met since the status began
  std::int16_t days_ahead = 0;   // from the day on which people mean to do it to the due day [calendar days]
  std::uint16_t effort = 0;      // of the piece for one child [minutes]
  std::uint8_t attempts = 0;     // that failed
  DutyState state : 4 = DutyState::none;
  bool waits_for_others : 1 = false;    // partners or family are not available before the morning of the day meant
  Cause held_up_by : 3 = Cause::queue;  // what keeps the booking from being in time, when arranged

  bool owed() const { return state != DutyState::none; }
  /// When its clock started.
  sim::Instant since() const { return due - allowed; }
  /// The last day on which it is done in time.
  sim::Date due_day() const { return sim::date_of(due - sim::Minutes{1}); }
  /// The day on which people mean to do it.
  sim::Date aim() const { return due_day() - std::chrono::days{days_ahead}; }
};
static_assert(sizeof(Duty) == 32);

/// A child's standing in one status.
struct Standing {
  sim::Instant since{};
  sim::Minutes needed{0};     // of work, when the need is met by it
  sim::Minutes work_left{0};  // ... of that
  std::uint32_t stamp = 0;
  std::uint16_t times = 0;  // how often the status has begun in this episode
};

/// Obligations with the statuses that bring them, as bits: what a child cannot owe is passed over without a look at its
/// duty. All bits for what a change of worker brings, whatever the child holds.
struct BroughtBy {
  static constexpr std::uint32_t any = 0xffffffff;
  ObligationId obligation;
  std::uint32_t statuses;
};
using Brought = std::vector<BroughtBy>;
BroughtBy brought_by(const Pathway& pathway, ObligationId obligation);

class Register {
 public:
  explicit Register(const Pathway& pathway);
  /// Makes room for so many children at once.
  void reserve(std::size_t children);

  /// A new household with `count` children in consecutive slots; all closed.
  std::uint32_t add_household(HouseholdId id, std::uint32_t count);
  /// Gives the slots of a household that will not come back to the next one of its size.
  void forget_household(std::uint32_t household);

  Child& child(std::uint32_t slot) { return children_[slot]; }
  const Child& child(std::uint32_t slot) const { return children_[slot]; }
  Household& household(std::uint32_t slot) { return households_[slot]; }
  const Household& household_of(std::uint32_t child) const { return households_[children_[child].household]; }
  Household& household_of(std::uint32_t child) { return households_[children_[child].household]; }
  std::uint32_t child_count() const { return static_cast<std::uint32_t>(children_.size()); }

  Duty& duty(std::uint32_t child, ObligationId obligation) { return duties_[child * obligations_ + index(obligation)]; }
  const Standing& standing(std::uint32_t child, StatusId status) const {
    return standings_[child * statuses_ + index(status)];
  }
  const Duty& duty(std::uint32_t child, ObligationId obligation) const {
    return duties_[child * obligations_ + index(obligation)];
  }
  Standing& standing(std::uint32_t child, StatusId status) { return standings_[child * statuses_ + index(status)]; }

  /// Calls `visit(obligation, duty)` for each of these that is owed to the child.
  template <typename Visit>
  void for_each_owed(std::uint32_t child, const Brought& among, Visit visit) {
    for (const BroughtBy& brought : among) {
      if (brought.statuses != BroughtBy::any && (brought.statuses & children_[child].statuses) == 0) continue;
      Duty& duty = this->duty(child, brought.obligation);
      if (duty.owed()) visit(brought.obligation, duty);
    }
  }

  bool holds(std::uint32_t child, StatusId status) const { return children_[child].statuses >> index(status) & 1u; }
  /// Which occasion of a draw this is: the household's episode, how often the status has begun in it, and how often
  /// the thing has happened since. The same in every plan, and never the same twice.
  std::uint32_t occasion(std::uint32_t child, StatusId status, std::uint32_t occurrence) const;

  /// The last status in the table that the child holds. Only for an open child.
  StatusId leading_status(std::uint32_t child) const;
  /// Under which its days are reported. Only for an open child.
  StatusId reported_status(std::uint32_t child) const { return reported_under_[index(leading_status(child))]; }

 private:
  std::size_t obligations_;
  std::size_t statuses_;
  std::vector<StatusId> reported_under_;  // [leading status]
  sim::LargeTable<Child> children_;
  sim::LargeTable<Household> households_;
  sim::LargeTable<Duty> duties_;                                       // [child, obligation]
  sim::LargeTable<Standing> standings_;                                // [child, status]
  std::vector<std::uint32_t> free_households_[largest_household + 1];  // by size
};

}  // namespace casetide::models
