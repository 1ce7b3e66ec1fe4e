// The first page of a comparison as tables for people: all plans side by side, by their numbers.
#pragma once

#include <string>

#include "output/comparison.hpp"

namespace casetide::output {

/// Seven plans fit 80 columns; more stand in further tables.
std::string page_one_text(const Comparison& comparison, const ComparedStretch& stretch, int columns);

}  // namespace casetide::output
