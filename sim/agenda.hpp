// The agenda: everything that is going to happen to the things of a simulation, as small records.
// Entries are ordered by (instant, phase, sequence): phase orders what coincides, sequence is the order of scheduling.
// Later days wait unsorted, a list each. A day is put in order when it is opened, all at once; only what is scheduled
// for the day that is running goes into a heap, which stays small.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/time.hpp"

namespace casetide::sim {

/// One thing that is due to happen. `kind`, `subject` and `stamp` mean what the scheduler of the entry says.
struct Entry {
  Instant at;
  std::uint64_t order = 0;  // phase in the top 8 bits, sequence below
  std::uint32_t subject = 0;
  std::uint32_t stamp = 0;  // lets a handler recognise an entry that no longer holds
  std::uint16_t kind = 0;
  std::uint16_t detail = 0;

  /// Without a branch: which of two entries is earlier cannot be foretold.
  friend bool operator<(const Entry& a, const Entry& b) {
    return (a.at < b.at) | ((a.at == b.at) & (a.order < b.order));
  }
};

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

  bool empty() const { return nothing_today() && later_ == 0; }
  /// Something else stands on the agenda for this very instant.
  bool has_more_now() { return open_next_day(now_ + Minutes{1}) && first().at <= now_; }
  std::uint64_t entries_run() const { return entries_run_; }

  /// Runs the entries strictly before `limit`, in order, those included that running ones schedule.
  /// `handle(entry)` may schedule; when it throws, the entry is gone and the rest stands.
  template <typename Handler>
  void run_before(Instant limit, Handler&& handle) {
    while (open_next_day(limit) && first().at < limit) {
      const Entry entry = pop();
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
  bool nothing_today() const { return next_ == today_.size() && heap_.empty(); }
  bool heap_is_first() const { return next_ == today_.size() || (!heap_.empty() && heap_.front() < today_[next_]); }
  const Entry& first() const { return heap_is_first() ? heap_.front() : today_[next_]; }
  Entry pop() { return heap_is_first() ? pop_heap() : today_[next_++]; }
  Entry pop_heap();
  void push(const Entry& entry);
  /// Opens days until one has an entry. False when nothing is left before `limit`.
  bool open_next_day(Instant limit) { return !nothing_today() || (later_ > 0 && open_days(limit)); }
  bool open_days(Instant limit);
  void put_in_order(const std::vector<Entry>& day);

  std::vector<Entry> today_;           // in order, as far as it stood on the agenda when the day was opened
  std::size_t next_ = 0;               // of them
  std::vector<std::uint32_t> places_;  // by minute of the day and phase, while a day is put in order
  // What was scheduled since for the same day. A heap of four children a node: half the levels of a binary one, and a
  // node's children share two cache lines.
  std::vector<Entry> heap_;
  std::vector<std::vector<Entry>> days_;   // entries from `open_until_` on, by day since `first_day_`
  std::vector<std::vector<Entry>> spare_;  // lists of days that are over, to be filled again
  std::size_t later_ = 0;                  // number of entries in `days_`
  Instant now_;
  Date first_day_;
  Instant open_until_;  // every entry before stands in `today_` or the heap
  std::uint64_t sequence_ = 0;
  std::uint64_t entries_run_ = 0;
};

}  // namespace casetide::sim
