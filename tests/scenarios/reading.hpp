// What the tests of the reader share: reading text, and the problems it has.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

#include "scenarios/reader/yaml_gate.hpp"
#include "sim/errors.hpp"
#include "sim/time.hpp"
#include "tests/support/folder.hpp"

namespace casetide::scenarios {

inline std::string source_path(const std::string& below) { return std::string(CASETIDE_SOURCE_DIR) + "/" + below; }

/// Of a file of the project.
inline std::string content(const std::string& below) { return casetide::testing::bytes_of(source_path(below)); }

/// "line:column: message" of each problem that `action` throws; empty when it throws none.
template <typename Action>
std::vector<std::string> problems_of(Action action) {
  std::vector<std::string> texts;
  try {
    action();
  } catch (const sim::ScenarioError& error) {
    for (const sim::Problem& problem : error.problems())
      texts.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) + ": " + problem.message);
  }
  return texts;
}

inline std::vector<std::string> problems_of_text(const std::string& text) {
  return problems_of([&] { parse_yaml(text, "text"); });
}

using Texts = std::vector<std::string>;

inline sim::Date day(int y, unsigned m, unsigned d) {
  return std::chrono::local_days(std::chrono::year(y) / std::chrono::month(m) / std::chrono::day(d));
}

template <typename Table>
std::size_t place(const Table& table, const std::string& name) {
  for (std::size_t i = 0; i < table.size(); ++i)
    if (table[i].name == name) return i;
  throw std::out_of_range(name);
}
template <typename Table>
const auto& named(const Table& table, const std::string& name) {
  return table[place(table, name)];
}

}  // namespace casetide::scenarios
