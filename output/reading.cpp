#include "output/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casetide::output {

namespace {

using models::Axis;
using models::Measure;

std::vector<double> shares_within(const std::vector<sim::Instant>& samples, const Stretch& stretch) {
  std::vector<double> shares(samples.size(), 0);
  for (std::size_t k = 1; k < samples.size(); ++k) {
    const sim::Instant from = std::max(samples[k - 1], sim::Instant{stretch.from});
    const sim::Instant until = std::min(samples[k], sim::Instant{stretch.until});
    if (from < until) shares[k] = sim::in_days(until - from) / sim::in_days(samples[k] - samples[k - 1]);
  }
  return shares;
}

std::vector<std::size_t> years_of(const Layout& layout, const Stretch& stretch) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < layout.years.size(); ++i)
    if (layout.years[i].from >= stretch.from && layout.years[i].until <= stretch.until) places.push_back(i);
  return places;
}

/// Mean of those of the values that are numbers.
template <typename Places, typename Value>
double mean_of(const Places& places, Value value) {
  double sum = 0;
  int count = 0;
  for (const std::size_t place : places) {
    const double found = value(place);
    if (std::isnan(found)) continue;
    sum += found;
    ++count;
  }
  return ratio(sum, count);
}

}  // namespace

double ratio(double part, double whole) { return whole > 0 ? part / whole : no_value; }
double per_100(double part, double whole) { return 100 * ratio(part, whole); }

Reading::Reading(const Trace& trace, const Layout& layout, const Stretch& stretch)
    : trace_(trace),
      layout_(layout),
      stretch_(stretch),
      shares_(shares_within(layout.samples, stretch)),
      years_(years_of(layout, stretch)) {
  for (std::size_t k = 0; k < layout.samples.size(); ++k)
    if (is_within(k)) samples_.push_back(k);
}

bool Reading::is_within(std::size_t k) const {
  return layout_.samples[k] >= sim::Instant{stretch_.from} && layout_.samples[k] <= sim::Instant{stretch_.until};
}

double Reading::total(Measure m, std::size_t place) const {
  double sum = 0;
  for (std::size_t k = 0; k < shares_.size(); ++k)
    if (shares_[k] > 0) sum += shares_[k] * at(m, k, place);
  return sum;
}

double Reading::total(Measure m) const {
  double sum = 0;
  for (std::size_t k = 0; k < shares_.size(); ++k)
    if (shares_[k] > 0) sum += shares_[k] * sum_at(m, k);
  return sum;
}

double Reading::a_year(Measure m) const { return ratio(total(m), stretch_.years); }
double Reading::a_year(Measure m, std::size_t place) const { return ratio(total(m, place), stretch_.years); }

double Reading::at_end(Measure m, std::size_t place) const {
  const auto after = std::ranges::upper_bound(layout_.samples, sim::Instant{stretch_.until});
  return at(m, static_cast<std::size_t>(after - layout_.samples.begin()) - 1, place);
}

double Reading::mean(Measure m, std::size_t place) const {
  return mean_of(samples_, [&](std::size_t k) { return at(m, k, place); });
}

double Reading::mean(Measure m) const {
  double sum = 0;
  for (std::size_t place = 0; place < row(m); ++place) sum += mean(m, place);
  return sum;
}

double Reading::mean_of_contract(Measure m, models::Contract contract) const {
  double sum = 0;
  for (std::size_t team = 0; team < entries(Axis::team).names.size(); ++team)
    sum += mean(m, team * models::contract_count + static_cast<std::size_t>(contract));
  return sum;
}

double Reading::a_year_of_contract(Measure m, models::Contract contract) const {
  double sum = 0;
  for (std::size_t team = 0; team < entries(Axis::team).names.size(); ++team)
    sum += a_year(m, team * models::contract_count + static_cast<std::size_t>(contract));
  return sum;
}

double Reading::per_100_children_a_year(Measure m) const {
  return per_100(a_year(m), total(Measure::open_child_days) / days());
}

double Reading::sum_at(Measure m, std::size_t k) const {
  double sum = 0;
  for (std::size_t place = 0; place < row(m); ++place) sum += at(m, k, place);
  return sum;
}

double Reading::mean_ratio(Measure part, Measure whole) const {
  return mean_of(samples_, [&](std::size_t k) { return ratio(sum_at(part, k), sum_at(whole, k)); });
}

double Reading::over_case_holders(Measure m, std::size_t place) const {
  return mean_of(samples_, [&](std::size_t k) { return over_case_holders(m, place, k); });
}

double Reading::over_case_holders(Measure m, std::size_t place, std::size_t k) const {
  const std::size_t teams = entries(Axis::team).names.size();
  const std::size_t statistics = row(Measure::caseload_per_worker) / teams;
  double sum = 0;
  double staff = 0;
  for (std::size_t team = 0; team < teams; ++team) {
    const double value = at(m, k, team * (row(m) / teams) + place);
    const double per_worker = at(Measure::caseload_per_worker, k, team * statistics);
    const double weight = ratio(at(Measure::caseload, k, team), per_worker);  // case-holding FTE in post
    if (std::isnan(value) || !(weight > 0)) continue;
    sum += weight * value;
    staff += weight;
  }
  return ratio(sum, staff);
}

double Reading::indicator(std::size_t place) const {
  const std::size_t indicators = layout_.indicators.names.size();
  return mean_of(years_, [&](std::size_t year) { return trace_.indicators[year * indicators + place]; });
}

double Reading::indicator(std::string_view name) const {
  const auto& names = layout_.indicators.names;
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? no_value : indicator(static_cast<std::size_t>(found - names.begin()));
}

double days_without(const Reading& reading, models::Component component) {
  const std::size_t first = static_cast<std::size_t>(component) * models::cause_count;
  double days = 0;
  for (std::size_t cause = 0; cause < models::cause_count; ++cause)
    days += reading.total(Measure::time_at_risk, first + cause);
  return days;
}

FigureGroup by_component(const Reading& reading, std::string key, std::string title, int decimals, double factor) {
  FigureGroup group{std::move(key), std::move(title), {}};
  const AxisEntries& entries = reading.entries(models::Axis::component);
  for (std::size_t component = 0; component < models::component_count; ++component) {
    const double days = days_without(reading, static_cast<models::Component>(component));
    const std::string label = fmt::format("{} {}", models::component_letters[component], entries.labels[component]);
    group.figures.push_back({entries.names[component], label, decimals, days * factor});
  }
  return group;
}

}  // namespace casetide::output
