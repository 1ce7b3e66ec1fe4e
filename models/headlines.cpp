#include "models/headlines.hpp"

#include <algorithm>
#include <array>

namespace casetide::models {

std::span<const HeadlineEntry> headline_catalogue() {
  using H = Headline;
  constexpr const char* per_100 = "child-days per 100 open child-days";
  static constexpr std::array<HeadlineEntry, headline_count> catalogue = {{
      {H::days_at_risk_law, "days_at_risk_law", "Days at risk, law and guidance", per_100, 2, true, true},
      {H::days_at_risk, "days_at_risk", "Days at risk, all safeguards", per_100, 2, true, true},
      {H::days_unwatched, "days_unwatched", "Days with nobody watching (H)", per_100, 2, true, false},
      {H::closed_too_soon, "closed_too_soon", "J closed too soon", per_100, 2, true, false},
      {H::caseload_mean, "caseload_mean", "Children per case holder, mean", "children", 1, true, true},
      {H::caseload_p90, "caseload_p90", "Children per case holder, P90", "children", 1, true, false},
      {H::children_per_available_fte, "children_per_available_fte", "Children per available FTE", "children", 1, true,
       false},
      {H::unallocated, "unallocated", "Children with no named worker", "children", 1, true, false},
      {H::changes_of_worker, "changes_of_worker", "Changes of worker", "per 100 children a year", 1, true, true},
      {H::assessments_in_time, "assessments_in_time", "Assessments in 45 days", "%", 1, false, true},
      {H::assessments_days_late, "assessments_days_late", "Open assessments, days late", "days", 0, true, false},
      {H::conferences_in_time, "conferences_in_time", "Conferences in 15 days", "%", 1, false, false},
      {H::agency_share, "agency_share", "Agency, share of staff", "%", 1, true, false},
      {H::uncovered, "uncovered", "Case-holding posts uncovered", "FTE", 1, true, false},
      {H::net_cost, "net_cost", "Net cost, placements apart", "million pounds a year", 2, true, true},
  }};
  return catalogue;
}

const HeadlineEntry& entry_of(Headline headline) { return headline_catalogue()[static_cast<std::size_t>(headline)]; }

std::optional<Headline> headline_named(std::string_view name) {
  const auto found = std::ranges::find(headline_catalogue(), name, &HeadlineEntry::name);
  if (found == headline_catalogue().end()) return std::nullopt;
  return found->headline;
}

}  // namespace casetide::models
