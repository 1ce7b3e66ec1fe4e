// Files of a sweep: a part for each replication at a point of the design, and the file that holds them all.
// Layout and contract: FORMAT.md. Errors are sim::OutputError, with the exit code that fits.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "output/headline_values.hpp"
#include "output/identity.hpp"

namespace casetide::output {

inline constexpr int sweep_schema_version = 2;

/// A value of the scenario that the design varies.
struct SweepFactor {
  std::string name;                // of its axis
  std::string what;                // where the value stands in the scenario
  std::string unit;                // of its numbers; empty for plain ones
  std::vector<double> numbers;     // along its axis, or by point; empty where some value is a word
  std::vector<std::string> texts;  // the same as the scenario has them
};

/// Everything in the file of a sweep but its values.
struct SweepFrame {
  bool is_grid = true;  // the factors are axes; otherwise `point` is one, and each factor is a coordinate along it
  std::vector<SweepFactor> factors;
  std::size_t points = 0;
  std::string design_text;
  RunIdentity identity;                      // of the scenario as written, with the plans that are run
  std::vector<models::FinancialYear> years;  // that lie wholly in the period

  /// 16 hexadecimal digits from the run and the design. The same sweep has the same id anywhere.
  std::string sweep_id() const;
};

/// One replication of one plan at one point, by their places.
struct SweepPlace {
  std::size_t point = 0;
  std::size_t plan = 0;
  int replication = 0;  // its number, which is its place
};

/// What a part holds of a JudgedReplication: values of the whole period and of the years, and the yearly figures.
void write_sweep_part(const std::filesystem::path& path, const std::string& sweep_id, const SweepPlace& place,
                      const JudgedReplication& values);

/// Whether the file is a whole, undamaged part of this sweep and place. Looks in a child process; never throws for a
/// bad file.
bool sweep_part_is_usable(const std::filesystem::path& path, const std::string& sweep_id, const SweepPlace& place);

/// Throws where it is not what sweep_part_is_usable() wants.
JudgedReplication read_sweep_part(const std::filesystem::path& path, const std::string& sweep_id,
                                  const SweepPlace& place);

/// `values` by point, then plan, then replication.
void write_sweep(const std::filesystem::path& target, const SweepFrame& frame,
                 const std::vector<JudgedReplication>& values);

}  // namespace casetide::output
