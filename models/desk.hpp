// Everybody's desk: which piece of work is done next, by whom, begun, suspended and finished.
// A person works on one piece at a time; unfinished work goes on the next morning.
#pragma once

#include <array>
#include <vector>

#include "models/run.hpp"
#include "models/workforce.hpp"

namespace casetide::models {

/// Whose pieces the desk handles.
class PieceOwner {
 public:
  virtual ~PieceOwner() = default;
  /// False when what the piece was for has been done, dropped or handed to somebody else.
  virtual bool is_wanted(const Piece& piece) const = 0;
  /// How long the piece takes if it cannot be left half done overnight; 0: it can.
  virtual sim::Minutes in_one_go(const Piece& piece) const = 0;
  /// The piece is taken up; returns the working time still to do on it.
  virtual sim::Minutes begin(const Piece& piece, WorkerId worker) = 0;
  /// The piece goes back to the list it came from; `spent` working time has been done since it was taken up.
  virtual void suspend(const Piece& piece, sim::Minutes spent) = 0;
  virtual void finish(const Piece& piece) = 0;
  /// Working time that the piece, waiting on a list, is expected to take.
  virtual sim::Minutes outstanding(const Piece& piece) const = 0;
};

class Desk {
 public:
  Desk(Run& run, Workforce& workforce) : run_(run), workforce_(workforce) {}
  void serve(PieceKind kind, PieceOwner& owner) { owners_[static_cast<std::size_t>(kind)] = &owner; }

  /// The rank of a piece that becomes ready now and is due at `due`, by the scenario's work policy.
  std::int64_t rank(sim::Instant due, double head_start_days) const;

  /// Puts a piece on one person's list, or on the list of a role.
  void add(WorkerId worker, Piece piece);
  void add(PoolId pool, Piece piece);

  /// Puts what the person works on back on its list. Nothing happens to somebody who is idle.
  void suspend(Worker& worker);
  /// Drops what the person works on: nobody wants it any more.
  void abandon(Worker& worker);
  /// Working time that waits on the person's own list, what is in hand included.
  sim::Minutes backlog(const Worker& worker) const;
  /// What is left of the piece in hand.
  sim::Minutes still_to_do(const Worker& worker) const;
  bool is_wanted(const Piece& piece) const { return owner(piece).is_wanted(piece); }
  sim::Minutes outstanding(const Piece& piece) const { return owner(piece).outstanding(piece); }
  /// The person works the hours that the scenario and their capacity now say. Outside meetings only; what is in hand
  /// goes back on its list first.
  void change_hours(Worker& worker);

  /// Lets an idle person look for work, now or at the next working instant.
  void wake(Worker& worker);

  // Entries of the agenda.
  void begin_work(WorkerId worker);
  void work_done(WorkerId worker, std::uint32_t stamp);
  void day_over(WorkerId worker, std::uint32_t stamp);

 private:
  void offer(const Pool& pool);
  void schedule_end(Worker& worker, sim::Minutes left);
  void look_again_in_the_morning(Worker& worker);
  sim::Minutes free_time(const Worker& worker) const;
  bool may_be_more_urgent(const Worker& worker) const;
  sim::Minutes rest_of_day(const Worker& worker) const;
  Piece choose(Worker& worker);
  PieceList* first_list(Worker& worker);
  void drop_unwanted(PieceList& list) const;
  sim::Minutes end_stretch(Worker& worker, FactKind how);

  Run& run_;
  Workforce& workforce_;
  PieceOwner& owner(const Piece& piece) const { return *owners_[static_cast<std::size_t>(piece.kind)]; }
  std::array<PieceOwner*, piece_kind_count> owners_{};
  std::uint64_t sequence_ = 0;

  static constexpr std::size_t most_left = 8;  // pieces that are looked past in one choice
  struct Left {
    Piece piece;
    PieceList* from;
  };
  std::vector<Left> left_for_later_;
};

}  // namespace casetide::models
