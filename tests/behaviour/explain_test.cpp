// casetide explain: what it tells adds up to the result, and what cannot be told is refused with the right exit code.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "models/service.hpp"
#include "output/life.hpp"
#include "output/result_file.hpp"
#include "output/text_table.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/errors.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"
#include "tests/support/program.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using namespace casetide::testing;
using models::Cause, models::ChildId, models::Component;
using Json = nlohmann::json;
using sim::ExitCode;

constexpr double minutes_a_day = 1440;

/// More than the two workers of the small service can do: 2,100 hours of visits in 1,400.
constexpr const char* busy =
    "demand: {first_referrals: {unit: children, periods: [{from: 2018-09-01, until: 2019-01-02, children: 700}]}}\n";

/// Minutes by component and cause.
using Minutes = std::map<std::pair<std::string, std::string>, std::int64_t>;

class AResultToExplain : public ::testing::Test {
 protected:
  AResultToExplain() {
    const fs::path scenario = workplace.extended("busy.yaml", busy);
    const Ended ran =
        run_program(workplace, {"run", scenario.string(), "-o", result.string(), "-q", "--replications", "2"});
    EXPECT_EQ(ran.code, 0) << ran.error;
  }

  Ended explained(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"explain", result.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(workplace, arguments);
  }
  Json told(std::vector<std::string> more) const {
    more.push_back("--json");
    const Ended ended = explained(std::move(more));
    EXPECT_EQ(ended.code, 0) << ended.error;
    return Json::parse(ended.out);
  }
  /// Refused with the code, one line on standard error that has these words, and nothing on standard output.
  void refused(ExitCode code, const std::string& words, const std::vector<std::string>& more) const {
    const Ended ended = explained(more);
    EXPECT_EQ(ended.code, static_cast<int>(code)) << ended.error;
    EXPECT_NE(ended.error.find(words), std::string::npos) << ended.error;
    EXPECT_EQ(std::count(ended.error.begin(), ended.error.end(), '\n'), 1) << ended.error;
    EXPECT_EQ(ended.out, "");
  }

  Workplace workplace;
  fs::path result = workplace / "busy.h5";
};

/// What the file has for a plan and replication, over the whole period.
Minutes in_file(const fs::path& path, std::size_t plan, std::size_t replication) {
  const output::Result result = output::read_result(path);
  const std::vector<double> days = result.trace(plan, replication).of(models::Measure::time_at_risk);
  Minutes sums;
  constexpr std::size_t row = models::component_count * models::cause_count;
  for (std::size_t place = 0; place < row; ++place) {
    double sum = 0;
    for (std::size_t at = place; at < days.size(); at += row) sum += days[at];
    const std::int64_t minutes = std::llround(sum * minutes_a_day);
    if (minutes > 0)
      sums[{std::string(models::component_names[place / models::cause_count]),
            std::string(models::cause_names[place % models::cause_count])}] = minutes;
  }
  return sums;
}

TEST_F(AResultToExplain, HasChildrenWhoseSpellsAddUpToEachOfThemAndToTheFile) {
  const Json document = told({"--plan", "more", "--replication", "1", "--worst", "1000000", "--all"});
  EXPECT_EQ(document["schema_version"], 1);
  ASSERT_GT(document["lives"].size(), 50u);
  EXPECT_EQ(document["lives"].size(), document["children_at_risk"].get<std::size_t>());
  Minutes all;
  for (const Json& life : document["lives"]) {
    std::int64_t of_child = 0;
    for (const Json& spell : life["spells"])
      for (const Json& stretch : spell["stretches"]) {
        all[{spell["component"]["name"], stretch["cause"]["name"]}] += stretch["minutes"].get<std::int64_t>();
        of_child += stretch["minutes"].get<std::int64_t>();
      }
    EXPECT_EQ(life["time_at_risk"]["minutes"].get<std::int64_t>(), of_child) << life["child"];
  }
  EXPECT_EQ(all, in_file(result, 1, 1));
}

TEST_F(AResultToExplain, TellsTheSameOfAChildHoweverItIsAskedFor) {
  const Json worst = told({"--worst", "2", "--all"});
  ASSERT_EQ(worst["lives"].size(), 2u);
  const Json& second = worst["lives"][1];
  EXPECT_EQ(second["child"], worst["worst"][1]["child"]);
  EXPECT_EQ(told({"--child", to_string(second["child"])})["lives"][0], second);
  EXPECT_EQ(told({})["worst"].size(), 5u) << "without a word, the five longest at risk";
  EXPECT_EQ(told({})["lives"].size(), 1u);
}

TEST_F(AResultToExplain, NeedsNothingButTheFileAndLeavesNothingBehind) {
  fs::remove(workplace / "busy.yaml");
  fs::remove(workplace.scenario());
  const auto before = workplace.files();
  EXPECT_EQ(explained({"--worst", "1"}).code, 0);
  EXPECT_EQ(workplace.files(), before);
}

