// The scenario that a result holds, as far as this version reads it.
#pragma once

#include <optional>
#include <string>

#include "models/scenario.hpp"
#include "output/result_file.hpp"
#include "sim/app/app.hpp"

namespace casetide::app {

/// Nothing, with a word to standard error on what is `left_out`, where an older program read what this one refuses: the
/// result has its figures all the same.
std::optional<models::Scenario> scenario_in(const output::Result& result, const std::string& left_out,
                                            const Manner& manner);

}  // namespace casetide::app
