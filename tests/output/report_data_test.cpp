// The document behind the page of a report: that every part of it is there, holds the figures of the result, and can
// stand in a page whatever people have written in their scenario.
#include "output/report_data.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "tests/output/program.hpp"
#include "tests/output/traces.hpp"

namespace casetide::output::testing {

using models::Indicator;
using models::Measure;
using Json = nlohmann::json;

namespace {

/// Two years of an uncertain county with a target, something published, a price and descriptions.
models::Scenario county() {
  models::Scenario scenario = two_years();
  const models::Scenario uncertain = uncertain_scenario();
  scenario.assumptions = uncertain.assumptions;
  scenario.assumptions[0].source = "a guess";
  for (models::Assumption& assumption : scenario.assumptions) assumption.what = {"staffing"};  // under every plan
  scenario.draws_assumptions = true;
  scenario.replications = 8;  // enough for two assumptions
  scenario.plans[1].description = "Forty more, as fast as hiring goes.";
  scenario.money.price_year = "2017-18";
  scenario.targets = {{"seen", "Children are seen",
                       models::Level{models::Headline::unallocated, models::Level::Side::at_most, 5}, 2018, "the team",
                       models::Evidence::local}};
  scenario.observed = {{Indicator::referrals, {{2017, 5497}}, models::Evidence::published, "a table", "counted anew"}};
  return scenario;
}

/// Time at risk of the first plan is 4, 5 ... 11 child-days of 100 by replication, of the second plan 1 less; two
/// thirds of it by law.
Trace trace_of(const models::Scenario& scenario, std::size_t plan, int replication) {
  const Layout layout = layout_of(scenario);
  Trace trace = blank_trace(layout);
  const double days = 4 + replication - (plan == 0 ? 0.0 : 1.0);
  flow(trace, Measure::open_child_days, layout, 0, 100);
  flow(trace, Measure::time_at_risk, layout, risk(models::Component::no_named_worker, models::Cause::vacancy), days);
  flow(trace, Measure::time_at_risk_law, layout, 0, days * 2 / 3);
  level(trace, Measure::children, layout, 0, 90 + 2.0 * replication);
  level(trace, Measure::staff, layout, 0, plan == 0 ? 10 : 14);
  flow(trace, Measure::cost, layout, 0, 1e4 + 100.0 * static_cast<double>(plan) + replication);
  indicator(trace, layout, Indicator::referrals, {5000.0 + replication, 5100.0 + replication});
  trace.draws = {5.0 + 0.8 * replication, 0.9 + 0.03 * ((replication * 3) % 8)};
  return trace;
}

struct Told {
  std::string text;
  Json document;
};

Told told(const models::Scenario& scenario, const std::string& baseline = "", bool with_scenario = true) {
  const Folder folder;
  const Result result =
      result_of(folder, scenario, [&](std::size_t plan, int r) { return trace_of(scenario, plan, r); });
  ComparisonOptions options = options_of(scenario, result.identity());
  options.baseline = baseline;
  const Comparison comparison = compare(result, options);
  Told told;
  told.text = json(report_data(result, comparison, with_scenario ? &scenario : nullptr));
  told.document = Json::parse(told.text);
  return told;
}

const Json& by_key(const Json& list, const std::string& key) {
  for (const Json& entry : list)
    if (entry["key"] == key) return entry;
  throw std::runtime_error("no entry " + key);
}

// --- the shape of the document --------------------------------------------------------------------------------------

/// A path, with [] for each entry of a list that must have one, and the types that may stand there: text, number,
/// boolean, list, table, null.
const std::multimap<std::string, std::string>& shape() {
  static const std::multimap<std::string, std::string> shape = {
      {"schema_version", "number"},
      {"title", "text"},
      {"place", "text"},
      {"file", "text"},
      {"price_year", "text"},
      {"period.from", "text"},
      {"period.until", "text"},
      {"projection_from", "text"},
      {"run.id", "text"},
      {"run.seed", "number"},
      {"run.replications", "number"},
      {"run.version", "text"},
      {"run.revision", "null"},
      {"run.scenario_sha256", "text"},
      {"baseline", "number"},
      {"bands", "text"},
      {"question", "text"},
      {"answer", "text"},
      {"turning_points[]", "text"},
      {"plans[].name", "text"},
      {"plans[].label", "text"},
      {"plans[].description", "text|null"},
      {"best.by_law[]", "number"},
      {"best.all[]", "number"},
      {"best.words_by_law", "text"},
      {"best.words_all", "text"},
      {"warnings[]", "text"},
      {"page_one[].key", "text"},
      {"page_one[].title", "text"},
      {"page_one[].figures[].key", "text"},
      {"page_one[].figures[].label", "text"},
      {"page_one[].figures[].decimals", "number"},
      {"page_one[].figures[].plans[].mean", "number|null"},
      {"page_one[].figures[].plans[].low", "number|null"},
      {"page_one[].figures[].plans[].high", "number|null"},
      {"page_one[].figures[].plans[].difference", "table|null"},
      {"page_one[].figures[].plans[].told_apart", "boolean"},
      {"fans[].key", "text"},
      {"fans[].title", "text"},
      {"fans[].measure", "text"},
      {"fans[].unit", "text"},
      {"fans[].decimals", "number"},
      {"fans[].every", "text"},
      {"fans[].times[]", "text"},
      {"fans[].series[].key", "text"},
      {"fans[].series[].label", "text"},
      {"fans[].series[].plans[].median[]", "number|null"},
      {"fans[].series[].plans[].low50[]", "number|null"},
      {"fans[].series[].plans[].high50[]", "number|null"},
      {"fans[].series[].plans[].low90[]", "number|null"},
      {"fans[].series[].plans[].high90[]", "number|null"},
      {"fans[].published", "list"},
      {"risk.definition", "text"},
      {"risk.guard", "text"},
      {"risk.stretch", "text"},
      {"risk.components[].letter", "text"},
      {"risk.components[].name", "text"},
      {"risk.components[].label", "text"},
      {"risk.causes[].name", "text"},
      {"risk.causes[].label", "text"},
      {"risk.causes[].internal", "boolean"},
      {"risk.plans[].by_component[].mean", "number"},
      {"risk.plans[].by_component[].low", "number"},
      {"risk.plans[].by_cause[].high", "number"},
      {"risk.plans[].cross[]", "list"},
      {"risk.plans[].law.mean", "number"},
      {"risk.plans[].all.low", "number"},
      {"risk.plans[].closed_too_soon.high", "number"},
      {"targets[].name", "text"},
      {"targets[].label", "text"},
      {"targets[].what", "text"},
      {"targets[].by", "number"},
      {"targets[].status", "text"},
      {"targets[].source", "text"},
      {"targets[].proxy", "boolean"},
      {"targets[].years[]", "number"},
      {"targets[].plans[].met[]", "number"},
      {"targets[].plans[].of[]", "number"},
      {"cost_against_risk[].plan", "number"},
      {"cost_against_risk[].net_cost.mean", "number"},
      {"cost_against_risk[].law.low", "number"},
      {"cost_against_risk[].all.high", "number"},
      {"cost_against_risk[].unbeaten_by_law", "boolean"},
      {"cost_against_risk[].unbeaten", "boolean"},
      {"break_even[].plan", "number"},
      {"break_even[].days", "text"},
      {"break_even[].law", "text"},
      {"break_even[].cost", "text"},
      {"break_even[].worst_month", "text"},
      {"ahead", "number"},
      {"assumed_without_range", "null"},
      {"assumptions[].name", "text"},
      {"assumptions[].label", "text"},
      {"assumptions[].unit", "text"},
      {"assumptions[].how", "text"},
      {"assumptions[].drawn", "boolean"},
      {"assumptions[].low", "number"},
      {"assumptions[].likely", "number|null"},
      {"assumptions[].high", "number"},
      {"assumptions[].status", "text"},
      {"assumptions[].source", "text"},
      {"assumptions[].influence[].headline", "text"},
      {"assumptions[].influence[].label", "text"},
      {"assumptions[].influence[].on", "text"},
      {"assumptions[].influence[].coefficient", "number"},
      {"assumptions[].influence[].share", "number"},
      {"assumptions[].influence[].told", "boolean"},
      {"run_again[]", "text"}};
  return shape;
}

std::string type_of(const Json& value) {
  if (value.is_string()) return "text";
  if (value.is_number()) return "number";
  if (value.is_boolean()) return "boolean";
  if (value.is_array()) return "list";
  return value.is_object() ? "table" : "null";
}

/// What stands at a path, every entry of its lists.
std::vector<Json> at(const Json& from, const std::string& path) {
  if (path.empty()) return {from};
  if (path.starts_with("[]")) {
    std::vector<Json> all;
    for (const Json& entry : from)
      for (const Json& found : at(entry, path.substr(2))) all.push_back(found);
    return all;
  }
  if (path.starts_with('.')) return at(from, path.substr(1));
  const std::string key = path.substr(0, path.find_first_of(".["));
  return from.contains(key) ? at(from[key], path.substr(key.size())) : std::vector<Json>();
}

}  // namespace

TEST(ReportDocument, HasEveryPartWithItsType) {
  const Json document = told(county()).document;
  for (const auto& [path, types] : shape()) {
    const std::vector<Json> found = at(document, path);
    EXPECT_FALSE(found.empty()) << path;
    for (const Json& value : found)
      EXPECT_NE(("|" + types + "|").find("|" + type_of(value) + "|"), std::string::npos)
          << path << " is " << value.dump();
  }
}

TEST(ReportDocument, SaysWhatTheRunWas) {
  const Json document = told(county()).document;
  EXPECT_EQ(document["title"], "A small county");
  EXPECT_EQ(document["file"], "result.h5");
  EXPECT_EQ(document["price_year"], "2017-18");
  EXPECT_EQ(document["period"], (Json{{"from", "2016-04-01"}, {"until", "2018-04-01"}}));
  EXPECT_EQ(document["projection_from"], "2017-04-01");
  EXPECT_EQ(document["run"]["seed"], 0xfedcba9876543210);
  EXPECT_EQ(document["run"]["replications"], 8);
  EXPECT_EQ(document["bands"], "chance and assumptions together");
  EXPECT_EQ(document["question"],
            "Which of 2 plans leaves children the fewest days at risk to March 2018, and what does it cost?");
  EXPECT_EQ(document["plans"][0]["description"], nullptr);
  EXPECT_EQ(document["plans"][1]["description"], "Forty more, as fast as hiring goes.");
  EXPECT_EQ(document["run_again"][0], "casetide verify result.h5");
}

TEST(ReportDocument, HoldsTheFiguresAsTheyAreShown) {
  const Json document = told(county()).document;
  // The first plan has 4 ... 11 days of 100, mean 7.5; by law two thirds. The second has exactly one less.
  const Json& plans = document["risk"]["plans"];
  EXPECT_DOUBLE_EQ(plans[0]["all"]["mean"].get<double>(), 7.5);
  EXPECT_DOUBLE_EQ(plans[1]["law"]["mean"].get<double>(), 4.33);
  // 8 values 1 apart have a standard deviation of 2.4495; Student's t of 7 degrees of freedom is 1.8946 at 90 %.
  EXPECT_DOUBLE_EQ(plans[0]["all"]["low"].get<double>(), 5.86);
  EXPECT_DOUBLE_EQ(plans[0]["by_component"][1]["high"].get<double>(), 9.14);
  EXPECT_DOUBLE_EQ(plans[0]["cross"][1][1].get<double>(), 7.5);
  EXPECT_DOUBLE_EQ(plans[0]["cross"][1][0].get<double>(), 0);
  const Json& figure = by_key(by_key(document["page_one"], "risk")["figures"], "all");
  EXPECT_DOUBLE_EQ(figure["plans"][0]["high"].get<double>(), 9.14);
  EXPECT_EQ(figure["plans"][0]["difference"], nullptr) << "the baseline";
  EXPECT_DOUBLE_EQ(figure["plans"][1]["difference"]["mean"].get<double>(), -1);
  EXPECT_EQ(figure["plans"][1]["told_apart"], true);
  EXPECT_EQ(document["best"]["by_law"], Json::array({1}));
  EXPECT_EQ(document["best"]["words_by_law"], "recruit is best");
  EXPECT_EQ(document["break_even"][0]["plan"], 1);
  EXPECT_EQ(document["break_even"][0]["days"], "from the start");
  EXPECT_EQ(document["break_even"][0]["cost"], "at no time");
  EXPECT_EQ(document["risk"]["guard"], models::guard_sentence);
  EXPECT_EQ(document["risk"]["causes"][6]["internal"], false);
}

TEST(ReportDocument, DrawsFansAndWhatWasPublished) {
  const Json document = told(county()).document;
  const Json& children = by_key(document["fans"], "children");
  EXPECT_EQ(children["every"], "sample");
  EXPECT_EQ(children["times"][1], "2016-04-08");
  // 90, 92 ... 104: the median lies between 96 and 98, a twentieth from the ends at places 0.35 and 6.65.
  const Json& bands = children["series"][0]["plans"][0];
  EXPECT_DOUBLE_EQ(bands["median"][0].get<double>(), 97);
  EXPECT_DOUBLE_EQ(bands["low90"][0].get<double>(), 91);  // 90.7 children, without decimals
  EXPECT_DOUBLE_EQ(bands["high90"][0].get<double>(), 103);
  const Json& referrals = by_key(document["fans"], "year_referrals");
  EXPECT_EQ(referrals["times"], Json::array({"2017-03-31", "2018-03-31"}));
  EXPECT_DOUBLE_EQ(referrals["series"][0]["plans"][1]["median"][1].get<double>(), 5104);  // 5103.5, to the even one
  const Json& published = referrals["published"][0];
  EXPECT_EQ(published["series"], "referrals");
  EXPECT_EQ(published["points"], Json::parse(R"([{"date": "2017-03-31", "value": 5497}])"));
  EXPECT_EQ(published["source"], "a table");
  EXPECT_EQ(published["note"], "counted anew");
  EXPECT_EQ(published["status"], "published");
}

TEST(ReportDocument, TellsTargetsAndAssumptionsWithWhatTheyRestOn) {
  const Json document = told(county()).document;
  const Json& target = document["targets"][0];
  EXPECT_EQ(target["status"], "local");
  EXPECT_EQ(target["source"], "the team");
  EXPECT_EQ(target["years"], Json::array({2017, 2018}));
  EXPECT_EQ(target["plans"][0]["met"], Json::array({8, 8})) << "nobody is without a worker";
  const Json& hiring = document["assumptions"][0];
  EXPECT_EQ(hiring["name"], "hiring_success");
  EXPECT_EQ(hiring["likely"], 6.5);
  EXPECT_EQ(hiring["high"], 12);
  EXPECT_EQ(hiring["unit"], "%");
  EXPECT_EQ(hiring["source"], "a guess");
  EXPECT_EQ(document["assumptions"][1]["likely"], nullptr) << "even over its range";
  // Days at risk rise with the replication as the draw does, and so in step by rank.
  const Json& influence = hiring["influence"];
  const auto law = std::ranges::find_if(
      influence, [](const Json& one) { return one["headline"] == "days_at_risk_law" && one["on"] == "baseline"; });
  ASSERT_NE(law, influence.end());
  EXPECT_NEAR((*law)["coefficient"].get<double>(), 1, 0.01);
  EXPECT_NEAR((*law)["share"].get<double>(), 1, 0.02);
  EXPECT_EQ((*law)["told"], true);
}

TEST(ReportDocument, TakesAnotherBaseline) {
  const Json document = told(county(), "recruit").document;
  EXPECT_EQ(document["baseline"], 1);
  EXPECT_EQ(document["break_even"].size(), 1u);
  EXPECT_EQ(document["break_even"][0]["plan"], 0);
  EXPECT_EQ(document["run_again"][2], "casetide report result.h5 --baseline recruit");
}

TEST(ReportDocument, LeavesOutWhatOnlyTheScenarioSaysWhereItCannotBeRead) {
  const Json document = told(county(), "", false).document;
  EXPECT_EQ(document["projection_from"], nullptr);
  EXPECT_EQ(document["plans"][1]["description"], nullptr);
  EXPECT_EQ(document["assumptions"][0]["source"], nullptr);
  EXPECT_EQ(document["assumptions"][0]["high"], 12) << "the file has it";
  EXPECT_EQ(by_key(document["fans"], "children")["published"], Json::array());
}

TEST(ReportDocument, StandsForAResultOfOneReplicationAndOnePlanWithoutYears) {
  models::Scenario scenario = small_scenario();
  scenario.replications = 1;
  scenario.plans.resize(1);
  const Folder folder;
  const Result result = result_of(folder, scenario, [&](std::size_t, int) { return blank_trace(layout_of(scenario)); });
  const Comparison comparison = compare(result);
  const Json document = Json::parse(json(report_data(result, comparison, &scenario)));
  EXPECT_EQ(document["question"], "How does the service fare to April 2016?");
  EXPECT_EQ(document["targets"], Json::array());
  EXPECT_EQ(document["assumptions"], Json::array());
  EXPECT_EQ(document["ahead"], nullptr);
  EXPECT_EQ(document["cost_against_risk"], Json::array()) << "nothing is priced";
  EXPECT_EQ(document["price_year"], nullptr);
  EXPECT_NE(document["warnings"][0].get<std::string>().find("too few"), std::string::npos);
}

TEST(ReportDocument, CanStandInAScriptWhateverPeopleWrote) {
  models::Scenario scenario = county();
  scenario.title = "</script><script>alert('title')</script>";
  scenario.place = "a \"quoted\" \\ place \xe2\x80\xa8 and \xe2\x80\xa9 lines";
  scenario.plans[1].label = "<!-- <script> & 'plan'";
  scenario.pathway.statuses[0].label = "<img src=x onerror=alert(1)>";
  const Told written = told(scenario);
  EXPECT_NE(written.text.find('<'), std::string::npos) << "else nothing is shown here";
  const std::string embedded = within_script(written.text);
  EXPECT_EQ(embedded.find('<'), std::string::npos);
  EXPECT_EQ(embedded.find("\xe2\x80\xa8"), std::string::npos);
  EXPECT_EQ(embedded.find("\xe2\x80\xa9"), std::string::npos);
  EXPECT_EQ(embedded.find('\n'), std::string::npos);
  const Json read = Json::parse(embedded);  // reads back to what was written
  EXPECT_EQ(read, written.document);
  EXPECT_EQ(read["title"], scenario.title);
  EXPECT_EQ(read["place"], scenario.place);
  EXPECT_EQ(read["plans"][1]["label"], scenario.plans[1].label);
}

TEST(WithinScript, ChangesNothingElse) {
  EXPECT_EQ(within_script("{\"a\": \"\xe2\x80\xa6 – > & ' é\"}"), "{\"a\": \"\xe2\x80\xa6 – > & ' é\"}");
  EXPECT_EQ(within_script("<\xe2\x80\xa8\xe2\x80\xa9<"), "\\u003c\\u2028\\u2029\\u003c");
  EXPECT_EQ(within_script("\xe2\x80"), "\xe2\x80");
  EXPECT_EQ(within_script(""), "");
}

TEST(ReportDocument, HasTheFiguresThatOthersCountInTheResult) {
  const Folder folder;
  models::Scenario scenario = two_years();
  scenario.replications = 6;
  const std::vector<fs::path> shards = write_shards(folder, scenario);
  merge(shards, scenario, identity_of(scenario), folder / "result.h5");
  const Ended ended = run_program(folder, {"report", folder / "result.h5", "--data", "-q"});
  ASSERT_EQ(ended.code, 0) << ended.error;
  put_bytes(folder / "data.json", ended.out);
  const int status =
      run_python("read_report.py", (folder / "result.h5").string() + " " + (folder / "data.json").string());
  if (status == 77) GTEST_SKIP() << "python3 or h5py is not installed";
  EXPECT_EQ(status, 0);
}

}  // namespace casetide::output::testing
