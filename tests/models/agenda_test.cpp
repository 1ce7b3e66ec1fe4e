// The agenda's order, against hand-written cases and a list that is sorted plainly.
#include "sim/agenda.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

#include "tests/support/builders.hpp"

namespace casetide::sim {

using casetide::testing::at;

namespace {

constexpr std::uint32_t random_seed = 7;
using Numbers = std::vector<std::uint32_t>;

/// Runs everything before `limit`; the subjects in the order in which they came.
Numbers run_all(Agenda& agenda, Instant limit = at("2200-01-01")) {
  Numbers subjects;
  agenda.run_before(limit, [&](const Entry& entry) { subjects.push_back(entry.subject); });
  return subjects;
}

TEST(Agenda, RunsWhatCoincidesByPhaseAndThenInTheOrderOfScheduling) {
  Agenda agenda(at("2018-09-03"));
  const Instant noon = at("2018-09-03 12:00");
  agenda.schedule(noon, 2, 0, 1);
  agenda.schedule(noon, 0, 0, 2);
  agenda.schedule(noon, 2, 0, 3);
  agenda.schedule(noon, 1, 0, 4);
  agenda.schedule(noon, 0, 0, 5);
  agenda.schedule(noon + Minutes{1}, 0, 0, 6);
  agenda.schedule(noon - Minutes{1}, 5, 0, 7);
  EXPECT_EQ(run_all(agenda), (Numbers{7, 2, 5, 4, 1, 3, 6}));
  EXPECT_TRUE(agenda.empty());
  EXPECT_EQ(agenda.entries_run(), 7u);
}

TEST(Agenda, HandsOverWhatWasScheduled) {
  Agenda agenda(at("2018-09-03"));
  agenda.schedule(at("2018-09-05 10:30"), 3, 17, 1234567890, 4000000000, 65535);
  agenda.run_before(at("2018-09-06"), [&](const Entry& entry) {
    EXPECT_EQ(entry.at, at("2018-09-05 10:30"));
    EXPECT_EQ(entry.kind, 17);
    EXPECT_EQ(entry.subject, 1234567890u);
    EXPECT_EQ(entry.stamp, 4000000000u);
    EXPECT_EQ(entry.detail, 65535);
    EXPECT_EQ(agenda.now(), entry.at);
  });
  EXPECT_EQ(agenda.entries_run(), 1u);
}

TEST(Agenda, RunsAnEntryOfThePastNowAfterTheOneThatIsRunning) {
  Agenda agenda(at("2018-09-03"));
  const Instant noon = at("2018-09-03 12:00");
  agenda.schedule(noon, 0, 0, 1);
  agenda.schedule(noon, 3, 0, 2);
  agenda.schedule(noon + Minutes{1}, 0, 0, 3);
  Numbers subjects;
  std::vector<Instant> instants;
  agenda.run_before(at("2018-09-04"), [&](const Entry& entry) {
    subjects.push_back(entry.subject);
    instants.push_back(agenda.now());
    if (entry.subject == 1) {
      agenda.schedule(at("2018-09-01"), 4, 0, 11);        // after what stands at noon in earlier phases
      agenda.schedule(at("2018-09-03 11:59"), 0, 0, 12);  // before it
    }
  });
  EXPECT_EQ(subjects, (Numbers{1, 12, 2, 11, 3}));
  EXPECT_EQ(instants, (std::vector<Instant>{noon, noon, noon, noon, noon + Minutes{1}}));
}

TEST(Agenda, StopsStrictlyBeforeTheLimit) {
  Agenda agenda(at("2018-09-03"));
  agenda.schedule(at("2018-09-03 11:59"), 0, 0, 1);
  agenda.schedule(at("2018-09-03 12:00"), 0, 0, 2);
  agenda.schedule(at("2018-09-04"), 0, 0, 3);
  EXPECT_EQ(run_all(agenda, at("2018-09-03 12:00")), (Numbers{1}));
  EXPECT_EQ(agenda.now(), at("2018-09-03 11:59"));
  EXPECT_EQ(run_all(agenda, at("2018-09-03 12:00")), (Numbers{}));
  EXPECT_EQ(run_all(agenda, at("2018-09-04")), (Numbers{2}));
  EXPECT_EQ(run_all(agenda, at("2018-09-04")), (Numbers{}));
  EXPECT_FALSE(agenda.empty());
  EXPECT_EQ(run_all(agenda, at("2018-09-04 00:01")), (Numbers{3}));
}

TEST(Agenda, RunsWhatRunningEntriesScheduleBeforeTheLimit) {
  Agenda agenda(at("2018-09-03"));
  agenda.schedule(at("2018-09-03 12:00"), 0, 0, 0);
  Numbers subjects;
  agenda.run_before(at("2018-09-10"), [&](const Entry& entry) {
    subjects.push_back(entry.subject);
    agenda.schedule(entry.at + std::chrono::hours{24}, 0, 0, entry.subject + 1);
  });
  EXPECT_EQ(subjects, (Numbers{0, 1, 2, 3, 4, 5, 6}));
  EXPECT_FALSE(agenda.empty());
}

TEST(Agenda, TakesEntriesForAnInstantThatItWasMovedTo) {
  Agenda agenda(at("2018-09-03 15:00"));
  agenda.schedule(at("2018-09-20 10:00"), 0, 0, 3);
  EXPECT_EQ(run_all(agenda, at("2018-09-10")), (Numbers{}));
  agenda.advance_to(at("2018-09-10"));
  EXPECT_EQ(agenda.now(), at("2018-09-10"));
  agenda.schedule(at("2018-09-10"), 0, 0, 1);
  agenda.schedule(at("2018-09-04"), 0, 0, 2);
  agenda.advance_to(at("2018-09-05"));  // never back
  EXPECT_EQ(agenda.now(), at("2018-09-10"));
  EXPECT_EQ(run_all(agenda), (Numbers{1, 2, 3}));
}

TEST(Agenda, KnowsWhetherMoreStandsAtThisInstant) {
  Agenda agenda(at("2018-09-03"));
  agenda.schedule(at("2018-09-03 12:00"), 0, 0, 1);
  agenda.schedule(at("2018-09-03 12:00"), 0, 0, 2);
  agenda.schedule(at("2018-09-03 12:01"), 0, 0, 3);
  std::vector<bool> more;
  agenda.run_before(at("2018-09-04"), [&](const Entry&) { more.push_back(agenda.has_more_now()); });
  EXPECT_EQ(more, (std::vector<bool>{true, false, false}));
}

TEST(Agenda, KnowsWhetherMoreStandsAtAMidnightThatItWasMovedTo) {
  Agenda agenda(at("2018-09-03"));
  agenda.schedule(at("2018-09-04"), 0, 0, 1);
  EXPECT_EQ(run_all(agenda, at("2018-09-04")), (Numbers{}));
  agenda.advance_to(at("2018-09-04"));
  EXPECT_TRUE(agenda.has_more_now());
}

TEST(Agenda, LosesOnlyTheEntryThatThrew) {
  Agenda agenda(at("2018-09-03"));
  for (std::uint32_t number = 0; number < 5; ++number)
    agenda.schedule(at("2018-09-03 12:00") + Minutes{number}, 0, 0, number);
  EXPECT_THROW(agenda.run_before(at("2018-09-04"),
                                 [](const Entry& entry) {
                                   if (entry.subject == 2) throw std::runtime_error("broken");
                                 }),
               std::runtime_error);
  EXPECT_EQ(agenda.now(), at("2018-09-03 12:02"));
  EXPECT_EQ(run_all(agenda), (Numbers{3, 4}));
}

TEST(Agenda, RefusesAnEntryThatIsNeverToCome) {
  Agenda agenda(at("2018-09-03"));
  EXPECT_THROW(agenda.schedule(never, 0, 0, 1), std::out_of_range);
  EXPECT_TRUE(agenda.empty());
  agenda.schedule(at("2918-09-03"), 0, 0, 2);
  EXPECT_EQ(run_all(agenda, at("2999-01-01")), (Numbers{2}));
}

/// The rule in its plainest form: a list in the order of scheduling, sorted stably by instant and phase.
struct PlainEntry {
  Instant at;
  std::uint8_t phase;
  std::uint32_t subject;
};

void sort_plainly(std::vector<PlainEntry>& list) {
  std::stable_sort(list.begin(), list.end(), [](const PlainEntry& a, const PlainEntry& b) {
    return a.at != b.at ? a.at < b.at : a.phase < b.phase;
  });
}

TEST(Agenda, KeepsTheOrderOfAStableSort) {
  std::mt19937 random(random_seed);
  for (int round = 0; round < 50; ++round) {
    SCOPED_TRACE(::testing::Message() << "round " << round << " of seed " << random_seed);
    const Instant start = at("2018-09-03 17:23");
    const std::uint32_t minutes = round % 2 ? 3 * 1440 : 200 * 1440;
    Agenda agenda(start);
    std::vector<PlainEntry> list;
    for (std::uint32_t subject = 0; subject < 3000; ++subject) {
      // Many coincide: a third stand at a whole hour.
      std::uint32_t after = static_cast<std::uint32_t>(random()) % minutes;
      if (subject % 3 == 0) after -= after % 60;
      list.push_back({start + Minutes{after}, static_cast<std::uint8_t>(random() % 6), subject});
      agenda.schedule(list.back().at, list.back().phase, 0, subject);
    }
    sort_plainly(list);
    Numbers expected;
    for (const PlainEntry& entry : list) expected.push_back(entry.subject);
    ASSERT_EQ(run_all(agenda), expected);
  }
}

TEST(Agenda, KeepsTheOrderOfAStableSortWhileEntriesScheduleOthersAndTheRunStopsAnywhere) {
  std::mt19937 random(random_seed);
  for (int round = 0; round < 50; ++round) {
    SCOPED_TRACE(::testing::Message() << "round " << round << " of seed " << random_seed);
    const Instant start = at("2018-09-03 17:23");
    Agenda agenda(start);
    std::vector<PlainEntry> waiting;  // the plain list: sorted, the next one taken from the front
    std::uint32_t subjects = 0;
    const auto schedule = [&](Instant now) {
      const Minutes after{static_cast<int>(random() % 5000) - 300};
      const auto phase = static_cast<std::uint8_t>(random() % 6);
      agenda.schedule(now + after, phase, 0, subjects);
      waiting.push_back({std::max(now, now + after), phase, subjects++});
      sort_plainly(waiting);
    };
    for (int number = 0; number < 40; ++number) schedule(start);
    Instant limit = start;
    for (int stop = 0; stop < 60; ++stop) {
      limit += Minutes{static_cast<int>(random() % 700)};
      if (stop % 5 == 0) limit = end_of(date_of(limit));  // midnights, where days are opened
      agenda.run_before(limit, [&](const Entry& entry) {
        ASSERT_FALSE(waiting.empty());
        ASSERT_EQ(entry.subject, waiting.front().subject);
        ASSERT_EQ(entry.at, waiting.front().at);
        ASSERT_LT(entry.at, limit);
        waiting.erase(waiting.begin());
        for (std::uint32_t more = static_cast<std::uint32_t>(random()) % 3; more > 0 && waiting.size() < 200; --more)
          schedule(entry.at);
      });
      if (HasFatalFailure()) return;
      ASSERT_TRUE(waiting.empty() || waiting.front().at >= limit);
      agenda.advance_to(limit);
      if (random() % 2) schedule(limit);
    }
    EXPECT_GT(agenda.entries_run(), 100u);
    EXPECT_EQ(agenda.empty(), waiting.empty());
  }
}

}  // namespace

}  // namespace casetide::sim
