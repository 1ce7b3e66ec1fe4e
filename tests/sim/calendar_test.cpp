// Working-time arithmetic against timelines worked out by hand, and against its own inverses.
#include "sim/calendar.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

namespace casetide::sim {
namespace {
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year_month_day;

// 09:00 to 16:24: a week of 37 hours.
constexpr WorkingHours office{.opens = 9h, .length = 7h + 24min};

Date day(int year, unsigned month, unsigned day_of_month) {
  return local_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day_of_month)};
}

std::string text(Date date) {
  const year_month_day it{date};
  return fmt::format("{:04}-{:02}-{:02}", int{it.year()}, unsigned{it.month()}, unsigned{it.day()});
}

std::string text(Instant instant) {
  const auto time = instant - Instant{date_of(instant)};
  return fmt::format("{} {:02}:{:02}", text(date_of(instant)), time / 1h, time % 1h / 1min);
}

class EnglandCalendar : public testing::Test {
 protected:
  std::string add(Date from, int count) const { return text(calendar.add_working_days(from, count)); }
  std::string subtract(Date from, int count) const { return text(calendar.subtract_working_days(from, count)); }
  std::string finish(Instant start, Minutes effort) const { return text(calendar.finish(start, effort, office)); }
  std::string next(Instant from) const { return text(calendar.next_working_instant(from, office)); }

  const Calendar calendar = Calendar::england();

  // Christmas 2018: Fri 21 | Sat 22, Sun 23 | Mon 24 | Tue 25, Wed 26 bank holidays | Thu 27 | Fri 28 | Sat 29, Sun 30
  // | Mon 31 | Tue 1 January bank holiday | Wed 2.
  const Date friday_21 = day(2018, 12, 21);
  const Date saturday_22 = day(2018, 12, 22);
  const Date monday_24 = day(2018, 12, 24);
  const Date thursday_27 = day(2018, 12, 27);
  const Date new_year = day(2019, 1, 1);
};

TEST(Time, GivesMidnightToTheDayThatBegins) {
  const Date date = day(2018, 9, 3);
  EXPECT_EQ(text(end_of(date)), "2018-09-04 00:00");
  EXPECT_EQ(text(date_of(end_of(date))), "2018-09-04");
  EXPECT_EQ(text(date_of(end_of(date) - 1min)), "2018-09-03");
}

TEST_F(EnglandCalendar, WorksMondayToFridayLessBankHolidays) {
  EXPECT_TRUE(calendar.is_working_day(monday_24));
  EXPECT_TRUE(calendar.is_working_day(friday_21));
  EXPECT_FALSE(calendar.is_working_day(saturday_22));
  EXPECT_FALSE(calendar.is_working_day(saturday_22 + days{1}));
  EXPECT_FALSE(calendar.is_working_day(day(2018, 12, 25)));
  EXPECT_FALSE(calendar.is_working_day(new_year));
}

TEST_F(EnglandCalendar, SkipsBankHolidaysWhenAddingWorkingDays) {
  EXPECT_EQ(add(monday_24, 1), "2018-12-27");
  EXPECT_EQ(add(friday_21, 4), "2018-12-31");  // 24, 27, 28, 31
  EXPECT_EQ(add(friday_21, 5), "2019-01-02");
  // Easter 2018: Good Friday 30 March, Easter Monday 2 April.
  EXPECT_EQ(add(day(2018, 3, 29), 1), "2018-04-03");
}

TEST_F(EnglandCalendar, CountsFortyFiveWorkingDaysAsNineWeeksWithoutHolidays) {
  EXPECT_EQ(add(day(2018, 9, 3), 45), "2018-11-05");
}

TEST_F(EnglandCalendar, AddsFromADayThatIsNotWorked) {
  EXPECT_EQ(add(saturday_22, 0), "2018-12-24");
  EXPECT_EQ(add(saturday_22, 1), "2018-12-24");
  EXPECT_EQ(add(saturday_22, 2), "2018-12-27");
  EXPECT_EQ(add(monday_24, 0), "2018-12-24");
}

TEST_F(EnglandCalendar, SubtractsAsTheMirrorOfAdding) {
  EXPECT_EQ(subtract(new_year, 0), "2018-12-31");
  EXPECT_EQ(subtract(new_year, 1), "2018-12-31");
  EXPECT_EQ(subtract(new_year, 2), "2018-12-28");
  EXPECT_EQ(subtract(thursday_27, 0), "2018-12-27");
  EXPECT_EQ(subtract(thursday_27, 2), "2018-12-21");
  EXPECT_EQ(text(calendar.working_day_on_or_before(day(2018, 12, 26))), "2018-12-24");
}

