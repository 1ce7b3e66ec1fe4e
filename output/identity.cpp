#include "output/identity.hpp"

#include <fmt/format.h>

#include "output/checksum.hpp"

namespace casetide::output {

std::vector<int> replications_of(const Part& part, int replications) {
  std::vector<int> numbers;
  for (int number = part.number - 1; number < replications; number += part.of) numbers.push_back(number);
  return numbers;
}

std::string RunIdentity::run_id() const {
  Checksum sum;
  sum.add(fmt::format("{}|{}|{}|{}", scenario_sha256, seed, replications, software_version));
  return sum.hex();
}

RunIdentity identity_of(const models::Scenario& scenario, std::optional<std::string> source_revision) {
  RunIdentity identity;
  identity.scenario_sha256 = scenario.sha256;
  identity.resolved_text = scenario.resolved_text;
  identity.title = scenario.title;
  identity.place = scenario.place;
  identity.seed = scenario.seed;
  identity.replications = scenario.replications;
  for (const models::Plan& plan : scenario.plans)
    identity.plans.push_back({plan.name, plan.label.empty() ? plan.name : plan.label});
  identity.software_version = CASETIDE_VERSION;
  identity.source_revision = std::move(source_revision);
  return identity;
}

bool same_chances(const RunIdentity& a, const RunIdentity& b) {
  return a.scenario_sha256 == b.scenario_sha256 && a.resolved_text == b.resolved_text && a.seed == b.seed &&
         a.software_version == b.software_version && a.source_revision == b.source_revision;
}

}  // namespace casetide::output
