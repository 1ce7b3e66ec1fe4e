#include "output/fans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/intervals.hpp"

namespace casetide::output {

namespace {

using models::Axis;
using models::Contract;
using models::Figure;
using models::Indicator;
using models::Measure;
using models::Observed;
using models::StatusId;

constexpr const char* in_need_key = "all_in_need";

std::vector<sim::Date> sample_dates(const Layout& layout) {
  std::vector<sim::Date> dates;
  for (const sim::Instant sample : layout.samples) dates.push_back(sim::date_of(sample));
  return dates;
}

double of_contract(const Reading& reading, Measure m, std::size_t sample, Contract contract) {
  double sum = 0;
  for (std::size_t team = 0; team < reading.entries(Axis::team).names.size(); ++team)
    sum += reading.at(m, sample, team * models::contract_count + static_cast<std::size_t>(contract));
  return sum;
}

// --- children by status ---------------------------------------------------------------------------------------------

/// The statuses that are told apart: those of the national children in need and of assessment, where the scenario says
/// which they are; else all that are reported as themselves.
std::vector<std::size_t> statuses_shown(const Layout& layout, const models::Scenario* scenario) {
  std::vector<std::size_t> shown;
  const std::size_t count = layout.of(Axis::status).names.size();
  for (std::size_t place = 0; place < count; ++place) {
    const StatusId status{static_cast<std::uint8_t>(place)};
    if (scenario && !scenario->pathway.national.in_need.empty()) {
      const auto& terms = scenario->pathway.national;
      if (std::ranges::find(terms.in_need, status) == terms.in_need.end() && terms.in_assessment != status) continue;
    } else if (scenario && scenario->pathway.statuses[place].reported_under) {
      continue;
    }
    shown.push_back(place);
  }
  return shown;
}

/// Children in need as they are counted nationally: all who are open, and care leavers. Those open are told by the days
/// since the sample before; the first sample has none.
double all_in_need(const Reading& reading, std::size_t sample, std::size_t care_leavers) {
  if (sample == 0) return no_value;
  const auto& samples = reading.layout().samples;
  const double days = sim::in_days(samples[sample] - samples[sample - 1]);
  return reading.sum_at(Measure::open_child_days, sample) / days + reading.at(Measure::children, sample, care_leavers);
}

// --- years ----------------------------------------------------------------------------------------------------------

/// A yearly figure of one replication.
double value_in(const JudgedReplication& replication, const Layout& layout, const Figure& figure, std::size_t year) {
  if (const auto* headline = std::get_if<models::Headline>(&figure))
    return replication.years[year][static_cast<std::size_t>(*headline)];
  const auto& names = layout.indicators.names;
  const auto found = std::ranges::find(names, models::name_of(figure));
  if (found == names.end()) return no_value;
  return replication.indicators[year * names.size() + static_cast<std::size_t>(found - names.begin())];
}

/// The day of a figure that a result shows under a financial year.
sim::Date day_within(const Figure& figure, const models::FinancialYear& year) {
  const int ends = year.ends_in();
  return models::financial_year_of(figure, ends) == year ? models::day_of(figure, ends)
                                                         : models::day_of(figure, ends - 1);
}

FanSeries by_year(const Judged& judged, const Layout& layout, const Figure& figure) {
  FanSeries series{std::string(models::name_of(figure)), std::string(models::label_of(figure)), {}};
  for (const auto& replications : judged.of) {
    std::vector<std::vector<double>> values;
    for (const JudgedReplication& replication : replications) {
      std::vector<double>& by_year = values.emplace_back();
      for (std::size_t year = 0; year < layout.years.size(); ++year)
        by_year.push_back(value_in(replication, layout, figure, year));
    }
    series.plans.push_back(bands(values));
  }
  return series;
}

std::string_view meaning_of(const Figure& figure) {
  if (const auto* indicator = std::get_if<Indicator>(&figure))
    return models::indicator_catalogue()[static_cast<std::size_t>(*indicator)].meaning;
  return models::label_of(figure);
}

Fan yearly_fan(const Judged& judged, const Layout& layout, const Figure& figure) {
  Fan fan{fmt::format("year_{}", models::name_of(figure)),
          std::string(models::label_of(figure)),
          std::string(meaning_of(figure)),
          std::string(models::unit_of(figure)),
          models::decimals_of(figure),
          Fan::Every::year,
          {},
          {by_year(judged, layout, figure)}};
  for (const models::FinancialYear& year : layout.years) fan.times.push_back(day_within(figure, year));
  return fan;
}

Fan census_staff(const Judged& judged, const Layout& layout) {
  Fan fan = yearly_fan(judged, layout, Indicator::staff_in_post);
  fan.key = "census_staff";
  fan.title = "Social workers at 30 September";
  fan.measure =
      "children and family social workers as the national workforce census counts them: employed, from agencies, and "
      "posts without an employee, covered by agency staff or not";
  fan.series.push_back(by_year(judged, layout, Indicator::agency_staff));
  fan.series.push_back(by_year(judged, layout, Indicator::vacancies));
  return fan;
}

bool is_known(const Fan& fan) {
  const auto has_value = [](const Bands& bands) {
    return std::ranges::any_of(bands.median, [](double value) { return !std::isnan(value); });
  };
  return std::ranges::any_of(fan.series,
                             [&](const FanSeries& series) { return std::ranges::any_of(series.plans, has_value); });
}

/// No child, no member of staff, in any plan at any time.
bool is_never_any(const FanSeries& series) {
  const auto none = [](double value) { return !(value > 0); };
  return std::ranges::all_of(series.plans, [&](const Bands& bands) { return std::ranges::all_of(bands.high90, none); });
}

// --- months ---------------------------------------------------------------------------------------------------------

FanSeries by_month(const Judged& judged, std::string key, std::string label,
                   std::vector<double> JudgedReplication::*days) {
  FanSeries series{std::move(key), std::move(label), {}};
  for (const auto& replications : judged.of) {
    std::vector<std::vector<double>> values;
    for (const JudgedReplication& replication : replications) {
      std::vector<double>& by_month = values.emplace_back();
      for (std::size_t month = 0; month < judged.months.size(); ++month)
        by_month.push_back(per_100((replication.*days)[month], replication.open_days[month]));
    }
    series.plans.push_back(bands(values));
  }
  return series;
}

Fan risk(const Judged& judged) {
  return {"risk",
          "Time at risk, month by month",
          "child-days at risk of all days on which children were open in the month",
          "child-days per 100 open child-days",
          2,
          Fan::Every::month,
          judged.months,
          {by_month(judged, "law", "Law and statutory guidance", &JudgedReplication::law_days),
           by_month(judged, "all", "All promised safeguards", &JudgedReplication::days_at_risk)}};
}

// --- what was published ---------------------------------------------------------------------------------------------

PublishedSeries published(const Observed& observed, std::string series) {
  PublishedSeries points{
      std::move(series), std::string(models::label_of(observed.figure)), {}, observed.evidence, observed.source,
      observed.note};
  for (const models::ObservedValue& value : observed.values)
    points.points.push_back({models::day_of(observed.figure, value.year), value.value});
  return points;
}

/// The status whose holders at 31 March a national figure counts.
std::optional<StatusId> status_counted(const Figure& figure, const models::NationalTerms& terms) {
  const auto* indicator = std::get_if<Indicator>(&figure);
  if (!indicator) return {};
  if (*indicator == Indicator::plans_at_year_end) return terms.protection_plan;
  if (*indicator == Indicator::looked_after_at_year_end) return terms.looked_after;
  if (*indicator == Indicator::care_leavers_at_year_end) return terms.care_leaver;
  return {};
}

/// The key of the series of `children` beside which a figure may stand; empty where there is none.
std::string series_of_children(const Figure& figure, const models::Scenario& scenario) {
  if (figure == Figure{Indicator::children_in_need_at_year_end}) return in_need_key;
  const auto status = status_counted(figure, scenario.pathway.national);
  return status ? scenario.pathway.statuses[index(*status)].name : "";
}

/// Puts a published figure beside the series that counts as it does, where there is one.
bool put_beside(std::vector<Fan>& fans, const std::string& fan, const std::string& series, const Observed& observed) {
  const auto found = std::ranges::find(fans, fan, &Fan::key);
  if (found == fans.end() || std::ranges::find(found->series, series, &FanSeries::key) == found->series.end())
    return false;
  found->published.push_back(published(observed, series));
  return true;
}

}  // namespace

Bands bands(const std::vector<std::vector<double>>& values) {
  Bands bands;
  const std::size_t times = values.empty() ? 0 : values.front().size();
  std::vector<double> at_once(values.size());
  for (std::size_t time = 0; time < times; ++time) {
    for (std::size_t r = 0; r < values.size(); ++r) at_once[r] = values[r][time];
    bands.median.push_back(sim::quantile(at_once, 0.5));
    bands.low50.push_back(sim::quantile(at_once, 0.25));
    bands.high50.push_back(sim::quantile(at_once, 0.75));
    bands.low90.push_back(sim::quantile(at_once, 0.05));
    bands.high90.push_back(sim::quantile(at_once, 0.95));
  }
  return bands;
}

FanWatch::FanWatch(const Layout& layout, const models::Scenario* scenario)
    : layout_(layout), scenario_(scenario), whole_(stretches_of(layout).front()) {
  sampled_ = {caseload(), children(), staff()};
}

std::span<const Measure> FanWatch::measures() {
  static constexpr std::array read = {Measure::children, Measure::caseload,        Measure::caseload_per_worker,
                                      Measure::staff,    Measure::open_child_days, Measure::vacancies};
  return read;
}

void FanWatch::add_series(Sampled& sampled, std::string key, std::string label, AtSample of) {
  sampled.fan.series.push_back({std::move(key), std::move(label), {}});
  sampled.of.push_back(std::move(of));
}

/// A fan over the samples, without a series yet.
FanWatch::Sampled FanWatch::over_samples(std::string key, std::string title, std::string measure, std::string unit,
                                         int decimals) const {
  return {{std::move(key),
           std::move(title),
           std::move(measure),
           std::move(unit),
           decimals,
           Fan::Every::sample,
           sample_dates(layout_),
           {}},
          {},
          {}};
}

FanWatch::Sampled FanWatch::caseload() const {
  Sampled sampled =
      over_samples("caseload", "Children held per full-time case holder",
                   "children held by the workers of all teams that hold children, over their case-holding full-time "
                   "equivalents in post, agency staff included",
                   "children / FTE", 1);
  add_series(sampled, "mean", "Mean over all case holders", [](const Reading& reading, std::size_t sample) {
    return reading.over_case_holders(Measure::caseload_per_worker, 0, sample);
  });
  return sampled;
}

FanWatch::Sampled FanWatch::children() const {
  Sampled sampled = over_samples("children", "Children by status",
                                 "children who hold the status; a child may hold several", "children", 0);
  if (scenario_ && scenario_->pathway.national.care_leaver && !scenario_->pathway.national.in_need.empty()) {
    const std::size_t care_leavers = index(*scenario_->pathway.national.care_leaver);
    add_series(sampled, in_need_key, "All children in need, as counted nationally",
               [care_leavers](const Reading& reading, std::size_t sample) {
                 return all_in_need(reading, sample, care_leavers);
               });
  }
  const AxisEntries& statuses = layout_.of(Axis::status);
  for (const std::size_t place : statuses_shown(layout_, scenario_))
    add_series(
        sampled, statuses.names[place], statuses.labels[place],
        [place](const Reading& reading, std::size_t sample) { return reading.at(Measure::children, sample, place); });
  return sampled;
}

FanWatch::Sampled FanWatch::staff() const {
  Sampled sampled =
      over_samples("staff", "Staff by contract",
                   "full-time equivalents in post, all roles; vacancies are case-holding posts without an employee, "
                   "covered by agency staff or not",
                   "FTE", 1);
  add_series(sampled, "employees", "Permanent", [](const Reading& reading, std::size_t sample) {
    return of_contract(reading, Measure::staff, sample, Contract::permanent) +
           of_contract(reading, Measure::staff, sample, Contract::newly_qualified);
  });
  add_series(sampled, "agency", "Agency", [](const Reading& reading, std::size_t sample) {
    return of_contract(reading, Measure::staff, sample, Contract::agency);
  });
  add_series(sampled, "vacancies", "Vacancies",
             [](const Reading& reading, std::size_t sample) { return reading.sum_at(Measure::vacancies, sample); });
  return sampled;
}

void FanWatch::add(std::size_t plan, const Trace& trace) {
  if (plan != plan_) finish_plan();
  plan_ = plan;
  const Reading reading(trace, layout_, whole_);
  for (Sampled& sampled : sampled_) {
    sampled.values.resize(sampled.of.size());
    for (std::size_t series = 0; series < sampled.of.size(); ++series) {
      std::vector<double>& values = sampled.values[series].emplace_back();
      for (std::size_t sample = 0; sample < layout_.samples.size(); ++sample)
        values.push_back(sampled.of[series](reading, sample));
    }
  }
}

void FanWatch::finish_plan() {
  for (Sampled& sampled : sampled_) {
    for (std::size_t series = 0; series < sampled.values.size(); ++series)
      sampled.fan.series[series].plans.push_back(bands(sampled.values[series]));
    sampled.values.clear();
  }
}

std::vector<Fan> FanWatch::fans(const Judged& judged) {
  finish_plan();
  std::vector<Fan> fans;
  for (Sampled& sampled : sampled_) fans.push_back(std::move(sampled.fan));
  for (Fan& fan : fans) std::erase_if(fan.series, is_never_any);
  fans.push_back(risk(judged));
  fans.push_back(census_staff(judged, layout_));
  fans.push_back(yearly_fan(judged, layout_, Indicator::cases_per_case_holder));
  if (scenario_)
    for (const Observed& observed : scenario_->observed) {
      if (put_beside(fans, "children", series_of_children(observed.figure, *scenario_), observed)) continue;
      const std::string name(models::name_of(observed.figure));
      if (put_beside(fans, "census_staff", name, observed) || put_beside(fans, "year_" + name, name, observed))
        continue;
      fans.push_back(yearly_fan(judged, layout_, observed.figure));
      fans.back().published.push_back(published(observed, name));
    }
  std::erase_if(fans, [](const Fan& fan) { return !is_known(fan); });
  return fans;
}

std::optional<sim::Date> projection_from(const models::Scenario& scenario) {
  std::optional<sim::Date> last;
  for (const Observed& observed : scenario.observed)
    for (const models::ObservedValue& value : observed.values)
      last = std::max(last.value_or(sim::Date::min()), models::day_of(observed.figure, value.year));
  if (last) *last += std::chrono::days{1};
  return last;
}

}  // namespace casetide::output
