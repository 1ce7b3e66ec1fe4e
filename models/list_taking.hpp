// A list of the cases and of the staff as they stand at an instant of a run: what a case system would export, without
// saying who anybody is. A run may start from it.
#pragma once

#include <map>

#include "models/case_list.hpp"
#include "models/children.hpp"
#include "models/facts.hpp"
#include "models/run.hpp"
#include "models/workforce.hpp"

namespace casetide::models {

/// Remembers who was closed and has not come back since.
class Closures : public Observer {
 public:
  struct Closure {
    HouseholdId household{};
    StatusId from{};  // the leading one of the statuses that ended then
    sim::Date opened{};
    sim::Instant closed{};
  };
  bool watches(FactKind kind) const override;
  void observe(const Fact& fact) override;
  const std::map<ChildId, Closure>& closed() const { return closed_; }

 private:
  struct Ended {
    sim::Instant at{};
    StatusId status{};
  };
  std::map<ChildId, Ended> ended_;  // the last of the table that ended at the last such instant
  std::map<ChildId, Closure> closed_;
};

/// Everybody in post and every child that is open now, in the order of ids, and those closed in the last two years who
/// may come back.
CaseList list_of(const Run& run, const Register& children, const Workforce& workforce, const Closures& closures);

}  // namespace casetide::models
