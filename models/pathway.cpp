#include "models/pathway.hpp"

namespace casetide::models {

Span next_interval(const Obligation& rule, int met, sim::Instant status_since, sim::Instant now,
                   const sim::Calendar& calendar) {
  for (const Interval& interval : rule.then_every) {
    const bool last = &interval == &rule.then_every.back();
    if (interval.within && now < due(status_since, *interval.within, calendar)) return interval.every;
    if (!interval.within && (met-- == 0 || last)) return interval.every;
  }
  return rule.then_every.back().every;
}

}  // namespace casetide::models
