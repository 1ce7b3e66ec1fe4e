// The program as people call it, on a small scenario in a folder that goes away.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace casetide::testing {

/// A service of one team over four months; the one child who is there at the start is closed by time on
/// 13 September 2018 at 12:00, ten and a half days after the start. Plans `as_now` and `more`, seed 4711.
extern const char* const small_service;

/// A folder that goes away, with the small service in it.
class Workplace {
 public:
  Workplace();
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }
  std::filesystem::path scenario() const { return folder_ / "small.yaml"; }
  /// Writes a scenario that extends the small service by this text.
  std::filesystem::path extended(const std::string& name, const std::string& text) const;
  /// Names of all that stands in the folder.
  std::set<std::string> files() const;

 private:
  std::filesystem::path folder_;
};

std::string bytes_of(const std::filesystem::path& path);

std::filesystem::path parts_of(const std::filesystem::path& result);

/// Names of the finished shards.
std::set<std::string> shards_of(const std::filesystem::path& result);

/// How a program ended, and what it said.
struct Ended {
  int code = -1;  // exit code; -1 when a signal ended it
  int signal = 0;
  std::string out, error;
};

/// The program, running in a process group of its own; what it says goes to files of the workplace.
class Program {
 public:
  Program(const Workplace& workplace, std::vector<std::string> arguments);
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

Ended run_program(const Workplace& workplace, std::vector<std::string> arguments);

/// `casetide run` of the small service with so many replications.
std::vector<std::string> run_arguments(const Workplace& workplace, const std::filesystem::path& result,
                                       int replications, std::vector<std::string> more = {});

/// The bytes of a run that nothing disturbs.
std::string undisturbed(const Workplace& workplace, int replications);

}  // namespace casetide::testing
