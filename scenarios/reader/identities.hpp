// Texts of a scenario that look as if they said who somebody is. A scenario has no use for that.
#pragma once

#include <vector>

#include "scenarios/reader/node.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

/// A remark for each text in the tree with something like an e-mail address, a telephone number, a postcode, a date of
/// birth, a title before a name, an NHS number (with its check digit), a unique pupil number or a National Insurance
/// number. What is found is not repeated. Names without a title cannot be told from other words.
std::vector<sim::Problem> identities_in(const Node& tree);

}  // namespace casetide::scenarios
