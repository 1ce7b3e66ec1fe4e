#include "sim/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <stdexcept>
#include <string>

namespace casetide::sim {

namespace {
using std::chrono::days;
using std::chrono::year_month_day;
using namespace std::chrono_literals;

constexpr Date england_from{std::chrono::local_days{2010y / 1 / 1}};
constexpr Date england_to{std::chrono::local_days{2030y / 12 / 31}};

std::string text(Date date) {
  const year_month_day day{date};
  return fmt::format("{:04}-{:02}-{:02}", int{day.year()}, unsigned{day.month()}, unsigned{day.day()});
}

[[noreturn]] void refuse(Date date) {
  throw std::out_of_range(fmt::format("calendar: {} lies outside the years it covers", text(date)));
}

[[noreturn]] void refuse_working_day() {
  throw std::out_of_range("calendar: the working day asked for lies outside the years it covers");
}

bool is_weekday(Date date) { return std::chrono::weekday{date}.iso_encoding() <= 5; }

/// Working time that has passed within the day of `instant`, were that day worked.
Minutes passed_today(Instant instant, WorkingHours hours) {
  return std::clamp(instant - Instant{date_of(instant)} - hours.opens, Minutes{0}, hours.length);
}
}  // namespace

Calendar Calendar::round_the_clock() { return Calendar(); }

Calendar Calendar::england() {
  static const Calendar calendar(england_from, england_to, england_bank_holidays());
  return calendar;
}

Calendar::Calendar(Date first, Date last, std::span<const Date> bank_holidays) : first_(first) {
  for (Date date = first; date <= last; date += days{1}) {
    before_.push_back(static_cast<std::int32_t>(dates_.size()));
    if (is_weekday(date) && !std::ranges::binary_search(bank_holidays, date)) dates_.push_back(date);
  }
  before_.push_back(static_cast<std::int32_t>(dates_.size()));
}

Calendar::Place Calendar::place(Date date) const {
  if (every_day_is_worked()) return {date.time_since_epoch().count(), 1};
  const auto day = static_cast<std::size_t>((date - first_).count());  // before first_ wraps round to a huge number
  if (day >= before_.size() - 1) refuse(date);
  return {before_[day], before_[day + 1] - before_[day]};
}

Date Calendar::working_day(std::int64_t before) const {
  if (every_day_is_worked()) return Date{days{before}};
  const auto index = static_cast<std::size_t>(before);
  if (index >= dates_.size()) refuse_working_day();
  return dates_[index];
}

bool Calendar::is_working_day(Date date) const { return place(date).worked != 0; }

Date Calendar::add_working_days(Date from, int count) const {
  assert(count >= 0);
  const Place start = place(from);
  return working_day(count == 0 ? start.before : start.before + start.worked + count - 1);
}

Date Calendar::subtract_working_days(Date from, int count) const {
  assert(count >= 0);
  const Place start = place(from);
  return working_day(count == 0 ? start.before + start.worked - 1 : start.before - count);
}

int Calendar::working_days_between(Date from, Date to) const {
  const Place start = place(from);
  const Place end = place(to);
  return static_cast<int>(end.before + end.worked - start.before - start.worked);
}

Instant Calendar::next_working_instant(Instant from, WorkingHours hours) const {
  const Date today = date_of(from);
  const Place start = place(today);
  if (start.worked != 0 && passed_today(from, hours) < hours.length) return std::max(from, today + hours.opens);
  return working_day(start.before + start.worked) + hours.opens;
}

Instant Calendar::finish(Instant start, Minutes effort, WorkingHours hours) const {
  if (effort <= Minutes{0}) return start;
  const Date today = date_of(start);
  const Place begun = place(today);
  if (begun.worked != 0) {
    const Minutes passed = passed_today(start, hours);
    if (passed + effort <= hours.length) return today + hours.opens + passed + effort;
    effort -= hours.length - passed;
  }
  // What is left fills whole days and at least a minute of the last one.
  const std::int64_t whole_days = (effort - Minutes{1}) / hours.length;
  return working_day(begun.before + begun.worked + whole_days) + hours.opens + effort - whole_days * hours.length;
}

Minutes Calendar::worked(Instant from, Instant to, WorkingHours hours) const {
  if (to <= from) return Minutes{0};
  const Place start = place(date_of(from));
  const Place end = place(date_of(to));
  return (end.before - start.before) * hours.length + end.worked * passed_today(to, hours) -
         start.worked * passed_today(from, hours);
}

Date add_months(Date date, int months) {
  const year_month_day day{date};
  const auto month = day.year() / day.month() + std::chrono::months{months};
  const year_month_day last{month / std::chrono::last};
  return Date{month / std::min(day.day(), last.day())};
}

}  // namespace casetide::sim
