// Unbroken spells of missing safeguards: when they begin and end, against a recount minute by minute.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <random>

#include "models/safeguards.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr std::uint32_t random_seed = 20190402;

sim::Instant minute(int number) { return at("2018-09-03") + sim::Minutes{number}; }

struct Spell {
  std::uint32_t child = 0;
  int from = 0, until = 0;
  friend auto operator<=>(const Spell&, const Spell&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Spell& spell) {
    return out << "child " << spell.child << " from " << spell.from << " to " << spell.until;
  }
};

/// A ledger whose spells are written down.
struct Watched {
  Watched() {
    ledger.when_spell_ends([this](std::uint32_t child, sim::Instant from, sim::Instant until) {
      spells.push_back(
          {child, static_cast<int>((from - minute(0)).count()), static_cast<int>((until - minute(0)).count())});
    });
  }
  void due(std::uint32_t child, int now, Component component, int due_at) {
    ledger.settle(child, minute(now));
    ledger.set_due(child, component, minute(due_at));
  }
  void met(std::uint32_t child, int now, Component component) {
    ledger.settle(child, minute(now));
    ledger.set_due(child, component, sim::never);
  }
  void horizon(int now) {
    ledger.settle_all(minute(now), [](std::uint32_t) {});
    ledger.end_spells();
  }
  SafeguardLedger ledger{1, 1, [](std::uint32_t, Component) { return Cause::queue; }};
  std::vector<Spell> spells;
};

using Spells = std::vector<Spell>;
constexpr Component C = Component::child_not_seen;
constexpr Component D = Component::assessment_overdue;
constexpr Component G = Component::review_overdue;

TEST(ASpell, LastsFromTheDueInstantUntilTheSafeguardIsBack) {
  Watched one;
  one.ledger.open(0, minute(0));
  one.due(0, 0, C, 100);
  one.met(0, 130, C);
  one.due(0, 130, C, 300);
  one.met(0, 250, C);  // in time
  one.due(0, 250, C, 400);
  one.due(0, 450, C, 900);  // seen, and to be seen again
  one.horizon(1000);
  EXPECT_EQ(one.spells, (Spells{{0, 100, 130}, {0, 400, 450}, {0, 900, 1000}}));
}

TEST(ASpell, OfSeveralSafeguardsLastsAsLongAsAnyIsMissing) {
  Watched one;
  one.ledger.open(0, minute(0));
  one.due(0, 0, C, 100);
  one.due(0, 0, D, 120);
  one.due(0, 0, G, 200);
  one.met(0, 150, C);  // D is missing still
  one.met(0, 180, D);  // nothing is
  one.met(0, 240, G);
  one.horizon(1000);
  EXPECT_EQ(one.spells, (Spells{{0, 100, 180}, {0, 200, 240}}));
}

TEST(ASpell, GoesOnWhenOneSafeguardComesBackAtTheInstantAtWhichAnotherFallsDue) {
  Watched one;
  one.ledger.open(0, minute(0));
  one.due(0, 0, C, 100);
  one.due(0, 0, D, 150);
  one.met(0, 150, C);
  one.met(0, 170, D);
  one.horizon(1000);
  EXPECT_EQ(one.spells, (Spells{{0, 100, 170}}));
}

TEST(ASpell, GoesOnWhenOneSafeguardComesBackAndAnotherGoesMissingInTheSameInstant) {
  // The manager decides late, and from then on a named worker is missing.
  Watched one;
  one.ledger.open(0, minute(0));
  one.due(0, 0, Component::waiting_for_a_decision, 100);
  one.met(0, 150, Component::waiting_for_a_decision);
  one.due(0, 150, Component::no_named_worker, 150);
  one.met(0, 170, Component::no_named_worker);
  one.horizon(1000);
  EXPECT_EQ(one.spells, (Spells{{0, 100, 170}}));
}

TEST(ASpell, IsNotCutWhereTheChildIsLookedAtMeanwhile) {
  Watched one;
  one.ledger.open(0, minute(0));
  one.due(0, 0, C, 100);
  for (int now = 90; now < 140; now += 7) one.ledger.settle(0, minute(now));
  one.ledger.place(0, StatusId{0}, TeamId{0});
  one.due(0, 140, D, 500);
  one.met(0, 160, C);
  one.horizon(400);
  EXPECT_EQ(one.spells, (Spells{{0, 100, 160}}));
}

