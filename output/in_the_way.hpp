// What was in the way while a safeguard was missing, in a sentence made only of what was recorded: who was absent, what
// else was done meanwhile, which meetings were put off, where the work lay.
#pragma once

#include <string>

#include "output/life.hpp"

namespace casetide::output {

/// "Child and family assessment late by 9 days (due 2 Jun 2017, done 11 Jun 2017): Worker 14 was absent 3 to 8 Jun
/// 2017; then Worker 14 did 23 other pieces of work, 19 of them due earlier." The life must have its clocks and
/// workers already.
std::string in_the_way(const LifeRecorder& record, const Life& life, const RiskSpell& spell);

/// Why somebody's name is no longer on a case: "Worker 14 left the service on 3 Jun 2017".
std::string why_lost(const LifeRecorder& record, models::WorkerId worker, sim::Instant at);

}  // namespace casetide::output
