// A tree written as YAML in one fixed way: the text that results keep, hash and run again from. Comments are lost.
#pragma once

#include <string>

#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

/// Block style, two spaces a level, text in double quotes exactly where the node says it is quoted.
/// Reads back to an equal tree; equal trees give equal bytes.
std::string canonical_yaml(const Node& node);

/// The same, each value followed by where it was written: `# library/england.yaml:112`.
std::string canonical_yaml_with_places(const Node& node);

}  // namespace casetide::scenarios
