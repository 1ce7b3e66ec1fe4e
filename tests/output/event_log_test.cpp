// Event logs as files: every kind of fact by its names, what is read back, and what is refused.
#include "output/event_log.hpp"

#include <array>

#include "output/event_export.hpp"
#include "output/hdf5_file.hpp"
#include "tests/output/builders.hpp"

namespace casetide::output::testing {

using models::Fact;
using models::FactKind;
using sim::ExitCode;

namespace {

/// The small scenario with a decision of two cases, two urgencies and a role.
models::Scenario scenario_with_names() {
  models::Scenario scenario = small_scenario();
  scenario.pathway.statuses[0].label = "In assessment";
  scenario.pathway.roles = {"social_worker", "manager"};
  scenario.demand.urgencies = {{"urgent", 0.1}, {"standard", 0.9}};
  models::Decision decision;
  decision.name = "review_decision";
  decision.cases.resize(2);
  decision.cases[0].outcomes.resize(1);
  decision.cases[1].outcomes.resize(2);
  decision.cases[0].outcomes[0].name = decision.cases[1].outcomes[1].name = "close";
  decision.cases[1].outcomes[0].name = "go_on";
  scenario.pathway.decisions = {decision};
  return scenario;
}

Fact fact(FactKind kind, std::uint8_t place = 0, std::uint8_t outcome = 0) {
  return {.kind = kind, .place = place, .outcome = outcome};
}

/// "activity, matter, outcome" of the event that the fact becomes.
std::string names_of(const EventCoder& coder, const Fact& told) {
  const Event event = coder(told);
  const auto name = [](const AxisEntries& entries, std::int32_t code) {
    return code < 0 ? std::string("-") : entries.names.at(static_cast<std::size_t>(code));
  };
  return name(coder.names().activities, event.activity) + ", " + name(coder.names().matters.entries, event.matter) +
         ", " + name(coder.names().outcomes.entries, event.outcome);
}

/// A log of these facts: replication 2 of the plan `recruit`.
std::uint64_t write_log(const fs::path& path, const std::vector<Fact>& facts,
                        const models::Scenario& scenario = scenario_with_names()) {
  return write_event_log(path, scenario, identity_of(scenario), 1, 2, [&](models::Observer& observer) {
    for (const Fact& told : facts) observer.observe(told);
  });
}

/// So many facts of one kind, a minute apart from the start of the period.
std::vector<Fact> many(std::size_t count, FactKind kind = FactKind::advert_failed) {
  std::vector<Fact> facts(count, fact(kind));
  sim::Instant at{date(2016, 4, 1)};
  for (Fact& told : facts) told.at = at += sim::Minutes{1};
  return facts;
}

std::vector<Event> events_in(const EventLog& log) {
  std::vector<Event> events;
  log.read([&](std::uint64_t number, const Event& event) {
    EXPECT_EQ(number, events.size());
    events.push_back(event);
  });
  return events;
}

}  // namespace

TEST(AnEvent, NamesWhatItsFactIsAboutAndWhatCameOfIt) {
  const models::Scenario scenario = scenario_with_names();
  const EventCoder coder(scenario);
  EXPECT_EQ(names_of(coder, fact(FactKind::referral_received, 1)), "referral_received, urgency.standard, -");
  EXPECT_EQ(names_of(coder, fact(FactKind::status_begun, 2)), "status_begun, status.looked_after, -");
  EXPECT_EQ(names_of(coder, fact(FactKind::child_closed)), "child_closed, -, -");
  EXPECT_EQ(names_of(coder, fact(FactKind::obligation_met, 1)), "obligation_met, obligation.care_review, -");
  EXPECT_EQ(names_of(coder, fact(FactKind::work_begun, models::no_obligation)), "work_begun, work.with_a_colleague, -");
  EXPECT_EQ(names_of(coder, fact(FactKind::worker_left, 1, 3)),
            "worker_left, contract.agency, destination.booking_ended");
  EXPECT_EQ(names_of(coder, fact(FactKind::contract_changed, 0, 2)),
            "contract_changed, contract.permanent, contract.newly_qualified");
  EXPECT_EQ(names_of(coder, fact(FactKind::post_advertised, 1, 1)), "post_advertised, role.manager, contract.agency");
  EXPECT_EQ(names_of(coder, fact(FactKind::risk_credited, 1, 2)),
            "risk_credited, component.no_named_worker, cause.absence");
  EXPECT_EQ(names_of(coder, fact(FactKind::risk_beside, 7, 0)), "risk_beside, component.nobody_watching, -");
  EXPECT_EQ(names_of(coder, fact(FactKind::supervision_held, 5)), "supervision_held, -, -");
}

/// Places run over the cases: close; go_on, close.
TEST(AnEvent, NamesTheOutcomeOfADecisionWhicheverCaseItWas) {
  const EventCoder coder(scenario_with_names());
  const std::string decision = "decision_taken, decision.review_decision, decision.";
  EXPECT_EQ(names_of(coder, fact(FactKind::decision_taken, 0, 0)), decision + "close");
  EXPECT_EQ(names_of(coder, fact(FactKind::decision_taken, 0, 1)), decision + "go_on");
  EXPECT_EQ(names_of(coder, fact(FactKind::decision_taken, 0, 2)), decision + "close");
}

TEST(AnEvent, HasNoNumberThatItsFactDoesNotTell) {
  const EventCoder coder(scenario_with_names());
  Fact told = fact(FactKind::status_begun);
  told.at = sim::Instant{date(2016, 3, 31)} + std::chrono::hours{23};
  const Event event = coder(told);
  EXPECT_EQ(event.time, -60);
  for (const double none : {event.since, event.due, event.amount}) EXPECT_TRUE(std::isnan(none));
  for (const std::int64_t none : {event.child, event.household, event.worker}) EXPECT_EQ(none, -1);
  for (const std::int32_t none : {event.team, event.outcome, event.children}) EXPECT_EQ(none, -1);
  EXPECT_EQ(coder(fact(FactKind::supervision_held, 5)).children, 5);
  EXPECT_EQ(coder(fact(FactKind::work_finished)).amount, 0);
  EXPECT_EQ(coder(fact(FactKind::worker_absent)).team, 0);
}

TEST(EveryKindOfFact, HasANameOfItsOwnAndWords) {
  std::vector<std::string_view> names;
  for (const models::FactTraits& traits : models::fact_traits) {
    EXPECT_FALSE(traits.words.empty()) << traits.name;
    names.push_back(traits.name);
  }
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
  EXPECT_EQ(names.size(), models::fact_kind_count);
}

TEST(AnEventLog, GivesBackWhatWasToldAndWhereItComesFrom) {
  const Folder folder;
  Fact told = fact(FactKind::meeting_held, 1);
  told.at = sim::Instant{date(2016, 4, 2)};
  told.child = models::ChildId{0xfffffff0};  // more than 31 bits
  told.worker = models::WorkerId{14};
  told.since = told.at - sim::Minutes{90};
  told.amount = sim::Minutes{90};
  EXPECT_EQ(write_log(folder / "x.h5", {told}), 1u);
  const EventLog log = read_event_log(folder / "x.h5");
  EXPECT_EQ(log.origin().plan, (PlanName{"recruit", "Recruit 40 – permanent"}));
  EXPECT_EQ(log.origin().replication, 2);
  EXPECT_EQ(log.origin().seed, 0xfedcba9876543210);
  EXPECT_EQ(log.origin().run_id, identity_of(scenario_with_names()).run_id());
  EXPECT_EQ(log.origin().period_from, sim::Instant{date(2016, 4, 1)});
  EXPECT_EQ(log.names(), EventCoder(scenario_with_names()).names());
  const Event event = events_in(log).at(0);
  EXPECT_EQ(event.time, 1440);
  EXPECT_EQ(event.child, 0xfffffff0);
  EXPECT_EQ(event.worker, 14);
  EXPECT_EQ(event.since, 1350);
  EXPECT_EQ(event.amount, 90);
  EXPECT_TRUE(std::isnan(event.due));
}

TEST(AnEventLog, KeepsTheOrderOverManyBlocks) {
  const Folder folder;
  for (const std::size_t count : {0, 1, 32768, 32769, 100000}) {
    EXPECT_EQ(write_log(folder / "x.h5", many(count)), count);
    const std::vector<Event> events = events_in(read_event_log(folder / "x.h5"));
    ASSERT_EQ(events.size(), count);
    for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(events[i].time, static_cast<double>(i + 1));
  }
}

TEST(AnEventLog, IsTheSameBytesAgain) {
  const Folder folder;
  for (const char* name : {"1.h5", "2.h5"}) write_log(folder / name, many(40000));
  EXPECT_TRUE(bytes_of(folder / "1.h5") == bytes_of(folder / "2.h5"));
}

TEST(AnEventLog, ThatIsDamagedIsRefusedOrHoldsTheSame) {
  const Folder folder;
  write_log(folder / "x.h5", many(300));
  const std::string sound = bytes_of(folder / "x.h5");
  int refused = 0;
  for (std::size_t flip = 0; flip < 30; ++flip) {
    std::string bytes = sound;
    const std::size_t at = flip * 7919 * 13 % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (flip % 8)));
    put_bytes(folder / "damaged.h5", bytes);
    try {
      const std::vector<Event> events = events_in(read_event_log(folder / "damaged.h5"));
      ASSERT_EQ(events.size(), 300u) << "byte " << at;
      for (std::size_t i = 0; i < events.size(); ++i) ASSERT_EQ(events[i].time, static_cast<double>(i + 1)) << at;
    } catch (const sim::OutputError& error) {
      EXPECT_EQ(error.code(), ExitCode::bad_input) << error.what();
      ++refused;
    }
  }
  EXPECT_GT(refused, 0);
  put_bytes(folder / "cut.h5", sound.substr(0, sound.size() / 2));
  EXPECT_EQ(code_of([&] { read_event_log(folder / "cut.h5"); }), ExitCode::bad_input);
  EXPECT_EQ(code_of([&] { read_event_log(folder / "none.h5"); }), ExitCode::file_missing);
}

