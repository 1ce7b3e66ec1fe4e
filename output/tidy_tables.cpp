#include "output/tidy_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "output/comparison.hpp"
#include "sim/intervals.hpp"

namespace casetide::output {

namespace {

using models::Measure;

Column text_column(const char* name, const char* meaning) { return {name, ColumnKind::text, "", meaning}; }
Column date_column(const char* name, const char* meaning) { return {name, ColumnKind::date, "", meaning}; }
Column number_column(const char* name, const char* meaning) { return {name, ColumnKind::number, "", meaning}; }

/// By models::Evidence.
constexpr std::array<const char*, 3> evidence_names = {"published", "local", "assumed"};

Column plan_column() { return text_column("plan", "name of the plan, as in plans"); }
Column value_column() { return number_column("value", "in the unit that the row names"); }

std::vector<Column> with_values(std::vector<Column> columns, Per per, const Column& value) {
  if (per == Per::replication)
    columns.insert(columns.begin() + 1,
                   {"replication", ColumnKind::whole, "", "its number; equal numbers share their chances"});
  add_value_columns(columns, per, value);
  return columns;
}

/// A title names the unit of its figures behind a colon.
std::string unit_in(const std::string& title) {
  const std::size_t colon = title.find(": ");
  return colon == std::string::npos ? std::string() : title.substr(colon + 2);
}

std::string unit_of(const FigureGroup& group, const Figure& figure, const Layout& layout) {
  const auto indicator = std::ranges::find(layout.indicators.names, figure.key);
  if ((group.key == "national" || group.key == "spells") && indicator != layout.indicators.names.end())
    return layout.indicator_units[static_cast<std::size_t>(indicator - layout.indicators.names.begin())];
  return unit_in(group.title);
}

sim::Date last_day(const Stretch& stretch) { return stretch.until - std::chrono::days{1}; }

std::vector<Stretch> month_stretches(const Layout& layout) {
  std::vector<Stretch> stretches;
  for (const sim::Date first : months_of(layout)) {
    const std::chrono::year_month_day day{first};
    const sim::Date until{day.year() / day.month() / 1 + std::chrono::months{1}};
    stretches.push_back({"month", "", first, until, static_cast<double>((until - first).count()) / sim::days_a_year});
  }
  return stretches;
}

std::vector<double> values_of(const std::vector<FigureGroup>& groups) {
  std::vector<double> values;
  for (const FigureGroup& group : groups)
    for (const Figure& figure : group.figures) values.push_back(figure.value);
  return values;
}

/// [year, cost line], pounds.
std::vector<double> costs_of(const Trace& trace, const Layout& layout) {
  std::vector<double> pounds;
  for (const Stretch& year : year_stretches(layout)) {
    const Reading reading(trace, layout, year);
    for (std::size_t line = 0; line < layout.cost_lines.size(); ++line)
      pounds.push_back(reading.total(Measure::cost, line));
  }
  return pounds;
}

TableHead summary_head() {
  return {"summary",
          "Every figure that plans are compared by, with 90 % intervals of the means and of the paired differences",
          {plan_column(),
           text_column("period", "whole_period or last_financial_year"),
           date_column("from", "first day of the period"),
           date_column("to", "last day of the period"),
           text_column("group", "what the figures of a group have in common, and their unit"),
           text_column("figure", "name for programs"),
           text_column("label", "name for people"),
           text_column("unit", "of mean, low, high and the differences"),
           number_column("mean", "mean over the replications that have the figure"),
           number_column("low", "lower end of the 90 % Student-t interval of the mean"),
           number_column("high", "upper end of it"),
           {"replications", ColumnKind::whole, "", "that have the figure"},
           text_column("baseline", "name of the plan that the differences are from"),
           number_column("difference", "mean of the differences from the baseline, replication by replication"),
           number_column("difference_low", "lower end of its 90 % Student-t interval"),
           number_column("difference_high", "upper end of it"),
           text_column("told_apart", "yes: the interval of the difference leaves out zero; empty for the baseline")}};
}

}  // namespace

ExportedResult::ExportedResult(RunIdentity identity, Layout layout, std::vector<int> numbers)
    : identity_(std::move(identity)),
      layout_(std::move(layout)),
      numbers_(std::move(numbers)),
      stretches_(stretches_of(layout_)),
      months_(month_stretches(layout_)) {}

void ExportedResult::add(const PlanRuns& runs) {
  std::vector<Replication>& plan = plans_.emplace_back();
  for (const Trace& trace : runs.traces) {
    Replication replication;
    for (const Stretch& stretch : stretches_) {
      std::vector<FigureGroup> groups = figures(trace, layout_, stretch, ComparisonOptions{}.obligations);
      replication.figures.push_back(values_of(groups));
      if (shapes_.size() < stretches_.size()) shapes_.push_back(std::move(groups));
    }
    for (const Stretch& month : months_) replication.months.push_back(headline_row(trace, layout_, month));
    replication.indicators = trace.indicators;
    replication.costs = costs_of(trace, layout_);
    replication.draws = trace.draws;
    plan.push_back(std::move(replication));
  }
}

std::vector<double> ExportedResult::values(std::size_t plan, const ValueOf& value) const {
  std::vector<double> values;
  for (const Replication& replication : plans_[plan]) values.push_back(value(replication));
  return values;
}

void ExportedResult::add_rows(TidyTable& table, Per per, const std::vector<Cell>& before, std::size_t plan,
                              const ValueOf& value) const {
  const std::vector<double> found = values(plan, value);
  const std::size_t rows = per == Per::plan ? 1 : found.size();
  for (std::size_t r = 0; r < rows; ++r) {
    std::vector<Cell>& row = table.rows.emplace_back();
    row.emplace_back(identity_.plans[plan].name);
    if (per == Per::replication) row.emplace_back(std::int64_t{numbers_[r]});
    row.insert(row.end(), before.begin(), before.end());
    add_value_cells(row, per, per == Per::plan ? std::span<const double>(found) : std::span(found).subspan(r, 1));
  }
}

bool ExportedResult::is_any(std::size_t stretch, std::size_t figure) const {
  return std::ranges::any_of(plans_, [&](const std::vector<Replication>& plan) {
    return std::ranges::any_of(plan, [&](const Replication& r) { return r.figures[stretch][figure] != 0; });
  });
}

TidyTable ExportedResult::summary(std::size_t baseline) const {
  TidyTable table{summary_head(), {}};
  for (std::size_t stretch = 0; stretch < stretches_.size(); ++stretch) add_summary_rows(table, stretch, baseline);
  return table;
}

void ExportedResult::add_summary_rows(TidyTable& table, std::size_t stretch, std::size_t baseline) const {
  std::size_t place = 0;
  for (const FigureGroup& group : shapes_[stretch])
    for (const Figure& figure : group.figures) {
      const std::size_t at = place++;
      if (figure.only_if_any && !is_any(stretch, at)) continue;
      const ValueOf value = [&](const Replication& replication) { return replication.figures[stretch][at]; };
      const std::vector<double> of_baseline = values(baseline, value);
      for (std::size_t plan = 0; plan < plans_.size(); ++plan) {
        std::vector<double> found = values(plan, value);
        const sim::Interval mean = sim::interval_of_mean(found);
        for (std::size_t r = 0; r < found.size(); ++r) found[r] -= of_baseline[r];
        const sim::Interval difference = sim::interval_of_mean(found);
        const char* told = plan == baseline ? "" : difference.excludes_zero() ? "yes" : "no";
        table.rows.push_back({identity_.plans[plan].name, stretches_[stretch].key, stretches_[stretch].from,
                              last_day(stretches_[stretch]), group.title, figure.key, figure.label,
                              unit_of(group, figure, layout_), mean.mean, mean.low, mean.high, std::int64_t{mean.count},
                              identity_.plans[baseline].name, difference.mean, difference.low, difference.high,
                              std::string(told)});
      }
    }
}

TidyTable ExportedResult::indicators(Per per) const {
  TidyTable table{{"indicators", "Yearly figures by national definitions: what the statistics publish of an authority",
                   with_values({plan_column(), date_column("year_ending", "31 March; figures of staff: 30 September"),
                                text_column("indicator", "name for programs; FORMAT.md says what each one counts"),
                                text_column("label", "name for people"), text_column("unit", "of the value")},
                               per, value_column())},
                  {}};
  const std::size_t indicators = layout_.indicators.names.size();
  for (std::size_t plan = 0; plan < plans_.size(); ++plan)
    for (std::size_t year = 0; year < layout_.years.size(); ++year)
      for (std::size_t i = 0; i < indicators; ++i)
        add_rows(table, per,
                 {layout_.years[year].last_day(), layout_.indicators.names[i], layout_.indicators.labels[i],
                  layout_.indicator_units[i]},
                 plan, [&](const Replication& r) { return r.indicators[year * indicators + i]; });
  return table;
}

bool ExportedResult::has_months(std::size_t headline) const {
  return std::ranges::any_of(plans_, [&](const std::vector<Replication>& plan) {
    return std::ranges::any_of(plan, [&](const Replication& replication) {
      return std::ranges::any_of(replication.months,
                                 [&](const HeadlineRow& row) { return !std::isnan(row[headline]); });
    });
  });
}

TidyTable ExportedResult::months(Per per) const {
  TidyTable table{
      {"months", "Headline measures in each calendar month",
       with_values({plan_column(), date_column("month", "its first day"), text_column("measure", "name for programs"),
                    text_column("label", "name for people"), text_column("unit", "of the value")},
                   per, value_column())},
      {}};
  for (const models::HeadlineEntry& entry : models::headline_catalogue()) {
    const auto headline = static_cast<std::size_t>(entry.headline);
    if (!has_months(headline)) continue;
    for (std::size_t plan = 0; plan < plans_.size(); ++plan)
      for (std::size_t month = 0; month < months_.size(); ++month)
        add_rows(table, per,
                 {months_[month].from, std::string(entry.name), std::string(entry.label), std::string(entry.unit)},
                 plan, [&](const Replication& replication) { return replication.months[month][headline]; });
  }
  return table;
}

bool ExportedResult::is_any_cost(std::size_t line) const {
  const std::size_t lines = layout_.cost_lines.size();
  return std::ranges::any_of(plans_, [&](const std::vector<Replication>& plan) {
    return std::ranges::any_of(plan, [&](const Replication& replication) {
      for (std::size_t at = line; at < replication.costs.size(); at += lines)
        if (replication.costs[at] != 0) return true;
      return false;
    });
  });
}

TidyTable ExportedResult::costs_by_year(Per per) const {
  const std::string prices = layout_.price_year.empty() ? "" : " of " + layout_.price_year;
  Column pounds{"pounds", ColumnKind::number, "GBP", "pounds" + prices + " in the year; grants are negative", 0};
  TidyTable table{{"costs_by_year", "What each cost line comes to in each financial year",
                   with_values({plan_column(), date_column("year_ending", "31 March"),
                                text_column("cost_line", "name for programs"), text_column("label", "name for people"),
                                text_column("kind", "cost, grant, or memo: beside the others and in no sum"),
                                text_column("placement", "yes: care itself, which is summed apart")},
                               per, pounds)},
                  {}};
  const std::size_t lines = layout_.cost_lines.size();
  const AxisEntries& entries = layout_.of(models::Axis::cost_line);
  for (std::size_t plan = 0; plan < plans_.size(); ++plan)
    for (std::size_t year = 0; year < layout_.years.size(); ++year)
      for (std::size_t line = 0; line < lines; ++line) {
        if (!is_any_cost(line)) continue;
        const CostLineTraits& traits = layout_.cost_lines[line];
        add_rows(table, per,
                 {layout_.years[year].last_day(), entries.names[line], entries.labels[line],
                  std::string(cost_kind_names[static_cast<std::size_t>(traits.kind)]),
                  std::string(traits.placement ? "yes" : "no")},
                 plan, [&](const Replication& replication) { return replication.costs[year * lines + line]; });
      }
  return table;
}

TidyTable ExportedResult::draws() const {
  TidyTable table{{"draws",
                   "What each replication drew for the assumptions, the same under every plan",
                   {{"replication", ColumnKind::whole, "", "its number"},
                    text_column("assumption", "its name, as in assumptions"),
                    text_column("label", "name for people"),
                    text_column("how", "value: the value itself; factor: it multiplies the value that stands"),
                    number_column("value", "in the unit that the row names"),
                    text_column("unit", "of the value")}},
                  {}};
  for (std::size_t r = 0; r < numbers_.size(); ++r)
    for (std::size_t i = 0; i < plans_.front()[r].draws.size(); ++i)
      table.rows.push_back({std::int64_t{numbers_[r]}, layout_.assumptions.names[i], layout_.assumptions.labels[i],
                            std::string(draw_kind_names[static_cast<std::size_t>(layout_.assumption_traits[i].how)]),
                            plans_.front()[r].draws[i], layout_.assumption_traits[i].unit});
  return table;
}

TidyTable plans_table(const RunIdentity& identity, const models::Scenario* scenario) {
  TidyTable table{{"plans",
                   "The plans that were compared",
                   {text_column("plan", "name, as in all other tables"), text_column("label", "name for people"),
                    text_column("description", "what the scenario says of it")}},
                  {}};
  for (const PlanName& plan : identity.plans) {
    std::string description;
    if (scenario != nullptr)
      for (const models::Plan& described : scenario->plans)
        if (described.name == plan.name) description = described.description;
    table.rows.push_back({plan.name, plan.label, description});
  }
  return table;
}

TidyTable targets_table(const RunIdentity& identity, const std::vector<JudgedTarget>& targets) {
  constexpr double percent = 100;
  TidyTable table{{"targets",
                   "How often each plan meets each target in each financial year; a target is no grade",
                   {plan_column(),
                    text_column("target", "its name"),
                    text_column("label", "name for people"),
                    text_column("what", "has to be reached"),
                    date_column("year_ending", "31 March"),
                    text_column("own_year", "yes: the year for which the target is set"),
                    {"met", ColumnKind::whole, "", "replications that meet it"},
                    {"replications", ColumnKind::whole, "", "of so many"},
                    {"share", ColumnKind::number, "%", "met of replications"},
                    {"low", ColumnKind::number, "%", "lower end of Wilson's 90 % interval of the share"},
                    {"high", ColumnKind::number, "%", "upper end of it"}}},
                  {}};
  for (const JudgedTarget& target : targets)
    for (std::size_t year = 0; year < target.years.size(); ++year)
      for (std::size_t plan = 0; plan < identity.plans.size(); ++plan) {
        const TargetChance& chance = target.chances[year][plan];
        table.rows.push_back({identity.plans[plan].name, target.name, target.label, target.what,
                              sim::Date{std::chrono::year{target.years[year]} / std::chrono::March / 31},
                              std::string(target.years[year] == target.by ? "yes" : "no"), std::int64_t{chance.met},
                              std::int64_t{chance.of}, percent * chance.share.mean, percent * chance.share.low,
                              percent * chance.share.high});
      }
  return table;
}

TidyTable assumptions_table(const models::Scenario* scenario) {
  TidyTable table{{"assumptions",
                   "Values that nobody knows for certain, and their ranges",
                   {text_column("assumption", "its name"), text_column("label", "name for people"),
                    text_column("what", "where it stands in the scenario"),
                    text_column("how", "value: the draw is the value itself; factor: it multiplies the value there"),
                    number_column("low", "lower end of the range"),
                    number_column("likely", "most likely value; empty where all are alike"),
                    number_column("high", "upper end of the range"), text_column("unit", "of low, likely and high"),
                    text_column("status", "published, local or assumed"), text_column("source", "where it comes from"),
                    text_column("drawn", "yes: every replication draws it; no: it keeps its written value")}},
                  {}};
  if (scenario == nullptr) return table;
  for (const models::Assumption& assumption : scenario->assumptions) {
    const auto* triangular = std::get_if<sim::Triangular>(&assumption.range.shape());
    const bool is_factor = assumption.how == models::Assumption::How::factor;
    table.rows.push_back({assumption.name, assumption.label, fmt::format("{}", fmt::join(assumption.what, "; ")),
                          std::string(is_factor ? "factor" : "value"), assumption.low(),
                          triangular ? triangular->mode : no_value, assumption.high(), assumption.unit,
                          std::string(evidence_names[static_cast<std::size_t>(assumption.evidence)]), assumption.source,
                          std::string(scenario->draws_assumptions ? "yes" : "no")});
  }
  return table;
}

}  // namespace casetide::output
