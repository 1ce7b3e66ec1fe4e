// assumptions: values that nobody knows for certain, each with its range; and what a draw makes of the scenario.
#pragma once

#include <vector>

#include "models/assumptions.hpp"
#include "scenarios/reader/binding.hpp"
#include "scenarios/reader/tree_path.hpp"

namespace casetide::scenarios {

/// `tree` is the whole scenario. Every value that an assumption is about stands there, lies within its range, and is
/// drawn by no other.
std::vector<models::Assumption> read_assumptions(const Value& table, const Node& tree);

/// Notes at `at` a path into a part of the scenario that is the same in every replication and at every point of a
/// sweep. True when there is none.
bool is_free(const TreePath& path, const Value& at);

/// What the draw makes of the value that stands; absent when that is no amount.
std::optional<Node> drawn(const models::Assumption& assumption, double draw, const Node& standing);

/// "11.2%": the draw as people would write it.
std::string shown_draw(const models::Assumption& assumption, double draw);

}  // namespace casetide::scenarios
