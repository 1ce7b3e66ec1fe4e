#include "output/warm_up.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
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

/// One level of one replication of the baseline, the warm-up first.
std::vector<double> series_of(const Result& result, std::size_t place, std::size_t replication, std::size_t in_period) {
  const std::size_t warm_up = result.layout().warm_up.size();
  std::vector<double> series(warm_up + in_period);
  const std::vector<double> before = result.settling(0, replication);
  for (std::size_t at = 0; at < warm_up; ++at) series[at] = before[at * settling_measures.size() + place];
  const std::vector<double> after = result.values(0, replication, settling_measures[place]);
  const std::size_t row = after.size() / result.layout().samples.size();
  for (std::size_t at = 0; at < in_period * row; ++at) series[warm_up + at / row] += after[at];
  return series;
}

/// A level in all replications.
struct Level {
  std::vector<std::vector<double>> series;  // [replication][time]
  std::vector<double> mean;                 // [time]
};

Level level_of(const Result& result, std::size_t place, std::size_t in_period) {
  Level level;
  level.mean.resize(result.layout().warm_up.size() + in_period);
  const auto count = static_cast<double>(result.replications().size());
  for (std::size_t replication = 0; replication < result.replications().size(); ++replication) {
    level.series.push_back(series_of(result, place, replication, in_period));
    for (std::size_t at = 0; at < level.mean.size(); ++at) level.mean[at] += level.series.back()[at] / count;
  }
  return level;
}

/// Does what the level still moves after the first quarter of the period lie beyond chance, and beyond `least`?
bool moves(const Level& level, std::size_t warm_up, std::size_t quarter, double least) {
  std::vector<double> differences;
  for (const std::vector<double>& series : level.series)
    differences.push_back(mean(series, series.size() - 2 * quarter, series.size()) -
                          mean(series, warm_up, warm_up + quarter));
  const sim::Interval difference = sim::interval_of_mean(differences);
  const bool by_chance = difference.count > 1 && !difference.excludes_zero();
  return !by_chance && std::abs(difference.mean) > least;
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

std::vector<Unsettled> unsettled(const Result& result) {
  const Layout& layout = result.layout();
  const std::size_t in_period = first_year(layout);
  if (in_period < 2) return {};
  const double step = sim::in_days(layout.samples[1] - layout.samples[0]);
  const auto quarter = static_cast<std::size_t>(std::max(1.0, std::floor(91 / step)));
  const std::size_t warm_up = layout.warm_up.size();
  const auto caseload = std::ranges::find(settling_measures, models::Measure::caseload) - settling_measures.begin();
  const Level held = level_of(result, static_cast<std::size_t>(caseload), in_period);
  const double some_children = of_caseload * mean(held.mean, warm_up, held.mean.size());
  std::vector<Unsettled> found;
  for (std::size_t place = 0; place < settling_measures.size(); ++place) {
    const Level level = level_of(result, place, in_period);
    const auto late = settles_late(level.mean, warm_up, quarter);
    const double least = counts_some_children(settling_measures[place]) ? some_children : 0;
    if (!late || !moves(level, warm_up, quarter, least)) continue;
    Unsettled one{settling_measures[place], std::nullopt};
    if (*late < level.mean.size()) one.settles = sim::date_of(layout.samples[*late - warm_up]);
    found.push_back(one);
  }
  return found;
}

std::string warning_on_warm_up(const Result& result) {
  const std::vector<Unsettled> found = unsettled(result);
  if (found.empty()) return {};
  const Layout& layout = result.layout();
  std::vector<std::string> levels;
  for (const Unsettled& one : found) {
    const auto place = std::ranges::find(settling_measures, one.measure) - settling_measures.begin();
    const std::string name = level_names[static_cast<std::size_t>(place)];
    levels.push_back(one.settles ? fmt::format("{} settle only by {}", name, sim::month_and_year(*one.settles))
                                 : fmt::format("{} have not settled a year into the period", name));
  }
  const double days = layout.warm_up.empty() ? 0 : sim::in_days(layout.samples.front() - layout.warm_up.front());
  const auto months = std::lround((days + sim::in_days(layout.samples[1] - layout.samples[0])) / (365.25 / 12));
  const std::string length =
      layout.warm_up.empty() ? "without a warm-up the run begins unsettled"
                             : fmt::format("the warm-up of {} month{} looks too short", months, months == 1 ? "" : "s");
  return fmt::format("{}: {} (MSER-5)", length, fmt::join(levels, ", "));
}

std::string with_warning(const std::string& comparison, const std::string& warning) {
  if (warning.empty()) return comparison;
  auto document = nlohmann::ordered_json::parse(comparison);
  document["warnings"].push_back(warning);
  return document.dump(2) + "\n";
}

}  // namespace casetide::output
