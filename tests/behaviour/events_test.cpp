// casetide run --events and the export of what it writes: the events are what happened in the replication, no more and
// no less, other people's programs read them, and nothing is lost when they cannot be written.
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include "models/headlines.hpp"
#include "output/event_log.hpp"
#include "output/result_file.hpp"
#include "scenarios/reader/scenario_reader.hpp"
#include "sim/app/app.hpp"
#include "tests/output/program.hpp"
#include "tests/support/program.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using namespace casetide::testing;
using models::Fact;
using models::FactKind;
using models::Measure;
using output::Event;
using sim::ExitCode;

/// Keeps every fact of its replication in a file, as it lies in memory: it lives in another process than the test.
struct FactFile : models::Observer {
  explicit FactFile(fs::path path_) : path(std::move(path_)) {}
  ~FactFile() override { put_bytes(path, bytes); }
  void observe(const Fact& fact) override { bytes.append(reinterpret_cast<const char*>(&fact), sizeof fact); }
  fs::path path;
  std::string bytes;
};

std::vector<Fact> facts_in(const fs::path& path) {
  const std::string bytes = bytes_of(path);
  std::vector<Fact> facts(bytes.size() / sizeof(Fact));
  std::memcpy(static_cast<void*>(facts.data()), bytes.data(), bytes.size());
  return facts;
}

std::vector<Event> events_in(const output::EventLog& log) {
  std::vector<Event> events;
  log.read([&](std::uint64_t, const Event& event) { events.push_back(event); });
  return events;
}

/// The name of what the fact's place stands for, as far as the small service has such facts; found by hand.
std::string matter_of(const Fact& fact, const models::Scenario& scenario) {
  switch (fact.kind) {
    case FactKind::status_begun:
    case FactKind::status_ended:
      return scenario.pathway.statuses.at(fact.place).name;
    case FactKind::obligation_owed:
    case FactKind::obligation_met:
    case FactKind::obligation_lapsed:
    case FactKind::work_begun:
    case FactKind::work_suspended:
    case FactKind::work_finished:
      return scenario.pathway.obligations.at(fact.place).name;
    case FactKind::decision_taken:
      return scenario.pathway.decisions.at(fact.place).name;
    case FactKind::risk_credited:
      return std::string(models::component_names.at(fact.place));
    case FactKind::referral_received:
      return scenario.demand.urgencies.at(fact.place).name;
    case FactKind::worker_joined:
      return std::string(models::contract_names.at(fact.place));
    default:
      return "";
  }
}

/// Minutes since the first day of the period.
double minutes(sim::Instant at, const models::Scenario& scenario) {
  return static_cast<double>((at - sim::Instant{scenario.period_from}).count());
}

bool is_same_instant(double in_log, sim::Instant told, const models::Scenario& scenario) {
  return told == sim::never ? std::isnan(in_log) : in_log == minutes(told, scenario);
}

std::int64_t number_of(std::size_t id) { return id == 0xffffffff ? -1 : static_cast<std::int64_t>(id); }

Ended run_with_events(const Workplace& workplace, const std::vector<std::string>& events, int replications = 2,
                      std::vector<std::string> more = {}) {
  for (const std::string& entry : events) more.insert(more.end(), {"--events", entry});
  return run_program(workplace, run_arguments(workplace, workplace / "r.h5", replications, more));
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) names.insert(entry.path().filename().string());
  return names;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// --- the events are what happened -----------------------------------------------------------------------------------

