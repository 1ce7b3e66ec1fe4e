#include "output/sweep_file.hpp"

#include <fmt/format.h>

#include <numeric>

#include "output/check_in_child.hpp"
#include "output/checksum.hpp"
#include "output/file_parts.hpp"
#include "output/whole_file.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

constexpr const char* part_mark = "casetide sweep part";
constexpr const char* sweep_mark = "casetide sweep";
constexpr unsigned seconds_for_a_part = 10;

// --- parts ----------------------------------------------------------------------------------------------------------

[[noreturn]] void refuse(const std::filesystem::path& path, const char* what) {
  throw sim::OutputError(sim::ExitCode::bad_input, path.string() + ": " + what);
}

std::vector<double> flat(const std::vector<HeadlineRow>& rows) {
  std::vector<double> values;
  for (const HeadlineRow& row : rows) values.insert(values.end(), row.begin(), row.end());
  return values;
}

std::vector<HeadlineRow> rows_of(const std::vector<double>& values) {
  std::vector<HeadlineRow> rows(values.size() / models::headline_count);
  for (std::size_t i = 0; i < rows.size() * models::headline_count; ++i)
    rows[i / models::headline_count][i % models::headline_count] = values[i];
  return rows;
}

/// A dataset has at least one value: the one of a marker stands before the others.
void write_numbers(Hdf5File& file, const std::string& name, std::vector<double> values) {
  values.insert(values.begin(), static_cast<double>(values.size()));
  file.write(name, std::span<const double>(values));
}

std::vector<double> read_numbers(const Hdf5File& file, const std::string& name) {
  std::vector<double> values = file.read_doubles(name);
  if (values.empty() || values.front() != static_cast<double>(values.size() - 1))
    refuse(file.path(), "not a part of this sweep");
  values.erase(values.begin());
  return values;
}

bool is_at(const Hdf5File& file, const SweepPlace& place) {
  return file.unsigned_attribute("/", "point") == place.point && file.unsigned_attribute("/", "plan") == place.plan &&
         file.unsigned_attribute("/", "replication") == static_cast<std::uint64_t>(place.replication);
}

// --- the file of a sweep --------------------------------------------------------------------------------------------

/// The axes on which the values of all headline measures stand.
struct Axes {
  std::vector<std::string> names;
  Shape sizes;
};

Axes axes_of(const SweepFrame& frame, bool by_year) {
  Axes axes;
  if (frame.is_grid)
    for (const SweepFactor& factor : frame.factors) {
      axes.names.push_back(factor.name);
      axes.sizes.push_back(factor.texts.size());
    }
  else
    axes = {{"point"}, {frame.points}};
  axes.names.insert(axes.names.end(), {"plan", "replication"});
  axes.sizes.insert(axes.sizes.end(), {frame.identity.plans.size(), std::uint64_t(frame.identity.replications)});
  if (!by_year) return axes;
  axes.names.emplace_back("year");
  axes.sizes.push_back(frame.years.size());
  return axes;
}

/// All of the array, or as much of its last axes as is not too large.
Shape chunk_of(Shape shape) {
  constexpr std::uint64_t most = 1 << 17;  // numbers: 1 MiB
  for (std::uint64_t& size : shape) {
    const auto all = std::accumulate(shape.begin(), shape.end(), std::uint64_t{1}, std::multiplies<>());
    if (all > most) size = 1;
  }
  return shape;
}

void write_factor(Hdf5File& file, const SweepFactor& factor, bool is_axis) {
  if (factor.numbers.empty())
    file.write(factor.name, std::span<const std::string>(factor.texts));
  else
    file.write(factor.name, std::span<const double>(factor.numbers));
  if (is_axis)
    file.make_scale(factor.name);
  else
    file.attach_scale(factor.name, "point", 0);
  if (factor.numbers.empty())
    file.set_attribute(factor.name, "long_name", factor.what);
  else
    describe(file, factor.name, factor.unit, factor.what);
}

void write_axes(Hdf5File& file, const SweepFrame& frame) {
  if (!frame.is_grid) write_number_axis(file, "point", places(frame.points), "point of the Latin hypercube");
  for (const SweepFactor& factor : frame.factors) write_factor(file, factor, frame.is_grid);
  const AxisEntries plans = plan_entries(frame.identity), years = year_entries(frame.years);
  write_text_axis(file, "plan", plans, "improvement plan");
  write_axis_companions(file, "plan", plans);
  write_number_axis(file, "replication", places(static_cast<std::size_t>(frame.identity.replications)),
                    "number of the replication; equal numbers share their chances at every point and in every plan");
  if (frame.years.empty()) return;
  write_text_axis(file, "year", years, "financial year, 1 April to 31 March");
  write_axis_companions(file, "year", years);
}

