// The event log of one replication of one plan: everything that happened in it, an event a row. Layout and contract:
// FORMAT.md. Errors are sim::OutputError, with the exit code that fits.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "models/facts.hpp"
#include "models/scenario.hpp"
#include "output/events.hpp"
#include "output/hdf5_file.hpp"
#include "output/identity.hpp"

namespace casetide::output {

inline constexpr int event_log_schema_version = 1;

/// Which replication of which run.
struct EventLogOrigin {
  std::string title, place;
  std::string run_id, software_version, scenario_sha256;
  std::uint64_t seed = 0;
  PlanName plan;
  int replication = 0;       // its number
  sim::Instant period_from;  // the instant from which `Event::time` counts
};

/// Writes what `run`, which is given somebody to tell the facts to, lets happen: the replication of that number of the
/// plan at place `plan` of `identity.plans`. Holds some ten thousand events in memory. Returns how many there are.
std::uint64_t write_event_log(const std::filesystem::path& path, const models::Scenario& scenario,
                              const RunIdentity& identity, std::size_t plan, int replication,
                              const std::function<void(models::Observer&)>& run);

/// A finished event log, open for reading.
class EventLog {
 public:
  const std::filesystem::path& path() const { return file_.path(); }
  const EventLogOrigin& origin() const { return origin_; }
  const EventNames& names() const { return names_; }
  std::uint64_t size() const { return size_; }
  /// All events in their order, as many at a time as were written at a time.
  void read(const std::function<void(std::uint64_t number, const Event&)>& take) const;

 private:
  friend EventLog read_event_log(const std::filesystem::path&);
  explicit EventLog(const std::filesystem::path& path);
  void check() const;

  Hdf5File file_;
  EventLogOrigin origin_;
  EventNames names_;
  std::uint64_t size_ = 0;
};

/// Whether the file says of itself that it is an event log. Looks in a child process. Throws where there is no HDF5
/// file.
bool is_event_log(const std::filesystem::path& path);

/// Reads the whole file in a child process first, and refuses what is missing, incomplete, foreign or damaged.
EventLog read_event_log(const std::filesystem::path& path);

}  // namespace casetide::output
