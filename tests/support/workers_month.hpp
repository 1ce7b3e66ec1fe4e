// One worker's month as a diary: each stretch of work, meeting and absence, day by day.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "models/facts.hpp"
#include "models/scenario.hpp"

namespace casetide::testing {

/// What somebody did for how long.
struct Stretch {
  sim::Instant from, until;
  std::uint8_t obligation = models::no_obligation;  // or supervision of a worker
  models::ChildId child{0xffffffff};                // the first it served
  bool meeting = false;
  bool finished = false;  // the piece was finished with this stretch
};

class WorkersMonth : public models::Observer {
 public:
  /// The month that begins on `first`.
  WorkersMonth(const models::Scenario& scenario, models::WorkerId worker, sim::Date first);

  bool watches(models::FactKind kind) const override;
  void observe(const models::Fact& fact) override;

  const std::vector<Stretch>& stretches() const { return stretches_; }
  /// Working days on which the worker was away at nine in the morning.
  int days_away() const;
  double hours() const;
  /// "Tue 6 March / 09:00-10:45 Child protection visit, child 312 / ..."
  std::string text() const;

 private:
  struct Away {
    sim::Instant from, until;
  };
  bool away_at(sim::Instant at) const;
  std::string line(const Stretch& stretch) const;

  const models::Scenario& scenario_;
  models::WorkerId worker_;
  sim::Instant from_, until_;
  std::vector<Stretch> stretches_;
  std::vector<Away> away_;
  sim::Instant meeting_from_{};
};

/// Client hours that people of one role worked, and the time they held children, from an instant on.
class HoursPerChild : public models::Observer {
 public:
  HoursPerChild(const models::Scenario& scenario, models::RoleId role, sim::Instant from);

  bool watches(models::FactKind kind) const override;
  void observe(const models::Fact& fact) override;
  void sample(const models::Sample& sample) override;

  /// Hours a month for each child held, months of 365.25 / 12 days.
  double hours_per_child_month() const;

 private:
  bool counts(models::WorkerId worker) const;
  void advance(sim::Instant now);

  const models::Scenario& scenario_;
  std::vector<models::RoleId> role_of_;  // [worker], those in post at the start
  models::RoleId role_;
  sim::Instant from_, last_;
  std::unordered_map<std::uint32_t, models::WorkerId> holder_;  // by child
  std::int64_t held_ = 0;
  double child_days_ = 0;
  double hours_ = 0;
};

}  // namespace casetide::testing
