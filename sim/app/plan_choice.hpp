// Which plan a verb is about, and how large a fit is, as people say it on the command line.
#pragma once

#include <string>

#include "models/scenario.hpp"
#include "sim/app/app.hpp"

namespace casetide::app {

/// The plan of that name; the first for an empty one. Throws sim::OutputError (bad_usage) with the nearest names.
const models::Plan& plan_named(const models::Scenario& scenario, const std::string& name);

/// " --rounds 5": the arguments that are not as usual.
std::string size_in_words(const FitSize& size);

}  // namespace casetide::app
