// What is owed to each child: clocks that start, are planned, worked, met, renewed and lapse.
// Keeps the safeguards ledger in step and says why nothing happens while a safeguard is missing.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "models/children.hpp"
#include "models/desk.hpp"
#include "models/diary.hpp"
#include "models/purpose.hpp"
#include "models/run.hpp"
#include "models/safeguards.hpp"
#include "models/tallies.hpp"
#include "models/workforce.hpp"

namespace casetide::models {

class Duties : public PieceOwner, public MeetingOwner {
 public:
  /// `decide(child, obligation)` is called when an obligation that decides has been met.
  using Decide = std::function<void(std::uint32_t, ObligationId)>;

  Duties(Run& run, Register& children, Workforce& workforce, Desk& desk, Diary& diary, SafeguardLedger& ledger,
         Tallies& tallies);
  void when_deciding(Decide decide) { decide_ = std::move(decide); }

  /// Everything that a status brings by itself.
  void owe_all(std::uint32_t child, StatusId status);
  /// One obligation, its clock starting now (or where its rule says). Nothing happens when it is owed already.
  void owe(std::uint32_t child, ObligationId obligation);
  /// An obligation already under way when the run begins.
  void resume(std::uint32_t child, ObligationId obligation, sim::Instant since, sim::Instant due, int occurrence);
  void lapse_all(std::uint32_t child, StatusId status);
  /// What a change of worker has brought, which belongs to no status.
  void lapse_what_workers_owe(std::uint32_t child);
  /// Somebody who was a contact is a child of the service now: what is owed already is promised from now on.
  void promise_all(std::uint32_t child);
  /// A manager has gone through the child with its worker: somebody able to change its plan has judged it.
  void supervised(std::uint32_t child);

  /// The child has a (new) named worker: ready work goes to that worker's list, arranged meetings to that diary.
  void worker_assigned(std::uint32_t child, bool changed);
  /// The child's worker stops; to be called while the child still has it.
  void worker_lost(std::uint32_t child);

  /// Why the component is missing at present.
  Cause cause_of(std::uint32_t child, Component component);
  /// Why children of a team wait for a named worker, as the allocation sees it.
  void when_unallocated(std::function<Cause(TeamId)> cause) { unallocated_cause_ = std::move(cause); }

  // Entries of the agenda: the work can begin, or the meeting can be arranged; a law begins or ceases to hold.
  void ready(std::uint32_t child, std::uint32_t stamp, ObligationId obligation);
  void law_changes(ObligationId obligation, bool holds);

  // What the desk and the diary report.
  bool is_wanted(const Piece& piece) const override;
  sim::Minutes in_one_go(const Piece& piece) const override;
  sim::Minutes begin(const Piece& piece, WorkerId worker) override;
  void suspend(const Piece& piece, sim::Minutes spent) override;
  void finish(const Piece& piece) override;
  sim::Minutes outstanding(const Piece& piece) const override;
  /// Of a piece that waits, the part that is the child's: siblings who wait for the same share it.
  sim::Minutes part_of_piece(std::uint32_t child, ObligationId obligation) const;
  void meeting_held(std::uint32_t child, ObligationId obligation, sim::Minutes length) override;
  void meeting_postponed(std::uint32_t child, ObligationId obligation, Cause why) override;
  std::optional<Cause> why_not_ready(std::uint32_t child, ObligationId obligation) override;

 private:
  const Obligation& rule(ObligationId obligation) const { return run_.scenario.pathway.obligations[index(obligation)]; }
  std::uint32_t occasion(std::uint32_t child, ObligationId obligation) const;

  void start_clock(std::uint32_t child, ObligationId obligation, sim::Instant from, Span span);
  void renew(std::uint32_t child, ObligationId obligation);
  Span next_interval(std::uint32_t child, ObligationId obligation) const;
  void owe_no_more(std::uint32_t child, ObligationId obligation);
  void plan(std::uint32_t child, ObligationId obligation);
  void be_ready(std::uint32_t child, ObligationId obligation, sim::Instant at);
  void make_ready(std::uint32_t child, ObligationId obligation);
  void hand_out(std::uint32_t child, ObligationId obligation, bool authorisation);
  void arrange(std::uint32_t child, ObligationId obligation);
  double days_put_off(std::uint32_t child, ObligationId obligation) const;
  sim::Minutes effective(std::uint32_t child, sim::Minutes worth) const;
  void join_siblings(std::uint32_t child, ObligationId obligation);
  std::uint16_t draw_effort(std::uint32_t child, ObligationId obligation) const;
  double share_cut(std::uint32_t child, ObligationId obligation) const;
  ShortMinutes whole_piece(std::uint32_t child, ObligationId obligation);
  ShortMinutes expected(std::uint32_t child, ObligationId obligation) const;
  int days_of_work(std::uint32_t child, ObligationId obligation) const;
  ShortMinutes draw_authorisation(std::uint32_t child, ObligationId obligation);

  void complete(std::uint32_t child, ObligationId obligation);
  bool attempt_fails(std::uint32_t child, ObligationId obligation) const;
  void try_again(std::uint32_t child, ObligationId obligation);
  void meet(std::uint32_t child, ObligationId obligation, sim::Minutes hours_worth);
  void renew_by(RenewedBy event, std::uint32_t child, std::optional<ObligationId> except);
  void lapse(std::uint32_t child, ObligationId obligation);
  void release_joined(std::uint32_t leader, ObligationId obligation);
  bool pass_on(std::uint32_t leader, ObligationId obligation);
  void take_back(std::uint32_t child, ObligationId obligation);

  std::optional<Cause> report_awaited(std::uint32_t child, ObligationId meeting);
  /// Partners or family are not available yet.
  bool others_awaited(const Duty& duty) const;
  void refresh(std::uint32_t child, ObligationId obligation);
  Cause cause_of_duty(std::uint32_t child, ObligationId obligation, bool awaited);
  Cause cause_of_watch(std::uint32_t child, ObligationId watch);
  Cause usual_cause(const Doer& doer) const;
  Cause why_no_session(const Child& child) const;

  /// Calls `visit(slot)` for each child of the household that is served by the leader's piece.
  template <typename Visit>
  void for_each_joined(std::uint32_t leader, ObligationId obligation, Visit visit);

  Run& run_;
  Register& children_;
  Workforce& workforce_;
  Desk& desk_;
  Diary& diary_;
  SafeguardLedger& ledger_;
  Tallies& tallies_;
  Decide decide_;
  std::function<Cause(TeamId)> unallocated_cause_;

  // The pathway, indexed by what is asked for often.
  std::vector<std::vector<ObligationId>> during_;  // [status]
  Brought all_;
  std::array<Brought, component_count> of_component_;  // [component]
  Brought of_law_;
  std::vector<bool> reviews_;  // [obligation]
  std::vector<ObligationId> on_change_of_worker_;
  Brought renewed_by_seen_, renewed_by_monitored_;
};

}  // namespace casetide::models
