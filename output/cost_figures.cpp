#include "output/cost_figures.hpp"

namespace casetide::output {

namespace {

using models::Axis;
using models::CostKind;
using models::Measure;

constexpr double thousand = 1000;

Figure shown(std::string key, std::string label, double pounds) {
  return {std::move(key), std::move(label), 0, pounds / thousand, true};
}

/// Lines for which `wanted` holds, in the order of the scenario.
template <typename Wanted>
FigureGroup lines(const Reading& reading, std::string key, std::string title, Wanted wanted) {
  FigureGroup group{std::move(key), title + at_prices(reading.layout()), {}};
  const AxisEntries& entries = reading.entries(Axis::cost_line);
  for (std::size_t line = 0; line < entries.names.size(); ++line)
    if (wanted(reading.layout().cost_lines[line]))
      group.figures.push_back(shown(entries.names[line], entries.labels[line], reading.a_year(Measure::cost, line)));
  return group;
}

FigureGroup totals(const Reading& reading) {
  const CostTotals cost = cost_totals(reading);
  return {"cost_totals",
          "Cost in all: thousand pounds a year" + at_prices(reading.layout()),
          {shown("gross", "Gross, placements apart", cost.gross), shown("grants", "Grants", cost.grants),
           shown("net", "Net, placements apart", cost.net()), shown("placements", "Placements", cost.placements),
           shown("all", "Net, with placements", cost.net() + cost.placements)}};
}

}  // namespace

std::string at_prices(const Layout& layout) {
  return layout.price_year.empty() ? "" : " at " + layout.price_year + " prices";
}

CostTotals cost_totals(const Reading& reading) {
  CostTotals totals;
  const auto& lines = reading.layout().cost_lines;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const double pounds = reading.a_year(Measure::cost, line);
    if (lines[line].kind == CostKind::grant) totals.grants += pounds;
    if (lines[line].kind == CostKind::cost) (lines[line].placement ? totals.placements : totals.gross) += pounds;
  }
  return totals;
}

bool is_in_net_cost(const CostLineTraits& line) {
  return line.kind == CostKind::grant || (line.kind == CostKind::cost && !line.placement);
}

std::vector<FigureGroup> costs(const Reading& reading) {
  const auto in_sums = [](const CostLineTraits& line) { return line.kind != CostKind::memo; };
  const auto beside = [](const CostLineTraits& line) { return line.kind == CostKind::memo; };
  return {lines(reading, "cost_lines", "Cost by line: thousand pounds a year", in_sums), totals(reading),
          lines(reading, "cost_memo", "Memo, in no sum: thousand pounds a year", beside)};
}

}  // namespace casetide::output
