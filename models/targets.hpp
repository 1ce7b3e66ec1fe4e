// What a plan should reach by a date. A target is met or not in each replication: its chance is the share of those that
// meet it. It is no grade, and predicts none.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "models/assumptions.hpp"
#include "models/figure.hpp"

namespace casetide::models {

/// A figure of a financial year against a level.
struct Level {
  Figure figure;
  enum class Side : std::uint8_t { at_least, at_most };
  Side side = Side::at_least;
  double level = 0;  // in the figure's unit
};

/// Several targets taken together, by their places among the scenario's targets, each of them before this one.
struct Combination {
  enum class Of : std::uint8_t { all, any };
  Of of = Of::all;
  std::vector<std::size_t> targets;
};

struct Target {
  std::string name;
  std::string label;
  std::variant<Level, Combination> what;
  int by = 0;  // the financial year, by the calendar year in which it ends: 2022 is April 2021 to March 2022
  std::string source;
  Evidence evidence = Evidence::assumed;  // what the level rests on
};

}  // namespace casetide::models
