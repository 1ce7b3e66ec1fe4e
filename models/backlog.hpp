// Work that waits, in hours: what lies on people's lists and on those of their roles, what is in hand, and what is
// ready for children who have no named worker.
#pragma once

#include <vector>

#include "models/allocation.hpp"
#include "models/desk.hpp"
#include "models/duties.hpp"
#include "models/workforce.hpp"

namespace casetide::models {

class Backlog {
 public:
  Backlog(const Run& run, const Register& children, Workforce& workforce, const Desk& desk, const Duties& duties,
          const Allocation& allocation);

  /// Working time [hours], by team.
  std::vector<double> hours() const;

 private:
  sim::Minutes waiting(const PieceList& list) const;
  sim::Minutes of(const Piece& piece) const;
  sim::Minutes without_worker(std::uint32_t child) const;

  const Run& run_;
  const Register& children_;
  Workforce& workforce_;
  const Desk& desk_;
  const Duties& duties_;
  const Allocation& allocation_;
};

}  // namespace casetide::models
