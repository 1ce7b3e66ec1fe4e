// The files that `casetide new` writes: scenarios/county.yaml and the library that it extends, embedded by the build,
// so that the program needs nothing beside it.
#pragma once

#include <span>
#include <string_view>

namespace casetide::scenarios {

struct StarterFile {
  std::string_view name;  // relative to the new folder, "library/england.yaml"
  std::string_view text;  // the bytes of the file of that name in scenarios/
};

/// The one to read and change stands first.
std::span<const StarterFile> starter_files();

}  // namespace casetide::scenarios
