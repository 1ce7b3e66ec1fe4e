// The tables of the language: whole, readable, and what the models hold for left out.
#include "scenarios/language/language.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

#include "scenarios/language/described.hpp"
#include "scenarios/reader/quantities.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "scenarios/reader/yaml_gate.hpp"
#include "tests/scenarios/reading.hpp"

namespace casetide::scenarios {
namespace {

using language::Type;
using Kind = Type::Kind;

/// How a plain value of each kind is read. Names, paths and figures need a scenario around them.
const std::map<Kind, std::function<void(const Value&)>> readers = {
    {Kind::text, [](const Value& value) { value.text(); }},
    {Kind::boolean, [](const Value& value) { value.boolean(); }},
    {Kind::number, [](const Value& value) { value.number(); }},
    {Kind::whole_number, [](const Value& value) { value.whole_number(); }},
    {Kind::share, [](const Value& value) { value.share(); }},
    {Kind::proportion, [](const Value& value) { proportion(value); }},
    {Kind::date, [](const Value& value) { value.date(); }},
    {Kind::time_of_day, [](const Value& value) { value.time_of_day(); }},
    {Kind::word, [](const Value& value) { value.word<int>(); }},
    {Kind::quantity, [](const Value& value) { quantity(value); }},
    {Kind::whole_quantity, [](const Value& value) { whole_quantity(value); }},
    {Kind::span, [](const Value& value) { span(value); }},
    {Kind::pounds, [](const Value& value) { pounds(value); }},
    {Kind::children, [](const Value& value) { number_of_children(value, 10'000); }},
    {Kind::distribution, [](const Value& value) { distribution(value); }},
};

Texts problems_with(const std::string& text, const Type& type) {
  const Node root = parse_yaml("x: " + text + "\n", "example");
  Problems problems;
  const Rooted rooted(problems, root);
  readers.at(type.kind)(Value(root.find("x")->value, type, problems));
  return problems_of([&] { problems.throw_if_any("example"); });
}

template <typename Check>
void for_each_key(const Check& check) {
  for (const language::Table* const table : language::all_tables())
    for (const language::Field& field : table->fields) {
      const language::Key key{table, &field};
      SCOPED_TRACE(key.name());
      check(field);
    }
}

TEST(Language, SaysOfEveryKeyWhatItMeansAndHowItIsWritten) {
  std::size_t keys = 0;
  for_each_key([&](const language::Field& field) {
    ++keys;
    EXPECT_FALSE(field.meaning.empty());
    EXPECT_FALSE(field.example.empty());
    EXPECT_FALSE(language::described(field.type).empty());
    EXPECT_TRUE(field.required || !field.otherwise.source.empty()) << "nothing says what holds when it is left out";
  });
  EXPECT_GT(keys, 300u);
}

TEST(Language, HasATableAndAKeyOfItsNameOnce) {
  std::set<std::string_view> tables;
  for (const language::Table* const table : language::all_tables()) {
    EXPECT_TRUE(tables.insert(table->name).second) << table->name;
    std::set<std::string_view> keys;
    for (const language::Field& field : table->fields) EXPECT_TRUE(keys.insert(field.key).second) << field.key;
  }
}

TEST(Language, PutsKeysThatAreRequiredFirst) {
  for (const language::Table* const table : language::all_tables()) {
    const auto optional = std::ranges::find(table->fields, false, &language::Field::required);
    EXPECT_EQ(std::find_if(optional, table->fields.end(), [](const auto& field) { return field.required; }),
              table->fields.end())
        << table->name;
  }
}

TEST(Language, HasExamplesThatTheReaderReads) {
  std::size_t read = 0;
  for_each_key([&](const language::Field& field) {
    if (!readers.contains(field.type.kind) || field.example.find("..") != std::string_view::npos) return;
    EXPECT_EQ(problems_with(std::string(field.example), field.type), Texts{});
    ++read;
  });
  EXPECT_GT(read, 150u);
}

TEST(Language, HasDefaultsThatTheReaderReads) {
  std::size_t read = 0;
  for_each_key([&](const language::Field& field) {
    if (field.otherwise.text.empty() || !readers.contains(field.type.kind)) return;
    EXPECT_EQ(problems_with(std::string(field.otherwise.text), field.type), Texts{});
    ++read;
  });
  EXPECT_GT(read, 50u);
}

TEST(Language, RefusesWhatIsNoneOfItsKinds) {
  for_each_key([&](const language::Field& field) {
    if (!readers.contains(field.type.kind)) return;
    EXPECT_EQ(problems_with("[[]]", field.type).size(), 1u);
  });
}

/// With nothing said of them, a scenario has what the models hold for left out.
TEST(Language, HasTheDefaultsOfTheModels) {
  const models::Scenario read = read_scenario(source_path("tests/scenarios/rejected/bases/minimal.yaml"));
  const models::Scenario usual;
  const models::Employment& employment = read.staffing.employment;
  const models::Employment& left_out = usual.staffing.employment;
  EXPECT_EQ(read.sample_days, usual.sample_days);
  EXPECT_EQ(read.replications, usual.replications);
  EXPECT_EQ(read.seed, usual.seed);
  EXPECT_EQ(read.pathway.adult_at, usual.pathway.adult_at);
  EXPECT_EQ(read.pathway.hindsight, usual.pathway.hindsight);
  EXPECT_EQ(read.staffing.productivity, usual.staffing.productivity);
  EXPECT_EQ(read.staffing.cover_after_working_days, usual.staffing.cover_after_working_days);
  EXPECT_EQ(read.staffing.pace, usual.staffing.pace);
  EXPECT_EQ(read.staffing.work, usual.staffing.work);
  EXPECT_EQ(read.staffing.allocated, usual.staffing.allocated);
  EXPECT_EQ(read.staffing.overload.bearable, usual.staffing.overload.bearable);
  EXPECT_EQ(read.staffing.overload.comes_back_factor, usual.staffing.overload.comes_back_factor);
  EXPECT_EQ(read.staffing.overload.progress_under_notice, usual.staffing.overload.progress_under_notice);
  EXPECT_EQ(employment.leaving.per_year, left_out.leaving.per_year);
  EXPECT_EQ(employment.leaving.new_in_post, left_out.leaving.new_in_post);
  EXPECT_EQ(employment.leaving.new_in_post_factor, left_out.leaving.new_in_post_factor);
  EXPECT_EQ(employment.leaving.destination_share, left_out.leaving.destination_share);
  EXPECT_EQ(employment.leaving.workload, left_out.leaving.workload);
  EXPECT_EQ(employment.stress.bearable, left_out.stress.bearable);
  EXPECT_EQ(employment.stress.memory, left_out.stress.memory);
  EXPECT_EQ(employment.induction[0].begins_at, left_out.induction[0].begins_at);
  EXPECT_EQ(employment.newly_qualified.lasts, left_out.newly_qualified.lasts);
  EXPECT_EQ(employment.hiring.every_days, left_out.hiring.every_days);
  EXPECT_EQ(employment.hiring.success, left_out.hiring.success);
  EXPECT_EQ(employment.hiring.days_to_fail.mean(), left_out.hiring.days_to_fail.mean());
  EXPECT_EQ(employment.hiring.days_to_start.mean(), left_out.hiring.days_to_start.mean());
  EXPECT_EQ(employment.agency.cap, left_out.agency.cap);
  EXPECT_EQ(employment.agency.days_to_arrive.mean(), left_out.agency.days_to_arrive.mean());
  EXPECT_EQ(employment.agency.booking_days.mean(), left_out.agency.booking_days.mean());
  EXPECT_EQ(employment.agency.notice_days, left_out.agency.notice_days);
  EXPECT_EQ(read.demand.received.opens, usual.demand.received.opens);
  EXPECT_EQ(read.money.agency_day, usual.money.agency_day);
  EXPECT_EQ(read.pathway.obligations[0].work->shared, models::Work().shared);
  EXPECT_EQ(read.pathway.obligations[0].work->attempt_fails, models::Work().attempt_fails);
}

TEST(Language, FindsKeysByTheirLastWordsOrTheirTable) {
  ASSERT_EQ(language::keys_named("staffing.leaving.per_year").size(), 1u);
  EXPECT_EQ(language::keys_named("per_year").front().name(), "staffing.leaving.per_year");
  EXPECT_EQ(language::keys_named("leaving.notice").front().name(), "staffing.leaving.notice");
  EXPECT_GT(language::keys_named("notice").size(), 1u);
  EXPECT_EQ(language::keys_named("staffing.stress").size(), 1u + language::stress().fields.size());
  EXPECT_TRUE(language::keys_named("per_yaer").empty());
  EXPECT_EQ(language::nearest_key("leving.per_year"), "staffing.leaving.per_year");
  EXPECT_EQ(language::nearest_key("sample_evry"), "sample_every");
  EXPECT_EQ(language::nearest_key("xyzzy"), "");
}

TEST(PageOfKeys, IsTheOneThatStandsBesideTheScenarios) {
  std::ostringstream page;
  page << std::ifstream(source_path("scenarios/keys.md"), std::ios::binary).rdbuf();
  EXPECT_TRUE(page.str() == language::page_of_keys())
      << "make it anew: casetide explain-key --all -o scenarios/keys.md";
}

// --- what people may write ------------------------------------------------------------------------------------------

std::string minimal() {
  std::ostringstream text;
  text << std::ifstream(source_path("tests/scenarios/rejected/bases/minimal.yaml"), std::ios::binary).rdbuf();
  return text.str();
}

std::string minimal_with(const std::string& instead, const std::string& of) {
  std::string text = minimal();
  return text.replace(text.find(of), of.size(), instead);
}

models::Scenario with(const std::string& more) { return read_scenario_text(minimal() + more, "test"); }

const std::string periods = "periods: [{from: 2016-01-01, until: 2018-04-01, children: 900}]";

TEST(FirstReferrals, MayBeToldByFinancialYear) {
  const std::string text = minimal_with("by_financial_year: {2016-17: 880, 2015-16: 800, 2017-18: 910}", periods);
  const models::Demand demand = read_scenario_text(text, "test").demand;
  ASSERT_EQ(demand.first_referrals.size(), 3u);
  EXPECT_EQ(sim::text(demand.first_referrals[0].from), "2015-04-01");
  EXPECT_EQ(demand.first_referrals[0].children, 800);
  EXPECT_EQ(sim::text(demand.first_referrals[2].until), "2018-04-01");
}

TEST(FirstReferrals, MayBeToldByMonthAsRates) {
  std::string months;
  for (int year = 2016; year <= 2018; ++year)
    for (int month = 1; month <= 12; ++month)
      if (year < 2018 || month <= 3)
        months += std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + ": '5 per 10,000', ";
  const std::string text = minimal_with("by_month: {" + months + "}", periods);
  const models::Demand demand = read_scenario_text(text + "child_population: 60000\n", "test").demand;
  ASSERT_EQ(demand.first_referrals.size(), 27u);
  EXPECT_EQ(sim::text(demand.first_referrals[1].from), "2016-02-01");
  EXPECT_EQ(demand.first_referrals[1].children, 30);
  EXPECT_EQ(problems_of([&] { read_scenario_text(text, "test"); }).size(), 27u);  // of which children?
}

TEST(FirstReferrals, AreToldInOneWay) {
  const std::string text = minimal_with(periods + "\n    by_financial_year: {2016-17: 880}", periods);
  EXPECT_EQ(problems_of([&] { read_scenario_text(text, "test"); }),
            Texts{"58:24: demand.first_referrals.by_financial_year: `periods` says it already; leave one of them out"});
}

TEST(Distributions, MayBeToldByQuartiles) {
  const models::Scenario read = with(
      "stocks: [{statuses: [in_need], children: 10, open: {quartiles: {lowest: 2 days, lower: 10 days, median: 20 "
      "days, "
      "upper: 40 days, highest: 80 days}}}]\n");
  // A quarter lies evenly between each two: (6 + 15 + 30 + 60) / 4.
  EXPECT_DOUBLE_EQ(read.stocks[0].days_open.mean(), 27.75);
  EXPECT_DOUBLE_EQ(read.stocks[0].days_open.quantile(0.25), 10);
  EXPECT_DOUBLE_EQ(read.stocks[0].days_open.quantile(0.5), 20);
  EXPECT_DOUBLE_EQ(read.stocks[0].days_open.quantile(0.875), 60);
}

TEST(Assumptions, MayBeToldInWords) {
  const models::Scenario read = with(
      "assumptions:\n"
      "  ceiling: {label: C, what: staffing.ceiling, status: assumed, source: test,\n"
      "    range: \"between 15 children and 25 children, most likely 20 children\"}\n"
      "  effort: {label: E, what: pathway.obligations.review.work.effort, status: assumed, source: test,\n"
      "    factor: between 0.8 and 1.25}\n");
  ASSERT_EQ(read.assumptions.size(), 2u);
  EXPECT_EQ(read.assumptions[0].low(), 15);
  EXPECT_EQ(read.assumptions[0].high(), 25);
  EXPECT_EQ(read.assumptions[0].range.mean(), 20);
  EXPECT_EQ(read.assumptions[0].unit, "children");
  EXPECT_DOUBLE_EQ(read.assumptions[1].range.mean(), 1.025);
}

TEST(Hours, MayBeToldByTheWeek) {
  const std::string text = minimal_with("per_day: 25 hours a week", "per_day: 5 hours");
  EXPECT_EQ(read_scenario_text(text, "test").staffing.client_hours.length, std::chrono::hours(5));
}

}  // namespace
}  // namespace casetide::scenarios
