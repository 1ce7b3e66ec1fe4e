#include "scenarios/reader/read_figures.hpp"

#include <string>
#include <vector>

namespace casetide::scenarios {

namespace {

/// `83%` or 83. A number below 1 would be taken for a share by one reader and for a percentage by the next.
std::optional<double> percentage(const Value& plain) {
  const std::string* const written = plain.unquoted();
  std::string_view text = written != nullptr ? std::string_view(*written) : std::string_view();
  const bool signed_so = text.ends_with('%');
  if (signed_so) text.remove_suffix(1);
  const auto number = plain_decimal(text);
  const bool clear = signed_so || !number || *number == 0 || *number >= 1;
  if (number && clear && *number >= 0 && *number <= 100) return number;
  return plain.expected("a percentage from 0% to 100%, such as `83%` or `83`"), std::nullopt;
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
  value.type_as(language::Type::Kind::figure);
  if (unit == "%") return value.read_as(0.0, percentage);
  const bool may_be_negative = unit.find("pounds") != std::string_view::npos;
  return value.read_as(0.0, [&](const Value& plain) { return number_in(plain, {may_be_negative ? -1e9 : 0, 1e9}); });
}

models::Evidence evidence(const Value& status) { return status.word<models::Evidence>(models::Evidence::assumed); }

models::Evidence checked_evidence(const Value& status) {
  Problems noted_already;
  return status.present() ? evidence(Value(status.node(), status.type(), noted_already)) : models::Evidence::assumed;
}

}  // namespace casetide::scenarios
