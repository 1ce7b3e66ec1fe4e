// Single values: what is read, and what is said of everything else.
#include "scenarios/reader/binding.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "models/ids.hpp"
#include "scenarios/reader/quantities.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

/// What `read` makes of `x: <text>`, and the messages it leaves.
template <typename Result>
struct Reading {
  Result result;
  Texts problems;
};
template <typename Read>
auto read(const std::string& text, const language::Type& type, Read reader) {
  const Node root = parse_yaml("x: " + text + "\n", "text");
  Problems problems;
  const Rooted rooted(problems, root);
  const language::Table keys{"test", "of tests", {{"x", type, "a value", "1"}}};
  const language::Type whole = language::table(keys);
  const Table table(Value(root, whole, problems));
  auto result = reader(table["x"]);
  return Reading<decltype(result)>{result, problems_of([&] { problems.throw_if_any("text"); })};
}

auto number(const std::string& text) {
  return read(text, language::number({-5, 1000}), [](const Value& value) { return value.number(-1); });
}
auto share(const std::string& text) {
  return read(text, language::share(), [](const Value& value) { return value.share(-1); });
}
auto date(const std::string& text) {
  return read(text, language::date(), [](const Value& value) { return value.date(); });
}
auto hours(const std::string& text) {
  return read(text, language::distribution(in_hours), [](const Value& value) { return distribution(value); });
}
auto clock_span(const std::string& text) {
  return read(text, language::span(0), [](const Value& value) { return span(value); });
}

TEST(Numbers, AreReadInPlainDecimal) {
  EXPECT_EQ(number("12").result, 12);
  EXPECT_EQ(number("0.25").result, 0.25);
  EXPECT_EQ(number("-3").result, -3);
  EXPECT_EQ(number("0").result, 0);
  EXPECT_EQ(number("1000").problems, Texts{});
}

TEST(Numbers, AreRefusedInAnyOtherForm) {
  for (const std::string text : {"010",  "0x1f", "0o17",   "1e3",   "1e999",
                                 ".nan", ".inf", "-.inf",  "1_000", "'1,5'",
                                 "1,5",  "+1",   ".5",     "5.",    "1.",
                                 "--1",  "1 2",  "\"12\"", "yes",   "~",
                                 "",     "[1]",  "{a: 1}", "٣",     "1234567890123456789012345678901",
                                 "1e1",  "NaN",  "inf",    "1.2.3", "0b1",
                                 "00"}) {
    const auto reading = number(text);
    EXPECT_EQ(reading.problems.size(), 1u) << text;
    EXPECT_EQ(reading.result, -1) << text;
  }
  EXPECT_EQ(number("010").problems,
            Texts{"1:4: x: expected a number, from -5 to 1000, in plain decimal such as `12` or `1.5`; found `010`"});
  EXPECT_EQ(number("1001").problems, Texts{"1:4: x: expected a number, from -5 to 1000; found `1001`"});
  EXPECT_EQ(number("\"12\"").problems, Texts{"1:4: x: expected a number, from -5 to 1000; found the text `\"12\"`"});
}

TEST(Numbers, MayCarryTheirStatusAndSource) {
  EXPECT_EQ(number("{value: 12, status: published, source: a table, note: n}").result, 12);
  EXPECT_EQ(number("{value: 12, status: guessed}").problems,
            Texts{"1:24: x.status: expected published, local or assumed; found `guessed`"});
  EXPECT_EQ(number("{value: 12, unit: hours}").problems, Texts{"1:16: x: unknown key `unit`; known keys: value"});
}

TEST(Shares, AreReadAsPercentOrDecimal) {
  EXPECT_DOUBLE_EQ(share("85%").result, 0.85);
  EXPECT_DOUBLE_EQ(share("38.5%").result, 0.385);
  EXPECT_DOUBLE_EQ(share("0.85").result, 0.85);
  EXPECT_EQ(share("100%").result, 1);
  for (const std::string text : {"85", "101%", "-1%", "85 %", "\"85%\"", "85%%", "1e0", "050%"})
    EXPECT_EQ(share(text).problems.size(), 1u) << text;
}

TEST(Booleans, AreOnlyTrueAndFalse) {
  const auto boolean = [](const std::string& text) {
    return read(text, language::boolean(), [](const Value& value) { return value.boolean(); });
  };
  EXPECT_TRUE(boolean("true").result);
  EXPECT_FALSE(boolean("false").result);
  for (const std::string text : {"yes", "no", "y", "True", "on", "1", "\"true\"", "~"})
    EXPECT_EQ(boolean(text).problems,
              Texts{"1:4: x: expected true or false; found " + (text == "~"          ? "nothing"
                                                                : text == "\"true\"" ? "the text `\"true\"`"
                                                                                     : "`" + text + "`")})
        << text;
}

