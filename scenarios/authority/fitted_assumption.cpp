#include "scenarios/authority/fitted_assumption.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/authority/filling.hpp"

namespace casetide::scenarios {

namespace {

std::string paths(const std::vector<std::string>& what) {
  if (what.size() == 1) return fmt::format("    what: \"{}\"\n", what.front());
  std::string text = "    what:\n";
  for (const std::string& path : what) text += fmt::format("      - \"{}\"\n", path);
  return text;
}

std::string entry(const FittedAssumption& one) {
  return fmt::format(
      "  {}:\n    label: {}\n{}    factor: {{low: {}, likely: 1, high: {}}}\n    status: assumed\n    source: \"{}\"\n"
      "    fit: true\n",
      one.name, one.label, paths(one.what), factor(one.low), factor(one.high), one.source);
}

}  // namespace

std::string text_of(const std::vector<FittedAssumption>& all) {
  std::string text;
  for (const FittedAssumption& one : all) text += entry(one);
  return text;
}

double high_of(double share, double beside, double wish) {
  if (share <= 0) return wish;
  return std::clamp(std::floor(100 * (0.99 - beside) / share) / 100, 1.01, wish);
}

}  // namespace casetide::scenarios
