// How well a fitted model foretold years that it had not seen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/observed.hpp"

namespace casetide::output {

/// One published value of a held year, against what was foretold of it.
struct HeldValue {
  models::Figure figure;
  int year = 0;
  double published = 0;
  double scale = 0;              // standard error stated with the series: what makes figures comparable
  std::vector<double> ensemble;  // [replication], the stated error drawn in
  std::optional<double> last;    // the last value before the held years
  std::optional<double> trend;   // the straight line through those before
};

struct HeldScore {
  double mean = 0, low = 0, high = 0;  // nine in ten lie between
  bool is_within_90 = false, is_within_50 = false;
  double crps = 0;
};
HeldScore score(const HeldValue& value);

/// Over many values, each in units of its scale.
struct PooledScore {
  int values = 0, within_90 = 0, within_50 = 0;
  double crps = 0;                                // mean
  std::optional<double> skill_last, skill_trend;  // 1 - CRPS / that of the other, over the values that have it: 1 is
                                                  // perfect, 0 no better
  int of_last = 0, of_trend = 0;
};
PooledScore pooled(const std::vector<HeldValue>& values);

struct HeldPlace {
  std::string place, plan;
  std::size_t runs = 0;
  std::vector<HeldValue> values;
};

struct BacktestTelling {
  std::string held;     // "2019"
  std::string command;  // that makes it again
  std::vector<HeldPlace> places;
};

/// A page of Markdown, and the same as JSON.
std::string backtest_page(const BacktestTelling& telling);
std::string backtest_json(const BacktestTelling& telling);

}  // namespace casetide::output