TEST(TheEventLog, HoldsEveryFactThatAnObserverOfTheRunIsToldAndNoOther) {
  const Workplace workplace;
  RunOptions options;
  options.scenario = workplace.scenario();
  options.output = workplace / "r.h5";
  options.jobs = 2;
  options.manner.quiet = true;
  options.events = {"more:1"};
  options.watch = [&](const models::Plan& plan, int replication) -> std::unique_ptr<models::Observer> {
    if (plan.name != "more" || replication != 1) return nullptr;
    return std::make_unique<FactFile>(workplace / "facts");
  };
  ASSERT_EQ(guarded([&] { return run(options); }), 0);

  const models::Scenario scenario = scenarios::read_scenario(workplace.scenario());
  const output::EventLog log = output::read_event_log(workplace / "r.events" / "more-00001.h5");
  const std::vector<Event> events = events_in(log);
  const std::vector<Fact> facts = facts_in(workplace / "facts");
  ASSERT_GT(facts.size(), 1000u);
  ASSERT_EQ(events.size(), facts.size());
  std::size_t closed_by_outcome = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const Event& event = events[i];
    ASSERT_EQ(event.activity, static_cast<std::int32_t>(fact.kind)) << i;
    EXPECT_EQ(event.time, minutes(fact.at, scenario)) << i;
    EXPECT_TRUE(is_same_instant(event.since, fact.since, scenario)) << i;
    EXPECT_TRUE(is_same_instant(event.due, fact.due, scenario)) << i;
    EXPECT_EQ(event.child, number_of(index(fact.child))) << i;
    EXPECT_EQ(event.household, number_of(index(fact.household))) << i;
    EXPECT_EQ(event.worker, number_of(index(fact.worker))) << i;
    EXPECT_EQ(event.matter < 0 ? "" : log.names().matters.names.at(static_cast<std::size_t>(event.matter)),
              matter_of(fact, scenario))
        << i;
    const bool is_work = fact.kind == FactKind::work_finished || fact.kind == FactKind::work_suspended;
    EXPECT_EQ(std::isnan(event.amount), !is_work) << i;
    if (is_work) {
      EXPECT_EQ(event.amount, static_cast<double>(fact.amount.count())) << i;
    }
    if (fact.kind == FactKind::decision_taken)
      closed_by_outcome += log.names().outcomes.names.at(static_cast<std::size_t>(event.outcome)) == "close";
  }
  const auto decisions = std::ranges::count(facts, FactKind::decision_taken, &Fact::kind);
  EXPECT_GT(decisions, 100);
  EXPECT_EQ(closed_by_outcome, static_cast<std::size_t>(decisions)) << "both decisions have no other outcome";
}

/// Events of the period, counted as the flows of the result are.
class CountedEvents {
 public:
  explicit CountedEvents(const output::EventLog& log, double period) : names_(log.names()) {
    for (const Event& event : events_in(log)) {
      if (event.time < 0 || event.time >= period) continue;
      ++count_[{event.activity, event.matter}];
      ++by_team_[{event.activity, event.team}];
    }
  }
  int of(FactKind kind) const {
    int sum = 0;
    for (const auto& [what, count] : count_)
      if (what.first == static_cast<int>(kind)) sum += count;
    return sum;
  }
  int of(FactKind kind, const std::string& matter) const {
    const auto& all = names_.matters.entries.names;
    const auto place = static_cast<int>(std::ranges::find(all, matter) - all.begin());
    const auto found = count_.find({static_cast<int>(kind), place});
    return found == count_.end() ? 0 : found->second;
  }
  int of_team(FactKind kind, std::size_t team) const {
    const auto found = by_team_.find({static_cast<int>(kind), static_cast<int>(team)});
    return found == by_team_.end() ? 0 : found->second;
  }

 private:
  const output::EventNames& names_;
  std::map<std::pair<int, int>, int> count_, by_team_;  // by activity, and matter or team
};

/// The total of a flow over the period at one place of its last axis.
double total(const output::Trace& trace, Measure measure, std::size_t place, std::size_t places) {
  const std::vector<double>& values = trace.of(measure);
  double sum = 0;
  for (std::size_t at = place; at < values.size(); at += places) sum += values[at];
  return sum;
}

