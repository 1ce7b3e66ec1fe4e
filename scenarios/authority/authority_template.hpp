// The scenario of an authority with names in place of its numbers: authority.yaml beside this file, embedded by the
// build.
#pragma once

#include <span>

#include "scenarios/starter/starter_files.hpp"

namespace casetide::scenarios {

/// One file.
std::span<const StarterFile> authority_files();

}  // namespace casetide::scenarios
