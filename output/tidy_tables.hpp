// The tables that a result is exported as: of its yearly figures, months, costs and plans, small enough for the sheets
// of a workbook. Those at every sample are in measure_tables.
#pragma once

#include <optional>
#include <vector>

#include "output/headline_values.hpp"
#include "output/identity.hpp"
#include "output/indicators.hpp"
#include "output/measure_tables.hpp"
#include "output/target_chances.hpp"
#include "output/tidy_table.hpp"

namespace casetide::output {

/// What these tables need of a result, gathered while it is read once.
class ExportedResult {
 public:
  ExportedResult(RunIdentity identity, Layout layout, std::vector<int> numbers);

  /// The plans in the order of the result.
  void add(const PlanRuns& runs);

  /// Every figure that plans are compared by, over the whole period and the last financial year, with its difference
  /// from the plan at place `baseline`.
  TidyTable summary(std::size_t baseline) const;
  /// Yearly figures by national definitions.
  TidyTable indicators(Per per) const;
  /// The headline measures in each calendar month, as far as they have a value in a month.
  TidyTable months(Per per) const;
  /// Each cost line in each financial year; empty where nothing is priced.
  TidyTable costs_by_year(Per per) const;

  /// What each replication drew for the assumptions, the same under every plan; empty where none was drawn.
  TidyTable draws() const;

  const RunIdentity& identity() const { return identity_; }
  const Layout& layout() const { return layout_; }
  const std::vector<int>& numbers() const { return numbers_; }

 private:
  struct Replication {
    std::vector<std::vector<double>> figures;  // [stretch][figure], as the shapes have them
    std::vector<HeadlineRow> months;
    std::vector<double> indicators;  // [year, indicator]
    std::vector<double> costs;       // [year, cost line], pounds
    std::vector<double> draws;       // [assumption]
  };
  /// A figure's value in each replication.
  using ValueOf = std::function<double(const Replication&)>;
  std::vector<double> values(std::size_t plan, const ValueOf& value) const;
  void add_rows(TidyTable& table, Per per, const std::vector<Cell>& before, std::size_t plan,
                const ValueOf& value) const;
  void add_summary_rows(TidyTable& table, std::size_t stretch, std::size_t baseline) const;
  bool is_any(std::size_t stretch, std::size_t figure) const;
  bool is_any_cost(std::size_t line) const;
  bool has_months(std::size_t headline) const;

  RunIdentity identity_;
  Layout layout_;
  std::vector<int> numbers_;
  std::vector<Stretch> stretches_;
  std::vector<std::vector<FigureGroup>> shapes_;  // by stretch: groups and labels, whatever the values
  std::vector<Stretch> months_;
  std::vector<std::vector<Replication>> plans_;
};

/// Names, labels and what the scenario says of the plans, where it is still read.
TidyTable plans_table(const RunIdentity& identity, const models::Scenario* scenario);

/// How often each plan meets each target, by financial year.
TidyTable targets_table(const RunIdentity& identity, const std::vector<JudgedTarget>& targets);

/// What the scenario does not know for certain: where it stands, its range, and how well it is known.
TidyTable assumptions_table(const models::Scenario* scenario);

}  // namespace casetide::output
