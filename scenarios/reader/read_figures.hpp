// Yearly figures by name, and values of them in their own unit. Not for use outside the reader.
#pragma once

#include <optional>
#include <string_view>

#include "models/assumptions.hpp"
#include "models/figure.hpp"
#include "scenarios/reader/binding.hpp"

namespace casetide::scenarios {

/// Headline measures first, then national indicators, so that a name that both had would mean the headline.
Names figure_names();
/// By its place among figure_names().
models::Figure figure_at(std::size_t place);
/// The one that the value names; an unknown name is a problem, with the nearest known one.
std::optional<models::Figure> figure_in(const Value& value);

/// A value of a figure with this unit: `83%` or 83 of a percentage, otherwise a plain number.
double value_of_figure(const Value& value, std::string_view unit);

/// What a number is said to rest on: `status`; assumed where nothing is said.
models::Evidence evidence(const Value& status);
/// ... of a `status` that its table has looked at already: no problem is noted again.
models::Evidence checked_evidence(const Value& status);

}  // namespace casetide::scenarios
