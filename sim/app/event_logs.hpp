// The event logs that casetide run --events asks for: which replications, and how they are run again to write them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "sim/app/app.hpp"
#include "sim/app/replication_pool.hpp"

namespace casetide::app {

/// "results/county.h5" -> "results/county.events"
std::filesystem::path event_logs_folder(const std::filesystem::path& result);

/// Replications of plans, each once, by plan and then by number. `wanted`: each a plan's name, for all its
/// replications, or with their numbers: "improvement:0-2". Throws sim::OutputError (bad_usage), naming the nearest,
/// where the scenario has no such plan, and where it runs no such replication.
std::vector<Task> event_logs_wanted(const std::vector<std::string>& wanted, const models::Scenario& scenario);

/// Runs those replications of the finished result once more, each in a process of its own that writes
/// FOLDER/PLAN-NUMBER.h5. `scenario` is as it was run. Where a precision decided how many replications there are, those
/// beyond are named and left out.
sim::ExitCode write_event_logs(const std::vector<Task>& logs, const std::filesystem::path& result,
                               const models::Scenario& scenario, const RunOptions& options);

}  // namespace casetide::app
