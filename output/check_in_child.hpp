// Looks at a file in a process of its own: many faults of HDF5 concern files made or damaged so as to crash the reader.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace casetide::output {

/// Processor time that is enough to read the file [s]: at least 10 MB are read in one.
unsigned seconds_to_read(const std::filesystem::path& file);

/// Runs `check` in a forked child with at most 1 GiB of memory and `seconds` of processor time, and many times that of
/// the clock's. Throws the sim::OutputError that `check` threw, and bad_input for `file` when the child threw something
/// else, crashed or ran out of memory or time.
void check_in_child(const std::filesystem::path& file, unsigned seconds, const std::function<void()>& check);

/// ... and returns what `find` returned.
std::string find_in_child(const std::filesystem::path& file, unsigned seconds,
                          const std::function<std::string()>& find);

/// ... several checks at the same time, each in a child of its own.
void check_in_children(const std::filesystem::path& file, unsigned seconds,
                       const std::vector<std::function<void()>>& checks);

}  // namespace casetide::output
