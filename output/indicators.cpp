#include "output/indicators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/national_indicators.hpp"
#include "models/safeguard_names.hpp"

namespace casetide::output {

namespace {

using models::Axis;
using models::Measure;
using sim::Date;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// "31 March 2022"
std::string in_words(Date date) {
  constexpr std::array<const char*, 12> months = {"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
  const year_month_day day{date};
  return fmt::format("{} {} {}", unsigned{day.day()}, months[unsigned{day.month()} - 1], int{day.year()});
}

Date last_day(const Stretch& stretch) { return stretch.until - std::chrono::days{1}; }

/// `count` years after `from`; 29 February counts as 1 March in other years.
Date anniversary(Date from, int count) {
  const year_month_day day = year_month_day{from} + years{count};
  return day.ok() ? Date{day} : Date{day.year() / std::chrono::March / 1};
}

double years_between(Date from, Date until) {
  int whole = 0;
  while (anniversary(from, whole + 1) <= until) ++whole;
  const Date begun = anniversary(from, whole);
  return whole + static_cast<double>((until - begun).count()) /
                     static_cast<double>((anniversary(from, whole + 1) - begun).count());
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : no_value; }
double per_100(double part, double whole) { return 100 * ratio(part, whole); }

/// One replication seen through one stretch.
class Reading {
 public:
  Reading(const Trace& trace, const Layout& layout, const Stretch& stretch)
      : trace_(trace), layout_(layout), stretch_(stretch), shares_(shares_within(layout.samples, stretch)) {}

  /// Of a flow, at one place of its axes. What came between two samples is taken to have come evenly.
  double total(Measure m, std::size_t place) const {
    double sum = 0;
    for (std::size_t k = 0; k < shares_.size(); ++k)
      if (shares_[k] > 0) sum += shares_[k] * at(m, k, place);
    return sum;
  }
  double total(Measure m) const {
    double sum = 0;
    for (std::size_t place = 0; place < row(m); ++place) sum += total(m, place);
    return sum;
  }
  double a_year(Measure m) const { return ratio(total(m), stretch_.years); }
  double a_year(Measure m, std::size_t place) const { return ratio(total(m, place), stretch_.years); }

  /// A level at the last sample of the stretch.
  double at_end(Measure m, std::size_t place) const {
    const auto after = std::ranges::upper_bound(layout_.samples, sim::Instant{stretch_.until});
    return at(m, static_cast<std::size_t>(after - layout_.samples.begin()) - 1, place);
  }

  /// Of a statistic of caseload per case holder: over the teams weighted by their posts, then over the samples. Teams
  /// without posts or without anybody in post do not count.
  double caseload_per_worker(std::size_t statistic) const {
    double sum = 0;
    int samples = 0;
    for (std::size_t k = 0; k < layout_.samples.size(); ++k) {
      const double value = is_within(k) ? caseload_per_worker(statistic, k) : no_value;
      if (std::isnan(value)) continue;
      sum += value;
      ++samples;
    }
    return ratio(sum, samples);
  }

  double days() const { return static_cast<double>((stretch_.until - stretch_.from).count()); }
  const AxisEntries& entries(Axis axis) const { return layout_.of(axis); }

 private:
  /// By sample: the share of the time since the previous sample that lies within the stretch.
  static std::vector<double> shares_within(const std::vector<sim::Instant>& samples, const Stretch& stretch) {
    std::vector<double> shares(samples.size(), 0);
    for (std::size_t k = 1; k < samples.size(); ++k) {
      const sim::Instant from = std::max(samples[k - 1], sim::Instant{stretch.from});
      const sim::Instant until = std::min(samples[k], sim::Instant{stretch.until});
      if (from < until) shares[k] = sim::in_days(until - from) / sim::in_days(samples[k] - samples[k - 1]);
    }
    return shares;
  }

  bool is_within(std::size_t k) const {
    return layout_.samples[k] >= sim::Instant{stretch_.from} && layout_.samples[k] <= sim::Instant{stretch_.until};
  }
  std::size_t row(Measure m) const { return trace_.of(m).size() / layout_.samples.size(); }
  double at(Measure m, std::size_t k, std::size_t place) const { return trace_.of(m)[k * row(m) + place]; }

  double caseload_per_worker(std::size_t statistic, std::size_t k) const {
    const std::size_t statistics = models::statistic_names.size();
    double sum = 0;
    double posts = 0;
    for (std::size_t team = 0; team < entries(Axis::team).names.size(); ++team) {
      const double value = at(Measure::caseload_per_worker, k, team * statistics + statistic);
      const double weight = at(Measure::posts, k, team);
      if (std::isnan(value) || !(weight > 0)) continue;
      sum += weight * value;
      posts += weight;
    }
    return ratio(sum, posts);
  }

  const Trace& trace_;
  const Layout& layout_;
  const Stretch& stretch_;
  std::vector<double> shares_;
};

/// Child-days of time at risk with this cause, over all components.
double with_cause(const Reading& reading, models::Cause cause) {
  double sum = 0;
  for (std::size_t component = 0; component < models::component_count; ++component)
    sum += reading.total(Measure::time_at_risk, component * models::cause_count + static_cast<std::size_t>(cause));
  return sum;
}

FigureGroup time_at_risk(const Reading& reading) {
  const double open = reading.total(Measure::open_child_days);
  const double all = reading.total(Measure::time_at_risk);
  const double outside = with_cause(reading, models::Cause::external);
  return {"time_at_risk",
          "Time at risk: child-days per 100 open child-days",
          {{"all", "All promised safeguards", 2, per_100(all, open)},
           {"law_only", "Law and statutory guidance", 2, per_100(reading.total(Measure::time_at_risk_law), open)},
           {"internal", "Causes inside the service", 2, per_100(all - outside, open)},
           {"external", "Causes outside it", 2, per_100(outside, open)}}};
}

FigureGroup closed_too_soon(const Reading& reading) {
  return {"closed_too_soon",
          "Closed too soon: child-days a year, never added to time at risk",
          {{"closed_too_soon", "J closed too soon", 1, reading.a_year(Measure::closed_too_soon)}}};
}

FigureGroup components(const Reading& reading) {
  FigureGroup group{"components", "Time at risk by missing safeguard: child-days a year", {}};
  for (std::size_t c = 0; c < models::component_count; ++c) {
    double sum = 0;
    for (std::size_t cause = 0; cause < models::cause_count; ++cause)
      sum += reading.a_year(Measure::time_at_risk, c * models::cause_count + cause);
    const AxisEntries& entries = reading.entries(Axis::component);
    group.figures.push_back(
        {entries.names[c], fmt::format("{} {}", models::component_letters[c], entries.labels[c]), 1, sum});
  }
  return group;
}

FigureGroup caseload(const Reading& reading) {
  const double unallocated = ratio(reading.total(Measure::unallocated_days), reading.days());
  return {"caseload",
          "Caseload: children, mean over time",
          {{"unallocated", "No named worker", 1, unallocated},
           {"per_worker_mean", "Per full-time case holder", 1, reading.caseload_per_worker(0)},
           {"per_worker_p90", "... 90th percentile", 1, reading.caseload_per_worker(2)}}};
}

/// One figure for each place of an axis.
template <typename Value>
FigureGroup along(const Reading& reading, Axis axis, std::string key, std::string title, Value value) {
  FigureGroup group{std::move(key), std::move(title), {}};
  const AxisEntries& entries = reading.entries(axis);
  for (std::size_t i = 0; i < entries.names.size(); ++i)
    group.figures.push_back({entries.names[i], entries.labels[i], 1, value(i)});
  return group;
}

FigureGroup referrals(const Reading& reading) {
  return {"referrals",
          "Referrals: children a year",
          {{"referrals", "Referrals", 1, reading.a_year(Measure::referrals)},
           {"re_referrals", "Re-referrals of them", 1, reading.a_year(Measure::re_referrals)}}};
}

FigureGroup met_in_time(const Reading& reading, const std::vector<std::string>& obligations) {
  FigureGroup group{"met_in_time", "Done in time: % of what was done", {}};
  const AxisEntries& entries = reading.entries(Axis::obligation);
  for (const std::string& name : obligations) {
    const auto found = std::ranges::find(entries.names, name);
    if (found == entries.names.end()) continue;
    const auto i = static_cast<std::size_t>(found - entries.names.begin());
    const double share =
        per_100(reading.total(Measure::obligations_met_in_time, i), reading.total(Measure::obligations_met, i));
    group.figures.push_back({name, entries.labels[i], 1, share});
  }
  return group;
}

double staff_at_end(const Reading& reading, std::size_t contract) {
  double sum = 0;
  for (std::size_t team = 0; team < reading.entries(Axis::team).names.size(); ++team)
    sum += reading.at_end(Measure::staff, team * models::contract_count + contract);
  return sum;
}

FigureGroup utilisation(const Reading& reading) {
  return {"utilisation",
          "Hours worked: % of hours available",
          {{"utilisation", "All staff", 1,
            per_100(reading.total(Measure::worked_hours), reading.total(Measure::available_hours))}}};
}

/// What the program knows of an indicator in the file; nothing of one that a later version has added.
const models::IndicatorEntry* known(const std::string& indicator) {
  const auto found = std::ranges::find(models::indicator_catalogue(), indicator, &models::IndicatorEntry::name);
  return found == models::indicator_catalogue().end() ? nullptr : &*found;
}

/// Places of the whole years that lie within the stretch.
std::vector<std::size_t> years_of(const Layout& layout, const Stretch& stretch) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < layout.years.size(); ++i)
    if (layout.years[i].from >= stretch.from && layout.years[i].until <= stretch.until) places.push_back(i);
  return places;
}

/// Of an indicator over those of the years that have a figure.
double mean_over(const std::vector<std::size_t>& years, const Trace& trace, const Layout& layout,
                 std::size_t indicator) {
  double sum = 0;
  int count = 0;
  for (const std::size_t year : years) {
    const double value = trace.indicators[year * layout.indicators.names.size() + indicator];
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return ratio(sum, count);
}

FigureGroup yearly(const Trace& trace, const Layout& layout, const Stretch& stretch, models::IndicatorGroup wanted) {
  const std::vector<std::size_t> years = years_of(layout, stretch);
  const bool national = wanted == models::IndicatorGroup::national;
  FigureGroup group{national ? "national" : "spells", national ? "National indicators" : "Spells of time at risk", {}};
  if (years.size() > 1) group.title += ", mean over the whole years";
  for (std::size_t i = 0; i < layout.indicators.names.size(); ++i) {
    const models::IndicatorEntry* entry = known(layout.indicators.names[i]);
    if (wanted != (entry ? entry->group : models::IndicatorGroup::national)) continue;
    group.figures.push_back({layout.indicators.names[i], layout.indicators.labels[i], entry ? entry->decimals : 1,
                             mean_over(years, trace, layout, i)});
  }
  return group;
}

}  // namespace

std::vector<Stretch> stretches_of(const Layout& layout) {
  const Date from = sim::date_of(layout.samples.front());
  const Date until = sim::date_of(layout.samples.back());
  Stretch whole{"whole_period", "", from, until, years_between(from, until)};
  whole.title = fmt::format("Whole period, {} to {}", in_words(from), in_words(last_day(whole)));
  if (layout.years.empty()) return {whole};
  const models::FinancialYear& last = layout.years.back();
  if (last.from == from && last.until == until) return {whole};
  return {whole, {"last_financial_year", last.label(), last.from, last.until, 1}};
}

std::vector<FigureGroup> figures(const Trace& trace, const Layout& layout, const Stretch& stretch,
                                 const std::vector<std::string>& obligations) {
  const Reading reading(trace, layout, stretch);
  auto children = [&](std::size_t status) { return reading.at_end(Measure::children, status); };
  auto begun = [&](std::size_t status) { return reading.a_year(Measure::begun, status); };
  auto staff = [&](std::size_t contract) { return staff_at_end(reading, contract); };
  std::vector<FigureGroup> groups = {time_at_risk(reading), closed_too_soon(reading), components(reading),
                                     caseload(reading)};
  groups.push_back(along(reading, Axis::status, "children_at_end", "Children at the end", children));
  groups.push_back(referrals(reading));
  groups.push_back(along(reading, Axis::status, "begun", "Starting to hold the status: children a year", begun));
  groups.push_back(met_in_time(reading, obligations));
  groups.push_back(along(reading, Axis::contract, "staff_at_end", "Staff at the end: FTE", staff));
  groups.push_back(utilisation(reading));
  groups.push_back(yearly(trace, layout, stretch, models::IndicatorGroup::national));
  groups.push_back(yearly(trace, layout, stretch, models::IndicatorGroup::spells));
  std::erase_if(groups, [](const FigureGroup& group) { return group.figures.empty(); });
  return groups;
}

}  // namespace casetide::output
