// What every part of one replication knows: the scenario, time, chance, and whom to tell the facts.
#pragma once

#include <array>
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
  std::array<std::vector<Observer*>, fact_kind_count> watching;  // [kind], those of them who watch it

  Run(const Scenario& scenario_, sim::Agenda& agenda_, sim::Chance chance_, std::vector<Observer*> observers_)
      : scenario(scenario_), agenda(agenda_), chance(chance_), observers(std::move(observers_)) {
    for (std::size_t kind = 0; kind < fact_kind_count; ++kind)
      for (Observer* observer : observers)
        if (observer->watches(static_cast<FactKind>(kind))) watching[kind].push_back(observer);
  }

  sim::Instant now() const { return agenda.now(); }
  const sim::Calendar& calendar() const { return scenario.calendar; }

  bool is_watched(FactKind kind) const { return !watching[static_cast<std::size_t>(kind)].empty(); }

  void state(Fact fact) const {
    const auto& observing = watching[static_cast<std::size_t>(fact.kind)];
    if (observing.empty()) return;
    fact.at = now();
    for (Observer* observer : observing) observer->observe(fact);
  }

  void schedule(sim::Instant at, std::uint8_t phase, EntryKind kind, std::uint32_t subject, std::uint32_t stamp = 0,
                std::size_t detail = 0) const {
    agenda.schedule(at, phase, static_cast<std::uint16_t>(kind), subject, stamp, static_cast<std::uint16_t>(detail));
  }
};

}  // namespace casetide::models
