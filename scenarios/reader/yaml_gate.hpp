// The only door to yaml-cpp: text in, our own tree out. What YAML offers beyond plain tables, lists and scalars is
// refused here, so that nothing behind the gate need think of it.
#pragma once

#include <cstddef>
#include <string>

#include "scenarios/reader/node.hpp"
#include "scenarios/reader/source_text.hpp"

namespace casetide::scenarios {

inline constexpr std::size_t depth_limit = 32;
inline constexpr std::size_t node_limit = 50'000;  // keys and values; Worcestershire with its library has some 10,000
inline constexpr std::size_t scalar_limit = 4096;  // [bytes]
inline constexpr std::size_t key_limit = 200;      // [bytes]

/// Reads one YAML document whose root is a table. `file` is the name that problems and nodes carry.
/// Throws sim::ScenarioError with all problems: a text that is not UTF-8, anchors, aliases, tags, `<<`, duplicate keys,
/// keys that are not text, a second document or anything after the first, too deep, too many, too long. A syntax error
/// ends the reading where it stands.
Node parse_yaml(const std::string& text, const std::string& file, const SourceLimits& limits = {});

}  // namespace casetide::scenarios
