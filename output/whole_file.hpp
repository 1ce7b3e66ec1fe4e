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

}  // namespace casetide::output
