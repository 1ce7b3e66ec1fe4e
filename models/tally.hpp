// A number that changes in steps, and its integral over time.
#pragma once

#include <cstdint>

#include "sim/time.hpp"

namespace casetide::models {

class Tally {
 public:
  explicit Tally(sim::Instant start = {}) : last_(start) {}

  void change(std::int64_t by, sim::Instant now) {
    advance(now);
    count_ += by;
  }
  std::int64_t count() const { return count_; }

  /// Integral since the start [unit x days].
  double days(sim::Instant now) {
    advance(now);
    return static_cast<double>(minutes_) / sim::one_day.count();
  }

 private:
  void advance(sim::Instant now) {
    minutes_ += count_ * (now - last_).count();
    last_ = now;
  }

  sim::Instant last_;
  std::int64_t count_ = 0;
  std::int64_t minutes_ = 0;
};

}  // namespace casetide::models
