// Which teams fall behind in a run: whose work that waits grows, how fast, and since when.
//
// The drift is the slope by least squares of a team's waiting hours over the last whole years of the period (half of
// them, at least one; the second half of a shorter period), in each replication; its interval is Student's over
// replications. Of two years and more it is the slope through their means, so that a season is no drift. A backlog that
// hastens as it grows, because overload makes people leave, is told by its mean slope over that time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/layout.hpp"
#include "output/trace.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

/// A team under a plan.
struct TeamBacklog {
  std::size_t plan = 0;
  std::size_t team = 0;
  std::string name;                // of the team
  std::string label;               // ... for people
  sim::Interval drift;             // hours a month
  double hours_there = 0;          // of the team's people in a month of that time, on average
  std::optional<sim::Date> since;  // first day of the month from which it falls behind for good; only if it does
  /// The interval lies above 0, and the mean is more than one hour in two hundred.
  bool falls_behind() const;
};

/// Takes traces as they are read; each replication of a plan once.
class BacklogWatch {
 public:
  explicit BacklogWatch(const Layout& layout);

  void add(std::size_t plan, const Trace& trace);
  /// [time, team]
  void add(std::size_t plan, const std::vector<double>& waiting_hours, const std::vector<double>& available_hours);
  /// By plan and team, all of them.
  std::vector<TeamBacklog> backlogs() const;

 private:
  struct Team {
    std::vector<double> drifts;   // [replication] hours a month
    std::vector<double> monthly;  // [month] sums over replications of the mean backlog [hours]
    double hours_there = 0;       // sum over replications
  };
  /// Some hours by the day on which they waited.
  struct Point {
    double day;
    double hours;
  };
  std::vector<Point> points(const std::vector<double>& waiting, std::size_t team) const;
  bool has_every_month() const;
  std::optional<sim::Date> growing_since(const Team& team) const;

  const Layout& layout_;
  std::size_t teams_;
  int years_;                        // in the stretch over which drift is judged; 0: less than one
  std::size_t first_;                // sample of it
  std::vector<std::size_t> months_;  // [sample] of the period
  std::vector<sim::Date> month_days_;
  std::vector<std::vector<Team>> plans_;  // [plan][team]
};

/// "falls behind from November 2018: its backlog grows by 120 (90 to 150) hours a month"
std::string sentence(const TeamBacklog& backlog);

}  // namespace casetide::output
