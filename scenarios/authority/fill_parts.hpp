// What is filled into the scenario of an authority, part by part: each number with the arithmetic that led to it.
#pragma once

#include "scenarios/authority/filling.hpp"
#include "scenarios/authority/staff.hpp"
#include "scenarios/authority/stocks.hpp"
#include "scenarios/authority/volumes.hpp"

namespace casetide::scenarios {

/// All that the parts are made of.
struct AuthorityFacts {
  const PublishedArea& area;
  const PublishedArea& england;
  KnownYears known;
  Volumes volumes;
  Care national_care;
  OpenChildren start;  // 31 March 2016
  OpenChildren usual;  // mean of the known years
  Staff staff;
};

void fill_demand(const AuthorityFacts& facts, Filling& filling);
/// Shares of outcomes, lengths of needs, hours of work, and the assumptions that a fit may move.
void fill_pathway(const AuthorityFacts& facts, Filling& filling);
void fill_staff(const AuthorityFacts& facts, Filling& filling);
void fill_plans(const AuthorityFacts& facts, Filling& filling);

/// The file `observed.yaml`: every published series that the model tells of, in all years of the tables.
std::string observed_text(const PublishedArea& area);

/// The authority and its ten statistical neighbours, a line each, with the observed series in the last known year.
std::string neighbours_csv(const PublishedTables& tables, const PublishedArea& area, const KnownYears& known);

}  // namespace casetide::scenarios
