// Days in sentences.
#include "output/dates_in_words.hpp"

#include "tests/output/builders.hpp"

namespace casetide::output::testing {

TEST(DaysInWords, SayMonthAndYearOnceWhereBothDaysShareThem) {
  EXPECT_EQ(day_in_words(date(2018, 6, 3)), "3 Jun 2018");
  EXPECT_EQ(days_in_words(date(2018, 6, 3), date(2018, 6, 3)), "3 Jun 2018");
  EXPECT_EQ(days_in_words(date(2018, 6, 3), date(2018, 6, 14)), "3 to 14 Jun 2018");
  EXPECT_EQ(days_in_words(date(2018, 6, 28), date(2018, 7, 3)), "28 Jun to 3 Jul 2018");
  EXPECT_EQ(days_in_words(date(2018, 12, 28), date(2019, 1, 3)), "28 Dec 2018 to 3 Jan 2019");
}

TEST(DaysInWords, CountADueInstantToTheDayThatItEnds) {
  EXPECT_EQ(due_day(sim::end_of(date(2018, 6, 3))), date(2018, 6, 3));
  EXPECT_EQ(due_day(sim::Instant{date(2018, 6, 3)} + std::chrono::hours{10}), date(2018, 6, 3));
}

TEST(LengthInWords, IsInHoursBelowADayAndInDaysFromThenOn) {
  EXPECT_EQ(length_in_words(std::chrono::minutes{59}), "less than an hour");
  EXPECT_EQ(length_in_words(std::chrono::minutes{60}), "1 hour");
  EXPECT_EQ(length_in_words(std::chrono::hours{23} + std::chrono::minutes{59}), "23 hours");
  EXPECT_EQ(length_in_words(std::chrono::hours{24}), "1 day");
  EXPECT_EQ(length_in_words(std::chrono::hours{36}), "1.5 days");
  EXPECT_EQ(length_in_words(std::chrono::hours{240}), "10 days");
}

}  // namespace casetide::output::testing
