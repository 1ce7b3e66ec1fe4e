#include "output/falling_behind.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/month_names.hpp"

namespace casetide::output {

namespace {

constexpr double days_a_month = sim::days_a_year / 12;
constexpr std::size_t a_year = 12;       // months
constexpr double worth_telling = 0.005;  // of the hours there

/// Whole years at the end of the period over which drift is judged: half of them, or at least one if there is one.
int years_judged(const std::vector<sim::Instant>& samples) {
  const sim::Date from = sim::date_of(samples.front()), until = sim::date_of(samples.back());
  int years = 0;
  while (sim::add_months(until, -12 * (years + 1)) >= from) ++years;
  return years > 0 ? std::max(1, years / 2) : 0;
}

std::size_t start_of_stretch(const std::vector<sim::Instant>& samples, int years) {
  const sim::Date from = sim::date_of(samples.front()), until = sim::date_of(samples.back());
  const sim::Date start = years > 0 ? sim::add_months(until, -12 * years) : from + (until - from) / 2;
  return static_cast<std::size_t>(std::ranges::lower_bound(samples, sim::Instant{start}) - samples.begin());
}

/// 90 as 90, 1234 as 1,230: three digits at most.
std::string hours(double value) {
  const double size = std::abs(value);
  const double step = size >= 1000 ? 10 : size >= 10 ? 1 : 0.1;
  return fmt::format("{:.{}f}", std::round(value / step) * step, step < 1 ? 1 : 0);
}

/// By least squares [hours a day].
template <typename Points>
double slope(const Points& points) {
  double days = 0, hours = 0;
  for (const auto& point : points) {
    days += point.day / static_cast<double>(points.size());
    hours += point.hours / static_cast<double>(points.size());
  }
  double together = 0, alone = 0;
  for (const auto& point : points) {
    together += (point.day - days) * (point.hours - hours);
    alone += (point.day - days) * (point.day - days);
  }
  return alone > 0 ? together / alone : std::nan("");
}

const std::string& label_of(const AxisEntries& entries, std::size_t place) {
  return entries.labels[place].empty() ? entries.names[place] : entries.labels[place];
}

}  // namespace

bool TeamBacklog::falls_behind() const { return drift.low > 0 && drift.mean > worth_telling * hours_there; }

BacklogWatch::BacklogWatch(const Layout& layout)
    : layout_(layout),
      teams_(layout.of(models::Axis::team).names.size()),
      years_(years_judged(layout.samples)),
      first_(start_of_stretch(layout.samples, years_)) {
  for (const sim::Instant at : layout.samples) {
    const std::chrono::year_month_day day{sim::date_of(at)};
    const sim::Date first{day.year() / day.month() / 1};
    if (month_days_.empty() || month_days_.back() != first) month_days_.push_back(first);
    months_.push_back(month_days_.size() - 1);
  }
}

void BacklogWatch::add(std::size_t plan, const Trace& trace) {
  add(plan, trace.of(models::Measure::waiting_hours), trace.of(models::Measure::available_hours));
}

void BacklogWatch::add(std::size_t plan, const std::vector<double>& waiting, const std::vector<double>& available) {
  if (plans_.size() <= plan) plans_.resize(plan + 1, std::vector<Team>(teams_));
  const auto& samples = layout_.samples;
  std::vector<int> counts(month_days_.size());
  for (const std::size_t month : months_) ++counts[month];
  const double months = std::max(1.0, sim::in_days(samples.back() - samples[first_])) / days_a_month;
  for (std::size_t team = 0; team < teams_; ++team) {
    Team& one = plans_[plan][team];
    one.monthly.resize(month_days_.size());
    one.drifts.push_back(slope(points(waiting, team)) * days_a_month);
    for (std::size_t sample = 0; sample < samples.size(); ++sample) {
      one.monthly[months_[sample]] += waiting[sample * teams_ + team] / counts[months_[sample]];
      if (sample > first_) one.hours_there += available[sample * teams_ + team] / months;
    }
  }
}

/// Of the stretch: the means of its years, or where there are fewer than two the samples themselves.
std::vector<BacklogWatch::Point> BacklogWatch::points(const std::vector<double>& waiting, std::size_t team) const {
  const auto& samples = layout_.samples;
  std::vector<Point> all;
  const auto day = [&](std::size_t sample) { return sim::in_days(samples[sample] - samples[first_]); };
  for (std::size_t sample = first_; sample < samples.size(); ++sample)
    all.push_back({day(sample), waiting[sample * teams_ + team]});
  if (years_ < 2) return all;
  const double length = all.back().day / years_;
  std::vector<Point> years(static_cast<std::size_t>(years_), Point{0, 0});
  std::vector<double> counts(years.size());
  for (const Point& one : all) {
    const auto year = std::min(static_cast<std::size_t>(one.day / length), years.size() - 1);
    years[year].day += one.day;
    years[year].hours += one.hours;
    ++counts[year];
  }
  for (std::size_t year = 0; year < years.size(); ++year) {
    years[year].day /= counts[year];
    years[year].hours /= counts[year];
  }
  return years;
}

/// Nobody can tell where samples stand farther apart than months.
bool BacklogWatch::has_every_month() const {
  for (std::size_t month = 1; month < month_days_.size(); ++month)
    if (month_days_[month] != sim::first_of_next_month(month_days_[month - 1])) return false;
  return true;
}

/// The month after the last in which the mean of twelve months was not above that of the twelve before; in the second
/// year, in which the month was not above that of a year ago.
std::optional<sim::Date> BacklogWatch::growing_since(const Team& team) const {
  const auto& monthly = team.monthly;
  const auto mean_to = [&](std::size_t month) {
    double sum = 0;
    for (std::size_t back = 0; back < a_year; ++back) sum += monthly[month - back];
    return sum;
  };
  std::size_t since = 0;
  for (std::size_t month = a_year; month < monthly.size(); ++month) {
    const bool two_years = month + 1 >= 2 * a_year;
    const bool above = two_years ? mean_to(month) > mean_to(month - a_year) : monthly[month] > monthly[month - a_year];
    if (!above) since = month + 1;
  }
  if (since >= month_days_.size() || !has_every_month()) return std::nullopt;
  return std::max(month_days_[since], sim::date_of(layout_.samples.front()));
}

std::vector<TeamBacklog> BacklogWatch::backlogs() const {
  const AxisEntries& entries = layout_.of(models::Axis::team);
  std::vector<TeamBacklog> found;
  for (std::size_t plan = 0; plan < plans_.size(); ++plan)
    for (std::size_t team = 0; team < teams_; ++team) {
      const Team& one = plans_[plan][team];
      const auto count = static_cast<double>(std::max<std::size_t>(one.drifts.size(), 1));
      TeamBacklog backlog{plan,
                          team,
                          entries.names[team],
                          label_of(entries, team),
                          sim::interval_of_mean(one.drifts),
                          one.hours_there / count,
                          std::nullopt};
      if (backlog.falls_behind()) backlog.since = growing_since(one);
      found.push_back(backlog);
    }
  return found;
}

std::string sentence(const TeamBacklog& backlog) {
  const std::string from = backlog.since ? " from " + sim::month_and_year(*backlog.since) : "";
  return fmt::format("falls behind{}: its backlog grows by {} ({} to {}) hours a month", from,
                     hours(backlog.drift.mean), hours(backlog.drift.low), hours(backlog.drift.high));
}

}  // namespace casetide::output
