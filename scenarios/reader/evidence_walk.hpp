// What each number of a scenario rests on, found by walking the resolved document beside the tables of the language.
#pragma once

#include <filesystem>

#include "models/evidence_register.hpp"
#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

/// Of the scenario at `path` with all that it extends. It is not checked; what the language does not know is passed
/// over. Throws as compose does.
models::EvidenceRegister evidence_of(const std::filesystem::path& path);

/// The same of a tree whose places name files from, or below, `folder`.
models::EvidenceRegister evidence_in(const Node& tree, const std::filesystem::path& folder);

}  // namespace casetide::scenarios
