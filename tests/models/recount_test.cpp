// Time at risk of a whole county, counted again from the facts alone: what was owed until when, who had no worker, who
// held which status. The definition of models/README.md is written out here a second time, without the ledger.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <sstream>

#include "tests/support/builders.hpp"
#include "tests/support/in_child.hpp"
#include "tests/support/notes.hpp"

namespace casetide::models {

using namespace casetide::testing;

namespace {

constexpr std::string_view order = "BCADEFGHI";  // of the ladder

/// A stretch of time in which a safeguard of a child was missing.
struct Missing {
  sim::Instant from, until;
  std::size_t component = 0;
  bool law = false;
};

/// From an instant on, the child counts as this and its days are reported there.
struct Reported {
  sim::Instant from;
  bool counted = false, grown_up = false;
  std::size_t reported = 0;
};

struct Clock {
  bool owed = false;
  sim::Instant owed_from, since, due;     // `since` may lie before it was owed: a clock that runs from the referral
  sim::Instant first_sight = sim::never;  // of the child, since then; known to have renewed the clock only if told
  int sights_since = 0;                   // after that first one
};

struct RecountedChild {
  std::vector<Clock> clocks;  // [obligation]
  std::vector<Missing> missing;
  std::vector<Reported> standings;
  std::uint32_t statuses = 0;
  sim::Instant without_worker = sim::never;
  std::int64_t told = 0;  // minutes of spells that the run told of
  bool unsure = false;    // a clock was renewed under work in hand, and its new due day is not told
};

class Recount : public Observer {
 public:
  explicit Recount(const Scenario& scenario) : scenario_(scenario) {}

  void observe(const Fact& fact) override {
    if (fact.child == ChildId{0xffffffff}) return;
    RecountedChild& child = children_[fact.child];
    const auto& rules = scenario_.pathway.obligations;
    child.clocks.resize(rules.size());
    Clock& clock = child.clocks[fact.place < rules.size() ? fact.place : 0];
    switch (fact.kind) {
      case FactKind::status_begun:
        stand(child, fact.at, child.statuses | 1u << fact.place);
        break;
      case FactKind::status_ended:
        stand(child, fact.at, child.statuses & ~(1u << fact.place));
        break;
      case FactKind::child_closed:
        stand(child, fact.at, 0);
        worker_found(child, fact.at);
        break;
      case FactKind::worker_needed:
        child.without_worker = fact.at;
        break;
      case FactKind::child_allocated:
        worker_found(child, fact.at);
        break;
      case FactKind::obligation_owed:
        // An earlier sight may have renewed it while its work was in hand, which no fact tells.
        child.unsure = child.unsure || (clock.owed && clock.first_sight < fact.at);
        if (clock.owed) end(child, fact.place, clock, fact.at);
        clock = {true, fact.at, fact.since, fact.due};
        break;
      case FactKind::obligation_met:
      case FactKind::obligation_lapsed:
        if (clock.since != fact.since) {  // renewed, or met, by a sight of the child while its work was in hand
          end(child, fact.place, clock, clock.first_sight);
          child.unsure = child.unsure || clock.sights_since > 0;
          const sim::Instant renewed = fact.due == sim::never ? clock.first_sight : fact.since;
          clock = {true, renewed, renewed, fact.due};
        }
        end(child, fact.place, clock, fact.at);
        clock.owed = false;
        if (fact.kind == FactKind::obligation_met && rules[fact.place].sees_child) seen(child, fact.at);
        break;
      case FactKind::safeguards_back:
        child.told += (fact.due - fact.since).count();
        break;
      default:
        break;
    }
  }
  void sample(const Sample& sample) override { last_ = sample; }

  struct Totals {
    std::array<double, component_count> gross{}, credited{}, equal{}, beside{};
    std::vector<double> by_status;
    double law = 0, all = 0;
    int children = 0, unsure = 0, otherwise_told = 0;
  };

  Totals count(sim::Instant horizon) {
    Totals totals;
    totals.by_status.resize(scenario_.pathway.statuses.size());
    for (auto& [id, child] : children_) {
      for (std::size_t place = 0; place < child.clocks.size(); ++place) {
        Clock& clock = child.clocks[place];
        if (!clock.owed) continue;
        child.unsure = child.unsure || clock.first_sight != sim::never;
        end(child, place, clock, horizon);
      }
      worker_found(child, horizon);
      const double minutes = add(child, horizon, totals);
      ++totals.children;
      totals.unsure += child.unsure;
      totals.otherwise_told += !child.unsure && minutes != static_cast<double>(child.told);
    }
    return totals;
  }
  const Sample& last() const { return last_; }

 private:
  void stand(RecountedChild& child, sim::Instant now, std::uint32_t statuses) {
    child.statuses = statuses;
    Reported standing{now};
    const auto& table = scenario_.pathway.statuses;
    for (std::size_t status = 0; status < table.size(); ++status) {
      if (!(statuses >> status & 1u)) continue;
      standing.reported = table[status].reported_under ? index(*table[status].reported_under) : status;
      standing.counted = standing.counted || table[status].counts_as == CountsAs::child;
      standing.grown_up = standing.grown_up || table[status].counts_as == CountsAs::care_leaver;
    }
    standing.grown_up = standing.grown_up && !standing.counted;
    if (!child.standings.empty() && child.standings.back().from == now) child.standings.pop_back();
    child.standings.push_back(standing);
  }

