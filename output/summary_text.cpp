// What a run came to, a line for each plan: for the end of a run, before anybody compares.
#include <fmt/format.h>

#include "output/comparison.hpp"
#include "output/paint.hpp"
#include "output/text_table.hpp"

namespace casetide::output {

namespace {

using models::Headline;

struct Column {
  const char* title;
  Headline headline;
  int width;
};
constexpr Column columns_shown[] = {{"law", Headline::days_at_risk_law, 6},
                                    {"all", Headline::days_at_risk, 6},
                                    {"caseload", Headline::caseload_mean, 10},
                                    {"net cost", Headline::net_cost, 10}};
constexpr int decimals = 1;

bool is_priced(const Comparison& comparison) { return !comparison.stretches.front().avoided.empty(); }

bool is_shown(const Column& column, const Comparison& comparison) {
  return column.headline != Headline::net_cost || is_priced(comparison);
}

int width_of_cells(const Comparison& comparison) {
  int width = 0;
  for (const Column& column : columns_shown) width += is_shown(column, comparison) ? column.width : 0;
  return width;
}

std::string what_is_shown(const Comparison& comparison) {
  const bool has_course = comparison.trajectories.from.size() > 1;
  return fmt::format(
      "Means over {} replication{}. law, all: days at risk per 100 days that children are open, by law and statutory "
      "guidance and over all promised safeguards{}; caseload: children for each full-time case holder{}.",
      comparison.replications, comparison.replications == 1 ? "" : "s",
      has_course ? fmt::format(" (law also by {}, from 0)", comparison.trajectories.step) : "",
      is_priced(comparison) ? "; net cost: million pounds a year, placements apart" : "");
}

}  // namespace

std::string summary_text(const Comparison& comparison, const TextStyle& style) {
  const Paint paint(style.colour);
  const auto& law = comparison.trajectories.measures.front();
  const double highest = highest_of(law);
  const auto steps = static_cast<int>(comparison.trajectories.from.size());
  const int label = style.columns - width_of_cells(comparison) - steps - 2;
  std::string header = left("Plan", label);
  for (const Column& column : columns_shown)
    if (is_shown(column, comparison)) header += right(column.title, column.width);
  std::string text = paint.title(header) + "\n";
  for (std::size_t plan = 0; plan < comparison.identity.plans.size(); ++plan) {
    text += left(fmt::format("{:3} {}", plan + 1, comparison.identity.plans[plan].name), label);
    for (const Column& column : columns_shown)
      if (is_shown(column, comparison))
        text += right(number(comparison.decision.of(column.headline, plan).value.mean, decimals, column.width - 1),
                      column.width);
    text += "  " + sparkline(law.plans[plan], highest);
    text += "\n";
  }
  for (const std::string& line : wrapped(what_is_shown(comparison), style.columns, " "))
    text += paint.aside(line) + "\n";
  return text;
}

}  // namespace casetide::output
