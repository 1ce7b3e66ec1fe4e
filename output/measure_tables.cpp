#include "output/measure_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/intervals.hpp"

namespace casetide::output {

namespace {

using models::Axis;
using models::MeasureEntry;

/// A table's name and what one of its rows is about, by the axes of its measures.
struct Naming {
  std::vector<Axis> axes;
  const char* name;
  const char* title;
};

const std::vector<Naming>& namings() {
  static const std::vector<Naming> all = {
      {{Axis::status}, "children", "Children by status"},
      {{Axis::team}, "teams", "Teams: their children, hours and posts"},
      {{Axis::team, Axis::statistic}, "caseloads", "Children per full-time case holder, by team"},
      {{Axis::component, Axis::cause}, "time_at_risk", "Time at risk by missing safeguard and cause"},
      {{}, "service", "The service as a whole"},
      {{Axis::component}, "safeguards", "Time at risk by missing safeguard, counted in other ways"},
      {{Axis::team, Axis::contract}, "staff", "Staff by team and contract"},
      {{Axis::obligation}, "obligations", "What is owed to children, done and overdue"},
      {{Axis::destination}, "leavers", "Staff who went, by where to or why"},
      {{Axis::cost_line}, "costs", "Costs by line"}};
  return all;
}

/// Axes that no table is named for yet still get one.
Naming naming_of(const std::vector<Axis>& axes) {
  const auto found = std::ranges::find(namings(), axes, &Naming::axes);
  return found != namings().end() ? *found : Naming{axes, "", ""};
}

TableHead head_of(const std::vector<Axis>& axes) {
  const Naming naming = naming_of(axes);
  TableHead head{naming.name, naming.title, {}};
  if (head.name.empty()) {
    head.name = "by";
    for (const Axis axis : axes) head.name += "_" + std::string(axis_name(axis));
    head.title = "Measures " + head.name;
  }
  return head;
}

void add_place_columns(std::vector<Column>& columns, const std::vector<Axis>& axes, Per per) {
  columns.push_back({"plan", ColumnKind::text, "", "name of the plan, as in plans"});
  if (per == Per::replication)
    columns.push_back({"replication", ColumnKind::whole, "", "its number; equal numbers share their chances"});
  columns.push_back({"date", ColumnKind::date, "", "day of the sample, at 00:00"});
  for (const Axis axis : axes) {
    const std::string name(axis_name(axis));
    columns.push_back({name, ColumnKind::text, "", "its name in the scenario or the catalogue"});
    columns.push_back({name + "_label", ColumnKind::text, "", "the same in words"});
  }
}

Column column_of(const MeasureEntry& measure) {
  const char* kind = measure.kind == models::Kind::flow ? "flow, since the sample before: " : "level, at the sample: ";
  return {std::string(measure.name), ColumnKind::number, std::string(measure.unit),
          kind + std::string(measure.meaning)};
}

/// The names and labels of one place, row-major over the axes.
void add_place(std::vector<Cell>& row, const Layout& layout, const std::vector<Axis>& axes, std::size_t place) {
  std::size_t below = 1;
  for (const Axis axis : axes) below *= layout.of(axis).names.size();
  for (const Axis axis : axes) {
    const AxisEntries& entries = layout.of(axis);
    below /= entries.names.size();
    const std::size_t at = place / below % entries.names.size();
    row.emplace_back(entries.names[at]);
    row.emplace_back(entries.labels[at]);
  }
}

/// Writes the rows of one table for one plan.
class MeasureRows {
 public:
  MeasureRows(const MeasureTable& table, const Layout& layout, const PlanRuns& runs, const RowSink& sink)
      : table_(table), layout_(layout), runs_(runs), sink_(sink) {
    for (const Axis axis : table.axes) places_ *= layout.of(axis).names.size();
  }

  void write(Per per) {
    for (std::size_t k = 0; k < layout_.samples.size(); ++k)
      for (std::size_t place = 0; place < places_; ++place)
        per == Per::plan ? write_means(k, place) : write_each(k, place);
  }

 private:
  void begin(std::size_t k, std::size_t place, const int* replication) {
    row_.clear();
    row_.emplace_back(runs_.plan);
    if (replication) row_.emplace_back(std::int64_t{*replication});
    row_.emplace_back(sim::date_of(layout_.samples[k]));
    add_place(row_, layout_, table_.axes, place);
  }

  void write_means(std::size_t k, std::size_t place) {
    begin(k, place, nullptr);
    for (const models::Measure measure : table_.measures) {
      values_.clear();
      for (const Trace& trace : runs_.traces) values_.push_back(trace.of(measure)[k * places_ + place]);
      add_value_cells(row_, Per::plan, values_);
    }
    sink_(row_);
  }

  void write_each(std::size_t k, std::size_t place) {
    for (std::size_t r = 0; r < runs_.traces.size(); ++r) {
      begin(k, place, &runs_.numbers[r]);
      for (const models::Measure measure : table_.measures)
        row_.emplace_back(runs_.traces[r].of(measure)[k * places_ + place]);
      sink_(row_);
    }
  }

  const MeasureTable& table_;
  const Layout& layout_;
  const PlanRuns& runs_;
  const RowSink& sink_;
  std::size_t places_ = 1;
  std::vector<Cell> row_;
  std::vector<double> values_;
};

}  // namespace

std::vector<MeasureTable> measure_tables(Per per) {
  std::vector<MeasureTable> tables;
  for (const MeasureEntry& measure : models::measure_catalogue()) {
    auto table = std::ranges::find(tables, measure.axes, &MeasureTable::axes);
    if (table == tables.end()) {
      table = tables.insert(tables.end(), {head_of(measure.axes), measure.axes, {}});
      add_place_columns(table->head.columns, measure.axes, per);
    }
    table->measures.push_back(measure.measure);
    add_value_columns(table->head.columns, per, column_of(measure));
  }
  return tables;
}

void write_rows(const MeasureTable& table, const Layout& layout, const PlanRuns& runs, Per per, const RowSink& sink) {
  MeasureRows(table, layout, runs, sink).write(per);
}

void add_value_columns(std::vector<Column>& columns, Per per, const Column& value) {
  columns.push_back(value);
  if (per == Per::replication) return;
  columns.back().name += "_mean";
  columns.back().meaning = "mean over the replications that have a value; " + value.meaning;
  for (const char* bound : {"_p5", "_p95"}) {
    columns.push_back(value);
    columns.back().name += bound;
    columns.back().meaning =
        fmt::format("{} % of the replications lie at or below it; see {}_mean", bound + 2, value.name);
  }
}

void add_value_cells(std::vector<Cell>& row, Per per, std::span<const double> values) {
  if (per == Per::replication) {
    row.emplace_back(values.front());
    return;
  }
  row.emplace_back(sim::interval_of_mean(values).mean);
  row.emplace_back(sim::quantile(values, 0.05));
  row.emplace_back(sim::quantile(values, 0.95));
}

}  // namespace casetide::output
