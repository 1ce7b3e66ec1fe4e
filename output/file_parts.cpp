#include "output/file_parts.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <numeric>
#include <span>

#include "models/safeguard_names.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace

void describe(Hdf5File& file, const std::string& name, const std::string& units, const std::string& meaning) {
  file.set_attribute(name, "units", units.empty() ? "1" : units);
  file.set_attribute(name, "long_name", meaning);
}

void write_text_axis(Hdf5File& file, const std::string& name, const AxisEntries& entries, const std::string& meaning) {
  file.write(name, std::span<const std::string>(entries.names));
  file.make_scale(name);
  file.set_attribute(name, "long_name", meaning);
}

void write_companion(Hdf5File& file, const std::string& axis, const std::string& what,
                     const std::vector<std::string>& texts, const std::string& meaning) {
  const std::string name = axis + "_" + what;
  file.write(name, std::span<const std::string>(texts));
  file.set_attribute(name, "long_name", meaning);
  file.attach_scale(name, axis, 0);
}

void write_axis_companions(Hdf5File& file, const std::string& name, const AxisEntries& entries) {
  write_companion(file, name, "label", entries.labels, name + ", in words");
  const std::vector<std::int32_t> codes = places(entries.names.size());
  file.write(name + "_code", std::span<const std::int32_t>(codes));
  describe(file, name + "_code", "1", name + ", as a number");
  write_flags(file, name + "_code", entries);
  file.attach_scale(name + "_code", name, 0);
}

void write_flags(Hdf5File& file, const std::string& name, const AxisEntries& entries) {
  const std::vector<std::int32_t> codes = places(entries.names.size());
  file.set_attribute(name, "flag_values", std::vector<int>(codes.begin(), codes.end()));
  file.set_attribute(name, "flag_meanings", joined(entries.names));
}

void write_number_axis(Hdf5File& file, const std::string& name, const std::vector<std::int32_t>& numbers,
                       const std::string& meaning) {
  file.write(name, std::span<const std::int32_t>(numbers));
  file.make_scale(name);
  describe(file, name, "1", meaning);
}

std::vector<std::int32_t> places(std::size_t count) {
  std::vector<std::int32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

AxisEntries plan_entries(const RunIdentity& run) {
  AxisEntries entries;
  for (const PlanName& plan : run.plans) {
    entries.names.push_back(plan.name);
    entries.labels.push_back(plan.label);
  }
  return entries;
}

AxisEntries year_entries(const std::vector<models::FinancialYear>& years) {
  AxisEntries entries;
  for (const models::FinancialYear& year : years) {
    entries.names.push_back(year.name());
    entries.labels.push_back(year.label());
  }
  return entries;
}

void write_origin(Hdf5File& file, const FileOrigin& origin, const RunIdentity& run) {
  auto put = [&file](const std::string& name, const AttributeValue& value) { file.set_attribute("/", name, value); };
  put("Conventions", "CF-1.10");
  put("title", run.title);
  put("place", run.place);
  put("institution", "simulated by Casetide: no records of any institution");
  put("history", fmt::format("casetide {} {}", run.software_version, origin.verb));
  put("format", origin.format);
  put("schema_version", origin.schema_version);
  put(origin.id_name, origin.id);
  put("software_version", run.software_version);
  if (run.source_revision) put("source_revision", *run.source_revision);
  put("scenario_sha256", run.scenario_sha256);
  put("master_seed", run.seed);
  put("replications", run.replications);
  put("generator", "philox4x32-10");
  put("time_at_risk_note", std::string(models::guard_sentence));
  file.create_group("provenance");
  file.write_text(scenario_text, run.resolved_text);
  file.set_attribute(scenario_text, "long_name", "the whole scenario, as YAML that runs by itself");
}

sim::Instant read_reference_instant(const Hdf5File& file, const std::string& name, const std::string& units) {
  const std::string found = file.text_attribute(name, "units");
  const auto refuse = [&](const char* what) {
    throw sim::OutputError(sim::ExitCode::bad_input,
                           fmt::format("{}: {}: {} \"{}\"", file.path().string(), name, what, found));
  };
  int year = 0;
  unsigned month = 0, day = 0;
  const std::string before = units + " since ";
  if (!found.starts_with(before) || std::sscanf(found.c_str() + before.size(), "%d-%u-%u", &year, &month, &day) != 3)
    refuse(("expected " + before + "a date, found").c_str());
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) refuse("no such date in");
  return sim::Instant{sim::Date{date}};
}

}  // namespace casetide::output
