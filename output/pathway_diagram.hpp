// A flow in the language of Mermaid, which GitHub draws.
#pragma once

#include <string>

#include "output/pathway_flow.hpp"

namespace casetide::output {

/// Without the fences.
std::string mermaid_flowchart(const Flow& flow);

/// "blue the front door, green ..."
std::string colours_in_words();

}  // namespace casetide::output
