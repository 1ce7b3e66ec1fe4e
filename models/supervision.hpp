// Supervision: a manager sits down with each case holder every so often and goes through children, those first whose
// watch runs out first. The session has minutes, so that a full caseload is not gone through in one.
#pragma once

#include <utility>
#include <vector>

#include "models/desk.hpp"
#include "models/duties.hpp"
#include "models/safeguards.hpp"

namespace casetide::models {

class SupervisionSessions final : public PieceOwner {
 public:
  SupervisionSessions(Run& run, Workforce& workforce, Desk& desk, Duties& duties, const SafeguardLedger& ledger,
                      Tallies& tallies);

  /// Somebody joins: their first session stands somewhere within the first interval.
  void joined(WorkerId worker);
  /// Somebody who is there when the run begins had their last session on that day: the next is due an interval later.
  void was_held(WorkerId worker, sim::Date day);
  /// Somebody goes away, perhaps out of a session; is back, and may have missed one.
  void left(WorkerId worker);
  void returned(WorkerId worker);

  /// By what share of an interval somebody's session is overdue: 0 to 1.
  double overdue_share(WorkerId worker) const;

  // Entry of the agenda: a session comes onto the managers' list.
  void due(WorkerId worker, std::uint32_t stamp);

  bool is_wanted(const Piece& piece) const override;
  sim::Minutes in_one_go(const Piece& piece) const override;
  sim::Minutes begin(const Piece& piece, WorkerId manager) override;
  void suspend(const Piece& piece, sim::Minutes spent) override;
  void finish(const Piece& piece) override;
  sim::Minutes outstanding(const Piece& piece) const override;

 private:
  struct Session {
    sim::Instant due = sim::never;
    sim::Minutes left{-1};    // negative: not begun
    std::uint32_t stamp = 0;  // changes whenever a piece or an entry no longer holds
    bool on_list = false;
    WorkerId manager = nobody;  // the last who began it
  };
  void schedule(WorkerId worker, sim::Date day);
  /// Between sessions of the worker: the newly qualified are seen more often at first.
  Span interval(WorkerId worker) const;
  void hand_out(WorkerId worker);
  sim::Minutes length(const Piece& piece) const;
  std::size_t children_in_a_session() const;

  Run& run_;
  Workforce& workforce_;
  Desk& desk_;
  Duties& duties_;
  const SafeguardLedger& ledger_;
  Tallies& tallies_;
  std::vector<Session> sessions_;                                      // [worker supervised]
  std::vector<std::pair<sim::Instant, std::uint32_t>> watched_until_;  // children of the session that ends
};

}  // namespace casetide::models