TEST_F(EnglandCalendar, CountsWorkingDaysAfterTheFirstUpToTheLast) {
  EXPECT_EQ(calendar.working_days_between(monday_24, day(2019, 1, 2)), 4);  // 27, 28, 31, 2
  EXPECT_EQ(calendar.working_days_between(day(2019, 1, 2), monday_24), -4);
  EXPECT_EQ(calendar.working_days_between(friday_21, saturday_22 + days{1}), 0);
  EXPECT_EQ(calendar.working_days_between(saturday_22, monday_24), 1);
  EXPECT_EQ(calendar.working_days_between(monday_24, monday_24), 0);
  // 2018 has 261 weekdays, 8 of them bank holidays.
  EXPECT_EQ(calendar.working_days_between(day(2017, 12, 31), day(2018, 12, 31)), 253);
}

TEST_F(EnglandCalendar, AgreesWithWalkingDayByDay) {
  for (Date from = day(2017, 12, 20); from < day(2019, 1, 10); from += days{1}) {
    Date walked = from;
    for (int count = 1; count <= 60; ++count) {
      do walked += days{1};
      while (!calendar.is_working_day(walked));
      ASSERT_EQ(add(from, count), text(walked)) << text(from) << " + " << count;
      ASSERT_EQ(calendar.working_days_between(from, walked), count) << text(from);
      ASSERT_EQ(calendar.working_days_between(walked, from), -count) << text(from);
      if (calendar.is_working_day(from)) {
        ASSERT_EQ(subtract(walked, count), text(from));
      }
    }
  }
}

TEST_F(EnglandCalendar, FinishesWithinTheDayWhenTimeIsLeft) {
  EXPECT_EQ(finish(monday_24 + 9h, 30min), "2018-12-24 09:30");
  EXPECT_EQ(finish(monday_24 + 15h + 10min, 1h), "2018-12-24 16:10");
}

TEST_F(EnglandCalendar, CarriesUnfinishedWorkToTheNextWorkingMorning) {
  // Friday 15:00 to 16:24 is 1 h 24; the other 1 h 36 are Monday's 09:00 to 10:36.
  EXPECT_EQ(finish(friday_21 + 15h, 3h), "2018-12-24 10:36");
  // Friday 1 h 24, Monday 7 h 24, Thursday 7 h 24, then 48 minutes of Friday: 17 h.
  EXPECT_EQ(finish(friday_21 + 15h, 17h), "2018-12-28 09:48");
}

TEST_F(EnglandCalendar, EndsWorkThatFillsTheDayAtClosingTime) {
  EXPECT_EQ(finish(monday_24 + 9h, office.length), "2018-12-24 16:24");
  EXPECT_EQ(finish(monday_24 + 9h, office.length + 1min), "2018-12-27 09:01");
  EXPECT_EQ(finish(friday_21 + 16h, 24min), "2018-12-21 16:24");
  EXPECT_EQ(finish(friday_21 + 9h, 3 * office.length), "2018-12-27 16:24");
}

TEST_F(EnglandCalendar, BeginsWorkOutsideHoursAtTheNextOpening) {
  EXPECT_EQ(finish(monday_24 + 7h, 1h), "2018-12-24 10:00");
  EXPECT_EQ(finish(monday_24 + 16h + 24min, 1h), "2018-12-27 10:00");
  EXPECT_EQ(finish(monday_24 + 23h, 1h), "2018-12-27 10:00");
  EXPECT_EQ(finish(saturday_22 + 11h, 1h), "2018-12-24 10:00");
}

TEST_F(EnglandCalendar, EndsZeroEffortWhereItBegins) {
  EXPECT_EQ(finish(saturday_22 + 11h, 0min), "2018-12-22 11:00");
  EXPECT_EQ(finish(monday_24 + 20h, 0min), "2018-12-24 20:00");
}

TEST_F(EnglandCalendar, FindsTheNextWorkingInstant) {
  EXPECT_EQ(next(monday_24 + 8h), "2018-12-24 09:00");
  EXPECT_EQ(next(monday_24 + 9h), "2018-12-24 09:00");
  EXPECT_EQ(next(monday_24 + 12h + 7min), "2018-12-24 12:07");
  EXPECT_EQ(next(monday_24 + 16h + 23min), "2018-12-24 16:23");
  EXPECT_EQ(next(monday_24 + 16h + 24min), "2018-12-27 09:00");  // closing time is outside
  EXPECT_EQ(next(saturday_22 + 0h), "2018-12-24 09:00");
}

