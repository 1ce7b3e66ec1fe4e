// What the numbers of a scenario rest on, as its files say it: what an assumption register is made of. A run never
// looks at it.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/assumptions.hpp"

namespace casetide::models {

/// A number, or several that stand together in one file. Files are named from the folder of the scenario.
struct StatedValue {
  std::string words;  // "per year 13.5%"
  std::string file;
};

/// What another file says of the same table, where some of its values stand in that file.
struct StatedElsewhere {
  std::string file;
  Evidence evidence = Evidence::assumed;
  std::string source;
};

/// A table of the scenario that says what its numbers rest on. What a table within it says for itself is left out.
struct EvidenceStatement {
  std::string path;  // `staffing.leaving`
  std::string file;  // where `status` stands
  Evidence evidence = Evidence::assumed;
  std::string source, note;  // may be empty
  std::string meaning;       // of the table, as the language has it
  std::vector<StatedValue> values;
  std::vector<StatedElsewhere> elsewhere;
  std::size_t amounts = 0;            // numbers and distributions among the values
  std::size_t drawn = 0;              // of them, those that are drawn from a range
  std::vector<std::size_t> drawn_by;  // places in EvidenceRegister::ranges
};

/// A range from which each replication draws.
struct DrawnRange {
  std::string name, label;
  std::vector<std::string> what;  // paths of the values
  std::string words;              // "4% to 12%, most likely 6.5%"
  bool is_fitted = false;         // the range is where a fit looks: what it has found stands with the assumption
  Evidence evidence = Evidence::assumed;
  std::string source;
};

/// A number for which the scenario says nothing of the kind.
struct UnstatedValue {
  std::string path, words, file;
};

struct EvidenceRegister {
  std::string file;  // of the scenario
  // All in the order of the scenario.
  std::vector<EvidenceStatement> statements;
  std::vector<DrawnRange> ranges;
  std::vector<UnstatedValue> unstated;
  std::map<std::string, std::string> keys;  // `staffing.leaving.per_year`: of each key in a statement, its meaning
};

/// Is the path this place, or one inside it?
inline bool leads_into(std::string_view path, std::string_view place) {
  if (!path.starts_with(place)) return false;
  return path.size() == place.size() || path[place.size()] == '.' || path[place.size()] == '[';
}

}  // namespace casetide::models
