// The people who do the work: named workers in teams, who holds whom, and who is there.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/children.hpp"
#include "models/ids.hpp"
#include "models/run.hpp"

namespace casetide::models {

/// What a piece is a piece of, and so whose it is.
enum class PieceKind : std::uint8_t {
  duty,           // what is owed to a child
  authorisation,  // its second step: somebody else authorises the work
  supervision,    // of a worker
};
inline constexpr std::size_t piece_kind_count = 3;

/// A piece of work in somebody's list. Ordered by (due or arrival, sequence), according to the work policy.
struct Piece {
  std::int64_t rank = 0;
  std::uint64_t sequence = 0;
  std::uint32_t subject = no_slot;         // slot of the first child it serves; of supervision: the worker
  ChildId id{0xffffffff};                  // ... and the child's id
  std::uint32_t stamp = 0;                 // a piece whose duty or session has moved on is dropped when it is met
  ObligationId obligation{no_obligation};  // none for supervision
  PieceKind kind = PieceKind::duty;
  bool empty() const { return subject == no_slot; }
  bool is_authorisation() const { return kind == PieceKind::authorisation; }
  friend bool operator<(const Piece& a, const Piece& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.sequence < b.sequence;
  }
};

/// Pieces by rank; the first is the one to do next.
class PieceList {
 public:
  bool empty() const { return heap_.empty(); }
  const Piece& first() const { return heap_.front(); }
  void add(const Piece& piece);
  void drop_first();

 private:
  std::vector<Piece> heap_;
};

using PoolId = std::uint16_t;
inline constexpr PoolId no_pool = 0xffff;

/// People of one role in one team, who share a list of pieces that any of them may do.
struct Pool {
  TeamId team{};
  RoleId role{};
  std::vector<WorkerId> members;  // in the order of joining
  PieceList pieces;
};

/// A stretch of a person's diary.
struct Booking {
  sim::Instant from;
  sim::Instant until;
  std::uint32_t meeting;
};

struct Worker {
  WorkerId id{};
  TeamId team{};
  RoleId role{};
  Contract contract{};
  double fte = 1;
  bool holds_cases = false;
  bool in_pathway = false;     // holds children or does some of the pathway's work; others only count as staff
  sim::WorkingHours hours;     // of this person, each working day
  PoolId pool = no_pool;       // whose pieces this person may do
  PoolId home_pool = no_pool;  // ... when not on duty
  bool on_duty = false;        // takes a turn at another role's work today, which comes first

  bool in_post = false;
  bool absent = false;
  bool in_meeting = false;
  bool waits_for_morning = false;        // what there is to do no longer fits the day
  bool woken = false;                    // an entry to begin work stands on the agenda
  sim::Instant back_at{};                // while absent
  sim::Instant leave_from = sim::never;  // the next planned absence, known to the diary
  sim::Instant leave_until = sim::never;

  std::vector<std::uint32_t> held;  // children, by slot
  PieceList own;                    // pieces for the children held
  Piece current;                    // empty when idle
  sim::Instant began{};             // the current stretch
  sim::Minutes effort{0};           // that the piece needed then
  std::uint32_t stamp = 0;          // of the entry that ends the current stretch
  std::vector<Booking> diary;       // ascending, not overlapping, none in the past

  sim::Instant counted_until{};  // presence counted up to here
  sim::Minutes available{0};     // working time present
  sim::Minutes worked{0};        // working time worked, meetings included
  bool present() const { return in_post && !absent; }
  bool idle() const { return current.empty() && !in_meeting; }
};

class Workforce {
 public:
  explicit Workforce(const Scenario& scenario);

  /// A person who is not yet in post. Ids follow the order of adding.
  WorkerId add(TeamId team, RoleId role, Contract contract, double fte, sim::Minutes hours_per_day);

  Worker& worker(WorkerId id) { return workers_[index(id)]; }
  const Worker& worker(WorkerId id) const { return workers_[index(id)]; }
  std::span<Worker> workers() { return workers_; }
  Pool& pool(PoolId id) { return pools_[id]; }

  /// In post from now on.
  void join(WorkerId id, sim::Instant now);

  /// Those who do the work of a role for a team: its own people, else the first team's that has the role.
  PoolId pool_for(TeamId team, RoleId role) const { return pool_for_[index(team) * roles_ + index(role)]; }

  /// Puts the next people of the team's rota on duty for the day, and yesterday's back to their own work.
  void change_duty(TeamId team);

  /// Case holders of a team, in the order of joining.
  const std::vector<WorkerId>& case_holders(TeamId team) const { return case_holders_[index(team)]; }

  void hold(WorkerId id, std::uint32_t child, Register& children);
  void let_go(std::uint32_t child, Register& children);

  double posts(TeamId team) const { return posts_[index(team)]; }
  void add_posts(TeamId team, double fte) { posts_[index(team)] += fte; }
  /// Case-holding FTE in post, agency included.
  double case_holder_fte(TeamId team) const { return case_holder_fte_[index(team)]; }
  /// A post that nobody covers: more than half a full-timer missing from the establishment.
  bool has_vacancy(TeamId team) const { return posts(team) - case_holder_fte(team) > 0.5; }

  /// Counts presence up to now. To be called before it changes.
  void count_presence(Worker& worker, sim::Instant now) const;

 private:
  void find_roles_in_pathway();

  const Scenario& scenario_;
  std::size_t roles_;
  std::vector<bool> role_in_pathway_;
  std::vector<Worker> workers_;
  std::vector<Pool> pools_;
  std::vector<PoolId> pool_for_;  // [team, role]
  std::vector<std::vector<WorkerId>> case_holders_;
  std::vector<double> posts_;
  std::vector<double> case_holder_fte_;
  std::vector<std::size_t> next_on_duty_;  // [team], place among its case holders
};

}  // namespace casetide::models
