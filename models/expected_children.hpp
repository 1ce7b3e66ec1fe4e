// How many children hold which status of which team, month by month, if nobody has to wait: expected numbers that flow
// between the statuses by the shares of the decisions, at the pace of the clocks.
//
// Children who hold the same statuses, are of the same age and belong to the same team are one kind; each way out of a
// kind has a rate. A month is one step of the implicit Euler method: stable for stays of an hour and of years alike,
// and exact where nothing changes from month to month. What is left out: lengths of stay beyond their mean (Little's
// law needs no more once numbers are steady), siblings' differing fates, the queue, and everything overload does.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "models/expected_pace.hpp"
#include "models/scenario.hpp"

namespace casetide::models {

/// Of one month, by team; [row][team].
struct MonthOfChildren {
  std::vector<std::vector<double>> holding;  // [status] children, on average
  std::vector<std::vector<double>> begun;    // [status] children who began to hold it
  std::vector<std::vector<double>> started;  // [obligation] started by a decision
  std::vector<std::vector<double>> owed;     // [obligation] children to whom what a decision started is owed
  std::vector<std::vector<double>> decided;  // [obligation] done once, and decided by
  std::vector<double> moved;                 // children who came from another team and need a worker
  std::vector<double> needing_worker;        // children, on average
};

class ExpectedChildren {
 public:
  /// With the stocks of the scenario. `scenario` stays the caller's and may change between months (`read_anew`).
  explicit ExpectedChildren(const Scenario& scenario);
  /// The scenario reads otherwise from now on.
  void read_anew();
  /// The month from `from` to the day before `until`.
  const MonthOfChildren& advance(sim::Date from, sim::Date until);
  const ExpectedPace& pace() const { return pace_; }

 private:
  using Places = std::uint64_t;  // as bits
  struct Kind {
    std::uint32_t statuses = 0;  // 0: closed, and will come back
    std::uint32_t spent = 0;     // of these, those whose need is met or has run out
    Places owed = 0;             // of the obligations that are remembered
    std::uint8_t age = 0;        // years completed
    std::uint8_t team = 0;
    bool operator==(const Kind&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Kind& kind) const;
  };
  /// A way out of a kind, and what is counted when children take it.
  struct Way {
    std::uint32_t to = nowhere;
    double rate = 0;  // a day
    std::uint32_t begun = 0;
    Places started = 0;
    int decided = -1;  // obligation
    bool moved = false;
  };
  static constexpr std::uint32_t nowhere = 0xffffffff;

  const Pathway& pathway() const { return scenario_.pathway; }
  void remember_obligations();
  void open_stocks();
  void add_listed(const ListedCase& listed);
  void add(const std::vector<StatusId>& statuses, double children, const sim::Distribution& years, double days_open);
  void add_arrivals(sim::Date from, sim::Date until);
  double share_of_period(const DemandPeriod& period, sim::Date from, sim::Date until, bool seasons) const;
  double weight(sim::Date from, sim::Date until, bool seasons) const;
  bool law_changes(sim::Date from, sim::Date until) const;

  std::uint32_t place_of(const Kind& kind);
  void find_ways(std::uint32_t place);
  void find_ways_by_status(const Kind& kind, std::size_t status, std::vector<Way>& ways);
  void find_ways_by_obligation(const Kind& kind, std::size_t obligation, std::vector<Way>& ways);
  void grow_older(const Kind& kind, std::vector<Way>& ways);
  void come_back(const Kind& kind, std::vector<Way>& ways);
  /// A decision about children of the kind, so often a day.
  struct Occasion {
    double rate = 0;
    bool need_met = true;
    int times = 1;     // how often it has been decided, this time counted
    int decided = -1;  // the obligation, where it is owed once
  };
  void decide(const Kind& before, Kind kind, DecisionId decision, const Occasion& occasion, std::vector<Way>& ways);
  void apply(const Kind& before, Kind kind, const Outcome& outcome, const Occasion& occasion, std::vector<Way>& ways);
  bool applies(const Decision::Case& one, const Kind& kind, const Occasion& occasion) const;
  void begin(Kind& kind, StatusId status, std::uint32_t& begun) const;
  void end(Kind& kind, StatusId status) const;
  void settle(Kind& kind) const;
  bool is_in_force(const InForce& law) const { return law.on(today_); }

  void pass_on(double days);
  void wait_in_line(std::uint32_t place, double children);
  void count(const Way& way, double children, const Kind& from);
  void take_stock();

  const Scenario& scenario_;
  ExpectedPace pace_;
  sim::Date today_;
  bool ages_matter_ = false;
  std::vector<int> remembered_;          // [obligation] its place in Kind::owed, -1: none
  std::vector<std::size_t> with_place_;  // [place in Kind::owed] obligation
  std::uint32_t need_worker_ = 0;        // statuses, as bits

  std::unordered_map<Kind, std::uint32_t, Hash> places_;
  std::vector<Kind> kinds_;
  std::vector<std::vector<Way>> ways_;
  std::vector<bool> known_;       // are the ways of the kind known?
  std::vector<double> children_;  // [kind]
  std::vector<double> pending_;   // [kind] of this month, still to be passed on
  std::vector<std::uint32_t> queue_;
  std::vector<bool> queued_;
  MonthOfChildren month_;
};

}  // namespace casetide::models
