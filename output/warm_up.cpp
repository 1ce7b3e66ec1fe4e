#include "output/warm_up.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/intervals.hpp"
#include "sim/month_names.hpp"
#include "sim/settling.hpp"

namespace casetide::output {

namespace {

constexpr double much = 0.1;          // of a level
constexpr double of_caseload = 0.01;  // children
constexpr std::array<const char*, settling_measures.size()> level_names = {
    "children", "children at risk", "children without a named worker", "caseloads", "hours of work that wait"};

double mean(const std::vector<double>& series, std::size_t from, std::size_t until) {
  const auto begin = series.begin() + static_cast<std::ptrdiff_t>(from);
  const auto end = series.begin() + static_cast<std::ptrdiff_t>(until);
  return std::accumulate(begin, end, 0.0) / static_cast<double>(std::max<std::size_t>(until - from, 1));
}

/// Samples of the period up to a year after its first day, at equal intervals.
std::size_t first_year(const Layout& layout) {
  const sim::Date last = sim::add_months(sim::date_of(layout.samples.front()), 12);
  auto count =
      static_cast<std::size_t>(std::ranges::upper_bound(layout.samples, sim::Instant{last}) - layout.samples.begin());
  // The end of the period may stand off the grid.
  if (count > 2 && count == layout.samples.size() &&
      layout.samples[count - 1] - layout.samples[count - 2] != layout.samples[1] - layout.samples[0])
    --count;
  return count;
}

bool counts_some_children(models::Measure measure) {
  return measure == models::Measure::unallocated || measure == models::Measure::children_at_risk;
}

}  // namespace

std::optional<std::size_t> settles_late(const std::vector<double>& series, std::size_t warm_up, std::size_t quarter) {
  const std::optional<std::size_t> settled = sim::settled_after(series);
  if (settled && *settled <= warm_up) return std::nullopt;
  const std::size_t start = std::min(settled.value_or(series.size() / 2), series.size() - 1);
  if (series.size() < warm_up + 2 * quarter || quarter == 0) return std::nullopt;
  const double last = mean(series, std::max(start, series.size() - 2 * quarter), series.size());
  const double first = mean(series, warm_up, warm_up + quarter);
  const double initial = warm_up > 0 ? mean(series, 0, std::min(quarter, warm_up)) : first;
  const bool goes_on = (last - first) * (last - initial) > 0 && std::abs(last - initial) >= std::abs(last - first);
  if (!goes_on || std::abs(last - first) <= much * std::max(std::abs(last), 1.0)) return std::nullopt;
  return settled.value_or(series.size());
}

WarmUpWatch::WarmUpWatch(const Layout& layout) : layout_(layout), in_period_(first_year(layout)), quarter_(0) {
  if (in_period_ < 2) return;
  const double step = sim::in_days(layout.samples[1] - layout.samples[0]);
  quarter_ = static_cast<std::size_t>(std::max(1.0, std::floor(91 / step)));
}

void WarmUpWatch::add(const Trace& trace) {
  const std::size_t warm_up = layout_.warm_up.size();
  for (std::size_t place = 0; place < levels_.size(); ++place) {
    std::vector<double>& series = levels_[place].series.emplace_back(warm_up + in_period_);
    for (std::size_t at = 0; at < warm_up; ++at) series[at] = trace.settling[at * levels_.size() + place];
    const std::vector<double>& after = trace.of(settling_measures[place]);
    const std::size_t row = after.size() / layout_.samples.size();
    for (std::size_t at = 0; at < in_period_ * row; ++at) series[warm_up + at / row] += after[at];
  }
}

std::vector<double> WarmUpWatch::Level::mean() const {
  std::vector<double> mean(series.empty() ? 0 : series.front().size());
  for (const std::vector<double>& one : series)
    for (std::size_t at = 0; at < mean.size(); ++at) mean[at] += one[at] / static_cast<double>(series.size());
  return mean;
}

/// Does what the level still moves after the first quarter of the period lie beyond chance, and beyond `least`?
bool WarmUpWatch::moves(const Level& level, double least) const {
  const std::size_t warm_up = layout_.warm_up.size();
  std::vector<double> differences;
  for (const std::vector<double>& series : level.series)
    differences.push_back(mean(series, series.size() - 2 * quarter_, series.size()) -
                          mean(series, warm_up, warm_up + quarter_));
  const sim::Interval difference = sim::interval_of_mean(differences);
  const bool by_chance = difference.count > 1 && !difference.excludes_zero();
  return !by_chance && std::abs(difference.mean) > least;
}

std::vector<Unsettled> WarmUpWatch::unsettled() const {
  std::vector<Unsettled> found;
  if (in_period_ < 2 || levels_.front().series.empty()) return found;
  const std::size_t warm_up = layout_.warm_up.size();
  const auto caseload = std::ranges::find(settling_measures, models::Measure::caseload) - settling_measures.begin();
  const std::vector<double> held = levels_[static_cast<std::size_t>(caseload)].mean();
  const double some_children = of_caseload * mean(held, warm_up, held.size());
  for (std::size_t place = 0; place < levels_.size(); ++place) {
    const auto late = settles_late(levels_[place].mean(), warm_up, quarter_);
    const double least = counts_some_children(settling_measures[place]) ? some_children : 0;
    if (!late || !moves(levels_[place], least)) continue;
    Unsettled& one = found.emplace_back(Unsettled{settling_measures[place], std::nullopt});
    if (*late < warm_up + in_period_) one.settles = sim::date_of(layout_.samples[*late - warm_up]);
  }
  return found;
}

std::string WarmUpWatch::warning() const {
  const std::vector<Unsettled> found = unsettled();
  if (found.empty()) return {};
  std::vector<std::string> levels;
  for (const Unsettled& one : found) {
    const auto place = std::ranges::find(settling_measures, one.measure) - settling_measures.begin();
    const std::string name = level_names[static_cast<std::size_t>(place)];
    levels.push_back(one.settles ? fmt::format("{} settle only by {}", name, sim::month_and_year(*one.settles))
                                 : fmt::format("{} have not settled a year into the period", name));
  }
  const double days = layout_.warm_up.empty() ? 0 : sim::in_days(layout_.samples.front() - layout_.warm_up.front());
  const auto months =
      std::lround((days + sim::in_days(layout_.samples[1] - layout_.samples[0])) / (sim::days_a_year / 12));
  const std::string length = layout_.warm_up.empty() ? "without a warm-up the run begins unsettled"
                                                     : fmt::format("the warm-up of {} month{} looks too short", months,
                                                                   months == 1 ? "" : "s");
  return fmt::format("{}: {} (MSER-5)", length, fmt::join(levels, ", "));
}

}  // namespace casetide::output
