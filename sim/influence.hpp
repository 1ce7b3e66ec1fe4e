// Which inputs move an output, from draws of all inputs at once.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/intervals.hpp"

namespace casetide::sim {

/// Of one input on the output.
struct Influence {
  std::size_t input = 0;
  double rank_coefficient = 0;  // standardised regression coefficient on ranks, -1 to 1 for inputs drawn apart
  double low = 0, high = 0;     // its 90 % interval; NaN where inputs move in step and cannot be told apart
  bool is_told_from_none() const { return low > 0 || high < 0; }
};

/// Strongest first. `inputs[replication][input]`, `output[replication]`; replications whose output is no number are
/// left out, inputs that do not vary come last with 0. Empty where there are fewer than inputs + 5 replications.
std::vector<Influence> ranked_influences(const std::vector<std::vector<double>>& inputs,
                                         std::span<const double> output);

/// output = at_means + sum over inputs of slope * (input - mean of the input), by least squares; not ranked.
struct LinearFit {
  double at_means = 0;
  std::vector<double> slopes;  // by input; 0 for one that does not vary
  std::vector<double> means;   // of the inputs
  std::vector<double> errors;  // standard errors of the slopes; NaN where inputs move in step
  double explained = 0;        // share of the output's variance, 0..1
};

/// Replications whose output is no number are left out. An empty fit (no slopes) where there are fewer than inputs + 5
/// replications.
LinearFit linear_fit(const std::vector<std::vector<double>>& inputs, std::span<const double> output);

}  // namespace casetide::sim
