// The engine: entries and routines share one clock, and what goes wrong stops everything at its date.
#include "sim/engine.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <stdexcept>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"

namespace casetide::sim {

using casetide::testing::at;
using casetide::testing::in_child;
using std::chrono::hours;

namespace {

using Lines = std::vector<std::string>;

/// Carries out entries by a function.
struct Handler : EntryHandler {
  explicit Handler(std::function<void(const Entry&)> act_) : act(std::move(act_)) {}
  void handle(const Entry& entry) override { act(entry); }
  std::function<void(const Entry&)> act;
};

/// From Monday 3 to Monday 10 September 2018.
EngineSetup a_week(std::vector<Routine> routines = {}) {
  return {.authority = "Nowhere",
          .places = {"headquarters", "east"},
          .routines = std::move(routines),
          .start = at("2018-09-03"),
          .horizon = at("2018-09-10")};
}

/// A routine that writes when it wakes, at each of the instants.
Routine writer(const std::string& name, std::vector<Instant> instants, Lines& lines, const Agenda& agenda) {
  return {name, "east", [name, instants, &lines, &agenda](Clock& clock) {
            for (Instant instant : instants) {
              clock.sleep_until(instant);
              lines.push_back(text(clock.now()) + " " + name);
              EXPECT_EQ(clock.now(), agenda.now());
              EXPECT_EQ(clock.now(), instant);
            }
          }};
}

TEST(Engine, LetsARoutineActBeforeTheEntriesOfItsOwnInstantAndAfterAllEarlierOnes) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Lines lines;
    Handler handler([&](const Entry& entry) {
      EXPECT_EQ(agenda.now(), entry.at);
      lines.push_back(text(agenda.now()) + " entry " + std::to_string(entry.subject));
    });
    agenda.schedule(at("2018-09-04 08:30"), 0, 0, 2);
    agenda.schedule(at("2018-09-04 08:29"), 5, 0, 1);
    agenda.schedule(at("2018-09-04 08:31"), 0, 0, 3);
    agenda.schedule(at("2018-09-05 12:00"), 0, 0, 4);
    run_engine(agenda, handler,
               a_week({writer("round", {at("2018-09-04 08:30"), at("2018-09-05 08:30")}, lines, agenda),
                       writer("board", {at("2018-09-04 09:00")}, lines, agenda)}));
    EXPECT_EQ(lines, (Lines{"2018-09-04 08:29 entry 1", "2018-09-04 08:30 round", "2018-09-04 08:30 entry 2",
                            "2018-09-04 08:31 entry 3", "2018-09-04 09:00 board", "2018-09-05 08:30 round",
                            "2018-09-05 12:00 entry 4"}));
  });
}

TEST(Engine, RunsWhatARoutineSchedulesForItsOwnInstantAfterIt) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Lines lines;
    Handler handler(
        [&](const Entry& entry) { lines.push_back(text(entry.at) + " entry " + std::to_string(entry.subject)); });
    const Routine round = {"round", "headquarters", [&](Clock& clock) {
                             clock.sleep_until(at("2018-09-05"));  // a midnight
                             agenda.schedule(clock.now(), 0, 0, 1);
                             agenda.schedule(at("2018-09-04"), 0, 0, 2);  // the past counts as now
                             lines.push_back(text(clock.now()) + " round");
                             clock.sleep_until(at("2018-09-05 00:01"));
                             lines.push_back(text(clock.now()) + " round");
                           }};
    run_engine(agenda, handler, a_week({round}));
    EXPECT_EQ(lines, (Lines{"2018-09-05 00:00 round", "2018-09-05 00:00 entry 1", "2018-09-05 00:00 entry 2",
                            "2018-09-05 00:01 round"}));
  });
}

