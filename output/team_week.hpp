// Seven days of a team, as the facts of one replication tell them: who was there, what was done, what was late at the
// end and why, who waited for a worker.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/safeguard_names.hpp"
#include "output/life_text.hpp"

namespace casetide::output {

inline constexpr int days_a_week = 7;

struct PersonInWeek {
  struct Away {
    sim::Instant from{};
    sim::Instant until{};
  };
  models::WorkerId worker{};
  models::RoleId role{};
  models::Contract contract{};  // at the end of the week
  bool in_post_at_end = false;
  std::optional<sim::Instant> joined;  // within the week
  std::optional<sim::Instant> left;
  std::vector<Away> away;    // absences that touch the week
  std::size_t children = 0;  // held at the end of the week
  bool holds_cases = false;
};

/// Pieces that people of the team finished on each day, which may serve several children; a meeting counts once.
struct WorkOfWeek {
  std::optional<models::ObligationId> obligation;  // none: supervision and mentoring
  bool authorised = false;                         // not the work itself, but somebody's authorisation of it
  std::array<int, days_a_week> on_day{};
  int all() const;
};

/// At the end of the week.
struct LateChild {
  models::ChildId child{};
  models::Component component{};
  models::Cause cause{};
  sim::Instant since{};  // unbroken, by this component
  bool beside = false;   // the headline, as a care leaver: no cause is told
};

struct WaitingChild {
  models::ChildId child{};
  sim::Instant since{};
};

struct TeamWeek {
  models::TeamId team{};
  sim::Date from{};
  sim::Date until{};                 // exclusive
  std::vector<PersonInWeek> people;  // in post at some time of it, by number
  std::vector<WorkOfWeek> work;      // in the order of the pathway
  int postponed = 0;                 // meetings about the team's children
  int sessions = 0;                  // of supervision of the team's workers
  int gone_through = 0;              // children in them
  int children = 0;                  // who belong to the team at the end, contacts apart
  int came = 0;                      // from outside or another team
  int went = 0;
  std::vector<LateChild> late;        // longest first
  std::vector<WaitingChild> waiting;  // longest first
  std::optional<TeamState> posts;     // at the last sample before the end
};

/// The days must lie within the period.
TeamWeek week_of(const LifeRecorder& record, models::TeamId team, sim::Date from);

std::string text(const ToldRun& run, const LifeRecorder& record, const TeamWeek& week, int columns);
std::string json(const ToldRun& run, const LifeRecorder& record, const TeamWeek& week);

}  // namespace casetide::output
