// The people who do the work: named workers in teams, who holds whom, and who is there.
#pragma once

#include <array>
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
  mentoring,      // of a worker who is settling in
};
inline constexpr std::size_t piece_kind_count = 4;

/// A piece of work in somebody's list. Ordered by (due or arrival, sequence), according to the work policy.
struct Piece {
  std::int64_t rank = 0;
  std::uint64_t sequence = 0;
  std::uint32_t subject = no_slot;  // slot of the first child it serves; of supervision and mentoring: the worker
  ChildId id{0xffffffff};           // ... and the child's id
  std::uint32_t stamp = 0;          // a piece whose duty or session has moved on is dropped when it is met
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
  /// In no order.
  std::span<const Piece> pieces() const { return heap_; }
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
  std::uint32_t number = 0;  // for chance: whoever is the n-th to join so has the same in every plan
  TeamId team{};
  RoleId role{};
  Contract contract{};
  double fte = 1;
  std::uint16_t group = 0xffff;  // place in Team::staff of those here at the start
  bool holds_cases = false;
  bool in_pathway = false;    // holds children or does some of the pathway's work; others only count as staff
  sim::WorkingHours hours;    // of this person, each working day
  double capacity = 1;        // share of a colleague's caseload and client hours: while settling in, in the first year
  sim::Date started{};        // first day; of those here at the start of the run, before it
  bool under_notice = false;  // is given no more children
  sim::Instant leaves = sim::never;  // under notice: the morning after the last day
  double pressure = 0;    // work done in the last four weeks over the hours there, and waiting over those of four weeks
  double stress = 0;      // 0 to 1
  PoolId pool = no_pool;  // whose pieces this person may do
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

inline constexpr std::uint16_t no_group = 0xffff;

/// How many people stand in a role of a team, in full-time equivalents.
struct InPost {
  std::array<double, contract_count> fte{};  // by Contract
  double employees() const {
    return fte[static_cast<std::size_t>(Contract::permanent)] +
           fte[static_cast<std::size_t>(Contract::newly_qualified)];
  }
  double agency() const { return fte[static_cast<std::size_t>(Contract::agency)]; }
  double all() const { return employees() + agency(); }
};

/// Somebody who will be in post.
struct Joiner {
  TeamId team{};
  RoleId role{};
  Contract contract{};
  double fte = 1;
  std::uint16_t group = no_group;  // of those here at the start: their place in Team::staff
};

/// The number, for chance, of the n-th to join a team in a role on a contract during a run: under two plans the third
/// agency worker to come to a team is the same person. `roles`: how many the pathway has.
std::uint32_t newcomer_number(const Joiner& joiner, std::size_t roles, std::uint32_t nth);

class Workforce {
 public:
  explicit Workforce(const Scenario& scenario);

  /// A person who is not yet in post. Ids follow the order of adding.
  WorkerId add(const Joiner& joiner);

  Worker& worker(WorkerId id) { return workers_[index(id)]; }
  const Worker& worker(WorkerId id) const { return workers_[index(id)]; }
  std::span<Worker> workers() { return workers_; }
  std::span<const Worker> workers() const { return workers_; }
  Pool& pool(PoolId id) { return pools_[id]; }
  std::span<const Pool> pools() const { return pools_; }

  /// In post from now on.
  void join(WorkerId id, sim::Instant now);
  /// Not in post any more. Holds no child, works on nothing and stands in no diary; that is the caller's to see to.
  void leave(WorkerId id, sim::Instant now);
  void change_contract(WorkerId id, Contract contract);
  /// Client hours of the person by the scenario as it now reads, by role, contract, FTE and capacity. Nobody may be at
  /// work on anything then.
  sim::Minutes hours_of(const Worker& worker) const;

  /// Those who do the work of a role for a team: its own people, else the first team's that has the role.
  PoolId pool_for(TeamId team, RoleId role) const { return pool_for_[index(team) * roles_ + index(role)]; }

  /// Puts the next people of the team's rota on duty for the day, and yesterday's back to their own work.
  void change_duty(TeamId team);

  /// Case holders of a team, in the order of joining.
  const std::vector<WorkerId>& case_holders(TeamId team) const { return case_holders_[index(team)]; }

  void hold(WorkerId id, std::uint32_t child, Register& children);
  void let_go(std::uint32_t child, Register& children);

  /// Posts of a role in a team [FTE], and how many people stand in them.
  double posts(TeamId team, RoleId role) const { return posts_[place(team, role)]; }
  void add_posts(TeamId team, RoleId role, double fte) { posts_[place(team, role)] += fte; }
  const InPost& in_post(TeamId team, RoleId role) const { return in_post_[place(team, role)]; }
  /// Posts without an employee, covered by agency staff or not [FTE], never below 0.
  double vacancies(TeamId team, RoleId role) const;
  /// Is there a vacancy for the whole of that person?
  bool has_vacancy_for(TeamId team, RoleId role, double fte) const;
  /// Posts that nobody fills at all [FTE], never below 0.
  double uncovered(TeamId team, RoleId role) const;

  // Case-holding posts of a team, all roles that hold cases [FTE].
  double case_holding_posts(TeamId team) const;
  double case_holding_vacancies(TeamId team) const;
  double case_holding_uncovered(TeamId team) const;
  /// A post that nobody covers: more than half a full-timer missing from the establishment.
  bool has_vacancy(TeamId team) const { return case_holding_uncovered(team) > 0.5; }

  /// The scenario's establishment has changed from `before` to what it now says: posts change by the difference.
  void change_establishment(const std::vector<Team>& before);

  /// From now on, whoever is added comes during the run.
  void start_running() { running_ = true; }

  /// Counts presence up to now. To be called before it changes.
  void count_presence(Worker& worker, sim::Instant now) const;

 private:
  void find_roles_in_pathway();
  void set_up_pools();
  const StaffGroup* group_of(const Worker& worker) const;
  template <typename Figure>
  double over_case_holders(Figure figure) const;
  std::size_t place(TeamId team, RoleId role) const { return index(team) * roles_ + index(role); }
  double& fte_in_post(const Worker& worker) {
    return in_post_[place(worker.team, worker.role)].fte[static_cast<std::size_t>(worker.contract)];
  }

  const Scenario& scenario_;
  std::size_t roles_;
  std::vector<bool> role_in_pathway_;
  std::vector<Worker> workers_;
  std::vector<Pool> pools_;
  std::vector<PoolId> pool_for_;  // [team, role]
  std::vector<std::vector<WorkerId>> case_holders_;
  std::vector<double> posts_;                // [team, role]
  std::vector<InPost> in_post_;              // [team, role]
  bool running_ = false;                     // whoever joins now was not there at the start
  std::vector<std::uint32_t> joined_since_;  // [team, role, contract], after the start
  std::vector<std::size_t> next_on_duty_;    // [team], place among its case holders
};

}  // namespace casetide::models
