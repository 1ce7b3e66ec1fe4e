#include "sim/app/page_file.hpp"

#include <fmt/format.h>

#include <fstream>

namespace casetide::app {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(sim::ExitCode code, const fs::path& path, const char* what) {
  throw sim::OutputError(code, fmt::format("{}: {}", path.string(), what));
}

/// A page under its name is whole.
void write(const fs::path& target, const std::string& page) {
  const fs::path partial = target.string() + ".partial";
  std::ofstream file(partial, std::ios::binary);
  if (!file) fail(sim::ExitCode::cannot_create, target, "cannot be created");
  file << page;
  file.close();
  std::error_code error;
  if (file) fs::rename(partial, target, error);
  if (file && !error) return;
  const bool is_written = static_cast<bool>(file);
  fs::remove(partial, error);
  if (!is_written) fail(sim::ExitCode::io_error, target, "cannot be written; is the disk full?");
  fail(sim::ExitCode::cannot_create, target, "the finished page cannot be given its name");
}

}  // namespace

void print_page(const std::string& page, const fs::path& output, const Manner& manner) {
  if (output.empty()) return fmt::print("{}", page);
  write(output, page);
  if (!manner.quiet) fmt::print(stderr, "wrote {}\n", output.string());
}

}  // namespace casetide::app
