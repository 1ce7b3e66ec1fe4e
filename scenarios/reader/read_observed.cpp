#include "scenarios/reader/read_observed.hpp"

#include <algorithm>

#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/read_figures.hpp"

namespace casetide::scenarios {

namespace {

using models::Evidence, models::Observed, models::ObservedValue;

std::vector<ObservedValue> values(const Value& table, std::string_view unit) {
  std::vector<ObservedValue> values;
  const std::vector<Named> entries = keyed_entries(table);
  for (const Named& entry : entries)
    if (const auto year = number_of_key(entry, table)) values.push_back({*year, value_of_figure(entry.value, unit)});
  if (table.present() && table.node().is_mapping() && entries.empty())
    table.problem("expected at least one year with its value, such as `{2017: 4067}`");
  std::ranges::sort(values, {}, &ObservedValue::year);
  return values;
}

/// What nobody has published or counted was not observed.
Evidence status(const Value& value) {
  const Evidence found = evidence(value);
  if (value.present() && found == Evidence::assumed && value.node().text() == "assumed")
    value.problem("an observed figure is `published` or `local`; what is assumed was not observed");
  return found;
}

std::optional<models::Tolerance> tolerance(const Value& value, std::string_view unit) {
  if (!value.present()) return {};
  const bool in_points = value.node().is_scalar() && value.node().text().ends_with("points");
  if (in_points != (unit == "%")) {
    value.expected(unit == "%" ? "points, such as `8 points`, for a percentage" : "a part of it, such as `10%`");
    return {};
  }
  const double size = in_points ? quantity(value, scenarios::in_points) : value.share();
  if (size == 0) value.problem("must be above 0");
  return models::Tolerance{size, !in_points};
}

std::optional<models::FitError> fit_error(const Value& value, std::string_view unit) {
  if (!value.present()) return {};
  const Table table(value);
  const auto error = tolerance(table["error"], unit);
  if (!error) return {};
  return models::FitError{*error, table["weight"].number()};
}

Observed observed(const Named& entry, const models::Figure& figure) {
  const Table table(entry.value);
  const std::string_view unit = models::unit_of(figure);
  return {figure,
          values(table["values"], unit),
          status(table["status"]),
          table["source"].text(),
          entry.value.at("note").text(),
          fit_error(table["fit"], unit),
          tolerance(table["within"], unit),
          tolerance(table["within_together"], unit)};
}

}  // namespace

std::vector<Observed> read_observed(const Value& table) {
  const Names figures = figure_names();
  std::vector<Observed> all;
  for (const Named& entry : keyed_entries(table))
    if (const auto place = figures.find_key<std::size_t>(entry)) all.push_back(observed(entry, figure_at(*place)));
  return all;
}

}  // namespace casetide::scenarios
