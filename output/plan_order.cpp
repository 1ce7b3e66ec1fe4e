#include "output/plan_order.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/intervals.hpp"

namespace casetide::output {

PlanOrder plan_order(const Judged& judged, models::Headline headline) {
  const std::vector<std::vector<double>> values = judged.values(headline);
  PlanOrder order{headline, {}, {}, 0, 0, {}};
  const auto is_no_number = [](double value) { return std::isnan(value); };
  for (const auto& of_plan : values)
    if (of_plan.empty() || std::ranges::any_of(of_plan, is_no_number)) return order;
  order.plans.resize(values.size());
  std::iota(order.plans.begin(), order.plans.end(), std::size_t{0});
  std::ranges::stable_sort(order.plans, {}, [&](std::size_t plan) {
    return std::accumulate(values[plan].begin(), values[plan].end(), 0.0);
  });
  order.of = values.empty() ? 0 : static_cast<int>(values.front().size());
  for (const std::size_t plan : order.plans) order.means.push_back(sim::interval_of_mean(values[plan]).mean);
  order.steps.assign(std::max<std::size_t>(1, order.plans.size()) - 1, 0);
  for (std::size_t replication = 0; replication < static_cast<std::size_t>(order.of); ++replication) {
    bool holds = true;
    for (std::size_t step = 0; step < order.steps.size(); ++step) {
      const bool below = values[order.plans[step]][replication] < values[order.plans[step + 1]][replication];
      order.steps[step] += below ? 1 : 0;
      holds = holds && below;
    }
    order.whole += holds ? 1 : 0;
  }
  return order;
}

std::vector<PlanOrder> plan_orders(const Judged& judged) {
  using models::Headline;
  std::vector<PlanOrder> orders;
  for (const Headline headline : {Headline::days_at_risk_law, Headline::days_at_risk, Headline::net_cost})
    orders.push_back(plan_order(judged, headline));
  return orders;
}

}  // namespace casetide::output