  void seen(RecountedChild& child, sim::Instant now) {
    for (std::size_t place = 0; place < child.clocks.size(); ++place) {
      Clock& clock = child.clocks[place];
      const bool renewed = scenario_.pathway.obligations[place].renewed_by == RenewedBy::seen;
      if (!renewed || !clock.owed) continue;
      clock.sights_since += clock.first_sight != sim::never;
      if (clock.first_sight == sim::never) clock.first_sight = now;
    }
  }

  void worker_found(RecountedChild& child, sim::Instant now) {
    if (child.without_worker < now)
      child.missing.push_back({child.without_worker, now, static_cast<std::size_t>(Component::no_named_worker), false});
    child.without_worker = sim::never;
  }

  void end(RecountedChild& child, std::size_t place, const Clock& clock, sim::Instant now) {
    const Obligation& rule = scenario_.pathway.obligations[place];
    if (!rule.safeguard) return;
    const sim::Instant from = std::max(clock.due, clock.owed_from);
    if (from < now)
      child.missing.push_back({from, now, static_cast<std::size_t>(*rule.safeguard), rule.counts_as_law()});
  }

  /// Walks from one change to the next; returns the minutes of the headline.
  double add(const RecountedChild& child, sim::Instant horizon, Totals& totals) const {
    std::set<sim::Instant> changes;
    for (const Missing& one : child.missing) changes.insert({one.from, one.until});
    for (const Reported& standing : child.standings) changes.insert(standing.from);
    changes.insert(horizon);
    double headline = 0;
    auto standing = child.standings.begin();
    for (auto from = changes.begin(); std::next(from) != changes.end(); ++from) {
      while (std::next(standing) != child.standings.end() && std::next(standing)->from <= *from) ++standing;
      std::array<bool, component_count> active{};
      bool law = false;
      for (const Missing& one : child.missing) {
        if (*from < one.from || one.until <= *from) continue;
        active[one.component] = true;
        law = law || one.law;
      }
      const auto count = std::count(active.begin(), active.end(), true);
      if (count == 0) continue;
      const auto minutes = static_cast<double>((*std::next(from) - *from).count());
      const auto first = static_cast<std::size_t>(*std::find_if(order.begin(), order.end(), [&](char letter) {
        return active[static_cast<std::size_t>(letter - 'A')];
      }) - 'A');
      if (standing->grown_up) totals.beside[first] += minutes;
      if (!standing->counted) continue;
      headline += minutes;
      totals.credited[first] += minutes;
      totals.by_status[standing->reported] += minutes;
      if (law) totals.law += minutes;
      for (std::size_t component = 0; component < component_count; ++component) {
        if (!active[component]) continue;
        totals.gross[component] += minutes;
        totals.equal[component] += minutes / static_cast<double>(count);
      }
    }
    totals.all += headline;
    return headline;
  }

  const Scenario& scenario_;
  std::map<ChildId, RecountedChild> children_;
  Sample last_;
};

TEST(TimeAtRisk, OfACountyEqualsARecountFromTheFactsAlone) {
  in_child([] {
    Scenario scenario = worcestershire();
    scenario.period_from = scenario.warm_up_from;
    scenario.period_until = day("2018-07-01");
    for (Team& team : scenario.staffing.teams) {  // so that much is late
      for (StaffGroup& group : team.staff) group.fte *= 0.5;
      for (Posts& posts : team.posts) posts.fte *= 0.5;
    }
    Recount recount(scenario);
    run_replication(scenario, scenario.plans.front(), 0, {&recount});
    const Recount::Totals counted = recount.count(sim::Instant{scenario.period_until});
    EXPECT_GT(counted.children, 5000);
    EXPECT_GT(counted.all, 100'000 * 1440.0);
    EXPECT_GT(counted.law, 10'000 * 1440.0);
    EXPECT_GT(std::accumulate(counted.beside.begin(), counted.beside.end(), 0.0), 0.0);
    EXPECT_LT(counted.unsure, counted.children / 200);
    EXPECT_EQ(counted.otherwise_told, 0);  // spells, child by child

    // Of the unsure children a clock may be out by some weeks at the end.
    const auto near = [&](double days, double minutes, const std::string& what) {
      EXPECT_NEAR(days, minutes / 1440, 60.0 * counted.unsure + 1e-6) << what;
    };
    const Sample& sample = recount.last();
    const auto of = [&](Measure measure) { return sample.of(measure); };
    for (std::size_t component = 0; component < component_count; ++component) {
      const std::string name(component_names[component]);
      double credited = 0;
      for (std::size_t cause = 0; cause < cause_count; ++cause)
        credited += of(Measure::time_at_risk)[component * cause_count + cause];
      near(credited, counted.credited[component], "credited " + name);
      near(of(Measure::time_at_risk_gross)[component], counted.gross[component], "gross " + name);
      near(of(Measure::time_at_risk_equal)[component], counted.equal[component], "equal " + name);
      near(of(Measure::leaving_care_at_risk)[component], counted.beside[component], "beside " + name);
    }
    for (std::size_t status = 0; status < scenario.pathway.statuses.size(); ++status)
      near(of(Measure::time_at_risk_status)[status], counted.by_status[status], scenario.pathway.statuses[status].name);
    near(of(Measure::time_at_risk_law)[0], counted.law, "law");
  });
}

}  // namespace

}  // namespace casetide::models
