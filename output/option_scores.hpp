// What people weigh and score beside the simulated figures, for people and for programs to read. None of it enters any
// simulated figure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/options.hpp"
#include "output/identity.hpp"

namespace casetide::output {

/// Mean of the option's scores by the weights of the criteria, from 0 to 10; absent unless all criteria are scored.
std::optional<double> weighted_score(const models::Options& options, const models::Option& option);

/// A section for people, at most `columns` wide; empty where there are no options. `plans` gives the labels of options
/// that have none.
std::string text(const models::Options& options, const std::vector<PlanName>& plans, int columns = 80);

/// The JSON document of a comparison with the options under `options`, described in FORMAT.md; as it is where there are
/// none.
std::string with_options(const std::string& comparison, const models::Options& options,
                         const std::vector<PlanName>& plans);

}  // namespace casetide::output