TEST(WholeNumbers, HaveNoFraction) {
  const auto whole = [](const std::string& text) {
    return read(text, language::whole_number(1, 40), [](const Value& value) { return value.whole_number(7); });
  };
  EXPECT_EQ(whole("40").result, 40);
  for (const std::string text : {"41", "0", "-1", "1.0", "07", "99999999999999999999"}) {
    EXPECT_EQ(whole(text).result, 7) << text;
    EXPECT_EQ(whole(text).problems, Texts{"1:4: x: expected a whole number from 1 to 40; found `" + text + "`"});
  }
}

TEST(Dates, AreRealDaysWithinTheCalendar) {
  using namespace std::chrono;
  EXPECT_EQ(date("2016-02-29").result, local_days(2016y / February / 29));
  EXPECT_EQ(date("\"2010-01-01\"").problems, Texts{});
  EXPECT_EQ(date("2017-02-30").problems, Texts{"1:4: x: there is no such day as `2017-02-30`"});
  EXPECT_EQ(date("2017-02-29").problems, Texts{"1:4: x: there is no such day as `2017-02-29`"});
  EXPECT_EQ(date("2017-13-01").problems, Texts{"1:4: x: there is no such day as `2017-13-01`"});
  EXPECT_EQ(date("2031-01-01").problems,
            Texts{"1:4: x: expected a date from 2010-01-01 to 2030-12-31; found `2031-01-01`"});
  EXPECT_EQ(date("2009-12-31").problems.size(), 1u);
  for (const std::string text : {"2017-1-1", "01-02-2017", "2017", "today", "20170401", "2017-04-01T00:00", "~"})
    EXPECT_EQ(date(text).problems.size(), 1u) << text;
}

TEST(TimesOfDay, AreWrittenWithFourDigits) {
  const auto time = [](const std::string& text) {
    return read(text, language::time_of_day(), [](const Value& value) { return value.time_of_day(); });
  };
  EXPECT_EQ(time("\"09:00\"").result, sim::Minutes(540));
  EXPECT_EQ(time("23:59").result, sim::Minutes(1439));
  for (const std::string text : {"\"24:00\"", "\"9:00\"", "\"09:60\"", "9 am", "0900"})
    EXPECT_EQ(time(text).problems.size(), 1u) << text;
}

TEST(Spans, AreWrittenAsLawWritesThem) {
  using models::Span;
  EXPECT_EQ(clock_span("45 working days").result, (Span{45, Span::Unit::working_days}));
  EXPECT_EQ(clock_span("1 working day").result, (Span{1, Span::Unit::working_days}));
  EXPECT_EQ(clock_span("62 days").result, (Span{62, Span::Unit::days}));
  EXPECT_EQ(clock_span("6 weeks").result, (Span{6, Span::Unit::weeks}));
  EXPECT_EQ(clock_span("3 months").result, (Span{3, Span::Unit::months}));
  for (const std::string text :
       {"8 hours", "45", "days", "1.5 days", "-1 days", "45  days", "45 Days", "\"45 days\"", "9999 days"})
    EXPECT_EQ(clock_span(text).problems.size(), 1u) << text;
}

TEST(Distributions, TakeAPlainQuantityAsAConstantInTheWantedUnit) {
  EXPECT_DOUBLE_EQ(hours("90 minutes").result.mean(), 1.5);
  EXPECT_DOUBLE_EQ(hours("{value: 3 hours, status: assumed}").result.mean(), 3);
  EXPECT_EQ(hours("3 hours").result.variance(), 0);
  EXPECT_EQ(hours("3 working days").problems,
            Texts{"1:4: x: expected hours or minutes, such as `3 hours`; found `3 working days`"});
}

TEST(Distributions, ConvertTheirParametersToTheWantedUnit) {
  EXPECT_DOUBLE_EQ(hours("{exponential: {mean: 30 minutes}}").result.mean(), 0.5);
  EXPECT_DOUBLE_EQ(hours("{uniform: {low: 30 minutes, high: 2.5 hours}}").result.mean(), 1.5);
  EXPECT_DOUBLE_EQ(hours("{triangular: {low: 1 hours, mode: 2 hours, high: 3 hours}}").result.mean(), 2);
  EXPECT_NEAR(hours("{lognormal: {mean: 4 hours, cv: 0.5}}").result.variance(), 4, 1e-9);
  EXPECT_NEAR(hours("{weibull: {scale: 2 hours, shape: 1}}").result.mean(), 2, 1e-9);
  // (0.5 + 2.5) / 2, in equal shares
  EXPECT_DOUBLE_EQ(
      hours("{bands: [{from: 0 hours, to: 1 hours, share: 50%}, {from: 2 hours, to: 3 hours, share: 0.5}]}")
          .result.mean(),
      1.5);
}

