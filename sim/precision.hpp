// How many replications are enough: until every measure's interval is narrow enough.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/intervals.hpp"

namespace casetide::sim {

/// Replications come in batches until each half-width is at most this share of its mean.
struct Precision {
  double share = 0.05;  // > 0
  int at_least = 10;    // replications before the first look, >= 2
  int batch = 10;       // further ones before each other look
  int at_most = 1000;
  double confidence = usual_confidence;  // of all measures together (Bonferroni)
};

/// What a look found.
struct PrecisionReached {
  bool is_met = false;
  std::size_t hardest = 0;   // place of the measure with the widest interval for its mean
  double hardest_share = 0;  // its half-width over its mean
};

/// `measures`: values by replication. A measure that is 0 in every replication, or has no number, is precise; one whose
/// mean is 0 otherwise never is.
PrecisionReached precision_reached(const std::vector<std::vector<double>>& measures, const Precision& wanted);

}  // namespace casetide::sim
