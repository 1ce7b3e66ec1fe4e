// A children's service as a whole, under one plan: the only place that knows all its parts.
#pragma once

#include <memory>
#include <vector>

#include "models/facts.hpp"
#include "models/plan.hpp"
#include "models/scenario.hpp"
#include "sim/agenda.hpp"
#include "sim/engine.hpp"

namespace casetide::models {

class Closures;

class Service : public sim::EntryHandler {
 public:
  /// The service at the start of the warm-up, with its stocks in place and its first referral on the agenda.
  /// Observers are told every fact and sample, in this order, and must outlive the service.
  Service(const Scenario& scenario, const Plan& plan, int replication, std::vector<Observer*> observers);
  ~Service() override;

  sim::Agenda& agenda();

  /// The rhythms of the organisation: the managers' morning round, the leader of the plan, the recorder.
  std::vector<sim::Routine> routines();
  /// Where people are: headquarters first, then the teams.
  std::vector<std::string> places() const;

  void handle(const sim::Entry& entry) override;

  /// Who is there now, as a list that a run may start from; `closures` has watched from the start.
  CaseList list(const Closures& closures) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Runs one replication of a plan to the end on the engine. One per process.
/// `progress`, where given, receives the simulated minutes. Throws sim::RunFailure.
void run_replication(const Scenario& scenario, const Plan& plan, int replication, std::vector<Observer*> observers,
                     std::atomic<std::int64_t>* progress = nullptr);

/// Runs one replication of a plan until the morning of `day`, which lies within the scenario's period, and says who is
/// there then. One per process. Throws sim::RunFailure.
CaseList list_on(const Scenario& scenario, const Plan& plan, int replication, sim::Date day);

}  // namespace casetide::models