TEST(AnEventLog, IsNoResultNorIsAResultAnEventLog) {
  const Folder folder;
  const models::Scenario scenario = small_scenario();
  const std::vector<fs::path> shards = write_shards(folder, scenario);
  merge(shards, scenario, identity_of(scenario), folder / "result.h5");
  write_log(folder / "log.h5", many(3));
  EXPECT_TRUE(is_event_log(folder / "log.h5"));
  EXPECT_FALSE(is_event_log(folder / "result.h5"));
  EXPECT_NE(words_of([&] { read_result(folder / "log.h5"); }).find("an event log, not a result; casetide export"),
            std::string::npos);
  EXPECT_EQ(code_of([&] { read_result(folder / "log.h5"); }), ExitCode::bad_input);
  EXPECT_NE(words_of([&] { read_event_log(folder / "result.h5"); }).find("not an event log"), std::string::npos);
  EXPECT_EQ(code_of([&] { read_event_log(folder / "result.h5"); }), ExitCode::bad_input);
}

TEST(AnEventLog, WithoutItsMarkOfBeingWholeIsRefused) {
  const Folder folder;
  Hdf5File file = Hdf5File::create(folder / "x.h5");
  file.set_attribute("/", "format", std::string("casetide events"));
  file.close();
  EXPECT_NE(words_of([&] { read_event_log(folder / "x.h5"); }).find("not complete"), std::string::npos);
}

TEST(AWorkbookOfEvents, IsRefusedWhereASheetHasTooFewRowsAndLeavesNothing) {
  const Folder folder;
  const fs::path book = folder / "x.xlsx";
  write_log(folder / "x.h5", many(1'048'576));  // with the line of names, one more than a sheet of Excel has
  const EventLog log = read_event_log(folder / "x.h5");
  EXPECT_EQ(code_of([&] { write_event_workbook(log, book); }), ExitCode::bad_usage);
  EXPECT_NE(words_of([&] { write_event_workbook(log, book); }).find("1048576 events of event_teams are more rows"),
            std::string::npos);
  EXPECT_FALSE(fs::exists(book));
}

}  // namespace casetide::output::testing
