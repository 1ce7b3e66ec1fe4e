// Settling in: an experienced colleague gives time each week to whoever has just started.
#pragma once

#include <vector>

#include "models/desk.hpp"

namespace casetide::models {

class Mentoring final : public PieceOwner {
 public:
  Mentoring(Run& run, Workforce& workforce, Desk& desk) : run_(run), workforce_(workforce), desk_(desk) {}

  /// This week's time for somebody who is settling in comes onto their mentor's list; what is left of last week's is
  /// dropped. The mentor is a case holder of the same team past any induction, the one with the fewest to mentor when
  /// first asked, and stays until they leave. Nobody suitable, or the newcomer away: no time is given.
  void give_time(WorkerId newcomer, sim::Minutes time);
  /// Somebody needs no mentor any more; what is left of the last week's time is dropped.
  void settled_in(WorkerId newcomer);
  /// Somebody goes: as a newcomer, or as a mentor.
  void left(WorkerId worker);

  bool is_wanted(const Piece& piece) const override;
  sim::Minutes in_one_go(const Piece& piece) const override;
  sim::Minutes begin(const Piece& piece, WorkerId mentor) override;
  void suspend(const Piece& piece, sim::Minutes spent) override;
  void finish(const Piece& piece) override;
  sim::Minutes outstanding(const Piece& piece) const override;

 private:
  struct Newcomer {
    WorkerId mentor = nobody;
    sim::Minutes left{0};  // of this week's time, while it is wanted
    sim::Instant due{};    // the end of this week
    std::uint32_t stamp = 0;
  };
  WorkerId choose_mentor(WorkerId newcomer) const;
  bool may_mentor(const Worker& worker) const;
  std::ptrdiff_t mentored_by(WorkerId mentor) const;
  void hand_out(WorkerId newcomer);
  void drop(WorkerId newcomer);

  Run& run_;
  Workforce& workforce_;
  Desk& desk_;
  std::vector<Newcomer> newcomers_;  // [worker]
};

}  // namespace casetide::models