/// Compares counts of the log's events with the flows of replication 0 of the result's first plan.
void expect_flows_of_the_result(const fs::path& result_path, const fs::path& log_path) {
  const output::Result result = output::read_result(result_path);
  const output::Trace trace = result.trace(0, 0);
  const output::EventLog log = output::read_event_log(log_path);
  const auto& samples = result.layout().samples;
  const CountedEvents count(log, static_cast<double>((samples.back() - samples.front()).count()));

  EXPECT_EQ(count.of(FactKind::referral_received), total(trace, Measure::referrals, 0, 1));
  EXPECT_EQ(count.of(FactKind::decided_in_haste), [&] {
    double sum = 0;
    for (const double value : trace.of(Measure::hasty_decisions)) sum += value;
    return sum;
  }());
  const auto& statuses = result.layout().of(models::Axis::status).names;
  for (std::size_t i = 0; i < statuses.size(); ++i)
    EXPECT_EQ(count.of(FactKind::status_begun, "status." + statuses[i]),
              total(trace, Measure::begun, i, statuses.size()))
        << statuses[i];
  const auto& obligations = result.layout().of(models::Axis::obligation).names;
  for (std::size_t i = 0; i < obligations.size(); ++i)
    EXPECT_EQ(count.of(FactKind::obligation_met, "obligation." + obligations[i]),
              total(trace, Measure::obligations_met, i, obligations.size()))
        << obligations[i];
  const std::size_t teams = result.layout().of(models::Axis::team).names.size();
  for (std::size_t i = 0; i < teams; ++i) {
    EXPECT_EQ(count.of_team(FactKind::child_allocated, i), total(trace, Measure::allocations, i, teams)) << i;
    EXPECT_EQ(count.of_team(FactKind::worker_changed, i), total(trace, Measure::changes_of_worker, i, teams)) << i;
    EXPECT_EQ(count.of_team(FactKind::supervision_held, i), total(trace, Measure::sessions_held, i, teams)) << i;
  }
}

TEST(TheEventLog, AgreesWithTheFlowsOfTheResult) {
  const Workplace workplace;
  ASSERT_EQ(run_with_events(workplace, {"as_now:0"}).code, 0);
  expect_flows_of_the_result(workplace / "r.h5", workplace / "r.events" / "as_now-00000.h5");
  // Nobody comes but by a referral, which opens a child, and who is there at the start was opened before the period.
  const output::Trace trace = output::read_result(workplace / "r.h5").trace(0, 0);
  const output::EventLog log = output::read_event_log(workplace / "r.events" / "as_now-00000.h5");
  const CountedEvents count(log, 92 * 1440);  // October to December
  EXPECT_GT(count.of(FactKind::referral_received), 100);
  EXPECT_EQ(count.of(FactKind::referral_received), total(trace, Measure::opened, 0, 1));
  EXPECT_EQ(count.of(FactKind::child_closed), total(trace, Measure::closed, 0, 1));
}

/// A quarter of an authority as the average of England: nearly every kind of life there is.
class AQuarterOfAnAuthority : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::copy(fs::path(CASETIDE_SOURCE_DIR) / "scenarios", folder.path(), fs::copy_options::recursive);
    put_bytes(folder / "quarter.yaml",
              "version: 1\nextends: england_average.yaml\nperiod: {warm_up_from: 2014-01-01, from: 2014-02-01, until: "
              "2014-05-01}\n");
    const Ended ended =
        run_program(folder, {"run", (folder / "quarter.yaml").string(), "-o", (folder / "r.h5").string(), "-q",
                             "--replications", "1", "--events", "no_change"});
    ASSERT_EQ(ended.code, 0) << ended.error;
  }
  Folder folder;
  fs::path result = folder / "r.h5";
  fs::path log = folder / "r.events" / "no_change-00000.h5";
};

TEST_F(AQuarterOfAnAuthority, AgreesWithTheFlowsOfTheResult) { expect_flows_of_the_result(result, log); }

