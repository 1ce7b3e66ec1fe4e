// initial_cases and staff: who is open and who is in post on the first day. Not for use outside the reader.
// Columns and rules are described in scenarios/lists.md.
#pragma once

#include <optional>

#include "models/scenario.hpp"
#include "scenarios/reader/rooms.hpp"

namespace casetide::scenarios {

/// What a list is checked against.
struct ListGround {
  const Vocabulary& names;
  const Coverage& covered;
  const models::Pathway& pathway;
  const models::Staffing& staffing;
  sim::Date begins;  // the first day of the run
};

/// Absent without `cases`.
std::optional<models::CaseList> read_case_list(const Value& cases, const Value& staff, const ListGround& ground);

}  // namespace casetide::scenarios
