// The ledger of safeguards against the worked example of the definition, and against a recount minute by minute.
#include "models/safeguards.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include "models/span.hpp"
#include "tests/support/builders.hpp"

namespace casetide::models {

using casetide::testing::at;
using casetide::testing::day;

namespace {

constexpr std::uint32_t random_seed = 20180903;

Component component(char letter) { return static_cast<Component>(letter - 'A'); }
std::size_t place(char letter) { return static_cast<std::size_t>(letter - 'A'); }

std::int64_t credited(const TimeAtRisk& totals, std::size_t component) {
  return std::accumulate(totals.credited[component].begin(), totals.credited[component].end(), std::int64_t{0});
}

// --- the worked example --------------------------------------------------------------------------------------------

/// One child whose dates all stand at 24:00.
class WorkedExample : public ::testing::Test {
 protected:
  static constexpr std::uint32_t child = 0;

  WorkedExample() {
    ledger.open(child, end("2018-09-03"));
    ledger.place(child, StatusId{0}, TeamId{0});
  }
  static sim::Instant end(const char* date) { return sim::end_of(day(date)); }
  /// From 24:00 of `date` on, the safeguard falls due at 24:00 of `due`.
  void owed(const char* date, char letter, const char* due) {
    ledger.settle(child, end(date));
    ledger.set_due(child, component(letter), end(due));
  }
  void done(const char* date, char letter) {
    ledger.settle(child, end(date));
    ledger.set_due(child, component(letter), sim::never);
  }
  double gross(char letter) const { return sim::in_days(sim::Minutes{ledger.totals().gross[place(letter)]}); }
  double by_ladder(char letter) const { return sim::in_days(sim::Minutes{credited(ledger.totals(), place(letter))}); }
  double shared(char letter) const {
    return static_cast<double>(ledger.totals().equal[place(letter)]) / TimeAtRisk::equal_units / 1440.0;
  }

  void live_through_it() {
    owed("2018-09-03", 'A', "2018-09-04");
    owed("2018-09-03", 'C', "2018-09-17");  // first sight: 10 working days
    owed("2018-09-03", 'D', "2018-11-05");
    done("2018-09-05", 'A');
    owed("2018-09-05", 'B', "2018-09-05");
    done("2018-09-10", 'B');
    done("2018-09-21", 'C');                // first seen
    owed("2018-09-24", 'C', "2018-09-25");  // the enquiry: one working day
    owed("2018-09-24", 'E', "2018-10-15");
    owed("2018-09-25", 'C', "2018-10-09");  // seen, and so on every ten working days
    owed("2018-10-08", 'C', "2018-10-22");
    owed("2018-10-19", 'C', "2018-11-02");
    done("2018-10-22", 'E');  // the conference: the plan begins, and somebody has judged it
    owed("2018-10-22", 'F', "2018-11-05");
    owed("2018-10-22", 'G', "2019-01-22");
    owed("2018-10-22", 'H', "2018-11-22");
    owed("2018-11-02", 'C', "2018-11-16");
    done("2018-11-02", 'D');
    done("2018-11-05", 'F');
    owed("2018-11-05", 'H', "2018-12-06");  // 31 days after the core group
    owed("2018-11-12", 'C', "2018-11-26");
    owed("2018-11-19", 'B', "2018-11-19");  // the worker leaves
    done("2018-12-03", 'B');
    owed("2018-12-10", 'C', "2018-12-24");
    owed("2018-12-21", 'C', "2019-01-09");
    owed("2019-01-07", 'C', "2019-01-21");
    owed("2019-01-10", 'H', "2019-02-10");  // supervision
    owed("2019-01-21", 'C', "2019-02-04");
    done("2019-01-22", 'G');
    ledger.close(child, end("2019-01-22"));
  }

