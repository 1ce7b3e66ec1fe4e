#include "output/result_frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <numeric>

#include "models/national_indicators.hpp"
#include "models/safeguard_names.hpp"
#include "output/file_parts.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

using sim::ExitCode;
using sim::OutputError;

constexpr const char* result_mark = "casetide result";
constexpr const char* shard_mark = "casetide shard";
constexpr const char* part_mark = "casetide part";
constexpr const char* price_year = "price_year";
constexpr const char* unit_of_draws = "as assumption_unit says";

struct AxisMeaning {
  models::Axis axis;
  const char* meaning;
};
constexpr std::array<AxisMeaning, axis_count> axis_meanings = {{
    {models::Axis::status, "status that a child holds"},
    {models::Axis::team, "team"},
    {models::Axis::component, "safeguard that is missing"},
    {models::Axis::cause, "why nothing happened"},
    {models::Axis::contract, "contract of staff"},
    {models::Axis::statistic, "statistic over full-time case holders"},
    {models::Axis::obligation, "obligation owed to a child"},
    {models::Axis::destination, "where leavers go, or why agency staff do"},
    {models::Axis::cost_line, "cost line"},
}};

/// Instants as days since the start of the period, which readers turn into dates.
void write_dates(Hdf5File& file, const std::string& name, const std::vector<sim::Instant>& instants,
                 const Layout& layout, const std::string& meaning) {
  const sim::Instant start = layout.samples.front();
  std::vector<double> days;
  days.reserve(instants.size());
  for (const sim::Instant at : instants) days.push_back(sim::in_days(at - start));
  file.write(name, std::span<const double>(days));
  describe(file, name, fmt::format("days since {} 00:00:00", sim::text(sim::date_of(start))), meaning);
  file.set_attribute(name, "calendar", "proleptic_gregorian");
}

void write_time(Hdf5File& file, const Layout& layout) {
  write_dates(file, "time", layout.samples, layout, "instant of the sample");
  file.make_scale("time");
  file.set_attribute("time", "standard_name", "time");
  file.set_attribute("time", "axis", "T");
}

void write_cost_lines(Hdf5File& file, const Layout& layout) {
  std::vector<std::string> kinds;
  std::vector<std::int32_t> placement;
  for (const CostLineTraits& line : layout.cost_lines) {
    kinds.emplace_back(cost_kind_names[static_cast<std::size_t>(line.kind)]);
    placement.push_back(line.placement ? 1 : 0);
  }
  write_companion(file, "cost_line", "kind", kinds, "cost, grant (income, negative) or memo (in no sum)");
  const std::string name = "cost_line_placement";
  file.write(name, std::span<const std::int32_t>(placement));
  describe(file, name, "1", "1: care itself, which is summed apart");
  file.attach_scale(name, "cost_line", 0);
  if (!layout.price_year.empty()) file.set_attribute("cost_line", price_year, layout.price_year);
}

void write_axes(Hdf5File& file, const Frame& frame) {
  write_text_axis(file, "plan", plan_entries(frame.identity), "improvement plan; the first is the baseline");
  write_number_axis(file, "replication",
                    std::vector<std::int32_t>(frame.replications.begin(), frame.replications.end()),
                    "number of the replication; equal numbers share their chances in every plan");
  write_time(file, frame.layout);
  for (const auto& [axis, meaning] : axis_meanings)
    write_text_axis(file, std::string(axis_name(axis)), frame.layout.of(axis), meaning);

  write_axis_companions(file, "plan", plan_entries(frame.identity));
  for (const models::Axis axis : all_axes)
    write_axis_companions(file, std::string(axis_name(axis)), frame.layout.of(axis));
  const std::vector<std::string> letters(models::component_letters.begin(), models::component_letters.end());
  write_companion(file, "component", "letter", letters, "letter of the component, as reports cite it");
  write_cost_lines(file, frame.layout);
}

void write_year_axis(Hdf5File& file, const Layout& layout) {
  write_text_axis(file, "year", year_entries(layout.years), "year of the national statistics, 1 April to 31 March");
  write_axis_companions(file, "year", year_entries(layout.years));
  std::vector<sim::Instant> last_days;
  for (const models::FinancialYear& year : layout.years) last_days.emplace_back(year.last_day());
  write_dates(file, "year_end", last_days, layout, "last day of the year");
  file.attach_scale("year_end", "year", 0);
}

void write_indicator_axis(Hdf5File& file, const Layout& layout) {
  write_text_axis(file, "indicator", layout.indicators, "yearly figure");
  write_axis_companions(file, "indicator", layout.indicators);
  write_companion(file, "indicator", "unit", layout.indicator_units, "unit of the indicator");
  std::vector<std::string> meanings;
  for (const models::IndicatorEntry& entry : models::indicator_catalogue()) meanings.emplace_back(entry.meaning);
  write_companion(file, "indicator", "meaning", meanings, "meaning of the indicator");
}

