#include "models/staffing.hpp"

namespace casetide::models {

namespace {
double sum_of(const std::vector<Posts>& posts, RoleId role) {
  double sum = 0;
  for (const Posts& some : posts)
    if (some.role == role) sum += some.fte;
  return sum;
}
}  // namespace

double Team::posts_of(RoleId role) const { return sum_of(posts, role); }

double Team::agency_above_of(RoleId role) const { return sum_of(agency_above, role); }

}  // namespace casetide::models
