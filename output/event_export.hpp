// An event log as tables that process-mining tools read: a row is an event, and every event has a case.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "output/event_log.hpp"
#include "output/tidy_table.hpp"

namespace casetide::output {

/// Whose life an event belongs to. Tools take a row without a case for damage, or for one case of its own, so what
/// happens to no child stands in tables of its own.
enum class EventCase : std::uint8_t {
  child,
  worker,  // no child, but a worker: joined, absent, supervised, gone
  team,    // neither: a post is advertised
};
inline constexpr std::size_t event_case_count = 3;

EventCase case_of(const Event& event);

/// "event_children", with what each column means.
TableHead event_table_head(EventCase of);

/// Cells in the order of the head's columns.
std::vector<Cell> event_row(const EventLog& log, std::uint64_t number, const Event& event);

/// How many events each table has, by EventCase; reads the log.
std::array<std::uint64_t, event_case_count> count_by_case(const EventLog& log);

/// Writes a CSV file for each table that has rows, and EVENTS.txt, which says what is in them; none has its name before
/// all are written. Other files of the folder are left alone. Returns the names of files with more rows than Excel
/// opens. Throws sim::OutputError: cannot_create, io_error.
std::vector<std::string> write_event_csv(const EventLog& log, const std::filesystem::path& folder);

/// The same tables as sheets. Throws sim::OutputError: bad_usage where one has more rows than Excel opens,
/// cannot_create, io_error.
void write_event_workbook(const EventLog& log, const std::filesystem::path& target);

}  // namespace casetide::output
