// Designs of many runs: which values of a scenario are varied, and how; and the search for the smallest that is enough.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace casetide::scenarios {

/// A number as a scenario has it, with what is written behind it: `4%`, `18`, `3 hours`.
struct Amount {
  double number = 0;
  std::string unit;  // "%", "hours"; empty for a plain number

  /// As YAML; decimals up to the tenth digit.
  std::string text() const;
  friend bool operator==(const Amount&, const Amount&) = default;
};

/// None where `text` is no plain decimal with, perhaps, a unit behind it.
std::optional<Amount> amount_in(const std::string& text);

/// A value of the scenario that a design varies.
struct Factor {
  std::string name;                 // of its axis
  std::string what;                 // a path, as `staffing.hiring.success`
  std::vector<std::string> values;  // as YAML, those of a grid; none where there is a range
  Amount low, high;                 // ends of a range
  double step = 0;                  // of a range: its values are low, low + step ...; 0: any
  /// The unit of all its values, where they are amounts of one unit; none where one of them is a word.
  std::optional<std::string> unit() const;
};

/// One value of each factor, as YAML.
using DesignPoint = std::vector<std::string>;

struct Design {
  enum class Kind : std::uint8_t {
    grid,             // every value of each factor with every value of all others
    latin_hypercube,  // few points that fill the ranges
  };
  std::string text;                 // of the file
  std::filesystem::path scenario;   // as it is to be opened
  std::vector<std::string> plans;   // empty: all
  std::optional<int> replications;  // none: as many as the scenario says
  Kind kind = Kind::grid;
  std::vector<Factor> factors;  // at least one
  std::size_t points = 0;       // of a Latin hypercube

  /// A grid row-major over its factors; a hypercube as the seed has it.
  std::vector<DesignPoint> all_points(std::uint64_t seed) const;
};

/// The smallest value with which a plan meets a target often enough.
struct SearchDesign {
  std::string text;
  std::filesystem::path scenario;
  std::string plan;
  Factor smallest;               // a range with a step
  std::optional<Factor> beside;  // given values: the smallest for each of them
  std::string target;            // a name among the scenario's targets
  double chance = 0;             // share of the replications that must meet it, above 0
  std::optional<int> replications;
};

/// Throw sim::OutputError (ExitCode::file_missing) when there is no such file, and sim::ScenarioError with every
/// problem of the design itself; the scenario that it names is not read.
Design read_design(const std::filesystem::path& path);
SearchDesign read_search(const std::filesystem::path& path);

}  // namespace casetide::scenarios
