#include "models/mentoring.hpp"

#include <algorithm>

#include "models/tenure.hpp"

namespace casetide::models {

void Mentoring::give_time(WorkerId newcomer, sim::Minutes time) {
  if (newcomers_.size() <= index(newcomer)) newcomers_.resize(index(newcomer) + 1);
  drop(newcomer);
  if (!workforce_.worker(newcomer).present()) return;
  Newcomer& whose = newcomers_[index(newcomer)];
  if (whose.mentor == nobody) whose.mentor = choose_mentor(newcomer);
  if (whose.mentor == nobody) return;
  whose.left = time;
  whose.due = run_.now() + 7 * sim::one_day;
  hand_out(newcomer);
}

/// Ties by the order of joining.
WorkerId Mentoring::choose_mentor(WorkerId newcomer) const {
  WorkerId best = nobody;
  std::ptrdiff_t fewest = 0;
  for (WorkerId id : workforce_.case_holders(workforce_.worker(newcomer).team)) {
    if (id == newcomer || !may_mentor(workforce_.worker(id))) continue;
    const std::ptrdiff_t count = mentored_by(id);
    if (best != nobody && count >= fewest) continue;
    best = id;
    fewest = count;
  }
  return best;
}

/// Somebody who stays, in practice for more than a year, and longer in post than the longest induction.
bool Mentoring::may_mentor(const Worker& worker) const {
  if (worker.under_notice || worker.contract == Contract::newly_qualified) return false;
  const auto& inductions = run_.scenario.staffing.employment.induction;
  return std::all_of(inductions.begin(), inductions.end(), [&](const Induction& induction) {
    return after(worker.started, induction.full_after) <= sim::date_of(run_.now());
  });
}

std::ptrdiff_t Mentoring::mentored_by(WorkerId mentor) const {
  return std::count_if(newcomers_.begin(), newcomers_.end(),
                       [&](const Newcomer& newcomer) { return newcomer.mentor == mentor; });
}

void Mentoring::hand_out(WorkerId newcomer) {
  Newcomer& whose = newcomers_[index(newcomer)];
  desk_.add(whose.mentor, {.rank = desk_.rank(whose.due, 0),
                           .subject = static_cast<std::uint32_t>(index(newcomer)),
                           .stamp = ++whose.stamp,
                           .kind = PieceKind::mentoring});
}

/// Out of the mentor's hand as well.
void Mentoring::drop(WorkerId newcomer) {
  Newcomer& whose = newcomers_[index(newcomer)];
  ++whose.stamp;
  if (whose.mentor == nobody) return;
  Worker& mentor = workforce_.worker(whose.mentor);
  const Piece& current = mentor.current;
  if (!current.empty() && current.kind == PieceKind::mentoring && current.subject == index(newcomer))
    desk_.abandon(mentor);
}

void Mentoring::settled_in(WorkerId newcomer) {
  if (index(newcomer) >= newcomers_.size() || newcomers_[index(newcomer)].mentor == nobody) return;
  drop(newcomer);
  newcomers_[index(newcomer)].mentor = nobody;
}

void Mentoring::left(WorkerId worker) {
  settled_in(worker);
  for (std::size_t newcomer = 0; newcomer < newcomers_.size(); ++newcomer)
    if (newcomers_[newcomer].mentor == worker) settled_in(WorkerId{static_cast<std::uint32_t>(newcomer)});
}

bool Mentoring::is_wanted(const Piece& piece) const { return newcomers_[piece.subject].stamp == piece.stamp; }

sim::Minutes Mentoring::in_one_go(const Piece&) const { return sim::Minutes{0}; }

sim::Minutes Mentoring::begin(const Piece& piece, WorkerId) { return newcomers_[piece.subject].left; }

void Mentoring::suspend(const Piece& piece, sim::Minutes spent) {
  newcomers_[piece.subject].left -= spent;
  hand_out(WorkerId{piece.subject});
}

void Mentoring::finish(const Piece& piece) { ++newcomers_[piece.subject].stamp; }

sim::Minutes Mentoring::outstanding(const Piece& piece) const { return newcomers_[piece.subject].left; }

}  // namespace casetide::models
