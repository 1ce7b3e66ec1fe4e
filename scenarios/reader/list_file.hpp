// A list that stands beside a scenario as a CSV file (cases.csv, staff.csv), made part of the scenario's tree: the line
// of its columns and its rows as they are written, so that a resolved scenario holds all that a run needs.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

inline constexpr std::size_t list_limit = 4 * 1024 * 1024;  // [bytes] of a list: a county's 6,000 children take 0.6 MB
inline constexpr std::size_t rows_limit = 20'000;           // of a list

/// A scenario with all that it extends and its lists [bytes], as a result keeps it.
inline constexpr std::size_t resolved_limit = 8 * 1024 * 1024;

/// `{columns: "status,opened", rows: ["child_in_need,2019-01-04", ...]}`, each text at its place in the file; empty
/// lines left out. A byte order mark and line ends of any system read as well. Throws sim::ScenarioError for what is no
/// CSV file in UTF-8, too long, or empty, and sim::OutputError when it cannot be read.
Node read_list_file(const std::filesystem::path& path, const std::string& shown_path);

}  // namespace casetide::scenarios
