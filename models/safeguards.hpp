// The ledger of safeguards: for each open child, when each promised safeguard falls due, and the time during which one
// or more were missing, credited to components by the ladder, in equal shares and gross, and to causes.
//
// Lateness needs no events of its own: a child's clocks are read only when something about the child changes and at
// each sample (`settle`). Between two settlements the due instants and the causes of a child do not change.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "models/ids.hpp"
#include "models/safeguard_names.hpp"
#include "sim/large_table.hpp"
#include "sim/time.hpp"

namespace casetide::models {

/// What the ledger has credited since the run began [minutes of children].
struct TimeAtRisk {
  std::array<std::array<std::int64_t, cause_count>, component_count> credited{};  // by the ladder
  std::array<std::int64_t, component_count> gross{};
  std::array<std::int64_t, component_count> equal{};  // in units of 1/2520 minute, exact for up to 9 components at once
  std::int64_t law = 0;                               // union over the safeguards of law and statutory guidance
  std::vector<std::int64_t> by_status;                // headline by the status under which it is reported
  std::vector<std::int64_t> by_team;
  std::array<std::int64_t, component_count> beside{};  // credited by the ladder; in none of the others
  static constexpr std::int64_t equal_units = 2520;    // least common multiple of 1..9

  std::int64_t total() const;
};

class SafeguardLedger {
 public:
  /// Tells why nothing happens for a child's component at present. Asked only while the component is missing.
  using CauseOf = std::function<Cause(std::uint32_t child, Component)>;
  /// An unbroken spell in which at least one component of a child was missing is over.
  using OnSpell = std::function<void(std::uint32_t child, sim::Instant from, sim::Instant until)>;

  /// Time without a safeguard was credited to the component and the cause; `beside` the headline: to no cause.
  struct Credit {
    Component component{};
    Cause cause{};
    sim::Instant from{};
    sim::Instant until{};
    bool beside = false;
  };
  using OnCredit = std::function<void(std::uint32_t child, const Credit&)>;

  SafeguardLedger(std::size_t statuses, std::size_t teams, CauseOf cause_of);

  void when_spell_ends(OnSpell call) { on_spell_ = std::move(call); }
  void when_credited(OnCredit call) { on_credit_ = std::move(call); }

  /// A child in `slot` is open from `now` on: nothing is due yet.
  void open(std::uint32_t slot, sim::Instant now);
  /// The child is closed: every clock of it lapses. Time already counted stays.
  void close(std::uint32_t slot, sim::Instant now);

  /// Counts what was missing up to `now`. To be called before anything about the child changes.
  void settle(std::uint32_t slot, sim::Instant now) {
    Clocks& clocks = clocks_[slot];
    if (clocks.earliest < now) sweep(slot, clocks, now);
    clocks.settled = now;
  }

  /// From `due` on, the component is missing until it is set again; sim::never when it is not owed.
  /// Settle first.
  void set_due(std::uint32_t slot, Component component, sim::Instant due);
  /// The earliest due instant among the child's safeguards of law and statutory guidance.
  void set_law_due(std::uint32_t slot, sim::Instant due);
  /// Where days at risk are reported from now on; `beside` the headline for those who have grown up. Settle first.
  void place(std::uint32_t slot, StatusId reported, TeamId team, bool beside = false);
  /// Ends every spell that runs: the horizon has come. Settle first.
  void end_spells();

  sim::Instant due(std::uint32_t slot, Component component) const {
    return clocks_[slot].due[static_cast<std::size_t>(component)];
  }
  bool at_risk(std::uint32_t slot, sim::Instant now) const { return clocks_[slot].missing_from < now; }
  /// Settles every child who may have something missing, and calls `visit(slot)` for those who do at `now`.
  template <typename Visit>
  void settle_all(sim::Instant now, Visit visit) {
    for (std::uint32_t slot = 0; slot < clocks_.size(); ++slot) {
      if (clocks_[slot].spell_until < now) report_spell(slot, clocks_[slot]);
      if (clocks_[slot].earliest >= now) continue;
      settle(slot, now);
      if (clocks_[slot].missing_from < now) visit(slot);
    }
  }

  const TimeAtRisk& totals() const { return totals_; }

 private:
  struct Clocks {
    sim::Instant settled{};
    sim::Instant earliest = sim::never;      // of all due instants, the law's included
    sim::Instant missing_from = sim::never;  // of the components' due instants
    sim::Instant law_due = sim::never;
    sim::Instant spell_from = sim::never;   // of the last spell, as far as it has been settled
    sim::Instant spell_until = sim::never;  // ... when it stopped; it goes on if something is missing from then on
    std::array<sim::Instant, component_count> due{};
    StatusId reported{};
    TeamId team{};
    bool beside = false;
  };

  void sweep(std::uint32_t slot, Clocks& clocks, sim::Instant now);
  void credit(std::uint32_t slot, const Clocks& clocks, const bool (&active)[component_count], int count,
              sim::Instant from, sim::Instant until);
  static void find_earliest(Clocks& clocks);
  void stop_spell(Clocks& clocks);
  void report_spell(std::uint32_t slot, Clocks& clocks);

  sim::LargeTable<Clocks> clocks_;
  CauseOf cause_of_;
  OnSpell on_spell_;
  OnCredit on_credit_;
  TimeAtRisk totals_;
};

}  // namespace casetide::models
