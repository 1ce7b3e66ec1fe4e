// A scenario file and the files it extends, made into one tree.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

/// Are the draws of a fit read in from their file, or passed over as if they had not been found yet?
enum class Fitted : std::uint8_t { read, left_out };

/// The scenario at `path` merged into what it extends, and that into what it extends; the result has no `extends`.
/// Tables merge key by key: the extending file wins and new keys follow in order. Scalars and lists are replaced whole,
/// and so is an amount stated in another way (a shape of distribution, `value`, children by `a_year` ...). Each node
/// keeps its own place. `extends` is relative to the file it stands in and may not lead out of the folder of `path`.
/// Throws sim::OutputError when `path` itself cannot be read, sim::ScenarioError for all else.
Node compose(const std::filesystem::path& path, Fitted fitted = Fitted::read);

/// A scenario from text that stands alone; `extends` is a problem. Throws sim::ScenarioError.
Node compose_text(const std::string& text, const std::string& name);

/// `over` laid on `base` by the rules above.
Node merged(const Node& base, const Node& over);

/// Is this the name of a shape of distribution (`lognormal`, `bands` ...)?
bool is_shape_name(std::string_view key);

}  // namespace casetide::scenarios
