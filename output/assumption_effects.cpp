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

/// Of the draws, those that can change anything under one of two plans; what cannot would only blur the rest.
struct Inputs {
  std::vector<std::size_t> assumptions;     // their places
  std::vector<std::vector<double>> values;  // [replication][input]
};

Inputs reaching(const Draws& draws, std::size_t plan, std::size_t other) {
  Inputs inputs;
  for (std::size_t place = 0; place < draws.assumptions.size(); ++place)
    if (draws.assumptions[place].may_change(plan) || draws.assumptions[place].may_change(other))
      inputs.assumptions.push_back(place);
  for (const std::vector<double>& drawn : draws.values) {
    std::vector<double>& into = inputs.values.emplace_back();
    for (const std::size_t place : inputs.assumptions) into.push_back(drawn[place]);
  }
  return inputs;
}

std::vector<sim::Influence> strongest(const Inputs& inputs, const std::vector<double>& output) {
  std::vector<sim::Influence> all = sim::ranked_influences(inputs.values, output);
  if (all.size() > assumptions_shown) all.resize(assumptions_shown);
  for (sim::Influence& influence : all) influence.input = inputs.assumptions[influence.input];
  return all;
}

/// The t that a slope's error must be exceeded by to be told from 0.
double critical_t(std::size_t replications, std::size_t inputs) {
  const auto degrees = static_cast<double>(replications) - static_cast<double>(inputs) - 1;
  return boost::math::quantile(boost::math::students_t(degrees), (1 + sim::usual_confidence) / 2);
}

struct FlipFound {
  Flip flip;
  double moved = 0;  // of the range, what the assumption must move from its mean
};

std::vector<Flip> flips_of(const sim::LinearFit& fit, const Inputs& inputs, const Draws& draws,
                           std::size_t replications) {
  const double t = critical_t(replications, fit.slopes.size());
  std::vector<FlipFound> found;
  for (std::size_t input = 0; input < fit.slopes.size(); ++input) {
    const double slope = fit.slopes[input];
    if (!(std::abs(slope) > t * fit.errors[input])) continue;
    const double value = fit.means[input] - fit.at_means / slope;
    const DrawnAssumption& assumption = draws.assumptions[inputs.assumptions[input]];
    if (value < assumption.low || value > assumption.high) continue;
    const double moved = std::abs(value - fit.means[input]) / (assumption.high - assumption.low);
    found.push_back({{inputs.assumptions[input], value, slope < 0}, moved});
  }
  std::ranges::stable_sort(found, {}, &FlipFound::moved);
  std::vector<Flip> flips;
  for (const FlipFound& one : found)
    if (flips.size() < assumptions_shown) flips.push_back(one.flip);
  return flips;
}

}  // namespace

std::vector<Influences> influences(const Judged& judged, const Draws& draws, std::size_t leader, std::size_t baseline) {
  std::vector<Influences> result;
  if (draws.empty()) return result;
  const Inputs of_baseline = reaching(draws, baseline, baseline);
  const Inputs of_both = reaching(draws, leader, baseline);
  for (const models::HeadlineEntry& entry : models::headline_catalogue()) {
    if (!entry.judges_precision) continue;
    const auto values = judged.values(entry.headline);
    Influences& into = result.emplace_back(Influences{entry.headline, strongest(of_baseline, values[baseline]), {}});
    if (leader != baseline) into.on_difference = strongest(of_both, paired(values[leader], values[baseline]));
  }
  return result;
}

OrderOfTwo order_of_two(const Judged& judged, const Draws& draws, models::Headline headline, std::size_t leader,
                        std::size_t rival) {
  OrderOfTwo order{headline, leader, rival, false, {}};
  const auto values = judged.values(headline);
  const std::vector<double> difference = paired(values[leader], values[rival]);
  const Inputs inputs = reaching(draws, leader, rival);
  const sim::LinearFit fit = sim::linear_fit(inputs.values, difference);
  if (fit.slopes.empty()) return order;
  order.is_known = true;
  const auto numbers = std::ranges::count_if(difference, [](double value) { return !std::isnan(value); });
  order.flips = flips_of(fit, inputs, draws, static_cast<std::size_t>(numbers));
  return order;
}

std::string words(double value, const DrawnAssumption& assumption) {
  constexpr double steps = 20;  // of the range, at least, that figures tell apart
  constexpr double rounding = 1e-9;
  const double decimals = std::ceil(-std::log10((assumption.high - assumption.low) / steps) - rounding);
  const std::string digits = number(value, static_cast<int>(std::clamp(decimals, 0.0, 4.0)));
  if (assumption.is_factor) return digits + " times as given";
  if (assumption.unit == "£") return "£" + digits;
  return assumption.unit.empty() ? digits : fmt::format("{} {}", digits, assumption.unit);
}

}  // namespace casetide::output
