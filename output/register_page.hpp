// What the numbers of a scenario rest on as a page for people, in Markdown: the assumption register.
#pragma once

#include <string>

#include "models/evidence_register.hpp"
#include "models/scenario.hpp"

namespace casetide::output {

std::string register_page(const models::Scenario& scenario, const models::EvidenceRegister& evidence);

/// How many numbers stand in tables of this evidence, how many of them are drawn from a range, and in how many tables.
struct EvidenceCount {
  std::size_t tables = 0, amounts = 0, drawn = 0;
};
EvidenceCount count_of(const models::EvidenceRegister& evidence, models::Evidence wanted);

/// Values that are drawn from a range.
std::size_t drawn_values(const models::EvidenceRegister& evidence);

}  // namespace casetide::output
