// Arithmetic with amounts as they are written: `5.2 hours`, `45 working days`, `85%`, `£28,000`, `0.7`. The result is
// written in the same unit, so that whoever reads the value finds it as if it had been written so from the first.
#pragma once

#include <optional>
#include <string>

#include "scenarios/reader/node.hpp"

namespace casetide::scenarios {

/// The amount, or every amount with a unit in the table or list, times the factor; absent when there is none. In a
/// table shares, and numbers without a unit such as a coefficient of variation, stay as they are. Whole working days,
/// days, weeks, months and minutes stay whole, and at least 1 if they were, but in the parameters of a distribution.
std::optional<Node> scaled(const Node& value, double factor);

/// The amount that lies this share of the way from one to the other; absent when they are no two amounts in one unit.
/// What is whole at the end is whole on the way.
std::optional<Node> between(const Node& from, const Node& to, double share);

/// A number and the unit behind it as written: "%", "hours", "£", nothing.
struct NumberWithUnit {
  double number = 0;
  std::string unit;
};
/// Absent when the value states no amount.
std::optional<NumberWithUnit> number_with_unit(const Node& value);
Node written(const NumberWithUnit& amount, const Place& place);
/// The number in the unit of another, where shares may be written as numbers or percentages; absent when it has none.
std::optional<double> number_in(const std::string& unit, const Node& value);

/// The plain number, `added` to it; absent when it is none.
std::optional<Node> plus(const Node& number, double added);

/// Do both state the same, however it is written (`85%`, `0.85`)?
bool same_value(const Node& left, const Node& right);

/// A number, written plainly.
Node number_node(double number, const Place& place);

/// What the value states as a plain number, a percentage taken as a share; absent when it states none.
std::optional<double> as_number(const Node& value);

/// The number as a percentage if `like` is one, else plainly.
Node number_like(const Node& like, double number);

}  // namespace casetide::scenarios