TEST_F(AResultToExplain, IsToldInLinesOfEightyColumns) {
  for (const std::vector<std::string>& how :
       {std::vector<std::string>{"--worst", "20", "--all"}, {"--week", "one", "--from", "2018-11-05"}}) {
    const Ended ended = explained(how);
    ASSERT_EQ(ended.code, 0) << ended.error;
    for (std::size_t from = 0; from < ended.out.size();) {
      const std::size_t end = ended.out.find('\n', from);
      const std::string line = ended.out.substr(from, end - from);
      EXPECT_LE(output::width_of(line), 80) << line;
      from = end + 1;
    }
    EXPECT_NE(ended.out.find("It does not say that"), std::string::npos) << "the guard stands with the figures";
  }
}

TEST_F(AResultToExplain, TellsATeamsWeek) {
  const Json week = told({"--week", "one", "--from", "2018-11-05"})["week"];
  EXPECT_EQ(week["team"], "one");
  EXPECT_EQ(week["until"], "2018-11-12");
  EXPECT_EQ(week["people"].size(), 2u);
  std::int64_t held = 0;
  for (const Json& person : week["people"]) held += person["children"].get<std::int64_t>();
  EXPECT_LE(held, 20) << "two workers with room for ten each";
  // Everybody belongs to the one team: who is neither held nor waits is only known, which needs no worker.
  EXPECT_EQ(week["children"].get<std::size_t>(), static_cast<std::size_t>(held) + week["waiting_for_a_worker"].size());
}

TEST_F(AResultToExplain, IsRefusedWhereNobodyCanTell) {
  refused(ExitCode::bad_usage, "there is no child 4000000 in replication 0 of as_now; the nearest is ",
          {"--child", "4000000"});
  refused(ExitCode::bad_usage, "there is no plan `mor`; did you mean more", {"--plan", "mor"});
  refused(ExitCode::bad_usage, "there is no replication 2; it has 0 to 1", {"--replication", "2"});
  refused(ExitCode::bad_usage, "there is no team `on`; did you mean one", {"--week", "on", "--from", "2018-11-05"});
  refused(ExitCode::bad_usage,
          "--from: the seven days from 2018-12-26 on are not in the period; it can be 2018-10-01 "
          "to 2018-12-25",
          {"--week", "one", "--from", "2018-12-26"});
  refused(ExitCode::bad_usage, "`2018-02-30` is no day", {"--week", "one", "--from", "2018-02-30"});
  refused(ExitCode::bad_usage, "--week TEAM and --from DAY go together", {"--week", "one"});
  refused(ExitCode::bad_usage, "--week TEAM and --from DAY go together", {"--from", "2018-11-05"});
  refused(ExitCode::bad_usage, "--child tells of one child", {"--child", "8", "--worst"});
  refused(ExitCode::bad_usage, "--week tells of a team", {"--week", "one", "--from", "2018-11-05", "--child", "8"});
}

TEST_F(AResultToExplain, IsRefusedWhereItIsMissingOrDamaged) {
  EXPECT_EQ(run_program(workplace, {"explain", (workplace / "none.h5").string()}).code,
            static_cast<int>(ExitCode::file_missing));
  fs::resize_file(result, fs::file_size(result) / 2);
  EXPECT_EQ(explained({}).code, static_cast<int>(ExitCode::bad_input));
}

/// Writes the result anew as another program might have: with its version, and one more child closed.
void write_otherwise(const fs::path& result, const Workplace& workplace) {
  const models::Scenario scenario = scenarios::read_scenario(workplace / "busy.yaml");
  output::RunIdentity other = output::identity_of(scenario);
  other.replications = 1;
  other.software_version = "0.0.1";
  std::vector<fs::path> shards;
  for (std::size_t plan = 0; plan < 2; ++plan) {
    output::Trace trace = output::read_trace(result, output::layout_of(scenario), plan, 0);
    trace.of(models::Measure::closed).back() += 1;
    shards.push_back(workplace / ("shard-" + std::to_string(plan)));
    output::write_shard(shards.back(), scenario, other, plan, 0, trace);
  }
  output::merge(shards, scenario, other, result);
}

TEST_F(AResultToExplain, IsRefusedWhereAnotherVersionRanItOtherwise) {
  write_otherwise(result, workplace);
  refused(ExitCode::bad_input, "was written by version 0.0.1", {"--worst"});
}

// --- a whole service -----------------------------------------------------------------------------------------------

