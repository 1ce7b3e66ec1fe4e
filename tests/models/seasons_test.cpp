// Absence by the season: more spells in some months than in others, and as many in a year.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>
#include <sstream>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr int people = 500;
constexpr int years = 4;
constexpr double spells_a_year = 6;
using Months = std::array<double, 12>;

/// Spells that began in each month of the four years.
Months spells(const Months& factors) {
  const std::string said = in_child([&](std::ostream& out) {
    SmallService service("2014-09-01", "2018-09-01");
    service.staff(SmallService::social_worker, people);
    Absence leave;
    leave.name = "leave";
    leave.spells_per_year = spells_a_year;
    leave.month_factor = factors;
    service.scenario.staffing.absences = {leave};
    Months found{};
    for (const Fact& away : run(service.scenario).of(FactKind::worker_absent))
      ++found[unsigned{std::chrono::year_month_day{sim::date_of(away.at)}.month()} - 1];
    for (double count : found) out << count << ' ';
  });
  std::istringstream in(said);
  Months found{};
  for (double& count : found) in >> count;
  return found;
}

double sum(const Months& months) { return std::accumulate(months.begin(), months.end(), 0.0); }

constexpr Months flat = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
constexpr Months leave = {0.6, 0.8, 0.9, 1.0, 1.0, 1.0, 1.2, 2.4, 0.8, 1.0, 0.7, 1.4};

/// Days in each month of the four years.
Months days_in_months() {
  Months days{};
  for (sim::Date date = day("2014-09-01"); date < day("2018-09-01"); date += std::chrono::days{1})
    ++days[unsigned{std::chrono::year_month_day{date}.month()} - 1];
  return days;
}

TEST(Seasons, BringSpellsByTheirFactors) {
  const Months found = spells(leave);
  const Months days = days_in_months();
  double weight = 0;
  for (std::size_t month = 0; month < 12; ++month) weight += days[month] * leave[month];
  for (std::size_t month = 0; month < 12; ++month) {
    const double expected = sum(found) * days[month] * leave[month] / weight;
    // A spell begins on the working day after its time has come, two days later on average: so much of a month's share
    // is its neighbour's.
    const double before = leave[(month + 11) % 12];
    const double shifted = sum(found) * 3 * years * std::abs(before - leave[month]) / weight;
    EXPECT_NEAR(found[month], expected, 4 * std::sqrt(expected) + shifted) << "month " << month + 1;
  }
  EXPECT_GT(found[7], 2 * found[6] * 0.85);  // August over July: 2.4 to 1.2
}

TEST(Seasons, ChangeNothingAboutTheNumberOfSpellsInAYear) {
  const double expected = people * years * spells_a_year;
  const double noise = 4 * std::sqrt(expected);
  const double without = sum(spells(flat));
  const double with = sum(spells(leave));
  EXPECT_NEAR(with, without, std::sqrt(2.0) * noise);
  // A little fewer than the rate says, because every spell begins on a working day after its time has come.
  EXPECT_NEAR(without, expected, 0.05 * expected + noise);
}

TEST(Seasons, OfOneMonthOnlyBringAllSpellsThen) {
  Months only_august{};
  only_august[7] = 1;
  const Months found = spells(only_august);
  // Up to a few days into September.
  EXPECT_GT(found[7], 0.9 * sum(found));
  EXPECT_EQ(found[7] + found[8], sum(found));
}

TEST(Seasons, AreRelativeWhateverTheirScale) {
  Months doubled = leave;
  for (double& factor : doubled) factor *= 2;
  EXPECT_EQ(spells(leave), spells(doubled));
}

}  // namespace

}  // namespace casetide::models
