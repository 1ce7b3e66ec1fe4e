// What is counted in one year for the national statistics, and the figures that follow from it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <vector>

#include "models/census.hpp"
#include "models/national_counts.hpp"
#include "models/national_indicators.hpp"
#include "models/pathway.hpp"

namespace casetide::models {

/// By place of the indicator in the catalogue; NaN where there is no figure.
using IndicatorValues = std::array<double, indicator_count>;

/// Obligations whose lateness the statistics look at.
enum class Timed : std::uint8_t { assessment, conference, plan_review, care_review };
inline constexpr std::size_t timed_count = 4;

struct NationalYear {
  // What happened in the year.
  Share re_referrals;        // of the referrals
  Share referred_again;      // of the children closed, within 12 months of it
  bool is_followed = false;  // these 12 months lie within the period for every closure
  std::int64_t contacts = 0;

  std::int64_t assessments = 0;
  std::vector<int> assessment_days;      // from their start [working days]
  std::vector<int> assessment_law_days;  // by the law's clock [working days]
  std::int64_t section_47s = 0;
  std::int64_t conferences = 0;
  std::vector<int> conference_days;  // from the start of the enquiry [working days]

  Share second_plans;  // of the plans started
  LengthBands plans_ended;
  std::int64_t need_started = 0;
  LengthBands need_ended;
  std::int64_t care_started = 0;
  std::int64_t care_ceased = 0;

  std::vector<std::int64_t> spells;               // of time at risk [minutes]
  std::unordered_set<std::uint32_t> long_spells;  // children with a spell of at least 28 days

  // What stood at the end of 31 March.
  std::array<Lateness, timed_count> late;
  std::int64_t on_plan = 0;
  Share plan_reviews_in_time;  // of the children on a plan for long enough
  LengthBands open;            // all open children
  std::int64_t looked_after = 0;
  std::int64_t unaccompanied = 0;
  Share care_reviews_in_time;  // of the children looked after for long enough
  Share many_placements;       // of the children looked after
  Share many_workers;          // of the children looked after
  Share suitable;              // of the care leavers
  std::int64_t in_bed_and_breakfast = 0;

  // The workforce on 30 September; whoever came and went: in the year to it.
  std::optional<StaffCensus> staff;
};

/// What the pathway has no term for is NaN, and so is a share of nothing.
IndicatorValues figures_of(const NationalYear& year, const NationalTerms& terms);

}  // namespace casetide::models
