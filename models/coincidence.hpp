// The agenda's entries of the service, and the order of what coincides: named once, in one list, with the reasons.
#pragma once

#include <cstdint>

namespace casetide::models {

/// What an entry means. Its subject, stamp and detail are named beside each.
enum class EntryKind : std::uint16_t {
  work_done,          // subject = worker, stamp = the worker's
  day_over,           // subject = worker, stamp = the worker's
  meeting_ends,       // subject = meeting, stamp = the meeting's
  absence_ends,       // subject = worker
  status_runs_out,    // subject = child slot, stamp = the status's, detail = status
  law_changes,        // subject = obligation, detail = 1: holds from now on, 0: holds no longer
  birthday,           // subject = child slot, stamp = the child's id, detail = place in Pathway::birthdays
  arrival,            // subject = source of arrivals: 0 for first referrals, else a stream; stamp = the source's
  household_returns,  // subject = household slot
  absence_begins,     // subject = worker, detail = kind of absence
  notice_given,       // subject = worker, stamp = the worker's career's
  last_day_over,      // subject = worker, stamp = the worker's career's
  advert_answered,    // subject = advert
  newcomer_starts,    // subject = advert
  cover_needed,       // subject = worker, stamp = the spell's number
  supervision_due,    // subject = worker, stamp = the session's number
  duty_ready,         // subject = child slot, stamp = the duty's, detail = obligation
  meeting_begins,     // subject = meeting, stamp = the meeting's
  begin_work,         // subject = worker
};

/// At one instant: what ends comes before what begins, so that a worker who is done can attend; people go and come
/// before work is handed to them; what becomes ready is all there before anybody chooses what to do first.
namespace phase {
inline constexpr std::uint8_t ends = 0;
inline constexpr std::uint8_t people = 1;
inline constexpr std::uint8_t children = 2;
inline constexpr std::uint8_t ready = 3;
inline constexpr std::uint8_t meets = 4;
inline constexpr std::uint8_t begins = 5;
}  // namespace phase

}  // namespace casetide::models
