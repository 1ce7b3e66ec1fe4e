#include "models/observed.hpp"

namespace casetide::models {

namespace {

bool is_of_census(const Figure& figure) {
  const auto* indicator = std::get_if<Indicator>(&figure);
  return indicator && is_of_workforce_census(*indicator);
}

}  // namespace

sim::Date day_of(const Figure& figure, int year) {
  using namespace std::chrono;
  if (is_of_census(figure)) return sim::Date{std::chrono::year{year} / September / 30};
  return sim::Date{std::chrono::year{year} / March / 31};
}

FinancialYear financial_year_of(const Figure& figure, int year) { return financial_year_of(day_of(figure, year)); }

}  // namespace casetide::models
