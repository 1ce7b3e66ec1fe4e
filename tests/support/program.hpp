// The program as people call it, on a small scenario in a folder that goes away.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/support/folder.hpp"

namespace casetide::testing {

/// A service of one team over four months; the one child who is there at the start is closed by time on
/// 13 September 2018 at 12:00, ten and a half days after the start. Plans `as_now` and `more`, seed 4711.
extern const char* const small_service;

/// A folder with the small service in it.
class Workplace : public Folder {
 public:
  Workplace();

  std::filesystem::path scenario() const { return *this / "small.yaml"; }
  /// Writes a scenario that extends the small service by this text.
  std::filesystem::path extended(const std::string& name, const std::string& text) const;
  /// Names of all that stands in the folder.
  std::set<std::string> files() const;
};

std::filesystem::path parts_of(const std::filesystem::path& result);

/// Names of the finished shards.
std::set<std::string> shards_of(const std::filesystem::path& result);

/// How a program ended, what it said, and what it took.
struct Ended {
  int code = -1;  // exit code; -1 when a signal ended it
  int signal = 0;
  std::string out, error;
  double processor_seconds = 0;
  double peak_mebibytes = 0;  // resident; at least what the test itself held when it started the program
};

/// The program, running in a process group of its own; what it says goes to files of the folder, gone when it ends.
class Program {
 public:
  /// `before`: what a shell does first, as `ulimit -f 8; `; empty: no shell.
  Program(const Folder& folder, std::vector<std::string> arguments, const std::string& before = "");
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void interrupt() const;
  bool runs() const;
  Ended wait();
  /// Sends the signal to the program alone, not to the replications in flight.
  Ended wait_after(int signal);

 private:
  std::filesystem::path out_, error_;
  pid_t process_ = -1;
};

Ended run_program(const Folder& folder, std::vector<std::string> arguments, const std::string& before = "");

/// `casetide run` of the small service with so many replications.
std::vector<std::string> run_arguments(const Workplace& workplace, const std::filesystem::path& result,
                                       int replications, std::vector<std::string> more = {});

/// The bytes of a run that nothing disturbs.
std::string undisturbed(const Workplace& workplace, int replications);

}  // namespace casetide::testing
