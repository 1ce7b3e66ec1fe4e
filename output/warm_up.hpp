// Whether the warm-up was long enough: whether the service had forgotten how the run began when the period began.
//
// Judged on the baseline, by the mean over replications of a few levels, from the run's first day to a year after the
// period's: MSER-5 (sim/settling). A real change in a level, demand that rises or posts that fall vacant, looks like
// settling that never ends; a level is therefore told only if it moves on in the same direction as in the warm-up, and
// its first three months differ by more than a tenth from where it settles, by more than chance (the 90 % interval over
// replications), and, of children at risk or without a worker, by more than a hundredth of the caseload.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/result_file.hpp"

namespace casetide::output {

struct Unsettled {
  models::Measure measure{};         // summed over its axis
  std::optional<sim::Date> settles;  // absent: not within the year, or nobody can tell
};

/// One level at equal intervals: `warm_up` of its values lie before the period's first day. The number of values after
/// which it has settled, where that lies in the period; all of them when it does not settle. Absent: it had settled, or
/// what is left is too little to tell of.
std::optional<std::size_t> settles_late(const std::vector<double>& series, std::size_t warm_up, std::size_t quarter);

std::vector<Unsettled> unsettled(const Result& result);

/// "the warm-up of 3 months looks too short: children at risk settle only by July 2016 (MSER-5)"; empty when nothing is
/// to be told.
std::string warning_on_warm_up(const Result& result);

/// The comparison's JSON document with the warning, unless it is empty, among its "warnings".
std::string with_warning(const std::string& comparison, const std::string& warning);

}  // namespace casetide::output
