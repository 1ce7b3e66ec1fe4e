// The first page of a comparison as tables for people: all plans side by side, by their numbers.
#pragma once

#include <string>

#include "output/comparison.hpp"

namespace casetide::output {

/// Seven plans fit 80 columns; more stand in further tables. `with_decision`: with chances, months of break-even,
/// targets and what turns the order, which are of the whole period.
std::string page_one_text(const Comparison& comparison, const ComparedStretch& stretch, const TextStyle& style,
                          bool with_decision);

}  // namespace casetide::output
