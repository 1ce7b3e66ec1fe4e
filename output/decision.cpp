#include "output/decision.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace casetide::output {

namespace {

using models::Headline;

/// The plans but the baseline, by their means, smallest first; those without a number last.
std::vector<std::size_t> by_mean(const std::vector<HeadlineDifference>& plans, std::size_t baseline) {
  std::vector<std::size_t> order;
  for (std::size_t plan = 0; plan < plans.size(); ++plan)
    if (plan != baseline) order.push_back(plan);
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return plans[a].value.mean < plans[b].value.mean || (plans[a].value.count > 0 && plans[b].value.count == 0);
  });
  return order;
}

AssumptionEffects effects_of(const Judged& judged, const Decision& decision, const DecisionQuestion& question) {
  AssumptionEffects effects{question.baseline, {}, {}};
  if (question.draws.empty()) return effects;
  const auto& plans = decision.headlines[static_cast<std::size_t>(Headline::days_at_risk_law)].plans;
  const std::vector<std::size_t> order = by_mean(plans, question.baseline);
  if (!order.empty()) effects.leader = order.front();
  effects.influences = influences(judged, question.draws, effects.leader, question.baseline);
  for (const Headline headline : {Headline::days_at_risk_law, Headline::days_at_risk}) {
    const auto& figures = decision.headlines[static_cast<std::size_t>(headline)].plans;
    const auto mean = [](const HeadlineDifference& plan) { return plan.value.mean; };
    const auto least = std::ranges::min_element(figures, {}, mean);  // a plan without a number is not less
    if (least == figures.end() || std::isnan(least->value.mean)) continue;
    const auto first = static_cast<std::size_t>(least - figures.begin());
    for (std::size_t other = 0; other < figures.size(); ++other)
      if (least->value.mean < figures[other].value.mean)
        effects.orders.push_back(order_of_two(judged, question.draws, headline, first, other));
  }
  return effects;
}

}  // namespace

Decision decide(const Judged& judged, const DecisionQuestion& question) {
  const std::size_t baseline = question.baseline;
  Decision decision;
  decision.differ_from = first_difference(judged, baseline);
  decision.headlines = headline_comparisons(judged, baseline);
  decision.orders = plan_orders(judged);
  decision.best_by_law = best_plan(judged, Headline::days_at_risk_law, baseline, question.indifference);
  decision.best = best_plan(judged, Headline::days_at_risk, baseline, question.indifference);
  decision.unbeaten_by_law = unbeaten(judged, Headline::days_at_risk_law);
  decision.unbeaten = unbeaten(judged, Headline::days_at_risk);
  decision.courses = courses(judged, baseline);
  decision.targets = judged_targets(judged, question.targets);
  if (!question.draws.empty()) decision.assumptions = question.draws.assumptions;
  decision.effects = effects_of(judged, decision, question);
  return decision;
}

}  // namespace casetide::output
