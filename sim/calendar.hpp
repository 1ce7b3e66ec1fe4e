// The civil calendar of an authority: which days are worked, and working-time arithmetic on them.
// Closed hours are arithmetic (start, effort -> finish), never something the engine waits through.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/time.hpp"

namespace casetide::sim {

/// Working time within each working day: from `opens` (after midnight) for `length`.
/// Range: 0 <= opens, 0 < length, opens + length <= 24 h.
struct WorkingHours {
  Minutes opens{0};
  Minutes length{one_day};
  friend bool operator==(const WorkingHours&, const WorkingHours&) = default;
};

/// Days are either all worked (`round_the_clock`) or worked Monday to Friday less bank holidays (`england`).
/// England's calendar covers 1 January 2010 to 31 December 2030; asking outside throws std::out_of_range.
class Calendar {
 public:
  /// Monday to Friday, less the bank holidays of England and Wales.
  static Calendar england();
  /// Every day is a working day, without bounds.
  static Calendar round_the_clock();

  bool is_working_day(Date date) const;

  /// The working day that is `count` working days after `from`; `from` itself may be any day. count >= 0.
  /// Zero gives `from` if it is worked, otherwise the next working day. From a Saturday, one gives Monday.
  Date add_working_days(Date from, int count) const;

  /// The working day that is `count` working days before `from`; zero gives `from` or the last working day before it.
  Date subtract_working_days(Date from, int count) const;

  /// Number of working days in (from, to]; negative when `to` lies before `from`.
  int working_days_between(Date from, Date to) const;

  Date working_day_on_or_before(Date date) const { return subtract_working_days(date, 0); }

  /// The first instant at or after `from` that lies inside working hours [opens, opens + length).
  Instant next_working_instant(Instant from, WorkingHours hours) const;

  /// When `effort` of working time, begun at `start`, is done. Zero effort ends at `start` itself.
  /// Work that fills a day ends when that day's hours end, not the next morning.
  Instant finish(Instant start, Minutes effort, WorkingHours hours) const;

  /// Working time between two instants; zero when `to` is not after `from`.
  Minutes worked(Instant from, Instant to, WorkingHours hours) const;

 private:
  /// How a day stands among the working days.
  struct Place {
    std::int64_t before;  // working days before it, counted from the first day of the table; round the clock from 1970
    std::int64_t worked;  // 1 when it is a working day itself, otherwise 0
  };

  Calendar() = default;
  Calendar(Date first, Date last, std::span<const Date> bank_holidays);
  Place place(Date date) const;
  /// The working day with `before` working days before it.
  Date working_day(std::int64_t before) const;
  bool every_day_is_worked() const { return dates_.empty(); }

  Date first_{};
  std::vector<std::int32_t> before_;  // by day since first_, and one entry more; working days before that day
  std::vector<Date> dates_;           // by working days before them
};

/// Bank holidays of England and Wales, 2010 to 2030, ascending. Source: gov.uk/bank-holidays (Banking and Financial
/// Dealings Act 1971 and royal proclamations); years not yet proclaimed follow the Act's rules.
std::span<const Date> england_bank_holidays();

/// `date` moved by calendar months, clamped to the month's last day: 31 January + 1 month = 28 or 29 February.
Date add_months(Date date, int months);

}  // namespace casetide::sim