/// Numbers along an axis, with their unit.
void write_numbers(Hdf5File& file, const std::string& axis, const std::string& what, const std::vector<double>& values,
                   const std::string& units, const std::string& meaning) {
  const std::string name = axis + "_" + what;
  file.write(name, std::span<const double>(values));
  describe(file, name, units, meaning);
  file.attach_scale(name, axis, 0);
}

void write_assumption_axis(Hdf5File& file, const Layout& layout) {
  const std::string axis = "assumption";
  write_text_axis(file, axis, layout.assumptions, "assumption whose value is drawn");
  write_axis_companions(file, axis, layout.assumptions);
  std::vector<std::string> units, kinds;
  std::vector<double> low, high;
  for (const AssumptionTraits& traits : layout.assumption_traits) {
    units.push_back(traits.unit);
    kinds.emplace_back(draw_kind_names[static_cast<std::size_t>(traits.how)]);
    low.push_back(traits.low);
    high.push_back(traits.high);
  }
  write_companion(file, axis, "unit", units, "unit of the draw; empty for a plain number or a factor");
  write_companion(file, axis, "how", kinds,
                  "value: the draw itself; factor: the draw multiplies the value that stands");
  write_numbers(file, axis, "low", low, unit_of_draws, "lowest value that may be drawn");
  write_numbers(file, axis, "high", high, unit_of_draws, "highest value that may be drawn");
}

void describe_measure(Hdf5File& file, const models::MeasureEntry& measure) {
  const std::string name(measure.name);
  describe(file, name, std::string(measure.unit), std::string(measure.meaning));
  const bool flow = measure.kind == models::Kind::flow;
  file.set_attribute(name, "kind", flow ? "flow" : "level");
  file.set_attribute(name, "cell_methods", flow ? "time: sum" : "time: point");
}

void write_settling_axes(Hdf5File& file, const Layout& layout) {
  write_dates(file, "warm_up_time", layout.warm_up, layout, "instant of the sample, in the warm-up");
  file.make_scale("warm_up_time");
  AxisEntries series;
  for (const models::Measure measure : settling_measures) {
    series.names.emplace_back(models::measure_catalogue()[static_cast<std::size_t>(measure)].name);
    series.labels.push_back("sum of " + series.names.back());
  }
  write_text_axis(file, "settling_series", series, "level by which settling is judged, summed");
  write_axis_companions(file, "settling_series", series);
}

void create_array(Hdf5File& file, const ArrayEntry& array, const Frame& frame) {
  file.create_doubles(array.name, shape_of(array, frame), slab_of(array, 0, 0).count);
  if (array.measure)
    describe_measure(file, models::measure_catalogue()[static_cast<std::size_t>(*array.measure)]);
  else
    describe(file, array.name, array.unit, array.meaning);
  std::vector<std::string> scales = {"replication"};
  if (array.by_plan) scales.insert(scales.begin(), "plan");
  scales.insert(scales.end(), array.axes.begin(), array.axes.end());
  for (unsigned i = 0; i < scales.size(); ++i) file.attach_scale(array.name, scales[i], i);
}

const char* mark_of(Frame::Content content) {
  switch (content) {
    case Frame::Content::shard:
      return shard_mark;
    case Frame::Content::part:
      return part_mark;
    case Frame::Content::result:
      return result_mark;
  }
  throw sim::ModelError("a file of a kind that nobody knows");
}

void write_provenance(Hdf5File& file, const Frame& frame) {
  if (frame.content == Frame::Content::part) {
    file.set_attribute("/", "part", frame.part.number);
    file.set_attribute("/", "parts", frame.part.of);
  }
  write_origin(file, {mark_of(frame.content), schema_version, "run", "run_id", frame.identity.run_id()},
               frame.identity);
}

[[noreturn]] void refuse(const Hdf5File& file, const std::string& message) {
  throw OutputError(ExitCode::bad_input, fmt::format("{}: {}", file.path().string(), message));
}

constexpr std::array contents = {Frame::Content::shard, Frame::Content::part, Frame::Content::result};

Frame::Content check_readable(const Hdf5File& file) {
  if (!file.has_attribute("/", "format")) refuse(file, "not a result of Casetide");
  const std::string format = file.text_attribute("/", "format");
  if (format == event_log_mark)
    refuse(file, "an event log, not a result; casetide export FILE --csv FOLDER writes it as CSV");
  const auto content = std::ranges::find(contents, format, mark_of);
  if (content == contents.end()) refuse(file, "not a result of Casetide");
  if (!file.has_attribute("/", "complete") || file.unsigned_attribute("/", "complete") != 1)
    refuse(file, "not complete: the run that wrote it was stopped before its end; run it again with --resume");
  const std::uint64_t schema = file.unsigned_attribute("/", "schema_version");
  if (schema == schema_version) return *content;
  const char* advice = schema < schema_version ? "run its scenario again" : "use a newer casetide";
  refuse(file, fmt::format("has file version {}; this program reads version {}: {}", schema, schema_version, advice));
}

