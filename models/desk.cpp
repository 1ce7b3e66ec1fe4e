#include "models/desk.hpp"

#include <algorithm>

namespace casetide::models {

std::int64_t Desk::rank(sim::Instant due, double head_start_days) const {
  switch (run_.scenario.staffing.work) {
    case WorkPolicy::earliest_due_first:
      return due.time_since_epoch().count() - static_cast<std::int64_t>(head_start_days * sim::one_day.count());
    case WorkPolicy::first_come_first_served:
      return run_.now().time_since_epoch().count();
  }
  return 0;
}

void Desk::add(WorkerId worker, Piece piece) {
  piece.sequence = sequence_++;
  Worker& receiver = workforce_.worker(worker);
  receiver.own.add(piece);
  wake(receiver);
}

void Desk::add(PoolId pool, Piece piece) {
  piece.sequence = sequence_++;
  workforce_.pool(pool).pieces.add(piece);
  offer(workforce_.pool(pool));
}

/// Wakes whoever of the idle can begin first, ties by seniority.
void Desk::offer(const Pool& pool) {
  Worker* first = nullptr;
  sim::Instant earliest = sim::never;
  for (WorkerId member : pool.members) {
    Worker& worker = workforce_.worker(member);
    if (!worker.present() || !worker.idle() || worker.woken) continue;
    const sim::Instant begins = run_.calendar().next_working_instant(run_.now(), worker.hours);
    if (begins >= earliest) continue;
    first = &worker;
    earliest = begins;
    if (begins == run_.now()) break;  // nobody is earlier
  }
  if (first) wake(*first);
}

void Desk::wake(Worker& worker) {
  if (!worker.present() || !worker.idle() || worker.woken) return;
  const bool anything = !worker.own.empty() || (worker.pool != no_pool && !workforce_.pool(worker.pool).pieces.empty());
  if (!anything) return;
  worker.woken = true;
  const sim::Instant at = run_.calendar().next_working_instant(run_.now(), worker.hours);
  run_.schedule(at, phase::begins, EntryKind::begin_work, static_cast<std::uint32_t>(index(worker.id)));
}

void Desk::begin_work(WorkerId id) {
  Worker& worker = workforce_.worker(id);
  worker.woken = worker.waits_for_morning = false;
  if (!worker.present() || !worker.idle()) {
    // Called away before beginning: what the role has to do goes to somebody else.
    if (worker.pool != no_pool && !workforce_.pool(worker.pool).pieces.empty()) offer(workforce_.pool(worker.pool));
    return;
  }
  const sim::Instant now = run_.now();
  if (run_.calendar().next_working_instant(now, worker.hours) != now) return wake(worker);  // hours are over
  const Piece piece = choose(worker);
  if (piece.empty()) return look_again_in_the_morning(worker);
  worker.current = piece;
  worker.began = now;
  const sim::Minutes effort = owner(piece).begin(piece, id);
  run_.state({.kind = FactKind::work_begun,
              .place = static_cast<std::uint8_t>(index(piece.obligation)),
              .child = piece.id,
              .worker = id});
  worker.effort = effort;
  schedule_end(worker, effort);
}

/// What is there does not fit the day any more. Something that does may still come meanwhile.
void Desk::look_again_in_the_morning(Worker& worker) {
  if (left_for_later_.empty()) return;
  worker.waits_for_morning = true;
  const sim::Instant morning = run_.calendar().next_working_instant(run_.now() + rest_of_day(worker), worker.hours);
  run_.schedule(morning, phase::begins, EntryKind::begin_work, static_cast<std::uint32_t>(index(worker.id)));
}

/// The end of the piece, or of the day if that comes first.
void Desk::schedule_end(Worker& worker, sim::Minutes left) {
  const bool day_and_night = worker.hours.length == sim::one_day;
  const sim::Minutes rest = rest_of_day(worker);
  const sim::Minutes day = rest > sim::Minutes{0} ? rest : worker.hours.length;
  const sim::Minutes stretch = day_and_night ? left : std::min(left, day);
  run_.schedule(run_.calendar().finish(run_.now(), stretch, worker.hours), phase::ends,
                stretch == left ? EntryKind::work_done : EntryKind::day_over,
                static_cast<std::uint32_t>(index(worker.id)), ++worker.stamp);
}

/// What is unfinished goes on in the morning, unless something more urgent has come.
void Desk::day_over(WorkerId id, std::uint32_t stamp) {
  Worker& worker = workforce_.worker(id);
  if (worker.stamp != stamp) return;
  const PieceList* list = may_be_more_urgent(worker) ? first_list(worker) : nullptr;
  if (!list || worker.current < list->first())
    return schedule_end(worker, worker.effort - run_.calendar().worked(worker.began, run_.now(), worker.hours));
  suspend(worker);
  wake(worker);
}

/// Before anything is asked about the pieces themselves.
bool Desk::may_be_more_urgent(const Worker& worker) const {
  const auto before_current = [&](const PieceList& list) { return !list.empty() && list.first() < worker.current; };
  return before_current(worker.own) || (worker.pool != no_pool && before_current(workforce_.pool(worker.pool).pieces));
}

sim::Minutes Desk::rest_of_day(const Worker& worker) const {
  return sim::Instant{sim::date_of(run_.now())} + worker.hours.opens + worker.hours.length - run_.now();
}

/// Until the next appointment or the end of the day.
sim::Minutes Desk::free_time(const Worker& worker) const {
  const sim::Minutes rest = rest_of_day(worker);
  return worker.diary.empty() ? rest : std::min(rest, worker.diary.front().from - run_.now());
}

/// The first piece; but what is done in one go and no longer fits the free time is left for later.
Piece Desk::choose(Worker& worker) {
  const sim::Minutes rest = free_time(worker);
  left_for_later_.clear();
  PieceList* list = first_list(worker);
  for (; list; list = first_list(worker)) {
    const sim::Minutes in_one_go = owner(list->first()).in_one_go(list->first());
    if (in_one_go <= rest || in_one_go > worker.hours.length || left_for_later_.size() == most_left) break;
    left_for_later_.push_back({list->first(), list});
    list->drop_first();
  }
  Piece chosen = list ? list->first() : Piece{};
  if (list) list->drop_first();
  for (const auto& [piece, from] : left_for_later_) from->add(piece);
  return chosen;
}

/// Whose first piece has the lower rank, the person's own list or the role's; on duty, the role's. Null: nothing to do.
PieceList* Desk::first_list(Worker& worker) {
  drop_unwanted(worker.own);
  PieceList* shared = worker.pool == no_pool ? nullptr : &workforce_.pool(worker.pool).pieces;
  if (shared) drop_unwanted(*shared);
  PieceList* list = worker.own.empty() ? nullptr : &worker.own;
  if (shared && !shared->empty() && (!list || worker.on_duty || shared->first() < list->first())) list = shared;
  return list;
}

void Desk::drop_unwanted(PieceList& list) const {
  while (!list.empty() && !owner(list.first()).is_wanted(list.first())) list.drop_first();
}

/// Ends the stretch of work that runs; returns the working time spent in it.
sim::Minutes Desk::end_stretch(Worker& worker, FactKind how) {
  const sim::Minutes spent = run_.calendar().worked(worker.began, run_.now(), worker.hours);
  worker.worked += spent;
  ++worker.stamp;
  run_.state({.kind = how,
              .place = static_cast<std::uint8_t>(index(worker.current.obligation)),
              .child = worker.current.id,
              .worker = worker.id,
              .since = worker.began,
              .amount = spent});
  return spent;
}

void Desk::work_done(WorkerId id, std::uint32_t stamp) {
  Worker& worker = workforce_.worker(id);
  if (worker.stamp != stamp) return;
  end_stretch(worker, FactKind::work_finished);
  const Piece piece = worker.current;
  // The worker counts as busy until everything that follows from the piece has been settled.
  owner(piece).finish(piece);
  worker.current = {};
  // With nothing else happening now, the next piece can be chosen at once; otherwise after all that coincides.
  if (run_.agenda.has_more_now() || worker.woken) return wake(worker);
  begin_work(id);
}

void Desk::suspend(Worker& worker) {
  if (worker.current.empty()) return;
  const sim::Minutes spent = end_stretch(worker, FactKind::work_suspended);
  const Piece piece = worker.current;
  worker.current = {};
  owner(piece).suspend(piece, spent);
}

sim::Minutes Desk::still_to_do(const Worker& worker) const {
  if (worker.current.empty()) return sim::Minutes{0};
  return std::max(sim::Minutes{0}, worker.effort - run_.calendar().worked(worker.began, run_.now(), worker.hours));
}

sim::Minutes Desk::backlog(const Worker& worker) const {
  sim::Minutes sum = still_to_do(worker);
  for (const Piece& piece : worker.own.pieces())
    if (owner(piece).is_wanted(piece)) sum += owner(piece).outstanding(piece);
  return sum;
}

void Desk::change_hours(Worker& worker) {
  const sim::Minutes length = workforce_.hours_of(worker);
  if (length == worker.hours.length || worker.in_meeting) return;
  workforce_.count_presence(worker, run_.now());
  suspend(worker);
  worker.hours.length = length;
  wake(worker);
}

void Desk::abandon(Worker& worker) {
  end_stretch(worker, FactKind::work_suspended);
  worker.current = {};
  wake(worker);
}

}  // namespace casetide::models
