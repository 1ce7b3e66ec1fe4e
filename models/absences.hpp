// Time away from work: each person's spells of leave and sickness, the same under every plan.
#pragma once

#include <functional>

#include "models/allocation.hpp"
#include "models/desk.hpp"
#include "models/safeguards.hpp"
#include "models/tallies.hpp"

namespace casetide::models {

class Absences {
 public:
  Absences(Run& run, Workforce& workforce, Desk& desk, Allocation& allocation, SafeguardLedger& ledger,
           Tallies& tallies);

  /// Called when somebody goes away, and when they are back.
  void when_away(std::function<void(WorkerId)> call) { when_away_ = std::move(call); }
  void when_back(std::function<void(WorkerId)> call) { when_back_ = std::move(call); }
  /// Called just before either.
  void before_either(std::function<void(WorkerId)> call) { before_either_ = std::move(call); }

  /// Draws the first spells of somebody who has just joined.
  void joined(WorkerId worker);

  /// Somebody who is in post when the run begins is away until the end of `last`.
  void is_away(WorkerId worker, sim::Date last);

  // Entries of the agenda.
  void begins(WorkerId worker, std::size_t kind);
  void ends(WorkerId worker);
  void cover_needed(WorkerId worker, std::uint32_t spell);

 private:
  void go(Worker& worker, sim::Date last);
  void schedule_spell(WorkerId worker, std::size_t kind);
  sim::Date next_spell(const Absence& rule, double spells) const;
  void count_days_lost(const Worker& worker, sim::Date first, sim::Date last);
  void settle_children(const Worker& worker);
  sim::Date last_day(WorkerId worker, std::size_t kind, std::uint32_t spell, sim::Date first) const;

  struct Spells {
    std::vector<std::uint32_t> drawn;  // [kind]
    std::uint32_t begun = 0;
  };

  Run& run_;
  Workforce& workforce_;
  Desk& desk_;
  Allocation& allocation_;
  SafeguardLedger& ledger_;
  Tallies& tallies_;
  std::vector<Spells> spells_;  // [worker]
  std::function<void(WorkerId)> when_away_, when_back_, before_either_;
};

}  // namespace casetide::models
