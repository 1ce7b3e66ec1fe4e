// How what matters most goes over the period under each plan, in steps few enough for a line of a terminal.
#pragma once

#include <string>
#include <vector>

#include "output/headline_values.hpp"
#include "output/text_style.hpp"

namespace casetide::output {

/// Of one measure: means over the replications.
struct Trajectory {
  std::string label;  // with its unit
  int decimals = 1;
  std::vector<std::vector<double>> plans;  // [plan][step]; NaN where there is no value
};

struct Trajectories {
  std::string step;             // "month", "quarter", "year"
  std::vector<sim::Date> from;  // first days of the steps
  std::vector<Trajectory> measures;
};

/// Steps are the shortest of which there are at most `most`; a last one that the period cuts short is left out.
Trajectories trajectories(const Judged& judged, std::size_t most = 24);

/// Over all plans; 0 where there is no value.
double highest_of(const Trajectory& trajectory);

/// Blocks as high as the values, from 0 to `highest`; a space where there is no value.
std::string sparkline(const std::vector<double>& values, double highest);

/// For each measure a line for each plan: where it begins, how it goes, where it ends. Empty with fewer than three
/// steps.
std::string text(const Trajectories& trajectories, const std::vector<std::string>& plans, const TextStyle& style);

}  // namespace casetide::output
