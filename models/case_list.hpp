// Who is open and who is in post on the day on which a run begins, one by one: in place of stocks and a warm-up.
// Dates and counters; nothing here says who anybody is.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/employment.hpp"
#include "models/ids.hpp"
#include "sim/time.hpp"

namespace casetide::models {

/// What is owed to a child, and the last day on which it is done in time.
struct ListedDuty {
  ObligationId obligation{};
  sim::Date due{};
};

/// A child who is open, or who was closed not long ago and may come back. All days lie before the run, but the due
/// days.
struct ListedCase {
  std::vector<StatusId> statuses;  // none: closed
  std::vector<sim::Date> since;    // [status], the day on which it began
  sim::Date opened{};              // the day of the referral
  std::optional<sim::Date> closed;
  std::optional<StatusId> closed_from;  // the leading status until then, where it is known
  std::optional<sim::Date> last_seen, last_review, last_supervision;
  std::optional<TeamId> team;         // where it belongs; absent: the worker's, else the first that serves it
  std::optional<std::size_t> worker;  // who holds it: a place in CaseList::staff
  std::uint32_t siblings = 0;         // children with the same number are a household
  std::optional<int> age;             // years completed
  std::optional<double> work_given;   // hours of plan work so far in the status whose need is met by work
  std::vector<ListedDuty> owed;
};

struct ListedWorker {
  TeamId team{};
  RoleId role{};
  Contract contract{};
  double fte = 1;
  sim::Date started{};                  // first day in the service
  std::optional<sim::Date> leaves;      // last day, of somebody who has given notice or whose booking is known to end
  std::optional<sim::Date> away_until;  // last day away, of somebody who is absent when the run begins
};

/// The columns that a list has. An empty cell of a column that is there says that it has not happened; where the
/// column is missing, nobody knows.
struct ListedColumns {
  bool last_seen = false, last_review = false, last_supervision = false;
  bool overdue = false;  // what is past its day and is told by no other column stands in it
  bool due = false;      // what is owed once, and not yet late, stands in it
};

struct CaseList {
  ListedColumns columns;
  std::vector<ListedCase> cases;
  std::vector<ListedWorker> staff;  // empty: the staff of the teams
};

}  // namespace casetide::models
