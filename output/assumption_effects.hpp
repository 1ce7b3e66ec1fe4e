// Which of the assumptions that were drawn move the headline measures, and which would turn the order of two plans.
#pragma once

#include <string>
#include <vector>

#include "output/headline_values.hpp"
#include "sim/influence.hpp"

namespace casetide::output {

struct DrawnAssumption {
  std::string name;
  std::string label;
  std::string unit;  // of its draws: "%", "hours"; empty for a plain number or a factor
  bool is_factor = false;
  double low = 0;  // ends of its range, in `unit`
  double high = 0;
  std::vector<bool> reaches = {};  // by plan: can it change anything there? Empty: it may everywhere
  bool may_change(std::size_t plan) const { return reaches.empty() || reaches[plan]; }
};

/// What was drawn in each replication, the same under every plan.
struct Draws {
  std::vector<DrawnAssumption> assumptions;
  std::vector<std::vector<double>> values;  // [replication][assumption]
  bool empty() const { return assumptions.empty() || values.empty(); }
};

/// Of the assumptions on one headline measure: the strongest first, at most three.
struct Influences {
  models::Headline headline{};
  std::vector<sim::Influence> on_baseline;    // on its value
  std::vector<sim::Influence> on_difference;  // on how much more the leading plan has than the baseline
};

/// A value of an assumption at which the fitted difference of two plans is 0, the others at their means.
struct Flip {
  std::size_t assumption = 0;
  double value = 0;          // within the assumption's range
  bool leads_above = false;  // does the leader lead where the assumption is above `value`? Else below
};

/// Whether a single assumption turns the order of two plans.
struct OrderOfTwo {
  models::Headline headline{};
  std::size_t leader = 0;  // has fewer days at risk in the mean, if only by little
  std::size_t rival = 0;
  bool is_known = true;     // false: too few replications for so many assumptions
  std::vector<Flip> flips;  // at most three, those first that need to move least of their range
};

struct AssumptionEffects {
  std::size_t leader = 0;              // the plan with the fewest days at risk by law and guidance
  std::vector<Influences> influences;  // of the measures that judge precision
  std::vector<OrderOfTwo> orders;  // by measure: the plan with the smallest mean against each that has a greater one
};

inline constexpr std::size_t assumptions_shown = 3;

std::vector<Influences> influences(const Judged& judged, const Draws& draws, std::size_t leader, std::size_t baseline);

OrderOfTwo order_of_two(const Judged& judged, const Draws& draws, models::Headline headline, std::size_t leader,
                        std::size_t rival);

/// "6.5 %", "1.1 times as given": in as many digits as tell a twentieth of the range.
std::string words(double value, const DrawnAssumption& assumption);

}  // namespace casetide::output
