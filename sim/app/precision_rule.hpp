// How many replications a run has that goes on in batches until every headline measure of every plan is precise.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/headlines.hpp"
#include "models/scenario.hpp"
#include "output/indicators.hpp"
#include "output/layout.hpp"
#include "output/trace.hpp"
#include "sim/precision.hpp"

namespace casetide::app {

class PrecisionRule {
 public:
  /// Keeps both, which must outlive it. The scenario must ask for a precision.
  PrecisionRule(const models::Scenario& scenario, const output::Layout& layout);

  /// Replications of each plan before the first look.
  int first_batch() const;
  /// ... before the look after `so_far`; `so_far` itself where that is the most.
  int next_batch(int so_far) const;

  /// One replication of the plan at place `plan`. Every plan gets the same ones, in the same order.
  void add(std::size_t plan, const output::Trace& trace);
  /// Judges what was added so far.
  sim::PrecisionReached look();

  /// "20 replications of each plan were enough; "Changes of worker" of plan more needed most: ..." of the last look.
  std::string words() const;
  nlohmann::ordered_json json() const;

 private:
  int replications() const { return static_cast<int>(values_.front().size()); }
  const models::HeadlineEntry& hardest_measure() const;
  const models::Plan& hardest_plan() const;

  const models::Scenario& scenario_;
  const output::Layout& layout_;
  sim::Precision wanted_;
  output::Stretch whole_period_;
  std::vector<models::Headline> judged_;     // the measures that are held narrow
  std::vector<std::vector<double>> values_;  // [plan x measure, replication]
  sim::PrecisionReached found_;
};

}  // namespace casetide::app
