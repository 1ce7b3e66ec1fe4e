// How long people have been in post, and will be.
#pragma once

#include "models/span.hpp"
#include "sim/distribution.hpp"
#include "sim/time.hpp"

namespace casetide::models {

/// The day that lies a span after somebody's first day; a negative one, before it. Five working days count as a week:
/// people may have started before the years that the calendar knows.
sim::Date after(sim::Date started, Span span);

/// A stay that is met on some day or other [whole days].
struct Stay {
  int before = 0;
  int ahead = 1;  // that day included
};

/// Of stays that follow each other and last so long [days, rounded, at least one], the one that is met. It is no stay
/// like any other: on a given day long ones are met more often. So many days are ahead in proportion to the chance that
/// a stay lasts as many; given those, how many went before follows from how long stays last that last so long.
/// `ahead` and `before` are uniform draws.
Stay stay_met(const sim::Distribution& days, double ahead, double before);

/// What is ahead of one that has lasted `gone` days already [whole days, at least one].
int rest_of_stay(const sim::Distribution& days, int gone, double uniform);

/// One from its first day on [whole days, at least one].
int length_of_stay(const sim::Distribution& days, double uniform);

}  // namespace casetide::models
