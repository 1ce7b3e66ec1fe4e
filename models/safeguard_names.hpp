// The safeguards whose absence is counted as time at risk, and why nothing happened while one was missing.
// Definition and reasons: models/README.md, "Time at risk".
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace casetide::models {

/// Components of time at risk, in the order of their letters.
enum class Component : std::uint8_t {
  waiting_for_a_decision,       // A  referral received, no manager's decision
  no_named_worker,              // B  nobody's name on the case
  child_not_seen,               // C
  assessment_overdue,           // D
  protection_decision_overdue,  // E
  plan_not_set_going,           // F
  review_overdue,               // G
  nobody_watching,              // H  no monitoring event between reviews
  stuck,                        // I  a dated plan action or court step overdue
};
inline constexpr std::size_t component_count = 9;

inline constexpr std::array<std::string_view, component_count> component_names = {"waiting_for_a_decision",
                                                                                  "no_named_worker",
                                                                                  "child_not_seen",
                                                                                  "assessment_overdue",
                                                                                  "protection_decision_overdue",
                                                                                  "plan_not_set_going",
                                                                                  "review_overdue",
                                                                                  "nobody_watching",
                                                                                  "stuck"};
inline constexpr std::array<std::string_view, component_count> component_letters = {"A", "B", "C", "D", "E",
                                                                                    "F", "G", "H", "I"};

/// The ladder: each counted instant is credited to the first of these that is active (the most basic safeguard).
/// Without a worker nothing else can happen; then seeing the child; then deciding; then the plan; then checking it.
inline constexpr std::array<Component, component_count> ladder = {Component::no_named_worker,
                                                                  Component::child_not_seen,
                                                                  Component::waiting_for_a_decision,
                                                                  Component::assessment_overdue,
                                                                  Component::protection_decision_overdue,
                                                                  Component::plan_not_set_going,
                                                                  Component::review_overdue,
                                                                  Component::nobody_watching,
                                                                  Component::stuck};

/// Why nothing happened at an instant at which a safeguard was missing.
enum class Cause : std::uint8_t {
  queue,      // the worker is there, busy with something else (or every worker is at the ceiling)
  vacancy,    // a post that nobody covers
  absence,    // the worker is on leave or sick
  handover,   // a new worker is reading in
  manager,    // waiting for a manager's decision or authorisation
  iro_chair,  // no chair or reviewing officer, or no slot in the diary
  external,   // court, police, health, placement or family not available: no staffing plan moves it
  none,       // time was there and was not used: zero in a sound model
};
inline constexpr std::size_t cause_count = 8;
inline constexpr std::array<std::string_view, cause_count> cause_names = {
    "queue", "vacancy", "absence", "handover", "manager", "iro_chair", "external", "none"};

/// Printed wherever time at risk is printed.
inline constexpr std::string_view guard_sentence =
    "Time at risk is time during which a safeguard that law, guidance or the council's own standard promises to a "
    "child was missing. It does not say that harm occurred, nor how likely harm was.";

}  // namespace casetide::models
