#include "output/best_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "output/pathway_words.hpp"
#include "sim/intervals.hpp"
#include "sim/selection.hpp"

namespace casetide::output {

namespace {

using Values = std::vector<std::vector<double>>;  // [plan][replication]

constexpr int usual_first_stage = 10;                           // replications that give the variances
constexpr double confidence = (1 + sim::usual_confidence) / 2;  // of each of two ways to tell plans apart

bool all_are_numbers(const Values& values) {
  return std::ranges::all_of(values, [](const std::vector<double>& of_plan) {
    return !of_plan.empty() && std::ranges::none_of(of_plan, [](double value) { return std::isnan(value); });
  });
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Those that neither the sequential procedure nor plain intervals leave out. The procedure may take either of two that
/// are as good as each other: the one with the smallest mean stays in.
std::vector<std::size_t> survivors_of(const Values& values, double indifference) {
  std::vector<std::size_t> all(values.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const auto replications = static_cast<int>(values.front().size());
  if (values.size() < 2 || replications < 2) return all;
  const auto selected =
      sim::select_smallest(values, indifference, confidence, std::min(usual_first_stage, replications)).survivors;
  std::vector<std::size_t> both;
  std::ranges::set_intersection(selected, sim::not_shown_larger(values, confidence), std::back_inserter(both));
  const auto least = static_cast<std::size_t>(std::ranges::min_element(values, {}, mean) - values.begin());
  if (std::ranges::find(both, least) == both.end()) both.insert(std::ranges::lower_bound(both, least), least);
  return both;
}

std::vector<std::size_t> candidates_of(const Values& values, std::size_t baseline, double indifference) {
  std::vector<std::size_t> plans;
  for (std::size_t plan = 0; plan < values.size(); ++plan)
    if (plan != baseline || values.size() == 1) plans.push_back(plan);
  Values theirs;
  for (const std::size_t plan : plans) theirs.push_back(values[plan]);
  std::vector<std::size_t> candidates;
  for (const std::size_t place : survivors_of(theirs, indifference)) candidates.push_back(plans[place]);
  std::ranges::stable_sort(candidates, {}, [&](std::size_t plan) { return mean(values[plan]); });
  return candidates;
}

std::vector<Regret> regrets_of(const Values& values) {
  Values lost(values.size());
  for (std::size_t r = 0; r < values.front().size(); ++r) {
    double best = values.front()[r];
    for (const auto& of_plan : values) best = std::min(best, of_plan[r]);
    for (std::size_t plan = 0; plan < values.size(); ++plan) lost[plan].push_back(values[plan][r] - best);
  }
  std::vector<Regret> regrets;
  for (const auto& of_plan : lost) regrets.push_back({mean(of_plan), sim::quantile(of_plan, 0.9)});
  return regrets;
}

}  // namespace

BestPlan best_plan(const Judged& judged, models::Headline headline, std::size_t baseline, double indifference) {
  BestPlan best{headline, indifference, {}, {}};
  const Values values = judged.values(headline);
  if (values.empty() || !all_are_numbers(values)) return best;
  best.candidates = candidates_of(values, baseline, indifference);
  best.regrets = regrets_of(values);
  return best;
}

std::string words(const BestPlan& best, const std::vector<PlanName>& plans) {
  if (best.candidates.empty()) return "no plan can be called best: a replication has no figure";
  std::vector<std::string> names;
  for (const std::size_t plan : best.candidates) names.push_back(plans[plan].name);
  return listed(names) + (best.is_decided() ? " is best" : " cannot be told apart");
}

}  // namespace casetide::output