TEST(ASpell, EndsWhenTheChildIsClosedAndWhenTheHorizonComes) {
  Watched two;
  two.ledger.open(0, minute(0));
  two.ledger.open(1, minute(0));
  two.due(0, 0, C, 100);
  two.due(1, 0, C, 200);
  two.ledger.close(0, minute(150));
  two.ledger.open(0, minute(300));  // comes back
  two.due(0, 300, D, 320);
  two.horizon(400);
  EXPECT_EQ(two.spells, (Spells{{0, 100, 150}, {0, 320, 400}, {1, 200, 400}}));
}

TEST(ASpell, IsNoneOfThoseWhoHaveGrownUp) {
  Watched one;
  one.ledger.open(0, minute(0));
  one.ledger.place(0, StatusId{0}, TeamId{0});
  one.due(0, 0, C, 100);
  one.ledger.settle(0, minute(150));
  one.ledger.place(0, StatusId{0}, TeamId{0}, true);
  one.met(0, 200, C);
  one.due(0, 200, G, 250);
  one.horizon(400);
  EXPECT_EQ(one.spells, (Spells{{0, 100, 150}}));
}

// --- random histories ----------------------------------------------------------------------------------------------

constexpr int length = 900;  // minutes
constexpr std::uint32_t children = 3;

struct Event {
  enum class What { opens, closes, due, grows_up };
  What what = What::opens;
  std::uint32_t child = 0;
  int at = 0;
  std::size_t component = 0;
  int due = length;  // length: never
};

/// At most one thing happens to a child in a minute.
std::vector<Event> random_history(std::mt19937& dice) {
  const auto up_to = [&](int most) { return static_cast<int>(dice() % static_cast<std::uint32_t>(most + 1)); };
  std::vector<Event> events;
  for (std::uint32_t child = 0; child < children; ++child) {
    bool open = false;
    bool grown_up = false;
    for (int now = up_to(60); now < length; now += 1 + up_to(40)) {
      Event event;
      event.child = child;
      event.at = now;
      const int face = up_to(40);
      if (!open)
        event.what = Event::What::opens;
      else if (face == 0)
        event.what = Event::What::closes;
      else if (face == 1 && !grown_up)
        event.what = Event::What::grows_up;
      else
        event.what = Event::What::due;
      if (event.what == Event::What::opens) grown_up = false;
      if (event.what == Event::What::opens || event.what == Event::What::closes) open = !open;
      grown_up = grown_up || event.what == Event::What::grows_up;
      event.component = static_cast<std::size_t>(up_to(component_count - 1));
      event.due = up_to(2) == 0 ? length : std::max(0, now + up_to(160) - 30);
      events.push_back(event);
    }
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.at < b.at; });
  return events;
}

/// The history as the ledger is told it, and the spells it tells of.
Watched told(const std::vector<Event>& events) {
  Watched watched;
  for (const Event& event : events) {
    SafeguardLedger& ledger = watched.ledger;
    if (event.what == Event::What::opens) ledger.open(event.child, minute(event.at));
    if (event.what == Event::What::closes) ledger.close(event.child, minute(event.at));
    if (event.what != Event::What::opens && event.what != Event::What::closes)
      ledger.settle(event.child, minute(event.at));
    if (event.what == Event::What::opens) ledger.place(event.child, StatusId{0}, TeamId{0}, false);
    if (event.what == Event::What::grows_up) ledger.place(event.child, StatusId{0}, TeamId{0}, true);
    if (event.what == Event::What::due)
      ledger.set_due(event.child, static_cast<Component>(event.component),
                     event.due == length ? sim::never : minute(event.due));
  }
  watched.horizon(length);
  std::sort(watched.spells.begin(), watched.spells.end());
  return watched;
}

