// A file under its final name is complete: it is written under another name in the same folder and renamed at the end.
#pragma once

#include <filesystem>
#include <functional>

#include "output/hdf5_file.hpp"

namespace casetide::output {

/// Lets `fill` write NAME.partial, marks it complete, flushes, closes and syncs it, renames it to `target` and syncs
/// the folder. On any failure the partial file is deleted and nothing stands under `target` that did not stand there
/// before. Throws sim::OutputError: cannot_create when the folder cannot be written to, io_error when writing fails.
void write_whole_file(const std::filesystem::path& target, const std::function<void(Hdf5File&)>& fill);

/// The name under which a file stands until it is whole; what was not kept is deleted with it.
class PendingFile {
 public:
  explicit PendingFile(std::filesystem::path target);
  PendingFile(PendingFile&& other) noexcept;
  PendingFile& operator=(PendingFile&&) = delete;
  ~PendingFile();

  const std::filesystem::path& target() const { return target_; }
  /// Where to write: NAME.partial.
  const std::filesystem::path& partial() const { return partial_; }
  /// Waits until the disk has what was written. Throws sim::OutputError (io_error).
  void sync() const;
  /// Gives the file its name in place of what had it. Throws sim::OutputError (cannot_create, io_error).
  void keep();

 private:
  std::filesystem::path target_;
  std::filesystem::path partial_;
};

/// Makes the folder, and those above it. Throws sim::OutputError (cannot_create).
void make_folder(const std::filesystem::path& folder);
/// Removes the folder, if it is there, with all it holds. Throws sim::OutputError (cannot_create).
void remove_folder(const std::filesystem::path& folder);

}  // namespace casetide::output
