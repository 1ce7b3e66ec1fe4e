// A figure of a year: a headline measure or a national indicator.
#pragma once

#include <string_view>
#include <variant>

#include "models/headlines.hpp"
#include "models/national_indicators.hpp"

namespace casetide::models {

using Figure = std::variant<Headline, Indicator>;

std::string_view name_of(const Figure& figure);
std::string_view label_of(const Figure& figure);
std::string_view unit_of(const Figure& figure);
/// As many as are shown.
int decimals_of(const Figure& figure);

}  // namespace casetide::models