/// Looks at every minute of every child by itself: runs of minutes in which a child has something missing.
Spells counted_by_the_minute(const std::vector<Event>& events) {
  Spells spells;
  for (std::uint32_t child = 0; child < children; ++child) {
    bool open = false;
    bool grown_up = false;
    std::array<int, component_count> due{};
    int since = -1;
    const auto end = [&](int now) {
      if (since >= 0) spells.push_back({child, since, now});
      since = -1;
    };
    for (int now = 0; now < length; ++now) {
      for (const Event& event : events) {
        if (event.child != child || event.at != now) continue;
        if (event.what == Event::What::opens || event.what == Event::What::closes) {
          end(now);
          open = event.what == Event::What::opens;
          grown_up = false;
          due.fill(length);
        }
        if (event.what == Event::What::grows_up) {
          end(now);
          grown_up = true;
        }
        if (event.what == Event::What::due) due[event.component] = event.due;
      }
      const bool missing = open && !grown_up && *std::min_element(due.begin(), due.end()) <= now;
      if (missing && since < 0) since = now;
      if (!missing) end(now);
    }
    end(length);
  }
  std::sort(spells.begin(), spells.end());
  return spells;
}

TEST(RandomSpells, OfRandomHistoriesEqualARecountAndAddUpToTimeAtRisk) {
  RecordProperty("seed", static_cast<int>(random_seed));
  std::mt19937 dice(random_seed);
  std::size_t all = 0;
  for (int number = 0; number < 1500 && !HasFailure(); ++number) {
    SCOPED_TRACE(::testing::Message() << "history " << number << " of seed " << random_seed);
    const auto events = random_history(dice);
    const Watched watched = told(events);
    EXPECT_EQ(watched.spells, counted_by_the_minute(events));
    std::int64_t minutes = 0;
    for (const Spell& spell : watched.spells) minutes += spell.until - spell.from;
    EXPECT_EQ(minutes, watched.ledger.totals().total());
    all += watched.spells.size();
  }
  EXPECT_GT(all, 5'000u);
}

// --- in a service --------------------------------------------------------------------------------------------------

TEST(ASpell, OfAChildIsToldWhenItIsOver) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(SmallService::social_worker, 1);
    const StatusId open = service.status("open");
    service.rule(service.work("visit", open, working_days(1), 20)).safeguard = C;
    service.rule(service.work("report", open, working_days(2), 16)).safeguard = D;
    service.rule(service.watch("watched", open, days(10))).safeguard = G;
    service.here({open});
    const Notes notes = run(service.scenario);
    // Twenty hours: until Wednesday 5, 13:00, late from the end of Tuesday. Sixteen more: until Friday 7, 13:00, late
    // from the end of Wednesday. The watch runs out at the end of Thursday 13 and is never renewed.
    const auto spells = notes.of(FactKind::safeguards_back);
    ASSERT_EQ(spells.size(), 3u);
    EXPECT_EQ(spells[0].since, at("2018-09-05"));
    EXPECT_EQ(spells[0].due, at("2018-09-05 13:00"));
    EXPECT_EQ(spells[1].since, at("2018-09-06"));
    EXPECT_EQ(spells[1].due, at("2018-09-07 13:00"));
    EXPECT_EQ(spells[2].since, at("2018-09-14"));
    EXPECT_EQ(spells[2].due, at("2018-09-17"));  // the horizon
    for (const Fact& spell : spells) EXPECT_EQ(spell.child, ChildId{0});
  });
}

TEST(ASpell, GoesOnFromALateDecisionToTheWaitForAWorker) {
  in_child([] {
    SmallService service("2018-09-03", "2018-09-17");
    service.staff(SmallService::manager, 1);
    const StatusId referred = service.status("referred", false);
    const StatusId open = service.status("open");  // and nobody is there to hold it
    Obligation& decision = service.rule(service.work("decision", referred, working_days(1), 20));
    decision.work->by = Doer{false, SmallService::manager};
    decision.safeguard = Component::waiting_for_a_decision;
    decision.decides = service.moving("accept", {referred}, {open});
    service.lasts(open, 3, service.closing());
    service.here({referred});
    const Notes notes = run(service.scenario);
    // Decided on Wednesday 5 at 13:00, thirteen hours late; without a worker from then until it is closed on Saturday.
    EXPECT_DOUBLE_EQ(notes.hours_at_risk(), 13 + 3 * 24);
    const auto spells = notes.of(FactKind::safeguards_back);
    ASSERT_EQ(spells.size(), 1u);
    EXPECT_EQ(spells[0].since, at("2018-09-05"));
    EXPECT_EQ(spells[0].due, at("2018-09-08 13:00"));
  });
}

}  // namespace

}  // namespace casetide::models