TEST_F(AQuarterOfAnAuthority, TellsTheTimeAtRiskThatTheResultCountsByComponentAndCause) {
  const output::Result read = output::read_result(result);
  const output::Trace trace = read.trace(0, 0);
  std::vector<double> told(models::component_count * models::cause_count, 0.0);
  const output::EventLog events = output::read_event_log(log);
  for (const Event& event : events_in(events)) {
    if (event.activity != static_cast<int>(FactKind::risk_credited) || event.due <= 0) continue;
    ASSERT_GE(event.since, 0) << "the ledger is settled when the period begins";
    const auto component = std::ranges::find(models::component_names,
                                             events.names().matters.names[static_cast<std::size_t>(event.matter)]);
    const auto cause =
        std::ranges::find(models::cause_names, events.names().outcomes.names[static_cast<std::size_t>(event.outcome)]);
    const auto place = (component - models::component_names.begin()) * std::ssize(models::cause_names) +
                       (cause - models::cause_names.begin());
    told.at(static_cast<std::size_t>(place)) += (event.due - event.since) / 1440;
  }
  double all = 0;
  for (std::size_t place = 0; place < told.size(); ++place) {
    EXPECT_NEAR(told[place], total(trace, Measure::time_at_risk, place, told.size()), 1e-6) << place;
    all += told[place];
  }
  EXPECT_GT(all, 1000);
}

TEST_F(AQuarterOfAnAuthority, GivesEveryLifeASequenceThatCanBeRead) {
  std::map<std::int64_t, double> closed_at;
  for (const Event& event : events_in(output::read_event_log(log))) {
    if (event.child < 0) continue;
    const auto kind = static_cast<FactKind>(event.activity);
    if (kind == FactKind::child_closed) closed_at[event.child] = event.time;
    if (kind == FactKind::referral_received) closed_at.erase(event.child);  // comes back
    if (kind == FactKind::obligation_met || kind == FactKind::worker_changed) {
      EXPECT_FALSE(closed_at.contains(event.child) && closed_at[event.child] < event.time) << event.child;
    }
  }
  EXPECT_GT(closed_at.size(), 100u);
}

// --- files ----------------------------------------------------------------------------------------------------------

TEST(TheEventLog, IsReadByOtherProgramsAndItsCsvHasTheSameRows) {
  const Workplace workplace;
  ASSERT_EQ(run_with_events(workplace, {"more:0-1"}).code, 0);
  const std::string log = (workplace / "r.events" / "more-00001.h5").string(), csv = (workplace / "csv").string();
  const Ended ended =
      run_program(workplace, {"export", log, "--csv", csv, "--xlsx", (workplace / "x.xlsx").string(), "-q"});
  ASSERT_EQ(ended.code, 0) << ended.error;
  EXPECT_TRUE(fs::exists(workplace / "x.xlsx"));
  EXPECT_EQ(names_in(csv), (std::set<std::string>{"EVENTS.txt", "event_children.csv", "event_workers.csv"}));
  const int status = output::testing::run_python("read_events.py", log + " " + csv + " 2018-10-01 2018-09-03");
  if (status == 77) GTEST_SKIP() << "python3, h5py or xarray is not installed";
  EXPECT_EQ(status, 0);
}

TEST(TheEventLogs, AreTheOnesChosenAndTheSameBytesForAnyNumberOfJobs) {
  const Workplace workplace;
  std::map<std::string, std::string> expected;
  for (const char* jobs : {"1", "3"}) {
    const Ended ended = run_with_events(workplace, {"more:0-1,as_now:2", "more:1"}, 3, {"--jobs", jobs});
    ASSERT_EQ(ended.code, 0) << ended.error;
    EXPECT_EQ(names_in(workplace / "r.events"),
              (std::set<std::string>{"as_now-00002.h5", "more-00000.h5", "more-00001.h5"}));
    for (const std::string& name : names_in(workplace / "r.events")) {
      const std::string bytes = bytes_of(workplace / "r.events" / name);
      const auto [found, is_first] = expected.try_emplace(name, bytes);
      EXPECT_TRUE(is_first || found->second == bytes) << name << ", " << jobs << " jobs";
    }
    fs::remove_all(workplace / "r.events");
  }
  EXPECT_FALSE(expected["more-00000.h5"] == expected["more-00001.h5"]);
}

