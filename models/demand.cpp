#include "models/demand.hpp"

namespace casetide::models {

double Demand::mean_household_size() const {
  double children = 0;
  double households = 0;
  for (std::size_t size = 0; size < household_size_share.size(); ++size) {
    children += household_size_share[size] * static_cast<double>(size + 1);
    households += household_size_share[size];
  }
  return children / households;
}

}  // namespace casetide::models
