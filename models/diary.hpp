// The diaries: conferences and meetings as appointments of all who must attend.
#pragma once

#include <array>
#include <optional>

#include "models/desk.hpp"

namespace casetide::models {

/// Who wants to know what became of a meeting.
class MeetingOwner {
 public:
  virtual ~MeetingOwner() = default;
  virtual void meeting_held(std::uint32_t child, ObligationId obligation, sim::Minutes length) = 0;
  /// It could not take place: somebody who must attend is not there.
  virtual void meeting_postponed(std::uint32_t child, ObligationId obligation, Cause why) = 0;
  /// What it waits for besides people, if anything: a report.
  virtual std::optional<Cause> why_not_ready(std::uint32_t child, ObligationId obligation) = 0;
};

/// When a meeting should be held.
struct Wish {
  sim::Date earliest;  // no slot before this day
  sim::Date aim;       // searched from here to the due day first, then back to the earliest, then beyond the due day
  sim::Date due_day;
  sim::Minutes length;  // a meeting longer than the shortest day of those who attend is held within that day
};

/// Where it stands in the diaries, and what keeps it from being in time, if it is late.
struct Arrangement {
  std::uint32_t meeting;
  Cause held_up_by;
};

class Diary {
 public:
  Diary(Run& run, Workforce& workforce, Desk& desk) : run_(run), workforce_(workforce), desk_(desk) {}
  void serve(MeetingOwner& owner) { owner_ = &owner; }

  /// Finds the first common slot of the child's worker and one person of each pool. Nothing within half a year: empty.
  std::optional<Arrangement> arrange(std::uint32_t child, ChildId id, ObligationId obligation, const Wish& wish,
                                     WorkerId holder, PoolId chairs, sim::Instant due);
  void cancel(std::uint32_t meeting);
  /// It is about another child of the household now, for whom it was arranged as well.
  void pass_on(std::uint32_t meeting, std::uint32_t child, ChildId id);
  /// Somebody goes for good: colleagues of the same role who are free then chair their meetings. What nobody can take
  /// is postponed when its time comes.
  void hand_over(WorkerId leaving);
  /// Another worker holds the child now and attends instead.
  void change_holder(std::uint32_t meeting, WorkerId holder);

  // Entries of the agenda.
  void begins(std::uint32_t meeting, std::uint32_t stamp);
  void ends(std::uint32_t meeting, std::uint32_t stamp);

 private:
  static constexpr std::size_t most_attending = 2;
  struct Meeting {
    std::uint32_t child = no_slot;
    ChildId id{};
    ObligationId obligation{};
    std::uint32_t stamp = 0;
    sim::Instant from, until;
    std::array<WorkerId, most_attending> attending{nobody, nobody};  // the case holder and the chair; either may lack
    bool begun = false;
  };
  struct Gap {
    sim::Instant from;
    sim::Instant until;
  };
  struct Slot {
    Gap gap;
    WorkerId chair;
  };

  std::optional<Slot> find_slot(const Wish& wish, WorkerId holder, PoolId chairs) const;
  std::optional<Slot> slot_on(sim::Date day, const Wish& wish, WorkerId holder, PoolId chairs) const;
  std::optional<Gap> common_gap(sim::Date day, sim::Minutes length, WorkerId a, WorkerId b) const;
  bool is_away(WorkerId worker, sim::Date day) const;
  WorkerId free_colleague(const Meeting& meeting, PoolId pool, WorkerId except) const;
  Cause why_late(const Wish& wish, WorkerId holder, PoolId chairs) const;
  std::uint32_t new_meeting();
  void book(std::uint32_t meeting);
  void unbook(std::uint32_t meeting);
  std::optional<Cause> why_not_held(const Meeting& meeting) const;

  Run& run_;
  Workforce& workforce_;
  Desk& desk_;
  MeetingOwner* owner_ = nullptr;
  std::vector<Meeting> meetings_;
  std::vector<std::uint32_t> free_;
};

}  // namespace casetide::models
