#include "sim/errors.hpp"

#include <fmt/format.h>

namespace casetide::sim {

std::string Problem::text() const {
  if (line == 0) return fmt::format("{}: {}", file, message);
  return fmt::format("{}:{}:{}: {}", file, line, column, message);
}

namespace {
std::string all_texts(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += (text.empty() ? "" : "\n") + problem.text();
  return text;
}
}  // namespace

ScenarioError::ScenarioError(std::vector<Problem> problems)
    : std::runtime_error(all_texts(problems)), problems_(std::move(problems)) {}

void refuse_usage(const std::string& message) { throw OutputError(ExitCode::bad_usage, message); }

}  // namespace casetide::sim
