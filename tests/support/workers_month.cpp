#include "tests/support/workers_month.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace casetide::testing {

namespace {

using models::Fact, models::FactKind;

constexpr const char* day_names[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

sim::Date first_of_next_month(sim::Date date) {
  const std::chrono::year_month_day day{date};
  return sim::Date{(day.year() / day.month() / 1) + std::chrono::months{1}};
}

std::string clock(sim::Instant at) {
  const auto minutes = (at - sim::Instant{sim::date_of(at)}).count();
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace

WorkersMonth::WorkersMonth(const models::Scenario& scenario, models::WorkerId worker, sim::Date first)
    : scenario_(scenario), worker_(worker), from_(first), until_(first_of_next_month(first)) {}

bool WorkersMonth::watches(FactKind kind) const {
  return kind == FactKind::work_suspended || kind == FactKind::work_finished || kind == FactKind::meeting_begun ||
         kind == FactKind::meeting_held || kind == FactKind::worker_absent;
}

void WorkersMonth::observe(const Fact& fact) {
  if (fact.worker != worker_) return;
  if (fact.kind == FactKind::worker_absent) away_.push_back({fact.at, fact.due});
  if (fact.kind == FactKind::meeting_begun) meeting_from_ = fact.at;
  const bool meeting = fact.kind == FactKind::meeting_held;
  const bool finished = fact.kind == FactKind::work_finished;
  if (fact.at <= from_ || fact.at > until_ || !(meeting || finished || fact.kind == FactKind::work_suspended)) return;
  const sim::Instant began = meeting ? meeting_from_ : fact.since;
  stretches_.push_back({began, fact.at, fact.place, fact.child, meeting, meeting || finished});
}

bool WorkersMonth::away_at(sim::Instant at) const {
  return std::ranges::any_of(away_, [&](const Away& away) { return away.from <= at && at < away.until; });
}

int WorkersMonth::days_away() const {
  int days = 0;
  for (sim::Date day = sim::date_of(from_); day < sim::date_of(until_); day += std::chrono::days{1})
    days += scenario_.calendar.is_working_day(day) && away_at(sim::Instant{day} + std::chrono::hours{9});
  return days;
}

double WorkersMonth::hours() const {
  double hours = 0;
  for (const Stretch& stretch : stretches_)
    hours += sim::in_hours(scenario_.calendar.worked(stretch.from, stretch.until, scenario_.staffing.client_hours));
  return hours;
}

std::string WorkersMonth::line(const Stretch& stretch) const {
  const std::string what = stretch.obligation == models::no_obligation
                               ? "Supervision"
                               : scenario_.pathway.obligations[stretch.obligation].label;
  const bool same_day = sim::date_of(stretch.from) == sim::date_of(stretch.until);
  const std::string until = same_day ? clock(stretch.until) : "into the next day";
  return fmt::format("   {}-{}  {}{}, child {}{}\n", clock(stretch.from), until, what,
                     stretch.meeting ? " (in the diary)" : "", index(stretch.child),
                     stretch.finished ? "" : " - to be continued");
}

std::string WorkersMonth::text() const {
  std::string text;
  for (sim::Date day = sim::date_of(from_); day < sim::date_of(until_); day += std::chrono::days{1}) {
    const std::chrono::year_month_day date{day};
    const std::chrono::weekday weekday{day};
    std::string head = fmt::format("{} {:>2}", day_names[weekday.c_encoding()], static_cast<unsigned>(date.day()));
    if (!scenario_.calendar.is_working_day(day)) continue;
    if (away_at(sim::Instant{day} + std::chrono::hours{9})) head += "  away";
    text += head + "\n";
    for (const Stretch& stretch : stretches_)
      if (sim::date_of(stretch.from) == day) text += line(stretch);
  }
  return text;
}

HoursPerChild::HoursPerChild(const models::Scenario& scenario, models::RoleId role, sim::Instant from)
    : scenario_(scenario), role_(role), from_(from), last_(from) {
  for (const models::Team& team : scenario.staffing.teams)
    for (const models::StaffGroup& group : team.staff)
      role_of_.insert(role_of_.end(), static_cast<std::size_t>(std::ceil(group.fte - 1e-9)), group.role);
}

bool HoursPerChild::watches(FactKind kind) const {
  return kind == FactKind::work_suspended || kind == FactKind::work_finished || kind == FactKind::meeting_held ||
         kind == FactKind::child_allocated || kind == FactKind::worker_changed || kind == FactKind::worker_lost ||
         kind == FactKind::child_closed;
}

bool HoursPerChild::counts(models::WorkerId worker) const {
  return worker != models::nobody && index(worker) < role_of_.size() && role_of_[index(worker)] == role_;
}

void HoursPerChild::advance(sim::Instant now) {
  if (now <= last_) return;
  child_days_ += static_cast<double>(held_) * sim::in_days(now - last_);
  last_ = now;
}

void HoursPerChild::observe(const Fact& fact) {
  advance(fact.at);
  const bool work = fact.kind == FactKind::work_suspended || fact.kind == FactKind::work_finished ||
                    fact.kind == FactKind::meeting_held;
  if (work) {
    if (fact.at > from_ && counts(fact.worker)) hours_ += sim::in_hours(fact.amount);
    return;
  }
  // Children are held by their worker until another is named, the worker is lost, or the child is closed.
  const bool named = fact.kind == FactKind::child_allocated || fact.kind == FactKind::worker_changed;
  const auto child = static_cast<std::uint32_t>(index(fact.child));
  const auto held = holder_.try_emplace(child, models::nobody).first;
  held_ -= counts(held->second);
  held->second = named ? fact.worker : models::nobody;
  held_ += counts(held->second);
}

void HoursPerChild::sample(const models::Sample& sample) { advance(sample.at); }

double HoursPerChild::hours_per_child_month() const { return hours_ / child_days_ * 365.25 / 12; }

}  // namespace casetide::testing