TEST(Distributions, OfAgesAreInYearsOrMonths) {
  const auto ages = [](const std::string& text) {
    return read(text, language::distribution(in_years), [](const Value& value) { return distribution(value); });
  };
  EXPECT_DOUBLE_EQ(ages("1 year").result.mean(), 1);
  EXPECT_DOUBLE_EQ(ages("18 months").result.mean(), 1.5);
  EXPECT_DOUBLE_EQ(ages("{uniform: {low: 6 months, high: 1.5 years}}").result.mean(), 1);
  EXPECT_EQ(ages("5").problems, Texts{"1:4: x: expected years or months, such as `5 years`; found `5`"});
  EXPECT_EQ(ages("52 weeks").problems, Texts{"1:4: x: expected years or months, such as `5 years`; found `52 weeks`"});
}

TEST(Distributions, SayWhatIsWrongWithThem) {
  EXPECT_EQ(hours("{uniform: {low: 1 hours}}").problems, Texts{"1:14: x.uniform: missing key `high`"});
  EXPECT_EQ(hours("{lognormal: {mean: 1 hours, cv: 1, sd: 3}}").problems.size(), 1u);
  EXPECT_EQ(hours("{normal: {mean: 1 hours}}").problems.size(), 2u);  // unknown key, and no shape
  EXPECT_EQ(hours("[1 hours, 2 hours]").problems,
            Texts{"1:4: x: expected hours or minutes, such as `3 hours`, or a distribution; found a list"});
  EXPECT_EQ(hours("{triangular: {low: 3 hours, mode: 2 hours, high: 1 hours}}").problems.size(), 1u);
  EXPECT_EQ(hours("{bands: []}").problems.size(), 1u);
}

TEST(Names, SuggestTheNearestOrListAll) {
  const Names names("team", "teams", {"assessment", "safeguarding"});
  const auto team = [&](const std::string& text) {
    return read(text, language::reference("team"),
                [&](const Value& value) { return names.find<models::TeamId>(value); });
  };
  EXPECT_EQ(team("safeguarding").result, models::TeamId{1});
  EXPECT_EQ(team("assesment").problems, Texts{"1:4: x: there is no team `assesment`; did you mean `assessment`?"});
  EXPECT_EQ(team("through_care").problems,
            Texts{"1:4: x: there is no team `through_care`; known teams: assessment, safeguarding"});
  EXPECT_EQ(team("[assessment]").problems, Texts{"1:4: x: expected the name of a team; found a list"});
}

TEST(Names, AppearOnceInAList) {
  const Names names("team", "teams", {"a", "b"});
  const auto teams = read("[b, a, b]", language::list(language::reference("team")),
                          [&](const Value& value) { return names.find_all<models::TeamId>(value); });
  EXPECT_EQ(teams.result, (std::vector{models::TeamId{1}, models::TeamId{0}}));
  EXPECT_EQ(teams.problems, Texts{"1:11: x[2]: named twice in this list"});
}

TEST(Nearest, CountsASwapOfNeighboursAsOneSlip) {
  const std::vector<std::string> known{"agency_share", "posts", "label", "hours_of_each_working_day"};
  EXPECT_EQ(nearest("agency_shre", known), "agency_share");
  EXPECT_EQ(nearest("agency_sahre", known), "agency_share");
  EXPECT_EQ(nearest("lable", known), "label");
  EXPECT_EQ(nearest("hours_of_each_workng_day", known), "hours_of_each_working_day");
  EXPECT_EQ(nearest("ceiling", known), std::nullopt);
  EXPECT_EQ(nearest("x", {}), std::nullopt);
}

TEST(Tables, CheckTheDocumentationTheyCarry) {
  const language::Table keys{
      "test",
      "of tests",
      {{"a", language::anything(), "a", "1"}, {"b", language::anything(), language::off, "b", "1"}}};
  const auto table = [&](const std::string& text) {
    return read(text, language::table(keys), [](const Value& value) { return Table(value).has("b"); });
  };
  EXPECT_EQ(table("{a: 1, status: local, source: s, note: n}").problems, Texts{});
  EXPECT_EQ(table("{a: 1, status: maybe}").problems.size(), 1u);
  EXPECT_EQ(table("{a: 1, source: [x]}").problems, Texts{"1:19: x.source: expected some text; found a list"});
  EXPECT_EQ(table("{b: 1, c: 2}").problems,
            (Texts{"1:4: x: missing key `a`", "1:11: x: unknown key `c`; did you mean `a`?"}));
}

}  // namespace
}  // namespace casetide::scenarios
