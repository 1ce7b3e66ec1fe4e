// Judged results made by hand: values over the whole period and by year, month by month.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "output/headline_values.hpp"
#include "tests/output/builders.hpp"

namespace casetide::output::testing {

using Values = std::vector<std::vector<double>>;  // [plan][replication]

inline constexpr models::Headline law = models::Headline::days_at_risk_law;
inline constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Two years and their months, all values 0 and no indicator known.
inline Judged blank_judged(std::size_t plans, std::size_t replications) {
  Judged judged = empty_judged(layout_of(two_years()), plans);
  JudgedReplication blank{};
  blank.years.assign(judged.years.size(), HeadlineRow{});
  blank.indicators.assign(judged.years.size() * models::indicator_count, nothing);
  for (auto* monthly :
       {&blank.days_at_risk, &blank.law_days, &blank.net_cost, &blank.children_held, &blank.case_holders})
    monthly->assign(judged.months.size(), 0);
  blank.open_days.assign(judged.months.size(), 1000);
  blank.footprint.assign(judged.samples.size(), 1000);
  for (auto& of_plan : judged.of) of_plan.assign(replications, blank);
  return judged;
}

inline void put(Judged& judged, models::Headline headline, const Values& values) {
  for (std::size_t plan = 0; plan < values.size(); ++plan)
    for (std::size_t r = 0; r < values[plan].size(); ++r)
      judged.of[plan][r].whole_period[static_cast<std::size_t>(headline)] = values[plan][r];
}

inline void put_year(Judged& judged, std::size_t year, models::Headline headline, const Values& values) {
  for (std::size_t plan = 0; plan < values.size(); ++plan)
    for (std::size_t r = 0; r < values[plan].size(); ++r)
      judged.of[plan][r].years[year][static_cast<std::size_t>(headline)] = values[plan][r];
}

inline void put_year(Judged& judged, std::size_t year, models::Indicator indicator, const Values& values) {
  for (std::size_t plan = 0; plan < values.size(); ++plan)
    for (std::size_t r = 0; r < values[plan].size(); ++r)
      judged.of[plan][r].indicators[year * models::indicator_count + static_cast<std::size_t>(indicator)] =
          values[plan][r];
}

/// Plans p1, p2 ...: labels "Plan 1", "Plan 2" ...
inline std::vector<PlanName> plan_names(std::size_t plans) {
  std::vector<PlanName> names;
  for (std::size_t plan = 1; plan <= plans; ++plan)
    names.push_back({"p" + std::to_string(plan), "Plan " + std::to_string(plan)});
  return names;
}

}  // namespace casetide::output::testing
