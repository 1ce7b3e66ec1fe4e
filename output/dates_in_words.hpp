// Days as people write them in a sentence.
#pragma once

#include <string>

#include "sim/time.hpp"

namespace casetide::output {

/// "3 Jun 2018"
std::string day_in_words(sim::Date date);
/// "3 Jun 2018", "3 to 14 Jun 2018", "28 Jun to 3 Jul 2018", "28 Dec 2018 to 3 Jan 2019"; both days are in it.
std::string days_in_words(sim::Date first, sim::Date last);
/// The day on which something due then is still in time: due instants stand at the end of their day.
sim::Date due_day(sim::Instant due);
/// "1 day", "12 days", "2.5 days"; "less than an hour", "5 hours" below a day.
std::string length_in_words(sim::Minutes length);

}  // namespace casetide::output
