// What every part of one replication knows: the scenario, time, chance, and whom to tell the facts.
#pragma once

#include <vector>

#include "models/coincidence.hpp"
#include "models/facts.hpp"
#include "models/scenario.hpp"
#include "sim/agenda.hpp"
#include "sim/random.hpp"

namespace casetide::models {

struct Run {
  const Scenario& scenario;
  sim::Agenda& agenda;
  sim::Chance chance;
  std::vector<Observer*> observers;
  std::vector<Observer*> fact_watchers;  // those of them who watch facts

  Run(const Scenario& scenario_, sim::Agenda& agenda_, sim::Chance chance_, std::vector<Observer*> observers_)
      : scenario(scenario_), agenda(agenda_), chance(chance_), observers(std::move(observers_)) {
    for (Observer* observer : observers)
      if (observer->watches_facts()) fact_watchers.push_back(observer);
  }

  sim::Instant now() const { return agenda.now(); }
  const sim::Calendar& calendar() const { return scenario.calendar; }

  void state(Fact fact) const {
    if (fact_watchers.empty()) return;
    fact.at = now();
    for (Observer* observer : fact_watchers) observer->observe(fact);
  }

  void schedule(sim::Instant at, std::uint8_t phase, EntryKind kind, std::uint32_t subject, std::uint32_t stamp = 0,
                std::size_t detail = 0) const {
    agenda.schedule(at, phase, static_cast<std::uint16_t>(kind), subject, stamp, static_cast<std::uint16_t>(detail));
  }
};

}  // namespace casetide::models
