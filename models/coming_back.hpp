// How many of those who are closed come back, by the status from which they were closed.
#pragma once

#include "models/scenario.hpp"

namespace casetide::models {

/// The share of households that come back of those closed from the status: the mean over the outcomes by which it can
/// be closed, by their shares, as far as each says; what says nothing counts as the scenario's returns.
double share_coming_back(const Scenario& scenario, StatusId closed_from);

}  // namespace casetide::models
