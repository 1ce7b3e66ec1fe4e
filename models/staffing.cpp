#include "models/staffing.hpp"

#include <algorithm>

namespace casetide::models {

namespace {
template <typename Some>
double sum_of(const std::vector<Some>& all, RoleId role) {
  double sum = 0;
  for (const Some& some : all)
    if (some.role == role) sum += some.fte;
  return sum;
}
}  // namespace

double Team::staffed(RoleId role) const { return sum_of(staff, role); }

double Team::posts_of(RoleId role) const { return sum_of(posts, role); }

double Team::establishment(RoleId role) const {
  return std::ranges::count(posts, role, &Posts::role) > 0 ? posts_of(role) : staffed(role);
}

double Team::agency_above_of(RoleId role) const { return sum_of(agency_above, role); }

}  // namespace casetide::models
