// People who come and go in a small service, and who of them chance lets go when.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "tests/support/builders.hpp"
#include "tests/support/notes.hpp"

namespace casetide::testing {

/// People here at the start who hold no post of the establishment: agency staff, or employees beyond it.
void staff_without_posts(SmallService& service, models::Contract contract, double fte,
                         models::RoleId role = SmallService::social_worker, models::TeamId where = SmallService::team);

/// One full-timer starts on the morning of the day, in a new post or in one that is there.
void joins(SmallService& service, const std::string& day, models::Contract contract, bool adds_posts = true);

/// The hazard that somebody bears before they give notice, in the scenario's first replication.
double threshold(const models::Scenario& scenario, std::uint32_t number);

/// Of those here at the start only `worker` gives notice, on the day: looks for a seed under which the yearly hazard,
/// which must not change, has it so. To be called last.
void only_resigns(SmallService& service, std::uint32_t worker, sim::Date day);

/// "2018-10-01 worker_left, worker 0", one line for each fact of these kinds about people, in order.
Lines people(const Notes& notes, std::initializer_list<models::FactKind> kinds);

/// What a measure grew by from each sample to the next, summed over its axes.
std::vector<double> week_by_week(const Notes& notes, models::Measure measure);

}  // namespace casetide::testing
