#include "output/trajectories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "output/paint.hpp"
#include "output/text_table.hpp"
#include "sim/month_names.hpp"

namespace casetide::output {

namespace {

using Monthly = std::vector<double> JudgedReplication::*;

struct Step {
  const char* name;
  std::size_t months;
};
constexpr std::array<Step, 3> steps = {{{"month", 1}, {"quarter", 3}, {"year", 12}}};
constexpr std::size_t fewest_steps = 3;
constexpr int number_width = 7;

/// The sum over the months of a step, and over the replications.
double sum(const std::vector<JudgedReplication>& replications, Monthly monthly, std::size_t from, std::size_t months) {
  double all = 0;
  for (const JudgedReplication& replication : replications)
    for (std::size_t month = from; month < from + months; ++month) all += (replication.*monthly)[month];
  return all;
}

/// `part` per `whole` of each step, times `factor`.
Trajectory trajectory(const Judged& judged, const char* label, Monthly part, Monthly whole, double factor,
                      std::size_t months) {
  Trajectory found{label, 1, {}};
  for (const auto& replications : judged.of) {
    std::vector<double>& plan = found.plans.emplace_back();
    for (std::size_t from = 0; from + months <= judged.months.size(); from += months)
      plan.push_back(factor * ratio(sum(replications, part, from, months), sum(replications, whole, from, months)));
  }
  return found;
}

}  // namespace

double highest_of(const Trajectory& trajectory) {
  double highest = 0;
  for (const auto& plan : trajectory.plans)
    for (const double value : plan)
      if (value > highest) highest = value;
  return highest;
}

Trajectories trajectories(const Judged& judged, std::size_t most) {
  const auto fits = [&](const Step& step) { return judged.months.size() / step.months <= most; };
  const auto found = std::ranges::find_if(steps, fits);
  const Step& step = found == steps.end() ? steps.back() : *found;
  Trajectories all{step.name, {}, {}};
  for (std::size_t from = 0; from + step.months <= judged.months.size(); from += step.months)
    all.from.push_back(judged.months[from]);
  const auto add = [&](const char* label, Monthly part, Monthly whole, double factor) {
    all.measures.push_back(trajectory(judged, label, part, whole, factor, step.months));
  };
  using Replication = JudgedReplication;
  add("Days at risk by law, per 100 open child-days", &Replication::law_days, &Replication::open_days, 100);
  add("Days at risk, all safeguards, per 100", &Replication::days_at_risk, &Replication::open_days, 100);
  add("Children for each full-time case holder", &Replication::children_held, &Replication::case_holders, 1);
  return all;
}

std::string sparkline(const std::vector<double>& values, double highest) {
  constexpr std::array<const char*, 8> blocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string line;
  for (const double value : values) {
    const double share = highest > 0 ? value / highest : 0;
    const auto block = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * blocks.size());
    line += std::isnan(value) ? " " : blocks[std::min(block, blocks.size() - 1)];
  }
  return line;
}

std::string text(const Trajectories& trajectories, const std::vector<std::string>& plans, const TextStyle& style) {
  if (trajectories.from.size() < fewest_steps) return "";
  const auto steps_shown = static_cast<int>(trajectories.from.size());
  const int label = style.columns - steps_shown - 2 * number_width - 2;
  const Paint paint(style.colour);
  std::string text = "\n" +
                     paint.title(fmt::format("By {} from {}: first value, blocks from 0 to the highest, last value",
                                             trajectories.step, sim::month_and_year(trajectories.from.front()))) +
                     "\n";
  for (const Trajectory& measure : trajectories.measures) {
    text += paint.title(cut(measure.label, style.columns)) + "\n";
    const double highest = highest_of(measure);
    for (std::size_t plan = 0; plan < plans.size(); ++plan) {
      const std::vector<double>& values = measure.plans[plan];
      text += left(fmt::format("{:3} {}", plan + 1, plans[plan]), label) +
              right(number(values.front(), measure.decimals, number_width), number_width) + " " +
              sparkline(values, highest) + right(number(values.back(), measure.decimals, number_width), number_width) +
              "\n";
    }
  }
  return text;
}

}  // namespace casetide::output
