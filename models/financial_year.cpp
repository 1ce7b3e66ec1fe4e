#include "models/financial_year.hpp"

#include <fmt/format.h>

namespace casetide::models {

namespace {

using std::chrono::year_month_day;
using std::chrono::years;

FinancialYear beginning_in(std::chrono::year year) {
  return {sim::Date{year / std::chrono::April / 1}, sim::Date{(year + years{1}) / std::chrono::April / 1}};
}

}  // namespace

int FinancialYear::ends_in() const { return static_cast<int>(year_month_day{until}.year()); }

std::string FinancialYear::name() const { return fmt::format("{}-{:02}", ends_in() - 1, ends_in() % 100); }

std::string FinancialYear::label() const { return fmt::format("Year to 31 March {}", ends_in()); }

FinancialYear financial_year_of(sim::Date day) {
  const std::chrono::year year = year_month_day{day}.year();
  const FinancialYear begun = beginning_in(year);
  return begun.from <= day ? begun : beginning_in(year - years{1});
}

std::vector<FinancialYear> whole_years(sim::Date from, sim::Date until) {
  std::vector<FinancialYear> years;
  FinancialYear year = financial_year_of(from);
  if (year.from < from) year = financial_year_of(year.until);
  for (; year.until <= until; year = financial_year_of(year.until)) years.push_back(year);
  return years;
}

}  // namespace casetide::models