TEST(TheEventLogs, OfAPlanAloneAreThoseOfAllItsReplicationsAndLeaveTheResultAsItIs) {
  const Workplace workplace;
  const std::string bytes = undisturbed(workplace, 2);
  ASSERT_EQ(run_with_events(workplace, {"as_now"}).code, 0);
  EXPECT_EQ(names_in(workplace / "r.events"), (std::set<std::string>{"as_now-00000.h5", "as_now-00001.h5"}));
  EXPECT_TRUE(bytes_of(workplace / "r.h5") == bytes);
}

// --- what goes wrong ------------------------------------------------------------------------------------------------

TEST(EventsOf, WhatIsNotRunAreRefusedBeforeAnythingRuns) {
  const Workplace workplace;
  const auto expect_refusal = [&](const std::string& events, const std::string& reason,
                                  std::vector<std::string> more = {}) {
    const Ended ended = run_with_events(workplace, {events}, 3, more);
    EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_usage)) << events;
    EXPECT_TRUE(has(ended.error, reason)) << ended.error;
    EXPECT_EQ(std::ranges::count(ended.error, '\n'), 1) << ended.error;
  };
  expect_refusal("moer", "did you mean more, as_now?");
  expect_refusal("more:0", "did you mean as_now?", {"--plans", "as_now"});
  expect_refusal("as_now,more:3", "more:3: there is no replication 3; they are numbered from 0 to 2");
  expect_refusal("more:0-3", "there is no replication 3");
  for (const char* numbers : {"more:", "more:x", "more:2-1", "more:-1", "more:1-", "more:1x", "more:99999999999"})
    expect_refusal(numbers, "as 3 or 0-2");
  expect_refusal("more:0", "leave out --shard", {"--shard", "1/2"});
  EXPECT_EQ(workplace.files(), (std::set<std::string>{"small.yaml"}));
}

TEST(EventsOf, ADryRunAreCountedAndNotWritten) {
  const Workplace workplace;
  const Ended ended = run_with_events(workplace, {"more:0", "as_now"}, 3, {"--dry-run"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_TRUE(has(ended.out, "4 event logs would be in " + (workplace / "r.events/").string())) << ended.out;
  EXPECT_EQ(run_with_events(workplace, {"moer"}, 3, {"--dry-run"}).code, static_cast<int>(ExitCode::bad_usage));
  EXPECT_EQ(workplace.files(), (std::set<std::string>{"small.yaml"}));
}

TEST(EventsOf, ReplicationsThatThePrecisionDidNotTakeAreNamedAndTheOthersWritten) {
  const Workplace workplace;
  // With so many referrals that both plans are overloaded, no measure is near 0 in some replications.
  const fs::path precise = workplace.extended(
      "precise.yaml",
      "run: {replications: {precision: 50%, at_least: 3, at_most: 40}}\n"
      "demand: {first_referrals: {periods: [{from: 2018-09-01, until: 2019-01-02, children: 900}]}}\n");
  const Ended ended = run_program(workplace, {"run", precise.string(), "-o", (workplace / "r.h5").string(), "-q",
                                              "--events", "as_now:2,as_now:39"});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_usage)) << ended.error;
  EXPECT_TRUE(has(ended.error, "replication 39: the precision took only")) << ended.error;
  EXPECT_EQ(names_in(workplace / "r.events"), (std::set<std::string>{"as_now-00002.h5"}));
  EXPECT_TRUE(fs::exists(workplace / "r.h5"));
}

