// What differs between a file and the run that it says it is, in the words of the file's axes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "output/result_frame.hpp"
#include "output/trace.hpp"

namespace casetide::output {

struct Differences {
  std::size_t count = 0;  // of values
  std::vector<std::string>
      first;  // "caseload: plan=more, replication=3, time=2018-05-06, team=east: the file has 4 ..."
};

/// Byte for byte, at one place of the plan and replication axes; at most `most` differences are told. The draws, which
/// plans share, are looked at for the first plan only.
Differences differences(const Trace& in_file, const Trace& in_run, const Frame& frame, std::size_t plan,
                        std::size_t replication, std::size_t most);

/// What the frames say of the run, its plans and its axes; a sentence for each difference.
std::vector<std::string> differences(const Frame& in_file, const Frame& in_run);

}  // namespace casetide::output