TEST(Engine, RunsEntriesUpToTheHorizonAndRoutinesAtIt) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Lines lines;
    Handler handler([&](const Entry& entry) { lines.push_back(text(entry.at) + " entry"); });
    agenda.schedule(at("2018-09-03"), 0, 0, 0);
    agenda.schedule(at("2018-09-09 23:59"), 0, 0, 0);
    agenda.schedule(at("2018-09-10"), 0, 0, 0);
    agenda.schedule(at("2018-10-01"), 0, 0, 0);
    run_engine(agenda, handler,
               a_week({writer("recorder", {at("2018-09-03"), at("2018-09-10"), at("2018-09-17")}, lines, agenda)}));
    EXPECT_EQ(lines, (Lines{"2018-09-03 00:00 recorder", "2018-09-03 00:00 entry", "2018-09-09 23:59 entry",
                            "2018-09-10 00:00 recorder"}));
    EXPECT_FALSE(agenda.empty());
  });
}

TEST(Engine, NeedsNoRoutineAndNoEntry) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Handler handler([](const Entry&) { ADD_FAILURE() << "there is no entry"; });
    run_engine(agenda, handler, a_week());
    EXPECT_EQ(agenda.entries_run(), 0u);
  });
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    int handled = 0;
    Handler handler([&](const Entry&) { ++handled; });
    agenda.schedule(at("2018-09-06"), 0, 0, 0);
    run_engine(agenda, handler, a_week());
    EXPECT_EQ(handled, 1);
  });
}

TEST(Engine, EndsThoughArrivalsRenewThemselvesForEver) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    int arrivals = 0;
    Handler handler([&](const Entry& entry) {
      ++arrivals;
      agenda.schedule(entry.at + hours{1}, 0, 0, 0);
    });
    agenda.schedule(at("2018-09-03"), 0, 0, 0);
    run_engine(agenda, handler, a_week());
    EXPECT_EQ(arrivals, 7 * 24);
  });
}

TEST(Engine, ReturnsAtOnceFromASleepIntoThePast) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Handler handler([](const Entry&) {});
    std::vector<Instant> woken;
    const Routine round = {
        "round", "east", [&](Clock& clock) {
          for (const char* instant : {"2018-09-03", "2018-09-05 12:00", "2018-09-04", "2018-09-05 12:00"}) {
            clock.sleep_until(at(instant));
            woken.push_back(clock.now());
          }
        }};
    run_engine(agenda, handler, a_week({round}));
    EXPECT_EQ(woken, (std::vector<Instant>{at("2018-09-03"), at("2018-09-05 12:00"), at("2018-09-05 12:00"),
                                           at("2018-09-05 12:00")}));
  });
}

TEST(Engine, TellsHowFarItIs) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    std::atomic<std::int64_t> progress{-1};
    Handler handler([&](const Entry& entry) { EXPECT_EQ(progress.load(), (entry.at - at("2018-09-03")).count()); });
    for (int number = 0; number < 100; ++number) agenda.schedule(at("2018-09-03") + hours{number}, 0, 0, 0);
    const Routine round = {"round", "east", [&](Clock& clock) {
                             clock.sleep_until(at("2018-09-04 08:30"));
                             EXPECT_EQ(progress.load(), 24 * 60 + 510);
                           }};
    EngineSetup setup = a_week({round});
    setup.progress = &progress;
    run_engine(agenda, handler, setup);
    EXPECT_GE(progress.load(), 99 * 60);
  });
}

// --- failure -------------------------------------------------------------------------------------------------------

/// The failure that the run must end with.
std::optional<RunFailure> failure_of(Agenda& agenda, EntryHandler& handler, const EngineSetup& setup) {
  try {
    run_engine(agenda, handler, setup);
  } catch (const RunFailure& failure) {
    return failure;
  }
  ADD_FAILURE() << "the run did not fail";
  return std::nullopt;
}

/// Something that a routine holds while it sleeps.
struct Held {
  explicit Held(int& released_) : released(released_) {}
  ~Held() { ++released; }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  int& released;
};