void write_array(Hdf5File& file, const std::string& name, const Axes& axes, const std::vector<double>& values) {
  file.create_doubles(name, axes.sizes, chunk_of(axes.sizes));
  file.write_slab(name, {Shape(axes.sizes.size(), 0), axes.sizes}, values);
  Checksum sum;
  sum.add_values(std::span<const double>(values));
  file.set_attribute(name, checksum_attribute, sum.hex());
  for (unsigned i = 0; i < axes.names.size(); ++i) file.attach_scale(name, axes.names[i], i);
}

void write_headline(Hdf5File& file, const SweepFrame& frame, const models::HeadlineEntry& entry,
                    const std::vector<JudgedReplication>& values) {
  const auto headline = static_cast<std::size_t>(entry.headline);
  const std::string name(entry.name);
  std::vector<double> whole, by_year;
  for (const JudgedReplication& replication : values) {
    if (replication.years.size() != frame.years.size())
      throw sim::ModelError("a point of a sweep whose financial years are not those of the scenario as written");
    whole.push_back(replication.whole_period[headline]);
    for (const HeadlineRow& year : replication.years) by_year.push_back(year[headline]);
  }
  write_array(file, name, axes_of(frame, false), whole);
  describe(file, name, std::string(entry.unit), std::string(entry.label) + ", over the whole period");
  if (frame.years.empty()) return;
  write_array(file, name + "_by_year", axes_of(frame, true), by_year);
  describe(file, name + "_by_year", std::string(entry.unit), std::string(entry.label) + ", by financial year");
}

void write_provenance(Hdf5File& file, const SweepFrame& frame) {
  write_origin(file, {sweep_mark, sweep_schema_version, "sweep", "sweep_id", frame.sweep_id()}, frame.identity);
  file.write_text("provenance/design", frame.design_text);
}

}  // namespace

std::string SweepFrame::sweep_id() const {
  Checksum sum;
  sum.add(fmt::format("{}|{}", identity.run_id(), design_text));
  for (const PlanName& plan : identity.plans) sum.add("|" + plan.name);
  return sum.hex();
}

void write_sweep_part(const std::filesystem::path& path, const std::string& sweep_id, const SweepPlace& place,
                      const JudgedReplication& values) {
  write_whole_file(path, [&](Hdf5File& file) {
    file.set_attribute("/", "format", part_mark);
    file.set_attribute("/", "sweep_id", sweep_id);
    file.set_attribute("/", "point", std::uint64_t{place.point});
    file.set_attribute("/", "plan", std::uint64_t{place.plan});
    file.set_attribute("/", "replication", static_cast<std::uint64_t>(place.replication));
    write_numbers(file, "whole_period", flat({values.whole_period}));
    write_numbers(file, "years", flat(values.years));
    write_numbers(file, "indicators", values.indicators);
  });
}

JudgedReplication read_sweep_part(const std::filesystem::path& path, const std::string& sweep_id,
                                  const SweepPlace& place) {
  const Hdf5File file = Hdf5File::open(path);
  if (!file.has_attribute("/", "complete") || file.text_attribute("/", "format") != part_mark ||
      file.text_attribute("/", "sweep_id") != sweep_id || !is_at(file, place))
    refuse(path, "not a part of this sweep");
  const std::vector<HeadlineRow> whole = rows_of(read_numbers(file, "whole_period"));
  if (whole.size() != 1) refuse(path, "not a part of this sweep");
  JudgedReplication values;
  values.whole_period = whole.front();
  values.years = rows_of(read_numbers(file, "years"));
  values.indicators = read_numbers(file, "indicators");
  return values;
}

bool sweep_part_is_usable(const std::filesystem::path& path, const std::string& sweep_id, const SweepPlace& place) {
  try {
    check_in_child(path, seconds_for_a_part, [&] { read_sweep_part(path, sweep_id, place); });
  } catch (const sim::OutputError& error) {
    if (error.code() == sim::ExitCode::internal_error) throw;
    return false;
  }
  return true;
}

void write_sweep(const std::filesystem::path& target, const SweepFrame& frame,
                 const std::vector<JudgedReplication>& values) {
  write_whole_file(target, [&](Hdf5File& file) {
    write_axes(file, frame);
    for (const models::HeadlineEntry& entry : models::headline_catalogue()) write_headline(file, frame, entry, values);
    write_provenance(file, frame);
  });
}

}  // namespace casetide::output
