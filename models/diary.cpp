#include "models/diary.hpp"

#include <algorithm>

namespace casetide::models {

namespace {
constexpr int farthest_working_days = 130;
}

std::optional<Arrangement> Diary::arrange(std::uint32_t child, ChildId id, ObligationId obligation, const Wish& wish,
                                          WorkerId holder, PoolId chairs, sim::Instant due) {
  const std::optional<Slot> slot = find_slot(wish, holder, chairs);
  if (!slot) return std::nullopt;
  const std::uint32_t number = new_meeting();
  Meeting& meeting = meetings_[number];
  meeting.child = child;
  meeting.id = id;
  meeting.obligation = obligation;
  meeting.from = slot->gap.from;
  meeting.until = slot->gap.until;
  meeting.attending = {holder, slot->chair};
  book(number);
  run_.schedule(meeting.from, phase::meets, EntryKind::meeting_begins, number, meeting.stamp);
  run_.state({.kind = FactKind::meeting_arranged,
              .place = static_cast<std::uint8_t>(index(obligation)),
              .child = id,
              .worker = slot->chair,
              .since = meeting.from,
              .due = due});
  const bool late = sim::date_of(meeting.from) > wish.due_day;
  return Arrangement{number, late ? why_late(wish, holder, chairs) : Cause::queue};
}

std::uint32_t Diary::new_meeting() {
  if (free_.empty()) {
    meetings_.emplace_back();
    return static_cast<std::uint32_t>(meetings_.size() - 1);
  }
  const std::uint32_t number = free_.back();
  free_.pop_back();
  const std::uint32_t stamp = meetings_[number].stamp;
  meetings_[number] = Meeting{};
  meetings_[number].stamp = stamp;
  return number;
}

/// From the day aimed at up to the due day, then earlier days backwards, then the days after the due day.
std::optional<Diary::Slot> Diary::find_slot(const Wish& wish, WorkerId holder, PoolId chairs) const {
  const sim::Calendar& calendar = run_.calendar();
  const sim::Date aim = calendar.add_working_days(std::max(wish.aim, wish.earliest), 0);
  sim::Date day = aim;
  for (; day <= wish.due_day; day = calendar.add_working_days(day, 1))
    if (auto slot = slot_on(day, wish, holder, chairs)) return slot;
  if (aim > wish.earliest)
    for (sim::Date early = calendar.subtract_working_days(aim, 1); early >= wish.earliest;
         early = calendar.subtract_working_days(early, 1))
      if (auto slot = slot_on(early, wish, holder, chairs)) return slot;
  for (int ahead = 0; ahead < farthest_working_days; ++ahead, day = calendar.add_working_days(day, 1))
    if (auto slot = slot_on(day, wish, holder, chairs)) return slot;
  return std::nullopt;
}

/// Among chairs who are free that day, the one with the fewest bookings; ties by the order of joining.
std::optional<Diary::Slot> Diary::slot_on(sim::Date day, const Wish& wish, WorkerId holder, PoolId chairs) const {
  if (holder != nobody && is_away(holder, day)) return std::nullopt;
  if (chairs == no_pool) {
    const auto gap = common_gap(day, wish.length, holder, nobody);
    return gap ? std::optional(Slot{*gap, nobody}) : std::nullopt;
  }
  std::optional<Slot> best;
  std::size_t fewest = 0;
  for (WorkerId chair : workforce_.pool(chairs).members) {
    if (is_away(chair, day)) continue;
    const std::size_t bookings = workforce_.worker(chair).diary.size();
    if (best && bookings >= fewest) continue;
    const auto gap = common_gap(day, wish.length, holder, chair);
    if (!gap) continue;
    best = Slot{*gap, chair};
    fewest = bookings;
  }
  return best;
}

bool Diary::is_away(WorkerId id, sim::Date day) const {
  const Worker& worker = workforce_.worker(id);
  const sim::Instant opens = sim::Instant{day} + worker.hours.opens;
  if (worker.absent && opens < worker.back_at) return true;
  return worker.leave_from <= opens && opens < worker.leave_until;
}

/// The earliest start on `day` at which everybody's hours leave room of `length` between the bookings of all.
std::optional<Diary::Gap> Diary::common_gap(sim::Date day, sim::Minutes length, WorkerId a, WorkerId b) const {
  sim::Instant from = sim::Instant{day};
  sim::Instant until = sim::end_of(day);
  for (WorkerId id : {a, b}) {
    if (id == nobody) continue;
    const Worker& worker = workforce_.worker(id);
    from = std::max(from, sim::Instant{day} + worker.hours.opens);
    until = std::min(until, sim::Instant{day} + worker.hours.opens + worker.hours.length);
  }
  length = std::min(length, until - from);
  for (bool moved = true; moved;) {
    moved = false;
    for (WorkerId id : {a, b}) {
      if (id == nobody) continue;
      for (const Booking& booking : workforce_.worker(id).diary) {
        if (booking.from >= from + length) break;
        if (booking.until <= from) continue;
        from = booking.until;
        moved = true;
      }
    }
  }
  return from + length <= until ? std::optional(Gap{from, from + length}) : std::nullopt;
}

/// Late because no chair had a slot in time, or because the case came late or its worker's diary was full.
Cause Diary::why_late(const Wish& wish, WorkerId holder, PoolId chairs) const {
  if (chairs == no_pool || wish.earliest > wish.due_day) return Cause::queue;
  const sim::Calendar& calendar = run_.calendar();
  for (sim::Date day = calendar.add_working_days(wish.earliest, 0); day <= wish.due_day;
       day = calendar.add_working_days(day, 1))
    if (slot_on(day, wish, nobody, chairs))
      return holder != nobody && is_away(holder, day) ? Cause::absence : Cause::queue;
  return Cause::iro_chair;
}

void Diary::book(std::uint32_t number) {
  const Meeting& meeting = meetings_[number];
  for (WorkerId id : meeting.attending) {
    if (id == nobody) continue;
    auto& diary = workforce_.worker(id).diary;
    const Booking booking{meeting.from, meeting.until, number};
    const auto place = std::upper_bound(diary.begin(), diary.end(), booking,
                                        [](const Booking& x, const Booking& y) { return x.from < y.from; });
    diary.insert(place, booking);
  }
}

void Diary::unbook(std::uint32_t number) {
  for (WorkerId id : meetings_[number].attending) {
    if (id == nobody) continue;
    std::erase_if(workforce_.worker(id).diary, [&](const Booking& booking) { return booking.meeting == number; });
  }
}

void Diary::cancel(std::uint32_t number) {
  Meeting& meeting = meetings_[number];
  if (meeting.begun) {
    // It goes on to its end; there is nobody left to tell.
    meeting.child = no_slot;
    return;
  }
  unbook(number);
  ++meeting.stamp;
  free_.push_back(number);
}

void Diary::pass_on(std::uint32_t number, std::uint32_t child, ChildId id) {
  meetings_[number].child = child;
  meetings_[number].id = id;
}

void Diary::change_holder(std::uint32_t number, WorkerId holder) {
  Meeting& meeting = meetings_[number];
  if (meeting.begun || meeting.attending[0] == nobody) return;
  unbook(number);
  meeting.attending[0] = holder;
  book(number);
}

void Diary::hand_over(WorkerId leaving) {
  const Worker& worker = workforce_.worker(leaving);
  const std::vector<Booking> bookings = worker.diary;
  for (const Booking& booking : bookings) {
    Meeting& meeting = meetings_[booking.meeting];
    if (meeting.begun || meeting.attending[1] != leaving || worker.home_pool == no_pool) continue;
    const WorkerId free = free_colleague(meeting, worker.home_pool, leaving);
    if (free == nobody) continue;
    unbook(booking.meeting);
    meeting.attending[1] = free;
    book(booking.meeting);
  }
}

/// With nothing else in the diary at that time; of several the one with the fewest bookings.
WorkerId Diary::free_colleague(const Meeting& meeting, PoolId pool, WorkerId except) const {
  WorkerId best = nobody;
  const sim::Date day = sim::date_of(meeting.from);
  for (WorkerId id : workforce_.pool(pool).members) {
    const Worker& other = workforce_.worker(id);
    const sim::Instant opens = sim::Instant{day} + other.hours.opens;
    const bool at_work = !is_away(id, day) && opens <= meeting.from && meeting.until <= opens + other.hours.length;
    const bool booked = std::any_of(other.diary.begin(), other.diary.end(), [&](const Booking& booking) {
      return booking.from < meeting.until && meeting.from < booking.until;
    });
    if (id == except || !at_work || booked) continue;
    if (best == nobody || other.diary.size() < workforce_.worker(best).diary.size()) best = id;
  }
  return best;
}

std::optional<Cause> Diary::why_not_held(const Meeting& meeting) const {
  for (WorkerId id : meeting.attending) {
    if (id == nobody) continue;
    const Worker& worker = workforce_.worker(id);
    if (!worker.present()) return Cause::absence;
    if (worker.in_meeting) return worker.holds_cases ? Cause::queue : Cause::iro_chair;
  }
  return owner_->why_not_ready(meeting.child, meeting.obligation);
}

void Diary::begins(std::uint32_t number, std::uint32_t stamp) {
  Meeting& meeting = meetings_[number];
  if (meeting.stamp != stamp) return;
  if (const auto cause = why_not_held(meeting)) {
    const Meeting postponed = meeting;
    cancel(number);
    owner_->meeting_postponed(postponed.child, postponed.obligation, *cause);
    return;
  }
  meeting.begun = true;
  for (WorkerId id : meeting.attending) {
    if (id == nobody) continue;
    Worker& worker = workforce_.worker(id);
    desk_.suspend(worker);
    worker.in_meeting = true;
    worker.began = run_.now();
    run_.state({.kind = FactKind::meeting_begun,
                .place = static_cast<std::uint8_t>(index(meeting.obligation)),
                .child = meeting.id,
                .worker = id});
  }
  run_.schedule(meeting.until, phase::ends, EntryKind::meeting_ends, number, meeting.stamp);
}

void Diary::ends(std::uint32_t number, std::uint32_t stamp) {
  if (meetings_[number].stamp != stamp) return;
  unbook(number);
  const Meeting meeting = meetings_[number];
  ++meetings_[number].stamp;
  free_.push_back(number);
  const sim::Minutes length = meeting.until - meeting.from;
  for (WorkerId id : meeting.attending) {
    if (id == nobody) continue;
    workforce_.worker(id).worked += length;
    workforce_.worker(id).began = run_.now();
    run_.state({.kind = FactKind::meeting_held,
                .place = static_cast<std::uint8_t>(index(meeting.obligation)),
                .child = meeting.id,
                .worker = id,
                .since = meeting.from,
                .amount = length});
  }
  if (meeting.child != no_slot) owner_->meeting_held(meeting.child, meeting.obligation, length);
  for (WorkerId id : meeting.attending) {
    if (id == nobody) continue;
    workforce_.worker(id).in_meeting = false;
    desk_.wake(workforce_.worker(id));
  }
}

}  // namespace casetide::models
