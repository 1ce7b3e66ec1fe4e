// Files that `casetide new` makes: all of them or none, and nothing that is there is touched.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace casetide::app {

struct NewFile {
  std::filesystem::path path;
  std::string text;
};

/// The library that a scenario in this folder extends, and the schema by which an editor completes keys and marks
/// mistakes.
std::vector<NewFile> library_in(const std::filesystem::path& folder);

/// Makes the folders that are missing, and the files. Throws sim::OutputError where one of them is there already (73),
/// or cannot be written (74); then nothing is left of what was made.
void write_new(const std::vector<NewFile>& files);

/// As one types it in a shell.
std::string typed(const std::string& word);

}  // namespace casetide::app
