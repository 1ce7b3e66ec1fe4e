// What a scenario would run, in a few lines.
#pragma once

#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace casetide::app {

/// Plain text, at most 80 columns.
std::string outline(const models::Scenario& scenario);

/// {"schema_version": 1, "title": ..., "plans": [...], ..., "work_beyond_hours": [...]}; `overload`: the lines of
/// models::lines_on_overload.
std::string outline_json(const models::Scenario& scenario, const std::vector<std::string>& overload = {});

/// Space that a run takes while its shards and its result both stand on the disk, a generous estimate [bytes].
std::uintmax_t disk_needed(const models::Scenario& scenario);

/// Processor time of all replications: a rough estimate from the work that is offered, as scenarios of a city's and a
/// county's size took it on a server of 2023 [s].
double processor_time_needed(const models::Scenario& scenario);

}  // namespace casetide::app
