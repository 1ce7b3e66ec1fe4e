// Values that nobody knows for certain: each with a range, from which every replication draws one value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/distribution.hpp"

namespace casetide::models {

struct Plan;
struct Scenario;

/// How well a number is known.
enum class Evidence : std::uint8_t { published, local, assumed };

struct Assumption {
  enum class How : std::uint8_t {
    value,   // the draw is the value itself
    factor,  // the draw multiplies the value that stands
  };
  std::string name;
  std::string label;
  std::vector<std::string> what;  // places in the scenario, as `staffing.hiring.success`; all get the same draw
  How how = How::value;
  sim::Distribution range = sim::Distribution::constant(1);  // in `unit`; a factor has none
  bool is_fitted_to = false;                                 // may `casetide fit` narrow the range?
  std::vector<double> fitted;  // draws that agree with what was observed, in place of the range; often none
  std::string unit;            // as written behind the number: "%", "hours", "£"; empty for a plain number or a factor
  Evidence evidence = Evidence::assumed;
  std::string source;

  /// The ends of `range`.
  double low() const;
  double high() const;
};

/// Can the assumption change anything under the plan? Not where all its places lie in plans that it does not extend.
bool reaches(const Assumption& assumption, const Plan& plan);

/// One value for each assumption, the same under every plan; none where the scenario draws none. Keyed by the
/// assumption's name, so that one more assumption disturbs no other. Of those that are fitted every replication takes
/// the same row, in turn: their draws belong together.
std::vector<double> assumption_draws(const Scenario& scenario, int replication);

}  // namespace casetide::models
