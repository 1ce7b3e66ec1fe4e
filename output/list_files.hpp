// A list of cases and staff as the CSV files from which a scenario starts (scenarios/lists.md).
#pragma once

#include <filesystem>
#include <string>

#include "models/scenario.hpp"

namespace casetide::output {

/// The texts of cases.csv and staff.csv: UTF-8 without a byte order mark, lines that end in CR LF.
std::string cases_csv(const models::CaseList& list, const models::Scenario& scenario, sim::Date day);
std::string staff_csv(const models::CaseList& list, const models::Scenario& scenario);

/// Writes both into the folder, each whole or not at all. Throws sim::OutputError: cannot_create, io_error.
void write_lists(const std::filesystem::path& folder, const models::CaseList& list, const models::Scenario& scenario,
                 sim::Date day);

}  // namespace casetide::output