TEST(Engine, EndsWithTheDateOfAnEntryThatThrowsAndRunsNothingAfterIt) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Lines lines;
    int released = 0;
    Handler handler([&](const Entry& entry) {
      lines.push_back(text(entry.at) + " entry " + std::to_string(entry.subject));
      if (entry.subject == 2) throw std::runtime_error("a broken rule");
    });
    agenda.schedule(at("2018-09-04 10:00"), 0, 0, 1);
    agenda.schedule(at("2018-09-05 14:20"), 0, 0, 2);
    agenda.schedule(at("2018-09-05 14:20"), 1, 0, 3);
    agenda.schedule(at("2018-09-06"), 0, 0, 4);
    const Routine holder = {"holder", "east", [&](Clock& clock) {
                              const Held held(released);
                              clock.sleep_until(at("2018-09-05"));
                              lines.push_back(text(clock.now()) + " holder");
                              clock.sleep_until(at("2018-09-07"));
                              ADD_FAILURE() << "a routine acts after the failure";
                            }};
    const auto failure =
        failure_of(agenda, handler,
                   a_week({holder, writer("round", {at("2018-09-04 08:30"), at("2018-09-06 08:30")}, lines, agenda)}));
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->at(), at("2018-09-05 14:20"));
    const std::string what = failure->what();
    EXPECT_NE(what.find("a broken rule"), std::string::npos) << what;
    EXPECT_NE(what.find("2018-09-05 14:20"), std::string::npos) << what;
    EXPECT_EQ(lines, (Lines{"2018-09-04 08:30 round", "2018-09-04 10:00 entry 1", "2018-09-05 00:00 holder",
                            "2018-09-05 14:20 entry 2"}));
    EXPECT_EQ(released, 1);
  });
}

TEST(Engine, EndsWithTheDateOfARoutineThatThrowsAndRunsNothingAfterIt) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Lines lines;
    int released = 0;
    Handler handler([&](const Entry& entry) { lines.push_back(text(entry.at) + " entry"); });
    agenda.schedule(at("2018-09-05 08:29"), 0, 0, 0);
    agenda.schedule(at("2018-09-05 08:30"), 0, 0, 0);
    agenda.schedule(at("2018-09-06"), 0, 0, 0);
    const Routine round = {"morning round", "east", [&](Clock& clock) {
                             clock.sleep_until(at("2018-09-05 08:30"));
                             throw std::runtime_error("nobody came");
                           }};
    const Routine holder = {"holder", "headquarters", [&](Clock& clock) {
                              const Held held(released);
                              clock.sleep_until(at("2018-09-07"));
                              ADD_FAILURE() << "a routine acts after the failure";
                            }};
    const auto failure = failure_of(agenda, handler, a_week({round, holder}));
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->at(), at("2018-09-05 08:30"));
    const std::string what = failure->what();
    EXPECT_NE(what.find("nobody came"), std::string::npos) << what;
    EXPECT_NE(what.find("morning round"), std::string::npos) << what;
    EXPECT_EQ(lines, (Lines{"2018-09-05 08:29 entry"}));
    EXPECT_EQ(released, 1);
  });
}

TEST(Engine, KeepsTheFirstOfTwoFailures) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Handler handler([](const Entry&) { throw std::runtime_error("the first"); });
    agenda.schedule(at("2018-09-04"), 0, 0, 0);
    agenda.schedule(at("2018-09-05"), 0, 0, 0);
    const Routine round = {"round", "east", [](Clock& clock) {
                             clock.sleep_until(at("2018-09-06"));
                             throw std::runtime_error("the second");
                           }};
    const auto failure = failure_of(agenda, handler, a_week({round}));
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->at(), at("2018-09-04"));
    EXPECT_NE(std::string(failure->what()).find("the first"), std::string::npos);
  });
}

TEST(Engine, ReportsAnExceptionThatIsNotAStandardOne) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Handler handler([](const Entry&) { throw 42; });
    agenda.schedule(at("2018-09-04 01:02"), 0, 0, 0);
    const auto failure = failure_of(agenda, handler, a_week());
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->at(), at("2018-09-04 01:02"));
  });
}

TEST(Engine, ReportsAFailureAtTheFirstInstant) {
  in_child([] {
    Agenda agenda(at("2018-09-03"));
    Handler handler([](const Entry&) {});
    const Routine round = {"round", "east", [](Clock&) { throw std::runtime_error("at once"); }};
    const auto failure = failure_of(agenda, handler, a_week({round}));
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->at(), at("2018-09-03"));
  });
}

}  // namespace

}  // namespace casetide::sim
