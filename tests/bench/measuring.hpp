// What the benchmarks share: a child process for each measurement, medians, and a line with the bar for each figure.
#pragma once

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace casetide::bench {

/// Seconds of processor time this process has used: what other programs on the machine disturb least.
inline double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

inline double wall_seconds() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// What one child process has measured.
struct Measured {
  double processor = 0;     // [s]
  double wall = 0;          // [s]
  double count = 0;         // of what was done
  double mean = 0;          // of what was observed
  std::uint64_t trail = 0;  // equal for runs that did the same things in the same order
  double peak_mb = 0;       // memory of the whole process, set by in_child()
};

/// Runs `work` in a forked process, because there is one engine per process.
inline Measured in_child(const std::function<Measured()>& work) {
  std::array<int, 2> ends{};
  std::fflush(nullptr);
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no child process");
  if (child == 0) {
    try {
      const Measured measured = work();
      _exit(write(ends[1], &measured, sizeof measured) == sizeof measured ? 0 : 1);
    } catch (const std::exception& error) {
      fmt::print(stderr, "{}\n", error.what());
      _exit(1);
    }
  }
  close(ends[1]);
  Measured measured;
  const bool whole = read(ends[0], &measured, sizeof measured) == sizeof measured;
  close(ends[0]);
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  if (!whole || status != 0) throw std::runtime_error("a measurement failed");
  measured.peak_mb = static_cast<double>(used.ru_maxrss) * 1024 / 1e6;
  return measured;
}

/// What a command prints on standard output. `status`, where given, receives its exit code; else a failure throws.
inline std::string output_of(const std::string& command, int* status = nullptr) {
  std::fflush(nullptr);
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("cannot run " + command);
  std::string text;
  std::array<char, 512> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe)) text += buffer.data();
  const int ended = pclose(pipe);
  const int code = WIFEXITED(ended) ? WEXITSTATUS(ended) : 255;
  if (status) *status = code;
  if (!status && code != 0) throw std::runtime_error(command + " failed");
  return text;
}

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

inline void line(const std::string& what, double value, const std::string& unit, const std::string& verdict = {}) {
  fmt::print("  {:<52} {:>9.2f} {:<14} {}\n", what, value, unit, verdict);
}

inline void at_most(double bar, const std::string& what, double value, const std::string& unit) {
  line(what, value, unit, fmt::format("at most {:<6} {}", bar, value <= bar ? "met" : "MISSED"));
}

inline void at_least(double bar, const std::string& what, double value, const std::string& unit) {
  line(what, value, unit, fmt::format("at least {:<5} {}", bar, value >= bar ? "met" : "MISSED"));
}

/// Runs a benchmark and turns what it throws into a message. A bar that is missed is no failure.
inline int guarded(const std::string& title, const std::function<void()>& benchmark) {
  fmt::print("{}\n", title);
  try {
    benchmark();
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "  could not measure: {}\n", error.what());
    return 1;
  }
}

}  // namespace casetide::bench
