// Months as people write them.
#pragma once

#include <string>

#include "sim/time.hpp"

namespace casetide::sim {

/// "November 2018"
std::string month_and_year(Date date);

}  // namespace casetide::sim
