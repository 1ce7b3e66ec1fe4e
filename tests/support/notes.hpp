// An observer that keeps every fact and sample of a run, and writes them as the lines of a timeline.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "models/service.hpp"

namespace casetide::testing {

using Lines = std::vector<std::string>;

struct Notes : models::Observer {
  std::vector<models::Fact> facts;
  std::vector<models::Sample> samples;
  void observe(const models::Fact& fact) override { facts.push_back(fact); }
  void sample(const models::Sample& sample) override { samples.push_back(sample); }

  std::vector<models::Fact> of(models::FactKind kind) const;

  /// What a measure grew by from the first sample to the last, at one place of its axes or summed over all.
  double grown(models::Measure measure, std::size_t place) const;
  double grown(models::Measure measure) const;
  /// Time at risk credited [hours].
  double hours_at_risk(models::Component component, models::Cause cause) const;
  double hours_at_risk() const { return 24 * grown(models::Measure::time_at_risk); }
};

/// Runs a replication; once in a process, so inside in_child.
Notes run(const models::Scenario& scenario, std::size_t plan = 0, int replication = 0);

/// "2018-09-03 09:00 work_begun visit, child 8, worker 0", one line for each fact of these kinds, in order.
Lines lines(const Notes& notes, const models::Scenario& scenario, std::initializer_list<models::FactKind> kinds);

/// Equal for equal facts, byte by byte.
std::string bytes_of(const std::vector<models::Fact>& facts);

}  // namespace casetide::testing
