// Children who stand in the scenario's list of cases, as they are when the run begins.
#pragma once

#include <vector>

#include "models/ages.hpp"
#include "models/journeys.hpp"
#include "models/supervision.hpp"

namespace casetide::models {

/// A household that is closed when the run begins.
struct ClosedHousehold {
  std::uint32_t household = 0;  // slot
  sim::Date closed{};           // the last of its children
  double comes_back = 0;        // share of such households that come back at all
};

struct ListedHouseholds {
  std::uint32_t count = 0;
  std::vector<ClosedHousehold> closed;  // those without an open child
};

/// Opens the cases of the scenario's list at the run's first instant. Those whom somebody holds are placed first, so
/// that the others find only the room that is left. The workers of the list are in post already, under the ids of their
/// places in it; their sessions of supervision run on from the last that any child of theirs tells of.
ListedHouseholds open_listed_cases(Run& run, Register& children, Journeys& journeys, Duties& duties, Ages& ages,
                                   SupervisionSessions& supervision);

}  // namespace casetide::models
