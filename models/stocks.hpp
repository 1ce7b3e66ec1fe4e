// Children who are already open when the run begins: how long they have been, what they still need, what is next owed.
#pragma once

#include "models/ages.hpp"
#include "models/journeys.hpp"

namespace casetide::models {

/// Opens the scenario's stocks at the run's first instant. Obligations that recur stand at a random place of their
/// clock; those owed once whose time has passed count as done. Returns the number of households made.
std::uint32_t open_stocks(Run& run, Register& children, Journeys& journeys, Duties& duties, Ages& ages);

}  // namespace casetide::models
