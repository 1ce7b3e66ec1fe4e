#include "models/ages.hpp"

#include <algorithm>
#include <cmath>

#include "models/purpose.hpp"

namespace casetide::models {

namespace {

std::uint32_t number_of(ChildId id) { return static_cast<std::uint32_t>(index(id)); }

sim::Date birthday_of(sim::Date born, int age) {
  const auto day = std::chrono::year_month_day{born} + std::chrono::years{age};
  return day.ok() ? sim::Date{day} : sim::Date{day.year() / std::chrono::March / 1};
}

}  // namespace

int age_on(sim::Date born, sim::Date day) {
  const int years = static_cast<int>(std::chrono::year_month_day{day}.year()) -
                    static_cast<int>(std::chrono::year_month_day{born}.year());
  return birthday_of(born, years) <= day ? years : years - 1;
}

void Ages::draw(std::uint32_t child, const sim::Distribution& years, std::chrono::days at_least) {
  Child& whose = children_.child(child);
  const double uniform = run_.chance.uniform(purpose::age, number_of(whose.id), 0);
  const std::chrono::days lived{std::llround(years.quantile(uniform) * sim::days_a_year)};
  whose.born = sim::date_of(run_.now()) - std::max(lived, at_least);
  schedule_from(child, 0);
}

/// Born on any day of the year that ends so many years ago today.
void Ages::set(std::uint32_t child, int years) {
  Child& whose = children_.child(child);
  const double uniform = run_.chance.uniform(purpose::age, number_of(whose.id), 0);
  const sim::Date today = sim::date_of(run_.now());
  const sim::Date latest = sim::add_months(today, -12 * years), earliest = sim::add_months(today, -12 * (years + 1));
  const auto days = static_cast<double>((latest - earliest).count());
  whose.born = latest - std::chrono::days{static_cast<std::int64_t>(uniform * days)};
  schedule_from(child, 0);
}

/// The first birthday from `place` in the table on that is still to come.
void Ages::schedule_from(std::uint32_t child, std::size_t place) {
  const auto& birthdays = run_.scenario.pathway.birthdays;
  const Child& whose = children_.child(child);
  for (; place < birthdays.size(); ++place) {
    const sim::Instant at{birthday_of(whose.born, birthdays[place].age)};
    if (at <= run_.now()) continue;
    if (at < sim::Instant{run_.scenario.period_until})
      run_.schedule(at, phase::ends, EntryKind::birthday, child, number_of(whose.id), place);
    return;
  }
}

bool Ages::birthday(std::uint32_t child, std::uint32_t id, std::size_t place) {
  if (number_of(children_.child(child).id) != id) return false;
  schedule_from(child, place + 1);
  return true;
}

}  // namespace casetide::models
