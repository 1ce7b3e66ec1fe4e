// The agenda: everything that is going to happen to the things of a simulation, as small records.
// Entries are ordered by (instant, phase, order of scheduling): phase orders what coincides.
// Later days wait unsorted (`LaterDays`); the day that is running stands in order (`DayQueue`).
#pragma once

#include <cstdint>

#include "sim/day_queue.hpp"
#include "sim/later_days.hpp"

namespace casetide::sim {

class Agenda {
 public:
  explicit Agenda(Instant start) : now_(start), first_day_(date_of(start)), open_until_(start) {}

  /// The instant of the entry that is running, or that an actor woke at.
  Instant now() const { return now_; }

  /// Puts an entry on the agenda. An instant in the past counts as now: it runs after the entry that is running.
  /// Phases are 0 to 7. Throws std::out_of_range for another, and for an instant more than a thousand years after the
  /// start.
  void schedule(Instant at, std::uint8_t phase, std::uint16_t kind, std::uint32_t subject, std::uint32_t stamp = 0,
                std::uint16_t detail = 0);

  bool empty() const { return today_.empty() && later_.empty(); }
  /// Something else stands on the agenda for this very instant.
  bool has_more_now() { return open_next_day(now_ + Minutes{1}) && today_.first().at <= now_; }
  std::uint64_t entries_run() const { return entries_run_; }

  /// Runs the entries strictly before `limit`, in order, those included that running ones schedule. The clock stands at
  /// the last of them, or at the beginning of the last day before `limit`.
  /// `handle(entry)` may schedule; when it throws, the entry is gone and the rest stands.
  template <typename Handler>
  void run_before(Instant limit, Handler&& handle) {
    while (open_next_day(limit) && today_.first().at < limit) {
      const Entry entry = today_.take_first();
      now_ = entry.at;
      ++entries_run_;
      handle(entry);
    }
  }

  /// Moves the clock of an agenda whose earlier entries have run; never back.
  void advance_to(Instant instant) {
    if (instant > now_) now_ = instant;
  }

 private:
  /// Opens days until one has an entry. False when nothing is left before `limit`.
  bool open_next_day(Instant limit) { return !today_.empty() || (!later_.empty() && open_days(limit)); }
  bool open_days(Instant limit);

  DayQueue today_;   // the day opened last
  LaterDays later_;  // entries from `open_until_` on, by day since `first_day_`
  Instant now_;
  Date first_day_;
  Instant open_until_;  // every entry before stands in `today_`
  std::uint64_t entries_run_ = 0;
};

}  // namespace casetide::sim
