#include "sim/app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "sim/app/terminal.hpp"

namespace casetide::app {

namespace {

using namespace std::chrono_literals;

std::string duration(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  return fmt::format("{:.0f} min", seconds / 60);
}

}  // namespace

ProgressLine::ProgressLine(bool quiet) : quiet_(quiet), terminal_(is_terminal(STDERR_FILENO)) {}

std::string ProgressLine::text(const sim::PoolProgress& progress) const {
  const double spent = std::chrono::duration<double>(Time::now() - begun_).count();
  std::string line =
      fmt::format("{} of {} replications, {:.0f} %", progress.done, progress.total, 100 * progress.fraction);
  if (progress.fraction > 0.01 && progress.fraction < 1)
    line += fmt::format(", {} left", duration(spent / progress.fraction - spent));
  return line;
}

void ProgressLine::show(const sim::PoolProgress& progress) {
  if (quiet_ || Time::now() - shown_ < (terminal_ ? 200ms : 10s)) return;
  if (shown_ == Time::time_point{} && !terminal_) {
    shown_ = Time::now();  // short runs say nothing at all where nobody watches
    return;
  }
  shown_ = Time::now();
  fmt::print(stderr, "{}{}{}", terminal_ ? "\r\033[K" : "", text(progress), terminal_ ? "" : "\n");
  std::fflush(stderr);
  open_ = terminal_;
}

void ProgressLine::finish() {
  if (open_) fmt::print(stderr, "\r\033[K");
  open_ = false;
}

}  // namespace casetide::app
