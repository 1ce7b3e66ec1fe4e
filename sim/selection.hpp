// Which of several systems has the smallest mean, as surely as asked: Kim and Nelson's fully sequential procedure,
// which takes common random numbers into account (ACM TOMACS 11, 2001).
#pragma once

#include <cstddef>
#include <vector>

namespace casetide::sim {

struct Selection {
  std::vector<std::size_t> survivors;  // systems that may be the best, ascending; one: selected
  int looked_at = 0;                   // replications used
  bool is_decided() const { return survivors.size() == 1; }
};

/// `values[system][replication]`, every system with the same replications, at least two. A system whose mean is smaller
/// than every other's by `indifference` (> 0) or more is selected with at least `confidence`, where the values are
/// normal. The first `first` replications (2 or more) give the variances of differences. With too few replications to
/// decide, several survive: they cannot be told apart. Nor can two systems that are alike in all of the first ones,
/// whatever comes later. A single system is selected at once.
/// Throws std::invalid_argument where a value is no finite number, and for a confidence that a guess would have.
Selection select_smallest(const std::vector<std::vector<double>>& values, double indifference, double confidence,
                          int first = 10);

/// Systems that are not shown to have a larger mean than another: paired differences, Student-t, one-sided, Bonferroni
/// over the comparisons of one system. The smallest mean is kept with at least `confidence`. For a number of
/// replications that was fixed before, where it tells more apart than the sequential procedure. `values` as above, any
/// number of replications; all systems are kept with fewer than two.
std::vector<std::size_t> not_shown_larger(const std::vector<std::vector<double>>& values, double confidence);

}  // namespace casetide::sim
