// The measures of a result as tidy tables, one for all measures over the same axes, at every sample of the period.
#pragma once

#include <span>
#include <vector>

#include "output/layout.hpp"
#include "output/tidy_table.hpp"
#include "output/trace.hpp"

namespace casetide::output {

/// What one row is.
enum class Per : std::uint8_t {
  plan,         // means over the replications, and the range within which 9 in 10 of them lie
  replication,  // of each of them its values
};

/// The replications of one plan, in the order of their numbers.
struct PlanRuns {
  std::string plan;
  std::vector<int> numbers;
  std::vector<Trace> traces;
};

struct MeasureTable {
  TableHead head;
  std::vector<models::Axis> axes;
  std::vector<models::Measure> measures;
};

/// All measures of the catalogue, each in one table.
std::vector<MeasureTable> measure_tables(Per per);

/// The rows of one plan, by date, then along the axes, then by replication.
void write_rows(const MeasureTable& table, const Layout& layout, const PlanRuns& runs, Per per, const RowSink& sink);

/// Columns that say what a value is one of: its mean, and the bounds of the middle nine tenths; or the value itself.
void add_value_columns(std::vector<Column>& columns, Per per, const Column& value);

/// The cells for these columns: of all replications, or of one (`values` holds one number).
void add_value_cells(std::vector<Cell>& row, Per per, std::span<const double> values);

}  // namespace casetide::output
