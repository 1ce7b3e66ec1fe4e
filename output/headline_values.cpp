#include "output/headline_values.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include "output/cost_figures.hpp"

namespace casetide::output {

namespace {

using models::Contract;
using models::Headline;
using models::Measure;
using sim::Date;
using sim::Instant;

constexpr double pounds_in_a_million = 1e6;

double per_100_open(const Reading& reading, double child_days) {
  return per_100(child_days, reading.total(Measure::open_child_days));
}

double agency_share(const Reading& reading) {
  return per_100(reading.mean_of_contract(Measure::staff, Contract::agency), reading.mean(Measure::staff));
}

/// The sum of a flow over the places that are wanted, at each sample.
template <typename Wanted>
std::vector<double> by_sample(const Trace& trace, const Layout& layout, Measure measure, Wanted wanted) {
  const std::vector<double>& values = trace.of(measure);
  const std::size_t row = values.size() / layout.samples.size();
  std::vector<double> sums(layout.samples.size(), 0);
  for (std::size_t k = 0; k < sums.size(); ++k)
    for (std::size_t place = 0; place < row; ++place)
      if (wanted(place)) sums[k] += values[k * row + place];
  return sums;
}

Date month_after(Date first) {
  const std::chrono::year_month_day day{first};
  return Date{day.year() / day.month() / 1 + std::chrono::months{1}};
}

/// What comes between two samples comes evenly; a month takes its part of it.
std::vector<double> by_month(const std::vector<double>& flow, const Layout& layout, const std::vector<Date>& months) {
  std::vector<double> sums(months.size(), 0);
  std::size_t month = 0;
  for (std::size_t k = 1; k < flow.size(); ++k) {
    const Instant from = layout.samples[k - 1];
    const Instant until = layout.samples[k];
    while (month < months.size() && Instant{month_after(months[month])} <= from) ++month;
    for (std::size_t m = month; m < months.size() && Instant{months[m]} < until; ++m) {
      const sim::Minutes within = std::min(until, Instant{month_after(months[m])}) - std::max(from, Instant{months[m]});
      if (within.count() > 0) sums[m] += flow[k] * sim::in_days(within) / sim::in_days(until - from);
    }
  }
  return sums;
}

/// A team's case holders in post follow from its children and how many each of them has.
void add_caseload(JudgedReplication& replication, const Trace& trace, const Layout& layout, std::size_t sample,
                  std::size_t month) {
  const std::size_t teams = layout.of(models::Axis::team).names.size();
  for (std::size_t team = 0; team < teams; ++team) {
    const double held = trace.of(Measure::caseload)[sample * teams + team];
    const double each =
        trace.of(Measure::caseload_per_worker)[(sample * teams + team) * models::statistic_names.size()];
    if (!(held > 0) || !(each > 0)) continue;
    replication.children_held[month] += held;
    replication.case_holders[month] += held / each;
  }
}

void add_caseloads(JudgedReplication& replication, const Trace& trace, const Layout& layout,
                   const std::vector<Date>& months) {
  replication.children_held.assign(months.size(), 0);
  replication.case_holders.assign(months.size(), 0);
  for (std::size_t sample = 0; sample < layout.samples.size(); ++sample) {
    const auto after = std::ranges::upper_bound(months, sim::date_of(layout.samples[sample]));
    if (after == months.begin() || month_after(*(after - 1)) <= sim::date_of(layout.samples[sample])) continue;
    add_caseload(replication, trace, layout, sample, static_cast<std::size_t>(after - months.begin()) - 1);
  }
}

}  // namespace

double headline_value(const Reading& reading, Headline headline) {
  switch (headline) {
    case Headline::days_at_risk_law:
      return per_100_open(reading, reading.total(Measure::time_at_risk_law));
    case Headline::days_at_risk:
      return per_100_open(reading, reading.total(Measure::time_at_risk));
    case Headline::days_unwatched:
      return per_100_open(reading, days_without(reading, models::Component::nobody_watching));
    case Headline::closed_too_soon:
      return per_100_open(reading, reading.total(Measure::closed_too_soon));
    case Headline::caseload_mean:
      return reading.over_case_holders(Measure::caseload_per_worker, 0);
    case Headline::caseload_p90:
      return reading.over_case_holders(Measure::caseload_per_worker, 2);
    case Headline::children_per_available_fte:
      return reading.mean_ratio(Measure::caseload, Measure::available_fte);
    case Headline::unallocated:
      return ratio(reading.total(Measure::unallocated_days), reading.days());
    case Headline::changes_of_worker:
      return reading.per_100_children_a_year(Measure::changes_of_worker);
    case Headline::assessments_in_time:
      return reading.indicator("assessments_in_45_days_share");
    case Headline::assessments_days_late:
      return reading.indicator("assessments_open_days_late");
    case Headline::conferences_in_time:
      return reading.indicator("conferences_in_15_days_share");
    case Headline::agency_share:
      return agency_share(reading);
    case Headline::uncovered:
      return reading.mean(Measure::uncovered);
    case Headline::net_cost:
      return cost_totals(reading).net() / pounds_in_a_million;
  }
  return no_value;
}

HeadlineRow headline_row(const Trace& trace, const Layout& layout, const Stretch& stretch) {
  const Reading reading(trace, layout, stretch);
  HeadlineRow row;
  for (const models::HeadlineEntry& entry : models::headline_catalogue())
    row[static_cast<std::size_t>(entry.headline)] = headline_value(reading, entry.headline);
  return row;
}

std::vector<Stretch> year_stretches(const Layout& layout) {
  std::vector<Stretch> stretches;
  for (const models::FinancialYear& year : layout.years)
    stretches.push_back({std::to_string(year.ends_in()), year.label(), year.from, year.until, 1});
  return stretches;
}

double yearly_figure(const JudgedReplication& replication, std::size_t year, const models::Figure& figure) {
  if (const auto* headline = std::get_if<Headline>(&figure))
    return replication.years[year][static_cast<std::size_t>(*headline)];
  const auto place = static_cast<std::size_t>(std::get<models::Indicator>(figure));
  const std::size_t indicators = replication.indicators.size() / replication.years.size();
  return place < indicators ? replication.indicators[year * indicators + place] : no_value;
}

std::vector<Date> months_of(const Layout& layout) {
  const std::chrono::year_month_day start{sim::date_of(layout.samples.front())};
  const Date until = sim::date_of(layout.samples.back());
  Date first{start.year() / start.month() / 1};
  if (start.day() != std::chrono::day{1}) first = month_after(first);
  std::vector<Date> months;
  for (; month_after(first) <= until; first = month_after(first)) months.push_back(first);
  return months;
}

JudgedReplication judged(const Trace& trace, const Layout& layout) {
  JudgedReplication replication;
  replication.whole_period = headline_row(trace, layout, stretches_of(layout).front());
  for (const Stretch& year : year_stretches(layout)) replication.years.push_back(headline_row(trace, layout, year));
  replication.indicators = trace.indicators;
  const std::vector<Date> months = months_of(layout);
  replication.footprint.assign(layout.samples.size(), 0);
  add_caseloads(replication, trace, layout, months);
  const auto any = [](std::size_t) { return true; };
  const auto monthly = [&](Measure measure, auto wanted) {
    const std::vector<double> sums = by_sample(trace, layout, measure, wanted);
    std::ranges::transform(sums, replication.footprint, replication.footprint.begin(), std::plus<>());
    return by_month(sums, layout, months);
  };
  replication.days_at_risk = monthly(Measure::time_at_risk, any);
  replication.law_days = monthly(Measure::time_at_risk_law, any);
  replication.open_days = monthly(Measure::open_child_days, any);
  replication.net_cost =
      monthly(Measure::cost, [&](std::size_t line) { return is_in_net_cost(layout.cost_lines[line]); });
  return replication;
}

std::vector<std::vector<double>> Judged::values(Headline headline) const {
  std::vector<std::vector<double>> by_plan;
  for (const auto& replications : of) {
    std::vector<double>& values = by_plan.emplace_back();
    for (const JudgedReplication& replication : replications)
      values.push_back(replication.whole_period[static_cast<std::size_t>(headline)]);
  }
  return by_plan;
}

Judged empty_judged(const Layout& layout, std::size_t plans) {
  Judged judged;
  judged.years = year_stretches(layout);
  judged.months = months_of(layout);
  judged.samples = layout.samples;
  judged.of.resize(plans);
  return judged;
}

}  // namespace casetide::output
