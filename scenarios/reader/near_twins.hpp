// Names that differ by one letter, where one of them is surely a slip.
#pragma once

#include <string_view>
#include <vector>

#include "scenarios/reader/binding.hpp"

namespace casetide::scenarios {

/// Does one become the other by a letter added, left out or changed, or by two neighbours swapped? Digits are no slips:
/// `band_1` and `band_2` do not.
bool differ_by_a_letter(std::string_view left, std::string_view right);

/// Notes names of one table that stand in different files and differ by a letter: a scenario that extends another and
/// means to change what stands there would otherwise add a second of its kind, and the first would go on as it was.
void note_near_twins(const std::vector<Named>& entries);

}  // namespace casetide::scenarios
