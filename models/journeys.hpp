// The journeys of children through the pathway: referred, given statuses, decided about, moved between teams, closed.
#pragma once

#include <functional>

#include "models/allocation.hpp"
#include "models/duties.hpp"

namespace casetide::models {

class Journeys : public AllocationListener {
 public:
  /// `on_household_closed(household)` is called when the last open child of a household is closed.
  Journeys(Run& run, Register& children, Workforce& workforce, Duties& duties, Allocation& allocation,
           SafeguardLedger& ledger, Tallies& tallies);
  void when_household_closed(std::function<void(std::uint32_t)> call) { household_closed_ = std::move(call); }

  /// A referral for every child of the household who is not open.
  void refer(std::uint32_t household);
  /// A child who was already open in `statuses` when the run began; its duties are the caller's.
  void place(std::uint32_t child, const std::vector<StatusId>& statuses, sim::Instant since);

  void decide(std::uint32_t child, ObligationId obligation);

  // Entry of the agenda: a status that is met by time has come to its date.
  void status_runs_out(std::uint32_t child, std::uint32_t stamp, StatusId status);

  // What allocation reports.
  void worker_assigned(std::uint32_t child, bool changed) override { duties_.worker_assigned(child, changed); }
  void worker_lost(std::uint32_t child) override { duties_.worker_lost(child); }
  void before_change(std::uint32_t child) override { ledger_.settle(child, run_.now()); }
  void after_change(std::uint32_t child) override;

 private:
  const Pathway& pathway() const { return run_.scenario.pathway; }
  void open(std::uint32_t child);
  void begin(std::uint32_t child, StatusId status);
  void hold(std::uint32_t child, StatusId status, sim::Instant since);
  void end(std::uint32_t child, StatusId status);
  void close(std::uint32_t child);
  void settle_in(std::uint32_t child);
  void draw_need(std::uint32_t child, StatusId status, sim::Instant since);
  void note_if_closed_too_soon(std::uint32_t child, StatusId status);

  const Decision::Case* case_for(const Decision& decision, std::uint32_t child, bool need_met) const;
  void take(std::uint32_t child, DecisionId id, bool need_met, std::uint32_t occasion);
  void apply(std::uint32_t child, const Outcome& outcome);
  TeamId team_for(std::uint32_t child) const;

  Run& run_;
  Register& children_;
  Workforce& workforce_;
  Duties& duties_;
  Allocation& allocation_;
  SafeguardLedger& ledger_;
  Tallies& tallies_;
  std::function<void(std::uint32_t)> household_closed_;
  std::vector<StatusId> begun_now_;           // by the outcome that is being applied
  std::uint32_t needs_worker_ = 0;            // statuses with a named worker, as bits
  std::vector<std::vector<TeamId>> serving_;  // [status], in the order of the teams
  double nominal_progress(StatusId status) const;
  std::vector<double> progress_hours_per_day_;  // [status], when everything is done in time
};

}  // namespace casetide::models
