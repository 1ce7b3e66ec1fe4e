#include "output/course.hpp"

#include <algorithm>
#include <cmath>

namespace casetide::output {

namespace {

using Months = std::vector<double>;
using Monthly = std::vector<double> JudgedReplication::*;

Months mean_by_month(const std::vector<JudgedReplication>& replications, Monthly monthly) {
  Months means(replications.empty() ? 0 : (replications.front().*monthly).size(), 0);
  for (const JudgedReplication& replication : replications)
    for (std::size_t month = 0; month < means.size(); ++month) means[month] += (replication.*monthly)[month];
  for (double& mean : means) mean /= static_cast<double>(replications.size());
  return means;
}

/// Days at risk per 100 open child-days, by month.
Months shares(const std::vector<JudgedReplication>& replications, Monthly days) {
  Months means = mean_by_month(replications, days);
  const Months open = mean_by_month(replications, &JudgedReplication::open_days);
  for (std::size_t month = 0; month < means.size(); ++month) means[month] = per_100(means[month], open[month]);
  return means;
}

/// Of the months from `since` on.
std::optional<MonthAtRisk> highest(const std::vector<sim::Date>& months, const Months& values, sim::Date since) {
  std::optional<MonthAtRisk> found;
  for (std::size_t month = 0; month < values.size(); ++month)
    if (months[month] >= since && !std::isnan(values[month]) && (!found || values[month] > found->days))
      found = {months[month], values[month]};
  return found;
}

std::optional<MonthAtRisk> most_above(const std::vector<sim::Date>& months, Months plan, const Months& baseline,
                                      sim::Date since) {
  for (std::size_t month = 0; month < plan.size(); ++month) plan[month] -= baseline[month];
  const auto found = highest(months, plan, since);
  return found && found->days > 0 ? found : std::nullopt;
}

Course course(const Judged& judged, std::size_t plan, std::size_t baseline, sim::Date since) {
  const auto even = [&](Monthly monthly) {
    return break_even(judged.months, mean_by_month(judged.of[plan], monthly),
                      mean_by_month(judged.of[baseline], monthly), since);
  };
  const Months all = shares(judged.of[plan], &JudgedReplication::days_at_risk);
  const Months law = shares(judged.of[plan], &JudgedReplication::law_days);
  return {even(&JudgedReplication::days_at_risk),
          even(&JudgedReplication::law_days),
          even(&JudgedReplication::net_cost),
          highest(judged.months, all, since),
          highest(judged.months, law, since),
          most_above(judged.months, all, shares(judged.of[baseline], &JudgedReplication::days_at_risk), since),
          most_above(judged.months, law, shares(judged.of[baseline], &JudgedReplication::law_days), since)};
}

}  // namespace

BreakEven break_even(const std::vector<sim::Date>& months, const Months& plan, const Months& baseline,
                     sim::Date since) {
  std::size_t first = 0;
  double ahead = 0;  // what the plan has had more than the baseline so far
  for (; first < plan.size() && (plan[first] == baseline[first] || months[first] < since); ++first)
    ahead += plan[first] - baseline[first];
  if (first == plan.size()) return {};
  std::size_t below_from = first;  // since when it has been less
  bool was_below = false;
  for (std::size_t month = first; month < plan.size(); ++month) {
    ahead += plan[month] - baseline[month];
    if (ahead < 0) was_below = true;
    if (!(ahead < 0)) below_from = month + 1;
  }
  if (below_from == plan.size()) return {was_below ? BreakEven::When::never : BreakEven::When::throughout, {}};
  return {below_from == first ? BreakEven::When::at_once : BreakEven::When::from, months[below_from]};
}

std::vector<Course> courses(const Judged& judged, std::size_t baseline) {
  const sim::Date since = first_difference(judged, baseline).value_or(sim::Date{});
  std::vector<Course> result;
  for (std::size_t plan = 0; plan < judged.of.size(); ++plan) result.push_back(course(judged, plan, baseline, since));
  return result;
}

std::optional<sim::Date> first_difference(const Judged& judged, std::size_t baseline) {
  for (std::size_t k = 0; k < judged.samples.size(); ++k)
    for (const auto& replications : judged.of)
      for (std::size_t r = 0; r < replications.size(); ++r)
        if (replications[r].footprint[k] != judged.of[baseline][r].footprint[k]) {
          // What the sample counts came before its instant, which may be the first of a month.
          const std::chrono::year_month_day day{sim::date_of(judged.samples[k] - sim::Minutes{1})};
          return sim::Date{day.year() / day.month() / 1};
        }
  return std::nullopt;
}

}  // namespace casetide::output
