// Quantities with units (`45 working days`, `3 hours`) and distributions of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/span.hpp"
#include "scenarios/reader/binding.hpp"
#include "sim/distribution.hpp"
#include "sim/time.hpp"

namespace casetide::scenarios {

// Each as the language has it: unit, range and default. `otherwise`: where nothing stands and there is no default.

/// An amount in the unit that the language wants.
double quantity(const Value& value, double otherwise = 0);
/// ... in this one, where the language lets it be one of several.
double quantity(const Value& value, const Wanted& wanted);

/// A whole amount in that unit, which has one way to be written.
int whole_quantity(const Value& value, int otherwise = 0);

/// Hours that come to whole minutes.
sim::Minutes minutes(const Value& value, sim::Minutes otherwise = {});

/// A span as law writes it: a whole number of working days, days, weeks or months.
models::Span span(const Value& value, models::Span otherwise = {});

/// `80%` or `0.8`, also above one.
double proportion(const Value& value, double otherwise = 0);

/// ... in a range of its own; nothing, with a problem, when it is none. `plain`: not annotated.
std::optional<double> proportion_in(const Value& plain, Range range);

/// Money, from nothing to a billion: `£28,000`, `£3.5m`, `£300k`, `£36.50` or `28000`, in quotes or not.
double pounds(const Value& value, double otherwise = 0);

/// A number of children, or `560 per 10,000` of the children who live there; the population is 0 where nobody says.
double number_of_children(const Value& value, double population);

/// A quantity (always that), or a table with one shape: exponential, lognormal, uniform, triangular, weibull, bands,
/// quartiles. `wanted` tells which, where the language lets it be in one of several units.
sim::Distribution distribution(const Value& value);
sim::Distribution distribution(const Value& value, const Wanted& wanted);
/// ... or `otherwise` where nothing is written.
sim::Distribution distribution(const Value& value, const sim::Distribution& otherwise);

/// `between 5% and 12%, most likely 8%`: each as it is written.
struct WrittenRange {
  std::string low, high;
  std::optional<std::string> likely;
};
std::optional<WrittenRange> range_in_words(std::string_view text);

}  // namespace casetide::scenarios
