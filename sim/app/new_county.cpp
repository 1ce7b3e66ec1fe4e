// casetide new: a small county to learn with, in a folder of its own.
#include <fmt/format.h>

#include "scenarios/starter/starter_files.hpp"
#include "sim/app/app.hpp"
#include "sim/app/new_files.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using sim::ExitCode;

/// Those of the starter, and the schema.
std::vector<NewFile> files_in(const fs::path& folder) {
  std::vector<NewFile> files;
  files.push_back(
      {folder / scenarios::starter_files().front().name, std::string(scenarios::starter_files().front().text)});
  for (NewFile& file : library_in(folder)) files.push_back(std::move(file));
  return files;
}

void tell_what_is_next(const NewOptions& options, const std::vector<NewFile>& files) {
  for (const NewFile& file : files) fmt::print("wrote {}\n", file.path.string());
  const std::string program = typed(options.program), county = typed(files.front().path.string());
  const std::string result = fmt::format("results/{}.h5", files.front().path.stem().string());
  fmt::print(
      "\nA small county with invented numbers; read and change {}. Next, type\n"
      "  {} check {}\n"
      "  {} run {}\n"
      "  {} compare {}\n",
      files.front().path.string(), program, county, program, county, program, result);
}

}  // namespace

ExitCode new_county(const NewOptions& options) {
  const std::vector<NewFile> files = files_in(options.folder);
  write_new(files);
  if (!options.manner.quiet) tell_what_is_next(options, files);
  return ExitCode::done;
}

}  // namespace casetide::app
