// What a scenario would run, in a few lines.
#pragma once

#include <string>
#include <vector>

#include "models/offered_work.hpp"
#include "models/scenario.hpp"

namespace casetide::app {

/// Plain text, at most 80 columns.
std::string outline(const models::Scenario& scenario, const models::Outlook& outlook);

/// {"schema_version": 1, "title": ..., "plans": [...], ..., "work_beyond_hours": [...]}
std::string outline_json(const models::Scenario& scenario, const models::Outlook& outlook);

/// Space that a run takes while its shards and its result both stand on the disk, a generous estimate [bytes].
std::uintmax_t disk_needed(const models::Scenario& scenario);

/// Processor time of all replications: a rough estimate from the work that is offered, as scenarios of several
/// sizes took it on one core of a common server [s].
double processor_time_needed(const models::Scenario& scenario, const models::Outlook& outlook);

}  // namespace casetide::app