  SafeguardLedger ledger{1, 1, [](std::uint32_t, Component) { return Cause::queue; }};
};

TEST_F(WorkedExample, GivesEightyDaysGross) {
  live_through_it();
  const std::map<char, double> expected = {{'A', 1}, {'B', 19}, {'C', 18}, {'D', 0}, {'E', 7},
                                           {'F', 0}, {'G', 0},  {'H', 35}, {'I', 0}};
  double sum = 0;
  for (const auto& [letter, days] : expected) {
    EXPECT_EQ(gross(letter), days) << letter;
    sum += gross(letter);
  }
  EXPECT_EQ(sum, 80);
}

TEST_F(WorkedExample, GivesSixtyNineDaysOnTheLadder) {
  live_through_it();
  const std::map<char, double> expected = {{'A', 1}, {'B', 19}, {'C', 11}, {'D', 0}, {'E', 7},
                                           {'F', 0}, {'G', 0},  {'H', 31}, {'I', 0}};
  for (const auto& [letter, days] : expected) EXPECT_EQ(by_ladder(letter), days) << letter;
  EXPECT_EQ(ledger.totals().total(), 69 * 1440);
  EXPECT_EQ(ledger.totals().by_status[0], 69 * 1440);
  EXPECT_EQ(ledger.totals().by_team[0], 69 * 1440);
}

TEST_F(WorkedExample, SharesTheDaysEqually) {
  live_through_it();
  const std::map<char, double> expected = {{'A', 1}, {'B', 15.5}, {'C', 12.5}, {'D', 0}, {'E', 7},
                                           {'F', 0}, {'G', 0},    {'H', 33},   {'I', 0}};
  for (const auto& [letter, days] : expected) EXPECT_EQ(shared(letter), days) << letter;
}

TEST_F(WorkedExample, HasTheDueDatesOfTheCalendar) {
  const sim::Calendar england = sim::Calendar::england();
  const auto noon = [](const char* date) { return at(date) + std::chrono::hours{12}; };
  using Unit = Span::Unit;
  EXPECT_EQ(due(noon("2018-09-03"), {1, Unit::working_days}, england), end("2018-09-04"));
  EXPECT_EQ(due(noon("2018-09-03"), {10, Unit::working_days}, england), end("2018-09-17"));
  EXPECT_EQ(due(noon("2018-09-03"), {45, Unit::working_days}, england), end("2018-11-05"));
  EXPECT_EQ(due(noon("2018-09-24"), {15, Unit::working_days}, england), end("2018-10-15"));
  EXPECT_EQ(due(noon("2018-10-22"), {10, Unit::working_days}, england), end("2018-11-05"));
  EXPECT_EQ(due(noon("2018-10-22"), {3, Unit::months}, england), end("2019-01-22"));
  EXPECT_EQ(due(noon("2018-11-05"), {31, Unit::days}, england), end("2018-12-06"));
  EXPECT_EQ(due(noon("2018-11-12"), {10, Unit::working_days}, england), end("2018-11-26"));
  EXPECT_EQ(due(noon("2018-12-21"), {10, Unit::working_days}, england), end("2019-01-09"));  // over Christmas
}

// --- random histories ----------------------------------------------------------------------------------------------

constexpr std::size_t statuses = 3;
constexpr std::size_t teams = 2;
constexpr int length = 600;  // of a history [minutes]

/// Something that happens to a child in a history.
struct Event {
  enum class What { opens, closes, due, law_due, place, cause };
  int at = 0;
  std::uint32_t child = 0;
  What what = What::opens;
  std::size_t component = 0;
  int due = 0;  // minute; `not_owed` for never
  std::size_t status = 0, team = 0;
  Cause cause{};
};
constexpr int not_owed = 1'000'000;

struct History {
  std::uint32_t children = 0;
  std::vector<Event> events;  // ascending
};

sim::Instant instant(int minute) { return minute == not_owed ? sim::never : at("2018-09-03") + sim::Minutes{minute}; }

class Dice {
 public:
  explicit Dice(std::uint32_t seed) : generator_(seed) {}
  int up_to(int most) { return static_cast<int>(generator_() % static_cast<std::uint32_t>(most + 1)); }
  std::mt19937& generator() { return generator_; }

