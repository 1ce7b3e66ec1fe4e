// What each kind of fact is called, and what its place, its outcome and its numbers stand for.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <string_view>

#include "models/facts.hpp"

namespace casetide::models {

/// The tables from which facts name things.
enum class FactTable : std::uint8_t {
  none,
  status,
  obligation,
  decision,
  outcome,  // of the decision that the place names: see outcome_at()
  urgency,
  component,
  cause,
  role,
  contract,
  destination,
};
inline constexpr std::size_t fact_table_count = 11;
/// As files name them, by FactTable.
inline constexpr std::array<std::string_view, fact_table_count> fact_table_names = {
    "none",      "status", "obligation", "decision", "outcome",    "urgency",
    "component", "cause",  "role",       "contract", "destination"};

struct FactTraits {
  FactKind kind;
  std::string_view name;   // "obligation_met"
  std::string_view words;  // "Obligation met"
  FactTable place = FactTable::none;
  FactTable outcome = FactTable::none;
  bool names_team = false;
  bool has_amount = false;
  bool counts_children = false;  // its place is a number of children
};

/// By FactKind.
inline constexpr auto fact_traits = std::to_array<FactTraits>({
    {FactKind::contact_received, "contact_received", "Contact received"},
    {FactKind::referral_received, "referral_received", "Referral received", FactTable::urgency},
    {FactKind::status_begun, "status_begun", "Status begun", FactTable::status},
    {FactKind::status_ended, "status_ended", "Status ended", FactTable::status},
    {FactKind::child_closed, "child_closed", "Child closed"},
    {.kind = FactKind::team_changed, .name = "team_changed", .words = "Team changed", .names_team = true},
    {.kind = FactKind::worker_needed, .name = "worker_needed", .words = "Named worker needed", .names_team = true},
    {.kind = FactKind::child_allocated,
     .name = "child_allocated",
     .words = "Allocated to a named worker",
     .names_team = true},
    {.kind = FactKind::worker_changed, .name = "worker_changed", .words = "Named worker changed", .names_team = true},
    {.kind = FactKind::worker_lost, .name = "worker_lost", .words = "Named worker lost", .names_team = true},
    {FactKind::obligation_owed, "obligation_owed", "Obligation owed", FactTable::obligation},
    {FactKind::obligation_met, "obligation_met", "Obligation met", FactTable::obligation},
    {FactKind::obligation_lapsed, "obligation_lapsed", "Obligation lapsed", FactTable::obligation},
    {FactKind::decision_taken, "decision_taken", "Decision taken", FactTable::decision, FactTable::outcome},
    {FactKind::work_begun, "work_begun", "Work begun", FactTable::obligation},
    {.kind = FactKind::work_suspended,
     .name = "work_suspended",
     .words = "Work suspended",
     .place = FactTable::obligation,
     .has_amount = true},
    {.kind = FactKind::work_finished,
     .name = "work_finished",
     .words = "Work finished",
     .place = FactTable::obligation,
     .has_amount = true},
    {FactKind::attempt_failed, "attempt_failed", "Child not seen, to be tried again", FactTable::obligation},
    {FactKind::meeting_arranged, "meeting_arranged", "Meeting arranged", FactTable::obligation},
    {FactKind::meeting_begun, "meeting_begun", "Meeting begun", FactTable::obligation},
    {.kind = FactKind::meeting_held,
     .name = "meeting_held",
     .words = "Meeting held",
     .place = FactTable::obligation,
     .has_amount = true},
    {FactKind::meeting_postponed, "meeting_postponed", "Meeting postponed", FactTable::obligation},
    {.kind = FactKind::supervision_held,
     .name = "supervision_held",
     .words = "Supervision held",
     .names_team = true,
     .counts_children = true},
    {FactKind::safeguards_back, "safeguards_back", "All safeguards back"},
    {FactKind::worker_joined, "worker_joined", "Worker joined", FactTable::contract, FactTable::role, true},
    {.kind = FactKind::worker_absent, .name = "worker_absent", .words = "Worker absent", .names_team = true},
    {.kind = FactKind::worker_returned, .name = "worker_returned", .words = "Worker returned", .names_team = true},
    {FactKind::notice_given, "notice_given", "Notice given", FactTable::contract, FactTable::destination, true},
    {FactKind::worker_left, "worker_left", "Worker left", FactTable::contract, FactTable::destination, true},
    {FactKind::contract_changed, "contract_changed", "Contract changed", FactTable::contract, FactTable::contract,
     true},
    {FactKind::post_advertised, "post_advertised", "Post advertised", FactTable::role, FactTable::contract, true},
    {FactKind::advert_failed, "advert_failed", "Advert failed", FactTable::role, FactTable::none, true},
    {FactKind::decided_in_haste, "decided_in_haste", "Decided in haste", FactTable::obligation, FactTable::none, true},
    {FactKind::risk_credited, "risk_credited", "Time at risk", FactTable::component, FactTable::cause},
    {FactKind::risk_beside, "risk_beside", "Time at risk of a care leaver, beside the headline", FactTable::component},
    {FactKind::clock_restarted, "clock_restarted", "Clock started again", FactTable::obligation},
    {FactKind::found_open, "found_open", "Open since a referral before the run"},
});
static_assert(fact_traits.size() == fact_kind_count);
static_assert(std::ranges::is_sorted(fact_traits, std::ranges::less_equal{}, &FactTraits::kind));  // none twice

constexpr const FactTraits& traits_of(FactKind kind) { return fact_traits[static_cast<std::size_t>(kind)]; }

}  // namespace casetide::models
