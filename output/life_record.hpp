// What one replication stated about children and staff, kept compactly and found again by child, household and worker:
// what a child's life and a team's week are told from.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "models/child_index.hpp"
#include "models/facts.hpp"
#include "models/scenario.hpp"

namespace casetide::output {

/// Somebody who ever was in post.
struct StaffMember {
  models::TeamId team{};
  models::RoleId role{};
  bool known = false;
};

/// The case holders of a team at a sample.
struct TeamState {
  sim::Instant at{};     // when the sample was taken
  double held = 0;       // children
  double per_fte = 0;    // children held per full-time case holder in post
  double posts = 0;      // FTE, as all that follow
  double uncovered = 0;  // posts that nobody covers, agency included
  double in_post = 0;    // of any role
  double available = 0;  // case holders neither on leave nor ill
};

/// Keeps what it is told; finish() must be called after the run and before anything is asked.
class LifeRecorder : public models::Observer {
 public:
  explicit LifeRecorder(const models::Scenario& scenario);

  bool watches(models::FactKind kind) const override;
  void observe(const models::Fact& fact) override;
  void sample(const models::Sample& sample) override;
  void finish();

  const models::Scenario& scenario() const { return scenario_; }

  /// In the order in which they were stated; without their household.
  models::Fact fact(std::size_t place) const;
  std::size_t fact_count() const { return facts_.size(); }
  /// Places of the facts that name the child or worker, ascending; empty for somebody of whom nothing was stated.
  std::span<const std::uint32_t> of(models::ChildId child) const;
  std::span<const std::uint32_t> of(models::WorkerId worker) const;

  /// When what is owed to the child as the obligation was due at the time of the fact at `place`; never where it was
  /// not owed.
  sim::Instant due_at(std::size_t place, models::ChildId child, std::uint8_t obligation) const;

  /// In the order in which they were first told of.
  const std::vector<models::ChildId>& children() const { return children_; }
  bool knows(models::ChildId child) const { return number_of(child) != models::ChildIndex::none; }
  models::HouseholdId household(models::ChildId child) const;
  /// The other children of the household who were ever told of.
  std::vector<models::ChildId> siblings(models::ChildId child) const;

  const StaffMember& member(models::WorkerId worker) const { return staff_.at(models::index(worker)); }
  std::size_t staff_count() const { return staff_.size(); }
  /// At the last sample that is not after the instant, or the first; nothing where none was taken.
  std::optional<TeamState> state(models::TeamId team, sim::Instant at) const;

 private:
  /// A fact in 28 bytes; a replication of a county has some millions.
  struct Kept {
    std::int32_t at, since, due;  // minutes since the run began, or never
    std::int32_t amount;          // minutes
    models::ChildId child;
    models::WorkerId worker;
    models::FactKind kind;
    std::uint8_t place, outcome;
    models::TeamId team;
  };
  static_assert(sizeof(Kept) == 28);
  struct Positions {
    std::vector<std::uint32_t> starts;  // by number, and one entry more
    std::vector<std::uint32_t> places;
    std::span<const std::uint32_t> of(std::uint32_t number) const;
  };
  template <typename NumberOf>
  static Positions indexed(const std::deque<Kept>& facts, std::uint32_t count, NumberOf number_of);

  std::uint32_t number_of(models::ChildId child) const;
  void note_people(const models::Fact& fact);
  std::int32_t minutes(sim::Instant instant) const;
  sim::Instant instant(std::int32_t minutes) const;

  const models::Scenario& scenario_;
  std::deque<Kept> facts_;
  mutable models::ChildIndex numbers_;  // remembers the last child asked for
  std::vector<models::ChildId> children_;
  std::vector<models::HouseholdId> households_;                                   // by number of the child
  std::unordered_map<std::uint32_t, std::vector<models::ChildId>> of_household_;  // by household
  std::vector<StaffMember> staff_;
  std::vector<sim::Instant> sampled_;
  std::vector<std::vector<TeamState>> samples_;  // [sample][team]
  Positions by_child_, by_worker_;
};

}  // namespace casetide::output
