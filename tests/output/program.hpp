// The program, run by a shell as people do.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "tests/output/builders.hpp"

namespace casetide::output::testing {

/// How the program ended, and what it said.
struct Ended {
  int code = -1;  // -1 where a signal ended it
  std::string out, error;
};

/// `before`: what the shell does first.
inline Ended run_program(const Folder& folder, const std::string& arguments, const std::string& before = "") {
  const fs::path out = folder / "program.out", error = folder / "program.err";
  const std::string command =
      before + CASETIDE_PROGRAM + " " + arguments + " > " + out.string() + " 2> " + error.string();
  const int status = std::system(command.c_str());
  const Ended ended{WIFEXITED(status) ? WEXITSTATUS(status) : -1, bytes_of(out), bytes_of(error)};
  fs::remove(out);
  fs::remove(error);
  return ended;
}

/// Of a script of tests/output, run by the system's Python; 77 where Python or what it imports is not installed.
inline int run_python(const std::string& script, const std::string& arguments) {
  const std::string python = "/usr/bin/python3";
  if (!fs::exists(python)) return 77;
  const std::string path = (fs::path(CASETIDE_SOURCE_DIR) / "tests/output" / script).string();
  const int status = std::system((python + " " + path + " " + arguments).c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace casetide::output::testing
