// The state of the service at one instant, as the catalogue of measures defines it.
#pragma once

#include "models/accounts.hpp"
#include "models/backlog.hpp"
#include "models/duties.hpp"
#include "models/measures.hpp"

namespace casetide::models {

class Sampling {
 public:
  Sampling(Run& run, Register& children, Workforce& workforce, SafeguardLedger& ledger, Tallies& tallies,
           Accounts& accounts, const Backlog& backlog);

  /// Fills the sample for now. Children's ledgers and people's hours are counted up to now first.
  const Sample& take();

 private:
  void settle_all();
  void levels();
  void caseloads();
  void risk();
  void flows();
  void establishment();
  void people();
  std::size_t team_count() const { return run_.scenario.staffing.teams.size(); }

  Run& run_;
  Register& children_;
  Workforce& workforce_;
  SafeguardLedger& ledger_;
  Tallies& tallies_;
  Accounts& accounts_;
  const Backlog& backlog_;
  Brought with_safeguard_;
  Sample sample_;
  std::vector<std::vector<double>> loads_;  // [team], children per FTE of each case holder
};

}  // namespace casetide::models