std::vector<PlanName> read_plans(const Hdf5File& file) {
  const std::vector<std::string> names = file.read_texts("plan");
  const std::vector<std::string> labels = file.read_texts("plan_label");
  if (names.empty() || names.size() != labels.size()) refuse(file, "damaged: plans and their labels do not match");
  std::vector<PlanName> plans;
  for (std::size_t i = 0; i < names.size(); ++i) plans.push_back({names[i], labels[i]});
  return plans;
}

RunIdentity read_identity(const Hdf5File& file) {
  RunIdentity run;
  run.title = file.text_attribute("/", "title");
  run.place = file.text_attribute("/", "place");
  run.software_version = file.text_attribute("/", "software_version");
  if (file.has_attribute("/", "source_revision")) run.source_revision = file.text_attribute("/", "source_revision");
  run.scenario_sha256 = file.text_attribute("/", "scenario_sha256");
  run.seed = file.unsigned_attribute("/", "master_seed");
  run.replications = static_cast<int>(file.unsigned_attribute("/", "replications"));
  run.plans = read_plans(file);
  run.resolved_text = file.read_text(scenario_text);
  return run;
}

AxisEntries read_entries(const Hdf5File& file, const std::string& axis) {
  AxisEntries entries{file.read_texts(axis), file.read_texts(axis + "_label")};
  if (entries.names.empty() || entries.names.size() != entries.labels.size())
    refuse(file, axis + ": damaged: names and labels do not match");
  return entries;
}

void read_cost_lines(const Hdf5File& file, Layout& layout) {
  const std::vector<std::string> kinds = file.read_texts("cost_line_kind");
  const std::vector<std::int32_t> placement = file.read_integers("cost_line_placement");
  const std::size_t lines = layout.of(models::Axis::cost_line).names.size();
  if (kinds.size() != lines || placement.size() != lines)
    refuse(file, "cost_line: damaged: names, kinds and placements do not match");
  for (std::size_t line = 0; line < lines; ++line) {
    const auto kind = std::ranges::find(cost_kind_names, kinds[line]);
    if (kind == cost_kind_names.end()) refuse(file, "cost_line_kind: no such kind as \"" + kinds[line] + "\"");
    layout.cost_lines.push_back({static_cast<models::CostKind>(kind - cost_kind_names.begin()), placement[line] != 0});
  }
  if (file.has_attribute("cost_line", price_year)) layout.price_year = file.text_attribute("cost_line", price_year);
}

/// Which years there are follows from the period; the file must say the same.
void read_yearly_axes(const Hdf5File& file, Layout& layout) {
  layout.years = years_within(layout.samples);
  if (layout.years.empty()) return;
  if (read_entries(file, "year") != year_entries(layout.years))
    refuse(file, "year: expected the years that lie wholly in the period");
  layout.indicators = read_entries(file, "indicator");
  layout.indicator_units = file.read_texts("indicator_unit");
  if (layout.indicator_units.size() != layout.indicators.names.size())
    refuse(file, "indicator: damaged: names and units do not match");
}

void read_assumptions(const Hdf5File& file, Layout& layout) {
  if (!file.has("assumption")) return;
  layout.assumptions = read_entries(file, "assumption");
  const std::size_t count = layout.assumptions.names.size();
  const std::vector<std::string> units = file.read_texts("assumption_unit");
  const std::vector<std::string> kinds = file.read_texts("assumption_how");
  const std::vector<double> low = file.read_doubles("assumption_low");
  const std::vector<double> high = file.read_doubles("assumption_high");
  if (units.size() != count || kinds.size() != count || low.size() != count || high.size() != count)
    refuse(file, "assumption: damaged: names and ranges do not match");
  for (std::size_t i = 0; i < count; ++i) {
    const auto kind = std::ranges::find(draw_kind_names, kinds[i]);
    if (kind == draw_kind_names.end()) refuse(file, "assumption_how: no such kind as \"" + kinds[i] + "\"");
    const auto how = static_cast<models::Assumption::How>(kind - draw_kind_names.begin());
    layout.assumption_traits.push_back({units[i], how, low[i], high[i]});
  }
}

/// Throws when the file says that it is a part which cannot be.
Part read_part(const Hdf5File& file) {
  const Part part{static_cast<int>(file.unsigned_attribute("/", "part")),
                  static_cast<int>(file.unsigned_attribute("/", "parts"))};
  if (part.number < 1 || part.number > part.of)
    refuse(file, fmt::format("damaged: no part can be number {} of {}", part.number, part.of));
  return part;
}

