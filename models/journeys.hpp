// The journeys of children through the pathway: referred, given statuses, decided about, moved between teams, closed.
#pragma once

#include <functional>
#include <optional>

#include "models/allocation.hpp"
#include "models/duties.hpp"

namespace casetide::models {

class Journeys : public AllocationListener {
 public:
  Journeys(Run& run, Register& children, Workforce& workforce, Duties& duties, Allocation& allocation,
           SafeguardLedger& ledger, Tallies& tallies);
  /// Called when the last open child of a household is closed; `comes_back` where the outcome that closed it says so.
  using HouseholdClosed = std::function<void(std::uint32_t household, std::optional<double> comes_back)>;
  void when_household_closed(HouseholdClosed call) { household_closed_ = std::move(call); }

  /// A referral for every child of the household who is not open and not grown up. False when there was none.
  bool refer(std::uint32_t household);
  /// The child comes without a referral and begins the statuses: a contact, or straight into care.
  void enter(std::uint32_t child, const std::vector<StatusId>& statuses);
  /// A child who was already open in `statuses` when the run began, and was referred then or before; its duties are the
  /// caller's.
  void place(std::uint32_t child, const std::vector<StatusId>& statuses, sim::Instant since, sim::Instant referred);
  /// The same of one who stands in a list of cases, held by `worker` (or nobody: then somebody is found, or it waits).
  void place(std::uint32_t child, const ListedCase& listed, WorkerId worker);

  void decide(std::uint32_t child, ObligationId obligation);

  // Entries of the agenda: a status that is met by time has come to its date; an open child reaches an age.
  void status_runs_out(std::uint32_t child, std::uint32_t stamp, StatusId status);
  void birthday(std::uint32_t child, const Birthday& birthday);

  // What allocation reports.
  void worker_assigned(std::uint32_t child, bool changed) override;
  void worker_lost(std::uint32_t child) override { duties_.worker_lost(child); }
  void before_change(std::uint32_t child) override { ledger_.settle(child, run_.now()); }
  void after_change(std::uint32_t child) override;

 private:
  const Pathway& pathway() const { return run_.scenario.pathway; }
  void open(std::uint32_t child);
  void count(std::uint32_t child, CountsAs as);
  CountsAs counts_as(const Child& child) const;
  void begin(std::uint32_t child, const std::vector<StatusId>& statuses);
  void begin(std::uint32_t child, StatusId status);
  /// Plan work that a child has had in a status [hours]: by now, and by the last time somebody looked whether its need
  /// was met.
  struct WorkGiven {
    double hours = 0;
    double when_looked_at = 0;
  };
  WorkGiven nominal_work(StatusId status, sim::Instant since) const;
  WorkGiven listed_work(const ListedCase& listed, StatusId status, sim::Instant since) const;
  void hold(std::uint32_t child, StatusId status, sim::Instant since, const WorkGiven& given);
  void end(std::uint32_t child, StatusId status);
  void close(std::uint32_t child, std::optional<double> comes_back);
  void settle_in(std::uint32_t child);
  void draw_need(std::uint32_t child, StatusId status, sim::Instant since, const WorkGiven& given);
  void note_if_closed_too_soon(std::uint32_t child, StatusId status);

  /// What is known when a decision is taken.
  struct Occasion {
    std::uint32_t draw = 0;  // of chance
    bool need_met = true;
    std::optional<ObligationId> hasty = {};  // what decides; the need is taken for met all the same
    int times = 1;                           // how often this has been decided in the status, this one counted
  };
  bool is_hasty(std::uint32_t child, ObligationId obligation) const;
  void note_haste(std::uint32_t child, ObligationId obligation);
  bool applies(const Decision::Case& candidate, std::uint32_t child, const Occasion& occasion) const;
  void take(std::uint32_t child, DecisionId id, const Occasion& occasion);
  void apply(std::uint32_t child, const Outcome& outcome);
  TeamId team_for(std::uint32_t child) const;

  Run& run_;
  Register& children_;
  Workforce& workforce_;
  Duties& duties_;
  Allocation& allocation_;
  SafeguardLedger& ledger_;
  Tallies& tallies_;
  HouseholdClosed household_closed_;
  bool in_haste_ = false;                     // the decision being taken calls a need met that is not
  std::vector<StatusId> begun_now_;           // by the outcome that is being applied
  std::uint32_t needs_worker_ = 0;            // statuses with a named worker, as bits
  std::uint32_t of_children_ = 0;             // statuses that count as child
  std::uint32_t of_care_leavers_ = 0;         // statuses that count as care leaver
  std::vector<std::vector<TeamId>> serving_;  // [status], in the order of the teams
  double nominal_progress(StatusId status) const;
  std::vector<double> progress_hours_per_day_;  // [status], when everything is done in time
};

}  // namespace casetide::models
