// Whether the warm-up was long enough: whether the service had forgotten how the run began when the period began.
//
// Judged on the baseline, by the mean over replications of a few levels, from the run's first day to a year after the
// period's: MSER-5 (sim/settling). A real change in a level, demand that rises or posts that fall vacant, looks like
// settling that never ends; a level is therefore told only if it moves on in the same direction as in the warm-up, and
// its first three months differ by more than a tenth from where it settles, by more than chance (the 90 % interval over
// replications), and, of children at risk or without a worker, by more than a hundredth of the caseload.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "output/layout.hpp"
#include "output/trace.hpp"

namespace casetide::output {

struct Unsettled {
  models::Measure measure{};         // summed over its axis
  std::optional<sim::Date> settles;  // absent: not within the year, or nobody can tell
};

/// One level at equal intervals: `warm_up` of its values lie before the period's first day. The number of values after
/// which it has settled, where that lies in the period; all of them when it does not settle. Absent: it had settled, or
/// what is left is too little to tell of.
std::optional<std::size_t> settles_late(const std::vector<double>& series, std::size_t warm_up, std::size_t quarter);

/// Takes the traces of the baseline as they are read.
class WarmUpWatch {
 public:
  explicit WarmUpWatch(const Layout& layout);

  /// One replication: its settling and the measures of `settling_measures`.
  void add(const Trace& trace);

  std::vector<Unsettled> unsettled() const;
  /// "the warm-up of 3 months looks too short: children at risk settle only by July 2016 (MSER-5)"; empty when nothing
  /// is to be told.
  std::string warning() const;

 private:
  /// A level in all replications, the warm-up first.
  struct Level {
    std::vector<std::vector<double>> series;  // [replication][time]
    std::vector<double> mean() const;         // [time]
  };
  bool moves(const Level& level, double least) const;

  const Layout& layout_;
  std::size_t in_period_;  // samples of the period that are looked at
  std::size_t quarter_;    // samples
  std::array<Level, settling_measures.size()> levels_;
};

}  // namespace casetide::output
