#include "output/whole_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "sim/errors.hpp"

namespace casetide::output {

namespace {

using sim::ExitCode;
using sim::OutputError;

[[noreturn]] void fail(ExitCode code, const std::filesystem::path& path, const char* what) {
  throw OutputError(code, fmt::format("{}: {} ({})", path.string(), what, std::strerror(errno)));
}

/// Waits until the disk has it. Some file systems cannot sync a folder and say so with EINVAL.
void sync(const std::filesystem::path& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) fail(ExitCode::io_error, path, "cannot be opened to be synced to disk");
  const int failed = ::fsync(file);
  const int error = errno;
  ::close(file);
  errno = error;
  if (failed && error != EINVAL) fail(ExitCode::io_error, path, "cannot be synced to disk");
}

void write_partial(const std::filesystem::path& partial, const std::function<void(Hdf5File&)>& fill) {
  Hdf5File file = Hdf5File::create(partial);
  fill(file);
  file.set_attribute("/", "complete", 1);
  file.close();
}

}  // namespace

void write_whole_file(const std::filesystem::path& target, const std::function<void(Hdf5File&)>& fill) {
  std::filesystem::path partial = target;
  partial += ".partial";
  try {
    write_partial(partial, fill);
    sync(partial, O_RDONLY);
    if (std::rename(partial.c_str(), target.c_str()) != 0)
      fail(ExitCode::cannot_create, target, "the finished file cannot be given its name");
  } catch (...) {
    ::unlink(partial.c_str());
    throw;
  }
  sync(target.has_parent_path() ? target.parent_path() : ".", O_RDONLY | O_DIRECTORY);
}

}  // namespace casetide::output
