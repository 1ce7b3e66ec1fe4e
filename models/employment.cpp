#include "models/employment.hpp"

#include <algorithm>

namespace casetide::models {

double Hiring::success_of(RoleId role) const {
  const auto found = std::ranges::find(of_role, role, &HiringOfRole::role);
  return found == of_role.end() ? success : found->success.value_or(success);
}

const HiringOfRole* Hiring::filled_from_within(RoleId role) const {
  const auto found = std::ranges::find(of_role, role, &HiringOfRole::role);
  return found == of_role.end() || !found->from || found->from_within <= 0 ? nullptr : &*found;
}

}  // namespace casetide::models
