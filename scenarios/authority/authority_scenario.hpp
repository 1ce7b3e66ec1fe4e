// The scenario of an authority, made from published tables.
#pragma once

#include <string>
#include <vector>

#include "scenarios/authority/published_tables.hpp"
#include "scenarios/authority/volumes.hpp"

namespace casetide::scenarios {

struct AuthorityScenario {
  std::string name;                  // "shropshire"
  std::string text;                  // of the scenario, YAML
  std::string observed;              // of the file of observed figures, YAML
  std::string neighbours;            // CSV
  std::string history_plan;          // the plan that follows what was published
  std::vector<std::string> notices;  // what of it is not this authority's own
};

/// `area` is one of those of the tables. Throws sim::OutputError (bad usage) where the tables do not tell of all known
/// years.
AuthorityScenario make_authority_scenario(const PublishedTables& tables, const PublishedArea& area,
                                          const KnownYears& known);

}  // namespace casetide::scenarios
