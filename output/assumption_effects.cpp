#include "output/assumption_effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "output/headline_comparison.hpp"
#include "output/text_table.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

namespace {

std::vector<sim::Influence> strongest(const Draws& draws, const std::vector<double>& output) {
  std::vector<sim::Influence> all = sim::ranked_influences(draws.values, output);
  if (all.size() > assumptions_shown) all.resize(assumptions_shown);
  return all;
}

/// The t that a slope's error must be exceeded by to be told from 0.
double critical_t(std::size_t replications, std::size_t inputs) {
  const auto degrees = static_cast<double>(replications) - static_cast<double>(inputs) - 1;
  return boost::math::quantile(boost::math::students_t(degrees), (1 + sim::usual_confidence) / 2);
}

/// Of the range, what the assumption must move from its mean.
double share_moved(const Flip& flip, const sim::LinearFit& fit, const DrawnAssumption& assumption) {
  return std::abs(flip.value - fit.means[flip.assumption]) / (assumption.high - assumption.low);
}

std::vector<Flip> flips_of(const sim::LinearFit& fit, const Draws& draws, std::size_t replications) {
  const double t = critical_t(replications, fit.slopes.size());
  std::vector<Flip> flips;
  for (std::size_t input = 0; input < fit.slopes.size(); ++input) {
    const double slope = fit.slopes[input];
    if (!(std::abs(slope) > t * fit.errors[input])) continue;
    const double value = fit.means[input] - fit.at_means / slope;
    const DrawnAssumption& assumption = draws.assumptions[input];
    if (value >= assumption.low && value <= assumption.high) flips.push_back({input, value, slope < 0});
  }
  std::ranges::stable_sort(
      flips, {}, [&](const Flip& flip) { return share_moved(flip, fit, draws.assumptions[flip.assumption]); });
  if (flips.size() > assumptions_shown) flips.resize(assumptions_shown);
  return flips;
}

}  // namespace

std::vector<Influences> influences(const Judged& judged, const Draws& draws, std::size_t leader, std::size_t baseline) {
  std::vector<Influences> result;
  if (draws.empty()) return result;
  for (const models::HeadlineEntry& entry : models::headline_catalogue()) {
    if (!entry.judges_precision) continue;
    const auto values = judged.values(entry.headline);
    Influences& into = result.emplace_back(Influences{entry.headline, strongest(draws, values[baseline]), {}});
    if (leader != baseline) into.on_difference = strongest(draws, paired(values[leader], values[baseline]));
  }
  return result;
}

OrderOfTwo order_of_two(const Judged& judged, const Draws& draws, models::Headline headline, std::size_t leader,
                        std::size_t rival) {
  OrderOfTwo order{headline, leader, rival, false, {}};
  const auto values = judged.values(headline);
  const std::vector<double> difference = paired(values[leader], values[rival]);
  const sim::LinearFit fit = sim::linear_fit(draws.values, difference);
  if (fit.slopes.empty()) return order;
  order.is_known = true;
  const auto numbers = std::ranges::count_if(difference, [](double value) { return !std::isnan(value); });
  order.flips = flips_of(fit, draws, static_cast<std::size_t>(numbers));
  return order;
}

std::string words(double value, const DrawnAssumption& assumption) {
  const double size = std::abs(value);
  const std::string digits = number(value, size >= 100 ? 0 : size >= 1 ? 1 : 2);
  if (assumption.is_factor) return digits + " times as given";
  if (assumption.unit == "£") return "£" + digits;
  return assumption.unit.empty() ? digits : fmt::format("{} {}", digits, assumption.unit);
}

}  // namespace casetide::output
