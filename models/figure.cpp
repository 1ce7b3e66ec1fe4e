#include "models/figure.hpp"

namespace casetide::models {

namespace {

/// What `wanted` gives of the figure's entry, whichever catalogue has it.
template <typename Wanted>
auto of_entry(const Figure& figure, Wanted wanted) {
  if (const auto* headline = std::get_if<Headline>(&figure)) return wanted(entry_of(*headline));
  return wanted(indicator_catalogue()[static_cast<std::size_t>(std::get<Indicator>(figure))]);
}

}  // namespace

std::string_view name_of(const Figure& figure) {
  return of_entry(figure, [](const auto& entry) { return entry.name; });
}

std::string_view label_of(const Figure& figure) {
  return of_entry(figure, [](const auto& entry) { return entry.label; });
}

std::string_view unit_of(const Figure& figure) {
  return of_entry(figure, [](const auto& entry) { return entry.unit; });
}

int decimals_of(const Figure& figure) {
  return of_entry(figure, [](const auto& entry) { return entry.decimals; });
}

}  // namespace casetide::models