/// Keeps what the ledger credits, child by child, in a way of its own.
struct Ledger : models::Observer {
  explicit Ledger(sim::Instant first_) : first(first_) {}
  bool watches(models::FactKind kind) const override {
    return kind == models::FactKind::risk_credited || kind == models::FactKind::risk_beside;
  }
  void observe(const models::Fact& fact) override {
    if (fact.due <= first) return;
    auto& sums = fact.kind == models::FactKind::risk_beside ? beside : credited;
    sums[fact.child][{fact.place, fact.outcome}] += (fact.due - fact.since).count();
  }
  sim::Instant first;
  std::map<ChildId, std::map<std::pair<int, int>, std::int64_t>> credited, beside;
};

/// What the spells of a life come to.
std::map<std::pair<int, int>, std::int64_t> of_spells(const output::Life& life, bool beside) {
  std::map<std::pair<int, int>, std::int64_t> sums;
  for (const output::RiskSpell& spell : life.spells)
    for (const output::RiskSpell::Stretch& stretch : spell.stretches)
      if (spell.beside == beside)
        sums[{static_cast<int>(spell.component), static_cast<int>(stretch.cause)}] +=
            (stretch.until - stretch.from).count();
  return sums;
}

/// Worcestershire for a quarter of warm-up and a year.
models::Scenario a_year_of_worcestershire() {
  models::Scenario scenario = worcestershire();
  scenario.period_from = day("2016-04-01");
  scenario.period_until = day("2017-04-01");
  return scenario;
}

TEST(LivesOfACounty, AddUpForFiftyChildrenAndForAllOfThem) {
  in_child([] {
    const models::Scenario scenario = a_year_of_worcestershire();
    output::LifeRecorder record(scenario);
    Ledger ledger(sim::Instant{scenario.period_from});
    struct Samples : models::Observer {
      bool watches(models::FactKind) const override { return false; }
      void sample(const models::Sample& sample) override { (first.empty() ? first : last) = copy(sample); }
      static std::vector<double> copy(const models::Sample& sample) {
        std::vector<double> values = sample.of(models::Measure::time_at_risk);
        const auto& beside = sample.of(models::Measure::leaving_care_at_risk);
        values.insert(values.end(), beside.begin(), beside.end());
        return values;
      }
      std::vector<double> first, last;
    } samples;
    models::run_replication(scenario, scenario.plans.front(), 0, {&record, &ledger, &samples});
    record.finish();

    output::RiskMinutes all;
    std::vector<ChildId> children;
    for (const ChildId child : record.children()) {
      for (const std::uint32_t place : record.of(child))
        if (const models::Fact fact = record.fact(place);
            fact.kind == models::FactKind::risk_credited || fact.kind == models::FactKind::risk_beside)
          all.add(fact, sim::Instant{scenario.period_from}, sim::Instant{scenario.period_until});
      if (ledger.credited.contains(child) || ledger.beside.contains(child)) children.push_back(child);
    }
    for (std::size_t component = 0; component < models::component_count; ++component) {
      for (std::size_t cause = 0; cause < models::cause_count; ++cause) {
        const std::size_t place = component * models::cause_count + cause;
        EXPECT_EQ(all.credited[component][cause],
                  std::llround((samples.last[place] - samples.first[place]) * minutes_a_day))
            << component << " " << cause;
      }
      const std::size_t place = models::component_count * models::cause_count + component;
      EXPECT_EQ(all.beside[component], std::llround((samples.last[place] - samples.first[place]) * minutes_a_day));
    }
    EXPECT_GT(all.total(), 0);
    EXPECT_GT(all.total_beside(), 0);

    ASSERT_GT(children.size(), 1000u);
    std::mt19937 draw(4711);
    std::ranges::shuffle(children, draw);
    std::int64_t told = 0;
    for (std::size_t place = 0; place < 50; ++place) {
      const output::Life life = output::life_of(record, children[place]);
      EXPECT_EQ(of_spells(life, false), ledger.credited[life.child]) << "child " << index(life.child);
      EXPECT_EQ(of_spells(life, true), ledger.beside[life.child]) << "child " << index(life.child);
      told += life.risk.total() + life.risk.total_beside();
      for (const output::RiskSpell& spell : life.spells)
        EXPECT_FALSE(spell.why.empty()) << "child " << index(life.child) << " since " << sim::text(spell.from);
    }
    EXPECT_GT(told, 50 * 60) << "fifty children at risk for an hour each at least";
  });
}

TEST(LivesOfACounty, AreToldWithoutChangingAnyFact) {
  const auto seen = [](bool recorded) {
    return in_child([&](std::ostream& out) {
      models::Scenario scenario = a_year_of_worcestershire();
      scenario.period_until = day("2016-05-01");
      output::LifeRecorder record(scenario);
      Notes notes;
      std::vector<models::Observer*> observers = {&notes};
      if (recorded) observers.push_back(&record);
      models::run_replication(scenario, scenario.plans.front(), 0, observers);
      out << std::hash<std::string>{}(bytes_of(notes.facts)) << " " << notes.facts.size();
    });
  };
  EXPECT_EQ(seen(true), seen(false));
}

}  // namespace

}  // namespace casetide::app
