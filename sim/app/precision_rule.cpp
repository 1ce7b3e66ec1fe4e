#include "sim/app/precision_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "output/headline_values.hpp"

namespace casetide::app {

namespace {

std::vector<models::Headline> held_narrow() {
  std::vector<models::Headline> measures;
  for (const models::HeadlineEntry& entry : models::headline_catalogue())
    if (entry.judges_precision) measures.push_back(entry.headline);
  return measures;
}

/// "4.6 %", or words where the mean is nothing to be a share of.
std::string percent(double share) {
  return std::isfinite(share) ? fmt::format("{:.1f} %", 100 * share) : "more than any share of a mean near 0";
}

}  // namespace

PrecisionRule::PrecisionRule(const models::Scenario& scenario, const output::Layout& layout)
    : scenario_(scenario),
      layout_(layout),
      wanted_(scenario.precision.value()),
      whole_period_(output::stretches_of(layout).front()),
      judged_(held_narrow()),
      values_(scenario.plans.size() * judged_.size()) {}

int PrecisionRule::first_batch() const { return std::min(wanted_.at_least, wanted_.at_most); }

int PrecisionRule::next_batch(int so_far) const { return std::min(so_far + wanted_.batch, wanted_.at_most); }

void PrecisionRule::add(std::size_t plan, const output::Trace& trace) {
  const output::HeadlineRow row = output::headline_row(trace, layout_, whole_period_);
  for (std::size_t i = 0; i < judged_.size(); ++i)
    values_[plan * judged_.size() + i].push_back(row[static_cast<std::size_t>(judged_[i])]);
}

sim::PrecisionReached PrecisionRule::look() { return found_ = sim::precision_reached(values_, wanted_); }

const models::HeadlineEntry& PrecisionRule::hardest_measure() const {
  return models::entry_of(judged_[found_.hardest % judged_.size()]);
}

const models::Plan& PrecisionRule::hardest_plan() const { return scenario_.plans[found_.hardest / judged_.size()]; }

std::string PrecisionRule::words() const {
  const std::string hardest = fmt::format("\"{}\" of plan {}", hardest_measure().label, hardest_plan().name);
  const std::string width = percent(found_.hardest_share);
  const std::string wanted = percent(wanted_.share);
  if (found_.is_met)
    return fmt::format("{} replications of each plan were enough; {} needed most: ± {} of its mean, where {} was asked",
                       replications(), hardest, width, wanted);
  return fmt::format(
      "{} replications of each plan, the most allowed, were not enough for ± {}; {} is still ± {} of its mean",
      replications(), wanted, hardest, width);
}

nlohmann::ordered_json PrecisionRule::json() const {
  return {{"replications", replications()},
          {"wanted_share", wanted_.share},
          {"is_met", found_.is_met},
          {"hardest_measure", hardest_measure().name},
          {"hardest_plan", hardest_plan().name},
          {"hardest_share", std::isfinite(found_.hardest_share) ? nlohmann::ordered_json(found_.hardest_share)
                                                                : nlohmann::ordered_json(nullptr)}};
}

}  // namespace casetide::app
