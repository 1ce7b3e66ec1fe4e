// Clocks that were running before a run began: what stocks and lists of cases share.
#pragma once

#include "models/children.hpp"
#include "models/duties.hpp"
#include "models/run.hpp"

namespace casetide::models {

/// What began longer ago stands where any clock may stand; nothing is followed further back.
inline constexpr std::chrono::days longest_clock{3 * 365};

/// When a child's clock for the obligation first ran: with the status, or with the law if that came later.
sim::Instant first_start(const Register& children, std::uint32_t child, const Obligation& rule);

/// Whether an interval's condition held at an earlier instant; what ends with another obligation has ended.
bool held(const Interval& interval, sim::Instant status_since, sim::Instant then, const sim::Calendar& calendar);

/// How often an obligation has been met from `since` to `now`, when everything was done in time.
int met_so_far(const Obligation& rule, sim::Instant since, sim::Instant now, const sim::Calendar& calendar);

/// Can its decision start the obligation `started`?
bool may_start(const Pathway& pathway, const Obligation& rule, ObligationId started);
/// Does its decision start something that recurs? Then that has been going on since.
bool starts_what_recurs(const Pathway& pathway, const Obligation& rule);

/// Is it what people mean by the review of a status: the obligation whose lateness is a review overdue; where no other
/// of the status is that, the one that recurs and decides without a visit.
bool is_review(const Pathway& pathway, const Obligation& rule);

/// A clock without work that other events renew.
bool is_watch(const Obligation& rule);

/// Puts one obligation of a child, of which nothing is known, in a standing where it would be by now: one that recurs
/// at a random place of its clock; one owed once whose time has passed is done.
void resume_somewhere(Run& run, Register& children, Duties& duties, std::uint32_t child, ObligationId id,
                      const Obligation& rule);

/// The last instant at which a watched thing happened, had all been done in time: before the work that is next due. The
/// start of the watch where there was none.
sim::Instant last_event(Run& run, const Register& children, std::uint32_t child, const Obligation& watch);

}  // namespace casetide::models