 private:
  std::mt19937 generator_;
};

/// Children who open, change in every way that the ledger knows, close, and may open again.
History random_history(Dice& dice) {
  History history;
  history.children = 1 + static_cast<std::uint32_t>(dice.up_to(3));
  for (std::uint32_t child = 0; child < history.children; ++child) {
    bool open = false;
    for (int minute = dice.up_to(60); minute < length; minute += dice.up_to(40)) {
      Event event;
      event.at = minute;
      event.child = child;
      event.status = static_cast<std::size_t>(dice.up_to(statuses - 1));
      event.team = static_cast<std::size_t>(dice.up_to(teams - 1));
      event.component = static_cast<std::size_t>(dice.up_to(component_count - 1));
      // Some clocks are late already when they are set, as those that run from an earlier referral may be.
      event.due = dice.up_to(3) == 0 ? not_owed : std::max(0, minute + dice.up_to(120) - 30);
      event.cause = static_cast<Cause>(dice.up_to(cause_count - 1));
      if (!open) {
        event.what = Event::What::opens;
        open = true;
      } else if (const int face = dice.up_to(30); face == 0) {
        event.what = Event::What::closes;
        open = false;
      } else {
        event.what = face < 18   ? Event::What::due
                     : face < 22 ? Event::What::law_due
                     : face < 26 ? Event::What::place
                                 : Event::What::cause;
      }
      history.events.push_back(event);
    }
  }
  std::stable_sort(history.events.begin(), history.events.end(),
                   [](const Event& a, const Event& b) { return a.at < b.at; });
  return history;
}

using Causes = std::vector<std::array<Cause, component_count>>;

/// Feeds the history to the ledger; settles everybody besides at the minutes in `also`.
TimeAtRisk told_to_ledger(const History& history, const std::vector<int>& also = {}) {
  Causes causes(history.children);
  std::vector<bool> opened(history.children);
  SafeguardLedger ledger(statuses, teams, [&](std::uint32_t child, Component component) {
    return causes[child][static_cast<std::size_t>(component)];
  });
  const auto settle_all = [&](int minute) {
    for (std::uint32_t child = 0; child < history.children; ++child)
      if (opened[child]) ledger.settle(child, instant(minute));
  };
  auto next = also.begin();
  for (const Event& event : history.events) {
    for (; next != also.end() && *next <= event.at; ++next) settle_all(*next);
    const sim::Instant now = instant(event.at);
    const std::uint32_t child = event.child;
    if (event.what == Event::What::opens) {
      ledger.open(child, now);
      ledger.place(child, id_at<StatusId>(event.status), id_at<TeamId>(event.team));
      opened[child] = true;
      continue;
    }
    if (event.what == Event::What::closes) {
      ledger.close(child, now);
      continue;
    }
    ledger.settle(child, now);
    switch (event.what) {
      case Event::What::due:
        ledger.set_due(child, static_cast<Component>(event.component), instant(event.due));
        break;
      case Event::What::law_due:
        ledger.set_law_due(child, instant(event.due));
        break;
      case Event::What::place:
        ledger.place(child, id_at<StatusId>(event.status), id_at<TeamId>(event.team));
        break;
      default:
        causes[child][event.component] = event.cause;
    }
  }
  for (; next != also.end(); ++next) settle_all(*next);
  settle_all(length);
  return ledger.totals();
}

/// The recount: every minute of every child is looked at by itself, straight from the definition.
TimeAtRisk counted_by_the_minute(const History& history) {
  struct State {
    bool open = false;
    std::array<int, component_count> due{};
    int law_due = not_owed;
    std::size_t status = 0, team = 0;
    std::array<Cause, component_count> cause{};
  };
  constexpr std::string_view order = "BCADEFGHI";  // section 4.3 of the definition
  TimeAtRisk totals;
  totals.by_status.resize(statuses);
  totals.by_team.resize(teams);
  for (std::uint32_t child = 0; child < history.children; ++child) {
    State state;
    for (int minute = 0; minute < length; ++minute) {
      for (const Event& event : history.events) {
        if (event.child != child || event.at != minute) continue;
        if (event.what == Event::What::opens || event.what == Event::What::closes) {
          state.open = event.what == Event::What::opens;
          state.due.fill(not_owed);
          state.law_due = not_owed;
        }
        if (event.what == Event::What::opens || event.what == Event::What::place) {
          state.status = event.status;
          state.team = event.team;
        }
        if (event.what == Event::What::due) state.due[event.component] = event.due;
        if (event.what == Event::What::law_due) state.law_due = event.due;
        if (event.what == Event::What::cause) state.cause[event.component] = event.cause;
      }
      if (!state.open) continue;
      if (state.law_due <= minute) ++totals.law;
      std::vector<std::size_t> missing;
      for (char letter : order)
        if (state.due[place(letter)] <= minute) missing.push_back(place(letter));
      if (missing.empty()) continue;
      for (std::size_t component : missing) {
        ++totals.gross[component];
        totals.equal[component] += TimeAtRisk::equal_units / static_cast<std::int64_t>(missing.size());
      }
      ++totals.credited[missing.front()][static_cast<std::size_t>(state.cause[missing.front()])];
      ++totals.by_status[state.status];
      ++totals.by_team[state.team];
    }
  }
  return totals;
}

void expect_equal(const TimeAtRisk& found, const TimeAtRisk& expected) {
  for (std::size_t component = 0; component < component_count; ++component) {
    EXPECT_EQ(found.credited[component], expected.credited[component]) << "credited " << component_letters[component];
    EXPECT_EQ(found.gross[component], expected.gross[component]) << "gross " << component_letters[component];
    EXPECT_EQ(found.equal[component], expected.equal[component]) << "equal " << component_letters[component];
  }
  EXPECT_EQ(found.law, expected.law);
  EXPECT_EQ(found.by_status, expected.by_status);
  EXPECT_EQ(found.by_team, expected.by_team);
}

template <typename Numbers>
std::int64_t sum(const Numbers& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
}

class RandomHistories : public ::testing::Test {
 protected:
  RandomHistories() { RecordProperty("seed", static_cast<int>(random_seed)); }