Layout read_layout(const Hdf5File& file) {
  Layout layout;
  const sim::Instant start = read_reference_instant(file, "time", "days");
  for (const double days : file.read_doubles("time"))
    layout.samples.push_back(start + sim::Minutes{std::llround(days * static_cast<double>(sim::one_day.count()))});
  if (file.has("warm_up_time"))
    for (const double days : file.read_doubles("warm_up_time"))
      layout.warm_up.push_back(start + sim::Minutes{std::llround(days * static_cast<double>(sim::one_day.count()))});
  if (layout.samples.empty()) refuse(file, "time: expected at least one sample");
  for (const models::Axis axis : all_axes)
    layout.axes[static_cast<std::size_t>(axis)] = read_entries(file, std::string(axis_name(axis)));
  read_cost_lines(file, layout);
  read_yearly_axes(file, layout);
  read_assumptions(file, layout);
  return layout;
}

}  // namespace

void write_frame(Hdf5File& file, const Frame& frame) {
  write_axes(file, frame);
  if (!frame.layout.years.empty()) {
    write_year_axis(file, frame.layout);
    write_indicator_axis(file, frame.layout);
  }
  if (!frame.layout.assumptions.names.empty()) write_assumption_axis(file, frame.layout);
  if (!frame.layout.warm_up.empty()) write_settling_axes(file, frame.layout);
  for (const ArrayEntry& array : arrays_of(frame.layout)) create_array(file, array, frame);
  write_provenance(file, frame);
}

Frame read_frame(const Hdf5File& file) {
  Frame frame;
  frame.content = check_readable(file);
  if (frame.content == Frame::Content::part) frame.part = read_part(file);
  frame.identity = read_identity(file);
  frame.layout = read_layout(file);
  frame.replications = file.read_integers("replication");
  if (frame.replications.empty()) refuse(file, "replication: expected at least one");
  return frame;
}

std::size_t ArrayEntry::row() const {
  return std::accumulate(sizes.begin(), sizes.end(), std::size_t{1}, std::multiplies<>());
}

const std::vector<double>& ArrayEntry::of(const Trace& trace) const {
  if (measure) return trace.of(*measure);
  return trace.*other;
}

std::vector<double>& ArrayEntry::of(Trace& trace) const {
  if (measure) return trace.of(*measure);
  return trace.*other;
}

std::vector<ArrayEntry> arrays_of(const Layout& layout) {
  std::vector<ArrayEntry> arrays;
  for (const models::MeasureEntry& measure : models::measure_catalogue()) {
    ArrayEntry array{.name = std::string(measure.name),
                     .axes = {"time"},
                     .sizes = {layout.samples.size()},
                     .measure = measure.measure};
    for (const models::Axis axis : measure.axes) array.axes.emplace_back(axis_name(axis));
    for (const std::size_t size : layout.sizes(measure)) array.sizes.push_back(size);
    arrays.push_back(std::move(array));
  }
  const std::size_t levels = settling_measures.size(), indicators = layout.indicators.names.size();
  const std::size_t assumptions = layout.assumptions.names.size();
  if (!layout.warm_up.empty())
    arrays.push_back({.name = "settling",
                      .axes = {"warm_up_time", "settling_series"},
                      .sizes = {layout.warm_up.size(), levels},
                      .other = &Trace::settling,
                      .unit = "as the measure of that name",
                      .meaning = "levels in the warm-up, by which settling is judged"});
  if (!layout.years.empty())
    arrays.push_back({.name = "indicators",
                      .axes = {"year", "indicator"},
                      .sizes = {layout.years.size(), indicators},
                      .other = &Trace::indicators,
                      .unit = "as indicator_unit says",
                      .meaning = "yearly figures as the national statistics define them"});
  if (assumptions > 0)
    arrays.push_back({.name = "assumption_draw",
                      .axes = {"assumption"},
                      .sizes = {assumptions},
                      .by_plan = false,
                      .other = &Trace::draws,
                      .unit = unit_of_draws,
                      .meaning = "value drawn for the assumption, the same under every plan"});
  return arrays;
}

Slab slab_of(const ArrayEntry& array, std::size_t plan, std::size_t replication) {
  Slab slab{{replication}, {1}};
  if (array.by_plan) slab = {{plan, replication}, {1, 1}};
  slab.start.resize(slab.start.size() + array.sizes.size(), 0);
  slab.count.insert(slab.count.end(), array.sizes.begin(), array.sizes.end());
  return slab;
}

Shape shape_of(const ArrayEntry& array, const Frame& frame) {
  Shape shape = slab_of(array, 0, 0).count;
  if (array.by_plan) shape[0] = frame.identity.plans.size();
  shape[array.by_plan ? 1 : 0] = frame.replications.size();
  return shape;
}

}  // namespace casetide::output