TEST_F(EnglandCalendar, CountsTheTimeWorkedBetweenInstants) {
  // Friday 1 h 24, Monday 7 h 24, Thursday 1 h.
  EXPECT_EQ(calendar.worked(friday_21 + 15h, thursday_27 + 10h, office), 9h + 48min);
  EXPECT_EQ(calendar.worked(monday_24 + 6h, monday_24 + 20h, office), office.length);
  EXPECT_EQ(calendar.worked(monday_24 + 17h, thursday_27 + 8h, office), 0min);
  EXPECT_EQ(calendar.worked(thursday_27 + 10h, friday_21 + 15h, office), 0min);
  EXPECT_EQ(calendar.worked(monday_24 + 10h, monday_24 + 10h, office), 0min);
}

TEST_F(EnglandCalendar, WorksExactlyTheEffortUpToItsFinish) {
  // Starts at all times of day through Christmas and New Year; efforts up to nine working days.
  for (Instant start = friday_21 - days{7}; start < new_year + days{7}; start += 37min) {
    for (Minutes effort = 0min; effort < 4000min; effort += 37min) {
      const Instant end = calendar.finish(start, effort, office);
      ASSERT_EQ(calendar.worked(start, end, office), effort) << text(start);
      if (effort == 0min) continue;
      ASSERT_EQ(calendar.worked(start, end - 1min, office), effort - 1min) << "later than need be: " << text(end);
    }
  }
}

TEST_F(EnglandCalendar, FinishesInPartsWhenItFinishesInOne) {
  for (Instant start = friday_21; start < new_year; start += 53min) {
    for (Minutes part = 0min; part < 1000min; part += 111min) {
      const Instant whole = calendar.finish(start, 1000min, office);
      const Instant resumed = calendar.finish(calendar.finish(start, part, office), 1000min - part, office);
      ASSERT_EQ(text(resumed), text(whole)) << text(start) << ", " << part.count();
    }
  }
}

TEST_F(EnglandCalendar, RefusesDaysOutsideItsYears) {
  EXPECT_NO_THROW(calendar.is_working_day(day(2010, 1, 1)));
  EXPECT_NO_THROW(calendar.is_working_day(day(2030, 12, 31)));
  EXPECT_THROW(calendar.is_working_day(day(2009, 12, 31)), std::out_of_range);
  EXPECT_THROW(calendar.is_working_day(day(2031, 1, 1)), std::out_of_range);
  EXPECT_THROW(calendar.add_working_days(day(2030, 12, 31), 1), std::out_of_range);
  EXPECT_THROW(calendar.subtract_working_days(day(2010, 1, 1), 0), std::out_of_range);  // 1 January is a holiday
  EXPECT_THROW(calendar.finish(day(2030, 12, 31) + 9h, 8h, office), std::out_of_range);
  EXPECT_THROW(calendar.worked(day(2018, 1, 1) + 9h, never, office), std::out_of_range);
}

TEST_F(EnglandCalendar, NamesTheDayItRefuses) {
  try {
    calendar.is_working_day(day(2031, 1, 1));
    FAIL() << "accepted";
  } catch (const std::out_of_range& error) {
    EXPECT_NE(std::string(error.what()).find("2031-01-01"), std::string::npos) << error.what();
  }
}

class RoundTheClock : public testing::Test {
 protected:
  const Calendar calendar = Calendar::round_the_clock();
  const WorkingHours always{};
};

TEST_F(RoundTheClock, WorksEveryDayWithoutBounds) {
  EXPECT_TRUE(calendar.is_working_day(day(2018, 12, 25)));
  EXPECT_EQ(text(calendar.add_working_days(day(1950, 2, 28), 1)), "1950-03-01");
  EXPECT_EQ(text(calendar.subtract_working_days(day(2500, 1, 1), 1)), "2499-12-31");
  EXPECT_EQ(text(calendar.add_working_days(day(2018, 12, 22), 0)), "2018-12-22");
  EXPECT_EQ(calendar.working_days_between(day(2018, 1, 1), day(2019, 1, 1)), 365);
}

TEST_F(RoundTheClock, LetsTimeRunOnWithoutClosing) {
  const Instant start = day(2018, 12, 24) + 23h;
  EXPECT_EQ(calendar.next_working_instant(start, always), start);
  EXPECT_EQ(calendar.worked(start, start + 100h, always), 100h);
  for (Minutes effort = 0min; effort < 5000min; effort += 1min) {
    ASSERT_EQ(calendar.finish(start, effort, always), start + effort);
  }
}

TEST_F(RoundTheClock, EndsWorkThatFillsTheDayAtMidnight) {
  EXPECT_EQ(text(calendar.finish(Instant{day(2018, 12, 24)}, 24h, always)), "2018-12-25 00:00");
}

TEST_F(RoundTheClock, KeepsWorkingHoursOnEveryDay) {
  const Instant start = day(1969, 12, 30) + 16h;  // 24 minutes, then 31 December 7 h 24, then 1 January 1970
  EXPECT_EQ(text(calendar.finish(start, 24min + office.length, office)), "1969-12-31 16:24");
  EXPECT_EQ(text(calendar.finish(start, 25min + office.length, office)), "1970-01-01 09:01");
  EXPECT_EQ(calendar.worked(start, day(1970, 1, 1) + 9h + 1min, office), 25min + office.length);
}