TEST(EventsThatCannotBeWritten, LeaveTheResultWhole) {
  const Workplace workplace;
  const std::string bytes = undisturbed(workplace, 2);
  put_bytes(workplace / "r.events", "a file of that name");
  EXPECT_EQ(run_with_events(workplace, {"more:0"}).code, static_cast<int>(ExitCode::cannot_create));
  EXPECT_TRUE(bytes_of(workplace / "r.h5") == bytes);

  fs::remove(workplace / "r.events");
  fs::create_directories(workplace / "r.events" / "more-00000.h5");
  const Ended ended = run_with_events(workplace, {"more:0-1"});
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::cannot_create));
  EXPECT_TRUE(has(ended.error, "more-00000.h5")) << ended.error;
  EXPECT_TRUE(has(ended.error, "r.h5 is whole")) << ended.error;
  EXPECT_EQ(names_in(workplace / "r.events"), (std::set<std::string>{"more-00000.h5", "more-00001.h5"}));
  EXPECT_TRUE(bytes_of(workplace / "r.h5") == bytes);
}

TEST(EventsThatCannotBeWritten, SaySoWhereTheDiskIsFull) {
  const Workplace workplace;
  const fs::path folder = workplace / "r.events";
  fs::create_directory(folder);
  if (::mount("tmpfs", folder.c_str(), "tmpfs", 0, "size=64k") != 0) GTEST_SKIP() << "no right to mount a small disk";
  const Ended ended = run_with_events(workplace, {"more:0"});
  const std::set<std::string> left = names_in(folder);
  ::umount2(folder.c_str(), MNT_DETACH);
  EXPECT_EQ(ended.code, static_cast<int>(ExitCode::io_error)) << ended.error;
  EXPECT_TRUE(has(ended.error, "more-00000.h5")) << ended.error;
  EXPECT_EQ(left, std::set<std::string>{});
  EXPECT_TRUE(bytes_of(workplace / "r.h5") == undisturbed(workplace, 2));
}

TEST(AnEventLog, IsRefusedWhereAResultIsExpected) {
  const Workplace workplace;
  ASSERT_EQ(run_with_events(workplace, {"more:0"}).code, 0);
  const std::string log = (workplace / "r.events" / "more-00000.h5").string();
  const std::string csv = (workplace / "csv").string();
  for (const std::vector<std::string>& call : std::vector<std::vector<std::string>>{
           {"compare", log}, {"verify", log}, {"merge", log, "-o", (workplace / "m.h5").string()}}) {
    const Ended ended = run_program(workplace, call);
    EXPECT_EQ(ended.code, static_cast<int>(ExitCode::bad_input)) << call[0];
    EXPECT_TRUE(has(ended.error, "an event log, not a result")) << ended.error;
  }
  for (const std::vector<std::string>& option : {std::vector<std::string>{"--replications"}, {"--baseline", "more"}}) {
    std::vector<std::string> call = {"export", log, "--csv", csv};
    call.insert(call.end(), option.begin(), option.end());
    EXPECT_EQ(run_program(workplace, call).code, static_cast<int>(ExitCode::bad_usage));
  }
  EXPECT_FALSE(fs::exists(csv));
  EXPECT_FALSE(fs::exists(workplace / "m.h5"));
}

TEST(AnEventLog, WhoseCsvCannotBeWrittenLeavesNone) {
  const Workplace workplace;
  ASSERT_EQ(run_with_events(workplace, {"more:0"}).code, 0);
  const std::string log = (workplace / "r.events" / "more-00000.h5").string();
  const fs::path csv = workplace / "csv";
  const Ended full = run_program(workplace, {"export", log, "--csv", csv.string()}, "trap '' XFSZ; ulimit -f 40; ");
  EXPECT_EQ(full.code, static_cast<int>(ExitCode::io_error)) << full.error;
  EXPECT_EQ(names_in(csv), std::set<std::string>{});
  put_bytes(workplace / "file", "");
  EXPECT_EQ(run_program(workplace, {"export", log, "--csv", (workplace / "file").string()}).code,
            static_cast<int>(ExitCode::cannot_create));
}

}  // namespace

}  // namespace casetide::app
