// Replications of a scenario, each in a process of its own on all processors, and the numbers that each of them gave.
#pragma once

#include <functional>
#include <vector>

namespace casetide::testing {

/// Calls `body(replication)` for each replication in [0, count) in a forked process; it gives `width` numbers.
/// Returns them by replication. Throws std::runtime_error when one fails or gives another number of numbers.
std::vector<std::vector<double>> in_processes(int count, std::size_t width,
                                              const std::function<std::vector<double>(int)>& body);

/// The mean of paired differences and the half-width of its 90 % Student-t interval, as comparisons give it.
struct PairedDifference {
  double mean = 0;
  double half_width = 0;
  bool is_above_zero() const { return mean - half_width > 0; }
  bool is_below_zero() const { return mean + half_width < 0; }
};

/// second - first, pair by pair; at least two pairs.
PairedDifference paired(const std::vector<double>& first, const std::vector<double>& second);

}  // namespace casetide::testing
