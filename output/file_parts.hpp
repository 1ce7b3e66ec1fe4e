// What all files of Casetide have in common: axes with their words, attributes of a value, and where a run comes from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/financial_year.hpp"
#include "output/hdf5_file.hpp"
#include "output/identity.hpp"
#include "output/layout.hpp"
#include "sim/time.hpp"

namespace casetide::output {

/// `units` empty: a plain number.
void describe(Hdf5File& file, const std::string& name, const std::string& units, const std::string& meaning);

/// An axis of names, to which arrays may be attached.
void write_text_axis(Hdf5File& file, const std::string& name, const AxisEntries& entries, const std::string& meaning);
/// A text for each entry of an axis: the dataset `axis`_`what`.
void write_companion(Hdf5File& file, const std::string& axis, const std::string& what,
                     const std::vector<std::string>& texts, const std::string& meaning);
/// What goes with a text axis: labels for people, and integer codes for programs that read no text.
void write_axis_companions(Hdf5File& file, const std::string& name, const AxisEntries& entries);

/// What tells programs that read no text, of numbers that stand for entries, which they stand for.
void write_flags(Hdf5File& file, const std::string& name, const AxisEntries& entries);

/// An axis of whole numbers.
void write_number_axis(Hdf5File& file, const std::string& name, const std::vector<std::int32_t>& numbers,
                       const std::string& meaning);

/// 0, 1, 2 ...
std::vector<std::int32_t> places(std::size_t count);

AxisEntries plan_entries(const RunIdentity& run);
AxisEntries year_entries(const std::vector<models::FinancialYear>& years);

/// What a file is and which run it holds: root attributes, and the text of the scenario.
struct FileOrigin {
  std::string format;  // "casetide result"
  int schema_version = 0;
  std::string verb;  // that wrote it
  std::string id_name, id;
};
void write_origin(Hdf5File& file, const FileOrigin& origin, const RunIdentity& run);

/// The instant from which the instants in a dataset count, in whole `units`, as its attribute says: "days since
/// 2016-04-01 00:00:00". Throws sim::OutputError (bad_input).
sim::Instant read_reference_instant(const Hdf5File& file, const std::string& name, const std::string& units);

inline constexpr const char* scenario_text = "provenance/scenario";

/// The format of event logs, which readers of results know to tell what they were given.
inline constexpr const char* event_log_mark = "casetide events";

}  // namespace casetide::output