  /// Calls `check(history, dice)` for 2,500 histories, until one fails.
  template <typename Check>
  void for_each(Check check) {
    Dice dice(random_seed);
    for (int number = 0; number < 2500; ++number) {
      SCOPED_TRACE(::testing::Message() << "history " << number << " of seed " << random_seed);
      check(random_history(dice), dice);
      if (HasFailure()) return;
    }
  }
};

TEST_F(RandomHistories, EqualARecountMinuteByMinute) {
  std::int64_t all = 0;
  for_each([&](const History& history, Dice&) {
    const TimeAtRisk recount = counted_by_the_minute(history);
    expect_equal(told_to_ledger(history), recount);
    all += recount.total();
  });
  EXPECT_GT(all, 100'000);  // the histories do hold time at risk
}

TEST_F(RandomHistories, KeepTheirSumsTogether) {
  for_each([](const History& history, Dice&) {
    const TimeAtRisk totals = told_to_ledger(history);
    EXPECT_LE(*std::max_element(totals.gross.begin(), totals.gross.end()), totals.total());
    EXPECT_LE(totals.total(), sum(totals.gross));
    EXPECT_EQ(sum(totals.equal), totals.total() * TimeAtRisk::equal_units);
    EXPECT_EQ(sum(totals.by_status), totals.total());
    EXPECT_EQ(sum(totals.by_team), totals.total());
    for (std::size_t component = 0; component < component_count; ++component)
      EXPECT_LE(credited(totals, component), totals.gross[component]);
  });
}

TEST_F(RandomHistories, CountTheSameWhenTimeIsCutAnywhere) {
  for_each([](const History& history, Dice& dice) {
    std::vector<int> cuts(static_cast<std::size_t>(1 + dice.up_to(40)));
    for (int& cut : cuts) cut = dice.up_to(length);
    std::sort(cuts.begin(), cuts.end());
    expect_equal(told_to_ledger(history, cuts), told_to_ledger(history));
  });
}

TEST_F(RandomHistories, CountTheSameWhicheverWayChildrenAreNumbered) {
  for_each([](const History& history, Dice& dice) {
    std::vector<std::uint32_t> number(history.children);
    std::iota(number.begin(), number.end(), 0u);
    std::shuffle(number.begin(), number.end(), dice.generator());
    History renumbered = history;
    for (Event& event : renumbered.events) event.child = number[event.child];
    expect_equal(told_to_ledger(renumbered), told_to_ledger(history));
  });
}

TEST_F(RandomHistories, HoldNoTimeOfChildrenWhoAreClosedAtOnce) {
  for_each([](const History& history, Dice&) {
    History closed = history;
    for (Event& event : closed.events)
      if (event.what != Event::What::opens) event.at += length;  // nothing else happens within the history
    for (const Event& event : history.events)
      if (event.what == Event::What::opens) {
        Event shut = event;
        shut.what = Event::What::closes;
        closed.events.push_back(shut);
      }
    std::stable_sort(closed.events.begin(), closed.events.end(),
                     [](const Event& a, const Event& b) { return a.at < b.at; });
    std::erase_if(closed.events, [](const Event& event) { return event.at >= length; });
    const TimeAtRisk totals = told_to_ledger(closed);
    EXPECT_EQ(totals.total(), 0);
    EXPECT_EQ(totals.law, 0);
  });
}

// --- due dates held, completions moved -----------------------------------------------------------------------------

/// One safeguard of a child, promised again and again: each promise counts from when the one before was kept.
struct Promise {
  int due = 0;
  int kept = 0;
};

/// By component; the promises of each in order of keeping.
using Promises = std::array<std::vector<Promise>, component_count>;

Promises random_promises(Dice& dice) {
  Promises promises;
  for (auto& of_component : promises) {
    int kept = 0;
    while (dice.up_to(4) != 0) {
      kept += 1 + dice.up_to(150);
      if (kept >= length) break;
      of_component.push_back({std::max(0, kept + dice.up_to(160) - 80), kept});
    }
    // A later promise never falls due before an earlier one.
    for (std::size_t next = 1; next < of_component.size(); ++next)
      of_component[next].due = std::max(of_component[next].due, of_component[next - 1].due);
  }
  return promises;
}

/// `law` components stand under the law as well.
TimeAtRisk kept_in_ledger(const Promises& promises, std::size_t law) {
  SafeguardLedger ledger(1, 1, [](std::uint32_t, Component) { return Cause::queue; });
  ledger.open(0, instant(0));
  std::array<std::size_t, component_count> next{};
  const auto due_of = [&](std::size_t component) {
    const auto& list = promises[component];
    return next[component] < list.size() ? list[next[component]].due : not_owed;
  };
  const auto tell = [&](std::size_t component) {
    ledger.set_due(0, static_cast<Component>(component), instant(due_of(component)));
    int earliest = not_owed;
    for (std::size_t other = 0; other < law; ++other) earliest = std::min(earliest, due_of(other));
    ledger.set_law_due(0, instant(earliest));
  };
  for (std::size_t component = 0; component < component_count; ++component) tell(component);
  for (int minute = 0; minute < length; ++minute)
    for (std::size_t component = 0; component < component_count; ++component) {
      const auto& list = promises[component];
      if (next[component] == list.size() || list[next[component]].kept != minute) continue;
      ledger.settle(0, instant(minute));
      ++next[component];
      tell(component);
    }
  ledger.settle(0, instant(length));
  return ledger.totals();
}

/// A component with promises, or component_count when there is none.
std::size_t any_with_promises(const Promises& promises, Dice& dice) {
  const auto first = static_cast<std::size_t>(dice.up_to(component_count - 1));
  for (std::size_t step = 0; step < component_count; ++step)
    if (!promises[(first + step) % component_count].empty()) return (first + step) % component_count;
  return component_count;
}

TEST(Promises, KeptEarlierNeverRaiseTimeAtRisk) {
  Dice dice(random_seed);
  int lowered = 0;
  for (int number = 0; number < 2500; ++number) {
    SCOPED_TRACE(::testing::Message() << "history " << number << " of seed " << random_seed);
    const Promises before = random_promises(dice);
    const std::size_t component = any_with_promises(before, dice);
    if (component == component_count) continue;
    Promises after = before;
    auto& list = after[component];
    const auto which = static_cast<std::size_t>(dice.up_to(static_cast<int>(list.size()) - 1));
    const int earliest = which == 0 ? 0 : list[which - 1].kept + 1;
    list[which].kept -= dice.up_to(list[which].kept - earliest);
    const std::int64_t now = kept_in_ledger(after, 0).total();
    const std::int64_t then = kept_in_ledger(before, 0).total();
    EXPECT_LE(now, then);
    lowered += now < then;
  }
  EXPECT_GT(lowered, 100);
}

TEST(Promises, WithATighterStandardNeverLowerTimeAtRisk) {
  Dice dice(random_seed);
  int raised = 0;
  for (int number = 0; number < 2500; ++number) {
    SCOPED_TRACE(::testing::Message() << "history " << number << " of seed " << random_seed);
    const Promises before = random_promises(dice);
    const std::size_t component = any_with_promises(before, dice);
    if (component == component_count) continue;
    Promises after = before;
    const int tighter = dice.up_to(60);
    for (Promise& promise : after[component]) promise.due = std::max(0, promise.due - tighter);
    const std::int64_t now = kept_in_ledger(after, 0).total();
    const std::int64_t then = kept_in_ledger(before, 0).total();
    EXPECT_GE(now, then);
    raised += now > then;
  }
  EXPECT_GT(raised, 100);
}

TEST(Promises, OfTheLawAloneAreMissingNoLongerThanAllPromises) {
  Dice dice(random_seed);
  int less = 0;
  for (int number = 0; number < 2500; ++number) {
    SCOPED_TRACE(::testing::Message() << "history " << number << " of seed " << random_seed);
    const Promises promises = random_promises(dice);
    const TimeAtRisk some = kept_in_ledger(promises, 4);
    EXPECT_LE(some.law, some.total());
    less += some.law < some.total();
    const TimeAtRisk all = kept_in_ledger(promises, component_count);
    EXPECT_EQ(all.law, all.total());
  }
  EXPECT_GT(less, 100);
}

// --- edges ---------------------------------------------------------------------------------------------------------

TEST(SafeguardLedger, CountsNothingUpToTheDueInstantItselfAndEveryMinuteAfterIt) {
  SafeguardLedger ledger(1, 1, [](std::uint32_t, Component) { return Cause::queue; });
  ledger.open(0, instant(0));
  ledger.set_due(0, component('D'), instant(100));
  ledger.settle(0, instant(100));
  EXPECT_EQ(ledger.totals().total(), 0);
  EXPECT_FALSE(ledger.at_risk(0, instant(100)));
  ledger.settle(0, instant(101));
  EXPECT_EQ(ledger.totals().total(), 1);
  EXPECT_TRUE(ledger.at_risk(0, instant(101)));
}

TEST(SafeguardLedger, AsksForTheCauseOnlyWhileSomethingIsMissing) {
  int asked = 0;
  SafeguardLedger ledger(1, 1, [&](std::uint32_t, Component) {
    ++asked;
    return Cause::external;
  });
  ledger.open(0, instant(0));
  ledger.set_due(0, component('G'), instant(50));
  ledger.settle(0, instant(40));
  ledger.settle(0, instant(50));
  EXPECT_EQ(asked, 0);
  ledger.settle(0, instant(60));
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(ledger.totals().credited[place('G')][static_cast<std::size_t>(Cause::external)], 10);
}

TEST(SafeguardLedger, SharesExactlyHoweverManyAreMissingAtOnce) {
  for (std::size_t count = 1; count <= component_count; ++count) {
    SafeguardLedger ledger(1, 1, [](std::uint32_t, Component) { return Cause::queue; });
    ledger.open(0, instant(0));
    for (std::size_t which = 0; which < count; ++which) ledger.set_due(0, static_cast<Component>(which), instant(0));
    ledger.settle(0, instant(7));  // seven minutes, shared by `count`
    for (std::size_t which = 0; which < count; ++which)
      EXPECT_EQ(ledger.totals().equal[which] * static_cast<std::int64_t>(count), 7 * TimeAtRisk::equal_units);
    EXPECT_EQ(sum(ledger.totals().equal), 7 * TimeAtRisk::equal_units);
  }
}

}  // namespace

}  // namespace casetide::models
