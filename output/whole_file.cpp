#include "output/whole_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

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
  PendingFile file(target);
  write_partial(file.partial(), fill);
  file.sync();
  file.keep();
}

PendingFile::PendingFile(std::filesystem::path target) : target_(std::move(target)), partial_(target_) {
  partial_ += ".partial";
}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : target_(std::move(other.target_)), partial_(std::exchange(other.partial_, {})) {}

PendingFile::~PendingFile() {
  if (!partial_.empty()) ::unlink(partial_.c_str());
}

void PendingFile::sync() const { output::sync(partial_, O_RDONLY); }

void PendingFile::keep() {
  if (std::rename(partial_.c_str(), target_.c_str()) != 0)
    fail(ExitCode::cannot_create, target_, "the finished file cannot be given its name");
  partial_.clear();
  output::sync(target_.has_parent_path() ? target_.parent_path() : ".", O_RDONLY | O_DIRECTORY);
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw OutputError(ExitCode::cannot_create,
                      fmt::format("cannot create the folder {}: {}", folder.string(), error.message()));
}

void remove_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  if (error)
    throw OutputError(ExitCode::cannot_create,
                      fmt::format("cannot remove the folder {}: {}", folder.string(), error.message()));
}

}  // namespace casetide::output
