// The kinds of children that the first estimate of work tells apart, and the ways out of each kind: where its children
// go next and at which rate, by the shares of the decisions, at the pace of the clocks, by the law of the day.
//
// Children who hold the same statuses, are owed the same and belong to the same team are one kind, if nothing in the
// pathway tells their ages apart: a kind spans a group of ages, within which all have the same ways out.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "models/expected_pace.hpp"
#include "models/scenario.hpp"

namespace casetide::models {

/// Obligations that are remembered, as bits.
using OwedPlaces = std::uint64_t;

struct KindOfChildren {
  std::uint32_t statuses = 0;  // as bits; 0: closed, and will come back
  std::uint32_t spent = 0;     // of these, those whose need is met or has run out
  OwedPlaces owed = 0;
  std::uint8_t ages = 0;  // the group of ages
  std::uint8_t team = 0;
  bool operator==(const KindOfChildren&) const = default;
};

/// Ages among which the pathway makes no difference [years completed].
struct AgeGroup {
  int from = 0;
  int until = 1;  // exclusive
  std::size_t count() const { return static_cast<std::size_t>(until - from); }
};

/// What is counted when children take a way out: the places of it in one row of numbers, by team.
class WhatIsCounted {
 public:
  explicit WhatIsCounted(const Scenario& scenario)
      : statuses_(scenario.pathway.statuses.size()),
        obligations_(scenario.pathway.obligations.size()),
        teams_(scenario.staffing.teams.size()) {}

  std::size_t begun(std::size_t status, std::size_t team) const { return status * teams_ + team; }
  std::size_t started(std::size_t obligation, std::size_t team) const { return begun(statuses_ + obligation, team); }
  std::size_t decided(std::size_t obligation, std::size_t team) const {
    return started(obligations_ + obligation, team);
  }
  std::size_t moved(std::size_t team) const { return decided(obligations_, team); }
  std::size_t size() const { return moved(teams_); }

 private:
  std::size_t statuses_, obligations_, teams_;
};

/// To whom the children of a kind go, and what is counted when they do, each with its rate [a day].
struct WaysOut {
  struct To {
    std::uint32_t kind = 0;
    double rate = 0;
  };
  struct Counted {
    std::size_t what = 0;
    double rate = 0;
  };
  double leaving = 0;  // away from the kind, wherever they go
  std::vector<To> to = {};
  std::vector<Counted> counted = {};
};

struct WaysOutOfKind {
  bool known = false;
  WaysOut of_all;                // to the same ages
  WaysOut of_those_who_grow_up;  // of those of the last age of the group besides, to the first of the next
  bool grows_older = false;      // from one age of the group to the next
};

class ExpectedWays {
 public:
  static constexpr int oldest = 30;  // years completed; nobody grows older

  /// `scenario` stays the caller's and may change (`read_anew`).
  explicit ExpectedWays(const Scenario& scenario);
  /// The scenario reads otherwise from now on: all kinds are forgotten, and the groups of ages may be others.
  void read_anew();
  /// Forgets the ways out if the law changes until then.
  void go_on_to(sim::Date today);

  std::uint32_t place_of(const KindOfChildren& kind);
  const KindOfChildren& kind(std::uint32_t place) const { return kinds_[place]; }
  std::size_t kinds() const { return kinds_.size(); }
  /// Children are counted by kind and age: the place of the kind's youngest in such a table, and the size of it.
  std::size_t youngest(std::uint32_t place) const { return youngest_[place]; }
  std::size_t places_by_age() const { return places_by_age_; }
  const AgeGroup& ages(std::uint32_t place) const { return groups_[kinds_[place].ages]; }
  const std::vector<AgeGroup>& age_groups() const { return groups_; }
  bool ages_matter() const { return ages_matter_; }

  /// Finds the ways out where they are not known, and with them new kinds. References hold until the next call.
  const WaysOutOfKind& out_of(std::uint32_t place);
  /// Without ways where they have not been found.
  const WaysOutOfKind& known_out_of(std::uint32_t place) const { return ways_[place]; }

