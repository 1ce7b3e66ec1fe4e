// The values of the headline measures and yearly figures of a result, gathered once for all that judges plans by them.
//
// Children per available FTE: children held by case holders over the full-time equivalents of those who are there, in
// post and neither on leave, ill nor otherwise absent; all teams together at each sample, then the mean over the
// samples. Days with nobody watching: what the ladder credits to component H.
#pragma once

#include <array>
#include <vector>

#include "models/figure.hpp"
#include "models/headlines.hpp"
#include "models/national_indicators.hpp"
#include "output/reading.hpp"
#include "output/result_file.hpp"

namespace casetide::output {

/// Of one replication over a stretch; NaN where there is none.
double headline_value(const Reading& reading, models::Headline headline);

/// [headline], each a value.
using HeadlineRow = std::array<double, models::headline_count>;
HeadlineRow headline_row(const Trace& trace, const Layout& layout, const Stretch& stretch);

/// The financial years wholly in the period as stretches, key "2022" for the one that ends in that year.
std::vector<Stretch> year_stretches(const Layout& layout);

/// One replication of one plan, as far as plans are judged by it.
struct JudgedReplication {
  HeadlineRow whole_period;
  std::vector<HeadlineRow> years;     // by year_stretches
  std::vector<double> indicators;     // [year, indicator], as Trace has them
  std::vector<double> days_at_risk;   // [month] child-days credited, promised safeguards
  std::vector<double> law_days;       // [month] ... safeguards of law and guidance
  std::vector<double> open_days;      // [month] child-days open
  std::vector<double> net_cost;       // [month] pounds, grants taken off, placements apart
  std::vector<double> children_held;  // [month] children held by case holders: sum over its samples
  std::vector<double> case_holders;   // [month] ... and these case holders in post [FTE], of teams that hold children
  std::vector<double> footprint;      // [sample] child-days open and at risk and pounds since the one before, added up:
                                      // shows when two plans part, and nothing else
};

/// Of the year at that place; NaN where there is none.
double yearly_figure(const JudgedReplication& replication, std::size_t year, const models::Figure& figure);

/// The calendar months wholly in the period, by their first days. What came between two samples came evenly.
std::vector<sim::Date> months_of(const Layout& layout);

JudgedReplication judged(const Trace& trace, const Layout& layout);

/// A result as plans are judged by it.
struct Judged {
  std::vector<Stretch> years;
  std::vector<sim::Date> months;
  std::vector<sim::Instant> samples;
  std::vector<std::vector<JudgedReplication>> of;  // [plan][replication]
  /// Values over the whole period: [plan][replication].
  std::vector<std::vector<double>> values(models::Headline headline) const;
};

/// Of all plans and replications, with none of them in it yet.
Judged empty_judged(const Layout& layout, std::size_t plans);

}  // namespace casetide::output