TEST(BankHolidays, StandOnWeekdaysInAscendingOrder) {
  const auto holidays = england_bank_holidays();
  EXPECT_TRUE(std::ranges::is_sorted(holidays, std::ranges::less_equal{}));
  for (const Date date : holidays) EXPECT_LE(std::chrono::weekday{date}.iso_encoding(), 5U) << text(date);
}

TEST(BankHolidays, AreEightAYearBesidesTheRoyalOccasions) {
  const std::map<int, int> extra{{2011, 1}, {2012, 1}, {2022, 2}, {2023, 1}};
  std::map<int, int> found;
  for (const Date date : england_bank_holidays()) ++found[int{year_month_day{date}.year()}];
  for (int year = 2010; year <= 2030; ++year) {
    EXPECT_EQ(found[year], 8 + (extra.contains(year) ? extra.at(year) : 0)) << year;
  }
}

bool is_bank_holiday(Date date) { return std::ranges::binary_search(england_bank_holidays(), date); }

// Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher).
Date easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return day(year, static_cast<unsigned>(n / 31), static_cast<unsigned>(n % 31 + 1));
}

TEST(BankHolidays, FollowEaster) {
  for (int year = 2010; year <= 2030; ++year) {
    EXPECT_TRUE(is_bank_holiday(easter(year) - days{2})) << year;
    EXPECT_TRUE(is_bank_holiday(easter(year) + days{1})) << year;
  }
}

TEST(BankHolidays, FallOnTheMondaysOfMayAndAugust) {
  using std::chrono::Monday;
  for (int number = 2010; number <= 2030; ++number) {
    const std::chrono::year year{number};
    EXPECT_EQ(is_bank_holiday(local_days{year / 5 / Monday[1]}), number != 2020) << number;
    EXPECT_EQ(is_bank_holiday(local_days{year / 5 / Monday[std::chrono::last]}), number != 2012 && number != 2022);
    EXPECT_TRUE(is_bank_holiday(local_days{year / 8 / Monday[std::chrono::last]})) << number;
  }
}

TEST(BankHolidays, IncludeTheSpecialDays) {
  for (const Date date : {day(2011, 4, 29), day(2012, 6, 4), day(2012, 6, 5), day(2020, 5, 8), day(2022, 6, 2),
                          day(2022, 6, 3), day(2022, 9, 19), day(2023, 5, 8)}) {
    EXPECT_TRUE(is_bank_holiday(date)) << text(date);
  }
}

TEST(BankHolidays, MoveFromTheWeekendToSubstituteDays) {
  EXPECT_TRUE(is_bank_holiday(day(2011, 1, 3)));    // New Year's Day on a Saturday
  EXPECT_TRUE(is_bank_holiday(day(2012, 1, 2)));    // and on a Sunday
  EXPECT_TRUE(is_bank_holiday(day(2015, 12, 28)));  // Boxing Day on a Saturday
  EXPECT_TRUE(is_bank_holiday(day(2016, 12, 27)));  // Christmas Day on a Sunday, Boxing Day stays on Monday
  EXPECT_TRUE(is_bank_holiday(day(2016, 12, 26)));
  EXPECT_TRUE(is_bank_holiday(day(2021, 12, 27)));  // both on the weekend
  EXPECT_TRUE(is_bank_holiday(day(2021, 12, 28)));
}

TEST(AddMonths, ClampsToTheEndOfTheMonth) {
  EXPECT_EQ(text(add_months(day(2018, 1, 31), 1)), "2018-02-28");
  EXPECT_EQ(text(add_months(day(2020, 1, 31), 1)), "2020-02-29");
  EXPECT_EQ(text(add_months(day(2018, 8, 31), 6)), "2019-02-28");
  EXPECT_EQ(text(add_months(day(2020, 2, 29), 12)), "2021-02-28");
  EXPECT_EQ(text(add_months(day(2018, 3, 31), -1)), "2018-02-28");
}

TEST(AddMonths, KeepsTheDayWhereTheMonthHasIt) {
  EXPECT_EQ(text(add_months(day(2018, 11, 15), 3)), "2019-02-15");
  EXPECT_EQ(text(add_months(day(2018, 2, 28), 1)), "2018-03-28");
  EXPECT_EQ(text(add_months(day(2018, 1, 15), -13)), "2016-12-15");
  EXPECT_EQ(text(add_months(day(2018, 6, 30), 0)), "2018-06-30");
}

}  // namespace
}  // namespace casetide::sim
