// What makes a run this run: enough to repeat it and to tell its files from those of another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace casetide::output {

struct PlanName {
  std::string name;
  std::string label;
  friend bool operator==(const PlanName&, const PlanName&) = default;
};

/// A share of a run's replications, as run on one machine of several: those numbered `number` - 1, then every `of`-th.
struct Part {
  int number = 1;  // 1 <= number <= of
  int of = 1;
  friend bool operator==(const Part&, const Part&) = default;
};

/// Numbers of the part's replications, ascending, of a run with `replications` of them.
std::vector<int> replications_of(const Part& part, int replications);

struct RunIdentity {
  std::string scenario_sha256;
  std::string resolved_text;  // the whole scenario, as YAML
  std::string title;
  std::string place;
  std::uint64_t seed = 1;
  int replications = 0;         // of the whole run
  std::vector<PlanName> plans;  // in the order of the plan axis; the first is the baseline
  std::string software_version;
  std::optional<std::string> source_revision;

  /// 16 hexadecimal digits from scenario, seed, replications and version. The same run has the same id anywhere.
  std::string run_id() const;
};

/// The identity of a run of all plans of the scenario with this program.
RunIdentity identity_of(const models::Scenario& scenario, std::optional<std::string> source_revision = std::nullopt);

/// Whether a replication of one run can stand in the other: same scenario, seed and program. The plans chosen and the
/// number of replications may differ.
bool same_chances(const RunIdentity& a, const RunIdentity& b);

}  // namespace casetide::output
