// The program as people call it, and what other programs read in its files.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "tests/output/builders.hpp"
#include "tests/support/program.hpp"

namespace casetide::output::testing {

using casetide::testing::Ended;
using casetide::testing::parts_of;
using casetide::testing::run_program;

/// Of a script of tests/output, run by the system's Python; 77 where Python or what it imports is not installed.
inline int run_python(const std::string& script, const std::string& arguments) {
  const std::string python = "/usr/bin/python3";
  if (!fs::exists(python)) return 77;
  const std::string path = (fs::path(CASETIDE_SOURCE_DIR) / "tests/output" / script).string();
  const int status = std::system((python + " " + path + " " + arguments).c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace casetide::output::testing
