#include "sim/agenda.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace casetide::sim {

namespace {
constexpr std::size_t arity = 4;
constexpr int phase_shift = 56;
constexpr std::size_t phases = 8;
constexpr std::size_t worth_counting = 256;  // entries of a day; fewer are quicker to sort
constexpr std::size_t farthest_day = 365'250;
}  // namespace

void Agenda::schedule(Instant at, std::uint8_t phase, std::uint16_t kind, std::uint32_t subject, std::uint32_t stamp,
                      std::uint16_t detail) {
  if (phase >= phases) throw std::out_of_range("agenda: a phase above 7");
  const Entry entry{
      std::max(at, now_), (std::uint64_t{phase} << phase_shift) | sequence_++, subject, stamp, kind, detail};
  if (entry.at < open_until_) return push(entry);
  const auto day = static_cast<std::size_t>((date_of(entry.at) - first_day_).count());
  if (day > farthest_day) throw std::out_of_range("agenda: an entry more than a thousand years ahead");
  if (day >= days_.size()) days_.resize(day + 1);
  if (days_[day].capacity() == 0 && !spare_.empty()) {
    days_[day].swap(spare_.back());
    spare_.pop_back();
  }
  days_[day].push_back(entry);
  ++later_;
}

bool Agenda::open_days(Instant limit) {
  while (nothing_today() && open_until_ < limit) {
    const auto day = static_cast<std::size_t>((date_of(open_until_) - first_day_).count());
    open_until_ = end_of(date_of(open_until_));
    if (day >= days_.size() || days_[day].empty()) continue;
    later_ -= days_[day].size();
    put_in_order(days_[day]);
    days_[day].clear();
    spare_.emplace_back().swap(days_[day]);
  }
  return !nothing_today();
}

/// Entries of a day stand in the order of scheduling: counted and laid out by minute and phase, they keep it.
void Agenda::put_in_order(const std::vector<Entry>& day) {
  next_ = 0;
  if (day.size() < worth_counting) {
    today_ = day;
    std::sort(today_.begin(), today_.end());
    return;
  }
  const Instant midnight{date_of(day.front().at)};
  const auto place = [&](const Entry& entry) {
    return static_cast<std::size_t>((entry.at - midnight).count()) * phases + (entry.order >> phase_shift);
  };
  places_.assign(static_cast<std::size_t>(one_day.count()) * phases + 1, 0);
  for (const Entry& entry : day) ++places_[place(entry) + 1];
  std::partial_sum(places_.begin(), places_.end(), places_.begin());
  today_.resize(day.size());
  for (const Entry& entry : day) today_[places_[place(entry)]++] = entry;
}

void Agenda::push(const Entry& entry) {
  std::size_t hole = heap_.size();
  heap_.push_back(entry);
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / arity;
    if (!(entry < heap_[parent])) break;
    heap_[hole] = heap_[parent];
    hole = parent;
  }
  heap_[hole] = entry;
}

Entry Agenda::pop_heap() {
  const Entry top = heap_.front();
  const Entry last = heap_.back();
  heap_.pop_back();
  const std::size_t size = heap_.size();
  if (size == 0) return top;
  std::size_t hole = 0;
  for (std::size_t first = 1; first < size; first = hole * arity + 1) {
    std::size_t least = first;
    const std::size_t end = std::min(first + arity, size);
    for (std::size_t child = first + 1; child < end; ++child) least = heap_[child] < heap_[least] ? child : least;
    if (!(heap_[least] < last)) break;
    heap_[hole] = heap_[least];
    hole = least;
  }
  heap_[hole] = last;
  return top;
}

}  // namespace casetide::sim
