// On which day a published yearly figure stands, and under which year of a result.
#include "models/observed.hpp"

#include <gtest/gtest.h>

#include "tests/support/builders.hpp"

namespace casetide::models {
namespace {

using testing::day;

TEST(DayOfAPublishedFigure, IsTheEndOfTheFinancialYear) {
  EXPECT_EQ(day_of(Indicator::referrals, 2017), day("2017-03-31"));
  EXPECT_EQ(day_of(Headline::caseload_mean, 2017), day("2017-03-31"));
  EXPECT_EQ(financial_year_of(Indicator::referrals, 2017).name(), "2016-17");
}

TEST(DayOfAPublishedFigure, IsThatOfTheCensusForTheWorkforce) {
  EXPECT_EQ(day_of(Indicator::staff_in_post, 2017), day("2017-09-30"));
  EXPECT_EQ(financial_year_of(Indicator::staff_in_post, 2017).name(), "2017-18");
  EXPECT_EQ(day_of(Indicator::turnover_rate, 2017), day("2017-09-30"));  // of the twelve months before it
}

/// The catalogue says of each figure of the census that it is of 30 September, or is a part of one that is.
TEST(DayOfAPublishedFigure, AgreesWithWhatTheCatalogueSaysOfIt) {
  for (const IndicatorEntry& entry : indicator_catalogue()) {
    const bool says_so = entry.meaning.find("30 September") != std::string_view::npos;
    EXPECT_EQ(is_of_workforce_census(entry.indicator), says_so) << entry.name;
  }
}

TEST(NameOfAFigure, IsThatOfItsCatalogue) {
  EXPECT_EQ(name_of(Headline::net_cost), "net_cost");
  EXPECT_EQ(unit_of(Headline::net_cost), "million pounds a year");
  EXPECT_EQ(decimals_of(Headline::net_cost), 2);
  EXPECT_EQ(name_of(Indicator::conferences), "conferences");
  EXPECT_EQ(label_of(Indicator::conferences), "Initial conferences");
  EXPECT_EQ(unit_of(Indicator::conferences), "children");
}

}  // namespace
}  // namespace casetide::models