  /// Children who have held the statuses for so many days: of what is owed once, what would be done by now is done
  /// where it starts something that recurs. `begun` receives the statuses. Of the first ages.
  KindOfChildren holding(const std::vector<StatusId>& statuses, double days_open, std::uint32_t& begun) const;
  /// As bits.
  std::uint32_t statuses_that_need_worker() const { return need_worker_; }
  /// The obligation with this place in KindOfChildren::owed.
  std::size_t obligation_at(std::size_t place) const { return with_place_[place]; }
  const ExpectedPace& pace() const { return pace_; }
  const WhatIsCounted& what_is_counted() const { return what_; }

 private:
  struct Hash {
    std::size_t operator()(const KindOfChildren& kind) const;
  };
  /// A way out of a kind, and what is counted when children take it.
  struct Way {
    std::optional<std::uint32_t> to;  // absent: they go for good
    double rate = 0;                  // a day
    std::uint32_t begun = 0;          // statuses, as bits
    OwedPlaces started = 0;
    std::optional<std::size_t> decided = {};  // obligation
    bool moved = false;
  };
  using Ways = std::vector<Way>;

  const Pathway& pathway() const { return scenario_.pathway; }
  void remember_obligations();
  void group_ages();
  void read_law();
  bool law_changes(sim::Date from, sim::Date until) const;
  bool is_in_force(const InForce& law) const { return law.on(today_); }

  void find_ways(std::uint32_t place);
  WaysOut in_short(std::uint32_t place, const Ways& ways) const;
  void count(std::vector<WaysOut::Counted>& counted, const Way& way, std::size_t from_team) const;
  void find_ways_by_status(const KindOfChildren& kind, std::size_t status, Ways& ways);
  void find_ways_by_obligation(const KindOfChildren& kind, std::size_t obligation, Ways& ways);
  void grow_up(const KindOfChildren& kind, Ways& ways);
  void come_back(const KindOfChildren& kind, Ways& ways);
  /// A decision about children of the kind, so often a day.
  struct Occasion {
    double rate = 0;
    bool need_met = true;
    int times = 1;                            // how often it has been decided, this time counted
    std::optional<std::size_t> decided = {};  // the obligation, where it is owed once
  };
  void decide(const KindOfChildren& before, const KindOfChildren& kind, DecisionId decision, const Occasion& occasion,
              Ways& ways);
  void apply(const KindOfChildren& before, KindOfChildren kind, const Outcome& outcome, const Occasion& occasion,
             Ways& ways);
  bool applies(const Decision::Case& one, const KindOfChildren& kind, const Occasion& occasion) const;
  void begin(KindOfChildren& kind, StatusId status, std::uint32_t& begun) const;
  void end(KindOfChildren& kind, StatusId status) const;
  void settle(KindOfChildren& kind) const;

  const Scenario& scenario_;
  WhatIsCounted what_;
  ExpectedPace pace_;
  sim::Date today_;
  bool ages_matter_ = false;
  std::vector<AgeGroup> groups_;
  std::vector<int> remembered_;          // [obligation] its place in KindOfChildren::owed, -1: none
  std::vector<std::size_t> with_place_;  // [place in KindOfChildren::owed] obligation
  std::uint32_t need_worker_ = 0;        // statuses, as bits
  // Of what is remembered, by the law of the day:
  std::vector<OwedPlaces> owed_from_start_;  // [status] owed from the day on which it begins
  std::vector<OwedPlaces> owed_during_;      // [status] lapses with it
  std::vector<std::size_t> deciding_;        // obligations

  std::unordered_map<KindOfChildren, std::uint32_t, Hash> places_;
  std::vector<KindOfChildren> kinds_;
  std::vector<std::size_t> youngest_;  // [kind]
  std::size_t places_by_age_ = 0;
  std::vector<WaysOutOfKind> ways_;  // [kind]
};

}  // namespace casetide::models
