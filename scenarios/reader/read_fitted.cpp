#include "scenarios/reader/read_fitted.hpp"

#include <fmt/format.h>

#include "scenarios/reader/list_table.hpp"
#include "scenarios/reader/read_assumptions.hpp"

namespace casetide::scenarios {

namespace {

using models::Assumption;

/// Of one draw, at the end of the range where it lies a hair beyond it.
double value_of(const Cell& cell, const Assumption& assumption) {
  const double low = assumption.low(), high = assumption.high(), hair = 1e-9 * high;
  if (!cell.present()) return low;
  const auto value = cell.number({-1e12, 1e12});
  if (!value) return low;
  if (*value >= low - hair && *value <= high + hair) return *value;
  cell.expected(fmt::format("a value in the range of the assumption, from {} to {}", shown_draw(assumption, low),
                            shown_draw(assumption, high)));
  return low;
}

}  // namespace

void read_fitted(const Value& list, std::vector<Assumption>& assumptions) {
  if (!list.present()) return;
  ListTable::Columns columns;
  for (const Assumption& assumption : assumptions)
    if (assumption.is_fitted_to) columns.required.push_back(assumption.name);
  if (columns.required.empty()) return list.problem("no assumption is marked `fit: true`");
  const ListTable table(list, columns);
  for (Assumption& assumption : assumptions) {
    if (!assumption.is_fitted_to || !table.has(assumption.name)) continue;
    for (std::size_t row = 0; row < table.size(); ++row) {
      const Cell cell = table.cell(row, assumption.name);
      if (!cell.present()) table.problem(row, fmt::format("{}: nothing is written", assumption.name));
      assumption.fitted.push_back(value_of(cell, assumption));
    }
  }
}

}  // namespace casetide::scenarios
