// Assumptions that a fit may move: factors around an authority's own values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casetide::scenarios {

struct FittedAssumption {
  std::string_view name, label;
  std::vector<std::string> what;  // paths that share the factor
  double low, high;               // around 1
  std::string_view source;
};

/// As entries of the table `assumptions`.
std::string text_of(const std::vector<FittedAssumption>& all);

/// The highest factor, at most `wish`, with which a share and what stands beside it in its case come to 99 %.
double high_of(double share, double beside, double wish = 1.25);

}  // namespace casetide::scenarios
