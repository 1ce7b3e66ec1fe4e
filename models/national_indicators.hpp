// The catalogue of yearly figures: what the national statistics publish of an authority, and spells of time at risk.
// Definitions follow the Department for Education's returns; one entry per indicator, never renumbered.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace casetide::models {

enum class Indicator : std::uint8_t {
  referrals,
  re_referral_share,
  closures,
  closure_to_referral_share,
  contacts,
  assessments_completed,
  assessment_working_days_p25,
  assessment_working_days_median,
  assessment_working_days_p75,
  assessments_in_45_days_share,
  assessments_in_45_days_from_referral_share,
  assessments_late_share_over_60,
  assessments_open_late,
  assessments_open_days_late,
  section_47s,
  conferences,
  conferences_per_section_47,
  conference_working_days_p25,
  conference_working_days_median,
  conference_working_days_p75,
  conferences_in_15_days_share,
  conferences_open_days_late,
  plans_per_conference,
  plans_started,
  second_plan_share,
  plans_at_year_end,
  plans_ended,
  plan_ended_up_to_3_months_share,
  plan_ended_3_to_6_months_share,
  plan_ended_6_to_12_months_share,
  plan_ended_1_to_2_years_share,
  plan_ended_2_years_share,
  plan_reviews_in_time_share,
  plan_reviews_open_days_late,
  children_in_need_at_year_end,
  need_open_up_to_3_months_share,
  need_open_3_to_6_months_share,
  need_open_6_to_12_months_share,
  need_open_1_to_2_years_share,
  need_open_2_years_share,
  need_episodes_started,
  need_episodes_ended,
  need_ended_up_to_3_months_share,
  need_ended_3_to_6_months_share,
  need_ended_6_to_12_months_share,
  need_ended_1_to_2_years_share,
  need_ended_2_years_share,
  looked_after_at_year_end,
  looked_after_started,
  looked_after_ceased,
  care_reviews_in_time_share,
  care_reviews_open_days_late,
  placements_three_or_more_share,
  two_or_more_worker_changes_share,
  unaccompanied_at_year_end,
  care_leavers_at_year_end,
  care_leavers_suitable_share,
  care_leavers_in_bed_and_breakfast,
  spells_longest,
  spells_p90,
  children_28_days,
  staff_in_post,
  newly_qualified_in_post,
  agency_staff,
  agency_rate,
  vacancies,
  vacancy_rate,
  starters,
  leavers,
  turnover_rate,
  absence_rate,
  case_holding_staff,
  cases_held,
  cases_per_case_holder,
  agency_endings,
};
inline constexpr std::size_t indicator_count = 75;

/// Where a figure is shown.
enum class IndicatorGroup : std::uint8_t {
  national,  // national statistics, and days late beside them
  spells,    // of time at risk
};

struct IndicatorEntry {
  Indicator indicator;
  IndicatorGroup group;
  std::string_view name;
  std::string_view label;  // for people; short enough for the tables of a comparison
  std::string_view unit;
  int decimals;  // shown
  std::string_view meaning;
};

/// One entry per indicator, in the order of the enumeration.
std::span<const IndicatorEntry> indicator_catalogue();

/// Is the figure one of the national workforce census of 30 September, or of the twelve months before it? All others
/// are of 31 March, or of the year that ends then.
bool is_of_workforce_census(Indicator indicator);

}  // namespace casetide::models
