#include "scenarios/reader/read_figures.hpp"

#include <string>
#include <vector>

namespace casetide::scenarios {

namespace {

/// `83%` or 83. A number below 1 would be taken for a share by one reader and for a percentage by the next.
double percentage(const Value& value) {
  const Value plain = value.bare();
  const bool written = plain.present() && plain.node().is_scalar() && !plain.node().quoted();
  std::string_view text = written ? std::string_view(plain.node().text()) : std::string_view();
  const bool signed_so = text.ends_with('%');
  if (signed_so) text.remove_suffix(1);
  const auto number = plain_decimal(text);
  const bool clear = signed_so || !number || *number == 0 || *number >= 1;
  if (number && clear && *number >= 0 && *number <= 100) return *number;
  plain.expected("a percentage from 0% to 100%, such as `83%` or `83`");
  return 0;
}

}  // namespace

Names figure_names() {
  std::vector<std::string> known;
  for (const models::HeadlineEntry& entry : models::headline_catalogue()) known.emplace_back(entry.name);
  for (const models::IndicatorEntry& entry : models::indicator_catalogue()) known.emplace_back(entry.name);
  return Names("figure", "figures", std::move(known));
}

models::Figure figure_at(std::size_t place) {
  if (place < models::headline_count) return models::headline_catalogue()[place].headline;
  return models::indicator_catalogue()[place - models::headline_count].indicator;
}

std::optional<models::Figure> figure_in(const Value& value) {
  const auto place = figure_names().find<std::size_t>(value);
  return place ? std::optional(figure_at(*place)) : std::nullopt;
}

double value_of_figure(const Value& value, std::string_view unit) {
  if (unit == "%") return percentage(value);
  const bool may_be_negative = unit.find("pounds") != std::string_view::npos;
  return value.number({may_be_negative ? -1e9 : 0, 1e9});
}

models::Evidence evidence(const Value& status) {
  using models::Evidence;
  return status.one_of<Evidence>(
      {{"published", Evidence::published}, {"local", Evidence::local}, {"assumed", Evidence::assumed}},
      Evidence::assumed);
}

models::Evidence checked_evidence(const Value& status) {
  Problems noted_already;
  return status.present() ? evidence(Value(status.node(), status.path(), noted_already)) : models::Evidence::assumed;
}

}  // namespace casetide::scenarios
