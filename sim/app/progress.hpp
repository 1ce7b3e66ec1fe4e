// Progress of a run on standard error: a line that rewrites itself on a terminal, otherwise one every ten seconds.
#pragma once

#include <chrono>
#include <string>

#include "sim/process_pool.hpp"

namespace casetide::app {

class ProgressLine {
 public:
  /// Says nothing when `quiet`.
  explicit ProgressLine(bool quiet);
  void show(const sim::PoolProgress& progress);
  /// Ends a line that rewrites itself, so that other text starts on a new one.
  void finish();

 private:
  using Time = std::chrono::steady_clock;
  std::string text(const sim::PoolProgress& progress) const;

  bool quiet_;
  bool terminal_;
  bool open_ = false;
  Time::time_point begun_ = Time::now();
  Time::time_point shown_{};
};

}  // namespace casetide::app
