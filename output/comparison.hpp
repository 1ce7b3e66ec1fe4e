// Plans side by side: means over replications, and paired differences from a baseline with their intervals.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "output/decision.hpp"
#include "output/falling_behind.hpp"
#include "output/identity.hpp"
#include "output/indicators.hpp"
#include "output/result_file.hpp"
#include "output/trajectories.hpp"

namespace casetide::output {

/// Below this number of replications a comparison carries a warning.
inline constexpr int fewest_replications = 10;

/// Of a figure between a plan and the baseline, replication by replication: both met the same chances.
struct Difference {
  double mean = 0;
  double low = 0;  // of the 90 % Student-t interval of the mean; NaN with fewer than two replications
  double high = 0;
  int pairs = 0;                                                  // replications that have the figure in both plans
  double correlation = std::numeric_limits<double>::quiet_NaN();  // of the two that common random numbers achieved
  bool is_told_apart() const { return low > 0 || high < 0; }
};

struct ComparedFigure {
  std::string key;
  std::string label;
  int decimals = 1;
  std::vector<double> means;            // by plan; NaN where no replication has the figure
  std::vector<Difference> differences;  // by plan; zero for the baseline itself
};

struct ComparedGroup {
  std::string key;
  std::string title;
  std::vector<ComparedFigure> figures;
};

/// How something differs from the baseline; alike: the two cannot be told apart.
enum class Change : std::uint8_t { less, alike, more };

/// What a plan pays, net of grants and placements apart, for each child-day at risk that it avoids.
struct CostOfAvoiding {
  Change risk = Change::alike;
  Change cost = Change::alike;
  /// Where one is less and the other more: paid for a day avoided, or saved for a day added. Otherwise NaN.
  double pounds_a_day = 0;
};

struct AvoidedRisk {
  CostOfAvoiding all;       // promised safeguards
  CostOfAvoiding law_only;  // safeguards of law and statutory guidance
};

struct ComparedStretch {
  Stretch stretch;
  std::vector<ComparedGroup> page_one;  // a selection that fits all plans side by side
  std::vector<ComparedGroup> groups;
  std::vector<AvoidedRisk> avoided;  // by plan; empty where nothing is priced
};

struct Comparison {
  RunIdentity identity;
  std::size_t baseline = 0;  // place among identity.plans
  int replications = 0;
  std::vector<ComparedStretch> stretches;
  Decision decision;                      // over the whole period, and by year
  std::string answer;                     // a paragraph in plain English
  std::vector<TeamBacklog> falls_behind;  // teams that do, by plan
  std::string warm_up;                    // what there is to be said of it; often nothing
  Trajectories trajectories;
};

struct ComparisonOptions {
  std::string baseline;  // name of a plan; empty: the first
  /// Obligations whose share done in time is shown, where the result has them.
  std::vector<std::string> obligations = {"assessment", "initial_conference", "review_conference", "care_review"};
  /// Child-days at risk per 100 open child-days within which two plans are as good as each other; > 0.
  double indifference = usual_indifference;
  std::vector<models::Target> targets = {};  // of the scenario
  /// [assumption][plan], in the order of the file: can it change anything there? Empty: all may, everywhere.
  std::vector<std::vector<bool>> reaches = {};
};

/// What the scenario of a result says of how its plans are judged.
ComparisonOptions options_of(const models::Scenario& scenario, const RunIdentity& run);

/// Throws sim::OutputError (bad_usage), naming the nearest plans, when there is no plan of the baseline's name.
Comparison compare(const Result& result, const ComparisonOptions& options = {});

/// All that a comparison is made of: worth keeping when a result is read
/// for it.
std::span<const models::Measure> measures_compared();

/// Mean and 90 % Student-t interval; values that are not numbers are left out.
Difference mean_with_interval(const std::vector<double>& values);

/// From the differences of child-days at risk and of net cost [thousand pounds] over the same time.
CostOfAvoiding cost_of_avoiding(const Difference& days, const Difference& thousand_pounds);

/// All plans side by side on a first page, then every figure with plans as columns, and the differences in tables of
/// their own.
std::string text(const Comparison& comparison, const TextStyle& style = {});

/// A line for each plan: its headline measures and how its days at risk go. For the end of a run.
std::string summary_text(const Comparison& comparison, const TextStyle& style = {});

/// One JSON document with schema_version 1, described in FORMAT.md. What is not a number is null.
std::string json(const Comparison& comparison);

/// What a reader must be told about the comparison as a whole; often nothing.
std::vector<std::string> warnings(const Comparison& comparison);

}  // namespace casetide::output
