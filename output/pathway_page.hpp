// A pathway as a page for people, in Markdown with a Mermaid diagram, as GitHub shows it.
#pragma once

#include <string>

#include "models/scenario.hpp"

namespace casetide::output {

/// `file` is what the page names as its source: the scenario's file as people in the project's folder would type it.
std::string pathway_page(const models::Scenario& scenario, const std::string& file);

}  // namespace casetide::output
