// The life of one simulated child from referral to the end of the run, as the facts of its replication tell it: what
// happened, what was owed and done, who held it, and each spell of time at risk with what was in the way.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/safeguard_names.hpp"
#include "output/life_record.hpp"

namespace casetide::output {

/// Time at risk of one or more children within the period [minutes].
struct RiskMinutes {
  std::array<std::array<std::int64_t, models::cause_count>, models::component_count> credited{};
  std::array<std::int64_t, models::component_count> beside{};  // of those who have grown up; in no sum with the rest

  /// A stretch that was credited; whatever lies outside [from, until) is left out.
  void add(const models::Fact& stretch, sim::Instant from, sim::Instant until);
  std::int64_t total() const;
  std::int64_t of(models::Component component) const;
  std::int64_t of(models::Cause cause) const;
  std::int64_t total_beside() const;
};

/// One clock of an obligation, from the moment it was owed.
struct OwedClock {
  /// `renewed`: something else started it again before its own work was done; `restarted`: ... while the work went on.
  enum class End : std::uint8_t { met, renewed, restarted, lapsed, open };
  struct Booking {
    sim::Instant made{};
    sim::Instant starts{};
    models::WorkerId chair = models::nobody;
  };

  models::ObligationId obligation{};
  sim::Instant owed{};
  sim::Instant since{};  // of the clock: the law may count from before it was owed
  sim::Instant due = sim::never;
  End how = End::open;
  sim::Instant ended = sim::never;
  sim::Instant begun = sim::never;           // work on it
  models::WorkerId by = models::nobody;      // who did the work, or held the meeting as the child's worker
  models::WorkerId second = models::nobody;  // who authorised it, or chaired
  sim::Instant handed_over = sim::never;     // finished by the first, waits for authorisation
  std::vector<sim::Instant> failed;          // attempts at which the child was not seen
  std::vector<Booking> bookings;             // of the meeting
  std::vector<sim::Instant> postponed;
  models::ChildId served_with{0xffffffff};  // whose piece of work it was: the child itself, or a sibling
  std::size_t first_place = 0;              // in the record; its work lies in between
  std::size_t last_place = 0;

  bool is_late(sim::Instant at) const { return due <= at && at < ended; }
};

/// Unbroken time for which one safeguard was missing and credited.
struct RiskSpell {
  struct Stretch {
    models::Cause cause{};
    sim::Instant from{};
    sim::Instant until{};
  };
  models::Component component{};
  bool beside = false;  // the headline: no cause is told
  sim::Instant from{};
  sim::Instant until{};
  std::vector<Stretch> stretches;   // by cause, in their order, without gaps
  std::optional<std::size_t> late;  // place of the clock that had run out; none where nobody held the child
  std::string why;                  // a sentence from recorded facts alone
};

struct Holding {
  models::WorkerId worker{};
  models::TeamId team{};
  sim::Instant from{};
  sim::Instant until = sim::never;
};

struct CourseEvent {
  sim::Instant at{};
  std::string_view kind;  // "status_begun"
  std::string words;
};

struct Life {
  models::ChildId child{};
  models::HouseholdId household{};
  std::vector<models::ChildId> siblings;
  std::vector<CourseEvent> course;
  std::vector<OwedClock> clocks;  // in the order in which they were owed
  std::vector<Holding> held;      // by named workers
  std::vector<RiskSpell> spells;  // within the period, in their order
  RiskMinutes risk;
};

/// The record must know the child.
Life life_of(const LifeRecorder& record, models::ChildId child);

struct ChildAtRisk {
  models::ChildId child{};
  RiskMinutes risk;
};

/// Every child with credited time, longest first, then by id.
std::vector<ChildAtRisk> children_at_risk(const LifeRecorder& record);

/// "Worker 14"
std::string worker_name(models::WorkerId worker);
/// ... with the role: "Worker 88 (team manager)".
std::string worker_with_role(const LifeRecorder& record, models::WorkerId worker);

}  // namespace casetide::output
