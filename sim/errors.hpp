// What can go wrong, and the exit code that says so. What goes wrong in the simulated world is a fact, not an error.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace casetide::sim {

/// Exit codes of the program, after sysexits.h where it has one.
enum class ExitCode : int {
  done = 0,
  target_missed = 1,
  bad_usage = 2,
  bad_input = 65,  // a scenario or result file that is wrong or damaged
  file_missing = 66,
  unavailable = 69,     // this build leaves out what was asked for
  internal_error = 70,  // a replication failed, or a fault of ours
  cannot_create = 73,
  io_error = 74,       // disk full, read or write failed
  stopped_early = 75,  // can be resumed
  interrupted = 130,   // Ctrl-C; can be resumed
};

/// One thing wrong in a user's file.
struct Problem {
  std::string file;
  int line = 0;         // from 1; 0 where no place applies
  int column = 0;       // from 1
  std::string message;  // what was found, what was expected, the nearest known name

  /// "file:line:column: message"
  std::string text() const;
};

/// The user's file is wrong. Carries every problem found, in order of place.
class ScenarioError : public std::runtime_error {
 public:
  explicit ScenarioError(std::vector<Problem> problems);
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// A rule of the model was broken during a run: our fault.
class ModelError : public std::logic_error {
  using std::logic_error::logic_error;
};

/// A file could not be written or read. The exit code tells a damaged file (65), a missing one (66), one that cannot
/// be created (73) and a failing disk (74) apart.
class OutputError : public std::runtime_error {
 public:
  OutputError(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

/// Throws an OutputError about the command line.
[[noreturn]] void refuse_usage(const std::string& message);

}  // namespace casetide::sim
