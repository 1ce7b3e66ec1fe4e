// Who gets a named worker: at the decision itself where there is room, otherwise each morning by urgency and wait.
#pragma once

#include <functional>
#include <vector>

#include "models/children.hpp"
#include "models/run.hpp"
#include "models/tallies.hpp"
#include "models/workforce.hpp"

namespace casetide::models {

/// Who is told that a child has a worker, or is about to lose one.
class AllocationListener {
 public:
  virtual ~AllocationListener() = default;
  /// The child has just come to `team` or to a worker; `changed` when it had another worker in this episode.
  virtual void worker_assigned(std::uint32_t child, bool changed) = 0;
  virtual void worker_lost(std::uint32_t child) = 0;
  /// Count what was missing before anything changes, and say where the child stands afterwards.
  virtual void before_change(std::uint32_t child) = 0;
  virtual void after_change(std::uint32_t child) = 0;
};

class Allocation {
 public:
  Allocation(Run& run, Register& children, Workforce& workforce, Tallies& tallies);
  void serve(AllocationListener& listener) { listener_ = &listener; }

  /// A named worker of `team` is wanted for the child. A child who has a worker elsewhere keeps that worker until
  /// then (a transfer); a child without one is unallocated from now on. Siblings go to the same worker together.
  void want(std::uint32_t child, TeamId team);
  /// No worker is wanted any more: the child is closed, or stays where it is.
  void withdraw(std::uint32_t child);
  /// The child's worker stops holding it (left, long absent): nobody's name on the case, and a new worker is wanted.
  void lose(std::uint32_t child);
  /// The child needs no worker any more.
  void release(std::uint32_t child);

  /// The managers' morning round of one team.
  void morning_round(TeamId team);
  /// The reason why children of the team wait may be another: posts are filled or empty.
  void judge_waiting(TeamId team);

  /// Calls `visit(child)` for each child who waits for a worker of the team, those whom another team holds included.
  template <typename Visit>
  void for_each_waiting(TeamId team, Visit visit) const {
    for (const Waiting& waiting : lists_[index(team)])
      if (children_.child(waiting.child).waiting_stamp == waiting.stamp) visit(waiting.child);
  }

  /// Why children of the team wait: a post that nobody covers, the managers' round, or everybody at the ceiling.
  Cause why_waiting(TeamId team) const { return cause_[index(team)]; }

 private:
  struct Waiting {
    std::uint8_t urgency;
    sim::Instant since;
    std::uint32_t child;
    std::uint32_t stamp;
  };
  static bool is_after(const Waiting& a, const Waiting& b);

  double weight_held(const Worker& worker) const;
  bool has_capacity(const Worker& worker) const;
  bool may_be_given(std::uint32_t child, const Worker& worker) const;
  WorkerId choose_worker(std::uint32_t child, TeamId team) const;
  WorkerId worker_of_sibling(std::uint32_t child, TeamId team) const;
  void join_list(std::uint32_t child);
  void drop_unwanted(std::vector<Waiting>& list);
  bool serve_first(TeamId team);
  void assign_household(std::uint32_t child, WorkerId worker);
  void assign(std::uint32_t child, WorkerId worker);
  void move_to(std::uint32_t child, TeamId team);

  Run& run_;
  Register& children_;
  Workforce& workforce_;
  Tallies& tallies_;
  AllocationListener* listener_ = nullptr;
  std::vector<std::vector<Waiting>> lists_;  // [team], heaps
  std::vector<Cause> cause_;                 // [team]
};

}  // namespace casetide::models
