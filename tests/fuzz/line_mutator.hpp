// Changes of a scenario's text as people make them: lines lost, doubled, moved and shifted, values taken from
// elsewhere. Bytes changed blindly seldom leave a text that is YAML.
#pragma once

#include <cstdint>
#include <string>

namespace casetide::fuzz {

/// One to three such changes; the same for the same text and seed.
std::string with_lines_changed(const std::string& text, std::uint32_t seed);

}  // namespace casetide::fuzz
